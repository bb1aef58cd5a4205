-- What a program of format 2 wrote into its register: two Datix listings of September 2025, the later one grading W2 up, and
-- one that was undone. Names of medicines were read by an older list, which did not know Clexane.

insert into store values
(2, '0.2.0', timestamp '2025-10-20 09:00:00', false);

insert into imports values
(1, 'incidents', '13b6932f4ff98b54566a1599d263d6c1c817b49bc704b486a9d6feb09055283b', 'september.csv', 'datix', date '2025-10-01', 'the run date printed above the listing', timestamp '2025-10-20 09:00:00', 'single-user', date '2025-09-01', date '2025-09-30', [], 5, 5, 0, 0, 0, null, null, null, null),
(2, 'incidents', '733232cae829ddfc3b0077a81df8c99e2c4efbc2e84ec78157108f8291a62f15', 'wrong.csv', 'datix', date '2025-10-02', 'the run date printed above the listing', timestamp '2025-10-20 12:00:00', 'single-user', date '2025-09-01', date '2025-09-30', [], 1, 1, 0, 0, 0, timestamp '2025-10-20 13:00:00', 'single-user', null, null),
(3, 'incidents', '17375efcd0a70c3ca1b6858d1f5a2c2b2574115b738e3115fd3f5dcd6bc98d1a', 'october.csv', 'datix', date '2025-11-01', 'the run date printed above the listing', timestamp '2025-11-02 14:00:00', 'single-user', date '2025-09-01', date '2025-09-30', [], 1, 1, 0, 0, 0, null, null, null, null);

insert into revision values
(1, 'datix', 'W1', -1.0, [], [], date '2025-09-02', date '2025-09-02', 'day', null, null, 'Northgate', 'Medicine', 'Ward 7', 'Low', 'Not recorded', null, 'Not recorded', null, ['Prescribing'], ['Omitted dose'], [{'written': 'Enoxaparin', 'route': '', 'role': 'given'}, {'written': 'Morphine', 'route': '', 'role': 'given'}], 1, 1, 'stands', []),
(1, 'datix', 'W2', -1.0, [], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Ward 7', 'Low', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'Morphine', 'route': '', 'role': 'given'}], 1, 2, 'stands', []),
(1, 'datix', 'W3', -1.0, [], [], date '2025-09-20', date '2025-09-20', 'day', null, null, 'Northgate', 'Medicine', 'Ward 9', 'Low', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'antibiotics', 'route': '', 'role': 'given'}], 1, 3, 'stands', []),
(1, 'datix', 'W4', -1.0, [], [], date '2025-09-21', date '2025-09-21', 'day', null, null, 'Northgate', 'Medicine', 'Ward 9', 'No harm', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'Unknown', 'route': '', 'role': 'given'}], 1, 4, 'stands', []),
(1, 'datix', 'W5', -1.0, [], [], date '2025-09-22', date '2025-09-22', 'day', null, null, 'Northgate', 'Medicine', 'Ward 9', 'Not recorded', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'Clexane', 'route': '', 'role': 'given'}, {'written': 'Morphine', 'route': '', 'role': 'intended'}], 1, 5, 'stands', [{'field': 'harm', 'written': 'Amber'}]),
(2, 'datix', 'W9', -1.0, [], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Ward 9', 'Severe', 'Not recorded', null, 'Not recorded', null, [], [], [], 1, 6, 'stands', []),
(3, 'datix', 'W2', -1.0, [], [], date '2025-09-05', date '2025-09-05', 'day', null, null, 'Northgate', 'Medicine', 'Ward 7', 'Moderate', 'Not recorded', null, 'Not recorded', null, [], [], [{'written': 'Morphine', 'route': '', 'role': 'given'}], 1, 7, 'stands', []);

insert into medicine_name values
('Enoxaparin', '', 0, 'medicine', 'enoxaparin', 'Anticoagulants, parenteral', '0208', '020801', ['Anticoagulants', 'Time-critical medicines'], 'exact'),
('Morphine', '', 0, 'medicine', 'morphine', 'Opioids', '0407', '040702', ['Opioids', 'Controlled drugs'], 'exact'),
('antibiotics', '', 0, 'class_word', null, 'Antibacterials', null, null, [], 'exact'),
('Unknown', '', 0, 'placeholder', null, null, null, null, [], 'none'),
('Clexane', '', 0, 'unrecognised', null, null, null, null, [], 'none');

insert into unplaced_word values
(1, 'harm', 'Amber', 1);

insert into placed_word values
('harm', 'datix', 'Amber', 'amber', 'Low', timestamp '2025-11-03 10:00:00', 'single-user', null);

insert into current_record values
(1, 'datix', 'W1', 1, 'stands', 'Low', 'Low', null, date '2025-09-01', 'Northgate', null, true),
(2, 'datix', 'W2', 7, 'stands', 'Low', 'Moderate', null, date '2025-09-01', 'Northgate', null, true),
(3, 'datix', 'W3', 3, 'stands', 'Low', 'Low', null, date '2025-09-01', 'Northgate', null, true),
(4, 'datix', 'W4', 4, 'stands', 'No harm', 'No harm', null, date '2025-09-01', 'Northgate', null, true),
(5, 'datix', 'W5', 5, 'stands', 'Low', 'Low', null, date '2025-09-01', 'Northgate', null, true);

insert into counting_source_now values
('Northgate', date '2025-09-01', 'datix', true),
('Not recorded', date '2025-09-01', 'datix', true);

insert into restatement values
(1, 'import', timestamp '2025-10-20 09:00:00', date '2025-09-01', 'first covered by this extract', 5),
(2, 'import', timestamp '2025-10-20 12:00:00', date '2025-09-01', 'recorded late', 1),
(2, 'undo', timestamp '2025-10-20 13:00:00', date '2025-09-01', 'undone', -1);

insert into regrade values
(3, 'import', timestamp '2025-11-02 14:00:00', date '2025-09-01', 'Low', 'Moderate', 1),
(null, 'words placed', timestamp '2025-11-03 10:00:00', date '2025-09-01', 'Not recorded', 'Low', 1);

insert into publication values
(9, timestamp '2025-11-03 10:00:00', 'single-user', timestamp '2025-11-04 10:00:00', 'single-user', 'November meeting');

insert into published_from values (9);
