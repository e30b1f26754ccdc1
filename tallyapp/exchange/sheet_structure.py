"""What a worksheet holds besides values: what is merged or hidden, and which formulas have no
result.

A spreadsheet shows these and a reader of values does not tell of them; read wrongly they lose a
candidate or a box without a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from defusedxml.ElementTree import iterparse
from openpyxl.utils import coordinate_to_tuple, range_boundaries

Bounds = tuple[int, int, int, int]
"""The first column and row of a range of cells, and the last."""


@dataclass(slots=True)
class Structure:
    """Rows and columns are counted from 1; `last_row` and `last_column` are the last that hold
    anything.
    """

    merged: list[Bounds] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    without_result: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0

    def is_hidden(self, column: int) -> bool:
        """Whether nobody sees this column."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def structure_of(part: IO[bytes]) -> Structure:
    """What a worksheet's part of the file says. Raises ValueError or a ParseError if it is none."""
    found = Structure()
    row = 0
    column = 0
    for event, element in iterparse(part, events=("start", "end")):
        match event, _name(element):
            case "start", "row":
                row = int(element.get("r") or row + 1)
                column = 0
                if _is_set(element, "hidden"):
                    found.hidden_rows.add(row)
            case "end", "c":
                row, column = _place(element, row, column + 1)
                _take(found, element, row, column)
            case "end", "col" if _is_set(element, "hidden"):
                found.hidden_columns.append((int(element.get("min")), int(element.get("max"))))
            case "end", "mergeCell":
                found.merged.append(_bounds(element.get("ref", "")))
            # What is done with is let go: a sheet may be long.
            case "end", "row":
                element.clear()
    return found


def _take(found: Structure, cell: Any, row: int, column: int) -> None:
    """Note whether a cell holds anything, or a formula that nobody has worked out."""
    parts = {_name(part): part for part in cell}
    value = parts.get("v")
    filled = (value is not None and bool(value.text)) or "is" in parts
    # A formula whose result is an empty text is of the type str, and is a blank as it should be.
    if "f" in parts and not filled and cell.get("t") != "str":
        found.without_result.add((row, column))
        filled = True
    if filled:
        found.last_row = max(found.last_row, row)
        found.last_column = max(found.last_column, column)


def _place(cell: Any, row: int, column: int) -> tuple[int, int]:
    """Where a cell stands: as it says, or beside the one before it."""
    told = cell.get("r")
    return coordinate_to_tuple(told) if told else (row, column)


def _bounds(reference: str) -> Bounds:
    bounds = range_boundaries(reference)
    if None in bounds:
        raise ValueError(reference)
    first_column, first_row, last_column, last_row = bounds
    return int(first_column or 0), int(first_row or 0), int(last_column or 0), int(last_row or 0)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_set(element: Any, attribute: str) -> bool:
    return element.get(attribute) in ("1", "true")


def merged_below(structure: Structure, header_row: int) -> Iterator[Bounds]:
    """The ranges of merged cells that reach into the header or the rows beneath it."""
    # A title above the header is merged as a matter of course, and is not read.
    return (bounds for bounds in structure.merged if bounds[3] >= header_row)
