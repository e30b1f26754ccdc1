"""The screen itself: the checklist, the step of the moment, and the notice of result beside it."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.views.warnings import unanswered
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.ui.pages.publishing import Checked
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.beside.checklist import (
    About,
    Step,
    items,
    step_of,
)
from tallyapp.ui.screens.result.beside.checklist_model import ChecksModel
from tallyapp.ui.screens.result.beside.notice import Notice
from tallyapp.ui.screens.result.beside.open_now import OpenNow, open_now
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.screens.result.steps.read_back import ReadBackPage
from tallyapp.ui.screens.result.steps.sign import DonePage, SignPage
from tallyapp.ui.screens.result.ways.press import PressPage
from tallyapp.ui.screens.result.ways.ways import Way, ways
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, HEADING, TITLE, gap, px
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import apart

from .from_ledger import FromLedger
from .pages import page_of

_MANY_HINTS = 4
"""With so many keys of the moment, the way to the others is told by its button alone."""


class Result(Screen):
    """From what stands open to the signed declaration, a step at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._ledger = FromLedger(self)
        self._ledger.compared.connect(self._refresh)
        self._ledger.looked_up.connect(self._show_state)
        self._way: Way | None = None
        self._warnings: tuple[int, tuple[Finding, ...]] = (-1, ())
        self._checked: list[Checked] | None = None
        self.step: Step | Way | None = None
        self.page: StepPage | None = None
        self._stage = Text(face=BODY.heavier(500))
        self._nothing = Text(role="secondary")
        self._checks = ChecksModel()
        self._notice = Notice(session)
        self._others = button(words("ways.others"))
        self._others.clicked.connect(self._on_others)
        self._on_key("Alt+W", self._on_others)
        self._on_key("Alt+P", self._on_press)
        self._standing = Text(role="secondary", wrap=True)
        self._lay_out()

    def _on_key(self, key: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(gap(12))
        title.addWidget(Text(say("titles", "result"), TITLE))
        title.addWidget(self._stage)
        title.addWidget(self._nothing)
        title.addStretch()
        checks = Table(self._checks, words("checklist"))
        checks.setSelectionMode(Table.SelectionMode.NoSelection)
        checks.horizontalHeader().hide()
        checks.fit_columns(0)
        checks.shrink_rows(px(50), px(44))
        checks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(gap(8))
        left.addWidget(Text(words("checklist"), HEADING))
        left.addWidget(WithMore(checks), 1)
        holder = QWidget()
        give_way(holder, 292)
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._notice.below.addWidget(self._standing)
        self._notice.below.addWidget(self._others)
        self._middle = QVBoxLayout()
        columns = QHBoxLayout()
        columns.setSpacing(gap(24))
        columns.addWidget(holder)
        columns.addLayout(self._middle, 1)
        columns.addWidget(self._notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(12))
        column.setSpacing(gap(10))
        column.addLayout(title)
        column.addLayout(columns, 1)

    # ---- the contract

    def entered(self, target: object, /) -> None:
        """A way that is asked for from elsewhere is gone at once, if it is open."""
        if isinstance(target, Way) and target in ways(self.session, self.contest):
            self._way = target
        self._refresh()
        if self.page:
            self.page.enter()

    def target_of(self, wanted: Enum) -> object:
        """From the signed documents F11 leads to the one that is shown beside, point by point."""
        signed = self._signed_document()
        return (
            signed.path
            if wanted is Destination.AUDIT and self.step is Step.DONE and signed
            else None
        )

    def leaving(self) -> None:
        if self.page:
            self.page.keep()

    def back(self) -> bool:
        if self.page and self.page.back():
            return True
        if self._way:
            self._turn(None if self._way is Way.WAYS else Way.WAYS)
            return True
        return False

    def holding(self) -> str:
        return self.page.holding if self.page else ""

    def key_hints(self) -> tuple[KeyHint, ...]:
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        hints = self.page.key_hints() if self.page else ()
        if self._others.isVisibleTo(self) and len(hints) < _MANY_HINTS:
            # It comes with the declaration: before that, what may be passed over would be worked
            # out at every step of the focus, for one way that is not among them.
            if self.contest.declaration and Way.PRESS in ways(self.session, self.contest):
                hints = (*hints, KeyHint(("Alt", "P"), words("press.key")))
            hints = (*hints, KeyHint(("Alt", "W"), words("ways.key")))
        return hints if any("Esc" in hint.caps for hint in hints) else (*hints, back)

    def changed(self, changed: Changed) -> None:
        if changed.stream != self.session.stream:
            return
        step = self.step
        self._refresh()
        if self.page and self.step is step:
            self.page.changed(changed)
            self._show_state()

    # ---- what it shows

    def _refresh(self) -> None:
        """Work out where the contest is, and show the step's page if it is another than before."""
        self._ledger.compare()
        self._ledger.look_up_given()
        step = self._step_now()
        if self._way and not self._stays(self._way, step):
            self._way = None
        wanted = self._way or step
        page = self.page
        if page is None or ((wanted is not self.step or page.over) and not page.busy):
            self._show_page(wanted)
        self._show_state()

    @property
    def _open_now(self) -> OpenNow:
        return open_now(self.session, self.contest)

    def _step_now(self) -> Step:
        """Where the contest is; before a provisional result, each warning is answered."""
        step = step_of(self._open_now, self._ledger.agree)
        if step is not Step.PROVISIONAL:
            return step
        return Step.LOOK if self._to_look_at() else step

    def _to_look_at(self) -> tuple[Finding, ...]:
        """The warnings that nobody has looked into, worked out once
        for every state of the contest.
        """
        seq, found = self._warnings
        if seq != self.contest.seq:
            found = tuple(unanswered(self.contest))
            self._warnings = (self.contest.seq, found)
        return found

    def _stays(self, way: Way, step: Step) -> bool:
        """Whether this way is still open; a request that came in by
        the answers is answered first.
        """
        if way is Way.WAYS:
            return any(ways(self.session, self.contest))
        if way is Way.ANSWERS and step in (Step.REQUEST, Step.RECOUNT):
            return False
        return way in ways(self.session, self.contest)

    def _show_page(self, step: Step | Way) -> None:
        if self.page:
            self._middle.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.step = step
        page = page_of(step, self.session, self.contest, self._checked)
        if isinstance(page, SignPage | DonePage):
            page.written.connect(self._on_written)
        page.turned.connect(self._turn)
        page.finished.connect(lambda: self._turn(None))
        page.hints_changed.connect(self.hints_changed)
        page.progressed.connect(self._show_state)
        self.page = page
        self._middle.addWidget(page)
        page.show()
        if self.isVisible():
            page.enter()
        self.hints_changed.emit()

    def _show_state(self) -> None:
        contest = self.contest
        page = self.page
        read = page.keyed if isinstance(page, ReadBackPage) else None
        step = self._step_now()
        warnings = len(self._to_look_at()) if step in (Step.LOOK, Step.PROVISIONAL) else 0
        about = About(self._ledger.agree, self._ledger.given_at, read, warnings)
        self._checks.show_items(items(self._open_now, about), step)
        self._stage.setText(words(f"stage.{_stage(contest, step)}"))
        shown = "released" if contest.released else "not-released"
        said = [words(shown)] if contest.declaration else [words("nothing-declared")]
        if any(found.code is Code.E308 for found in self._open_now.every):
            said.append(words("nobody-has-a-vote"))
        self._nothing.setText(apart(said))
        self._show_notice(contest)
        self._show_standing(contest)

    def _show_notice(self, contest: ContestState) -> None:
        page = self.page
        signed = self._signed_document()
        if signed:
            self._notice.show_signed(signed.pdf)
        elif contest.declaration:
            self._notice.show_unsigned(contest)
        else:
            given = contest.provisional
            masked = given is None or self._step_now() < Step.READ_BACK
            hidden = masked or (page is not None and page.hides_figures)
            self._notice.show_draft(contest, hidden)

    def _signed_document(self) -> Checked | None:
        """The signed document that is published, once it is read again from the disk."""
        wanted = "corrected-notice" if self.contest.corrected else "declaration"
        return next((each for each in self._checked or () if each.document == wanted), None)

    def _show_standing(self, contest: ContestState) -> None:
        """How much the returning officer could go on over,
        and the ways beside the step of the moment.
        """
        open_now = () if contest.declaration else self._open_now.may_be_passed_over
        self._standing.setVisible(not contest.declaration)
        self._standing.setText(
            words("standing", points=len(open_now)) if open_now else words("none-standing")
        )
        others = self._way is None and any(ways(self.session, contest))
        shown = others and not self.holding()
        if shown == self._others.isHidden():
            self._others.setVisible(shown)
            self.hints_changed.emit()

    def _on_others(self) -> None:
        if not self._others.isHidden():
            self._turn(Way.WAYS)

    def _on_press(self) -> None:
        """One key from the declaration: the files for the press are made in their usual folder."""
        if self._others.isHidden() or Way.PRESS not in ways(self.session, self.contest):
            return
        self._turn(Way.PRESS)
        if isinstance(self.page, PressPage):
            self.page.begin()

    def _turn(self, way: Way | None) -> None:
        """Go this way, or (None) back to the step of the moment."""
        if self.page:
            self.page.keep()
        self._way = way
        self._refresh()

    def _on_written(self, checked: list[Checked]) -> None:
        self._checked = checked
        self._refresh()


def _stage(contest: ContestState, step: Step) -> str:
    """How far the contest is, in a word; while anything of it stands open it is being counted."""
    if contest.declaration:
        return "declared"
    if contest.provisional:
        return "provisional"
    return "counting" if step in (Step.ISSUE, Step.OPEN) else "reconciled"
