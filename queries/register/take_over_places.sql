-- Places under the numbers that they had in another register.
insert into place
select place_id::integer, name, site, division, opened_on::date, closed_on::date, noted_at::timestamp, noted_by from incoming;
