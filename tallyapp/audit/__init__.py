"""Checking a document from its file alone: what was checked, and what it showed."""
