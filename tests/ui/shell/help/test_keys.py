"""The page of keys has every key that a screen shows or hears, in the screen's own words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tallyapp
from tallyapp.ui.screens import Destination
from tallyapp.words.keys import EVERYWHERE, WINDOW, Key, sections

UI = Path(tallyapp.__file__).parent / "ui"
SAME = {cap for key in EVERYWHERE.keys for cap in key.caps}
"""What does the same everywhere needs no words for each place."""
NAMED = {"PgDown": "PgDn", "Return": "Enter", "-": "−", "=": "+"}
ARROWS = {"Up", "Down", "Left", "Right"}
_STROKE = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:\w+|[-+=])")


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(UI.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.AST) -> list[str]:
    return [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def shown() -> Iterator[tuple[str, tuple[str, ...], set[str]]]:
    """Where a screen shows keys, which, and the places in the catalogue that can be their words."""
    for path, tree in modules():
        for call in calls(tree, "KeyHint"):
            if isinstance(call.args[0], ast.Tuple) and (caps := tuple(texts(call.args[0]))):
                yield path.name, caps, set(texts(call.args[1]))
        for call in calls(tree, "hint"):
            said, *on_it = call.args
            yield path.name, tuple(text for cap in on_it for text in texts(cap)), set(texts(said))
        if path.name == "said.py":
            for node in ast.walk(tree):
                if isinstance(node, ast.Tuple) and len(node.elts) == 2 and len(texts(node)) == 2:
                    cap, words = texts(node)
                    yield path.name, (cap,), {f"key.{words}"}


def heard() -> Iterator[tuple[str, str]]:
    """Where a stroke with Ctrl, Alt or Shift is named, to be heard or to be shown."""
    for path, tree in modules():
        for text in texts(tree):
            if _STROKE.fullmatch(text):
                yield path.name, text


def on_the_page() -> list[Key]:
    return [key for section in sections() for key in section.keys]


def test_no_key_that_a_screen_shows_is_missing() -> None:
    found = list(shown())
    assert len(found) > 200
    for where, caps, words in found:
        if set(caps) <= SAME | {"F1"} or caps[0].endswith(".space"):
            continue
        # Where the words hang on the moment, their part of the catalogue must do.
        said = [key for key in on_the_page() if key.caps == caps]
        assert any({key.key, key.part} & words for key in said), (where, caps, words)


def test_no_stroke_that_a_screen_hears_is_missing() -> None:
    page = {"+".join(key.caps) for key in on_the_page()}
    page |= {stroke for screen in Destination for stroke in screen.strokes} | {"Ctrl+1"}
    found = list(heard())
    assert len(found) > 30
    for where, stroke in found:
        held, _, last = stroke.rpartition("+") if stroke[-1] != "+" else (stroke[:-2], "", "+")
        shown_as = f"{held}+{NAMED.get(last, last)}"
        if last in ARROWS:
            shown_as = f"{held}+↑+↓+←+→"
        assert shown_as in page | BACK, (where, stroke)


BACK = {"Ctrl+PgUp"}
"""The other way round of one that is on the page."""


def test_every_screen_stands_on_the_page_with_its_f_key() -> None:
    opened = {section.opened_by: section.title for section in sections()}
    for screen in Destination:
        assert opened[screen.key] == screen.title


def test_each_key_says_what_it_does_and_none_stands_there_twice() -> None:
    for section in sections():
        assert all(key.words for key in section.keys)
        told = [(key.caps, key.key) for key in section.keys]
        assert len(set(told)) == len(told)
    assert WINDOW.keys
