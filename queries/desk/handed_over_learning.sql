-- Every revision of cards, actions, alerts, rules of the trust's own and statements, without the incidents that they belong to.
select kind, number, revision, json_remove(content, '$.incidents') as content, taken_back, noted_at, noted_by
from learning_record
where kind in ('card', 'action', 'alert', 'rule of our own', 'statement')
order by kind, number, revision;
