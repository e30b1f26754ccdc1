"""The first page: open a count, go on with a recent one, and the ways to the other pages."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

import tallyapp
from tallyapp.errors import EnvironmentFault
from tallyapp.ui.pages.screen import Page
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.text_size import STEPS
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import BODY, HEADING, TITLE, gap
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.cells import headings
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import size_words
from tallyapp.words.language import in_use, language, shipped

from .recent import COLUMNS, not_there, recent_rows


class StartPage(Page):
    """Where the program starts without a count."""

    open_asked = Signal(object)
    """Open the count in this file (Path)."""
    practice_asked = Signal()
    language_asked = Signal(str)
    """Speak the language of this key from now on."""
    new_asked = Signal()
    restore_asked = Signal()
    about_asked = Signal()
    drill_asked = Signal()

    def __init__(self, around: Surroundings, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._settings = around.settings
        self._worker = worker
        self._theme = theme
        self._look_buttons: dict[str, QRadioButton] = {}
        sizes = {str(size): size_words(size) for size in (0, *STEPS)}
        self._size = OneOf(say("home", "text-size"), sizes)
        self._size.activated.connect(lambda _: theme.choose_size(int(self._size.currentData())))
        theme.size_changed.connect(self._show_size)
        self.file = FileField(say("home", "file"), say("home", "filter"))
        self.file.entered.connect(self._on_entered)
        self.file.chosen.connect(self._on_entered)
        self._opening = State(Mark.UNDER_WAY, "")
        self._opening.hide()
        self._model = RowsModel(headings("home", COLUMNS), parent=self)
        self.recent = Table(self._model, say("home", "recent"))
        self.recent.activated.connect(self._on_recent)
        self._none = Text(say("home", "none"), role="secondary", wrap=True)
        self.languages = OneOf(say("home", "language"), {key: _called(key) for key in shipped()})
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(24), gap(12), gap(24), gap(12))
        row.setSpacing(gap(24))
        row.addLayout(self._main(), 1)
        row.addWidget(self._side(theme))
        for stroke, do in (
            ("Ctrl+O", self.file.choose),
            ("Ctrl+N", self.new_asked.emit),
            ("Ctrl+P", self.practice_asked.emit),
            ("Ctrl+R", self.restore_asked.emit),
        ):
            shortcut = QShortcut(
                QKeySequence(stroke), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(do)

    def _main(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(gap(10))
        column.addWidget(Text(say("home", "open"), TITLE))
        column.addWidget(self.file)
        column.addWidget(self._opening)
        column.addSpacing(gap(14))
        column.addWidget(Text(say("home", "recent"), HEADING))
        column.addWidget(self.recent, 1)
        column.addWidget(self._none)
        column.addStretch()
        for part, name, asked in (
            ("restoring", "home", self.restore_asked),
            ("training", "drill", self.drill_asked),
        ):
            button = say(part, f"{name}.button")
            column.addLayout(self._offered(button, say(part, f"{name}.home"), asked))
        about = Button(say("about", "open", version=tallyapp.__version__))
        about.clicked.connect(self.about_asked)
        column.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._languages())
        return column

    def _side(self, theme: Theme) -> QWidget:
        held = QWidget()
        side = Scrolling(held)
        give_way(side, 330)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(16))
        for name, signal in (("practice", self.practice_asked), ("new", self.new_asked)):
            card = Card()
            button = Button(say("home", f"{name}.button"))
            button.clicked.connect(signal)
            card.column.addWidget(Text(say("home", f"{name}.title"), HEADING))
            card.column.addWidget(Text(say("home", f"{name}.words"), role="secondary", wrap=True))
            card.column.addWidget(button)
            column.addWidget(card)
        column.addWidget(self._looks(theme))
        column.addStretch()
        return side

    @staticmethod
    def _offered(button: str, words: str, asked: SignalInstance) -> QHBoxLayout:
        """A button, with what comes of it in words beside it."""
        pressed = Button(button)
        pressed.clicked.connect(asked)
        row = QHBoxLayout()
        row.setSpacing(gap(16))
        row.addWidget(pressed)
        row.addWidget(Text(words, role="secondary", wrap=True), 1)
        return row

    def _looks(self, theme: Theme) -> Card:
        card = Card()
        group = QButtonGroup(self)
        theme.changed.connect(self._show_look)
        card.column.addWidget(Text(say("home", "look"), HEADING))
        # One beneath the other: the column scrolls, and two beside each other are wider than it.
        card.column.setSpacing(gap(4))
        for look in ("", *Look):
            button = QRadioButton(say("home", f"look.{look or 'system'}"))
            button.clicked.connect(lambda _=False, wanted=look: theme.choose(wanted))
            self._look_buttons[look] = button
            group.addButton(button)
            card.column.addWidget(button)
        card.column.addSpacing(gap(4))
        card.column.addWidget(Text(say("home", "text-size"), BODY.heavier(500)))
        card.column.addWidget(self._size)
        self._show_look()
        self._show_size()
        return card

    def _languages(self) -> QHBoxLayout:
        """The languages that there are, each by its own name; one that is on trial says so."""
        title = QLabel(say("home", "language"))
        title.setBuddy(self.languages)
        self.languages.setCurrentIndex(self.languages.findData(in_use().key))
        self.languages.activated.connect(self._on_language)
        self.languages.next_asked.connect(self.languages.showPopup)
        row = QHBoxLayout()
        row.addWidget(title)
        row.addWidget(self.languages)
        row.addStretch()
        return row

    def _on_language(self) -> None:
        key = self.languages.currentData()
        if key != in_use().key:
            self.language_asked.emit(key)

    def _show_look(self) -> None:
        self._look_buttons[self._theme.wanted].setChecked(True)

    def _show_size(self) -> None:
        self._size.setCurrentIndex(self._size.findData(str(self._theme.size_wanted)))

    # ---- the page

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("home", "key.open")),
            KeyHint(("Ctrl", "O"), say("home", "key.choose")),
            KeyHint(("Ctrl", "P"), say("home", "key.practice")),
            KeyHint(("Ctrl", "N"), say("home", "key.new")),
            KeyHint(("Ctrl", "R"), say("restoring", "home.key")),
            KeyHint(("Ctrl", "D"), say("training", "drill.key")),
            KeyHint(("F1",), say("ui", "help"), last=True),
        )

    def refresh(self) -> None:
        """Show the counts that were open last, and find out which of them are still there."""
        paths = self._settings.now.recent
        self._show(paths, frozenset())
        self._worker.run(lambda: not_there(paths), lambda gone: self._show(paths, gone))

    def _show(self, paths: tuple[str, ...], gone: frozenset[str]) -> None:
        self._model.show_rows(recent_rows(self._settings.now, gone))
        self.recent.setVisible(bool(paths))
        self._none.setVisible(not paths)
        self.recent.fit_columns(2)
        if paths and not self.recent.currentIndex().isValid():
            self.recent.setCurrentIndex(self._model.index(0, 0))

    def arrive(self) -> None:
        # The last count is most likely wanted.
        (self.recent if self._model.rowCount() else self.file).setFocus()

    def _on_entered(self) -> None:
        if self.file.path:
            self.open_asked.emit(self.file.path)

    def _on_recent(self, index: QModelIndex) -> None:
        self.open_asked.emit(Path(self._settings.now.recent[index.row()]))

    # ---- opening

    def show_opening(self, file: Path) -> None:
        """A count is being opened and checked."""
        self.file.edit.setText(str(file))
        self.setEnabled(False)
        self._opening.show_state(Mark.UNDER_WAY, say("home", "opening", name=file.name))
        self._opening.show()

    def show_opened(self) -> None:
        """It is open, or could not be opened."""
        self._opening.hide()
        self.setEnabled(True)

    def refuse(self, file: Path, error: Exception) -> None:
        """Say in place why a count could not be opened."""
        if not isinstance(error, EnvironmentFault):
            raise error
        self.file.edit.setText(str(file))
        self.file.refuse(str(error))
        self.file.setFocus()


def _called(key: str) -> str:
    own = language(key).parts["language"]
    if not own["trial"]:
        return own["name"]
    return say("home", "language.on-trial", name=own["name"], trial=own["trial"])
