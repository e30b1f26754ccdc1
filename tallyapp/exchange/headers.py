"""Where the header of a CSV file is, and what separates its cells."""

import csv
import io
from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

TITLE_ROWS = 20
"""How far down a header is looked for beneath a title."""
_HEAD = 100_000
"""Characters in which that many rows are to be found."""
_ENOUGH = 2
"""Columns of a header by which it is known: a title may have a cell that looks like one."""
_SEPARATORS = ",;\t"


class Form(NamedTuple):
    """How a file is written: what separates cells, and whether its first line says so (`sep=`)."""

    separator: str
    is_told: bool


def form_of(text: str, known_by: Collection[str]) -> Form:
    """How a file is written whose header is known by these columns.

    A title above the header seldom has the separators of the table beneath it: the header decides,
    and only without one the first line.
    """
    told = _told_separator(text)
    for separator in told or _SEPARATORS:
        if any(is_header(columns, known_by) for columns in _first_rows(text, separator)):
            return Form(separator, bool(told))
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    return Form(told or max(_SEPARATORS, key=first.count), bool(told))


def is_header(columns: Collection[str], known_by: Collection[str]) -> bool:
    """Whether a row of these columns is the header."""
    return len(set(known_by).intersection(columns)) >= _ENOUGH


def column_names(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns of a header, in small letters; blank ones at its end are the spreadsheet's."""
    names = ["_".join(name.casefold().split()) for name in cells]
    # Only at the end: a blank between two names would put the cells under the wrong ones.
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _first_rows(text: str, separator: str) -> list[tuple[str, ...]]:
    reader = csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=separator)
    try:
        return [column_names(cells) for cells in islice(reader, TITLE_ROWS)]
    # With a wrong separator a quote can be left open: then this is not how the file is written.
    except csv.Error:
        return []


def _told_separator(text: str) -> str:
    """The separator that a first line such as `sep=;` names, as spreadsheets write it; else
    empty.
    """
    first, *_ = text[:10].splitlines() or [""]
    word, equals, separator = first.strip(' "').partition("=")
    return separator if word.lower() == "sep" and equals and separator in set(_SEPARATORS) else ""
