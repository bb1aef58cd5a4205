-- What is being done, for the ledger.
insert into this_act values (?, ?, ?);
