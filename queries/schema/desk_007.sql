-- Format 7: each line of the audit trail is bound to the line before it.

-- `hash` is the SHA-256 of what the line says and of the hash of the line before (domain/audit_chain.py says in which form); the
-- program's own function `audit_link` works it out. A line without one was not written by this program.
alter table audit add column hash text;

drop trigger audit_is_not_changed;

with recursive bound (line, hash) as (
    select 0, ''
    union all
    select
        audit.line,
        audit_link(bound.hash, audit.line, audit.happened_at, audit.who, audit.act, audit.subject, audit.detail)
    from bound
    inner join audit on audit.line = (select min(later.line) from audit as later where later.line > bound.line)
)

update audit set hash = bound.hash from bound where bound.line = audit.line;

create trigger audit_is_not_changed before update on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

update desk set format = 7;
