-- How many imports say that they cover days which are kept no longer.
select count(*) from imports where kind = 'incidents' and covers_from < $kept_from::date;
