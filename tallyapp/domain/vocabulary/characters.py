"""Characters that make a text read otherwise than it looks."""

import unicodedata
from collections.abc import Iterator

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts with letters that look like those of another; a name in one of them is a name."""


def deceptive(text: str) -> tuple[str, ...]:
    """The characters of a text that are not seen or look like others, each once, in their order.

    Control characters, direction marks, characters of no width, ends of lines, private ones; and
    in a word of several scripts the letters that are not Latin (a Cyrillic о in Dodds).
    """
    return tuple(dict.fromkeys((*_unseen(text), *_of_other_scripts(text))))


def _unseen(text: str) -> Iterator[str]:
    # Most texts are: then each character is seen, or a plain space.
    if text.isprintable():
        return
    for character in text:
        if unicodedata.category(character)[0] == "C" or unicodedata.category(character) in _ENDS:
            yield character


_ENDS = ("Zl", "Zp")


def _of_other_scripts(text: str) -> Iterator[str]:
    # Most texts are plain: their letters need not be looked up one by one.
    if text.isascii():
        return
    for word in text.split():
        scripts = {letter: _script(letter) for letter in word if letter.isalpha()}
        found = {script for script in scripts.values() if script}
        if len(found) > 1:
            yield from (letter for letter, script in scripts.items() if script != "LATIN")


def _script(letter: str) -> str:
    """The script of a letter, if it is one whose letters look like those of another."""
    name = unicodedata.name(letter, "").split(" ", 1)[0]
    return name if name in _SCRIPTS else ""
