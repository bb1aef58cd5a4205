-- What an edition says of itself.
insert into edition.edition values (?, ?, ?, ?, ?, ?, ?, ?, ?);
