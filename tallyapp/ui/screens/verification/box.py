"""One box: its account, its counting attempts, and what explains a variance."""

import json
from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.between import End
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, NAME, gap, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import Line, State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words

from .box_parts import (
    count_told,
    counts_grid,
    found_beside,
    hints_of,
    moves,
    pages_offered,
    sum_told,
)
from .models import ACCOUNT, AccountModel, box_state
from .variance_path import VariancePath

_ROW = 36
_LOW = 30
"""Rows where an account is keyed, and where it stands."""


class BoxPage(Leaf):
    """A box's account is keyed first, then each count of its papers;
    the variance follows the fingers.
    """

    verified = Signal(str)
    """The box is accurate now."""
    reopened = Signal(str)
    """Show this box anew: something of it was recorded."""
    overtaken = Signal(str, str)
    """Show this box anew, and say why: something of it was recorded elsewhere meanwhile."""

    def __init__(self, screen: Screen, box: str, *, again: bool = False) -> None:
        super().__init__(screen)
        self.box = box
        place = DraftPlace(screen.stream, "account", box)
        self._draft = screen.session.drafts.open(place)
        # As it is when it is shown: what is keyed here never builds on what came meanwhile.
        self._account_id = self._state.account_id
        self._variance_id = self._state.variance_id
        self._attempt = len(self._state.attempts) + 1
        self._again = again and self._state.account is not None
        self.keys_account = self._state.account is None or self._again
        self.model = AccountModel(self._state.account, keying=self.keys_account, parent=self)
        self.table = KeyedTable(self.model, say("verification", "account"))
        self.counted = FigureEdit()
        self.reason = ReasonEdit()
        self.explain = VariancePath(self.contest, self._state)
        self._sum = State(Mark.NOT_YET, "")
        self._live = State(Mark.NOT_YET, "")
        self._refused = Text(role="refused", wrap=True)
        self._refused.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, gap(14), 0)
        self._column.setSpacing(gap(8))
        self._lay_out()
        self._listen()
        self._take_draft()
        self._show_sum()

    @property
    def _state(self) -> BoxState:
        return self.contest.boxes[self.box]

    def _lay_out(self) -> None:
        state = self._state
        add = self._column.addWidget
        area = area_words(self.contest.areas[state.box.area].area)
        where = say("verification", "box-of", name=state.box.name, area=area)
        self._column.addLayout(title_row(say("places", "box", name=self.box), where))
        if state.accurate or self.keys_account:
            add(State(*box_state(state), NAME))
        add(self._account())
        add(self._sum)
        if self._again:
            add(Text(say("verification", "why-again"), BODY.heavier()))
            add(self.reason)
        if not self.keys_account:
            add(Line())
            self._column.addLayout(self._attempts())
            add(self._live)
        contests = self.session.desk.count.contests
        names = {stream: each.set_up.name for stream, each in contests.items()}
        for told in (*moves(state, names), *found_beside(state)):
            add(told)
        add(self._refused)
        if self._may_explain:
            add(self.explain)
        elif not self.keys_account and state.variance and not state.accurate:
            add(Text(say("verification", "explained-by"), role="secondary", wrap=True))
        for action in self._ways():
            add(action)
        self._column.addStretch()

    again_asked = Signal(str)
    """Key this box's account again."""
    page_asked = Signal(str, str)
    """Show this page of this box, by its name."""

    def _ways(self) -> Iterator[Action]:
        """What else may be done with the box, each with its page."""
        state = self._state
        may = self.session.may
        if self._to_take_up and may(acts.PapersTakenUp):
            papers = sum(end.act.papers for end in self._to_take_up)
            take_up = Action(say("verification", "take-up", papers=papers))
            take_up.clicked.connect(self._on_take_up)
            yield take_up
        if self.keys_account:
            return
        if may(acts.BoxAccountKeyed):
            again = Action(say("verification", "account-again"))
            again.clicked.connect(lambda: self.again_asked.emit(self.box))
            yield again
        for page in pages_offered(self.contest, state, may):
            yield self._way(page)

    def _way(self, page: str) -> Action:
        action = Action(say("verification", page))
        action.clicked.connect(lambda: self.page_asked.emit(page, self.box))
        return action

    @property
    def _to_take_up(self) -> list[End]:
        """Papers of another contest that this box was told of, and has not followed."""
        return [end for end in self.contest.to_take_up() if end.box == self.box]

    def _on_take_up(self) -> None:
        for end in self._to_take_up:
            self.do(
                acts.PapersTakenUp(
                    **self.me.contest,
                    of=end.act.id,
                    box=self.box,
                    way=end.way,
                    papers=end.act.papers,
                ),
                then=self._on_recorded,
                refused=self._on_refused(self.counted.setFocus),
            )

    def _account(self) -> QWidget:
        high = px(_ROW if self.keys_account else _LOW)
        self.table.set_row_height(high)
        self.table.fit_columns(0)
        self.table.setColumnWidth(1, px(116))
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(len(ACCOUNT) * high + header)
        return self.table

    def _attempts(self) -> QGridLayout:
        grid = counts_grid(self._state)
        attempts = self._state.counts
        words = say("verification", "attempt-now", n=self._attempt)
        label = label_of(self.counted, words, HEADING)
        self.counted.setFixedWidth(px(116))
        if self.session.may(acts.BoxCounted):
            grid.addWidget(label, len(attempts), 0)
            grid.addWidget(self.counted, len(attempts), 1)
        return grid

    @property
    def _may_explain(self) -> bool:
        off = bool(self._state.variance) and not self._state.accurate
        return not self.keys_account and off and self.session.may(acts.VarianceExplained)

    def _listen(self) -> None:
        self.model.changed.connect(self._show_sum)
        self.table.field_done.connect(self.keep)
        self.table.field_changed.connect(lambda: self.model.show_here(self.table.row_at))
        self.table.blank_refused.connect(self._on_blank)
        self.table.after_last.connect(self._on_account_end)
        self.table.submit_asked.connect(self._on_account)
        self.reason.next_asked.connect(self._on_account)
        self.counted.typed.connect(lambda _: self._show_live())
        self.counted.next_asked.connect(self._on_counted)
        self.counted.submit_asked.connect(self._on_counted)
        self.counted.back_asked.connect(self.closed)
        self.explain.submit_asked.connect(self._on_explained)

    # ---- keys

    def key_hints(self) -> tuple[KeyHint, ...]:
        return hints_of(keys_account=self.keys_account, may_explain=self._may_explain)

    def entered(self) -> None:
        if self.keys_account:
            self.table.open_field(max(self.table.first_blank(), 0))
        else:
            self.counted.setFocus()

    def _on_blank(self, row: int) -> None:
        if ACCOUNT[row] == "entrusted":
            self._on_account_end()
        else:
            self.say_refused(say("verification", "blank"))

    def _on_account_end(self) -> None:
        if self._again:
            self.reason.setFocus()
        else:
            self._on_account()

    # ---- what follows the fingers

    def _show_sum(self) -> None:
        self._refused.hide()
        told = sum_told(self.model.entrusted, self.model.issued_and_kept)
        self._sum.show_state(*told)
        self._show_live()

    def _show_live(self) -> None:
        self._refused.hide()
        # Where the account is keyed again the count is not on the page, nor what it comes to.
        told = None if self.keys_account else count_told(self._state, self.counted.value)
        self._live.setVisible(told is not None)
        if told:
            self._live.show_state(*told)

    def say_refused(self, words: str) -> None:
        """Say a sentence in place."""
        self._refused.setText(words)
        self._refused.show()

    # ---- drafts

    def keep(self) -> None:
        if self._state.account is None and any(value is not None for value in self.model.values):
            self._draft.keep(json.dumps(self.model.values))

    def _take_draft(self) -> None:
        kept = self._draft.kept
        if kept and self._state.account is None:
            for at, value in enumerate(json.loads(kept)):
                self.model.take(at, 1, value)

    # ---- acts

    def _on_account(self) -> None:
        account = self.model.account
        if account is None:
            self.table.open_field(self.table.first_blank())
            self.say_refused(say("verification", "blank"))
            return
        reason = self.reason.words if self._again else ""
        self.do(
            acts.BoxAccountKeyed(
                **self.me.contest,
                box=self.box,
                account=account,
                of=self._account_id,
                reason=reason,
            ),
            then=self._on_recorded,
            refused=self._on_refused(self.reason.setFocus),
        )

    def _on_counted(self) -> None:
        papers = self.counted.value
        if papers is None:
            self.say_refused(say("verification", "blank-count"))
            return
        refused = self._on_refused(self.counted.setFocus)
        self.do(
            acts.BoxCounted(
                **self.me.contest, box=self.box, attempt=self._attempt, papers=Papers(papers)
            ),
            then=self._on_recorded,
            refused=refused,
        )

    def _on_explained(self) -> None:
        if self.explain.two.ready():
            self.do(
                acts.VarianceExplained(
                    **self.me.contest,
                    box=self.box,
                    of=self._variance_id,
                    papers=self._state.papers,
                    explanation=self.explain.reason.words,
                    second=self.explain.officer,
                    cause=self.explain.cause,
                    other_box=self.explain.other_box,
                ),
                then=self._on_recorded,
                refused=self._on_explanation_refused,
            )

    def _on_recorded(self, _: Done) -> None:
        if self._state.accurate:
            self.verified.emit(self.box)
        else:
            self.reopened.emit(self.box)

    def _on_refused(self, focus: Callable[[], None]) -> Callable[[list[Finding]], None]:
        def refuse(findings: list[Finding]) -> None:
            if not self._is_overtaken(findings):
                self.say_refused(self.session.sentence(findings[0]))
                focus()

        return refuse

    def _is_overtaken(self, findings: list[Finding]) -> bool:
        """Whether what was keyed here was refused because of what came meanwhile; then it is
        shown.
        """
        for found in findings:
            if found.code is Code.A114 or found.place.field == "attempt":
                self.overtaken.emit(self.box, self.session.sentence(found))
                return True
        return False

    def _on_explanation_refused(self, findings: list[Finding]) -> None:
        if self._is_overtaken(findings):
            return
        sentences = [self.session.sentence(found) for found in findings]
        if not self.explain.two.refuse(findings, sentences):
            self.say_refused(sentences[0])
