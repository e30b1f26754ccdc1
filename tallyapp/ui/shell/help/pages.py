"""The manual's pages, shipped beside the code: plain Markdown, one page for each screen."""

import re
from pathlib import Path

from tallyapp.resources import manual

_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n?", re.MULTILINE)


def page_path(name: str) -> Path:
    """Where a page is."""
    return manual() / f"{name}.md"


def page_text(name: str) -> str:
    """A page as the panel shows it: without the pictures of the very screen it stands beside."""
    return _PICTURE.sub("", page_path(name).read_text(encoding="utf-8"))
