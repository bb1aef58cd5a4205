-- An upgrade restates nothing: what it worked out was counted before, and is what the ledger begins with.
update restatement set reason = 'counted before the upgrade';
