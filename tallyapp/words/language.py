"""A language that the program speaks: its sentences, and how it writes numbers, units and lists.

Everything is in a folder of resources/messages. Of English every sentence is there; of any other
language what was translated, and English stands for the rest, sentence by sentence.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import _GeneratorContextManager, contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from tallyapp.resources import resource

ENGLISH = "en-GB"
"""The language in which every sentence is."""

# With the line's end before it: that is found as fast as a text can be gone through.
_HEADER = re.compile(r'\n\["?([\w-]+)"?\]')


class Parts(Mapping[str, Mapping[str, str]]):
    """The sentences of a language, by part and key; a file is read once a part of it is asked for.

    Reading them all takes as long as a third of the way to the window's first paint.
    """

    def __init__(self, folder: Path) -> None:
        self._files = _by_part(folder)
        self._read: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, part: str) -> Mapping[str, str]:
        if part not in self._read:
            self._read |= tomllib.loads(self._files[part].read_text(encoding="utf-8"))
        return self._read[part]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _by_part(folder: Path) -> dict[str, Path]:
    """In which file each part is, by its headers alone."""
    # Sorted, so that a part given twice is the same one on every machine.
    files = sorted(folder.rglob("*.toml"))
    return {
        part: file for file in files for part in _HEADER.findall("\n" + file.read_text("utf-8"))
    }


def catalogue(key: str = ENGLISH) -> Parts:
    """All sentences of a language: of the rules, and of each screen in a file of its own."""
    return _catalogue(key)


@cache  # by the key alone: to a cache, a key that is left out is another than English
def _catalogue(key: str) -> Parts:
    return Parts(resource("messages", key))


class Language(Formatter):
    """Fills a sentence: `{n}` is a number as it is written, `{n:papers}` a number with its unit,
    `{n:percent}` hundredths of a percent as a percentage, `{n:d}` the plain number of a thing.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.parts = catalogue(key)
        self._numbers = self.parts["numbers"]
        self._lists = self.parts["lists"]
        self._plurals = {name: _ranges(told) for name, told in self.parts["plurals"].items()}

    def format_field(self, value: Any, format_spec: str) -> str:
        if not isinstance(value, int):
            return str(value)
        match format_spec:
            case "":
                return self.number(value)
            case "d":
                return str(value)
            case "percent":
                return self.percent(value)
        return self.with_unit(value, format_spec)

    def number(self, value: int) -> str:
        """A number as it is shown: thousands separators, and a true minus."""
        # A line may be broken after a hyphen, and not after a minus.
        figures = f"{abs(value):,}".replace(",", self._numbers["group"])
        return f"{self._numbers['minus']}{figures}" if value < 0 else figures

    def percent(self, hundredths: int) -> str:
        """Hundredths of a percent as a percentage with two places."""
        return self._numbers["percent"].replace("{number}", self.points(hundredths))

    def points(self, hundredths: int) -> str:
        """Hundredths as a number with two places."""
        whole, part = divmod(abs(hundredths), 100)
        figures = f"{self.number(whole)}{self._numbers['point']}{part:02}"
        return f"{self._numbers['minus']}{figures}" if hundredths < 0 else figures

    def with_unit(self, value: int, unit: str) -> str:
        """A number with its unit, in the form that the language has for that number."""
        units = self.parts["units"]
        # A form that is the same as that of all other numbers need not be given.
        form = units.get(f"{unit}.{self.plural(value)}") or units[f"{unit}.other"]
        return form.replace("{n}", self.number(value))

    def plural(self, value: int) -> str:
        """The plural category (CLDR, cardinal) of a whole number; that of −1 is that of 1."""
        size = abs(value)
        for name, ranges in self._plurals.items():
            if any(size in each for each in ranges):
                return name
        return "other"

    def listed(self, words: Sequence[str]) -> str:
        """Words with "and" before the last."""
        if len(words) < 2:
            return "".join(words)
        vowel = words[-1][:1].casefold() in self._lists["vowels"]
        pattern = self._lists["and.vowel" if vowel else "and"]
        before = self.strung(words[:-1])
        return pattern.replace("{before}", before, 1).replace("{last}", words[-1], 1)

    def strung(self, words: Sequence[str]) -> str:
        """Words one after another, as in a table or a bracket."""
        return self._lists["between"].join(words)

    def apart(self, words: Sequence[str]) -> str:
        """Things that are lists themselves, one after another."""
        return self._lists["apart"].join(words)

    def capital(self, words: str) -> str:
        """Words that begin a line or a sentence."""
        return words[:1].upper() + words[1:]


def _ranges(told: str) -> tuple[range, ...]:
    """The whole numbers of a category, as CLDR writes them: 1, 3..6."""
    parts = (part.strip().partition("..") for part in told.split(","))
    return tuple(range(int(first), int(last or first) + 1) for first, _, last in parts)


@cache
def language(key: str) -> Language:
    """The language of this key."""
    return Language(key)


def shipped() -> tuple[str, ...]:
    """The keys of all languages, English first."""
    keys = sorted(each.name for each in resource("messages").iterdir() if each.is_dir())
    return (ENGLISH, *(key for key in keys if key != ENGLISH))


def known(key: str) -> str:
    """A language by its key, whatever its case and what follows it, as in cy_GB.UTF-8; English
    where it is none.
    """
    plain = key.replace("_", "-").casefold()
    found = (each for each in shipped() if plain == each.casefold())
    begun = (each for each in shipped() if plain.partition("-")[0] == each.partition("-")[0])
    return next(found, None) or next(begun, None) or ENGLISH


_in_use = [ENGLISH]


def use(key: str) -> None:
    """Speak this language from now on; what was said already stays as it was said."""
    _in_use[0] = known(key)


def in_use() -> Language:
    """The language that the program speaks now."""
    return language(_for_now.get() or _in_use[0])


_for_now: ContextVar[str] = ContextVar("_for_now", default="")
"""What is made meanwhile on a worker's thread does not change what the window says."""


@contextmanager
def speaking(key: str) -> Iterator[None]:
    """Speak this language for a while, on this thread alone."""
    token = _for_now.set(known(key))
    try:
        yield
    finally:
        _for_now.reset(token)


def given_out() -> _GeneratorContextManager[None]:
    """For what is handed out on paper or sent: in English, whatever the window speaks, for it is
    put together from the catalogue and from a document's own words.
    """
    return speaking(ENGLISH)
