"""Fields that are keyed on the number pad: what is no figure never gets into one, and is said."""

import re
import sys

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QValidator
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tallyapp.words.catalogue import say

_MOVES = frozenset(
    {
        Qt.Key.Key_Insert,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Clear,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)
"""What the pad's digits and its point are while Num Lock is off."""
_GROUPED = re.compile(
    r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+"
)
_SHOWN = re.compile(r"[0-9]*|[0-9]{1,3}(?:,[0-9]{3})+")


def pasted_digits(text: str) -> str:
    """The digits of a pasted figure, its thousands grouped rightly or not at all; else nothing.

    12,5 is neither 125 nor 12: whoever pastes it is asked, and nothing is taken.
    """
    words = text.strip()
    return re.sub(r"[^0-9]", "", words) if _GROUPED.fullmatch(words) else ""


class PadEdit(QLineEdit):
    """A field that the number pad is used for; while Num Lock is off the pad changes nothing."""

    not_taken = Signal(str)
    """What was keyed or pasted is left out, and why, in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_fresh = False
        self.textChanged.connect(self._on_changed)
        self.selectionChanged.connect(self._on_changed)

    def event(self, event: QEvent) -> bool:
        """The pad's keys that move instead of typing go no further than here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._freshen()
            if _moves_instead(event):
                self.not_taken.emit(say("ui", "keys.num-lock"))
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces it; for whoever listens, after they are told where
        the focus is.

        A reader that hears of the selection first takes the field for one that it has read
        already, and says nothing of it.
        """
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if by_mouse or not QAccessible.isActive():
            super().focusInEvent(event)
            self.be_fresh()
            return
        super().focusInEvent(QFocusEvent(event.type(), Qt.FocusReason.OtherFocusReason))
        self._is_fresh = True
        QTimer.singleShot(0, self, self._freshen)

    def be_fresh(self) -> None:
        """The focus came: show what is held as it is keyed."""

    def _freshen(self) -> None:
        if self._is_fresh and self.hasFocus():
            self._is_fresh = False
            self.be_fresh()

    def _on_changed(self) -> None:
        """Whoever came here put something in: that is not what typing replaces."""
        self._is_fresh = False


class NumberEdit(PadEdit):
    """A field for digits alone: at most so many, however they come."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = most
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setValidator(_Digits(most, self))

    def event(self, event: QEvent) -> bool:
        """What is pasted is taken whole, as a figure, or not at all."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            self.paste()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes as well, where there is a selection to paste."""
        clipboard = QApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton:
            if clipboard.supportsSelection():
                self.take(clipboard.text(clipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)

    def paste(self) -> None:
        """Take the figure on the clipboard."""
        self.take(QApplication.clipboard().text())

    def take(self, text: str) -> None:
        """Put a figure from elsewhere in place of what is selected, or say why it is not taken."""
        digits = pasted_digits(text)
        kept = len(self.text()) - len(self.selectedText())
        if digits and kept + len(digits) <= self.most:
            self.insert(digits)
        else:
            self.not_taken.emit(say("ui", "keys.paste"))


class _Digits(QValidator):
    """Digits, or a figure as it is shown: the last guard, whatever way text came in."""

    def __init__(self, most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._most = most

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        digits = sum(character.isdecimal() for character in text)
        fits = digits <= self._most and _SHOWN.fullmatch(text)
        state = QValidator.State.Acceptable if fits else QValidator.State.Invalid
        return state, text, at


def hands_in(event: QKeyEvent) -> bool:
    """Whether the key hands in what is keyed: plus, or Ctrl and Enter.

    Orca and NVDA keep the number pad's plus for themselves, and neither keeps Ctrl and Enter.
    """
    with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    by_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Plus or (with_ctrl and by_enter)


def _moves_instead(event: QKeyEvent) -> bool:
    # On a Mac there is no Num Lock, and the arrows are called keys of the pad.
    from_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    return from_pad and event.key() in _MOVES and sys.platform != "darwin"
