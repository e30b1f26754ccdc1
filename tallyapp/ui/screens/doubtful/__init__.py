"""F7: adjudication forms, and what of the doubtful papers is still out."""
