-- Every record that the register knows, also of undone imports and of rows that were left out.
select source, reference from revision
union
select source, reference from left_out_reference
union
select source, reference from gone_decision;
