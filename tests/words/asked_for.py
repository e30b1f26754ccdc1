"""Which keys of the catalogue the program can ask for, read from its code alone.

A key may be written out, or made of parts: f"stage.{stage}". Whatever stands in the braces must be
a text that the program knows: a value of an enumeration, a field's name.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import tallyapp

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
            case ast.ImportFrom():
                above = package[: len(package) - node.level + 1] if node.level else ()
                base = ".".join(filter(None, (*above, node.module)))
                module.imports |= {base, *(f"{base}.{each.name}" for each in node.names)}
    return module


def _piece(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else _HOLE


@cache
def _every_text() -> frozenset[str]:
    names = {name for module in modules().values() for name in module.texts}
    fields = {
        node.target.id
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    return frozenset(names | fields)


def never_asked_for(part: str, keys: Iterator[str] | list[str]) -> list[str]:
    """Those keys of a part that nothing asks for; what names the part may ask, and so may what
    imports that.
    """
    named = {name for name, module in modules().items() if part in module.texts}
    near = [m for name, m in modules().items() if name in named or m.imports & named]
    texts = set().union(*(module.texts for module in near))
    made = [_pattern(each) for module in near for each in module.made if _may_be_a_key(each)]
    return [key for key in keys if key not in texts and not any(_fits(p, key) for p in made)]


def _may_be_a_key(text: str) -> bool:
    return " " not in text and "\n" not in text and text != _HOLE


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("".join("(.*)" if each == _HOLE else re.escape(each) for each in text))


def _fits(pattern: re.Pattern[str], key: str) -> bool:
    found = pattern.fullmatch(key)
    return found is not None and all(map(_is_known, found.groups()))


def _is_known(text: str) -> bool:
    # A hole may itself be filled with a text that was made: row.of or .so-far.
    return not text or text.isdecimal() or text in _every_text() or _is_made(text)


def _is_made(text: str) -> bool:
    pieces = [piece for piece in re.split(r"[.]", text) if piece]
    return all(piece in _every_text() or piece.isdecimal() for piece in pieces)
