"""What is handed to a format, and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.views.tally import ContestTally, CountTally, UnopposedTally

from .remarks import Remark


@dataclass(frozen=True)
class Given:
    """The contests that are written, no other, and what a file says of itself: when it was made
    and by which program. `words` puts a remark into a sentence, for files that have room for one;
    `left_out` says which contests were asked for that may not be given out, and why.
    """

    count: CountTally
    streams: Mapping[str, Checkpoint]
    made_at: datetime
    program: str
    words: Callable[[Remark], str]
    left_out: tuple[Remark, ...] = ()

    def name(self, contest: ContestTally | UnopposedTally) -> str:
        """What a contest is called in a file: with its id where another is called the same."""
        alike = [one for one in self.count.all if one.name == contest.name]
        return f"{contest.name} ({contest.id})" if len(alike) > 1 else contest.name


@dataclass(frozen=True)
class Exported:
    """The bytes of a file, and what it does not hold."""

    data: bytes
    remarks: tuple[Remark, ...]


class CannotHold(Exception):
    """A format has no place for what these contests are: nothing is written."""

    def __init__(self, *remarks: Remark) -> None:
        super().__init__(*remarks)
        self.remarks = remarks


Exporter: TypeAlias = Callable[[Given], Exported]
"""From figures to a file; raises CannotHold."""
