"""A mirrored display is noticed where the system says so, or its screens lie over each other."""

import struct

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from tallyapp.ui.session import displays
from tallyapp.ui.session.displays import Displays, overlap, share_a_source

LEFT, RIGHT = QRect(0, 0, 1920, 1080), QRect(1920, 0, 1920, 1080)


def path(adapter: int, source: int, target: int) -> bytes:
    """A path as wingdi.h lays it out: 20 bytes of source, 48 of target, 4 of flags."""
    of_source = struct.pack("<IiIII", adapter, 0, source, 0, 1)
    of_target = struct.pack("<IiIIIIIIIIII", adapter, 0, target, 0, 5, 1, 1, 60_000, 1_000, 0, 1, 1)
    return of_source + of_target + struct.pack("<I", 1)


def test_a_path_of_windows_has_seventy_two_bytes() -> None:
    assert len(path(1, 0, 0)) == 72 == displays._SOURCE.size


def test_two_paths_of_one_source_show_the_same() -> None:
    extended = path(7, 0, 11) + path(7, 1, 12)
    assert not share_a_source(extended, 2)
    assert share_a_source(path(7, 0, 11) + path(7, 0, 12), 2)
    assert share_a_source(extended + path(7, 1, 13), 3)
    # Two graphics cards each have a source 0.
    assert not share_a_source(path(7, 0, 11) + path(8, 0, 11), 2)
    # More room was given than there are paths: what lies behind them is no path.
    assert not share_a_source(path(7, 0, 11) + path(7, 0, 12), 1)


def test_screens_that_lie_over_each_other_show_the_same() -> None:
    assert not overlap([LEFT])
    assert not overlap([LEFT, RIGHT])
    assert overlap([LEFT, LEFT])
    assert overlap([LEFT, RIGHT, QRect(1800, 0, 1024, 768)])


def test_what_the_system_says_is_believed(qtbot: QtBot) -> None:
    assert Displays(lambda: True).mirrored
    assert not Displays(lambda: False).mirrored


@pytest.mark.parametrize("ask", [displays._windows, displays._mac])
def test_a_system_that_cannot_be_asked_is_no_mirror_and_no_error(ask: object) -> None:
    assert callable(ask)
    assert ask() is False


@pytest.mark.parametrize(("platform", "named"), [("win32", "_windows"), ("darwin", "_mac")])
def test_each_system_is_asked_in_its_own_way(platform: str, named: str) -> None:
    assert displays._by_system(platform) is getattr(displays, named)
    assert displays._by_system("linux")() is False
