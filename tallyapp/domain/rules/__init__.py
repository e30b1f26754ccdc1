"""What may be done, and what then holds: check and apply, for each part of a count."""
