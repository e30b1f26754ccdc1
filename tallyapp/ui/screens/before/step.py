"""A step before the count: what is told of it, and what opens it.

A new step is its module here, one line in `steps.py`, and its words (`step.NAME`) in
`resources/messages/en-GB/screens/before.toml`. A page is a `Leaf`; where the step is done on
another screen, that screen is named instead.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.pages.leaves import Leaf
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say


@dataclass(frozen=True)
class StepState:
    """How far a step is, and with which numbers; one that is `optional` may be left as it is."""

    mark: Mark
    detail: str
    optional: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing more need be done of it."""
        return self.optional or self.mark is Mark.AGREES


@dataclass(frozen=True)
class Step:
    """One step: its name in the catalogue, how far it is, and the page or the screen where it is
    done, with what is shown there.
    """

    name: str
    state: Callable[[Session, ContestState], StepState]
    opens: Callable[[Screen], Leaf] | Destination
    target: object = None
    whenever: bool = False
    """It may be wanted at any time of the night, and is never over."""

    @property
    def words(self) -> str:
        """What the step is called."""
        return words(f"step.{self.name}")


def words(key: str, **values: object) -> str:
    """Words of this screen."""
    return say("before", key, **values)


def to_do(key: str, **values: object) -> StepState:
    """Nothing is done of a step yet."""
    return StepState(Mark.NOT_YET, words(key, **values))


def optional(key: str, **values: object) -> StepState:
    """Nothing is done of a step, and no count waits for it."""
    return StepState(Mark.NOT_YET, words(key, **values), optional=True)


def under_way(key: str, **values: object) -> StepState:
    """Part of a step is done."""
    return StepState(Mark.UNDER_WAY, words(key, **values))


def done(key: str, **values: object) -> StepState:
    """A step is done."""
    return StepState(Mark.AGREES, words(key, **values))


def look_at(key: str, **values: object) -> StepState:
    """Somebody must look at a step again."""
    return StepState(Mark.DIFFERS, words(key, **values))
