-- Writings of medicines that were not met before. A writing that is known keeps what it was read as.
insert into medicine_name
select incoming.*
from incoming
anti join medicine_name on medicine_name.written = incoming.written and medicine_name.route = incoming.route;
