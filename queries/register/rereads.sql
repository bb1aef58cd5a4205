-- What reading names anew changed since an instant (none: ever), alike changes of one writing together, most incidents first.
select act, max(happened_at) as happened_at, written, was, became, sum(incidents)::bigint as incidents
from medicine_reread
where $since is null or happened_at > $since
group by act, written, was, became
order by incidents desc, written;
