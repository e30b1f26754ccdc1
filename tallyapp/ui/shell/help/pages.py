"""The manual's pages, shipped beside the code: plain Markdown, one page for each screen."""

import re
from functools import cache
from pathlib import Path

from tallyapp.resources import manual
from tallyapp.ui.shell.help.contents import Section, sections
from tallyapp.ui.shell.help.passages import Manual, passages
from tallyapp.words.language import in_use

INDEX = "index"
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n?", re.MULTILINE)


def page_path(name: str) -> Path:
    """Where a page is, in the language of the window if it was translated."""
    translated = manual() / in_use().key / f"{name}.md"
    return translated if translated.is_file() else manual() / f"{name}.md"


def page_text(name: str) -> str:
    """A page as the panel shows it: without the pictures of the very screen it stands beside."""
    return _PICTURE.sub("", page_path(name).read_text(encoding="utf-8"))


def contents() -> tuple[Section, ...]:
    """The contents, as the manual's index has them."""
    return tuple(sections(page_text(INDEX)))


def whole_manual() -> Manual:
    """Every passage of it, in the order of the contents; read when first searched."""
    return _in_language(in_use().key)


@cache
def _in_language(_: str) -> Manual:
    pages = [entry.page for section in contents() for entry in section.entries]
    return Manual(found for page in pages for found in passages(page, page_text(page)))
