"""What a count is and its rules: pure, with no files, no clock, no screen and no SQL."""
