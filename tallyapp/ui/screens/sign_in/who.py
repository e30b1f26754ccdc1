"""Who sits down: the number, then, where there are PINs, the PIN."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.pins import Answer
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap, px
from tallyapp.words.catalogue import say

from .digits import DigitsEdit, Named
from .said import Said, wait_words


def must_wait(said: Said, session: Session, officer: Enrolled, key: str = "wait") -> bool:
    """Whether an officer must wait before their next PIN is looked at;
    that is said, second by second.
    """
    pins = session.pins
    if pins is None or not pins.left(officer):
        return False
    number = officer.number
    said.count_down(
        lambda: pins.left(officer),
        lambda left: say("sign-in", key, number=str(number), wait=wait_words(left)),
        say("sign-in", "wait.over", number=str(number)),
    )
    return True


class WhoSits(QWidget):
    """Number, Enter; PIN, Enter: all with the right hand alone."""

    pin_missing = Signal(int)
    """This officer has no PIN on this machine yet."""
    help_asked = Signal(int)
    """This officer cannot get in by their PIN."""
    looked_at = Signal()
    """A PIN was looked at, or the wait for the next is over."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._trying = 0
        self.number = DigitsEdit(say("sign-in", "number"), secret=False)
        self.pin = DigitsEdit(say("sign-in", "pin"), secret=True)
        self.said = Said()
        self._pin_named = Named(self.pin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(16))
        row.addWidget(Named(self.number), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._pin_named, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        self.setMinimumHeight(px(64))
        self.number.textChanged.connect(self._on_number_changed)
        self.number.entered.connect(self._on_number)
        self.pin.textEdited.connect(lambda: self.pin.refuse(False))
        self.said.counted_down.connect(self.looked_at)
        self.pin.entered.connect(self._on_pin)
        self.pin.back_asked.connect(self.begin)
        self.pin.help_asked.connect(lambda: self.help_asked.emit(self.number.value))

    def begin(self) -> None:
        """Ask for a number."""
        self.stop()
        self._pin_named.setVisible(self._session.pins is not None and self._session.pins.on)
        self.number.selectAll()
        self.number.setFocus()

    def offer(self, number: int) -> None:
        """This officer is about to sit down."""
        self.number.setText(str(number))
        self._on_number()

    def stop(self) -> None:
        """Whatever is being looked at lets nobody in any more."""
        self._trying += 1
        self.pin.clear()
        self.pin.refuse(False)
        self.pin.setReadOnly(False)

    def _on_number_changed(self) -> None:
        self.stop()
        self.said.be_silent()
        self.number.refuse(False)

    def _on_number(self) -> None:
        session = self._session
        pins = self._session.pins
        number = self.number.value
        if not self.number.text():
            self.said.tell(Mark.DIFFERS, say("sign-in", "no-number"))
            return
        officer = session.enrolled(number)
        if officer is None or pins is None or not pins.on:
            self._sign_in(number)
        elif not pins.has(officer):
            self.pin_missing.emit(number)
        else:
            self.pin.clear()
            self.pin.setFocus()
            must_wait(self.said, session, officer)

    def _sign_in(self, number: int) -> None:
        if wrong := self._session.sign_in(number):
            self.said.tell(Mark.DOES_NOT_ADD, self._session.sentence(wrong))
            self.number.refuse(True)
            self.number.selectAll()

    # ---- the PIN

    @property
    def busy(self) -> bool:
        """Whether a PIN is being looked at."""
        return self.pin.isReadOnly()

    def _on_pin(self) -> None:
        """Have the PIN looked at on the worker: hashing takes a tenth of a second."""
        pins = self._session.pins
        officer = self._session.enrolled(self.number.value)
        keyed = self.pin.text()
        if not keyed and not self.pin.isReadOnly():
            self.said.tell(Mark.DIFFERS, say("sign-in", "no-pin-keyed"))
            return
        if pins is None or self.pin.isReadOnly() or officer is None or not pins.has(officer):
            return
        self._trying += 1
        self.pin.clear()
        self.pin.setReadOnly(True)
        told = partial(self._on_looked_at, self._trying, officer)
        failed = partial(self._on_failed, self._trying)
        self._session.work(lambda: pins.check(officer, keyed), told, failed)

    def _on_looked_at(self, trying: int, officer: Enrolled, answer: Answer) -> None:
        if not isValid(self) or trying != self._trying:
            return  # they have gone elsewhere meanwhile
        self.pin.setReadOnly(False)
        if answer.right:
            self._sign_in(officer.number)
            return
        self.pin.refuse(True)
        if not must_wait(self.said, self._session, officer):
            self.said.tell(Mark.DOES_NOT_ADD, say("sign-in", "wrong", number=str(officer.number)))
        self.looked_at.emit()

    def _on_failed(self, trying: int, why: str) -> None:
        if isValid(self) and trying == self._trying:
            self.pin.setReadOnly(False)
            self.said.tell(Mark.DOES_NOT_ADD, why)
            self.looked_at.emit()


def not_on_the_staff(session: Session, number: int) -> str:
    """A101 in words."""
    return session.sentence(finding(Code.A101, "officer", number))
