"""A paper that is to be corrected, as a table: what stands, and a box for what is to stand."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell, keyed
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.papers import Paper, field_name, lines_of, papers_summed

_FIRST = 2


def _headings(*names: str) -> list[Heading]:
    words = ("line", "what")
    return [
        Heading(say("differences", f"column.{'figure' if n == 'what' else n}"), n not in words)
        for n in names
    ]


class CorrectionModel(RowsModel):
    """What stands of a paper, and what is to stand; a blank box changes nothing."""

    changed = Signal()
    narrow: Sequence[int] = ()
    """Columns in which a figure stands beneath a short heading."""

    def __init__(
        self,
        contest: ContestState,
        paper: Paper,
        headings: Sequence[Heading],
        rows: int,
        parent: QObject | None,
    ) -> None:
        state = paper.state(contest)
        if state is None or state.values is None:
            raise ValueError(f"{paper.words} does not stand")
        self._rules = paper.rules(contest)
        self._names = self._rules.fields
        self.stands = state.values
        self.new: dict[str, int | None] = {}
        super().__init__(headings, range(rows), parent)

    @property
    def fields(self) -> Sequence[FieldValue]:
        """What is to be corrected: the fields whose new figure is another one."""
        pairs = enumerate(zip(self.row, self.stands, strict=True))
        return [self._rules.named(i, new) for i, (new, old) in pairs if new != old]

    @property
    def row(self) -> Sequence[int]:
        """The paper as it would stand."""
        pairs = zip(self._names, self.stands, strict=True)
        news = ((self.new.get(name), old) for name, old in pairs)
        return [old if new is None else new for new, old in news]

    def summed(self) -> int:
        """What the lines would add to, in papers."""
        return papers_summed(self._rules, self.row)

    def restore(self, new: dict[str, int | None]) -> None:
        """Go on from these new figures."""
        self.new = new
        for key in self.keys:
            self.refresh(key)

    def _pair(self, field: str) -> Sequence[Look]:
        new = self.new.get(field)
        old = self.stands[self._names.index(field)]
        replaced = new is not None and new != old
        return [
            cell(old, face=FIGURE, role="secondary" if replaced else "", right=True),
            keyed(new, FIGURE),
        ]

    def _take(self, key: int, field: str, value: int | None) -> None:
        self.new[field] = value
        self.refresh(key)
        self.changed.emit()


class LinesCorrection(CorrectionModel):
    """A sheet or form of a contest with one seat:
    line by line, the figures of a line beside each other.
    """

    def __init__(self, contest: ContestState, paper: Paper, parent: QObject | None = None) -> None:
        self._lines = lines_of(contest, paper.shape(contest))
        self._widest = max(len(line.fields) for line in self._lines)
        self._derived = self._widest == 2  # the papers of a line of bundles are worked out
        parts = ("full", "part", "papers") if self._widest > 1 else ("papers",)
        names = [name for part in parts for name in (part, "new")]
        self._bundle = contest.set_up.bundle
        last = _FIRST + len(names)
        self.narrow = range(_FIRST + (len(parts) > 1), last, 2 if len(parts) > 1 else 1)
        super().__init__(contest, paper, _headings("no", "line", *names), len(self._lines), parent)

    def describe(self, key: int) -> Sequence[Look]:
        """A line: for each column what stands, and a box;
        the papers of a line of bundles are worked out.
        """
        line = self._lines[key]
        cells: list[Look] = [
            cell(line.number or None, role="secondary")
            | ({Cell.STRIPE: line.stripe} if line.stripe else {}),
            cell(line.words, face=NAME, lead=line.lead),
        ]
        alone = len(line.fields) < self._widest
        blank = self._widest - len(line.fields) + (self._derived if alone else 0)
        for field in ("",) * blank + line.fields:
            cells += self._pair(field) if field else [cell(), cell()]
        if self._derived and not alone:
            cells += self._papers(line.fields)
        return cells

    def _papers(self, fields: Sequence[str]) -> Sequence[Look]:
        at = self._names.index(fields[0])
        old = self.stands[at] * self._bundle + self.stands[at + 1]
        row = self.row
        new = row[at] * self._bundle + row[at + 1]
        return [
            cell(old, face=FIGURE, role="secondary" if new != old else "", right=True),
            cell(new if new != old else None, face=FIGURE, right=True),
        ]

    def name_of(self, key: int) -> str:
        return self._lines[key].words

    def take(self, key: int, column: int, value: int | None) -> None:
        fields = self._lines[key].fields
        self._take(key, fields[(column - _FIRST) // 2 if len(fields) > 1 else 0], value)


class FieldsCorrection(CorrectionModel):
    """A paper whose figures are papers here and votes there:
    field by field, each with its name and unit.
    """

    narrow = (_FIRST + 1, _FIRST + 2)

    def __init__(self, contest: ContestState, paper: Paper, parent: QObject | None = None) -> None:
        lines = lines_of(contest, paper.shape(contest))
        self._rows = [(line, field) for line in lines for field in line.fields]
        headings = _headings("no", "line", "what", "stands", "new")
        super().__init__(contest, paper, headings, len(self._rows), parent)

    def describe(self, key: int) -> Sequence[Look]:
        """A field: what it is, what stands, and a box."""
        line, field = self._rows[key]
        return [
            cell(line.number or None, role="secondary")
            | ({Cell.STRIPE: line.stripe} if line.stripe else {}),
            cell(line.words, face=NAME, lead=line.lead),
            cell(field_name(field), role="secondary"),
            *self._pair(field),
        ]

    def name_of(self, key: int) -> str:
        line, field = self._rows[key]
        return f"{line.words}, {field_name(field)}"

    def take(self, key: int, _: int, value: int | None, /) -> None:
        self._take(key, self._rows[key][1], value)


def correction_of(
    contest: ContestState, paper: Paper, parent: QObject | None = None
) -> CorrectionModel:
    """The table for correcting this paper."""
    several = contest.set_up.seats > 1 or paper.shape(contest) == "slip"
    return (FieldsCorrection if several else LinesCorrection)(contest, paper, parent)
