"""The acts on disk: one SQLite file per count,
a chain of hashes per stream, a second arithmetic in SQL.
"""
