"""The tags of a document as objects of its file (ISO 32000-1, 14.7)."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFName, PDFObject
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page.tags import FIELD, Element, Tagged

_IN_UTF_16 = "feff"


def add_tags(canvas: Canvas, tags: Tagged) -> None:
    """Add the elements to the file, when all its pages are drawn and before it is saved.

    The parents of a page's marks stand in the parent tree under the page's number, from 0 on; the
    element of the signature's field, where there is one, under the number after the last page's.
    """
    file: Any = canvas._doc  # type: ignore[attr-defined] # there is no other way to its objects
    writer = _Writer(file, tags)
    file.Catalog.StructTreeRoot = writer.write()
    file.Catalog.MarkInfo = _Written("<</Marked true>>")
    for number, page in enumerate(writer.pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = number
        # Fields are reached by the tabulator in the order in which they are read.
        page.Tabs = PDFName("S")


class _Written(PDFObject):
    """An object as it will stand in the file."""

    def __init__(self, content: str) -> None:
        self._content = content.encode("ascii")

    def format(self, _file: object) -> bytes:
        """Its bytes."""
        return self._content


class _Writer:
    """Writes the root, the parent tree, the elements, and what attributes they have."""

    def __init__(self, file: Any, tags: Tagged) -> None:
        self._file = file
        self._tags = tags
        numbers = count(file.objectcounter + 1)
        self._root = next(numbers)
        self._parent_tree = next(numbers)
        self._numbers = dict(zip(tags.elements, numbers, strict=False))
        self._after = self._parent_tree + len(tags.elements) + 1
        self._attributes: dict[str, int] = {}
        """Those of one kind are one object, whoever has them."""
        names = [f"Page{page}" for page, _ in enumerate(tags.pages, 1)]
        self.pages = [file.idToObject[name] for name in names]
        self._page_numbers = [file.idToObjectNumberAndVersion[name][0] for name in names]

    def write(self) -> object:
        """All of them; gives a reference to the root."""
        (document, *_) = self._tags.elements
        tree = f"/K {self._refer(document)}/ParentTree {self._parent_tree} 0 R"
        root = self._add(f"<</Type/StructTreeRoot{tree}>>")
        self._add(f"<</Nums[{self._parents()}]>>")
        for element in self._tags.elements:
            self._add(f"<<{self._element(element)}>>")
        for attributes in self._attributes:
            self._add(f"<<{attributes}>>")
        return root

    def _add(self, content: str) -> object:
        return self._file.Reference(_Written(content), f"Tags{self._file.objectcounter}")

    def _refer(self, element: Element) -> str:
        return f"{self._numbers[element]} 0 R"

    def _parents(self) -> str:
        lists = [f"[{' '.join(map(self._refer, marks))}]" for marks in self._tags.pages]
        lists += [self._refer(each) for each in self._tags.elements if each.tag is FIELD]
        return " ".join(f"{number} {each}" for number, each in enumerate(lists))

    def _element(self, element: Element) -> str:
        tag = element.tag
        parent = f"{self._root} 0 R" if element.parent is None else self._refer(element.parent)
        entries = [f"/S/{tag.role}/P {parent}"]
        if element.page is not None:
            entries.append(f"/Pg {self._page_numbers[element.page]} 0 R")
        if tag.alt:
            entries.append(f"/Alt<{_IN_UTF_16}{tag.alt.encode('utf-16-be').hex()}>")
        if attributes := _attributes(element):
            number = self._attributes.setdefault(attributes, self._after + len(self._attributes))
            entries.append(f"/A {number} 0 R")
        if element.holds:
            held = self._held(element.holds)
            entries.append(f"/K {held[0]}" if len(held) == 1 else f"/K{_array(held)}")
        return "".join(entries)

    def _held(self, holds: Sequence[Element | int]) -> Sequence[str]:
        return [self._refer(each) if isinstance(each, Element) else str(each) for each in holds]


def _array(parts: Iterable[str]) -> str:
    return f"[{' '.join(parts)}]"


def _attributes(element: Element) -> str:
    """Of what a cell is the head and how wide it is, or where a figure is; empty for nothing."""
    tag = element.tag
    if element.box:
        return f"/O/Layout/BBox{_array(f'{edge:.2f}' for edge in element.box)}"
    scope = f"/Scope/{tag.scope}" if tag.scope else ""
    span = f"/ColSpan {tag.span}" if tag.span > 1 else ""
    return f"/O/Table{scope}{span}" if scope or span else ""
