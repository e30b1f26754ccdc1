"""What every page has on which a sheet is keyed, whatever its kind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import Area
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.ui.screens.key_sheet.keying import SheetKeying
from tallyapp.ui.theme.type import BODY, FIGURE, TITLE, gap, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words


class KeyingPage(QWidget):
    """One sheet being keyed: tells every figure, and what the keys of the number pad ask for."""

    keyed = Signal()
    """Another figure is keyed."""
    field_done = Signal()
    """A figure is complete: the moment to keep a draft."""
    submit_asked = Signal()
    query_asked = Signal()
    hints_changed = Signal()
    """The keys mean something else now."""
    slate_asked = Signal(object)
    """A slate, to be recorded: a new one, or one that is confirmed."""

    keying: SheetKeying

    def begin(self) -> None:
        """Open the first blank field; where there is none, the papers on the sheet."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Open again the field that was open last."""
        raise NotImplementedError

    def back_through(self) -> None:
        """Open the field before the one that is open."""
        raise NotImplementedError

    def show_refusal(self, found: Sequence[Finding]) -> None:
        """Mark what is refused; nothing, if nothing is."""
        raise NotImplementedError

    def open_wrong(self, found: Sequence[Finding]) -> None:
        """Open the first field that is refused, and say at each blank that it is one."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Whether the sheet may be submitted;
        if not, the page says at its place what is to be done first.
        """
        return True

    def rest_are_nought(self) -> None:
        """Make the blank lines 0 all at once, or blank again; and open what is still blank."""
        if not self.keying.rest_are_nought():
            return
        self.show_figures()
        self.keyed.emit()
        self.field_done.emit()
        self.open_blank()

    def show_figures(self) -> None:
        """Show the figures of the lines anew."""

    def open_blank(self) -> None:
        """Open the first blank that is left, or again the field that was open last."""
        self.go_on()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment, where they are not those of every sheet."""
        return ()

    def slate_named(self, slate: Slate) -> None:
        """A slate was recorded, or confirmed, as this page asked."""

    def slate_refused(self, sentence: str) -> None:
        """It was not, and why."""


def papers_field(words: str, width: int = 96) -> tuple[Text, FigureEdit]:
    """A field for papers that stands by itself, with its label."""
    field = FigureEdit()
    label = label_of(field, words)
    field.setFixedSize(
        max(px(width), QFontMetrics(FIGURE.heavier().font()).horizontalAdvance("000,000")), px(40)
    )
    return label, field


def heading(
    shape: str, number: int, area: Area, parts: Sequence[str], papers: tuple[Text, FigureEdit]
) -> QHBoxLayout:
    """Which sheet this is, what is to be known of it, and at its end the papers written on it."""
    row = QHBoxLayout()
    row.setContentsMargins(0, gap(12), 1, gap(4))
    row.setSpacing(gap(8))
    row.addWidget(Text(say("key-sheet", shape, number=str(number)), TITLE))
    row.addSpacing(gap(14))
    row.addWidget(Text(area_words(area), BODY.heavier(500)))
    for part in parts:
        row.addWidget(Text("·", role="secondary"))
        row.addWidget(Text(part, role="secondary"))
    row.addStretch()
    label, field = papers
    row.addWidget(label)
    row.addSpacing(gap(4))
    row.addWidget(field)
    return row


def section_head(title: Text, detail: Text, last: QWidget) -> QHBoxLayout:
    """The heading of a section, what is to be known of it, and at its end its papers."""
    row = QHBoxLayout()
    row.setContentsMargins(0, gap(2), 1, gap(2))
    row.setSpacing(gap(12))
    row.addStrut(gap(40))
    row.addWidget(title)
    row.addWidget(detail)
    row.addStretch()
    row.addWidget(last)
    return row
