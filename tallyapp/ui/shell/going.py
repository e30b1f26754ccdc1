"""The way from screen to screen: which may be opened, and what Esc goes back to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tallyapp.ui.pages.screen import Page, Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.checking_bar import CHECKING
from tallyapp.ui.shell.pages import Pages
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session

_MOST = 8
"""How many screens are remembered before the one that was left last."""


class Going(QObject):
    """Goes to the screens of the count that is open, as far as whoever sits here may."""

    opened = Signal(object)
    """This Destination is open, and about to be entered."""
    hints_changed = Signal()
    """The keys go to something else now."""

    def __init__(self, pages: Pages, banner: Banner) -> None:
        super().__init__(pages)
        self.session: Session | None = None
        self._pages = pages
        self._banner = banner
        self._before: list[Destination] = []
        self.stands_before: Callable[[Destination, object], bool] = lambda _, __: False
        """Whether something is to be said before this screen is opened with this target."""
        self._awaited: tuple[Destination, object] | None = None
        pages.asked.connect(self.go)
        pages.hints_changed.connect(self._on_hints_changed)

    def begin(self, session: "Session") -> None:
        """Go through this count from now on."""
        self._pages.forget_home()
        self.session = session
        self._awaited = None
        session.checking.ended.connect(self._on_checked)
        self._pages.open = None
        self._before = []

    def end(self) -> None:
        """No count is open any more."""
        self._pages.forget_screens()
        self.session = None

    @property
    def page(self) -> Page | None:
        """What the keys go to."""
        return self._pages.screen_shown if self.session else self._pages.home

    def may_open(self) -> tuple[Destination, ...]:
        """The screens that are open to whoever sits here, in the order of their keys."""
        return tuple(screen for screen in Destination if self._may(screen))

    def _may(self, screen: Destination) -> bool:
        session = self.session
        role = session.role if session else None
        return screen.open_to(role, released=bool(session and session.released))

    def go(self, wanted: Destination, target: object = None) -> None:
        """Open this screen; a role that may not open it is told so."""
        session = self.session
        if session is None:
            return
        if wanted is not self._pages.open and self._is_held():
            return
        if not self._may(wanted):
            if session.officer is None:
                self.go(Destination.SIGN_IN)
            else:
                words = say("ui", "not-yours", screen=wanted.title, role=session.role)
                self._banner.show_words(words, Mark.LOCKED, "")
            return
        if session.checking.left and not wanted.of_one_contest:
            self._wait(session, wanted, target)
            return
        self._awaited = None
        if self.stands_before(wanted, target):
            if self._pages.open is None:
                self.go(Destination.OVERVIEW)
            return
        self._pages.leave()
        left = self._pages.open
        if left and left is not wanted:
            earlier = [each for each in self._before[-_MOST:] if each is not left]
            self._before = [*earlier, left]
        screen = self._pages.show_screen(wanted, session)
        self._banner.hide()
        self.opened.emit(wanted)
        screen.catch_up()
        screen.entered(target)
        self.hints_changed.emit()

    def _wait(self, session: "Session", wanted: Destination, target: object) -> None:
        """Open a screen that looks at every contest when all of them are checked."""
        if self._pages.open is None:
            keying = Destination.KEY_SHEET
            self.go(keying if self._may(keying) else Destination.SIGN_IN)
        words = session.checking.words("screen", screen=wanted.title)
        self._banner.show_words(words, Mark.UNDER_WAY, CHECKING)
        self._awaited = (wanted, target)

    def _on_checked(self) -> None:
        awaited = self._awaited
        self._awaited = None
        self._banner.over(CHECKING)
        if awaited and not self._at_hand():
            self.go(*awaited)

    def _at_hand(self) -> bool:
        """Whether a paper is being keyed: it is not taken from under the hand."""
        screen = self._pages.screen_shown
        return bool(screen and screen.at_hand())

    def _is_held(self) -> bool:
        """Whether the screen that is open must not be left; why is said."""
        screen = self._pages.screen_shown
        why = screen.holding() if screen else ""
        if why:
            self._banner.show_words(why, Mark.LOCKED, "holding")
        return bool(why)

    def go_by_key(self, wanted: Destination) -> None:
        """An F-key leads to what the screen that is open has for it, if it has anything."""
        screen = self._pages.screen_shown
        self.go(wanted, screen.target_of(wanted) if screen else None)

    def step_contest(self, step: int) -> None:
        """The next contest of the count, or the one before, on the screen that is open."""
        session = self.session
        if session is None or session.officer is None or len(session.streams) < 2:
            return
        if self._is_held():
            return
        streams = session.streams
        wanted = streams[(streams.index(session.stream) + step) % len(streams)]
        session.choose_contest(wanted, still=lambda: not self._at_hand())
        if self._pages.open is Destination.OVERVIEW:
            self.go(Destination.OVERVIEW, session.stream)

    def back(self) -> None:
        """Esc: a step back, with nothing lost."""
        if self._banner.isVisible():
            self._banner.hide()
            return
        if self.session is None:
            if self._pages.home:
                self._pages.home.back()
            return
        screen = self._pages.screen_shown
        if screen is None or screen.back() or self.session.officer is None:
            return
        left = self._pages.open
        overview = Destination.OVERVIEW
        before = [each for each in self._before if each not in (Destination.SIGN_IN, left)]
        self.go(before[-1] if before and left is not overview else overview)
        self._before = [each for each in self._before if each is not left]

    def meet_anew(self) -> None:
        """Show whoever sits here now the same screen anew, or the last that is open to them."""
        wanted = [
            self._pages.open,
            *reversed(self._before),
            *self._first(),
            Destination.OVERVIEW,
            *Destination,
        ]
        self._pages.forget_screens()
        if self.session is None or self.session.officer is None:
            self.go(Destination.SIGN_IN)
            return
        # Signing in is no place to be.
        places = [each for each in self.may_open() if each is not Destination.SIGN_IN]
        self.go(next((each for each in wanted if each in places), Destination.OVERVIEW))

    def _first(self) -> tuple[Destination, ...]:
        """Where a fresh count begins: until the names are confirmed nothing can be keyed."""
        contest = self.session.contest if self.session else None
        if contest is None or contest.names_confirmed:
            return ()
        return (Destination.BEFORE,)

    def turn_to_contest(self) -> None:
        """Show the same screen of the contest that was chosen, where it is open of that one too."""
        self._pages.leave()
        open_now = self._pages.open or Destination.OVERVIEW
        self._pages.forget_screens()
        self.go(open_now if self._may(open_now) else Destination.OVERVIEW)

    def leave_if_closed(self) -> None:
        """What was released was taken back: whoever sees it no longer is led away from it."""
        session = self.session
        if session and session.officer and self._pages.open and not self._may(self._pages.open):
            self._pages.forget_screens()
            self.go(Destination.OVERVIEW)

    def _on_hints_changed(self, page: Page) -> None:
        if isinstance(page, Screen) and not page.holding():
            self._banner.over("holding")
        if page is self.page:
            self.hints_changed.emit()
