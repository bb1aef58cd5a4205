-- Once and for all: another one would make two organisations of one.
insert into pseudonym (pseudonym, drawn_at) select ?1, ?2 where not exists (select 1 from pseudonym)
