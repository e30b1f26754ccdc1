"""Training counts: mistakes planted in the papers of a practice count, and what became of each."""
