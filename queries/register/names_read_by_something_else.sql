-- Writings that were read by another list than `$read_by`, or by another answer of a person than the one that holds (or none).
select distinct medicine_name.written, medicine_name.route
from medicine_name
left join live_confirmed_name on live_confirmed_name.word_key = medicine_name.word_key
where medicine_name.word_key is null
    or medicine_name.read_by <> $read_by || case
        when live_confirmed_name.word_key is null then ''
        else ' confirmed: ' || array_to_string(medicines, '; ')
    end
order by medicine_name.written, medicine_name.route;
