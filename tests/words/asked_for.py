"""Which keys of the catalogue the program can ask for, read from its code alone.

A key may be written out, or made of parts: f"stage.{stage}". Whatever stands in the braces must be
a text that the program knows: a value of an enumeration, a field's name.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import tallyapp
from tallyapp.resources import resource

ROOT = Path(tallyapp.__file__).parent
_HOLE = "\0"


@dataclass
class Module:
    """The texts of a module, those with holes in them, and the modules that it imports."""

    texts: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    imports: set[str] = field(default_factory=set)


@cache
def modules() -> dict[str, Module]:
    """Every module of the program by its name."""
    return {_name(path): _read(path) for path in ROOT.rglob("*.py")}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _read(path: Path) -> Module:
    module = Module()
    package = path.relative_to(ROOT.parent).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.JoinedStr():
                module.made.add("".join(_piece(value) for value in node.values))
            case ast.Constant(value=str(text)):
                module.texts.add(text)
            case ast.keyword(arg=str(text)):
                module.texts.add(text)
            case ast.AnnAssign(target=ast.Name(id=text)):
                module.texts.add(text)
            case ast.Assign(targets=[ast.Name(id=text)]):
                # The members of an enumeration are keys in small letters.
                module.texts.add(text.lower().replace("_", "-"))
            case ast.ImportFrom():
                above = package[: len(package) - node.level + 1] if node.level else ()
                base = ".".join(filter(None, (*above, node.module)))
                module.imports |= {base, *(f"{base}.{each.name}" for each in node.names)}
    return module


def _piece(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else _HOLE


@cache
def _every_text() -> frozenset[str]:
    rules = {path.stem for path in resource("rules").glob("*.toml")}
    refused = tomllib.loads(resource("rules", "refused.toml").read_text("utf-8"))
    named = {name for module in modules().values() for name in module.texts}
    return frozenset(named | rules | set(refused) | set(_texts_of(refused)))


def _texts_of(told: object) -> Iterator[str]:
    match told:
        case str(text):
            yield text
        case dict():
            for name, value in told.items():
                yield name
                yield from _texts_of(value)
        case list():
            for value in told:
                yield from _texts_of(value)


ASKED_FROM = {"export": "tallyapp.exchange.export"}
"""Parts whose keys other modules name, below those that say them."""


def never_asked_for(part: str, keys: Iterable[str]) -> list[str]:
    """Those keys of a part that nothing asks for; what names the part may ask, and so may what
    imports that.
    """
    named = {name for name, module in modules().items() if part in module.texts}
    below = ASKED_FROM.get(part, _HOLE)
    near = [
        module
        for name, module in modules().items()
        if name in named or module.imports & named or name.startswith(below)
    ]
    texts = set().union(*(module.texts for module in near))
    made = [_pattern(each) for module in near for each in module.made if _may_be_a_key(each)]
    if any("tallyapp.ui.widgets.cells.headings" in module.imports for module in near):
        made.append(_pattern(f"column.{_HOLE}"))
    return [key for key in keys if key not in texts and not any(_fits(p, key) for p in made)]


def _may_be_a_key(text: str) -> bool:
    return " " not in text and "\n" not in text and text != _HOLE


def _pattern(text: str) -> re.Pattern[str]:
    whole = "".join("(.*)" if each == _HOLE else re.escape(each) for each in text)
    # Of two holes side by side the second holds an ending: last-time and .so-far.
    return re.compile(whole.replace("(.*)(.*)", "(.*)([.-].*)?"))


def _fits(pattern: re.Pattern[str], key: str) -> bool:
    found = pattern.fullmatch(key)
    return found is not None and all(_is_known(each or "") for each in found.groups())


@cache
def _is_known(text: str) -> bool:
    """Whether it is a text of the program, or several of them put together."""
    if not text or text.isdecimal() or text in _every_text():
        return True
    ends = [at for at, letter in enumerate(text) if letter in ".-"]
    if any(_is_known(text[:at]) and _is_known(text[at + 1 :]) for at in ends):
        return True
    return any({text[:at], text[at:]} <= _every_text() for at in range(4, len(text) - 3))
