"""The main window: header, rail, the screen, and the keys of the moment."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.pages.screen import Page, Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.displays import Displays
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.backing_up import BackingUp
from tallyapp.ui.shell.checking_bar import CheckingBar
from tallyapp.ui.shell.clock_watch import ClockWatch
from tallyapp.ui.shell.frame import laid_out
from tallyapp.ui.shell.going import Going
from tallyapp.ui.shell.hall.mirrored import MirrorWatch
from tallyapp.ui.shell.hall.showing import HallShowing
from tallyapp.ui.shell.header import Header
from tallyapp.ui.shell.hearing import Hearing
from tallyapp.ui.shell.hints import Hints
from tallyapp.ui.shell.keys_ahead import KeysAhead
from tallyapp.ui.shell.leaving import Leaving
from tallyapp.ui.shell.pages import Pages
from tallyapp.ui.shell.rail import Rail
from tallyapp.ui.shell.room import keep_within, least_room
from tallyapp.ui.shell.saving import Saving
from tallyapp.ui.shell.strokes import listen_for_strokes
from tallyapp.ui.shell.title import window_title
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.banner import Banner
from tallyapp.ui.widgets.give_way import is_roomy
from tallyapp.ui.widgets.heard_as import tell_roles
from tallyapp.ui.widgets.key_cap import KeyStrip
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.state.count import Changed
    from tallyapp.ui.session.backups import Backups
    from tallyapp.ui.session.session import Session


class MainWindow(QMainWindow):
    """One window for one count; without a count it shows its home."""

    help_asked = Signal(object)
    """F1 on this Destination (None on the home)."""
    find_asked = Signal()
    """Ctrl+K."""
    drill_asked = Signal()
    """Ctrl+D: the one-minute drill."""
    board_asked = Signal()
    """Ctrl+M: the board of all contests and areas."""
    painted = Signal()
    """The window has been painted for the first time."""
    page_shown = Signal()
    """Another screen is open."""
    closing = Signal()
    """The window is about to close for good."""
    count_closed = Signal()
    """No count is open any more."""

    def __init__(self, settings: Settings, displays: Displays | None = None) -> None:
        super().__init__()
        self._settings = settings
        self._officer = 0
        self._is_painted = False
        tell_roles()
        self.header = Header()
        self.rail = Rail()
        self.keys = KeyStrip()
        self.banner = Banner()
        self.standing = Banner()
        self._pages = Pages()
        self._going = Going(self._pages, self.banner)
        displays = displays or Displays()
        self.hall = HallShowing(self, displays, self.banner)
        self._mirrors = MirrorWatch(self, displays, self._going, self.banner)
        self._keys_ahead = KeysAhead(self, self._going)
        self._hearing = Hearing(self, self._pages, self._going, self.banner)
        self._backing_up = BackingUp(self, settings, self.header, self.banner)
        self._saving = Saving(self, self.header, self.banner)
        self._leaving = Leaving(self)
        self.checking = Banner()
        self._checking_bar = CheckingBar(self, self.checking)
        self.clock = Banner()
        self._watch = ClockWatch(self, self.clock)
        self._hints = Hints(self, self.keys, lambda: self._going.page)
        self._show_session()
        notices = (self.standing, self.checking, self.clock, self.banner)
        self.setCentralWidget(laid_out(self.header, self.rail, notices, self._pages, self.keys))
        self._listen()
        self.rail.hide()
        self.resize(gap(1366), gap(768))
        self.setMinimumSize(least_room())
        if settings.now.geometry:
            self.restoreGeometry(QByteArray.fromHex(settings.now.geometry.encode()))
        self.painted.connect(self._hearing.begin, Qt.ConnectionType.QueuedConnection)
        if settings.trouble:
            self.say(settings.trouble)

    def fit_screen(self, available: QRect) -> None:
        """Stay within what the screen has beside its bars; where that is too little for any
        figure to be sure of its place, say so.
        """
        keep_within(self, available, self.say_lastingly)

    def _listen(self) -> None:
        self.rail.chosen.connect(self._going.go_by_key)
        self._going.opened.connect(self.rail.show_open)
        self._going.opened.connect(self.page_shown)
        self._going.hints_changed.connect(self.show_hints)
        self._going.stands_before = self._mirrors.stands_before
        for part in (self.hall, self._mirrors):
            part.asking.connect(self.cover)
        self.hall.turned.connect(self.show_hints)
        self.rail.find_asked.connect(self.find_asked)
        self.rail.help_asked.connect(self.ask_help)
        self.rail.board_asked.connect(self.board_asked)
        listen_for_strokes(self, self._going)

    # ---- a count

    def take(self, session: "Session") -> None:
        """Show this count from now on; somebody must sign in first."""
        from tallyapp.ui.printouts.slips import Slips  # brings the rules of the count with it

        self._going.begin(session)
        self._officer = 0
        self.unsay()
        Slips(session)
        self._hearing.begin()
        self._backing_up.begin(session)
        self._saving.begin(session)
        self._keys_ahead.begin(session)
        self.hall.begin(session)
        self._watch.begin(session)
        self._checking_bar.begin(session)
        session.checking.ended.connect(self._on_checked)
        session.acted.connect(self._on_acted)
        session.said.connect(self.say)
        session.noted.connect(partial(self.say, mark=Mark.UNDER_WAY))
        session.officer_changed.connect(self._on_officer_changed)
        session.contest_changed.connect(self._on_contest_changed)
        self.rail.fill()
        self.rail.show()
        self._show_session()
        self.header.show_saved()
        self.rail.lock_all_but(self.officer_may_open)
        self.go(Destination.SIGN_IN)

    def back_up(self) -> None:
        """Make a backup now, if somebody is signed in."""
        if self.session and self.session.officer:
            self._backing_up.make()

    def choose_place(self) -> None:
        """Show where backups go, if somebody is signed in."""
        if self.session and self.session.officer:
            self.go(Destination.BEFORE, "backup")

    def show_home(self, home: Page) -> None:
        """Show this while no count is open."""
        self.standing.hide()
        self.clock.hide()
        self._checking_bar.end()
        self.rail.hide()
        self._show_session()
        self._pages.show_home(home)
        self.show_hints()

    def close_count(self) -> None:
        """Give the count back, with what is being keyed kept;
        `count_closed` is told when that is done.
        """
        session = self.session
        if session is None:
            return
        self.keep()
        if self._leaving.wait_for(session, self.close_count):
            return
        self._going.end()
        self._backing_up.end()
        self.hall.end()
        session.close()
        session.deleteLater()
        self.unsay()
        self.count_closed.emit()

    @property
    def session(self) -> "Session | None":
        """The count that is open, and whoever sits before it."""
        return self._going.session

    @property
    def backups(self) -> "Backups | None":
        """The backups of the count that is open."""
        return self._backing_up.backups

    @property
    def officer_may_open(self) -> tuple[Destination, ...]:
        """The screens that are open to whoever sits here, in the order of their keys."""
        return self._going.may_open()

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that is open."""
        return self._pages.screen_shown

    # ---- screens

    def go(self, wanted: Destination, target: object = None) -> None:
        """Open this screen; a role that may not open it is told so."""
        self._going.go(wanted, target)

    def back(self) -> None:
        """Esc: a step back, with nothing lost."""
        self._going.back()

    def keep(self) -> None:
        """Have every screen keep what is being keyed."""
        self._pages.keep()

    def ask_help(self) -> None:
        """F1: ask for help with the screen that is open."""
        self.help_asked.emit(self._pages.open)

    # ---- the strip of keys

    def cover(self, overlay: Overlay) -> None:
        """While this lies above the screen, the strip shows its keys."""
        self._hints.cover(overlay)

    def show_hints(self) -> None:
        """Show the keys of whatever the keys go to now."""
        self._hints.show()

    # ---- what the session tells

    def _on_acted(self, changed: "Changed") -> None:
        if self.session:
            self._saving.show_entry(self.session, changed)
        if changed.result:
            self._going.leave_if_closed()
            self.rail.lock_all_but(self.officer_may_open)
        self._pages.tell(changed)

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
        self._mirrors.forget()
        self._show_session()
        self.rail.lock_all_but(self.officer_may_open)
        if session.officer:
            try:
                self._settings.change(last_officer=number)
            except EnvironmentFault as fault:
                self.say_lastingly(str(fault))
        self._going.meet_anew()

    def _on_contest_changed(self) -> None:
        self._show_session()
        self.rail.lock_all_but(self.officer_may_open)
        self._going.turn_to_contest()

    def _on_checked(self) -> None:
        """Every contest is there now: what a screen said of several is said again."""
        from tallyapp.domain.acts import COUNT_STREAM
        from tallyapp.domain.state.count import Changed

        session = self.session
        if session is None:
            return
        self._show_session()
        count = session.desk.count.count
        self._pages.tell(Changed(COUNT_STREAM, count.seq, officers=True))

    def _show_session(self) -> None:
        """Whose count this is, in the header and where windows are listed."""
        self.header.show_session(self.session)
        self.setWindowTitle(window_title(self.session))

    # ---- messages in place

    def say(self, words: str, mark: Mark = Mark.DIFFERS, about: str = "") -> None:
        """Say what belongs to no field: it stands above the screen
        until Esc, or the next screen.
        """
        self.banner.show_words(words, mark, about)

    def unsay(self) -> None:
        """Take it back."""
        self.banner.hide()

    def say_lastingly(self, words: str, mark: Mark = Mark.DIFFERS, about: str = "") -> None:
        """Say what is true for as long as this count is open."""
        self.standing.show_words(words, mark, about)

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

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being keyed is kept,
        what is on its way to the disk arrives, then the window closes.
        """
        self.keep()
        if self.session and self._leaving.wait_for(self.session, self.close):
            self.say(say("ui", "closing"), Mark.UNDER_WAY)
            event.ignore()
            return
        self.hall.end()
        if self.session:
            self.session.close()
            self._going.session = None
        self.closing.emit()
        # A window's place is not worth keeping anybody from going home.
        with suppress(EnvironmentFault):
            self._settings.change(geometry=bytes(self.saveGeometry().toHex().data()).decode())
        event.accept()
