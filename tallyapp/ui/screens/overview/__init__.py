"""F3: where the count stands, and what to do next."""
