"""The screen itself: a number, and Enter."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QIntValidator, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.checks import Finding
from tallyapp.domain.state import Changed
from tallyapp.domain.units import OfficerNumber
from tallyapp.messages import say
from tallyapp.ui.find.kept import kept
from tallyapp.ui.screen import KeyHint, Screen
from tallyapp.ui.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE, HEADING, TITLE, px
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.listed import Rows
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text

from .enrol import EnrolForm
from .officers import COLUMNS, officer_rows, staff


class SignIn(Screen):
    """Whoever types their number sits here from now on; the keying of the officer before is kept for them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._standing_down = 0
        self.number = QLineEdit()
        self.number.setFont(FIGURE.heavier().font())
        self.number.setValidator(QIntValidator(1, 9_999, self))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFixedWidth(px(140))
        self.number.setAccessibleName(say("sign-in", "number"))
        self.number.installEventFilter(self)
        self._said = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self._kept = State(Mark.UNDER_WAY, "", wrap=True)
        self.number.textChanged.connect(self._said.hide)
        self.number.returnPressed.connect(self._on_entered)
        self.model = Rows([say("sign-in", f"column.{name}") for name in COLUMNS], self)
        self.officers = Table(self.model, say("sign-in", "officers"))
        self.officers.set_row_height(px(36))
        self.officers.activated.connect(self._on_chosen)
        self.officers.installEventFilter(self)
        self.form = EnrolForm(session) if session.may(acts.OfficerEnrolled) else None
        self._lay_out()
        self._said.hide()
        self._refresh()
        if self.form:
            shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.form.name.setFocus)

    def _lay_out(self) -> None:
        main = QVBoxLayout()
        main.setSpacing(px(10))
        for widget in (
            Text(say("sign-in", "title"), TITLE),
            Text(say("sign-in", "number"), role="secondary"),
            self.number,
            self._said,
            self._kept,
        ):
            main.addWidget(widget)
        main.addSpacing(px(8))
        main.addWidget(Text(say("sign-in", "officers"), HEADING))
        main.addWidget(self.officers, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(16), px(24), px(16))
        row.setSpacing(px(24))
        row.addLayout(main, 1)
        if self.form:
            self.form.setFixedWidth(px(302))
            side = QVBoxLayout()
            side.addWidget(self.form)
            side.addStretch()
            row.addLayout(side)

    # ---- the screen

    def key_hints(self) -> tuple[KeyHint, ...]:
        hints = [
            KeyHint(("Enter",), say("sign-in", "enter")),
            KeyHint(("↓",), say("sign-in", "key.list")),
        ]
        if self.form:
            hints.append(KeyHint(("Ctrl", "N"), say("sign-in", "key.enrol")))
            hints.append(KeyHint(("Delete",), say("sign-in", "key.stand-down")))
        if self.session.officer:
            hints.append(KeyHint(("Esc",), say("ui", "back"), last=True))
        return tuple(hints)

    def entered(self, target: object, /) -> None:
        self.number.clear()
        self._refresh()
        self._show_kept()
        if self.form and target == "enrol":
            self.form.name.setFocus()
        else:
            self.number.setFocus()

    def changed(self, changed: Changed) -> None:
        if changed.officers:
            self._refresh()

    def back(self) -> bool:
        if not self._standing_down:
            return False
        self._standing_down = 0
        self._said.hide()
        return True

    def _refresh(self) -> None:
        self.model.show_rows(officer_rows(self.session))
        self.officers.fit_columns(1)

    def _show_kept(self) -> None:
        officer = self.session.officer
        begun = kept(self.session.draft_places(), self.session.stream) if officer else []
        if officer and begun:
            places = ", ".join(each.words for each in begun)
            words = say("sign-in", "kept.theirs", number=str(officer.number), places=places)
            self._kept.show_state(Mark.UNDER_WAY, words)
        self._kept.setVisible(bool(begun))

    # ---- signing in

    def _on_entered(self) -> None:
        self._sign_in(int(self.number.text()))

    def _on_chosen(self, index: QModelIndex) -> None:
        self._sign_in(staff(self.session.desk.count)[index.row()].number)

    def _sign_in(self, number: int) -> None:
        if wrong := self.session.sign_in(number):
            self._refuse([wrong])
            self.number.selectAll()

    def _refuse(self, found: list[Finding]) -> None:
        words = "  ".join(self.session.sentence(each) for each in found)
        self._said.show_state(Mark.DOES_NOT_ADD, words)
        self._said.show()

    # ---- the list by keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the number to the list; Delete in the list stands an officer down."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.number and event.key() == Qt.Key.Key_Down:
            self.officers.setFocus()
            self.officers.setCurrentIndex(self.model.index(max(self.officers.currentIndex().row(), 0), 0))
            return True
        if watched is self.officers and self.form and event.key() == Qt.Key.Key_Delete:
            self._stand_down()
            return True
        return False

    def _stand_down(self) -> None:
        """Asked for once it asks back, asked for twice it is done."""
        row = self.officers.currentIndex().row()
        if row < 0:
            return
        number = staff(self.session.desk.count)[row].number
        if self._standing_down != number:
            self._standing_down = number
            words = say("sign-in", "stand-down", number=str(number))
            self._said.show_state(Mark.DIFFERS, words, "ink")
            self._said.show()
            return
        self._standing_down = 0
        self._said.hide()
        self.session.do(
            COUNT_STREAM,
            acts.OfficerStoodDown,
            number=OfficerNumber(number),
            refused=self._refuse,
            then=lambda _: self._on_stood_down(number),
        )

    def _on_stood_down(self, number: int) -> None:
        self._said.show_state(Mark.AGREES, say("sign-in", "stood-down", number=str(number)))
        self._said.show()
