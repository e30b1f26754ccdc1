"""Ctrl+K: anything of the count by name or number."""
