-- What a store file says of itself.
select format, made_up from store;
