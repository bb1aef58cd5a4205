-- Statements of assurance that were signed off before this edition was published: on which edition, and when. Oldest first.
--
-- asks:
-- returns: edition, signed_off_on

select edition, signed_off_on
from statement_signed
order by signed_off_on, edition;
