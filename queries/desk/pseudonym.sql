-- What this trust is called where it does not give its name.
select pseudonym from pseudonym
