-- A new edition, a draft.
insert into publication (edition_id, published_at, published_by) values (?, ?, ?);
