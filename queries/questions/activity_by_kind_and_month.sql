-- Activity of each kind in each month, for the places asked: what incidents can be counted against.
-- `amount` is bed days, admissions, doses, items or (of staff) people; `estimated` says that a figure of the month was
-- worked out from an average or a quarter. `places` counts the places with a figure. A month without a row has no figure,
-- which is not a zero. Only months that lie wholly in the period are here; filters on incidents do not narrow activity.
--
-- asks: asked
-- returns: kind, staff_group, month, amount, estimated, places

select
    kind,
    staff_group,
    month,
    sum(amount) as amount,
    bool_or(estimated) as estimated,
    count(distinct {'site': site, 'division': division, 'location': location}) as places
from activity
where ($asked['from'] is null or month >= $asked['from'])
    and ($asked['until'] is null or last_day(month) <= $asked['until'])
    and ($asked['site'] is null or list_contains($asked['site'], site))
    and ($asked['division'] is null or list_contains($asked['division'], division))
    and ($asked['location'] is null or list_contains($asked['location'], location))
group by all
order by kind, staff_group, month;
