-- What an edition holds of the learning loop, in the place of what the edition that it was copied from held.
delete from edition.learning_card;
delete from edition.safety_action;
delete from edition.safety_action_aim;
delete from edition.safety_action_answers;
delete from edition.alert;
delete from edition.alert_requires;
delete from edition.escalated;
delete from edition.statement_signed;

insert into edition.learning_card by name select * from incoming_cards order by card;
insert into edition.safety_action by name select * from incoming_actions order by action;
insert into edition.safety_action_aim by name select * from incoming_aims order by action, measure, query;
insert into edition.safety_action_answers by name select * from incoming_answers order by action, card, alert;
insert into edition.alert by name select * from incoming_alerts order by alert;
insert into edition.alert_requires by name select * from incoming_required order by alert, due_on, what;
insert into edition.escalated by name select * from incoming_escalated order by step_on, step, to_whom, reasons;
insert into edition.statement_signed by name select * from incoming_statements order by edition, signed_off_on;
