-- The figures of all packs that are kept.
select pack, period, source, harm_level, incidents, state, bed_days
from peer_figure
where pack in (select pack from peer_pack where removed_at is null)
order by pack, period, harm_level
