-- A made-up edition of format 5, in the tables of edition_001.sql to edition_005.sql: the four incidents of the one before, with the
-- time of two of them and what is recorded of the duty of candour.

insert into edition values
(18, 5, '0.9.0', timestamp '2025-10-20 15:00:00', false, 30, 'Your trust', 'Anhøj', 95);

insert into extract values
(1, 'datix', 'september.csv', '13b6932f4ff98b54566a1599d263d6c1c817b49bc704b486a9d6feb09055283b', date '2025-10-01', timestamp '2025-10-20 09:00:00', date '2025-09-01', date '2025-09-30', 4);

insert into incident values
(1, 'datix', null, date '2025-09-02', date '2025-09-02', 'day', null, 'Northgate', 'Medicine', 'Ward 7', 'Low', 'Not recorded', 'Severe', null, 'Not recorded', 'Not recorded', 1, time '14:05', 'Not in the extract'),
(2, 'datix', 'W2', date '2025-09-05', date '2025-09-05', 'day', null, 'Northgate', 'Medicine', 'Ward 7', 'Moderate', 'Not recorded', 'Low', null, 'Not recorded', 'Not recorded', 2, time '00:00', 'Not recorded'),
(3, 'datix', null, date '2025-09-20', date '2025-09-20', 'day', null, 'Northgate', 'Medicine', 'Ward 9', 'Low', 'Not recorded', 'Low', null, 'Not recorded', 'Not recorded', 3, null, 'Recorded as not applying'),
(4, 'datix', null, date '2025-09-21', date '2025-09-21', 'day', null, 'Northgate', 'Medicine', 'Ward 9', 'No harm', 'Not recorded', 'No harm', null, 'Not recorded', 'Not recorded', 4, null, 'Not recorded');

insert into list_medicine values
(1, 'enoxaparin', 'Anticoagulants, parenteral', '0208'),
(1, 'morphine', 'Opioids', '0407'),
(2, 'morphine', 'Opioids', '0407'),
(3, 'Only a class named', null, null),
(4, 'No medicine named', null, null);

insert into list_class values
(1, 'curated', 'Anticoagulants, parenteral'),
(1, 'curated', 'Opioids'),
(2, 'curated', 'Opioids'),
(3, 'curated', 'Antibacterials'),
(4, 'curated', 'No medicine named'),
(1, 'high_risk', 'Anticoagulants'),
(1, 'high_risk', 'Controlled drugs'),
(1, 'high_risk', 'Opioids'),
(2, 'high_risk', 'Controlled drugs'),
(2, 'high_risk', 'Opioids');

insert into list_class_medicine values
(1, 'curated', 'Anticoagulants, parenteral', 'enoxaparin'),
(1, 'curated', 'Opioids', 'morphine'),
(2, 'curated', 'Opioids', 'morphine'),
(1, 'high_risk', 'Controlled drugs', 'morphine'),
(2, 'high_risk', 'Controlled drugs', 'morphine');

insert into list_given_instead values (1, 'enoxaparin', 'heparin');

insert into incident_stage values (1, 'Prescribing'), (2, 'Not recorded'), (3, 'Not recorded'), (4, 'Not recorded');
insert into incident_error values (1, 'Omitted dose'), (2, 'Not recorded'), (3, 'Adverse reaction (used as intended)'), (4, 'Not recorded');

insert into bed_days values (date '2025-09-01', 'Northgate', 'Medicine', 'Ward 7', 400.0);
insert into activity values (date '2025-09-01', 'Northgate', 'Medicine', 'Ward 7', 'occupied bed days', '', 400.0, false);
insert into coverage values ('Northgate', date '2025-09-01', 'datix', true);
insert into coverage_calendar values ('datix', 'Northgate', date '2025-09-01', 30, 30, 'covered', false, '', true);
insert into restatement values (1, 'import', timestamp '2025-10-20 09:00:00', date '2025-09-01', 'first covered by this extract', 4);
insert into regrade values (1, 'import', timestamp '2025-10-20 09:00:00', date '2025-09-01', 'Low', 'Moderate', 1);

insert into dated_record values ('break', date '2025-09-01', 'NRLS to LFPSE', 'The form changed.', '', null, null, null, 'Minutes of September', 'A. Officer', date '2025-10-01');
