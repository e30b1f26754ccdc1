"""Rows of totals, which a spreadsheet has at the foot of a list."""

import re

_TOTAL = re.compile(
    r"(grand |sub[- ]?|overall )?(totals?|sum|cyfanswm)(:| (for|of) .*)?", re.IGNORECASE
)
"""The whole of a cell: a polling station may well be in the Total Fitness Centre."""


def is_total(text: str) -> bool:
    """Whether a cell says of its row that it is one of totals."""
    return _TOTAL.fullmatch(text.strip()) is not None
