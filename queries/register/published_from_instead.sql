-- Changes are known of the edition that stands for the withdrawn one, too: it is the same without what was erased.
update published_from set edition_id = $replaced_by where edition_id = $edition_id;
