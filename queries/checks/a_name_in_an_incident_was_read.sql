-- Every name of a medicine in an incident was read: as a medicine, as something else, or as not recognised.
select distinct holder.written, holder.route
from (select unnest(medicines, recursive := true) from revision) as holder
anti join medicine_name on medicine_name.written = holder.written and medicine_name.route = holder.route;
