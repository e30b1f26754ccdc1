"""What can be put right, thing by thing; Enter opens its form, and Esc comes back here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.before.step import StepState, done
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung
from tallyapp.words.papers import ballot_words

from .asked import words
from .form import Form
from .forms import (
    AbandonForm,
    AreaForm,
    BoxForm,
    CandidateForm,
    ContestForm,
    CountForm,
    SheetsForm,
)


@dataclass(frozen=True)
class Thing:
    """Something that can be put right: what it is called, what it says now, and its form."""

    words: str
    now: str
    opens: Callable[[Leaf], Form]


def state(_: Session, contest: ContestState) -> StepState:
    """How often the set-up was put right; it is never asked for."""
    if contest.put_right:
        return done("put-right.done", times=len(contest.put_right))
    return done("put-right.nothing")


def things(session: Session, contest: ContestState) -> Iterator[Thing]:
    """All that whoever sits here may put right, in the order of the set-up."""
    if session.may(acts.SetUpCorrected):
        yield from _of_contest(contest)
    for box in contest.boxes.values():
        if session.may(acts.BoxWithdrawn) and session.may(acts.SetUpCorrected):
            told = words("thing.box.now", name=box.box.name, area=box.box.area)
            name = box.box.id
            yield Thing(words("thing.box", box=name), told, partial(BoxForm, box=name))
    if session.may(acts.SheetsWithdrawn):
        told = words("thing.sheets.now", sheets=len(contest.sheets))
        yield Thing(words("thing.sheets"), told, SheetsForm)
    if session.may(acts.CountCorrected):
        count = session.desk.count.count.set_up
        yield Thing(words("thing.count"), count.name if count else "", CountForm)
    if session.may(acts.ContestAbandoned):
        yield Thing(words("thing.abandon"), words("thing.abandon.now"), AbandonForm)


def _of_contest(contest: ContestState) -> Iterator[Thing]:
    set_up = contest.set_up
    yield Thing(words("thing.contest"), set_up.name, ContestForm)
    for n, candidate in enumerate(set_up.candidates, 1):
        told = strung((ballot_words(candidate), candidate.description))
        yield Thing(words("thing.candidate", number=str(n)), told, partial(CandidateForm, number=n))
    yield Thing(words("thing.candidate.more"), "", partial(CandidateForm, number=0))
    for name, area in contest.areas.items():
        yield Thing(words("thing.area", area=name), area.area.name, partial(AreaForm, area=name))
    yield Thing(words("thing.area.more"), "", partial(AreaForm, area=""))


class _Things(RowsModel):
    def __init__(self, open_now: Sequence[Thing]) -> None:
        self.things = list(open_now)
        super().__init__(headings("put-right", ("thing", "now")), range(len(self.things)))

    def name_of(self, key: Any) -> str:
        thing = self.things[key]
        return f"{thing.words}: {thing.now}" if thing.now else thing.words

    def describe(self, key: Any) -> Sequence[Look]:
        thing = self.things[key]
        return (
            cell(thing.words, role="ink", face=BODY.heavier(500)),
            cell(thing.now, role="secondary"),
        )


class _List(QWidget):
    """The things, what was just done, and what is only seen once something is keyed."""

    def __init__(self, leaf: Leaf, said: str) -> None:
        super().__init__()
        self.model = _Things(list(things(leaf.session, leaf.contest)))
        self.table = ChoosingTable(self.model, words("title"))
        self.table.fit_columns(1)
        self.table.set_row_height(px(36))
        told = State(Mark.AGREES, said, wrap=True)
        rule = "keyed" if leaf.contest.has_figures else "free"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        column.addLayout(title_row(words("title"), leaf.contest.set_up.name))
        column.addWidget(Text(words(f"rule.{rule}"), role="secondary", wrap=True))
        column.addWidget(told)
        told.setVisible(bool(said))
        column.addWidget(WithMore(self.table), 1)
        if not self.model.things:
            column.addWidget(Text(words("nobody"), BODY.heavier(500), wrap=True))


class PutRightPage(Leaf):
    """The list, and over it the form of the thing that was chosen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.form: Form | None = None
        self.list = self._new_list("")

    def _new_list(self, said: str) -> _List:
        shown = _List(self, said)
        shown.table.opened.connect(lambda row: self.open(shown.model.things[row]))
        self._pages.addWidget(shown)
        self._pages.setCurrentWidget(shown)
        return shown

    def open(self, thing: Thing) -> None:
        """Show the form of this thing."""
        form = thing.opens(self)
        form.recorded.connect(self._on_recorded)
        self.form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.enter()
        self.hints_changed.emit()

    def entered(self) -> None:
        (self.form.enter if self.form else self.list.table.setFocus)()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self.form:
            return self.form.key_hints()
        return (
            KeyHint(("Enter",), words("key.open")),
            KeyHint(("↑", "↓"), words("key.choose")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def back(self) -> bool:
        if self.form is None:
            return False
        self._show_list("")
        return True

    def changed(self, _: Changed) -> None:
        """What stands is another now: the list says so, and a form says it when it is recorded."""
        if self.form is None:
            self._show_list("")

    def _on_recorded(self) -> None:
        form = self.form
        self._show_list(words(f"{form.kind}.done") if form else "")

    def _show_list(self, said: str) -> None:
        row = self.list.table.chosen
        for gone in (self.form, self.list):
            if gone:
                self._pages.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
        self.form = None
        self.list = self._new_list(said)
        self.list.table.choose(row)
        if self.isVisible():
            self.list.table.setFocus()
        self.hints_changed.emit()
