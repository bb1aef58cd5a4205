-- The last edition of that register, as it wrote it.

insert into bed_days values
(date '2025-09-01', 'Northgate', 'Medicine', 'Ward 7', 400.0),
(date '2025-09-01', 'Northgate', 'Medicine', 'Ward 9', 200.0);

insert into coverage values
('Northgate', date '2025-08-01', 'lfpse', true),
('Northgate', date '2025-09-01', 'datix', true),
('Not recorded', date '2025-08-01', 'lfpse', true),
('Not recorded', date '2025-09-01', 'datix', true);

insert into edition values
(6, 1, '0.1.0', timestamp '2026-11-20 14:00:00', false, 30, 'Your trust');

insert into extract values
(1, 'datix', 'september.csv', '13b6932f4ff98b54566a1599d263d6c1c817b49bc704b486a9d6feb09055283b', date '2025-10-01', timestamp '2026-11-20 09:00:00', date '2025-09-01', date '2025-09-30', 4),
(2, 'lfpse', 'national.csv', 'c63d8acfb4b959d84b60d1320c17151459352af9992c3488de31c1485b266d39', date '2025-10-02', timestamp '2026-11-20 10:00:00', date '2025-08-01', date '2025-09-30', 3),
(5, 'datix', 'december.csv', '17375efcd0a70c3ca1b6858d1f5a2c2b2574115b738e3115fd3f5dcd6bc98d1a', date '2025-12-01', timestamp '2026-11-20 14:00:00', date '2025-08-30', date '2025-09-05', 2);

insert into incident values
(1, 'lfpse', null, date '2025-08-20', date '2025-08-20', 'day', null, 'Northgate', 'Not recorded', 'Not recorded', 'Low', 'Not recorded', 'Low', null, 'Not recorded', 'Not recorded'),
(2, 'datix', null, date '2025-09-05', date '2025-09-05', 'day', null, 'Northgate', 'Medicine', 'Ward 7', 'Low', 'Not recorded', 'Severe', null, 'Not recorded', 'Not recorded'),
(3, 'datix', null, date '2025-09-05', date '2025-09-05', 'day', null, 'Northgate', 'Medicine', 'Ward 7', 'Low', 'Not recorded', 'Low', null, 'Not recorded', 'Not recorded'),
(4, 'datix', null, date '2025-09-20', date '2025-09-20', 'day', null, 'Northgate', 'Medicine', 'Not recorded', 'Not recorded', 'Not recorded', 'Not recorded', null, 'Not recorded', 'Not recorded');

insert into incident_class values
(1, 'No medicine named'),
(2, 'Anticoagulants, parenteral'),
(3, 'Opioids'),
(4, 'No medicine named');

insert into incident_error values
(1, 'Not recorded'),
(2, 'Not recorded'),
(3, 'Not recorded'),
(4, 'Not recorded');

insert into incident_high_risk values
(2, 'Anticoagulants'),
(2, 'Time-critical medicines'),
(3, 'Controlled drugs'),
(3, 'Opioids');

insert into incident_medicine values
(1, 'No medicine named', null, null),
(2, 'enoxaparin', 'Anticoagulants, parenteral', '0208'),
(3, 'morphine', 'Opioids', '0407'),
(4, 'No medicine named', null, null);

insert into incident_stage values
(1, 'Not recorded'),
(2, 'Not recorded'),
(3, 'Not recorded'),
(4, 'Not recorded');

insert into record_not_counted values
('datix', date '2025-08-01', 'lfpse', false, 1),
('lfpse', date '2025-09-01', 'datix', false, 1),
('lfpse', date '2025-09-01', 'datix', true, 1);

insert into unplaced_word values
('harm', 1, 1);
