-- What a program of format 1 wrote into its register: two Datix listings, one of LFPSE, bed days, and an import undone.

insert into activity values
(3, date '2025-09-01', 'Northgate', 'Medicine', 'Ward 7', 400.0),
(3, date '2025-09-01', 'Northgate', 'Medicine', 'Ward 9', 200.0);

insert into imports values
(1, 'incidents', '13b6932f4ff98b54566a1599d263d6c1c817b49bc704b486a9d6feb09055283b', 'september.csv', 'datix', date '2025-10-01', 'the run date printed above the listing', timestamp '2026-11-20 09:00:00', 'single-user', date '2025-09-01', date '2025-09-30', [], 4, 4, 0, 0, 0, null, null),
(2, 'incidents', 'c63d8acfb4b959d84b60d1320c17151459352af9992c3488de31c1485b266d39', 'national.csv', 'lfpse', date '2025-10-02', 'the run date printed above the listing', timestamp '2026-11-20 10:00:00', 'single-user', date '2025-08-01', date '2025-09-30', [], 3, 3, 0, 0, 0, null, null),
(3, 'activity', '6bbc31fabe7fc14107627c0d56860855dcdd2e7f772f49c223da0ea1bc2f1c00', 'bed days.csv', null, date '2026-11-20', 'the day of the upload', timestamp '2026-11-20 11:00:00', 'single-user', date '2025-09-01', date '2025-09-01', [], 2, 2, 0, 0, 0, null, null),
(4, 'incidents', '733232cae829ddfc3b0077a81df8c99e2c4efbc2e84ec78157108f8291a62f15', 'wrong.csv', 'datix', date '2025-11-01', 'the run date printed above the listing', timestamp '2026-11-20 12:00:00', 'single-user', date '2025-09-05', date '2025-09-05', [], 2, 2, 0, 0, 0, timestamp '2026-11-20 13:00:00', 'single-user'),
(5, 'incidents', '17375efcd0a70c3ca1b6858d1f5a2c2b2574115b738e3115fd3f5dcd6bc98d1a', 'december.csv', 'datix', date '2025-12-01', 'the run date printed above the listing', timestamp '2026-11-20 14:00:00', 'single-user', date '2025-08-30', date '2025-09-05', [], 2, 2, 0, 0, 0, null, null);

insert into medicine_name values
('Enoxaparin', '', 0, 'medicine', 'enoxaparin', 'Anticoagulants, parenteral', '0208', '020801', ['Anticoagulants', 'Time-critical medicines'], 'exact'),
('Morphine', '', 0, 'medicine', 'morphine', 'Opioids', '0407', '040702', ['Opioids', 'Controlled drugs'], 'exact');

insert into publication values
(1, timestamp '2026-11-20 09:00:00', 'single-user', null, null, null),
(2, timestamp '2026-11-20 10:00:00', 'single-user', null, null, null),
(3, timestamp '2026-11-20 11:00:00', 'single-user', null, null, null),
(4, timestamp '2026-11-20 12:00:00', 'single-user', null, null, null),
(5, timestamp '2026-11-20 13:00:00', 'single-user', null, null, null),
(6, timestamp '2026-11-20 14:00:00', 'single-user', timestamp '2026-11-20 14:00:00', 'single-user', 'December meeting');

insert into revision values
(1, 'datix', 'W1', -1.0, ['W1'], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Ward 7', 'Severe', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'Enoxaparin', 'route': '', 'role': 'given'}], 1),
(1, 'datix', 'W2', -1.0, ['W2'], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Ward 7', 'Low', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'Morphine', 'route': '', 'role': 'given'}], 1),
(1, 'datix', 'W3', -1.0, ['W3'], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Ward 9', 'No harm', 'Not recorded', null, 'Not recorded', null, ['Prescribing'], [], [], 1),
(1, 'datix', 'W4', -1.0, ['W4'], [], date '2025-09-20', date '2025-09-20', 'day', null, null, 'Northgate', 'Medicine', 'Not recorded', 'Not recorded', 'Not recorded', null, 'Not recorded', null, [], [], [], 1),
(2, 'lfpse', '31000001', 1.0, ['31000001'], ['W1'], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Not recorded', 'Not recorded', 'Moderate', 'Not recorded', null, 'Not recorded', null, [], [], [], 1),
(2, 'lfpse', '31000002', 1.0, ['31000002'], [], date '2025-08-20', date '2025-08-20', 'day', null, null, 'Northgate', 'Not recorded', 'Not recorded', 'Low', 'Not recorded', null, 'Not recorded', null, [], [], [], 1),
(2, 'lfpse', '31000003', 1.0, ['31000003'], [], date '2025-09-21', date '2025-09-21', 'day', null, null, 'Northgate', 'Not recorded', 'Not recorded', 'Not recorded', 'Not recorded', null, 'Not recorded', null, [], [], [], 1),
(4, 'datix', 'W2', -1.0, ['W2'], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Not recorded', 'Severe', 'Not recorded', null, 'Not recorded', null, [], [], [], 1),
(4, 'datix', 'W9', -1.0, ['W9'], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Not recorded', 'Not recorded', 'Not recorded', null, 'Not recorded', null, [], [], [], 1),
(5, 'datix', 'W1', -1.0, ['W1'], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Ward 7', 'Low', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'Enoxaparin', 'route': '', 'role': 'given'}], 1),
(5, 'datix', 'W3', -1.0, ['W3'], [], date '2025-08-30', date '2025-08-30', 'day', null, null, 'Northgate', 'Medicine', 'Ward 9', 'No harm', 'Not recorded', null, 'Not recorded', null, ['Prescribing'], [], [], 1);

insert into store values
(1, '0.1.0', timestamp '2026-11-20 09:00:00', false);

insert into unplaced_word values
(1, 'harm', 'Amber', 1);
