"""What leaves the program, read by readers that are not ours: every way out says the same."""
