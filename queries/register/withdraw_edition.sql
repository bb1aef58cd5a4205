-- An edition is withdrawn; the other number stands for it.
update publication set withdrawn_at = $now, replaced_by = $replaced_by, withdrawn_why = $why where edition_id = $edition_id;
