"""Strokes that several pages name and the window hears."""

HALL = "Ctrl+Shift+H"
"""Asks for the hall's screen, or closes it."""
