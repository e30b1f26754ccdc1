"""Whether a window can be shown here at all: asked before anything of Qt is loaded."""

import ctypes.util
from collections.abc import Mapping


def can_show(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether there is a screen, and Qt to draw on it."""
    # Without this library Qt ends the program instead of saying that it cannot reach the X server.
    x11 = environment.get("DISPLAY") and ctypes.util.find_library("xcb-cursor")
    if platform not in ("win32", "darwin") and not environment.get("WAYLAND_DISPLAY") and not x11:
        return False
    try:
        import PySide6.QtWidgets  # noqa: F401 (whether it can be imported is the question)
    except ImportError:
        return False
    return True
