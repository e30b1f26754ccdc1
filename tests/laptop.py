"""The screen of a small laptop, for a program that is started apart."""

import json
from pathlib import Path

_SCREEN = {
    "name": "laptop",
    "x": 0,
    "y": 0,
    "width": 1366,
    "height": 768,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}


def laptop(folder: Path) -> str:
    """The platform of Qt's that has it, as QT_QPA_PLATFORM takes it.

    On the one it has by itself, 800 pixels square, the window says that it is too small.
    """
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    return f"offscreen:configfile={file}"
