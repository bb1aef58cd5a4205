-- Every text of one record, those of earlier and of undone imports too.
select revision_id, heading, "text"
from narrative
where revision_id in (select revision_id from revision where source = $source and reference = $reference);
