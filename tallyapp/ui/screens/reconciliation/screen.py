"""The screen itself: all areas, then one area's papers, then the paper on its own screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.rules.officers import SEES_VOTES
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.progress import area_progress
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.places import FindingRecord
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.export import ask_and_save
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.overview.model import area_state
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.words.catalogue import say

from .area_model import Hands, Name, hands
from .model import ReconciliationModel, spans_of
from .pages import AreaPage, AreasPage
from .warnings import WarningsPage, unanswered, warned

_TO_KEY = frozenset({Life.ISSUED, Life.KEYED, Life.QUERIED})


class Reconciliation(Screen):
    """What was counted against what was verified, area by area."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        # Who leads is not for those who key: they see papers, and no candidate's votes.
        self._votes_shown = session.role in SEES_VOTES
        self._stale: set[str] = set()
        self._area = ""
        self._shortcuts: list[QShortcut] = []
        self._pages = QStackedWidget()
        self.area = AreaPage(self.contest, session.may(acts.PassedOver))
        self.area.table.opened.connect(self._open_paper)
        self.area.explain.clicked.connect(lambda: self.asked.emit(Destination.RESULT, self._area))
        may_answer = session.may(acts.WarningAnswered)
        self.warnings = WarningsPage(session, self.contest, self._votes_shown, may_answer)
        self.warnings.answered.connect(self._on_answered)
        self.warnings.compare_asked.connect(
            lambda slate: self.asked.emit(Destination.DIFFERENCES, ("slate", slate))
        )
        self._pages.addWidget(self.area)
        self._pages.addWidget(self.warnings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        for stroke, ask in (("W", self._ask_warnings), ("P", self._ask_postal)):
            shortcut = QShortcut(QKeySequence(stroke), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(ask)
            self._shortcuts.append(shortcut)
        self._show_areas_page()

    def _show_areas_page(self) -> None:
        """The table of all areas, made anew where its columns are others."""
        self.model = ReconciliationModel(self.contest, self._votes_shown, self)
        keys_postal = self.session.may(acts.PostalVotesRejected)
        self._postal_of = ""
        self.areas = AreasPage(self.model, self._votes_shown, keys_postal)
        self.areas.table.opened.connect(self._on_column_opened)
        self.areas.warnings.clicked.connect(self._ask_warnings)
        self.areas.postal.clicked.connect(self._ask_postal)
        self.areas.postal_keyed.connect(self._on_postal)
        self._pages.insertWidget(0, self.areas)
        self._pages.setCurrentWidget(self.areas)
        self.areas.choose()
        self._show_beside()

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        copy = KeyHint(("Ctrl", "C"), say("ui", "copy"), last=True)
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        if self.shown is self.warnings:
            words = "key.record" if self.warnings.answering else "key.found"
            enter = KeyHint(("Enter",), say("reconciliation", words))
            may = self.session.may(acts.WarningAnswered) and self.warnings.model.warned
            return ((enter,) if may else ()) + (back,)
        if self.areas.keying_postal:
            return (KeyHint(("Enter",), say("reconciliation", "key.record")), back)
        if self.shown is self.area:
            choose = KeyHint(("↑", "↓"), say("reconciliation", "key.choose-paper"))
            return (
                KeyHint(("Enter",), say("reconciliation", "key.open-paper")),
                choose,
                copy,
                back,
            )
        return (
            KeyHint(("↑", "↓", "←", "→"), say("reconciliation", "key.choose")),
            KeyHint(("Enter",), say("reconciliation", "key.open")),
            copy,
            KeyHint(("Ctrl", "S"), say("ui", "export"), last=True),
            back,
        )

    def entered(self, target: object, /) -> None:
        """An area's papers where one is named, else where one was."""
        if isinstance(target, str) and target in self.contest.areas:
            self._open_area(target)
        elif self.shown is self.area:
            self.area.table.setFocus()
        elif self.shown is self.warnings:
            self.warnings.begin()
        else:
            self.areas.table.setFocus()

    @property
    def shown(self) -> QWidget | None:
        """The page that is open."""
        return self._pages.currentWidget()

    def back(self) -> bool:
        """From what is being keyed to its page, and from each page to all areas."""
        if self.shown is self.warnings and self.warnings.answering:
            self.warnings.close_answer()
            self.hints_changed.emit()
            return True
        if self.shown is self.areas:
            if not self.areas.keying_postal:
                return False
            self.areas.close_postal()
            self.hints_changed.emit()
            return True
        self._area = ""
        self._pages.setCurrentWidget(self.areas)
        self._show_beside()
        self.areas.table.setFocus()
        self.hints_changed.emit()
        return True

    def changed(self, changed: Changed) -> None:
        """The columns of the areas that changed."""
        if changed.stream != self.session.stream:
            return
        self._stale |= changed.areas
        if changed.result and not changed.areas:
            self._stale |= set(self.contest.areas)  # something passed over can touch any area
        self._refresh()
        if self._area in changed.areas:
            self._show_area(changed)
        if self.shown is self.warnings:
            self.warnings.show_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a paper; Ctrl+S saves the table."""
        enter = event.matches(QKeySequence.StandardKey.InsertParagraphSeparator)
        if event.matches(QKeySequence.StandardKey.Save) and self.shown is self.areas:
            self._on_export()
        elif enter and self.shown is self.area:
            self._open_paper(self.area.table.row)
        elif enter and self.shown is self.warnings:
            self.warnings.ask()
            self.hints_changed.emit()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        if not self._stale:
            return
        stale = self._stale
        self._stale = set()
        if self.model.spans != spans_of(self.contest):
            self._renew_columns()
            return
        self.model.show_areas(stale)
        if self.shown is self.areas:
            self._show_beside()

    def _renew_columns(self) -> None:
        """A re-count began: what was counted before stands beside it from now on."""
        shown = self.shown
        old = self.areas
        model = self.model
        focused = old.table.cells.hasFocus()
        self._show_areas_page()
        self._pages.removeWidget(old)
        old.hide()
        old.deleteLater()
        model.deleteLater()
        if shown is not None and shown is not old:
            self._pages.setCurrentWidget(shown)
        elif focused:
            self.areas.table.setFocus()

    def _show_beside(self) -> None:
        open_now = unanswered(warned(self.contest, self._votes_shown))
        rejected = self.contest.postal.rejected
        self.areas.show_beside(open_now, rejected.agreed, len(rejected.waiting))

    # ---- warnings, and postal votes rejected before the count

    def _ask_warnings(self) -> None:
        if self.shown is self.areas and not self.areas.keying_postal:
            self.warnings.show_now()
            self._pages.setCurrentWidget(self.warnings)
            self.warnings.begin()
            self.hints_changed.emit()

    def _on_answered(self, found: FindingRecord, reason: str) -> None:
        def done(_: Done) -> None:
            self.warnings.close_answer()
            self.warnings.show_now()
            self.hints_changed.emit()

        self.do(
            acts.WarningAnswered(**self.me.contest, finding=found, reason=reason),
            then=done,
            refused=self._on_warning_refused,
        )

    def _on_warning_refused(self, findings: list[Finding]) -> None:
        self.warnings.refuse("  ".join(self.session.sentence(each) for each in findings))

    def _ask_postal(self) -> None:
        if self.shown is self.areas and self.session.may(acts.PostalVotesRejected):
            self._postal_of = self.contest.postal.rejected.last
            self.areas.ask_postal()
            self.hints_changed.emit()

    def _on_postal(self, papers: int) -> None:
        def done(_: Done) -> None:
            self.areas.close_postal()
            self._show_beside()
            self.hints_changed.emit()

        def refused(findings: list[Finding]) -> None:
            self.areas.refuse_postal("  ".join(self.session.sentence(each) for each in findings))

        self.do(
            acts.PostalVotesRejected(**self.me.contest, of=self._postal_of, papers=Papers(papers)),
            then=done,
            refused=refused,
        )

    # ---- one area

    def _on_column_opened(self, column: int) -> None:
        self._open_area(self.model.area_at(column))

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
        if len(area.sheets) + len(area.forms) != self.area.model.rowCount():
            row = self.area.table.row
            self.area.model.show_area(area)
            self.area.table.choose(row)
        names: list[Name] = [("sheet", n) for n in changed.sheets] + [
            ("form", n) for n in changed.forms
        ]
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
            keyed_on = Destination.KEY_SHEET if kind == "sheet" else Destination.DOUBTFUL
            self.asked.emit(keyed_on, paper.number)
        elif paper.life is not Life.WITHDRAWN:
            target = paper.number if kind == "sheet" else (kind, paper.number)
            self.asked.emit(Destination.DIFFERENCES, target)

    # ---- the table in a file

    def _on_export(self) -> None:
        name = f"{self.session.stream}-{say('titles', 'reconciliation').lower()}.csv"
        ask_and_save(self, self.session, self.model, name, self.while_here(self._say))

    def _say(self, words: str) -> None:
        self.areas.said.show_state(Mark.TICK, words)
        self.areas.said.show()
