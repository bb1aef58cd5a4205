-- A fingerprint of every 256 incident numbers: where two editions give the same one, these incidents are in the same month at
-- the same level of harm in both, and none came or went. So that two editions are compared without sending either.
--
-- asks: asked
-- returns: block, incidents, fingerprint

select
    n // 256 as block,
    count(*) as incidents,
    bit_xor(hash(n, date_trunc('month', dated_on), harm_level)) as fingerprint
from selected_incident($asked)
group by block
order by block;
