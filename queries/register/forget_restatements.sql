-- An upgrade restates nothing: what it worked out anew was counted before.
delete from restatement;
delete from regrade;
