"""The form with which the returning officer or a deputy enrols officers."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox
from shiboken6 import isValid

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import Enrolled, Role
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.session.letters import look_at_letters
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, px
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say
from tallyapp.words.figures import role_words

from .digits import NUMBER_DIGITS
from .officers import next_number, staff

_ROLES: tuple[Role, ...] = ("clerk", "supervisor", "adjudicator", "deputy", "declarant", "auditor")


class EnrolForm(Card):
    """Number, name, role, Enter; then the next one."""

    enrolled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked_twice = 0
        self.number = Field(say("sign-in", "officer.number"), digits=NUMBER_DIGITS)
        self.number.setFixedWidth(px(110))
        self.name = Field(say("sign-in", "officer.name"))
        self.role = QComboBox()
        self.role.setMinimumHeight(px(36))
        for role in _ROLES:
            self.role.addItem(role_words(role), role)
        self.button = Button(say("sign-in", "enrol.button"))
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.submit)
        self.number.entered.connect(self._on_number)
        self.name.entered.connect(self.submit)
        self.number.edit.textChanged.connect(self._forget_question)
        self._said = State(Mark.AGREES, "", wrap=True)
        self._said.hide()
        for widget in (
            Text(say("sign-in", "enrol"), HEADING),
            Text(say("sign-in", "enrol.words"), role="secondary", wrap=True),
            Text(say("sign-in", "enrol.mistyped"), role="secondary", wrap=True),
            self.number,
            self.name,
            label_of(self.role, say("sign-in", "officer.role")),
            self.role,
            self.button,
            self._said,
        ):
            self.column.addWidget(widget)
        self.offer()

    def offer(self) -> None:
        """The next number, for the next name."""
        self.number.edit.setText(str(next_number(self._session.desk.count)))
        self.name.edit.clear()

    def _on_number(self) -> None:
        """On to the name; that of somebody who had this number before is theirs for good."""
        number = OfficerNumber(int(self.number.text or 0))
        if number in self._session.desk.count.count.officers and not self.name.text:
            self.name.edit.setText(self._session.desk.staff.name(number))
        self.name.setFocus()

    def key_hints(self) -> list[KeyHint]:
        """The keys of the field that has the focus."""
        if self.role.hasFocus():
            return [KeyHint(("↑", "↓"), say("sign-in", "key.role"))]
        does = "key.next" if self.number.edit.hasFocus() else "key.enrols"
        return [KeyHint(("Enter",), say("sign-in", does))]

    def submit(self) -> None:
        """Enrol this officer, if nothing stands against it;
        an officer that is there is asked about first.
        """
        number = int(self.number.text or 0)
        if not number:
            self.number.refuse(say("sign-in", "no-number"))
            self.number.setFocus()
            return
        name = self.name.text
        if words := self._against_number(number, name):
            self.name.refuse(words)
            self.name.setFocus()
            return
        role: Role = self.role.currentData()
        looked = self._while_here(lambda unseen: self._enrol(number, name, role, unseen))
        look_at_letters(self._session, name, looked)

    def _against_number(self, number: int, name: str) -> str:
        """What is to be said of a number that somebody has or had; empty where nothing is."""
        count = self._session.desk.count
        if OfficerNumber(number) not in count.count.officers:
            return ""
        theirs = self._session.desk.staff.name(number)
        about = {"number": str(number), "name": theirs}
        if name != theirs:
            return say("sign-in", "theirs", following=str(next_number(count)), **about)
        here = any(each.number == number for each in staff(count))
        if here and self._asked_twice != number:
            self._asked_twice = number
            return say("sign-in", "taken", **about)
        return ""

    def _while_here(self, call: Callable[[Any], None]) -> Callable[[Any], None]:
        """The call, unless somebody else sits here by then."""
        return lambda told: call(told) if isValid(self) else None

    def _enrol(self, number: int, name: str, role: Role, unseen: tuple[str, ...]) -> None:
        if unseen:
            self.name.refuse(say("new-count", "no-glyph", characters=" ".join(unseen)))
            self.name.setFocus()
            return
        officer = self._session.desk.staff.enrolled(number, name, role)
        self._session.do(
            COUNT_STREAM,
            acts.OfficerEnrolled(**self._session.me.count, officer=officer),
            then=self._while_here(lambda _: self._on_enrolled(officer)),
            refused=self._while_here(self._on_refused),
        )

    def _on_enrolled(self, officer: Enrolled) -> None:
        words = say(
            "sign-in",
            "enrolled",
            number=str(officer.number),
            name=self._session.desk.staff.name(officer.number),
            role=role_words(officer.role),
        )
        self._said.show_state(Mark.AGREES, words)
        self._said.show()
        self.offer()
        self.name.setFocus()
        self.enrolled.emit()

    def _on_refused(self, found: list[Finding]) -> None:
        self.name.refuse("  ".join(self._session.sentence(each) for each in found))
        self.name.setFocus()

    def _forget_question(self) -> None:
        self._asked_twice = 0
