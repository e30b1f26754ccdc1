"""The screen itself: a number, a PIN where there are PINs,
and Enter; the staff; what is unfinished.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.begun import Kept, kept
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, TITLE, gap, px
from tallyapp.ui.widgets.cells import headings
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

from .enrol import EnrolForm
from .officers import COLUMNS, officer_rows, staff
from .pin_form import PinForm, Task
from .unfinished import UnfinishedList
from .who import WhoSits

_SIDE = 302


class SignIn(Screen):
    """Whoever types their number sits here from now on;
    the keying of the officer before is kept for them.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._standing_down = 0
        self.who = WhoSits(session)
        self._said = self.who.said
        self._kept = State(Mark.UNDER_WAY, "", wrap=True)
        self.model = RowsModel(headings("sign-in", COLUMNS), parent=self)
        self.officers = Table(self.model, say("sign-in", "officers"))
        self.officers.set_row_height(px(36))
        self.form = EnrolForm(session) if session.may(acts.OfficerEnrolled) else None
        self.pin_form = PinForm(session, session.pins) if session.pins else None
        self.unfinished = UnfinishedList(session)
        self._lay_out()
        self._listen()
        self._refresh()

    def _lay_out(self) -> None:
        main = QVBoxLayout()
        side = QVBoxLayout()
        main.setSpacing(gap(10))
        main.addWidget(Text(say("titles", "sign-in"), TITLE))
        main.addWidget(self.who)
        if self.pin_form:
            main.addWidget(self.pin_form)
        main.addWidget(self._kept)
        main.addWidget(Text(say("sign-in", "officers"), HEADING))
        main.addWidget(self.officers, 1)
        side.setSpacing(gap(16))
        self._side = QWidget()
        give_way(self._side, _SIDE)
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        if self.form:
            side.addWidget(self.form)
        side.addWidget(self.unfinished, 1)
        side.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(24), gap(16), gap(24), gap(16))
        row.setSpacing(gap(24))
        row.addLayout(main, 1)
        row.addWidget(self._side)

    def _listen(self) -> None:
        self.who.pin_missing.connect(partial(self._open_form, Task.FIRST))
        self.who.help_asked.connect(self._on_help_asked)
        self.who.looked_at.connect(self._on_looked_at)
        self.officers.activated.connect(self._on_chosen)
        self.unfinished.taken_over.connect(self._on_taken_over)
        if self.pin_form:
            self.pin_form.done.connect(self._on_pin_done)
            self.pin_form.not_done.connect(self.hints_changed)
        for watched in (self.who.number, self.who.pin, self.officers, self.unfinished.table):
            watched.installEventFilter(self)
        keys = {
            "Ctrl+U": self._go_to_unfinished,
            "Ctrl+P": self._change_pin,
            "Ctrl+T": self._turn_pins,
        }
        if self.form:
            keys["Ctrl+N"] = self.form.name.setFocus
        for stroke, do in keys.items():
            shortcut = QShortcut(QKeySequence(stroke), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # ---- the screen

    def key_hints(self) -> tuple[KeyHint, ...]:
        hints = self._hints_of_focus()
        if self.session.officer or self._form_is_open:
            hints.append(KeyHint(("Esc",), say("ui", "back"), last=True))
        return tuple(hints)

    def _hints_of_focus(self) -> list[KeyHint]:
        def hint(words: str, *caps: str) -> KeyHint:
            return KeyHint(caps, say("sign-in", words))

        if self._form_is_open:
            return [hint("key.next", "Enter"), hint("key.field-back", "−")]
        if self.who.pin.hasFocus():
            officer = self.session.enrolled(self.who.number.value)
            locked = officer and self.session.pins and self.session.pins.left(officer)
            helped = hint("key.release" if locked else "key.forgotten", "*")
            return [hint("enter", "Enter"), hint("key.number", "−"), helped]
        if self.form and self.form.isAncestorOf(QApplication.focusWidget() or self):
            return self.form.key_hints()
        if self.unfinished.table.hasFocus():
            return [hint("key.take-over", "Enter")] if self.unfinished.may else []
        if self.officers.hasFocus():
            stand_down = [hint("key.stand-down", "Delete")] if self.form else []
            return [hint("enter", "Enter"), *stand_down]
        return [hint("enter", "Enter"), hint("key.list", "↓"), *self._hints_of_number()]

    def _hints_of_number(self) -> Iterator[KeyHint]:
        """Where Ctrl and a letter lead from the number."""
        if self.form:
            yield KeyHint(("Ctrl", "N"), say("sign-in", "key.enrol"))
        if self.unfinished.isVisibleTo(self):
            yield KeyHint(("Ctrl", "U"), say("sign-in", "key.unfinished"))
        if self._has_pin:
            yield KeyHint(("Ctrl", "P"), say("sign-in", "key.change"))
        if self._may_turn_pins:
            on = self.session.pins and self.session.pins.on
            yield KeyHint(("Ctrl", "T"), say("sign-in", "key.turn-off" if on else "key.turn-on"))

    def entered(self, target: object, /) -> None:
        self.who.number.clear()
        self._refresh()
        self._show_kept()
        self.unfinished.refresh()
        self._close_form()
        self.who.begin()
        if self.form and target == "enrol":
            self.form.name.setFocus()
        elif isinstance(target, int):
            self.who.offer(target)

    def holding(self) -> str:
        """Whoever goes on before their PIN is looked at would key as the officer before them."""
        looked_at = self.who.busy or (self.pin_form is not None and self.pin_form.busy)
        return say("sign-in", "pin.holding") if looked_at else ""

    def leaving(self) -> None:
        self.who.stop()
        self._close_form()

    def changed(self, changed: Changed) -> None:
        if changed.officers:
            self._refresh()

    def back(self) -> bool:
        if self._form_is_open:
            self._close_form()
            self.who.begin()
        elif self.who.pin.hasFocus():
            self.who.begin()
        elif self._standing_down:
            self._standing_down = 0
            self._said.be_silent()
        else:
            return self.unfinished.stop_asking()
        return True

    def _refresh(self) -> None:
        self.model.show_rows(officer_rows(self.session))
        self.officers.fit_columns(1)

    def _show_kept(self) -> None:
        officer = self.session.officer
        contests = self.session.desk.count.contests
        begun = kept(self.session.drafts.places(), contests) if officer else []
        if officer and begun:
            places = strung(each.words for each in begun)
            words = say("sign-in", "kept.theirs", number=str(officer.number), places=places)
            self._kept.show_state(Mark.UNDER_WAY, words)
        self._kept.setVisible(bool(begun))

    # ---- PINs

    @property
    def _form_is_open(self) -> bool:
        return self.pin_form is not None and self.pin_form.isVisibleTo(self)

    @property
    def _has_pin(self) -> bool:
        officer = self.session.officer
        pins = self.session.pins
        return officer is not None and pins is not None and pins.has(officer)

    @property
    def _may_turn_pins(self) -> bool:
        return self.session.pins is not None and self.session.role == "returning-officer"

    def _open_form(self, task: Task, number: int) -> None:
        officer = self.session.enrolled(number)
        if self.pin_form and officer:
            self._said.be_silent()
            self.who.hide()
            self.pin_form.open(task, officer)
            self.hints_changed.emit()

    def _close_form(self) -> None:
        if self.pin_form:
            self.pin_form.close_form()
        self.who.show()
        self.hints_changed.emit()

    def _on_looked_at(self) -> None:
        self._refresh()
        self.hints_changed.emit()

    def _on_help_asked(self, number: int) -> None:
        """Who must wait is released, with the PIN they have; who forgot it sets a new one."""
        pins = self.session.pins
        officer = self.session.enrolled(number)
        if pins and officer and pins.has(officer):
            self._open_form(Task.RELEASE if pins.left(officer) else Task.NEW, number)

    def _change_pin(self) -> None:
        if self._has_pin and self.session.officer:
            self._open_form(Task.CHANGE, self.session.officer.number)

    def _turn_pins(self) -> None:
        """On for this machine, with the returning officer's own as the first;
        or off, for everybody.
        """
        if self._may_turn_pins and self.session.officer and self.session.pins:
            on = self.session.pins.on
            self._open_form(Task.TURN_OFF if on else Task.TURN_ON, self.session.officer.number)

    def _on_pin_done(self, task: Task, number: int) -> None:
        self._refresh()
        if not self.isVisible():
            return
        self._close_form()
        if task in (Task.FIRST, Task.NEW):
            self.session.sign_in(number)
            return
        self.who.begin()
        if task is Task.RELEASE:
            self.who.offer(number)
        self._said.tell(Mark.AGREES, say("sign-in", f"task.{task}.done", number=str(number)))
        self.hints_changed.emit()

    # ---- the list of officers by keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the number to the list; Delete in the list stands an officer down."""
        if event.type() == QEvent.Type.FocusIn:
            self.hints_changed.emit()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.who.number and event.key() == Qt.Key.Key_Down:
            self.officers.setFocus()
            self.officers.setCurrentIndex(
                self.model.index(max(self.officers.currentIndex().row(), 0), 0)
            )
            return True
        if watched is self.officers and self.form and event.key() == Qt.Key.Key_Delete:
            self._stand_down()
            return True
        return False

    def _on_chosen(self, index: QModelIndex) -> None:
        self.who.offer(staff(self.session.desk.count)[index.row()].number)

    def _stand_down(self) -> None:
        """Asked for once it asks back, asked for twice it is done."""
        row = self.officers.currentIndex().row()
        if row < 0:
            return
        number = staff(self.session.desk.count)[row].number
        if self._standing_down != number:
            self._standing_down = number
            words = say("sign-in", "stand-down", number=str(number))
            self._said.tell(Mark.DIFFERS, words, "ink")
            return
        self._standing_down = 0
        self._said.be_silent()
        self.session.do(
            COUNT_STREAM,
            acts.OfficerStoodDown(**self.session.me.count, number=OfficerNumber(number)),
            refused=self.while_here(self._refuse),
            then=self.while_here(lambda _: self._on_stood_down(number)),
        )

    def _refuse(self, found: list[Finding]) -> None:
        words = "  ".join(self.session.sentence(each) for each in found)
        self._said.tell(Mark.DOES_NOT_ADD, words)

    def _on_stood_down(self, number: int) -> None:
        self._said.tell(Mark.AGREES, say("sign-in", "stood-down", number=str(number)))

    # ---- what is unfinished

    def _go_to_unfinished(self) -> None:
        if self.unfinished.isVisibleTo(self):
            table = self.unfinished.table
            table.setFocus()
            table.setCurrentIndex(
                self.unfinished.model.index(max(table.currentIndex().row(), 0), 0)
            )

    def _on_taken_over(self, what: Kept) -> None:
        self.session.choose_contest(what.place.contest)
        self.asked.emit(what.screen, what.target)
