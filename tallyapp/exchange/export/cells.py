"""Rows as CSV that other programs read, and no cell of which a spreadsheet works out.

A name or description is what somebody nominated. Written as it is, one that begins with = + - or @
would be taken for a formula by whoever opens the file in a spreadsheet, and could call for other
files. An apostrophe is put before it, as spreadsheets have it for text. So that every cell can be
read back, a text that begins with an apostrophe gets another: whoever reads takes one away from
each text that begins with one.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a formula begins, in full width too, which some spreadsheets make narrow."""
_MARK = "'"


class Digits(str):
    """A figure as it is written, such as 49.67 or -0.04: no text, and nothing to be worked out."""

    __slots__ = ()


Cell: TypeAlias = str | int | Digits | None


class Form(NamedTuple):
    """How a file is written: whether it begins with the mark by which spreadsheets know UTF-8, and
    how its lines end.
    """

    marked: bool = False
    line_end: str = "\n"


FOR_PROGRAMS = Form()
"""As those whose columns these are write their own: without the mark."""
FOR_SPREADSHEETS = Form(marked=True, line_end="\r\n")
"""A spreadsheet takes a file without the mark for one of another encoding."""


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], form: Form) -> bytes:
    """The rows as UTF-8, quoted where a cell needs it; None is an empty cell."""
    lines = [_line(header), *(_line([_written(cell) for cell in row]) for row in rows)]
    text = "".join(f"{line}{form.line_end}" for line in lines)
    return text.encode("utf-8-sig" if form.marked else "utf-8")


def _line(cells: Sequence[str]) -> str:
    # Cells are quoted for the characters of the end that the writer knows of: so for both, always.
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n")


def with_apostrophes(rows: Iterable[Sequence[Cell]]) -> int:
    """How many cells of these rows are not written as they are."""
    return sum(_written(cell) != cell for row in rows for cell in row if isinstance(cell, str))


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Digits | int):
        return str(cell)
    return f"{_MARK}{cell}" if cell.startswith((_MARK, *_BEGINNINGS)) else cell


def percentage(hundredths: int) -> Digits:
    """Hundredths of a percent as a percentage with two places, and no sign."""
    return Digits(f"{hundredths // 100}.{hundredths % 100:02}")


def fraction(part: int, whole: int, places: int) -> Digits:
    """A share as a decimal fraction of so many places, without noughts at its end; 0 of nothing."""
    scale: int = 10**places
    # Doubled, so that half of the last place is rounded without a float: away from nothing, so that
    # a share that fell is written as one that rose.
    scaled = (abs(part) * 2 * scale + whole) // (2 * whole) if whole else 0
    units, rest = divmod(scaled, scale)
    sign = "-" if part < 0 and scaled else ""
    return Digits(sign + f"{units}.{rest:0{places}}".rstrip("0").rstrip("."))
