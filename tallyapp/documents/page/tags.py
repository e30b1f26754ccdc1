"""The tags of a document: what a screen reader says, in which order, and as what.

Whatever is drawn is either read, as part of an element of the structure, or an artifact, which is
passed over. The elements are objects of the file like all others: a verifier makes them again, and
compares.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas


class Tag(NamedTuple):
    """What an element is, by its name in PDF, with its attributes.

    `scope` says what a cell is the head of, `span` over how many columns it goes; `alt` says in
    words what is drawn; `repeated` is of a row that stands on every page of its table.
    """

    role: str
    scope: str = ""
    span: int = 1
    alt: str = ""
    repeated: bool = False


TITLE = Tag("H1")
SECTION = Tag("H2")
PARAGRAPH = Tag("P")
TABLE = Tag("Table")
ROW = Tag("TR")
HEAD_ROW = Tag("TR", repeated=True)
"""The head of a table: on a further page it is not read again."""
COLUMN_HEAD = Tag("TH", scope="Column")
ROW_HEAD = Tag("TH", scope="Row")
CELL = Tag("TD")
LIST = Tag("L")
ITEM = Tag("LI")
NUMBER = Tag("Lbl")
ITEM_BODY = Tag("LBody")
FIELD = Tag("Form")
"""Where the field for the signature is read."""
NO_PART = Tag("")
"""A block that is nothing itself: its parts are."""
ARTIFACT = Tag("Artifact")
"""Whatever is in it is not read."""

_DOCUMENT = Tag("Document")
_GROUPS = {ROW: TABLE, HEAD_ROW: TABLE, ITEM: LIST}
"""What blocks that follow each other, over pages too, are together."""
WITHOUT_TEXT = frozenset({"Artifact", "Document", "Table", "TR", "L", "LI", "Form"})
"""What is drawn in these, and in no part of them, is a rule or a frame, and not read."""

Box = tuple[float, float, float, float]
"""The edges of a figure on its page: left, lower, right, upper; in points."""


class Element:
    """An element as it was drawn: its parts in the order in which they are read, and its marks by
    their numbers on the one page that has them.
    """

    __slots__ = ("box", "holds", "page", "parent", "tag")

    def __init__(self, tag: Tag, parent: "Element | None", box: Box | None = None) -> None:
        self.tag = tag
        self.parent = parent
        self.box = box
        self.page: int | None = None
        self.holds: list[Element | int] = []


class Tags:
    """Is told what is drawn, just before it is; this one, for paper alone, makes nothing of it."""

    def begin_block(self, tag: Tag) -> None:
        """What is drawn from now on is a block of the flow."""

    def end_block(self) -> None:
        """The block is complete."""

    def open(self, tag: Tag, box: Box | None = None) -> None:
        """What is drawn from now on is in an element of its own."""

    def close(self) -> None:
        """The element opened last is complete."""

    def mark(self) -> None:
        """Something is drawn next: it is of the element that is open, or it is not read."""

    def end_page(self) -> None:
        """The page is complete."""

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Blocks drawn meanwhile stand apart: a table before them goes on after them."""
        yield


UNTAGGED = Tags()


class Tagged(Tags):
    """The elements of a document, collected as it is drawn on a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        document = Element(_DOCUMENT, None)
        self.elements = [document]
        """All of them, each after the one that it is part of."""
        self.pages: list[list[Element]] = []
        """Of each page whose marks they are, by the numbers of the marks."""
        self._marks: list[Element] = []
        self._open = [document]
        self._group: Element | None = None
        self._in_artifact = False
        self._in_mark = False

    def begin_block(self, tag: Tag) -> None:
        """A row or an item joins those before it; of the heads of a table the first is read."""
        wanted = _GROUPS.get(tag)
        if wanted is None:
            # What is not read parts nothing: rows go on beneath the heading of the next page.
            if tag is not ARTIFACT:
                self._group = None
        elif self._group is not None and self._group.tag is wanted:
            self._open.append(self._group)
            tag = ARTIFACT if tag is HEAD_ROW else tag
        else:
            self.open(wanted)
            self._group = self._open[-1]
        if tag is not NO_PART:
            self.open(tag)

    def end_block(self) -> None:
        """The block is complete."""
        del self._open[1:]

    def open(self, tag: Tag, box: Box | None = None) -> None:
        """What is drawn from now on is in an element of its own, unless nothing here is read."""
        parent = self._open[-1]
        if parent.tag is ARTIFACT:
            tag = ARTIFACT
        element = Element(tag, parent, box)
        self._open.append(element)
        if tag is not ARTIFACT:
            parent.holds.append(element)
            self.elements.append(element)

    def close(self) -> None:
        """The element opened last is complete."""
        self._open.pop()

    def mark(self) -> None:
        """Something is drawn next: rules that follow each other are one artifact."""
        element = self._open[-1]
        read = element.tag.role not in WITHOUT_TEXT
        if self._in_artifact and not read:
            return
        self._end_mark()
        if not read:
            self._canvas.addLiteral("/Artifact BMC")
            self._in_artifact = True
            return
        number = len(self._marks)
        self._canvas.addLiteral(f"/{element.tag.role} <</MCID {number}>> BDC")
        self._in_mark = True
        self._marks.append(element)
        element.page = len(self.pages)
        element.holds.append(number)

    def _end_mark(self) -> None:
        if self._in_artifact or self._in_mark:
            self._canvas.addLiteral("EMC")
        self._in_artifact = self._in_mark = False

    def end_page(self) -> None:
        """The page is complete."""
        self._end_mark()
        self.pages.append(self._marks)
        self._marks = []

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Blocks drawn meanwhile stand apart: a table before them goes on after them."""
        group = self._group
        yield
        self._group = group
