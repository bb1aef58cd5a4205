-- When something of the learning loop was last noted; none where nothing was.
select max(noted_at) from learning_record;
