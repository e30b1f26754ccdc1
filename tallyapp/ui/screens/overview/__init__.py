"""Where the count stands, and what to do next."""
