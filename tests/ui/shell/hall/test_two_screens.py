"""With a projector beside the laptop: the hall's screen goes there, and the keys stay here."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LAPTOP = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768}
PROJECTOR = {"name": "projector", "x": 1366, "y": 0, "width": 1920, "height": 1080}
SMALL = {"name": "second laptop", "x": 0, "y": 768, "width": 1280, "height": 720}
ROOT = Path(__file__).parents[4]


def played(folder: Path, *screens: dict[str, object]) -> dict[str, Any]:
    """What comes of it with these screens."""
    fine = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [each | fine for each in screens]}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.shell.hall.two_screens", folder],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def said(told: dict[str, Any]) -> str:
    words: Sequence[str] = told["asked"]
    return "\n".join(words)


def test_it_fills_the_other_screen_and_leaves_the_keys_where_they_are(tmp_path: Path) -> None:
    told = played(tmp_path, LAPTOP, PROJECTOR)
    assert (told["own"], told["on"], told["size"]) == ("laptop", "projector", [1920, 1080])
    assert not told["covering"]
    assert not told["mirrored"]
    assert "It will fill the other screen" in said(told)
    assert told["active"]
    assert told["typed"] == "12"
    assert told["closed by the stroke"]


def test_it_closes_when_the_window_is_moved_onto_its_screen(tmp_path: Path) -> None:
    assert played(tmp_path, LAPTOP, PROJECTOR)["closed by moving there"]


def test_of_several_the_largest_is_offered_first(tmp_path: Path) -> None:
    told = played(tmp_path, LAPTOP, SMALL, PROJECTOR)
    assert told["on"] == "projector"
    assert "Choose the screen that the hall sees" in said(told)


def test_a_screen_that_lies_over_ones_own_is_a_mirror_and_no_second_screen(tmp_path: Path) -> None:
    told = played(tmp_path, LAPTOP, LAPTOP | {"name": "projector"})
    assert told["mirrored"]
    assert told["covering"]
    assert "Your display is duplicated" in said(told)
    assert "This computer has one screen" in said(told)
