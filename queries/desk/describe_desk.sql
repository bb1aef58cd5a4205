-- What a desk file says of itself.
insert into desk values (?, ?, ?)
