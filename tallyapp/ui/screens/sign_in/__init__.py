"""Who sits here."""
