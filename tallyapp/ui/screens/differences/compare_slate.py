"""A slate whose names could be others' names, compared with its bundle: name by name, with the
description beside each, by a supervisor who keyed it neither time.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.rules.slates import to_compare
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.slates import Slates
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, NAME, gap, px
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tallyapp.words.catalogue import say
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

_ROW = 46


class NamesModel(RowsModel):
    """Whom a slate names, each with their description, and which were seen on the papers."""

    def __init__(self, contest: ContestState, slate: Slate, parent: QWidget | None = None) -> None:
        self._candidates = contest.set_up.candidates
        self.seen: set[int] = set()
        words = (("no", True), ("candidate", False), ("description", False), ("on-papers", False))
        headings = [Heading(say("differences", f"column.{name}"), right) for name, right in words]
        super().__init__(headings, slate, parent)

    @property
    def first_unseen(self) -> int:
        """The first candidate who was not seen yet; 0 if all were."""
        return next((n for n in self.keys if n not in self.seen), 0)

    def tick(self, number: int) -> None:
        """This candidate was seen on the papers."""
        self.seen.add(number)
        self.refresh(number)

    def describe(self, key: int) -> Sequence[Look]:
        """A candidate as on the ballot paper."""
        candidate = self._candidates[key - 1]
        words, lead = candidate_words(candidate)
        ticked = key in self.seen
        said = say("differences", "slate.seen" if ticked else "slate.unseen")
        return (
            cell(key, face=FIGURE.heavier(), role="secondary") | {Cell.STRIPE: stripe(candidate)},
            cell(words, face=NAME, lead=lead),
            cell(candidate.description, face=NAME),
            cell(
                said,
                mark=Mark.AGREES if ticked else Mark.NOT_YET,
                role="" if ticked else "secondary",
                face=BODY.heavier(500),
            ),
        )

    def name_of(self, key: int) -> str:
        candidate = self._candidates[key - 1]
        return f"{key} {candidate_words(candidate)[0]}, {candidate.description}"


class CompareSlatePage(Leaf):
    """Enter on each name that is on the papers of the bundle; asterisk, if one is not."""

    compared = Signal(bool)
    """It was recorded whether the slate fits its bundle."""

    def __init__(self, screen: Screen, slate: Slate) -> None:
        super().__init__(screen)
        self._slate = slate
        self._before = self.contest.compared.get(slate)
        slates = Slates(self.session, self.contest)
        self.model = NamesModel(self.contest, slate, self)
        self.table = ChoosingTable(self.model, say("differences", "slate.names"))
        self.table.set_row_height(px(_ROW))
        self.table.opened.connect(self._on_seen)
        self.table.asterisk_typed.connect(lambda _: self._ask_what())
        self.note = ReasonEdit()
        self.note.setAccessibleName(say("differences", "slate.what-is-there"))
        self.note.next_asked.connect(self._on_note)
        self._warned = self._why(slates)
        self._other = Card("here")
        for widget in (
            Text(say("differences", "slate.what-is-there"), BODY.heavier(), wrap=True),
            self.note,
            Text(say("differences", "reason-warning"), role="secondary", wrap=True),
        ):
            self._other.column.addWidget(widget)
        self._other.hide()
        self._said = State(Mark.DOES_NOT_ADD, "", BODY, wrap=True)
        self._said.hide()
        title = title_row(
            say("differences", "slate", number=str(slates.number_of(slate))),
            say("differences", "slate.to-compare"),
        )
        how = Text(say("differences", "slate.compare-how"), NAME, "secondary", wrap=True)
        main = column_of(how, self._said)
        layout = main.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title)
        column.addLayout(beside(main, column_of(self._warned, self._other)), 1)
        # Names are what is compared: where a row is too narrow, the description gives way.
        self.table.fit_columns(2)

    def _why(self, slates: Slates) -> Card:
        """Why this slate, in a sentence."""
        card = Card()
        warned = slates.warning_of(self._slate) or say("differences", "slate.compare-any")
        card.column.addWidget(Text(warned, NAME, wrap=True))
        card.column.addWidget(
            Text(say("differences", "slate.compare-why"), role="secondary", wrap=True)
        )
        return card

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._other.isVisible():
            return (
                KeyHint(("Enter",), say("differences", "key.does-not-fit")),
                KeyHint(("Esc",), say("differences", "key.compare-on"), last=True),
            )
        return (
            KeyHint(("Enter",), say("differences", "key.is-on-papers")),
            KeyHint(("*",), say("differences", "key.is-not")),
            KeyHint(("↑", "↓"), say("differences", "key.name")),
            KeyHint(("Esc",), say("differences", "key.list"), last=True),
        )

    def entered(self) -> None:
        self.table.choose(self.model.first_unseen or None)
        self.table.setFocus()

    def back(self) -> bool:
        if not self._other.isVisible():
            return False
        self._other.hide()
        self._warned.show()
        self.entered()
        self.hints_changed.emit()
        return True

    @property
    def over(self) -> bool:
        officer = self.session.officer
        compared = self.contest.compared.get(self._slate) is not self._before
        return (
            compared or officer is None or not to_compare(self.contest, self._slate, officer.number)
        )

    def changed(self, changed: Changed) -> None:
        """Compared at another computer: nothing is left to do here."""
        if changed.stream == self.session.stream and self.over:
            self.closed.emit()

    # ---- what was found

    def _on_seen(self, number: int) -> None:
        self._said.hide()
        self.model.tick(number)
        if following := self.model.first_unseen:
            self.table.choose(following)
        else:
            self._record(fits=True)

    def _ask_what(self) -> None:
        self._warned.hide()
        self._other.show()
        self.note.setFocus()
        self.hints_changed.emit()

    def _on_note(self) -> None:
        self._record(fits=False)

    def _record(self, *, fits: bool) -> None:
        note = "" if fits else self.note.words
        act = acts.SlateCompared(**self.me.contest, candidates=self._slate, fits=fits, note=note)
        self.do(act, then=lambda _: self.compared.emit(fits), refused=self._on_refused)

    def _on_refused(self, found: list[Finding]) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, " ".join(map(self.session.sentence, found)))
        self._said.show()
