"""Ctrl+K: any contest, area, sheet, box or candidate, by name or number."""
