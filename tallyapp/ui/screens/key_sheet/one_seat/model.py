"""The sheet as a table: a line for each candidate, one for the
papers sent, and the totals beneath.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.screens.key_sheet.keying import LinesKeying
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, NAME
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell, keyed
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure
from tallyapp.words.papers import ballot_words, candidate_words
from tallyapp.words.parties import stripe

NUMBER, CANDIDATE, DESCRIPTION, FULL, PART, PAPERS = range(6)
_HEADINGS = ("no", "candidate", "description", "full", "part", "papers")
_LEFT = ("candidate", "description")
_KEYED = {FULL: "full", PART: "part", PAPERS: "total"}
"""What is keyed in a column, where the sheet has it;
papers are worked out where no total is written.
"""


class SheetModel(RowsModel):
    """The lines of one sheet while it is keyed; `keyed` is told after every figure."""

    keyed = Signal()

    def __init__(
        self, keying: LinesKeying, candidates: tuple[Candidate, ...], parent: QObject | None = None
    ) -> None:
        self.keying = keying
        self._candidates = candidates
        self._stripes = [stripe(candidate) for candidate in candidates]
        written = keying.kind.columns
        self._columns = {c: written.index(name) for c, name in _KEYED.items() if name in written}
        self._notes: dict[int, str] = {}
        self._beneath = False
        super().__init__(_headings(), range(len(candidates) + 1), parent)

    def note_beneath(self, beneath: bool) -> None:
        """Whether what is wrong with a line stands beneath its name, for there is no room beside
        it.
        """
        if beneath != self._beneath:
            self._beneath = beneath
            self.refresh_all()

    # ---- shape

    def name_of(self, key: int) -> str:
        if key == len(self._candidates):
            return say("key-sheet", "sent")
        return f"{key + 1} {self._candidates[key].ballot_name}"

    @property
    def written(self) -> tuple[int, ...]:
        """The columns whose figures are keyed."""
        return tuple(self._columns)

    def position(self, row: int, column: int) -> int:
        """The field of the sheet that a cell holds;
        0, which stands above the table, for every other cell.
        """
        if row == len(self._candidates):
            return len(self.keying.values) - 1 if column == PAPERS else 0
        at = self._columns.get(column)
        return 0 if at is None else 1 + row * len(self._columns) + at

    def cell(self, position: int) -> tuple[int, int]:
        """The row and column of a field."""
        if position == len(self.keying.values) - 1:
            return len(self._candidates), PAPERS
        row, at = divmod(position - 1, len(self._columns))
        return row, list(self._columns)[at]

    # ---- what a cell says

    def describe(self, key: int) -> Sequence[Look]:
        """A candidate's line, or that of the papers sent."""
        words = self._sent() if key == len(self._candidates) else self._line(key)
        return [*words, *(self._figure(key, column) for column in (FULL, PART, PAPERS))]

    def _sent(self) -> Sequence[Look]:
        rule = "field"
        note = self._note(len(self._candidates), say("key-sheet", "sent-of"), rule)
        return (
            cell(rule=rule),
            cell(say("key-sheet", "sent"), face=NAME, rule=rule) | self.under_name(note),
            note,
        )

    def _line(self, row: int) -> Sequence[Look]:
        candidate = self._candidates[row]
        _, lead = candidate_words(candidate)
        note = self._note(row, candidate.description)
        return (
            cell(row + 1, role="secondary", stripe=self._stripes[row]),
            cell(ballot_words(candidate), face=NAME, lead=lead) | self.under_name(note),
            note,
        )

    def under_name(self, note: Look) -> dict[int, Any]:
        """What is wrong with a line, where nothing is seen of descriptions."""
        if not self._beneath or Cell.MARK not in note:
            return {}
        return {Cell.SECOND: note[Qt.ItemDataRole.DisplayRole], Cell.MARK: note[Cell.MARK]}

    def _note(self, row: int, words: str, rule: str = "") -> Look:
        """What is wrong with a line, in place of its description."""
        if row in self._notes:
            return cell(self._notes[row], mark=Mark.DOES_NOT_ADD, role="refused", rule=rule)
        if row + 1 in self.keying.noughts:
            return cell(say("key-sheet", "nought"), mark=Mark.NOT_YET, role="secondary", rule=rule)
        return cell(words, role="secondary", rule=rule)

    def _figure(self, row: int, column: int) -> Look:
        sent = row == len(self._candidates)
        rule = "field" if sent else ""
        position = self.position(row, column)
        if not position:
            worked_out = column == PAPERS and not sent
            return cell(self.keying.line(row) if worked_out else None, face=FIGURE, rule=rule)
        wrong = self.keying.too_large(position)
        if column == PAPERS and not sent:
            wrong = wrong or self.keying.disagrees(row)
        digits = len(str(self.keying.bundle)) if column == PART else 0
        look = keyed(self.keying.values[position], FIGURE, wrong=wrong, digits=digits, rule=rule)
        # Seen at a glance: what is written on the paper is in the ink of what was keyed.
        return look | {Cell.ROLE: "secondary"} if row + 1 in self.keying.noughts else look

    # ---- keying

    def take(self, key: int, column: int, value: int | None) -> None:
        position = self.position(key, column)
        self.keying.key(position, value)
        self._notes.pop(key, None)
        if self.keying.too_large(position):
            self._notes[key] = say("key-sheet", "part-too-large", bundle=self.keying.bundle)
        elif key < len(self._candidates) and self.keying.disagrees(key):
            self._notes[key] = say("key-sheet", "bundles-are", papers=self.keying.line(key))
        self.refresh(key)
        self.keyed.emit()

    def note(self, row: int, words: str) -> None:
        """Say in this row what is wrong with it, until it is keyed again."""
        self._notes[row] = words
        self.refresh(row)


class TotalsModel(RowsModel):
    """The one line beneath: what the lines add to."""

    def __init__(self, lines: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(_headings(), range(1), parent)
        self._lines = lines
        self._refused = 0
        lines.keyed.connect(self.refresh_all)

    def refuse(self, difference: int) -> None:
        """Say how far the lines are from what the sheet says; 0 if they agree, or are not done."""
        if difference != self._refused:
            self._refused = difference
            self.refresh_all()

    def describe(self, key: int) -> Sequence[Look]:  # noqa: ARG002  # there is but one
        """All lines together."""
        keying = self._lines.keying
        wrong = "refused" if self._refused else ""
        look = partial(
            cell,
            band="refused_tint" if self._refused else "",
            rule="refused_tint" if self._refused else "window",
        )
        summed = [
            keying.summed(_KEYED[column]) if _KEYED[column] in keying.kind.columns else None
            for column in (FULL, PART)
        ]
        how_far = look(self._how_far(), face=BODY.heavier(500), role=wrong, mark=self._mark)
        words = look(say("key-sheet", "lines-add-to"), face=BODY.heavier())
        return (
            look(),
            words | self._lines.under_name(how_far),
            how_far,
            *(look(papers, face=FIGURE) for papers in summed),
            look(keying.keyed, face=FIGURE.heavier(), role=wrong),
        )

    @property
    def _mark(self) -> Mark | None:
        return Mark.DOES_NOT_ADD if self._refused else None

    def _how_far(self) -> str:
        if not self._refused:
            return ""
        words = "fewer" if self._refused < 0 else "more"
        papers = figure(self._lines.keying.papers or 0)
        return say("key-sheet", words, by=abs(self._refused), papers=papers)


def _headings() -> list[Heading]:
    return [Heading(say("key-sheet", name), name not in _LEFT) for name in _HEADINGS]
