"""Figures and their units on one line: 3 m, 20 sheets, 14 of them."""

import re

_PARTED = re.compile(r"(?<=\d) (?=[a-z%×])|(?<=\d ×) (?=\d)")
HARD = "\u00a0"
"""A space at which no line is broken."""


def kept_together(words: str) -> str:
    """The same words, of which no line ends between a figure and what it counts; for what is drawn,
    not for what is compared, copied or saved.
    """
    return _PARTED.sub(HARD, words)
