"""What stands round the screens: the home before a count, help and find above it."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

import tallyapp
from tallyapp.desk import Desk
from tallyapp.domain.state.count import Changed
from tallyapp.errors import EnvironmentFault
from tallyapp.resources import resource
from tallyapp.ui.home.page import Home
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.begun import kept
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.measuring import Measuring
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.about import About
from tallyapp.ui.shell.board import Board
from tallyapp.ui.shell.drill.drills import Drills
from tallyapp.ui.shell.find.commands import commands, in_the_manual
from tallyapp.ui.shell.find.index import Found
from tallyapp.ui.shell.find.palette import Palette
from tallyapp.ui.shell.help.panel import HelpPanel
from tallyapp.ui.shell.sizing import Sizing
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.theme import Theme
from tallyapp.words.catalogue import disagreement, say
from tallyapp.words.figures import strung
from tallyapp.words.language import use

_READ_ONLY = "read-only"
"""What the message is about that stands above every screen of a file that can only be read."""

ENROL = "enrol"
"""What the sign-in screen is asked to show after a new count: the form for the staff."""


class Front(QObject):
    """Lives as long as the window."""

    language_chosen = Signal()
    """Another language was chosen, and is in use: the window is to be made anew."""

    def __init__(self, window: MainWindow, around: Surroundings, theme: Theme) -> None:
        super().__init__(window)
        self.window = window
        self.around = around
        self._theme = theme
        window.setWindowIcon(QIcon(str(resource("icons", "tallyapp.svg"))))
        theme.widen_caret()
        self.home: Home | None = None
        self.help = HelpPanel(window)
        self.palette = Palette(window)
        self.board = Board(window)
        self.sizing = Sizing(window, theme, around.settings)
        self.board.made.connect(self.sizing.listen)
        self.about = About(window, self._machine)
        for overlay in (self.help, self.palette, self.about):
            window.cover(overlay)
        self.drills = Drills(window, around)
        self.palette.in_the_manual = partial(in_the_manual, self.help)
        self.palette.hints_changed.connect(window.show_hints)
        self.help.turned.connect(window.show_hints)
        window.help_asked.connect(self._on_help)
        window.find_asked.connect(self._on_find)
        window.drill_asked.connect(self.drills.begin)
        window.page_shown.connect(self._on_page)
        window.count_closed.connect(self.show_home)
        window.closing.connect(self._on_closing)
        self.palette.chosen.connect(self._on_found)
        theme.changed.connect(self._on_look)
        theme.changed.connect(self.help.dress_again)
        theme.size_changed.connect(self.help.dress_again)

    def begin(self, file: Path | None = None) -> None:
        """Show the home; open a count at once if one is given."""
        self.show_home()
        if file and self.home:
            self.home.open(file)

    def show_home(self) -> None:
        """No count is open: open one, practise, or make one."""
        self._on_page()
        self.home = Home(self.around, self._theme, self.window)
        self.home.opened.connect(self._on_opened)
        self.home.start.language_asked.connect(self._on_language)
        self.home.about_asked.connect(self.about.open)
        self.home.drill_asked.connect(self.drills.begin)
        self.window.show_home(self.home)
        self.home.begin()

    def _on_opened(self, desk: Desk, officer: int, words: str) -> None:
        self._on_page()
        if self.home:
            self.home.stop()
            self.home = None
        pins = self.around.pins(desk.ledger.origin)
        aside = self._set_aside(desk)
        session = Session(desk, self.around.seen, self.window, pins, printer=self.around.printer)
        self.window.take(session)
        Measuring(session, self.window)
        self._turn_to_last(session)
        session.officer_changed.connect(self._on_officer)
        self._remember(desk)
        session.disagreed.connect(partial(self._say_read_only, desk))
        session.acted.connect(partial(self._unsay_read_only, desk))
        if desk.disagreements:
            self._say_read_only(desk)
        elif pins.damaged:
            self.window.say_lastingly(say("sign-in", "damaged", path=pins.damaged))
        elif nameless := desk.staff.disagreement:
            self.window.say_lastingly(nameless)
        elif aside:
            self.window.say_lastingly(say("sign-in", "set-aside", officers=strung(aside)))
        if officer:
            session.sign_in(officer)
            self.window.go(Destination.SIGN_IN, ENROL)
        if words:
            self.window.say(words, Mark.AGREES)

    def _turn_to_last(self, session: Session) -> None:
        """Whoever sits down goes on with the contest that this desk worked on last."""
        origin = session.desk.ledger.origin
        settings = self.around.settings
        at_first = session.stream
        if last := settings.now.contests.get(origin):
            session.choose_contest(last, lambda: session.stream == at_first)

        def note() -> None:
            try:
                settings.change(contests=settings.now.contests | {origin: session.stream})
            except EnvironmentFault as fault:
                self.window.say(str(fault))

        session.contest_changed.connect(note)

    def _say_read_only(self, desk: Desk) -> None:
        found = desk.disagreements
        kind = "older" if all(each.only_remembered for each in found) else "read-only"
        kind = "newer" if all(each.only_later for each in found) else kind
        more = say("home", "read-only.more", more=len(found) - 1) if len(found) > 1 else ""
        name = desk.ledger.path.name
        said = say("home", kind, name=name, where=disagreement(found[0]), more=more)
        self.window.say_lastingly(said, Mark.DOES_NOT_ADD, _READ_ONLY)

    def _unsay_read_only(self, desk: Desk, _: Changed) -> None:
        """An older copy can be written once it is recorded that the count goes on from it."""
        if not desk.disagreements:
            self.window.standing.over(_READ_ONLY)

    def _set_aside(self, desk: Desk) -> list[str]:
        """Whose unfinished keying cannot be read; a disk that fails now is met at the first act."""
        with suppress(EnvironmentFault):
            return sorted({str(draft.officer) for draft in desk.ledger.set_aside()}, key=int)
        return []

    def _remember(self, desk: Desk) -> None:
        set_up = desk.count.count.set_up
        practice = bool(set_up and set_up.practice)
        try:
            day = set_up.polling_day if set_up else None
            self.around.settings.opened(desk.ledger.path, day, practice=practice)
        except EnvironmentFault as fault:
            self.window.say(str(fault))

    # ---- who sits down is told of their own unfinished keying

    def _on_officer(self) -> None:
        session = self.window.session
        if session is None or session.officer is None:
            return
        contests = session.desk.count.contests
        if begun := kept(session.drafts.places(), contests, session.stream):
            places = strung(each.words for each in begun)
            self.window.say(say("sign-in", "kept.yours", places=places), Mark.UNDER_WAY)
        elif not session.checking.left:
            self.drills.offer(session)

    # ---- help

    def _on_help(self, screen: Destination | None) -> None:
        if self.help.isVisible():
            self.help.close_panel()
            return
        before = self.home.manual_page if self.home else "home"
        self.help.open_page(screen.page if screen else before)

    # ---- find

    def _on_find(self) -> None:
        if self.palette.isVisible():
            self.palette.close_panel()
        else:
            about = Found(say("about", "title"), tallyapp.__version__, do=self.about.open)
            offered = [*commands(self.window, self._theme), about]
            self.palette.open_panel(self.window.session, offered)

    def _on_found(self, found: Found) -> None:
        if found.do:
            found.do()
            return
        session = self.window.session
        if session is None:
            return
        session.choose_contest(found.stream)
        may = self.window.officer_may_open
        screen = next((screen for screen in found.screens if screen in may), None)
        if screen:
            self.window.go(screen, found.target)
        else:
            self.window.go(Destination.SIGN_IN)

    # ---- the rest

    def _machine(self) -> str:
        machine = self.around.machine
        return f"{machine.name}, {machine.code}"

    def _on_page(self) -> None:
        for overlay in (self.help, self.palette, self.about):
            overlay.close_panel()

    def _on_language(self, key: str) -> None:
        use(key)
        try:
            self.around.settings.change(language=key)
        except EnvironmentFault as fault:
            self.window.say(str(fault))
        self.language_chosen.emit()

    def _on_look(self) -> None:
        try:
            self.around.settings.change(look=self._theme.wanted)
        except EnvironmentFault as fault:
            self.window.say(str(fault))

    def _on_closing(self) -> None:
        if self.home:
            self.home.stop()
