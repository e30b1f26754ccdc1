"""The pages in the middle of the window: its home while no count is open, else the screens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal

from tallyapp.ui.pages.screen import Page, Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.theme.text_size import STEPS
from tallyapp.ui.theme.type import gap, px, text_size
from tallyapp.ui.widgets.one_shown import Stack

if TYPE_CHECKING:
    from tallyapp.domain.state.count import Changed
    from tallyapp.ui.session.session import Session

_LEAST_WIDE = 900
_LEAST_HIGH = 430
"""Pixels within which every page shows all that counts, text being at 100 per cent."""


class Pages(Stack):
    """Shows one of them; a screen is made when it is first opened, and kept until forgotten."""

    asked = Signal(object, object)
    """A screen asks for this Destination, with this target."""
    hints_changed = Signal(object)
    """This page has other keys now."""

    def __init__(self) -> None:
        super().__init__()
        self.home: Page | None = None
        self.open: Destination | None = None
        self._screens: dict[Destination, Screen] = {}
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """What the page that is shown needs, and no more than every page has made do with; its
        height is that of its lines, and they are higher than others where text is larger.
        """
        page = self.currentWidget()
        needed = page.minimumSizeHint() if page else QSize()
        high = gap(_LEAST_HIGH) if text_size() == STEPS[0] else needed.height()
        return needed.boundedTo(QSize(px(_LEAST_WIDE), high))

    def heightForWidth(self, width: int) -> int:
        """The same, whatever the width, for words that wrap shrink before the page moves; where
        text is larger, it moves before they are cut.
        """
        high = self.minimumSizeHint().height()
        page = self.currentWidget()
        layout = page.layout() if page else None
        if text_size() == STEPS[0] or layout is None or not layout.hasHeightForWidth():
            return high
        return max(high, layout.minimumHeightForWidth(width))

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that is open."""
        return self._screens.get(self.open) if self.open else None

    def show_home(self, home: Page) -> None:
        """Show this while no count is open."""
        if self.home is not home:
            self.forget_home()
            self.home = home
            self.addWidget(home)
            home.hints_changed.connect(lambda: self.hints_changed.emit(home))
        self.setCurrentWidget(home)

    def forget_home(self) -> None:
        """A count is open: the home is made anew after it."""
        if self.home:
            self.removeWidget(self.home)
            self.home.hide()
            self.home.deleteLater()
            self.home = None

    def show_screen(self, wanted: Destination, session: "Session") -> Screen:
        """Show this screen, made now if it has not been; the caller has it enter."""
        self.open = wanted
        screen = self._screens.get(wanted) or self._construct(wanted, session)
        self.setCurrentWidget(screen)
        return screen

    def _construct(self, destination: Destination, session: "Session") -> Screen:
        whole = destination.open_to(session.role)
        kind = destination.load() if whole else destination.load_released()
        screen = kind(session, self)
        screen.setAccessibleName(destination.title)
        screen.hints_changed.connect(lambda: self.hints_changed.emit(screen))
        screen.asked.connect(self.asked)
        self._screens[destination] = screen
        self.addWidget(screen)
        return screen

    def leave(self) -> None:
        """Have the screen that is open keep what is being keyed."""
        if screen := self.screen_shown:
            screen.leaving()

    def keep(self) -> None:
        """Have every screen keep what is being keyed."""
        for screen in self._screens.values():
            screen.leaving()

    def tell(self, changed: "Changed") -> None:
        """Tell every screen what an act changed."""
        for screen in list(self._screens.values()):
            screen.hear(changed, looked_at=screen is self.screen_shown)

    def forget_screens(self) -> None:
        """Whoever opens one next meets it anew."""
        for screen in self._screens.values():
            self.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        self._screens = {}
        self.open = None
