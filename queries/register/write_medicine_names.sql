-- Writings of medicines that were not met before. A writing that is known keeps what it was read as until it is read again.
insert into medicine_name
select
    written, route, position, kind, medicine, drug_class, bnf_section, bnf_paragraph, high_risk, how,
    word_key, section, chapter, read_by
from incoming
anti join medicine_name on medicine_name.written = incoming.written and medicine_name.route = incoming.route;
