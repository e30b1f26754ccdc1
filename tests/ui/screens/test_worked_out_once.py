"""What a screen works out of the whole count is worked out once for each state of it."""

from collections.abc import Callable

import pytest

from tallyapp.domain import acts
from tallyapp.domain.rules import result
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.practice.rehearsal import SUPERVISOR
from tallyapp.ui.screens.result.beside import open_now
from tallyapp.ui.screens.result.steps.open_points import OpenPage
from tallyapp.ui.session import session as sessions
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers
from tests.ui.resulting import RETURNING_OFFICER, Settle, opened

Counted = Callable[[object, str], list[object]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Notes each call of a function that a module knows by this name."""

    def count(module: object, name: str) -> list[object]:
        real = getattr(module, name)
        calls: list[object] = []

        def call(*given: object) -> object:
            calls.append(given)
            return real(*given)

        monkeypatch.setattr(module, name, call)
        return calls

    return count


def test_f10_looks_for_what_stands_open_once_and_names_what_it_is_about_once(
    session: Session, fingers: Fingers, window: MainWindow, settle: Settle, counted: Counted
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    settle()
    # The first of all that is looked at.
    looked = counted(result, "not_arrived")
    named = counted(sessions, "own_names")
    screen = opened(fingers, window, settle)
    assert isinstance(screen.page, OpenPage)
    assert len(looked) == len(named) == 1


def test_what_stands_open_is_looked_for_again_after_every_act(
    session: Session, fingers: Fingers, window: MainWindow, settle: Settle, counted: Counted
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    screen = opened(fingers, window, settle)
    page = screen.page
    assert isinstance(page, OpenPage)
    first, *others = page.findings
    looked = counted(open_now, "open_findings")
    over = acts.PassedOver(
        **session.me.contest,
        of=screen.contest.given,
        finding=first.record(),
        reason="looked into",
        second=OfficerNumber(SUPERVISOR),
    )
    session.do(session.stream, over)
    settle()
    assert len(looked) == 1
    assert list(page.findings) == others
