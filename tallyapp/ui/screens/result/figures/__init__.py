"""Figures keyed by candidate, and as they stand on a paper."""
