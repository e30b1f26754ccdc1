"""What is shown at the right of verification besides a box: containers, and postal votes."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from tallyapp.domain.state.count import Changed
from tallyapp.ui.pages.leaves import Leaf
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.type import px
from tallyapp.ui.widgets.refusal import Action
from tallyapp.words.catalogue import say

from .containers import ContainersPage
from .containers_register import ContainerPage, RegisterPage
from .postal import PostalPage
from .right import Right

Which: TypeAlias = Literal["containers", "postal"]

SHOWN_BESIDE: Mapping[object, Which] = {
    ("beside", "containers"): "containers",
    ("beside", "postal"): "postal",
}
"""What other screens ask for, by their target."""


class Beside(QObject):
    """One leaf over the statement at a time; what is set at the door stays with the screen."""

    said = Signal(str)
    """Something was recorded, in words."""

    def __init__(self, screen: Screen, right: Right) -> None:
        super().__init__(screen)
        self._screen = screen
        self._right = right
        self._containers: ContainersPage | None = None
        self._leaf: Leaf | None = None
        self.buttons = [self._button("containers", "Ctrl E"), self._button("postal", "Ctrl L")]

    def _button(self, which: Which, key: str) -> Action:
        button = Action(say(which, "open"), key)
        button.setMaximumWidth(px(190))
        button.clicked.connect(lambda: self.open(which))
        return button

    @property
    def shown(self) -> Leaf | None:
        """The leaf that is shown; None where it is none of these."""
        leaf = self._leaf
        return leaf if leaf and self._right.shows(leaf) else None

    @property
    def containers_shown(self) -> ContainersPage | None:
        """The register, if it is shown."""
        return self._containers if self.shown is self._containers else None

    def open(self, which: Which) -> None:
        """Show the register, or postal votes."""
        if which == "postal":
            self._show(PostalPage(self._screen))
            return
        if self._containers is None:
            page = self._containers = ContainersPage(self._screen)
            page.register_asked.connect(self.register)
            page.container_asked.connect(self._show_container)
        self._show(self._containers)

    def register(self) -> None:
        """Show the form of another container."""
        page = RegisterPage(self._screen)
        page.registered.connect(lambda name: self._back_to_register("registered", name))
        self._show(page)

    def _show_container(self, name: str) -> None:
        page = ContainerPage(self._screen, name)
        page.withdrawn.connect(lambda: self._back_to_register("withdrawn", name))
        self._show(page)

    def _back_to_register(self, key: str, name: str) -> None:
        self.open("containers")
        self.said.emit(say("containers", key, name=name))

    def back(self) -> bool:
        """From a container to the register, and from there to the statement; False where none of
        these is shown.
        """
        leaf = self.shown
        if leaf is None:
            return False
        if isinstance(leaf, RegisterPage | ContainerPage):
            self.open("containers")
            self._screen.hints_changed.emit()
            return True
        self._right.setCurrentIndex(0)
        self._screen.entered(None)
        self._screen.hints_changed.emit()
        return True

    def changed(self, changed: Changed) -> None:
        """An act was done."""
        for leaf in dict.fromkeys(filter(None, (self._containers, self._leaf))):
            leaf.changed(changed)

    def _show(self, leaf: Leaf) -> None:
        before = self._leaf
        self._leaf = leaf
        self._right.show_page(leaf)
        if before and before is not leaf and before is not self._containers:
            self._right.drop(before)
        leaf.entered()
        self._screen.hints_changed.emit()
