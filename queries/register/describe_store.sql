-- What a store file says of itself.
insert into store values (?, ?, ?, ?);
