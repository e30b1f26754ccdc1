"""A bundle slip."""
