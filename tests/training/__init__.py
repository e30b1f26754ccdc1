"""Training counts: what is planted, who finds it, and what is said of it afterwards."""
