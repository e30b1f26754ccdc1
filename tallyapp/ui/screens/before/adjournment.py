"""The count stands still: adjourned, or the hall was left; and how it begins again."""

from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.hall import Still
from tallyapp.domain.vocabulary.containers import Sealed
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import StepState, done, look_at

_MOST = 8
"""Things that are sealed up: what is more is sealed up together."""
_WHYS: tuple[Literal["adjourned", "evacuated"], ...] = ("adjourned", "evacuated")


def _say(key: str, **values: object) -> str:
    return say("hall", key, **values)


def _still(session: Session) -> Still | None:
    count = session.desk.count.count
    return count.stood_still.at(count.seq)


def adjournment_state(session: Session, _: ContestState) -> StepState:
    """Whether the count goes on, or since when it stands still."""
    still = _still(session)
    if still:
        return look_at(f"adjournment.{still.why}", at=f"{still.since:%H:%M}")
    return done("adjournment.none")


class SealRow(QHBoxLayout):
    """What was sealed, and the number of its seal; at the restart also whether it is whole."""

    def __init__(self, noted: Sealed | None = None) -> None:
        super().__init__()
        self.setSpacing(gap(12))
        self.what = Field(_say("sealed-what"), noted.what if noted else "")
        self.seal = Field(_say("seal"))
        self.whole = OneOf(
            _say("seal-state"),
            {key: say("containers", f"seal.{key}") for key in ("whole", "broken")},
        )
        self.addWidget(self.what, 2)
        self.addWidget(self.seal, 1)
        # Not the number that was noted: whoever looks at the seal keys what is on it.
        self.what.edit.setReadOnly(noted is not None)
        if noted:
            column = QVBoxLayout()
            column.setSpacing(gap(4))
            column.addWidget(Text(_say("seal-state"), BODY.heavier(500)))
            column.addWidget(self.whole)
            self.addLayout(column)

    @property
    def sealed(self) -> Sealed | None:
        """What is keyed; None where nothing is."""
        if not (self.what.text or self.seal.text):
            return None
        whole = self.whole.currentData() == "whole"
        return Sealed(what=self.what.text, seal=self.seal.text, whole=whole)


class AdjournmentPage(Leaf):
    """Why, what was sealed with which seal, and the second officer."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._noted = _still(self.session)
        self.why = OneOf(_say("why"), {why: _say(f"why.{why}") for why in _WHYS})
        self.reason = Field(_say("reason-restart" if self._noted else "reason"))
        self.second = Field(_say("second"), digits=4)
        seals = self._noted.seals if self._noted else ()
        self.rows = [SealRow(sealed) for sealed in seals] if self._noted else [SealRow()]
        self.more = Action(_say("another-seal"))
        self.record = Action(_say("restart" if self._noted else "adjourn"))
        self._refused = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self._refused.hide()
        self._seals = QVBoxLayout()
        self._seals.setSpacing(gap(8))
        for row in self.rows:
            self._seals.addLayout(row)
        self._lay_out()
        self.why.next_asked.connect(self.reason.setFocus)
        self.reason.entered.connect(self.second.setFocus)
        self.second.entered.connect(self._on_second)
        self.more.clicked.connect(self._on_more)
        self.record.clicked.connect(self._on_record)
        for row in self.rows:
            self._connect(row)
        self.record.setEnabled(self.session.may(acts.CountAdjourned))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(_say("restart-title" if self._noted else "adjourn-title")))
        words = _say("adjourn-what")
        if self._noted:
            since = f"{self._noted.since:%H:%M}"
            words = _say(f"since.{self._noted.why}", at=since)
        column.addWidget(Text(words, role="secondary", wrap=True))
        if self._noted is None:
            column.addWidget(Text(_say("why"), BODY.heavier(500)))
            column.addWidget(self.why)
        top = QHBoxLayout()
        top.setSpacing(gap(12))
        top.addWidget(self.reason, 1)
        self.second.setFixedWidth(px(150))
        top.addWidget(self.second)
        column.addLayout(top)
        column.addLayout(self._seals)
        column.addWidget(self.more)
        self.more.setVisible(self._noted is None)
        column.addWidget(self._refused)
        column.addWidget(self.record)
        column.addStretch()

    def _connect(self, row: SealRow) -> None:
        row.what.entered.connect(row.seal.setFocus)
        row.seal.entered.connect(self.record.setFocus)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), _say("key.next")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        (self.reason if self._noted else self.why).setFocus()

    def changed(self, changed: Changed) -> None:
        # Another desk may have begun it again meanwhile: this page is about another moment then.
        if changed.hall and (_still(self.session) is None) != (self._noted is None):
            self.closed.emit()

    def _on_second(self) -> None:
        """To the first seal; what it is on is known where it was noted."""
        if not self.rows:
            self._on_record()
        elif self._noted:
            self.rows[0].seal.setFocus()
        else:
            self.rows[0].what.setFocus()

    def _on_more(self) -> None:
        if len(self.rows) < _MOST:
            row = SealRow()
            self.rows.append(row)
            self._seals.addLayout(row)
            self._connect(row)
            row.what.setFocus()

    def _on_record(self) -> None:
        seals = tuple(sealed for row in self.rows if (sealed := row.sealed))
        second = OfficerNumber(int(self.second.text or 0))
        if not second:
            self.second.refuse(say("containers", "second-missing"))
            self.second.setFocus()
            return
        act: acts.CountAdjourned | acts.CountRestarted
        if self._noted:
            act = acts.CountRestarted(
                **self.me.count, seals=seals, second=second, reason=self.reason.text
            )
        else:
            act = acts.CountAdjourned(
                **self.me.count,
                why=self.why.currentData(),
                since=self.session.desk.clock().replace(microsecond=0),
                reason=self.reason.text,
                seals=seals,
                second=second,
            )
        self.session.do(
            COUNT_STREAM,
            act,
            then=self.while_here(lambda _: self.closed.emit()),
            refused=self.while_here(self._on_refused),
        )

    def _on_refused(self, found: list[Finding]) -> None:
        words = "  ".join(self.session.sentence(each) for each in found[:2])
        if found[0].code is Code.A103:
            self.second.refuse(words)
            self.second.setFocus()
        elif found[0].place.field in ("reason", "seal-differs"):
            self.reason.refuse(words)
            self.reason.setFocus()
        else:
            self._refused.show_state(Mark.DOES_NOT_ADD, words)
            self._refused.show()
