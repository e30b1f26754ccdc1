"""A sheet or slip while it is being keyed:
figures in the order of its fields, and what they add to.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence

from tallyapp.domain.rules.sheet_lines import SheetKind
from tallyapp.domain.state.keyed_paper import PAPERS
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import MAX_FIGURE, Papers
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.drafts import Draft


class SheetKeying(ABC):
    """What was keyed of one sheet so far; every kind of sheet has the papers written on it."""

    of = ""
    """The act of which this is a keying: the sheet's handing out, or its last query."""

    def __init__(self, number: int, kind: SheetKind) -> None:
        self.number = number
        self.kind = kind

    @property
    @abstractmethod
    def values(self) -> list[int | None]:
        """What is keyed, in the order of the kind's fields; None is a blank."""

    @property
    @abstractmethod
    def keyed(self) -> Papers:
        """The papers on its lines, with those sent for adjudication."""

    @property
    def begun(self) -> bool:
        """Whether anything is keyed."""
        return any(self.values)

    @property
    def complete(self) -> bool:
        """Whether nothing is blank."""
        return None not in self.values

    @property
    def papers(self) -> int | None:
        """The papers written on the sheet."""
        return self.values[PAPERS]

    @property
    def to_find(self) -> int | None:
        """Papers on the sheet less papers keyed;
        below 0 if too many are keyed, None before it is known.
        """
        return None if self.papers is None else self.papers - self.keyed

    def faults(self) -> list[Finding]:
        """All that stands against what is keyed as it is now, blanks among it."""
        return self.kind.faults(self.number, self.values)

    def figures(self) -> SheetFigures:
        """The sheet as an act holds it."""
        return self.kind.figures(self.values)

    def as_written(self) -> SheetFigures:
        """The sheet as its table sees it again: what one key made 0 is blank there."""
        row = self.values
        for candidate in self.noughts_on_sheet:
            for at in self.kind.line_of(candidate):
                row[at] = None
        return self.kind.figures(row)

    # ---- the rest are nought

    @property
    @abstractmethod
    def noughts(self) -> set[int]:
        """Candidates whose blank lines were made 0 by one key."""

    @noughts.setter
    @abstractmethod
    def noughts(self, candidates: set[int]) -> None: ...

    @property
    def noughts_on_sheet(self) -> tuple[int, ...]:
        """The candidates of whom nothing is written on the sheet, and whom one key gave 0."""
        row = self.values
        return tuple(
            sorted(n for n in self.noughts if not any(row[at] for at in self.kind.line_of(n)))
        )

    @abstractmethod
    def rest_are_nought(self) -> bool:
        """Make the candidates' lines of which nothing is keyed 0, or those blank again that this
        made 0; False where there are neither.
        """

    # ---- drafts

    def keep_in(self, draft: Draft) -> None:
        """Keep what is keyed, and of what it is a keying."""
        kept = [self.of, self.as_draft(), sorted(self.noughts)]
        draft.keep(json.dumps(kept, separators=(",", ":")))

    def take_from(self, draft: Draft) -> None:
        """Go on from what was kept, if that is of the same paper: after a query it is another."""
        kept = loaded(draft.kept)
        if not isinstance(kept, list) or len(kept) not in (2, 3) or kept[0] != self.of:
            return
        if self.take_draft(str(kept[1])):
            self.noughts = set(kept[2]) if len(kept) == 3 and _may_be_noughts(kept[2]) else set()

    @abstractmethod
    def as_draft(self) -> str:
        """What is keyed, to be kept."""

    @abstractmethod
    def take_draft(self, draft: str) -> bool:
        """Go on from what was kept; False, and nothing taken, if it is
        not of this sheet's shape.
        """


