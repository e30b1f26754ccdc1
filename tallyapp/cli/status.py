"""The exit statuses of the commands: when the rules say no, and when something else failed."""

REFUSED = 1
"""The rules of the count say no."""
FAULT = 2
"""Something outside the count failed."""
