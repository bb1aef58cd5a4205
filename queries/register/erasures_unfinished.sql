-- Numbers that editions and the desk may still hold.
select n, why, kept_from, since, erased_at from erased_number where not done order by n;