class LinesKeying(SheetKeying):
    """Papers, then lines of bundles, a total, or both, then what follows them.

    A sheet of a contest with one seat has a line for each candidate, and the papers sent for
    adjudication; a slip says whose it is (`ahead` is 2) and has one line, and nothing after it.
    """

    def __init__(self, number: int, kind: SheetKind, *, slip: bool = False) -> None:
        super().__init__(number, kind)
        self._values: list[int | None] = [None] * len(kind.fields)
        self.first = 2 if slip else 1
        self.width = len(kind.columns)
        self.lines = (len(self._values) - self.first) // self.width
        self._noughts: set[int] = set()

    @property
    def values(self) -> list[int | None]:
        return list(self._values)

    @property
    def begun(self) -> bool:
        return any(value is not None for value in self._values)

    @property
    def bundle(self) -> int:
        """Papers in a full bundle."""
        return self.kind.bundle

    def key(self, position: int, value: int | None) -> None:
        """Take a figure, or None for a blank; what one key had made 0 beside it is blank again."""
        for n in list(self.noughts):
            line = self.kind.line_of(n)
            if position in line:
                # A line that has a figure after all is keyed whole, from the paper.
                self._take_back(n)
        self._values[position] = value

    @property
    def noughts(self) -> set[int]:
        return self._noughts

    @noughts.setter
    def noughts(self, candidates: set[int]) -> None:
        self._noughts = candidates

    def rest_are_nought(self) -> bool:
        lines = {n: self.kind.line_of(n) for n in range(1, self.lines + 1)}
        # Lines of which nothing is keyed: beside a figure a blank may be one that was overlooked.
        blank = [n for n, at in lines.items() if at and all(self._values[i] is None for i in at)]
        if not blank and not self.noughts:
            return False
        if blank:
            self.noughts.update(blank)
            for n in blank:
                self._fill(n, 0)
        else:
            for n in list(self.noughts):
                self._take_back(n)
        return True

    def _take_back(self, n: int) -> None:
        self.noughts.discard(n)
        self._fill(n, None)

    def _fill(self, n: int, value: int | None) -> None:
        for at in self.kind.line_of(n):
            self._values[at] = value

    def column(self, position: int) -> str:
        """Which figure of a line a field is: full, part or total; empty if it is of no line."""
        at = position - self.first
        return self.kind.columns[at % self.width] if 0 <= at < self.lines * self.width else ""

    def figures_of(self, n: int) -> Sequence[int | None]:
        """The figures of a line (from 0), in the order of its columns."""
        start = self.first + n * self.width
        return self._values[start : start + self.width]

    def line(self, n: int) -> int | None:
        """The papers of a line (from 0), by its bundles where it has any;
        None while those are blank.
        """
        figures = self.figures_of(n)[:2]
        if all(value is None for value in figures):
            return None
        return self.kind.papers_of([value or 0 for value in figures])

    def disagrees(self, n: int) -> bool:
        """Whether a line's total is another than that of its bundles (E101 at its field)."""
        return (
            self.width == 3
            and None not in self.figures_of(n)
            and self.line(n) != self.figures_of(n)[2]
        )

    def summed(self, column: str) -> int:
        """All figures keyed in a column."""
        at = self.kind.columns.index(column)
        start = self.first + at
        end = self.first + self.lines * self.width
        return sum(value or 0 for value in self._values[start : end : self.width])

    @property
    def keyed(self) -> Papers:
        lines = sum(self.line(n) or 0 for n in range(self.lines))
        after = self._values[self.first + self.lines * self.width :]
        return Papers(lines + sum(value or 0 for value in after))

    def blanks(self) -> list[int]:
        """The fields that are blank, by position."""
        return [i for i, value in enumerate(self._values) if value is None]

    def too_large(self, position: int) -> bool:
        """Whether a part bundle is as large as a bundle (E102)."""
        value = self._values[position]
        return value is not None and value >= self.bundle and self.column(position) == "part"

    def as_draft(self) -> str:
        # As an act has them: whose a slip is must not hang on a number that people give.
        kept = [
            None if value is None else self.kind.named(at, value).value
            for at, value in enumerate(self._values)
        ]
        return json.dumps(kept, separators=(",", ":"))

    def take_draft(self, draft: str) -> bool:
        kept = loaded(draft)
        if not isinstance(kept, list) or len(kept) != len(self._values):
            return False
        values = [
            self.kind.value_of(FieldValue(name, tuple(each))) if isinstance(each, list) else each
            for name, each in zip(self.kind.fields, kept, strict=True)
        ]
        if not may_be_row(values, len(self._values)):
            return False
        self._values = values
        return self.begun


def loaded(draft: str) -> object:
    """What a draft holds; None if it is none."""
    try:
        return json.loads(draft)
    except ValueError:
        return None


def may_be_row(values: object, length: int) -> bool:
    """Whether these are as many figures or blanks as are asked for."""
    return isinstance(values, list) and len(values) == length and all(map(_may_be, values))


def _may_be(value: object) -> bool:
    return value is None or (type(value) is int and 0 <= value <= MAX_FIGURE)


def _may_be_noughts(kept: object) -> bool:
    return isinstance(kept, list) and all(type(n) is int for n in kept)


def numbers_in(places: Sequence[DraftPlace], stream: str) -> list[int]:
    """The sheets of a contest that these drafts are of, in their order."""
    return [
        int(place.name) for place in places if place.thing == "sheet" and place.contest == stream
    ]
