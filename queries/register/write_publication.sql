-- A new edition, a draft.
insert into publication values (?, ?, ?, null, null, null);
