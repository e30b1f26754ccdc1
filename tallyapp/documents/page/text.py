"""Text broken into lines and set: nothing is cut, nothing is markup, and no letter is lost."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page.typeface import BOLD, CAP_HEIGHT, Style, composed, width
from tallyapp.documents.page.wording import MASK, MASKED

Align = Literal["left", "right"]

HIDDEN_GREY = 0.8
_PIECES = re.compile(r"\s+|[^\s-]*-+|[^\s-]+")
"""Where a line may be broken: at spaces, and after a hyphen."""

MOST_ON_A_LINE = 1_000
"""More letters than any line holds: a hostile text is not measured
to its end for every line of it.
"""


class Welsh(str):
    """A text whose first letters, so many as `welsh` says, are in Welsh; all of it, unless told."""

    __slots__ = ("welsh",)
    welsh: int

    def __new__(cls, text: str, welsh: int | None = None) -> "Welsh":
        """The text, composed as it will be set, for its letters are counted."""
        made = super().__new__(cls, composed(text))
        made.welsh = len(made) if welsh is None else welsh
        return made


class Run(NamedTuple):
    """Characters of a line in one style and one language."""

    text: str
    style: Style
    welsh: bool = False


class Wrapped:
    """A text in lines no wider than its measure;
    only a piece that is wider itself is broken between letters.

    ReportLab's Paragraph breaks long double-barrelled names anywhere, and reads names as markup.
    """

    def __init__(
        self,
        text: str,
        style: Style,
        measure: float,
        align: Align = "left",
        strong: Sequence[str] = (),
    ) -> None:
        self._style = style
        self._measure = measure
        self._align = align
        welsh = text.welsh if isinstance(text, Welsh) else 0
        text = composed(text)
        self.says_something = bool(text)
        if not strong and width(text, style) <= measure:
            self._lines = [_languages(Run(text, style), welsh)]
        else:
            self._lines = _broken(_runs(text, style, strong, welsh), measure)
        self.height = len(self._lines) * style.leading

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return len(self._lines)

    def draw(self, canvas: Canvas, x: float, baseline: float) -> None:
        """Set the text with its first line on a baseline; x is the left edge of its measure."""
        for line in self._lines:
            start = x
            if self._align == "right":
                start += self._measure - _advance(line)
            for run in line:
                if run.text == MASK:
                    _bar(canvas, start, baseline, run.style)
                else:
                    _write(canvas, start, baseline, run)
                if run is not line[-1]:
                    start += width(run.text, run.style)
            baseline -= self._style.leading


def _advance(line: Sequence[Run]) -> float:
    """How wide a line is, without the space at its end."""
    texts = [run.text for run in line[:-1]] + [run.text.rstrip() for run in line[-1:]]
    return sum(width(text, run.style) for text, run in zip(texts, line, strict=True))


def _write(canvas: Canvas, x: float, baseline: float, run: Run) -> None:
    """The letters of a run; in Welsh they say so, or they would be said as if they were English."""
    if run.welsh:
        canvas.addLiteral("/Span <</Lang (cy)>> BDC")
    canvas.setFont(run.style.font, run.style.size)
    canvas.drawString(x, baseline, run.text)
    if run.welsh:
        canvas.addLiteral("EMC")


def _bar(canvas: Canvas, x: float, baseline: float, style: Style) -> None:
    """A grey bar in the place of a hidden figure."""
    canvas.addLiteral(f"/Span <</ActualText ({MASKED})>> BDC")
    canvas.setFillGray(HIDDEN_GREY)
    canvas.rect(x, baseline, width(MASK, style), style.size * CAP_HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.addLiteral("EMC")


def _runs(text: str, style: Style, strong: Sequence[str], welsh: int) -> list[Run]:
    """The text with some phrases of it bold, and its first letters, so many, in Welsh."""
    phrases = [
        re.escape(composed(phrase)) for phrase in sorted(strong, key=len, reverse=True) if phrase
    ]
    parts = re.split(f"({'|'.join(phrases)})", text) if phrases else [text]
    heavy = style._replace(font=BOLD)
    runs: list[Run] = []
    for index, part in enumerate(parts):
        runs += _languages(Run(part, heavy if index % 2 else style), welsh)
        welsh = max(0, welsh - len(part))
    return runs


def _languages(run: Run, welsh: int) -> list[Run]:
    """The run in two where its first letters, so many, are in Welsh and the others are not."""
    parts = [run]
    if welsh:
        parts = [
            run._replace(text=run.text[:welsh], welsh=True),
            run._replace(text=run.text[welsh:]),
        ]
    return [part for part in parts if part.text]


def _broken(runs: Sequence[Run], measure: float) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    used = 0.0
    for piece in _fitting(runs, measure):
        is_space = piece.text.isspace()
        advance = width(piece.text, piece.style)
        if used + advance > measure and lines[-1] and not is_space:
            lines.append([])
            used = 0.0
        if is_space and not lines[-1]:
            continue
        lines[-1].append(piece)
        used += advance
    return [_joined(line) for line in lines]


def _fitting(runs: Sequence[Run], measure: float) -> Iterator[Run]:
    """The pieces of a text, those wider than the measure in parts that fit."""
    for run in runs:
        style = run.style
        for piece in _PIECES.findall(run.text):
            rest = piece
            while (
                not rest.isspace()
                and len(rest) > 1
                and width(rest[:MOST_ON_A_LINE], style) > measure
            ):
                fits = next(n for n in range(1, len(rest)) if width(rest[: n + 1], style) > measure)
                yield run._replace(text=rest[:fits])
                rest = rest[fits:]
            yield run._replace(text=rest)


def _joined(line: Sequence[Run]) -> list[Run]:
    """A line in as few runs as it has changes of style and language; a space at its end stays, or
    its last word would be said together with the first of the next line.
    """
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1][1:] == run[1:]:
            joined[-1] = run._replace(text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined
