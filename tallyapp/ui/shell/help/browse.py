"""The whole manual in a browser: a file on this disk, and no network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tallyapp.resources import site

_LIBRARIES = "LD_LIBRARY_PATH"
_AS_IT_WAS = "LD_LIBRARY_PATH_ORIG"


def can_browse() -> bool:
    """Whether the site is here: in an installed package it is, from source where it was made."""
    return site() is not None


def browse() -> bool:
    """Have the system's browser show the site's first page; whether one was begun."""
    page = site()
    if page is None:
        return False
    with _own_libraries_of_others():
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))


@contextmanager
def _own_libraries_of_others() -> Iterator[None]:
    """In an installed package this program's libraries come first; no other program is to take
    them for its own.
    """
    ours = os.environ.get(_LIBRARIES)
    theirs = os.environ.get(_AS_IT_WAS)
    if ours is not None:
        del os.environ[_LIBRARIES]
        if theirs is not None:
            os.environ[_LIBRARIES] = theirs
    try:
        yield
    finally:
        if ours is not None:
            os.environ[_LIBRARIES] = ours
