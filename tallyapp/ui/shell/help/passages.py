"""The manual in passages: what stands beneath each heading, and what is found in it. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tallyapp.domain.vocabulary.collation import without_accents

MOST = 40
"""How many passages are shown."""

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"^#{1,6} (.+)$")
_BARS = re.compile(r"^\|[\s:|-]+\|$")
_MARKS = re.compile(r"\||^(?:\s*(?:[-+>]|\d+\.)) ", re.MULTILINE)
_ROUND_WORDS = re.compile(r"[`*\\]")
_WORD = re.compile(r"[^\W_]+")


class Passage(NamedTuple):
    """A piece of a page with one heading over it."""

    page: str
    anchor: str
    """Of its heading; empty for the beginning of the page."""
    title: str
    """Of the page."""
    heading: str
    text: str
    """What is read beneath it, without any marks."""

    @property
    def called(self) -> str:
        """The page's title, and the heading where it is another."""
        return self.title if self.heading == self.title else f"{self.title}: {self.heading}"


def slug(heading: str) -> str:
    """The anchor of a heading: small letters and digits, with hyphens for blanks."""
    plain = _plain(heading).strip().casefold()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", plain))


def passages(page: str, markdown: str) -> Iterator[Passage]:
    """The passages of a page, in the order in which they stand."""
    title, *rest = markdown.split("\n")
    title = _plain(title.removeprefix("# ")).strip()
    heading = title
    anchor = ""
    lines: list[str] = []
    fenced = False
    for line in rest:
        fenced ^= line.startswith("```")
        found = None if fenced else _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        yield Passage(page, anchor, title, heading, _flowing(lines))
        heading = _plain(found[1]).strip()
        anchor = slug(heading)
        lines = []
    yield Passage(page, anchor, title, heading, _flowing(lines))


def _flowing(lines: Iterable[str]) -> str:
    kept = "\n".join(line for line in lines if not _BARS.match(line) and not line.startswith("```"))
    return " ".join(_plain(kept).split())


def _plain(markdown: str) -> str:
    """Markdown as it is read: words alone."""
    told = _MARKS.sub(" ", _LINK.sub(r"\1", _PICTURE.sub("", markdown)))
    return _ROUND_WORDS.sub("", told)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: no capitals, no accents, no marks."""
    return _WORD.findall(without_accents(text.replace("’", "").replace("'", "")))


class Manual:
    """Every passage of the manual, and what words are in it."""

    def __init__(self, told: Iterable[Passage]) -> None:
        self._told = [(each, _Compared.of(each)) for each in told]

    def find(self, query: str, most: int = MOST) -> list[Passage]:
        """The passages that have every word of a query, or words that begin so, the best first."""
        wanted = words_of(query)
        if not wanted:
            return []
        ranked = []
        for place, (passage, compared) in enumerate(self._told):
            weights = [compared.weight(word) for word in wanted]
            if all(weights):
                ranked.append((-sum(weights), place, passage))
        return [passage for _, _, passage in sorted(ranked)[:most]]


class _Compared(NamedTuple):
    heading: tuple[str, ...]
    title: tuple[str, ...]
    text: frozenset[str]

    @classmethod
    def of(cls, passage: Passage) -> "_Compared":
        heading = tuple(words_of(passage.heading))
        return cls(heading, tuple(words_of(passage.title)), frozenset(words_of(passage.text)))

    def weight(self, word: str) -> int:
        """How well a passage answers to a word; 0 if it does not have it."""
        # A code, or a page's name, is what was meant before any text that speaks of it.
        if word in self.heading:
            return 24 if len(self.heading) == 1 else 16
        if word in self.title:
            return 10
        if any(own.startswith(word) for own in self.heading):
            return 8
        if word in self.text:
            return 5
        if any(own.startswith(word) for own in self.title):
            return 4
        return 1 if any(own.startswith(word) for own in self.text) else 0
