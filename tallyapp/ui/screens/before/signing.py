"""A rehearsal of signing: a practice page is signed and examined in memory, and thrown away.

Nothing is recorded, and nothing is written: what shows is that the identity opens here, that it may
sign such documents, and until when.
"""

from datetime import datetime, time
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from tallyapp.domain.reports.declaration import draft_report
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.field import Field, FileField
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import day

from .step import StepState, done, look_at, to_do, words


def signing_state(session: Session, _: ContestState) -> StepState:
    """Whether an identity has signed here in rehearsal, and is valid on the night."""
    until = session.identity_until
    if until is None:
        return to_do("signing.to-do")
    set_up = session.desk.count.count.set_up
    # The night goes on past midnight: on the polling day itself nothing is declared yet.
    night = datetime.combine(set_up.polling_day, time.max, until.tzinfo) if set_up else until
    told = day(until)
    return done("signing.done", day=told) if until > night else look_at("signing.ends", day=told)


class SigningPage(Leaf):
    """The identity's file and password, and what came of the rehearsal."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        set_up = self.session.desk.count.count.set_up
        self._practice = bool(set_up and set_up.practice)
        self._file = FileField(say("result", "sign.file"), say("result", "sign.file-filter"))
        self._password = Field(say("result", "sign.password"))
        self._password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._sign = Action(words("signing.sign"), "Enter")
        self._said = State(Mark.UNDER_WAY, "", wrap=True)
        self._said.hide()
        self._file.entered.connect(self._password.setFocus)
        self._password.entered.connect(self._on_sign)
        self._sign.clicked.connect(self._on_sign)
        asked = words("signing.asked-practice" if self._practice else "signing.asked")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(10))
        column.addLayout(title_row(words("step.signing")))
        column.addWidget(Text(asked, role="secondary", wrap=True))
        for widget in (self._file, self._password, self._sign, self._said):
            column.addWidget(widget)
        column.addStretch()
        for field in (self._file, self._password):
            field.setVisible(not self._practice)

    def key_hints(self) -> tuple[KeyHint, ...]:
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        return (KeyHint(("Enter",), words("signing.enter")), back)

    def entered(self) -> None:
        (self._sign if self._practice else self._file).setFocus()

    def _on_sign(self) -> None:
        if not (self._practice or self._file.path):
            self._file.refuse(say("result", "sign.file-missing"))
            self._file.setFocus()
            return
        now = self.session.desk.clock()
        report = draft_report(self.session.desk.count, self.contest, hidden=True)
        report = replace(
            report, heading=replace(report.heading, practice=True), declared_at=now, turnout=None
        )
        path = None if self._practice else self._file.path
        self._show(Mark.UNDER_WAY, words("signing.under-way"))
        self._sign.setEnabled(False)
        self.session.work(
            partial(rehearse, report, path, self._password.edit.text(), now),
            self.while_here(self._on_signed),
            self.while_here(self._on_failed),
        )

    def _on_signed(self, signed: tuple[str, datetime]) -> None:
        name, until = signed
        self.session.identity_until = until
        self._sign.setEnabled(True)
        self._show(Mark.AGREES, words("signing.holds", name=name, day=day(until)))

    def _on_failed(self, why: str) -> None:
        self._sign.setEnabled(True)
        self._show(Mark.DOES_NOT_ADD, why)
        (self._sign if self._practice else self._password).setFocus()

    def _show(self, mark: Mark, told: str) -> None:
        self._said.show_state(mark, told)
        self._said.show()


def rehearse(
    report: DeclarationReport, path: Path | None, password: str, now: datetime
) -> tuple[str, datetime]:
    """Sign a page and examine the signature, all in memory: the signer's name, and until when the
    certificate is valid. Raises EnvironmentFault where it would not do on the night.
    """
    from tallyapp.documents.declaration import render_declaration
    from tallyapp.signing.identity import open_identity, practice_identity
    from tallyapp.signing.sign import Stamp, sign

    identity = practice_identity(now) if path is None else open_identity(path, password, now=now)
    at = now.replace(microsecond=0)
    stamp = Stamp.of(identity, at, title=report.heading.officer_title)
    # It is examined before it is given back; the bytes are let go.
    sign(render_declaration(report), identity, at=at, stamp=stamp)
    return identity.name, identity.not_after
