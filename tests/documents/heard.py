"""What a screen reader finds in a document: its elements in their order, each with its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name


@dataclass
class Heard:
    """An element of the structure: its role, its words where it has any, and its parts."""

    role: str
    words: str = ""
    welsh: str = ""
    """Those of its words that say of themselves that they are in Welsh."""
    alt: str = ""
    scope: str = ""
    span: int = 1
    parts: list["Heard"] = field(default_factory=list)

    def all(self) -> Iterator["Heard"]:
        """This element and all within it, in the order in which they are read."""
        yield self
        for part in self.parts:
            yield from part.all()

    def of(self, *roles: str) -> list["Heard"]:
        """All elements of these roles, in their order."""
        return [each for each in self.all() if each.role in roles]

    def lines(self) -> list[str]:
        """What is said, a line for each element that has words, with its role before them."""
        return [
            f"{each.role}: {each.words or each.alt}"
            for each in self.all()
            if each.words or each.alt
        ]

    @property
    def said(self) -> str:
        """All its words."""
        return " ".join(filter(None, (each.words or each.alt for each in self.all())))


@dataclass
class Mark:
    """What stands between the beginning and the end of one marked content."""

    tag: str
    number: int | None
    words: str = ""
    welsh: str = ""
    language: str = ""
    draws: int = 0


@dataclass
class Page:
    """The marked contents of a page, and how often something is drawn outside of all of them."""

    marks: list[Mark]
    unmarked: int
    left_open: int


def heard(pdf: bytes) -> Heard:
    """The structure of a document from its root."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: marks_of(page).marks for page in document.pages}
        tree = document.Root.StructTreeRoot
        return _element(tree.K, pages)


def _element(element: pikepdf.Object, pages: dict[tuple[int, int], list[Mark]]) -> Heard:
    attributes: Any = element.get("/A", {})
    made = Heard(
        str(element.S)[1:],
        alt=str(element.get("/Alt", "")),
        scope=str(attributes.get("/Scope", "/"))[1:],
        span=int(attributes.get("/ColSpan", 1)),
    )
    held: Any = element.get("/K", pikepdf.Array())
    numbered = (
        {mark.number: mark for mark in pages[element.Pg.objgen] if mark.number is not None}
        if "/Pg" in element
        else {}
    )
    said: list[Mark] = []
    for each in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, int):
            said.append(numbered[each])
        elif each.get("/Type") == Name.OBJR:
            made.parts.append(Heard("OBJR", alt=str(each.Obj.TU)))
        else:
            assert each.P.objgen == element.objgen
            made.parts.append(_element(each, pages))
    made.words = " ".join(" ".join(mark.words for mark in said).split())
    made.welsh = " ".join(" ".join(mark.welsh for mark in said).split())
    return made


def marks_of(page: pikepdf.Page) -> Page:
    """The marked contents of a page in the order in which they are drawn."""
    reader = _Reader(page)
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    for operands, operator in instructions:
        reader.read(str(operator), operands)
    reader.found.left_open = len(reader.open)
    return reader.found


class _Reader:
    """Follows what is drawn on a page."""

    def __init__(self, page: pikepdf.Page) -> None:
        fonts = page.obj.Resources.Font.items()
        self._fonts = {name: _letters(font.ToUnicode) for name, font in fonts}
        self._font = ""
        self.open: list[Mark] = []
        self.found = Page([], 0, 0)

    def read(self, operator: str, operands: Sequence[Any]) -> None:
        """One operator of the page."""
        match operator:
            case "BMC" | "BDC":
                self._begin(str(operands[0])[1:], operands[1] if len(operands) > 1 else {})
            case "EMC":
                self.open.pop()
            case "Tf":
                self._font = str(operands[0])
            case "Tj":
                self._drawn("".join(self._fonts[self._font][code] for code in bytes(operands[0])))
            case "f" | "f*" | "S" | "s" | "B" | "b" | "Do":
                self._drawn("")

    def _begin(self, tag: str, properties: Mapping[str, Any]) -> None:
        number = properties.get("/MCID")
        mark = Mark(tag, None if number is None else int(number))
        mark.language = str(properties.get("/Lang", ""))
        self.open.append(mark)
        self.open[0].words += str(properties.get("/ActualText", ""))
        if len(self.open) == 1:
            self.found.marks.append(mark)

    def _drawn(self, letters: str) -> None:
        if not self.open:
            self.found.unmarked += 1
            return
        outermost, *_, innermost = *self.open, self.open[-1]
        outermost.words += letters
        outermost.welsh += f"{letters} " if innermost.language == "cy" else ""
        outermost.draws += 1


def _letters(to_unicode: pikepdf.Object) -> dict[int, str]:
    return dict(_letters_of(to_unicode.read_bytes().decode("ascii")))


@cache
def _letters_of(table: str) -> tuple[tuple[int, str], ...]:
    """The letters of a map as ReportLab writes one: a code and its letter to a line."""
    pairs = re.findall(r"^<([0-9A-F]{2})> <([0-9A-F]{4,})>$", table, re.MULTILINE)
    return tuple(
        (int(code, 16), bytes.fromhex(letter).decode("utf-16-be")) for code, letter in pairs
    )
