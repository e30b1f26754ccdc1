"""The clock of this machine, and where it keeps what it notes."""

from datetime import datetime
from pathlib import Path

import platformdirs


def now() -> datetime:
    """The time by this machine's clock, in its own zone."""
    return datetime.now().astimezone()


def seen_file() -> Path:
    """Where this machine notes how far it has seen each count."""
    return platformdirs.user_state_path("tallyapp", appauthor=False) / "seen.json"
