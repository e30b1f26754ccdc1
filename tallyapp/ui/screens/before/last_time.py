"""The result of last time: from where it is, the files that have it, and what would be stated."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.errors import EnvironmentFault
from tallyapp.past.past_results import read_past_files
from tallyapp.past.published import PastFiles
from tallyapp.past.stating import Matched, Told, held_by, matched, must_be_printable, preview
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap
from tallyapp.ui.widgets.field import Field, FileField
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import StepState, done, optional

_BOUNDARIES = ("same", "changed", "new")
_SIDE = 520
"""Width of what would be stated, in pixels."""


def words(key: str, **values: object) -> str:
    """Words of this page."""
    return say("last_time", f"page.{key}", **values)


def last_time_state(_: Session, contest: ContestState) -> StepState:
    """Whether a result of last time is stated; no count waits for one."""
    told = contest.previous
    if told is None:
        return optional("last-time.none")
    return done("last-time.done", election=told.election, year=str(told.polling_day.year))


class LastTimePage(Leaf):
    """Field by field, each after Enter; then what the files have of it, and Enter states it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.found: Matched | None = None
        named = {each: words(f"boundaries.{each}") for each in _BOUNDARIES}
        several = len(self.session.desk.count.contests) > 1
        scope = {"one": words("this", contest=self.contest.set_up.name), "all": words("all")}
        self.source = Field(words("source"), hint=words("source.hint"))
        self.boundaries = OneOf(words("boundaries"), named)
        self.notional_by = Field(words("notional-by"))
        self.held = Field(words("held"), hint=words("held.hint"))
        self.scope = OneOf(words("scope"), scope)
        self.reason = Field(words("reason"))
        self.file = FileField(words("file"), words("filter"))
        self.second = FileField(words("second"), words("filter"))
        self.state = Action(words("state"))
        self.scope.setVisible(several)
        self.reason.setVisible(self.contest.previous is not None)
        self._preview = Text(wrap=True)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._preview.setAccessibleName(words("preview"))
        self._said = State(Mark.AGREES, "", wrap=True)
        self._may_not = State(Mark.LOCKED, words("may-not"), wrap=True)
        self._lay_out(several)
        self._connect()
        self._show(None)
        self._said.hide()

    def _lay_out(self, several: bool) -> None:
        label = Text(words("boundaries"), BODY.heavier(500))
        of_scope = Text(words("scope"), BODY.heavier(500))
        of_scope.setVisible(several)
        fields = column_of(
            Text(words("what"), role="secondary", wrap=True),
            self.source,
            label,
            self.boundaries,
            self.notional_by,
            of_scope,
            self.scope,
            self.held,
            self.reason,
            self.file,
            self.second,
            spacing=8,
        )
        fields.setEnabled(self.may)
        self._may_not.setVisible(not self.may)
        side = column_of(self._preview, self._said, self.state, spacing=10)
        for column in (fields, side):
            column.setContentsMargins(0, 0, gap(14), 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(gap(12))
        whole.addLayout(title_row(words("title"), self.contest.set_up.name))
        whole.addWidget(self._may_not)
        whole.addLayout(beside(WithMore(Scrolling(fields)), WithMore(Scrolling(side)), _SIDE), 1)

    def _connect(self) -> None:
        # What is shown is of what was keyed: another word, and it is read again.
        order: list[Field | OneOf] = [self.source, self.boundaries, self.notional_by]
        order += [self.scope, self.held, self.reason, self.file, self.second]
        shown = [each for each in order if not each.isHidden()]
        for each, following in pairwise(shown):
            signal = each.next_asked if isinstance(each, OneOf) else each.entered
            signal.connect(following.setFocus)
        self.second.entered.connect(self.read)
        for each in order:
            if isinstance(each, OneOf):
                each.currentIndexChanged.connect(lambda _: self._show(None))
            else:
                each.edit.textChanged.connect(lambda _: self._show(None))
        self.state.clicked.connect(self.submit)

    @property
    def may(self) -> bool:
        """Whether whoever sits here may state it."""
        return self.session.may(acts.PreviousResultStated)

    def key_hints(self) -> tuple[KeyHint, ...]:
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        if not self.may:
            return (back,)
        enter = "key.next" if self.found is None else "key.state"
        return (KeyHint(("Enter",), words(enter)), back)

    def entered(self) -> None:
        self.source.setFocus()

    # ---- the files

    def read(self) -> None:
        """Read the files on the worker, and show what would be stated of this count."""
        paths = [path for path in (self.file.path, self.second.path) if path]
        if not self.source.text or not paths:
            empty = self.file if self.source.text else self.source
            empty.refuse(words("needed"))
            empty.setFocus()
            return
        told = self._told()
        if told is None:
            return
        reason = self.reason.text

        def read() -> PastFiles:
            must_be_printable(told, reason)
            return read_past_files(paths)

        self.session.work(
            partial(_caught, read), self.while_here(lambda found: self._on_read(told, found))
        )

    def _told(self) -> Told | None:
        """What is keyed; None where somebody's party is not, which is then said."""
        held = [each.strip() for each in self.held.text.split(";") if each.strip()]
        try:
            known = held_by(held, self.contest.set_up.rules.kind)
        except EnvironmentFault as fault:
            self.held.refuse(str(fault))
            self.held.setFocus()
            return None
        return Told(
            source=self.source.text,
            boundaries=self.boundaries.currentData(),
            notional_by=self.notional_by.text,
            held=known if self._one else (),
        )

    @property
    def _one(self) -> bool:
        return bool(self.scope.currentData() == "one")

    def _on_read(self, told: Told, found: PastFiles | Exception) -> None:
        if isinstance(found, Exception):
            self._refuse(str(found))
            return
        only = self.owner.stream if self._one else ""
        self._said.hide()
        self._show(matched(self.session.desk.count, found, told, only))
        (self.state if self.found and self.found.to_state else self.source).setFocus()

    def _show(self, found: Matched | None) -> None:
        self.found = found
        self._preview.setText("\n".join(preview(found)) if found else words("nothing-read"))
        self.state.setVisible(bool(found and found.to_state))
        self.hints_changed.emit()

    # ---- the acts

    def submit(self) -> None:
        """State all of it, or nothing where anything stands against one."""
        if self.found is None or not self.found.to_state:
            return
        reason = self.reason.text
        prepared = [(each.stream, each.act(self.me, reason)) for each in self.found.to_state]
        against = [wrong for stream, act in prepared for wrong in self.session.check(stream, act)]
        if against:
            self._on_refused(against)
            return
        *before, (stream, last) = prepared
        for each, act in before:
            self.session.do(each, act, refused=self.while_here(self._on_refused))
        then = self.while_here(lambda _: self._on_stated(len(prepared)))
        self.session.do(stream, last, then=then, refused=self.while_here(self._on_refused))

    def _on_stated(self, contests: int) -> None:
        self._show(None)
        self._said.show_state(Mark.AGREES, words("stated", contests=contests))
        self._said.show()
        self.reason.show()
        self.source.setFocus()

    def _on_refused(self, found: Sequence[Finding]) -> None:
        if any(each.place.field == "reason" for each in found):
            self.reason.show()
        self._refuse("  ".join(self.session.sentence(each) for each in found))

    def _refuse(self, sentence: str) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, sentence)
        self._said.show()


def _caught(call: Callable[[], Any]) -> Any:
    """The result of a call, or what the surroundings had against it."""
    try:
        return call()
    except (EnvironmentFault, OSError) as fault:
        return fault
