"""What can be known of the computer's screens: whether one shows what another shows.

Windows and macOS say so themselves. Elsewhere screens that lie over each other are taken for it.
What no system tells its programs cannot be noticed: a splitter in the cable, a copy over the
network, a video call that shares the screen, a camera.
"""

import struct
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    import ctypes  # loaded where a system is asked: the window is seen before

# wingdi.h: a path is its source (an adapter of 8 bytes, its id, and 8 bytes more), its target of 48
# bytes, and flags; a mode has 64 bytes.
_SOURCE = struct.Struct("<8sI8x48x4x")
_MODE = 64
_ACTIVE_PATHS = 2
_SUCCESS = 0
_MOST_MAC_DISPLAYS = 32
_CORE_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"


class Displays:
    """The screens as they are now; asked anew each time, for a plug takes a moment."""

    def __init__(self, told: Callable[[], bool] | None = None) -> None:
        self._told = told or _by_system(sys.platform)

    @property
    def mirrored(self) -> bool:
        """Whether it is noticed that a screen shows what another shows."""
        geometries = [screen.geometry() for screen in QGuiApplication.screens()]
        return overlap(geometries) or self._told()


def overlap(geometries: list[QRect]) -> bool:
    """Whether any two of these lie over each other, were it in part."""
    return any(
        one.intersects(other) for n, one in enumerate(geometries) for other in geometries[n + 1 :]
    )


def share_a_source(paths: bytes, count: int) -> bool:
    """Whether two of so many active paths of Windows come from one source: both show the same."""
    sources = [_SOURCE.unpack_from(paths, n * _SOURCE.size) for n in range(count)]
    return len(set(sources)) < len(sources)


def _by_system(platform: str) -> Callable[[], bool]:
    """How the system is asked; nowhere else is there anything to ask."""
    return {"win32": _windows, "darwin": _mac}.get(platform, lambda: False)


def _windows() -> bool:
    """Asks QueryDisplayConfig; what cannot be asked is not noticed."""
    import ctypes

    try:
        user32 = ctypes.CDLL("user32")
        for paths, modes in _sizes(user32):
            found = ctypes.create_string_buffer(max(paths.value, 1) * _SOURCE.size)
            other = ctypes.create_string_buffer(max(modes.value, 1) * _MODE)
            counts = (ctypes.byref(paths), found, ctypes.byref(modes), other)
            if user32.QueryDisplayConfig(_ACTIVE_PATHS, *counts, None) == _SUCCESS:
                return share_a_source(found.raw, paths.value)
    except (OSError, AttributeError, struct.error):
        return False
    return False


def _sizes(user32: "ctypes.CDLL") -> "Iterator[tuple[ctypes.c_uint32, ctypes.c_uint32]]":
    """How many paths and modes there are: a plug in between makes it wrong, so three times."""
    import ctypes

    for _ in range(3):
        paths = ctypes.c_uint32()
        modes = ctypes.c_uint32()
        counts = (ctypes.byref(paths), ctypes.byref(modes))
        if user32.GetDisplayConfigBufferSizes(_ACTIVE_PATHS, *counts) == _SUCCESS:
            yield paths, modes


def _mac() -> bool:
    """Asks Quartz of every display that is online: a mirror in hardware is in no other list."""
    import ctypes

    try:
        quartz = ctypes.CDLL(_CORE_GRAPHICS)
        displays = (ctypes.c_uint32 * _MOST_MAC_DISPLAYS)()
        count = ctypes.c_uint32()
        if quartz.CGGetOnlineDisplayList(_MOST_MAC_DISPLAYS, displays, ctypes.byref(count)):
            return False
        quartz.CGDisplayIsInMirrorSet.restype = ctypes.c_uint32
        return any(
            quartz.CGDisplayIsInMirrorSet(ctypes.c_uint32(display))
            for display in displays[: count.value]
        )
    except (OSError, AttributeError):
        return False
