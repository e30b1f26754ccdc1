"""What every page carries: heading, foot, marks of a practice count;
and the block with the signature.
"""

from functools import cache
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.layout import (
    AREA,
    BODY,
    CONTENT,
    FINE,
    GUTTER,
    MARGIN,
    NOTE,
    NOTE_STRONG,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RESULT_RULE,
    SMALL,
    TITLE,
    Block,
    columns,
)
from tallyapp.documents.page.tags import Tags
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.tongues import ENGLISH, Tongues
from tallyapp.documents.page.typeface import BOLD, REGULAR, Style, width
from tallyapp.domain.reports.declaration_report import Checkpoint, Heading
from tallyapp.domain.vocabulary.phrases import weekday
from tallyapp.domain.vocabulary.welsh_phrases import weekday_cy
from tallyapp.resources import resource

SIGNATURE_FIELD = "ReturningOfficer"
SIGNATURE_WIDTH = columns(6)
SIGNATURE_HEIGHT = 35 * mm
"""The box of the signature, 85 × 35 mm; its field covers it exactly."""
SIGNATURE_BOTTOM = 69.0
"""Its lower edge, unless a very long imprint or note lifts it."""
SIGNATURE_BLOCK = SIGNATURE_HEIGHT + 24

STRIP_ABOVE = 7 * mm
STRIP_HEIGHT = 6 * mm
TINT_GREY = 0.93


class Slope(NamedTuple):
    """How the tint lies across a page: its length on a page as wide as A4, and its angle, whose
    cosine and sine are written out, so that no machine's arithmetic can differ.
    """

    length: float
    cosine: float
    sine: float


UPRIGHT = Slope(760.0, 0.559193, 0.829038)
"""56 degrees."""
LYING = Slope(500.0, 0.906308, 0.422618)
"""25 degrees, for what is wider than it is high."""
FILL_NON_ZERO = 1
"""Letters whose strokes overlap have no holes there (reportlab.pdfgen.canvas)."""
PEN = {"M": "moveTo", "L": "lineTo", "C": "curveTo", "Z": "close"}
FOOT_LINES = 2
"""How many lines of the imprint, and of the note, the foot has room for without growing."""


class Marks(NamedTuple):
    """What the furniture of a document is made of."""

    heading: Heading
    document: str
    checkpoint: Checkpoint
    draft: bool = False
    tongues: Tongues = ENGLISH
    document_cy: str = ""

    @property
    def practice(self) -> str:
        """The word that marks a practice count."""
        return self.tongues.line(wording.PRACTICE)


class Foot:
    """The foot of every page: ledger head, imprint, number of the page, note."""

    def __init__(self, marks: Marks) -> None:
        heading = marks.heading
        self._marks = marks
        self._imprint = Wrapped(
            heading.imprint, NOTE, CONTENT - (150 if marks.tongues.welsh else 75)
        )
        self._label = width(marks.practice, NOTE_STRONG) + 18 if heading.practice else 0
        self._note = Wrapped(heading.note, FINE, CONTENT - self._label)
        extra = max(0, self._imprint.lines - FOOT_LINES) * NOTE.leading
        extra += max(0, self._note.lines - FOOT_LINES) * FINE.leading
        self.top = SIGNATURE_BOTTOM - 5 + extra
        self.signature_bottom = SIGNATURE_BOTTOM + extra

    def block(self, page: int, pages: int) -> Block:
        """The foot of one page; it is read once, at the end."""
        checkpoint = self._marks.checkpoint
        block = Block(self.top, tags.NO_PART if page == pages else tags.ARTIFACT)
        block.rule(0.75, 0)
        if checkpoint.seq:
            # Beside the head there is no room for more than this in two languages.
            label = wording.ENTRY if self._marks.tongues.welsh else wording.LEDGER_HEAD
            told = self._marks.tongues.line(label, seq=wording.figure(checkpoint.seq))
            with block.part(tags.PARAGRAPH):
                block.write(told, FINE, 11)
                block.write(grouped(checkpoint.head), FINE, 11, align="right")
        numbering = self._marks.tongues.line(wording.PAGE_OF, page=page, pages=pages)
        after = block.place(self._imprint, 23)
        with block.part(tags.ARTIFACT):
            block.write(numbering, NOTE_STRONG, 23, align="right")
        block.height = self.top
        # The note's last line keeps its place at the edge of the paper; what is over grows upwards.
        first = max(after, self.top - 15 - self._note.height + FINE.leading)
        if self._label:
            word = self._marks.practice
            with block.part(tags.PARAGRAPH):
                block.mark(lambda canvas, top: _label(canvas, top - first, word))
        block.place(self._note, first, self._label)
        return block


def _label(canvas: Canvas, baseline: float, word: str) -> None:
    """PRACTICE in white on black, at the left margin."""
    canvas.rect(MARGIN, baseline - 3.5, width(word, NOTE_STRONG) + 10, 13, stroke=0, fill=1)
    canvas.setFillGray(1)
    Wrapped(word, NOTE_STRONG, CONTENT).draw(canvas, MARGIN + 5, baseline)
    canvas.setFillGray(0)


