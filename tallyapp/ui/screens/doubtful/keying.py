"""An adjudication form while it is keyed: papers,
allowed by candidate, rejected by head, and the rest.
"""

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import PAPERS
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import FormFigures
from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell, keyed
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.papers import Line, Paper, lines_of


class FormKeying(QObject):
    """What was keyed of one form so far, in the order in which it is written; None is a blank.

    `fields` names each position. The positions fall into `leads`, the papers on the form (and with
    several seats those found good); `votes`, the candidates' (and with several seats those not used
    or uncertain); and `others`: the heads, the objections, and the adjudicator.
    """

    changed = Signal()

    def __init__(self, contest: ContestState, number: int, area: str) -> None:
        super().__init__()
        self._kind = form_kind(contest)
        self.number = number
        self.area = area
        self.stands = Paper("form", number).stands(contest, area)
        self.seats = contest.set_up.seats
        self.lines = lines_of(contest, "form")
        self.fields = tuple(line.fields[0] for line in self.lines)
        self.values: list[int | None] = [None] * len(self.lines)
        heads = contest.set_up.rules.heads
        several = self.seats > 1
        first = 2 if several else 1
        after = first + len(contest.set_up.candidates) + (2 if several else 0)
        self.leads = range(first)
        self.votes = range(first, after)
        self.others = range(after, len(self.lines))
        self.whole = [after + i for i, head in enumerate(heads) if not head.in_part]
        self.in_part = frozenset(after + i for i, head in enumerate(heads) if head.in_part)

    @property
    def papers(self) -> int | None:
        """The papers written on the form."""
        return self.values[PAPERS]

    @property
    def good(self) -> int | None:
        """Papers that stay in the count; with one seat as many as are allowed so far."""
        return self.values[self.fields.index("good")] if self.seats > 1 else self.votes_keyed

    @property
    def adjudicator(self) -> int | None:
        """The number of the officer who signed it."""
        return self.values[self.fields.index("adjudicator")]

    @property
    def votes_keyed(self) -> int:
        """Votes so far: allowed to whichever candidate, not used, or uncertain."""
        return sum(self.values[p] or 0 for p in self.votes)

    @property
    def votes_due(self) -> int | None:
        """Votes on the papers found good."""
        return None if self.good is None else self.seats * self.good

    @property
    def rejected(self) -> int:
        """Papers rejected so far, and not merely in part, under whichever head."""
        return sum(self.values[p] or 0 for p in self.whole)

    @property
    def papers_complete(self) -> bool:
        """Whether every figure that adds up to the papers is there."""
        summed = [*self.leads, *self.whole, *(self.votes if self.seats == 1 else ())]
        return all(self.values[p] is not None for p in summed)

    @property
    def votes_complete(self) -> bool:
        """Whether every figure that adds up to the votes is there."""
        return all(self.values[p] is not None for p in (*self.leads, *self.votes))

    @property
    def begun(self) -> bool:
        """Whether anything is keyed."""
        return any(value is not None for value in self.values)

    def key(self, position: int, value: int | None) -> None:
        """Take a figure."""
        self.values[position] = value
        self.changed.emit()

    @property
    def row(self) -> list[int | None]:
        """What is keyed, in the order of the form's fields."""
        keyed_now = dict(zip(self.fields, self.values, strict=True))
        return [keyed_now[name] for name in self._kind.fields]

    def figures(self) -> FormFigures:
        """The form as an act holds it."""
        return self._kind.figures(self.row)

    def faults(self) -> list[Finding]:
        """The sum that fails, once all its figures are there; else nothing."""
        if not (self.papers_complete and self.votes_complete):
            return []
        return self._kind.adds_up(self.number, [value or 0 for value in self.row])

    def as_draft(self) -> str:
        """What is keyed, to be kept."""
        return json.dumps([self.area, self.stands.round, self.stands.opened, self.values])

    def take_draft(self, draft: str) -> None:
        """Go on from what was kept, if it is of this form as it is now, of its area and shape."""
        if not draft:
            return
        *of, values = json.loads(draft)
        right = all(
            value is None or (type(value) is int and 0 <= value <= MAX_FIGURE) for value in values
        )
        now = [self.area, self.stands.round, self.stands.opened]
        if of == now and len(values) == len(self.values) and right:
            self.values = values


class LinesModel(RowsModel):
    """Some of a form's lines, one figure each, with their sum
    beneath the last of those `summed`.
    """

    def __init__(
        self,
        keying: FormKeying,
        positions: Sequence[int],
        summed: Sequence[int],
        headings: Sequence[Heading],
        total: str,
    ) -> None:
        self._keying = keying
        self._total = total
        self._numbered = len(headings) > 2
        self._notes: dict[int, str] = {}
        self._summed = summed
        # Papers rejected in part are none of the sum, and stand beneath it.
        self._last = max(summed)
        self._sum_key = self._last + 0.5
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
        rule = "field" if position == self._last else ""
        in_part = say("doubtful", "in-part") if position in self._keying.in_part else ""
        note = self._notes.get(position, in_part)
        words = [
            cell(line.words, face=NAME, lead=line.lead, rule=rule, second=note) | {Cell.WRAP: True},
            keyed(self._keying.values[position], FIGURE) | ({Cell.RULE: rule} if rule else {}),
        ]
        if self._numbered:
            number = cell(line.number or None, role="secondary", rule=rule)
            return [number | ({Cell.STRIPE: line.stripe} if line.stripe else {}), *words]
        return words

    def name_of(self, key: float) -> str:
        return self._total if key == self._sum_key else self._keying.lines[int(key)].words

    def take(self, key: float, _: int, value: int | None, /) -> None:
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
    left = ("candidate", "head")
    return [Heading(say("doubtful", f"column.{name}"), name not in left) for name in names]
