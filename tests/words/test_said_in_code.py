"""What people read is in the catalogue: the code has no English of its own, and no key is idle."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tallyapp.words.language import catalogue
from tests.words.asked_for import ROOT, never_asked_for

ROOMS = ("ui", "words", "after", "paperwork", "press")
"""The rooms of which every sentence is in the catalogue. The others keep some in the code yet."""
OWN_ENGLISH = {
    # Read by whoever mends the program, in whatever language the window is.
    "ui/shell/crash.py",
    # How numbers are spoken in English, rule by rule: another language has rules of its own.
    "words/spoken.py",
    "ui/shell/about.py",
    # What is read aloud and the pages for a website: documents, with words of their own.
    "press/aloud.py",
    "press/markup.py",
    # The return is a table with columns of its own.
    "after/commission.py",
}
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [a-zA-Z{]")
_NO_SENTENCE = re.compile(
    # Values of the domain, types, keys of the keyboard, style sheets, mark-up and attributes.
    r"not (checked|judged)|\w+\[.*\]|Ctrl \w+|Inter Tally|Area \{\}|.*: \{\}.*px.*|<.*|\w+=.*",
    re.DOTALL,
)
_BUGS = {"KeyError", "TypeError", "ValueError", "RuntimeError", "FileNotFoundError"}
_LISTS = re.compile(r"[,;] | and ")


def files(*rooms: str) -> list[Path]:
    """The modules of those rooms."""
    every = (path for room in rooms for path in sorted((ROOT / room).rglob("*.py")))
    return [path for path in every if path.relative_to(ROOT).as_posix() not in OWN_ENGLISH]


def texts(path: Path) -> Iterator[str]:
    """Every text of a module that is no docstring, no type, and not what a bug says of itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {id(each) for node in ast.walk(tree) for each in _no_words(node)}
    for node in ast.walk(tree):
        if id(node) not in left_out:
            match node:
                case ast.Constant(value=str(text)):
                    yield text
                case ast.JoinedStr():
                    yield "".join(map(_piece, node.values))


def _piece(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else "{}"


def _no_words(node: ast.AST) -> Iterable[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant() as doc):
            return [doc]
        case ast.Raise(exc=ast.Call(func=ast.Name(id=kind))) if kind in _BUGS:
            return ast.walk(node)
        case ast.Assert(msg=ast.expr() as why):
            return ast.walk(why)
        case ast.JoinedStr():
            return node.values
        case ast.AnnAssign(annotation=hint) | ast.arg(annotation=ast.expr() as hint):
            return ast.walk(hint)
        case ast.FunctionDef(returns=ast.expr() as hint):
            return ast.walk(hint)
    return ()


def test_what_people_read_is_in_the_catalogue() -> None:
    said = [
        (path.relative_to(ROOT).as_posix(), text)
        for path in files(*ROOMS)
        for text in texts(path)
        if _SENTENCE.search(text) and not _NO_SENTENCE.fullmatch(text)
    ]
    assert said == []


def test_lists_are_joined_in_one_place() -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), node.lineno)
        for path in files("ui", "words", "cli")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "join"
        and isinstance(node.func.value, ast.Constant)
        and _LISTS.fullmatch(str(node.func.value.value))
    ]
    assert found == []


_ELSEWHERE = {"findings", "codes", "computer", "units"}
"""Parts that tests of their own hold, and those that the site, the installer and dev.py ask for."""


@pytest.mark.parametrize("part", [part for part in catalogue() if part not in _ELSEWHERE])
def test_no_key_is_left_that_nothing_asks_for(part: str) -> None:
    assert never_asked_for(part, catalogue()[part]) == []


def test_a_key_that_nothing_asks_for_is_found() -> None:
    assert never_asked_for("key-sheet", ["key.submit", "key.sumbit"]) == ["key.sumbit"]
