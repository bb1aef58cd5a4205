-- A sign-in is in use.
update session set last_seen_at = :now where session = :session and last_seen_at < :now and ended_at is null
