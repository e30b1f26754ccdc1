"""Adjudication forms, and what of the doubtful papers is still out."""
