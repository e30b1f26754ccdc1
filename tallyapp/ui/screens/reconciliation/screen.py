"""The screen itself: all areas, then one area's papers, then the paper on its own screen."""

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tallyapp.domain.keying import Life
from tallyapp.domain.officers import SEES_VOTES
from tallyapp.domain.progress import area_progress
from tallyapp.domain.state import Changed
from tallyapp.messages import say
from tallyapp.ui.export import ask_and_save
from tallyapp.ui.screen import KeyHint, Screen
from tallyapp.ui.screens.overview.model import area_state
from tallyapp.ui.session import Session
from tallyapp.ui.theme.marks import Mark

from .area_model import Hands, Name, hands
from .model import ReconciliationModel
from .pages import AreaPage, AreasPage

_KEYING, _DIFFERENCES, _DOUBTFUL = 5, 6, 7
_TO_KEY = frozenset({Life.ISSUED, Life.KEYED, Life.QUERIED})


class Reconciliation(Screen):
    """What was counted against what was verified, area by area."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        # Who leads is not for those who key: they see papers, and no candidate's votes.
        votes_shown = session.role in SEES_VOTES
        self.model = ReconciliationModel(self.contest, votes_shown, self)
        self._stale: set[str] = set()
        self._area = ""
        self.areas = AreasPage(self.model, self.contest.set_up.name, votes_shown)
        self.areas.table.opened.connect(self._on_column_opened)
        self.area = AreaPage()
        self.area.table.opened.connect(self._open_paper)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.areas)
        self._pages.addWidget(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.areas.choose()

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        copy = KeyHint(("Ctrl", "C"), say("ui", "copy"), last=True)
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        if self._area:
            choose = KeyHint(("↑", "↓"), say("reconciliation", "key.choose-paper"))
            return (KeyHint(("Enter",), say("reconciliation", "key.open-paper")), choose, copy, back)
        return (
            KeyHint(("↑", "↓", "←", "→"), say("reconciliation", "key.choose")),
            KeyHint(("Enter",), say("reconciliation", "key.open")),
            copy,
            KeyHint(("Ctrl", "S"), say("ui", "export"), last=True),
            back,
        )

    def entered(self, target: object, /) -> None:
        """An area's papers where one is named, else where one was."""
        self._refresh()
        if isinstance(target, str) and target in self.contest.areas:
            self._open_area(target)
        elif self._area:
            self.area.table.setFocus()
        else:
            self.areas.table.setFocus()

    def back(self) -> bool:
        """From an area's papers to all areas."""
        if not self._area:
            return False
        self._area = ""
        self._pages.setCurrentWidget(self.areas)
        self.areas.table.setFocus()
        self.hints_changed.emit()
        return True

    def changed(self, changed: Changed) -> None:
        """The columns of the areas that changed; when it is looked at."""
        if changed.stream != self.session.stream:
            return
        self._stale |= changed.areas
        if changed.result and not changed.areas:
            self._stale |= set(self.contest.areas)  # something passed over can touch any area
        if not self.isVisible():
            return
        self._refresh()
        if self._area in changed.areas:
            self._show_area(changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a paper; Ctrl+S saves the table."""
        if event.matches(QKeySequence.StandardKey.Save) and not self._area:
            self._on_export()
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) and self._area:
            self._open_paper(self.area.table.row)
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        if self._stale:
            self.model.show_areas(self._stale)
            self._stale = set()

    # ---- one area

    def _on_column_opened(self, column: int) -> None:
        self._open_area(self.model.ids[column - 1])

    def _open_area(self, name: str) -> None:
        self._area = name
        self.area.model.show_area(self.contest.areas[name])
        self._show_progress()
        self._pages.setCurrentWidget(self.area)
        self.area.table.choose(0)
        self.area.table.setFocus()
        self._ask_whose_hands()
        self.hints_changed.emit()

    def _show_area(self, changed: Changed) -> None:
        area = self.contest.areas[self._area]
        if len(area.sheets) + len(area.forms) != self.area.model.row_count():
            row = self.area.table.row
            self.area.model.show_area(area)
            self.area.table.choose(row)
        names: list[Name] = [("sheet", n) for n in changed.sheets] + [("form", n) for n in changed.forms]
        self.area.model.show_papers(names)
        self._show_progress()
        self._ask_whose_hands()

    def _show_progress(self) -> None:
        progress = area_progress(self.contest, self.contest.areas[self._area])
        self.area.show_progress(progress, *area_state(progress))

    def _ask_whose_hands(self) -> None:
        """Once a paper is agreed only the acts know who keyed it."""
        stream = self.session.stream

        def show(who: Hands) -> None:
            self.area.model.show_hands(who)

        self.session.read(lambda ledger: hands(ledger.read_from(stream)), self.while_here(show))

    def _open_paper(self, row: int) -> None:
        if row < 0:
            return
        kind, paper = self.area.model.paper(row)
        if paper.life in _TO_KEY:
            self.asked.emit(_KEYING if kind == "sheet" else _DOUBTFUL, paper.number)
        elif paper.life is not Life.WITHDRAWN:
            self.asked.emit(_DIFFERENCES, paper.number if kind == "sheet" else (kind, paper.number))

    # ---- the table in a file

    def _on_export(self) -> None:
        name = f"{self.session.stream}-{say('reconciliation', 'title').lower()}.csv"
        ask_and_save(self, self.session, self.model, name, self.while_here(self._say))

    def _say(self, words: str) -> None:
        self.areas.said.show_state(Mark.TICK, words)
        self.areas.said.show()
