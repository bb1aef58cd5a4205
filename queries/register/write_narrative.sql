-- The free text that this import brings, beside what it says of the incident; none for records that were redacted by hand.
insert into narrative (revision_id, position, heading, "text")
select revision.revision_id, incoming.position, incoming.heading, incoming."text"
from incoming
inner join revision
    on revision.import_id = $import_id
    and revision.source = $source
    and revision.reference = incoming.reference
    and revision.standing = 'stands'
anti join narrative_redaction as redacted
    on redacted.source = $source and redacted.reference = incoming.reference;
