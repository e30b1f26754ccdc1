"""Formats out: a count's figures for other programs, each as its readers know it."""
