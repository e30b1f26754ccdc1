"""What is true of a count now, and the act that made it so."""
