-- Writings that were read by another list than `$read_by`, or before a person confirmed their name or took it back.
select distinct medicine_name.written, medicine_name.route
from medicine_name
left join live_confirmed_name on live_confirmed_name.word_key = medicine_name.word_key
where medicine_name.read_by <> $read_by
    or medicine_name.word_key is null
    or (live_confirmed_name.word_key is not null) <> (medicine_name.how = 'confirmed by a person')
order by medicine_name.written, medicine_name.route;
