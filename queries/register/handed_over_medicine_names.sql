-- Names that people confirmed, with who did and when.
select written, medicines, strftime(confirmed_at, '%Y-%m-%dT%H:%M:%S.%f') as confirmed_at, confirmed_by
from confirmed_name
where removed_at is null
order by word_key, written;
