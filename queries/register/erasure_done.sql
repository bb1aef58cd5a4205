-- Nothing holds them any more.
update erased_number set done = true where not done;
