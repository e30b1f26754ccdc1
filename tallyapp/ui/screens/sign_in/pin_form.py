"""The form for everything about a PIN that is not signing in:
setting, changing, releasing, on and off.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.pins import Pins, may_release, may_stand_by, weakness
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, gap
from tallyapp.ui.widgets.frames import Card
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .digits import DigitsEdit, Named
from .said import Said
from .who import must_wait, not_on_the_staff


class Task(StrEnum):
    """What is to be done with an officer's PIN."""

    FIRST = "first"
    NEW = "new"
    RELEASE = "release"
    CHANGE = "change"
    TURN_ON = "turn-on"
    TURN_OFF = "turn-off"


_HELPED = (Task.FIRST, Task.NEW, Task.RELEASE)
_SETTING = (Task.FIRST, Task.NEW, Task.CHANGE, Task.TURN_ON)


class PinForm(Card):
    """Who helps and their PIN, or one's own;
    then the new PIN twice; Enter goes from one to the next.
    """

    done = Signal(object, int)
    """The task, and the officer whose PIN it was about."""
    not_done = Signal()
    """It was not, and why is said."""

    def __init__(self, session: Session, pins: Pins, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._pins = pins
        self.task = Task.CHANGE
        self.officer: Enrolled | None = None
        self._busy = False
        self._heading = Text(face=HEADING)
        self._told = Text(role="secondary", wrap=True)
        self.by = DigitsEdit(say("sign-in", "pin.by"), secret=False)
        self.pin = DigitsEdit(say("sign-in", "pin.by-pin"), secret=True)
        self.new = DigitsEdit(say("sign-in", "pin.new"), secret=True)
        self.again = DigitsEdit(say("sign-in", "pin.again"), secret=True)
        self._fields = {edit: Named(edit) for edit in (self.by, self.pin, self.new, self.again)}
        self.said = Said()
        row = QHBoxLayout()
        row.setSpacing(gap(16))
        for named in self._fields.values():
            row.addWidget(named)
        row.addStretch()
        self.column.addWidget(self._heading)
        self.column.addWidget(self._told)
        self.column.addLayout(row)
        self.column.addWidget(self.said)
        for edit in self._fields:
            edit.entered.connect(partial(self._on_entered, edit))
            edit.back_asked.connect(partial(self._go_back, edit))
            edit.textEdited.connect(partial(self._on_edited, edit))
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a PIN is being looked at, or set."""
        return self._busy

    # ---- opening and closing

    def open(self, task: Task, officer: Enrolled) -> None:
        """Ask for what this task needs."""
        self.task = task
        self.officer = officer
        self._clear()
        asked = self._asked()
        for edit, named in self._fields.items():
            named.setVisible(edit in asked)
        own = task in (Task.CHANGE, Task.TURN_OFF)
        asked_for = say("sign-in", "pin.old" if own else "pin.by-pin")
        self.pin.setAccessibleName(asked_for)
        self._fields[self.pin].name.setText(asked_for)
        name = self._session.desk.staff.name(officer.number)
        about = {"number": str(officer.number), "name": name}
        self._heading.setText(say("sign-in", f"task.{task}", **about))
        self._told.setText(" ".join(self._instructions(officer)))
        self.show()
        asked[0].setFocus()

    def close_form(self) -> None:
        """Forget what was keyed."""
        self._clear()
        self.hide()

    def _clear(self) -> None:
        self._busy = False
        self.said.be_silent()
        for edit in self._fields:
            edit.clear()
            edit.refuse(False)

    def _asked(self) -> list[DigitsEdit]:
        asked = [self.by] if self.task in _HELPED else []
        if self.task is not Task.TURN_ON:
            asked.append(self.pin)
        return [*asked, self.new, self.again] if self.task in _SETTING else asked

    def _instructions(self, officer: Enrolled) -> list[str]:
        found = []
        if self.task is Task.RELEASE:
            found.append(say("sign-in", "by.release"))
        elif self.task in _HELPED:
            found.append(say("sign-in", f"by.{officer.role}", "by.others"))
        else:
            found.append(say("sign-in", f"task.{self.task}.words"))
        if self.task in _SETTING:
            found.append(say("sign-in", "pin.rules"))
        return found

    # ---- from field to field

    def _on_edited(self, edit: DigitsEdit, _: str) -> None:
        edit.refuse(False)
        self.said.be_silent()

    def _go_back(self, edit: DigitsEdit) -> None:
        asked = self._asked()
        asked[max(asked.index(edit) - 1, 0)].setFocus()

    def _on_entered(self, edit: DigitsEdit) -> None:
        """On to the next field if this one will do; from the last, do it if all will."""
        if self._busy:
            return
        asked = self._asked()
        last = edit is asked[-1]
        for each in asked if last else [edit]:
            if words := self._against(each):
                self._refuse(each, words)
                return
        if last:
            self._do()
        else:
            asked[asked.index(edit) + 1].setFocus()

    def _against(self, edit: DigitsEdit) -> str:
        """What is wrong with what stands in a field,
        as far as can be told without looking at a PIN.
        """
        if edit is self.by:
            return self._against_helper()
        if edit is self.pin:
            return "" if edit.text() else say("sign-in", "pin.blank")
        if edit is self.again:
            return "" if edit.text() == self.new.text() else say("sign-in", "pin.differs")
        weak = weakness(edit.text(), self._officer.number)
        return say("sign-in", f"weak.{weak}") if weak else ""

    def _against_helper(self) -> str:
        helper = self._session.enrolled(self.by.value)
        officer = self._officer
        if helper is None:
            return not_on_the_staff(self._session, self.by.value)
        oneself = helper.number == officer.number
        if self.task is Task.RELEASE:
            may = may_release(helper.role, oneself=oneself)
        else:
            may = may_stand_by(helper.role, officer.role, oneself=oneself)
        if not may:
            # Who may, in the words that stand above the fields.
            return self._instructions(officer)[0]
        if not self._pins.has(helper):
            return say("sign-in", "pin.helper-has-none", number=str(helper.number))
        return ""

    def _refuse(self, edit: DigitsEdit, words: str) -> None:
        self.said.tell(Mark.DOES_NOT_ADD, words)
        edit.refuse(True)
        edit.setFocus()
        edit.selectAll()

    # ---- doing it

    @property
    def _officer(self) -> Enrolled:
        if self.officer is None:
            raise RuntimeError("a PIN was asked for of nobody")
        return self.officer

    @property
    def _asked_of(self) -> Enrolled:
        """Whose PIN is looked at: the helper's, or the officer's own."""
        helper = self._session.enrolled(self.by.value) if self.task in _HELPED else None
        return helper or self._officer

    def _do(self) -> None:
        self._busy = True
        officer = self._officer
        asked_of = self._asked_of
        pin = self.pin.text()
        new = self.new.text()
        pins = self._pins
        doing = self._doing(officer, new)
        looked_at = self.pin in self._asked()

        def work() -> bool:
            if looked_at and not pins.check(asked_of, pin).right:
                return False
            doing()
            return True

        self._session.work(
            work, partial(self._on_done, self.task, officer.number, asked_of), self._on_failed
        )

    def _doing(self, officer: Enrolled, new: str) -> Callable[[], None]:
        if self.task in _SETTING:
            return partial(self._pins.set, officer, new)
        return (
            self._pins.turn_off
            if self.task is Task.TURN_OFF
            else partial(self._pins.release, officer)
        )

    def _on_done(self, task: Task, number: int, asked_of: Enrolled, right: bool) -> None:
        if not isValid(self):
            return
        still = self._busy  # not closed meanwhile
        self._busy = False
        if right:
            if still:
                self.close_form()
            self.done.emit(task, number)
        elif still:
            self.pin.clear()
            self._refuse(self.pin, say("sign-in", "wrong.plain", number=str(asked_of.number)))
            must_wait(self.said, self._session, asked_of, "wait.plain")
            self.not_done.emit()

    def _on_failed(self, why: str) -> None:
        if isValid(self):
            self._busy = False
            self.said.tell(Mark.DOES_NOT_ADD, why)
            self.not_done.emit()
