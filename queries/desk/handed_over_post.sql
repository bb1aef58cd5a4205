-- Every revision of contacts, recurring dates and steps of checklists.
select kind, number, revision, content, taken_back, noted_at, noted_by
from learning_record
where kind in ('contact', 'recurring date', 'step of a checklist')
order by kind, number, revision;
