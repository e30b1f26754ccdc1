"""What stands before a count: open one, practise, make a new one."""
