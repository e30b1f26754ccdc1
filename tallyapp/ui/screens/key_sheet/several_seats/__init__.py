"""A sheet of a contest with several seats: blocks by slate, and mixed papers."""
