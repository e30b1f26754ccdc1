"""What refuses, fails or differs reaches a screen reader, through the system's own bus."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.heard import SYSTEM_PYTHON

ALOUD = str(Path(__file__).parent / "test_aloud.py")


def _listens() -> bool:
    """Whether this computer has a bus, a screen for tests, and something that reads from it."""
    if not all(map(shutil.which, ("dbus-run-session", "Xvfb", "xvfb-run", SYSTEM_PYTHON))):
        return False
    probe = [SYSTEM_PYTHON, "-c", "import pyatspi"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _listens(), reason="no bus of accessibility, or nothing to read it with")
def test_a_screen_reader_is_told_what_nobody_may_miss() -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "TALLYAPP_LISTENS": "1",
    }
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:xdist", ALOUD]
    done = subprocess.run(
        ["dbus-run-session", "--", "xvfb-run", "-a", *tests],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout
