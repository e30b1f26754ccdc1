"""The screen itself: the list of steps, and the page of one over it."""

from PySide6.QtWidgets import QWidget

from tallyapp.ui.pages.leaves import LeafedScreen
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session

from .listing import StepsPage
from .step import Step
from .steps import STEPS


class Before(LeafedScreen):
    """What is to be done before the first sheet is keyed, a step at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.steps = StepsPage(self, STEPS)
        self.steps.opened.connect(self.open_step)
        self.open_leaf(self.steps)

    def entered(self, target: object, /) -> None:
        """Show the list; or the step of this name."""
        named = next((step for step in STEPS if step.name == target), None)
        if named:
            self.open_step(named)
        else:
            self.leaf.entered()

    def open_step(self, step: Step) -> None:
        """Show the page of a step, or go to the screen where it is done."""
        if isinstance(step.opens, Destination):
            self.asked.emit(step.opens, step.target)
        else:
            self.open_leaf(step.opens(self))
