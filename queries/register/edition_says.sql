-- What an edition says of itself.
select format, product_version, made_up from edition.edition;
