"""Readers of results as they were published, and whether they can be those of a count."""
