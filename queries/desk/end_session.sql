-- A sign-in ends, once.
update session set ended_at = :now, ended_why = :why where session = :session and ended_at is null returning person
