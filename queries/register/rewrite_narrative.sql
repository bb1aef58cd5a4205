-- One text in the place of another.
update narrative set "text" = $now_reads
where revision_id = $revision_id and heading = $heading and "text" = $did_read;
