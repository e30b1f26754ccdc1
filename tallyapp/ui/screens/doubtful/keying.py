"""An adjudication form while it is keyed: papers, allowed by candidate, rejected by head, and the rest."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tallyapp.domain.state import ContestState
from tallyapp.domain.things import FormFigures
from tallyapp.domain.units import MAX_FIGURE
from tallyapp.messages import say
from tallyapp.ui.papers import Line, figures_of, lines_of
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.rows import Heading, Look, RowsModel, cell, keyed
from tallyapp.ui.widgets.table import Cell


class FormKeying(QObject):
    """What was keyed of one form so far, in the order of its fields; None is a blank."""

    changed = Signal()

    def __init__(self, contest: ContestState, number: int, area: str) -> None:
        super().__init__()
        self._contest = contest
        self.number, self.area = number, area
        self.lines = lines_of(contest, "form")
        self.values: list[int | None] = [None] * len(self.lines)
        self.candidates = len(contest.set_up.candidates)

    @property
    def papers(self) -> int | None:
        """The papers written on the form."""
        return self.values[0]

    @property
    def allowed(self) -> int:
        """Papers allowed so far, to whichever candidate."""
        return sum(value or 0 for value in self.values[1 : 1 + self.candidates])

    @property
    def rejected(self) -> int:
        """Papers rejected so far, under whichever head."""
        return sum(value or 0 for value in self.values[1 + self.candidates : -2])

    @property
    def complete(self) -> bool:
        """Whether every figure that adds up to papers is there."""
        return None not in self.values[:-2]

    @property
    def begun(self) -> bool:
        """Whether anything is keyed."""
        return any(value is not None for value in self.values)

    def key(self, position: int, value: int | None) -> None:
        """Take a figure."""
        self.values[position] = value
        self.changed.emit()

    def figures(self) -> FormFigures:
        """The form as an act holds it."""
        figures = figures_of(self._contest, "form", self.values)
        assert isinstance(figures, FormFigures)
        return figures

    def as_draft(self) -> str:
        """What is keyed, to be kept."""
        return json.dumps([self.area, self.values])

    def take_draft(self, draft: str) -> None:
        """Go on from what was kept, if it is of this form's area and shape."""
        if not draft:
            return
        area, values = json.loads(draft)
        right = all(value is None or (type(value) is int and 0 <= value <= MAX_FIGURE) for value in values)
        if area == self.area and len(values) == len(self.values) and right:
            self.values = values


class LinesModel(RowsModel):
    """Some of a form's lines, one figure each; `summed` are those that the last row adds up, if any."""

    def __init__(
        self, keying: FormKeying, positions: Sequence[int], headings: Sequence[Heading], total: str = ""
    ) -> None:
        self._keying = keying
        self._total = total
        self._numbered = len(headings) > 2
        self._notes: dict[int, str] = {}
        # The total stands after the last candidate or head, before what is no paper.
        self._summed = [p for p in positions if p < len(keying.values) - 2]
        self._sum_key = self._summed[-1] + 0.5
        super().__init__(headings, [*positions, self._sum_key])

    def describe(self, key: float) -> Sequence[Look]:
        """A line with its figure, or the sum."""
        if key == self._sum_key:
            shown = sum(self._keying.values[p] or 0 for p in self._summed)
            strong = NAME.heavier()
            words = [cell(self._total, face=strong), cell(shown, face=FIGURE.heavier())]
            return [cell(), *words] if self._numbered else words
        position = int(key)
        line: Line = self._keying.lines[position]
        rule = "field" if position == self._summed[-1] else ""
        note = self._notes.get(position, "")
        words = [
            cell(line.words, face=NAME, lead=line.lead, rule=rule, second=note) | {Cell.WRAP: True},
            keyed(self._keying.values[position], FIGURE) | ({Cell.RULE: rule} if rule else {}),
        ]
        if self._numbered:
            number = cell(line.number, role="secondary", rule=rule)
            return [number | ({Cell.STRIPE: line.stripe} if line.stripe else {}), *words]
        return words

    def name_of(self, key: float) -> str:
        return self._total if key == self._sum_key else self._keying.lines[int(key)].words

    def take(self, key: float, column: int, value: int | None) -> None:  # noqa: ARG002  # one figure a line
        self._notes.pop(int(key), None)
        self._keying.key(int(key), value)
        self.refresh(key)
        self.refresh(self._sum_key)

    def note_blanks(self, at: Sequence[int]) -> None:
        """Say in these lines that a blank is not zero."""
        for position in at:
            self._notes[position] = say("doubtful", "blank")
            self.refresh(position)


def headings(*names: str) -> Sequence[Heading]:
    """Columns by their names; figures and numbers stand to the right."""
    right = ("no", "allowed", "rejected")
    return [Heading(say("doubtful", f"column.{name}"), name in right) for name in names]
