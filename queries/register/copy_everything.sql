-- Every table of the register with its rows, into the file that is attached as `copied`: blocks that were freed are not copied.
copy from database register to copied;
