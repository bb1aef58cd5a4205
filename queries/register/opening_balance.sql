-- An upgrade restates nothing: what it worked out was counted before, and is what the ledger begins with. What a ledger that
-- is there already says of other acts stays.
update restatement set reason = 'counted before the upgrade' where act = 'upgrade';
