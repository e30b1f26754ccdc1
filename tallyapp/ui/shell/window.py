"""The main window: header, rail, the screen, and the keys of the moment."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGridLayout,
    QMainWindow,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.pages.screen import Page, Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.header import Header
from tallyapp.ui.shell.rail import Rail
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import px
from tallyapp.ui.widgets.banner import Banner
from tallyapp.ui.widgets.give_way import is_roomy
from tallyapp.ui.widgets.key_cap import KeyStrip
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.state.contest import Changed
    from tallyapp.domain.vocabulary.scan_codes import Scan
    from tallyapp.ui.session.backups import Backups
    from tallyapp.ui.session.session import Session
    from tallyapp.ui.shell.scanner import Scanner

_LEAST_WIDE = 960
_LEAST_HIGH = 560
"""The least that every screen needs, in pixels at 96 to the inch."""


class MainWindow(QMainWindow):
    """One window for one count; without a count it shows its home."""

    help_asked = Signal(object)
    """F1 on this Destination (None on the home)."""
    find_asked = Signal()
    """Ctrl+K."""
    painted = Signal()
    """The window has been painted for the first time."""
    page_shown = Signal()
    """Another screen is open."""
    closing = Signal()
    """The window is about to close for good."""
    count_closed = Signal()
    """No count is open any more."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._screens: dict[Destination, Screen] = {}
        self._open: Destination | None = None
        self._before: list[Destination] = []
        self._officer = 0
        self._is_painted = False
        self._scanner: Scanner | None = None
        self.session: Session | None = None
        self.backups: Backups | None = None
        self._backup_failed = False
        self.setWindowTitle("tallyapp")
        self.header = Header()
        self.rail = Rail()
        self.keys = KeyStrip()
        self._stack = QStackedWidget()
        self.banner = Banner()
        self.standing = Banner()
        self._home: Page | None = None
        self._overlays: list[Overlay] = []
        self._lay_out()
        self._listen()
        self.rail.hide()
        self.resize(px(1366), px(768))
        self.setMinimumSize(px(_LEAST_WIDE), px(_LEAST_HIGH))
        if settings.now.geometry:
            self.restoreGeometry(QByteArray.fromHex(settings.now.geometry.encode()))
        self.painted.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        if settings.trouble:
            self.say(settings.trouble)

    def fit_screen(self, available: QRect) -> None:
        """Stay within what the screen has beside its bars; where that is too little for any
        figure to be sure of its place, say so.
        """
        frame = QSize(0, self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
        room = available.size() - frame
        least = QSize(px(_LEAST_WIDE), px(_LEAST_HIGH))
        if room.width() < least.width() or room.height() < least.height():
            self.setMinimumSize(room.boundedTo(least))
            words = {"wide": _LEAST_WIDE, "high": _LEAST_HIGH}
            wide = round(room.width() * _LEAST_WIDE / least.width())
            high = round(room.height() * _LEAST_HIGH / least.height())
            self.say_lastingly(say("ui", "small-screen", has_wide=wide, has_high=high, **words))
        self.resize(self.size().boundedTo(room))
        inside = available.adjusted(0, frame.height(), 0, 0)
        place = QRect(self.pos(), self.size())
        if not inside.contains(place):
            left = max(inside.left(), min(place.left(), inside.right() + 1 - place.width()))
            top = max(inside.top(), min(place.top(), inside.bottom() + 1 - place.height()))
            self.move(left, top)

    def _lay_out(self) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.header, 0, 0, 1, 2)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QVBoxLayout()
        holder.setContentsMargins(px(24), 0, px(24), 0)
        holder.addWidget(self.standing)
        holder.addWidget(self.banner)
        column.addLayout(holder)
        column.addWidget(self._stack, 1)
        grid.addLayout(column, 1, 1)
        grid.addWidget(self.rail, 1, 0)
        grid.addWidget(self.keys, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(body)

    def _listen(self) -> None:
        self.rail.chosen.connect(self._go_by_key)
        self.rail.find_asked.connect(self.find_asked)
        self.rail.help_asked.connect(self._on_help)
        for screen in Destination:
            for stroke in screen.strokes:
                self._on_key(stroke, partial(self._go_by_key, screen))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self._on_key("F1", self._on_help)
        self._on_key("Ctrl+1", self._on_help)
        self._on_key("Ctrl+K", self.find_asked.emit)
        self._on_key("Ctrl+B", self.back_up)
        self._on_key("Esc", self.back)
        self._on_key("Alt+PgDown", partial(self.step_contest, 1))
        self._on_key("Alt+PgUp", partial(self.step_contest, -1))

    def _on_key(self, stroke: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(stroke), self)
        shortcut.activated.connect(do)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Another field has the focus: the same keys can mean something else in it."""
        if now is not None and self.isAncestorOf(now):
            self.show_hints()

    # ---- a count

    def take(self, session: "Session") -> None:
        """Show this count from now on; somebody must sign in first."""
        from tallyapp.ui.printouts.slips import Slips  # brings the rules of the count with it

        self._forget_home()
        self.session = session
        self._open = None
        self._before = []
        self._officer = 0
        self.unsay()
        Slips(session)
        self._hear()
        self._keep_backups(session)
        session.acted.connect(self._on_acted)
        session.saving_started.connect(self.header.show_saving)
        session.saved.connect(self._on_saved)
        session.save_failed.connect(self._on_save_failed)
        session.said.connect(self.say)
        session.officer_changed.connect(self._on_officer_changed)
        session.contest_changed.connect(self._on_contest_changed)
        self.rail.show()
        self.header.show_session(session)
        self.header.show_saved()
        self.rail.show_role(session.role)
        self.go(Destination.SIGN_IN)

    def _keep_backups(self, session: "Session") -> None:
        from tallyapp.ui.session.backups import Backups

        backups = Backups(session, self._settings)
        backups.age_changed.connect(self.header.show_backup)
        backups.started.connect(partial(self._say_backup, Mark.UNDER_WAY))
        backups.ended.connect(partial(self._say_backup, Mark.AGREES))
        backups.failed.connect(partial(self._say_backup, Mark.DOES_NOT_ADD))
        backups.tell_age()
        self.backups = backups

    def _say_backup(self, mark: Mark, words: str) -> None:
        self._backup_failed = mark is Mark.DOES_NOT_ADD
        self.say(words, mark, about="backup")

    def back_up(self) -> None:
        """Make a backup now: where the last one went, or a folder is asked for;
        after one that failed it is asked for again.
        """
        backups = self.backups
        if self.session is None or self.session.officer is None or backups is None:
            return
        folder = None if self._backup_failed else backups.folder
        if folder is not None:
            backups.make(folder)
            return
        start = str(backups.folder or Path.home())
        dialog = QFileDialog(self, say("ui", "backup.where"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: backups.make(Path(chosen)))
        dialog.open()

    def _hear(self) -> None:
        """Hear what is keyed before any field does; begun late, once the window has been seen."""
        from tallyapp.ui.shell.scanner import Scanner

        if self._scanner is None:
            scanner = Scanner(self)
            scanner.read.connect(self._on_scanned)
            scanner.discarded.connect(partial(self._say_of, "scan", say("ui", "scan.discarded")))
            scanner.foreign.connect(partial(self._say_of, "scan", say("ui", "scan.foreign")))
            scanner.not_taken.connect(partial(self._say_of, "keys"))
            scanner.taken.connect(partial(self.banner.over, "keys"))
            self._scanner = scanner

    def show_home(self, home: Page) -> None:
        """Show this while no count is open."""
        if self._home is not home:
            self._forget_home()
            self._home = home
            self._stack.addWidget(home)
            home.hints_changed.connect(self.show_hints)
        self.standing.hide()
        self.rail.hide()
        self.header.show_session(None)
        self._stack.setCurrentWidget(home)
        self.show_hints()

    def close_count(self) -> None:
        """Give the count back, with what is being keyed kept;
        `count_closed` is told when that is done.
        """
        session = self.session
        if session is None:
            return
        self.keep()
        if session.busy:
            session.settled.connect(self._close_count_soon, Qt.ConnectionType.SingleShotConnection)
            return
        self._forget_screens()
        self.session = None
        self.backups = None
        self._open = None
        session.close()
        session.deleteLater()
        self.unsay()
        self.count_closed.emit()

    def _close_count_soon(self) -> None:
        QTimer.singleShot(0, self.close_count)

    def _forget_home(self) -> None:
        if self._home:
            self._stack.removeWidget(self._home)
            self._home.hide()
            self._home.deleteLater()
            self._home = None

    @property
    def officer_may_open(self) -> tuple[Destination, ...]:
        """The screens that are open to whoever sits here, in the order of their keys."""
        role = self.session.role if self.session else None
        return tuple(screen for screen in Destination if screen.open_to(role))

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that is open."""
        return self._screens.get(self._open) if self._open else None

    # ---- screens

    def go(self, wanted: Destination, target: object = None) -> None:
        """Open this screen; a role that may not open it is told so."""
        session = self.session
        if session is None:
            return
        if wanted is not self._open and (
            why := self.screen_shown.holding() if self.screen_shown else ""
        ):
            self.say(why, Mark.LOCKED, about="holding")
            return
        if not wanted.open_to(session.role):
            if session.officer is None:
                self.go(Destination.SIGN_IN)
            else:
                self.say(
                    say("ui", "not-yours", screen=wanted.title, role=session.role),
                    Mark.LOCKED,
                )
            return
        self._leave()
        if self._open and self._open is not wanted:
            earlier = [each for each in self._before[-8:] if each is not self._open]
            self._before = [*earlier, self._open]
        self._open = wanted
        screen = self._screens.get(wanted) or self._construct(wanted, session)
        self._stack.setCurrentWidget(screen)
        self.rail.show_open(wanted)
        self.unsay()
        self.page_shown.emit()
        screen.catch_up()
        screen.entered(target)
        self.show_hints()

    def _go_by_key(self, wanted: Destination) -> None:
        """An F-key leads to what the screen that is open has for it, if it has anything."""
        screen = self.screen_shown
        self.go(wanted, screen.target_of(wanted) if screen else None)

    def step_contest(self, step: int) -> None:
        """The next contest of the count, or the one before, on the screen that is open."""
        session = self.session
        if session is None or session.officer is None or len(session.desk.count.contests) < 2:
            return
        if why := self.screen_shown.holding() if self.screen_shown else "":
            self.say(why, Mark.LOCKED, about="holding")
            return
        streams = list(session.desk.count.contests)
        session.choose_contest(streams[(streams.index(session.stream) + step) % len(streams)])
        if self._open is Destination.OVERVIEW:
            self.go(Destination.OVERVIEW, session.stream)

    def back(self) -> None:
        """Esc: a step back, with nothing lost."""
        if self.banner.isVisible():
            self.unsay()
            return
        if self.session is None:
            if self._home:
                self._home.back()
            return
        screen = self.screen_shown
        if screen is None or screen.back() or self.session.officer is None:
            return
        left = self._open
        overview = Destination.OVERVIEW
        before = [each for each in self._before if each not in (Destination.SIGN_IN, left)]
        self.go(before[-1] if before and left is not overview else overview)
        self._before = [each for each in self._before if each is not left]

    def _construct(self, destination: Destination, session: "Session") -> Screen:
        screen = destination.load()(session, self._stack)
        screen.setAccessibleName(destination.title)
        screen.hints_changed.connect(lambda: self._show_hints_of(screen))
        screen.asked.connect(self.go)
        self._screens[destination] = screen
        self._stack.addWidget(screen)
        return screen

    def _show_hints_of(self, screen: Screen) -> None:
        if not screen.holding():
            self.banner.over("holding")
        if screen is self.screen_shown:
            self.show_hints()

    # ---- the strip of keys

    def cover(self, overlay: Overlay) -> None:
        """While this lies above the screen, the strip shows its keys."""
        self._overlays.append(overlay)
        overlay.opened.connect(self.show_hints)
        overlay.closed.connect(self.show_hints)

    def show_hints(self) -> None:
        """Show the keys of whatever the keys go to now."""
        over = next((each for each in self._overlays if not each.isHidden()), None)
        page = over or (self.screen_shown if self.session else self._home)
        if page:
            self.keys.show_hints(page.key_hints())

    def _leave(self) -> None:
        if screen := self.screen_shown:
            screen.leaving()

    def _forget_screens(self) -> None:
        for screen in self._screens.values():
            self._stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        self._screens = {}

    # ---- what the session tells

    def _on_acted(self, changed: "Changed") -> None:
        from tallyapp.domain.acts import COUNT_STREAM

        of_count = changed.stream == COUNT_STREAM
        if self.session and (of_count or changed.stream == self.session.stream):
            self.header.show_entry(changed.seq, of_count=of_count)
        for screen in list(self._screens.values()):
            screen.hear(changed, looked_at=screen is self.screen_shown)

    def _on_saved(self, _: int, at: datetime) -> None:
        self.header.show_saved(at)
        self.banner.over("save-failed")

    def _on_save_failed(self, why: str) -> None:
        self.header.show_not_saved()
        self.say(why, Mark.DOES_NOT_ADD, about="save-failed")

    def _on_scanned(self, scan: "Scan") -> None:
        self.banner.over("scan")
        if (screen := self.screen_shown) and (why := screen.scanned(scan)):
            self.say(why, Mark.DIFFERS, about="scan")

    def _say_of(self, about: str, words: str) -> None:
        self.say(words, Mark.DIFFERS, about=about)

    def _on_officer_changed(self) -> None:
        """What the officer before saw is gone; whoever sits down now meets the same screen anew."""
        session = self.session
        if session is None:
            return
        number = session.officer.number if session.officer else 0
        if number == self._officer:
            # Only the role is another; what another officer keyed would be kept as theirs.
            self.keep()
        self._officer = number
        self._forget_screens()
        wanted = [self._open, *reversed(self._before), Destination.OVERVIEW, *Destination]
        self._open = None
        self.header.show_session(session)
        self.rail.show_role(session.role)
        if session.officer is None:
            self.go(Destination.SIGN_IN)
            return
        try:
            self._settings.change(last_officer=number)
        except EnvironmentFault as fault:
            self.say_lastingly(str(fault))
        # Signing in is no place to be.
        places = [each for each in self.officer_may_open if each is not Destination.SIGN_IN]
        self.go(next((each for each in wanted if each in places), Destination.OVERVIEW))

    def _on_contest_changed(self) -> None:
        self._leave()
        open_now = self._open or Destination.OVERVIEW
        self._forget_screens()
        self._open = None
        self.header.show_session(self.session)
        self.go(open_now)

    def _on_help(self) -> None:
        self.help_asked.emit(self._open)

    # ---- messages in place

    def say(self, words: str, mark: Mark = Mark.DIFFERS, about: str = "") -> None:
        """Say what belongs to no field: it stands above the screen
        until Esc, or the next screen.
        """
        self.banner.show_words(words, mark, about)

    def unsay(self) -> None:
        """Take it back."""
        self.banner.hide()

    def say_lastingly(self, words: str, mark: Mark = Mark.DIFFERS) -> None:
        """Say what is true for as long as this count is open."""
        self.standing.show_words(words, mark, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the rail leaves it to the screen."""
        super().resizeEvent(event)
        self.rail.be_narrow(not is_roomy(self))

    # ---- the beginning and the end

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint: what takes longer is loaded after it."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def keep(self) -> None:
        """Have every screen keep what is being keyed."""
        for screen in self._screens.values():
            screen.leaving()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being keyed is kept,
        what is on its way to the disk arrives, then the window closes.
        """
        self.keep()
        if self.session and self.session.busy:
            self.say(say("ui", "closing"), Mark.UNDER_WAY)
            self.session.settled.connect(self._close_soon, Qt.ConnectionType.SingleShotConnection)
            event.ignore()
            return
        if self.session:
            self.session.close()
            self.session = None
        self.closing.emit()
        with suppress(
            EnvironmentFault
        ):  # a window's place is not worth keeping anybody from going home
            self._settings.change(geometry=bytes(self.saveGeometry().toHex().data()).decode())
        event.accept()

    def _close_soon(self) -> None:
        QTimer.singleShot(0, self.close)
