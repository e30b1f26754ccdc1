"""F2: who sits here."""
