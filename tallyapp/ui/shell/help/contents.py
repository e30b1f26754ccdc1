"""The manual's contents, as its index lists them: sections, and the pages of each. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SECTION = re.compile(r"^## (.+)$")
_ENTRY = re.compile(r"^- \[([^\]]+)\]\(([^)]+)\.md\)(.*)$")


class Entry(NamedTuple):
    """A page in the contents: its name, what it is called there, and what is said beside it."""

    page: str
    title: str
    detail: str


class Section(NamedTuple):
    """Pages that belong together."""

    title: str
    entries: tuple[Entry, ...]


def sections(index: str) -> Iterator[Section]:
    """The sections of an index, in its order."""
    title = ""
    entries: list[Entry] = []
    for line in index.split("\n"):
        if section := _SECTION.match(line):
            if entries:
                yield Section(title, tuple(entries))
            title = section[1]
            entries = []
        elif entry := _ENTRY.match(line):
            entries.append(Entry(entry[2], entry[1], entry[3].strip(" ,:").replace("`", "")))
    if entries:
        yield Section(title, tuple(entries))
