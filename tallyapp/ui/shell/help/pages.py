"""The manual's pages, shipped beside the code: plain Markdown, one page for each screen."""

import re
from pathlib import Path

from tallyapp.resources import manual
from tallyapp.words.language import in_use

_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n?", re.MULTILINE)


def page_path(name: str) -> Path:
    """Where a page is, in the language of the window if it was translated."""
    translated = manual() / in_use().key / f"{name}.md"
    return translated if translated.is_file() else manual() / f"{name}.md"


def page_text(name: str) -> str:
    """A page as the panel shows it: without the pictures of the very screen it stands beside."""
    return _PICTURE.sub("", page_path(name).read_text(encoding="utf-8"))
