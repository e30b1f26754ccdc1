"""The real window over a count of three wards; the first has three seats."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.theme import Theme
from tests import wards
from tests.ui.keys import Fingers

Begun = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ashton of three seats, Birchley of one, Cedar Green of two: Ashton's boxes are verified."""
    begun = wards.begin(tmp_path / "wards.tally")
    wards.verify(begun, wards.ASHTON)
    return begun


@pytest.fixture
def session(desk: Desk, theme: Theme) -> Iterator[Session]:
    session = Session(desk)
    yield session
    if not session.closed:
        session.close()


@pytest.fixture
def officer(fingers: Fingers) -> Fingers:
    """The returning officer's hand."""
    fingers.sign_in(wards.RETURNING_OFFICER)
    return fingers
