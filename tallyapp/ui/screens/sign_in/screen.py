"""The screen itself: a number, and Enter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tallyapp.messages import say
from tallyapp.ui.screen import KeyHint, Screen
from tallyapp.ui.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE, TITLE, px
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.text import Text


class SignIn(Screen):
    """Whoever types their number sits here from now on; the keying of the officer before is kept for them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._number = QLineEdit()
        self._number.setFont(FIGURE.heavier().font())
        self._number.setValidator(QIntValidator(1, 9_999, self))
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.setFixedWidth(px(120))
        self._number.setAccessibleName(say("sign-in", "number"))
        self._number.returnPressed.connect(self._on_entered)
        self._refused = State(Mark.DOES_NOT_ADD, "")
        self._number.textChanged.connect(self._refused.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(12))
        column.addWidget(Text(say("sign-in", "title"), TITLE))
        column.addWidget(Text(say("sign-in", "number"), role="secondary"))
        column.addWidget(self._number)
        column.addWidget(self._refused)
        column.addStretch()
        self._refused.hide()

    def key_hints(self) -> tuple[KeyHint, ...]:
        hints = (KeyHint(("Enter",), say("sign-in", "enter")),)
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        return (*hints, back) if self.session.officer else hints

    def entered(self, _: object, /) -> None:
        self._number.clear()
        self._number.setFocus()

    def _on_entered(self) -> None:
        wrong = self.session.sign_in(int(self._number.text()))
        if wrong:
            self._refused.show_state(Mark.DOES_NOT_ADD, self.session.sentence(wrong))
            self._refused.show()
            self._number.selectAll()
