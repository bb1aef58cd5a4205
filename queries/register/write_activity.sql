-- The occupied bed days of an import.
insert into activity select ?, month, site, division, location, bed_days from incoming;
