-- For each month, what the ledger says was changed since the beginning adds up to the incidents that count.
select month, sum(incidents) as too_many
from (
    select month, count(*) as incidents from current_record where counts group by month
    union all
    select month, -sum(incidents) from restatement group by month
)
group by month
having sum(incidents) <> 0;
