-- The next revision of a record of the learning loop.
insert into learning_record (kind, number, revision, content, taken_back, noted_at, noted_by)
values (:kind, :number, :revision, :content, :taken_back, :noted_at, :noted_by);
