-- Incidents that count, in each month; the month is NULL where no full date is known.
select month, count(*) as incidents from current_record where counts group by month order by month;
