"""Attacks on what was published, each by its name: how it is made, and what gives it away."""
