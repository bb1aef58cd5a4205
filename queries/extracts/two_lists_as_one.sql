-- Two lists of a row, one after the other (several columns that answer one question).
select list_concat(one, other) as together from two;
