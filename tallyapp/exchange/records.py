"""One row of a list, whatever file it is in: where it stands, its cells, and what is wrong with
them.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Flaw(NamedTuple):
    """Why a cell cannot be taken as it is, and what to do."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row that is not blank: the line or row on which it begins, and its cells in order.

    `flaws` are by position, from 0: they count only where a column is read at all.
    """

    line: int
    cells: list[str]
    flaws: Mapping[int, Flaw] = field(default_factory=dict)


def cleaned(cells: Iterable[str]) -> list[str]:
    """Cells trimmed and in one Unicode form: a name keyed on a Mac and on a PC is the same name."""
    return [unicodedata.normalize("NFC", cell.strip()) for cell in cells]
