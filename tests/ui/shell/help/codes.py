"""Writes the manual's pages of codes from the enum and the catalogue: `python3 dev.py manual`."""

import re
from collections.abc import Iterator

from tallyapp.audit.points import EXIT_STATUS
from tallyapp.cli.status import FAULT, REFUSED
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.words.catalogue import say, sentence, told
from tests.words.test_catalogue import EVERY_FINDING

HEADS = {
    "E": (
        "Codes E: figures and what is missing",
        "Figures are wrong or something is missing. You are not stuck: each says what to do.\n"
        "The returning officer may proceed despite most of them, in person, with a reason and\n"
        "a second officer.",
    ),
    "A": (
        "Codes A: what may not be done",
        "Nothing was recorded, and nothing is lost. Each says who may do it, or what comes first.",
    ),
    "W": (
        "Codes W: to look at again",
        "Figures that add up but look unusual. They do not block the result: look, and say\n"
        "what was found ([Reconciliation](reconciliation.md), `F8`).",
    ),
}
"""The pages: the letter with which their codes begin, the title, and what is said of all."""

_FIGURES = re.compile(r"[\d,]+|of line :?|\([^()]*\)\.$")
_KEY = re.compile(r"(?<![`\w])(F\d{1,2}|Ctrl\+\w|[*+](?=[ :.,]))")


def page_of(letter: str) -> str:
    """The name of the page that has the codes of this letter."""
    return f"codes-{letter.lower()}"


def said(code: Code) -> list[str]:
    """What the program says under this code, with figures made up: each way of saying it once."""
    ways: dict[str, str] = {}
    for each in EVERY_FINDING:
        if each.code is code:
            ways.setdefault(_FIGURES.sub("", told(each).matter), sentence(each))
    return list(ways.values())


def pages() -> Iterator[tuple[str, str]]:
    """Each page by its name."""
    yield "codes", _all()
    for letter, (title, words) in HEADS.items():
        codes = [_code(code) for code in sorted(Code) if code.startswith(letter)]
        yield page_of(letter), "\n\n".join([f"# {title}", words, *codes]) + "\n"


def _code(code: Code) -> str:
    lines = [f"## {code}", "", *_told(code), "", "It says, for example:", ""]
    return "\n".join([*lines, *(f"- {_plain(words)}" for words in said(code))])


def _told(key: str) -> tuple[str, str, str]:
    """What it means and what to do about it, with the keys marked as keys."""
    means, do = (_KEY.sub(r"`\1`", say("codes", each)) for each in (key, f"{key}.do"))
    return means, "", f"**What to do**: {do}"


def _plain(words: str) -> str:
    """A sentence in which nothing is taken for a mark of Markdown."""
    return words.replace("*", "\\*").replace("_", "\\_")


def _all() -> str:
    lines = [
        "# Codes, and what to do",
        "",
        "A code stands beside what the program refuses or asks about. Type it where `F1` or",
        "`Ctrl+K` searches: its place in the manual opens.",
        "",
        "- [Codes E](codes-e.md): figures are wrong, or something is missing",
        "- [Codes A](codes-a.md): it may not be done, or not now",
        "- [Codes W](codes-w.md): it adds up, and is to be looked at again",
        "",
        "## Exit statuses of the commands",
        "",
        "For those who call `tallyapp` from another program.",
    ]
    for status in sorted({0, REFUSED, FAULT, *EXIT_STATUS.values()}):
        lines += ["", f"### Status {status}", "", *_told(f"status.{status}")]
    return "\n".join(lines) + "\n"