def page_marks(canvas: Canvas, marks: Marks, page: int, tagging: Tags) -> None:
    """The tint behind the text and the strip in the upper margin;
    the body does not move for them. Of all pages the first one's strip is read.
    """
    if marks.heading.practice:
        tint(canvas, A4)
    label, beside = (
        (wording.DRAFT, wording.NOT_DECLARED_YET)
        if marks.draft
        else (wording.PRACTICE, wording.NOT_REAL)
    )
    words = (marks.tongues.line(label), marks.tongues.line(beside))
    block = Block(tag=tags.PARAGRAPH if page == 1 else tags.ARTIFACT)
    block.mark(lambda canvas, _: strip(canvas, A4, *words))
    block.draw(canvas, PAGE_HEIGHT, tagging)


def strip(canvas: Canvas, size: tuple[float, float], label: str, beside: str) -> None:
    """White on black in the upper margin of a page of this size."""
    page_width, page_height = size
    top = page_height - STRIP_ABOVE
    baseline = top - STRIP_HEIGHT / 2 - 3.6
    canvas.rect(MARGIN, top - STRIP_HEIGHT, page_width - 2 * MARGIN, STRIP_HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(1)
    measure = page_width - 2 * MARGIN - 12
    strong = Style(BOLD, 10, 12)
    Wrapped(label, strong, measure).draw(canvas, MARGIN + 6, baseline)
    # What stands at the other end is read next.
    canvas.drawString(MARGIN + 6 + width(label, strong), baseline, " ")
    Wrapped(beside, Style(REGULAR, 10, 12), measure, "right").draw(canvas, MARGIN + 6, baseline)
    canvas.setFillGray(0)


@cache
def _practice_outline() -> tuple[tuple[str, ...], ...]:
    """The outline of the word, as resources/fonts/make_fonts.py wrote it."""
    text = resource("fonts", "practice.outline").read_text(encoding="ascii")
    return tuple(tuple(line.split()) for line in text.splitlines())


def tint(canvas: Canvas, size: tuple[float, float], slope: Slope = UPRIGHT) -> None:
    """The word across the page as outlines:
    as text it would break up what is extracted from the page.
    """
    (_, advance, unit), *steps = _practice_outline()
    page_width, page_height = size
    scale = slope.length * page_width / PAGE_WIDTH / float(advance)
    canvas.addLiteral("/Artifact BMC")
    path = canvas.beginPath()
    for letter, *numbers in steps:
        points = [float(number) for number in numbers]
        getattr(path, PEN[letter])(*points)
    canvas.saveState()
    canvas.setFillGray(TINT_GREY)
    cosine = scale * slope.cosine
    sine = scale * slope.sine
    canvas.transform(cosine, sine, -sine, cosine, page_width / 2, page_height / 2 - 20)
    canvas.translate(-float(advance) / 2, -0.36 * float(unit))
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
    canvas.restoreState()
    canvas.addLiteral("EMC")


def page_heading(marks: Marks, beside: str = "") -> Block:
    """The heading of the first page: what it is and where, with the election at the right."""
    heading = marks.heading
    tongues = marks.tongues
    block = Block()
    # A question has no seats to be filled.
    seats = () if tongues.answers else (tongues.line(wording.VACANCIES, seats=heading.vacancies),)
    lines = (
        *tongues.texts(heading.election, heading.election_cy),
        *tongues.texts(weekday(heading.polling_day), weekday_cy(heading.polling_day)),
        *seats,
    )
    titles = tongues.texts(marks.document, marks.document_cy)
    needed = max(width(heading.area, AREA), *(width(title, TITLE) for title in titles))
    left = min(needed + GUTTER, columns(8))
    right = CONTENT - left - GUTTER
    first = 13.0
    with block.part(tags.TITLE):
        for title in titles:
            block.write(title, TITLE, first, measure=columns(8))
            first += TITLE.leading
    if beside:
        block.write(beside, BODY, first - TITLE.leading, width(titles[-1], TITLE) + 7)
    lower = block.write(heading.area, AREA, first + 12, measure=left) - AREA.leading
    style = Style(REGULAR, 11, 14.5)
    baseline = 13.0
    for line in lines:
        baseline = block.write(line, style, baseline, CONTENT - right, right, align="right")
    block.height = max(lower, baseline - style.leading) + 10
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def running_head(marks: Marks) -> Block:
    """The heading of every further page."""
    heading = marks.heading
    block = Block(tag=tags.ARTIFACT)
    left = columns(6)
    right = columns(6) - GUTTER
    lower = block.write(heading.area, TITLE, 13, measure=left)
    tongues = marks.tongues
    titles = tongues.texts(marks.document, marks.document_cy)
    for title, continued in zip(titles, tongues.lines(wording.CONTINUED), strict=True):
        lower = block.write(f"{title}, {continued}", SMALL, lower, measure=left)
    beside = 13.0
    for election in tongues.texts(heading.election, heading.election_cy):
        beside = block.write(election, SMALL, beside, CONTENT - right, right, align="right")
    beside = max(beside, 30)
    for day in tongues.texts(weekday(heading.polling_day), weekday_cy(heading.polling_day)):
        beside = block.write(day, SMALL, beside, CONTENT - right, right, align="right")
    block.height = max(lower, beside) - SMALL.leading + 12
    return block


def grouped(head: str) -> str:
    """A head in groups of eight digits."""
    return " ".join(head[start : start + 8] for start in range(0, len(head), 8))
