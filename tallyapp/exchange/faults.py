"""What is wrong with a file that is brought in: every fault at once, so that one correction is
enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tallyapp.errors import EnvironmentFault


def visible(text: str) -> str:
    """Text out of a file in which nothing is hidden, and nothing can steer a terminal."""
    # A file may hold characters that move the cursor or hide what stands after them.
    return "".join(letter if letter.isprintable() else f"U+{ord(letter):04X} " for letter in text)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: where, what is wrong, what to do.

    `line` counts from 1 as an editor does (0 for the file as a whole); `column` is its heading, or
    empty. `file` is empty for a fault that is of no place in a file. In a workbook there is also
    the name of its `sheet`, and the `cell` (such as B5) where it is of one.
    """

    file: str
    line: int
    column: str
    problem: str
    remedy: str
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """The line of a text, the cell or the row of a sheet; empty for the file as a whole."""
        if self.cell:
            return f"cell {self.cell}"
        if not self.line:
            return ""
        return f"row {self.line}" if self.sheet else f"line {self.line}"

    def __str__(self) -> str:
        where = [self.file] if self.file else []
        if self.sheet:
            where.append(f"sheet {self.sheet}")
        if self.place:
            where.append(self.place)
        if self.column:
            where.append(f"column {self.column}")
        said = f"{self.problem} {self.remedy}".rstrip()
        return f"{', '.join(where)}: {said}" if where else said


class ImportRefused(EnvironmentFault):
    """Nothing was brought in, because of these faults; its message has one on each line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
