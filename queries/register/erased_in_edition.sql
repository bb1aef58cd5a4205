-- How many of the incidents that are to go an edition holds, and its format.
select (select count(*) from edition.incident semi join erased_now on erased_now.n = incident.n), (select format from edition.edition);
