-- From now on changes are kept in mind, to be written into a copy of this edition.
insert into published_from values (?);
