-- All sign-ins of a person end.
update session set ended_at = :now, ended_why = :why where person = :person and ended_at is null
