"""What every step of the result has in common:
a heading, what is asked, and what stands against it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.acts import AnyAct, Envelope
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.session.said_at_once import said_at_once
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, gap
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Then


def words(key: str, **values: object) -> str:
    """Words of this screen."""
    return say("result", key, **values)


def button(text: str) -> QPushButton:
    """A button that Enter presses as well."""
    return Action(text)


class StepPage(QWidget):
    """The middle of the screen at one step. It is made anew for
    every step, and forgotten with it.
    """

    hints_changed = Signal()
    finished = Signal()
    """A way beside the steps is at its end: back to where the contest stands."""
    turned = Signal(object)
    """This way was chosen."""
    progressed = Signal()
    """Something changed that the checklist or the preview shows, without an act."""

    def __init__(self, session: Session, contest: ContestState, key: str) -> None:
        super().__init__()
        self.session = session
        self.contest = contest
        self.stream = contest.set_up.contest
        self._key = key
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap(8))
        self.heading = Text(words(f"{key}.heading"), HEADING)
        self.asked = Text(words(f"{key}.asked"), role="secondary", wrap=True)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.asked)
        self.refusal = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self.refusal.hide()

    def enter(self) -> None:
        """Put the focus where the next thing is done."""

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        return (KeyHint(("Enter",), words(f"{self._key}.enter")),)

    def back(self) -> bool:
        """Esc: a step back within this step, nothing lost."""
        return False

    def keep(self) -> None:
        """Keep what is being keyed."""

    def changed(self, _: Changed, /) -> None:
        """An act was done, and the step is still this one."""

    @property
    def over(self) -> bool:
        """Whether what this page is about is settled, or another by now: the page is made anew."""
        return False

    @property
    def hides_figures(self) -> bool:
        """Whether somebody sits here who must not see ours."""
        return False

    @property
    def busy(self) -> bool:
        """Whether something is under way here that outlasts the step."""
        return False

    @property
    def holding(self) -> str:
        """Why nobody may go to another screen for the moment; empty if they may."""
        return ""

    @property
    def me(self) -> Envelope:
        """The envelope of the signed-in officer's acts."""
        return self.session.me

    def do(
        self,
        act: AnyAct,
        *,
        then: "Then | None" = None,
    ) -> None:
        """Do an act of this contest;
        what stands against it is said on the page, if it is still there.
        """
        self.refusal.hide()
        self.session.do(
            self.stream,
            act,
            then=then,
            refused=self.still(self.refuse),
            failed=self.still(self.say_refused),
        )

    def still(self, call: Callable[[Any], None]) -> Callable[[Any], None]:
        """The same call, which does nothing once the page is gone."""
        return lambda told: call(told) if isValid(self) else None

    def refuse(self, findings: list[Finding]) -> None:
        """Say what stands against it."""
        self.say_refused(said_at_once(self.session, findings))

    def say_refused(self, sentence: str) -> None:
        """Say a sentence in place."""
        self.refusal.show_state(Mark.DOES_NOT_ADD, sentence)
        self.refusal.show()


class OfProvisional(StepPage):
    """A step at which something is said of the provisional result that stood when it was opened."""

    def __init__(self, session: Session, contest: ContestState, key: str) -> None:
        super().__init__(session, contest, key)
        self.given = contest.given

    @property
    def over(self) -> bool:
        """Another provisional result stands: what was begun for this one is not said of that."""
        return self.contest.given != self.given
