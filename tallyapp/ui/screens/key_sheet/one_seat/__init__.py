"""A sheet of a contest with one seat."""
