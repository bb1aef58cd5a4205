-- What was decided about incidents that are erased goes altogether.
delete from learning_record where kind = 'escalation' and number in (select value from json_each(?));
