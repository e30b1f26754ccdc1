"""Signing is rehearsed at F12: a page is signed and examined, and nothing comes of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.signing.identity import create_identity
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.halls import RETURNING_OFFICER, a_hall
from tests.ui.keys import Fingers, shown


@pytest.fixture
def oxford(tmp_path: Path) -> tuple[Desk, None]:
    """A real count."""
    return a_hall(tmp_path, practice=False).desk, None


def test_a_practice_page_is_signed_and_thrown_away(
    session: Session,
    fingers: Fingers,
    window: MainWindow,
    settle: Callable[[], None],
    tmp_path: Path,
) -> None:
    made_at = datetime(2024, 6, 1, tzinfo=UTC)
    identity = tmp_path / "green.p12"
    create_identity(
        identity,
        "a long password",
        name="Caroline Green",
        title="Acting Returning Officer",
        now=made_at,
    )
    fingers.sign_in(RETURNING_OFFICER)
    entries = session.desk.contest(session.stream).seq
    files = set(tmp_path.rglob("*.pdf"))
    window.go(Destination.BEFORE, "signing")
    fingers.write(str(identity))
    fingers.type("\n")
    fingers.write("wrong")
    fingers.type("\n")
    settle()
    assert "holds" not in shown(window)
    window.screen_shown.leaf._password.edit.setText("a long password")  # type: ignore[union-attr]
    fingers.type("\n")
    settle()
    assert "The signature of Caroline Green holds." in shown(window)
    assert session.identity_until is not None
    assert session.desk.contest(session.stream).seq == entries
    assert set(tmp_path.rglob("*.pdf")) == files
