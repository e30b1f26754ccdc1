"""The picture of a result: bars, names and figures, to be read on a telephone as well."""

from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from PIL.PngImagePlugin import PngInfo
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page.head_and_foot import LYING, tint
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import (
    BOLD,
    REGULAR,
    SEMIBOLD,
    Style,
    composed,
    load_typeface,
    width,
)
from tallyapp.documents.reading import page_images

WIDTH = 1200
HEIGHT = 675
"""In pixels, and in points of the page that is drawn; as pictures are shown where shared."""
MOST_ROWS = 12
"""Rows that can still be read where the picture is shown 400 pixels wide."""

MARGIN = 40.0
RIGHT = WIDTH - MARGIN
TOP = 26.0
FOOT = 24.0
TALLEST_ROW = 92.0
LEAST_FOR_TWO = 72.0
"""How high a row must be for a description in a line of its own."""
STRIPE = 8.0
TEXT_LEFT = MARGIN + STRIPE + 12
GAP = 18.0
WIDEST_SHARE = "100.00%"
LEAST_TYPE = 13.0
"""Smaller than this nothing is set: a description that needs it is left to the text beside."""
INK = HexColor("#12161C")
SECONDARY = HexColor("#515B69")
BAR = HexColor("#5B6472")
BAR_OF_OTHERS = HexColor("#979DA8")
HAIRLINE = HexColor("#DDE1E7")
ELECTED = HexColor("#17653A")
AMBER = HexColor("#FFCE3A")


@dataclass(frozen=True)
class Bar:
    """A row: whose it is, the votes as they are drawn and as they are written, and the share.

    `stripe` is a colour (#RRGGBB); empty for those who are summed in one row.
    """

    name: str
    description: str
    votes: int
    figure: str
    share: str
    stripe: str = ""
    elected: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture: its title and what stands under it, rows, what stands at its foot, and what it
    shows in words for those who cannot see it.

    `elected` is the word for whoever is, `practice` the mark of a practice count or empty.
    """

    title: str
    under: str
    bars: tuple[Bar, ...]
    foot: tuple[str, ...]
    note: str
    elected: str
    practice: str
    in_words: str


def chart_png(chart: Chart) -> bytes:
    """The picture as a PNG, with its words as the description inside it."""
    (picture,) = page_images(chart_page(chart), 1)
    described = PngInfo()
    described.add_itxt("Title", chart.title)
    described.add_itxt("Description", chart.in_words)
    file = BytesIO()
    picture.convert("RGB").save(file, "PNG", pnginfo=described)
    return file.getvalue()


def chart_page(chart: Chart) -> bytes:
    """The picture as a page of a PDF, a point for each pixel."""
    load_typeface()
    file = BytesIO()
    size = (WIDTH, HEIGHT)
    canvas = Canvas(
        file,
        pagesize=size,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs say float
        invariant=1,
    )
    if chart.practice:
        tint(canvas, size, LYING)
    top = _head(canvas, chart)
    bottom = _foot(canvas, chart)
    _rows(canvas, chart, top, bottom)
    canvas.save()
    return file.getvalue()


def _head(canvas: Canvas, chart: Chart) -> float:
    """Title, mark and what stands under the title; gives how far down the rows begin."""
    measure = RIGHT - MARGIN
    if chart.practice:
        measure -= _mark(canvas, chart.practice) + GAP
    title = _fitting(chart.title, BOLD, (44, 38, 32, 26), measure)
    below = _put(canvas, title, MARGIN, TOP, INK)
    under = _fitting(chart.under, REGULAR, (26, 23, 20, 18), RIGHT - MARGIN)
    below = _put(canvas, under, MARGIN, below + 4, SECONDARY) + 10
    canvas.setFillColor(HAIRLINE)
    canvas.rect(MARGIN, HEIGHT - below - 2, RIGHT - MARGIN, 2, stroke=0, fill=1)
    return below + 10


def _mark(canvas: Canvas, words: str) -> float:
    """The mark of a practice count at the upper right; gives its width."""
    style = Style(BOLD, 27, 34)
    wide = width(words, style) + 28
    canvas.setFillColor(AMBER)
    canvas.rect(RIGHT - wide, HEIGHT - TOP - 44, wide, 44, stroke=0, fill=1)
    _write(canvas, words, style, RIGHT - wide + 14, TOP + 32, INK)
    return wide


def _foot(canvas: Canvas, chart: Chart) -> float:
    """What stands beneath the rows; gives how far down they may reach."""
    measure = RIGHT - MARGIN
    first, *others = chart.foot
    lines = [(_fitting(first, SEMIBOLD, (26, 23, 20, 18), measure), INK)]
    lines += [(_fitting(words, REGULAR, (20, 18, 16), measure), SECONDARY) for words in others]
    if chart.note:
        lines.append((Wrapped(chart.note, Style(REGULAR, LEAST_TYPE, 16), measure), SECONDARY))
    top = HEIGHT - FOOT - sum(text.height for text, _ in lines) - 4 * len(lines)
    below = top
    for text, colour in lines:
        below = _put(canvas, text, MARGIN, below + 4, colour)
    return top - 8


class _Pitch(NamedTuple):
    """How a row is laid out: the size of its type, and its heights below the row's upper edge."""

    size: float
    baseline: float
    described: float
    """The baseline of the description: that of the name where both stand in one line."""
    bar: float
    thick: float

    @property
    def in_two(self) -> bool:
        """Whether the description has a line of its own."""
        return self.described > self.baseline


def _rows(canvas: Canvas, chart: Chart, top: float, bottom: float) -> None:
    high = min(TALLEST_ROW, (bottom - top) / max(1, len(chart.bars)))
    most = max((bar.votes for bar in chart.bars), default=0)
    pitch = _in_one(high)
    if high >= LEAST_FOR_TWO and not all(_in_a_line(chart, bar, pitch) for bar in chart.bars):
        pitch = _in_two(high)
    for number, bar in enumerate(chart.bars):
        _row(canvas, chart, bar, most, top + number * high, pitch)


def _in_one(high: float) -> _Pitch:
    size = min(32.0, high * 0.62)
    baseline = size * 0.86
    return _Pitch(size, baseline, baseline, baseline + size * 0.34, min(10.0, high * 0.14))


def _in_two(high: float) -> _Pitch:
    size = min(32.0, high * 0.37)
    baseline = size * 0.86
    described = baseline + size
    return _Pitch(size, baseline, described, described + size * 0.3, min(10.0, high * 0.12))


def _in_a_line(chart: Chart, bar: Bar, pitch: _Pitch) -> bool:
    """Whether name and description stand in one line, the description not much smaller."""
    described = Style(REGULAR, pitch.size * 0.6, pitch.size)
    needed = width(bar.name, _name_style(bar, pitch)) + GAP + width(bar.description, described)
    return needed <= _left_of_figures(chart, bar, pitch) - TEXT_LEFT


def _name_style(bar: Bar, pitch: _Pitch) -> Style:
    return Style(BOLD if bar.elected else REGULAR, pitch.size, pitch.size)


def _figure_style(pitch: _Pitch) -> Style:
    return Style(SEMIBOLD, pitch.size, pitch.size)


def _elected_style(pitch: _Pitch) -> Style:
    return Style(BOLD, pitch.size * 0.86, pitch.size)


def _left_of_votes(chart: Chart, pitch: _Pitch) -> float:
    """Where the column of votes begins."""
    style = _figure_style(pitch)
    votes = max(width(each.figure, style) for each in chart.bars)
    return RIGHT - width(WIDEST_SHARE, style) - GAP - votes


def _left_of_figures(chart: Chart, bar: Bar, pitch: _Pitch) -> float:
    """How far the names of a row may reach."""
    left = _left_of_votes(chart, pitch) - GAP
    if bar.elected:
        left -= width(chart.elected, _elected_style(pitch)) + pitch.size + GAP
    return left


def _row(canvas: Canvas, chart: Chart, bar: Bar, most: int, top: float, pitch: _Pitch) -> None:
    """One or two lines of words, and under them the bar."""
    baseline = top + pitch.baseline
    _bar_and_stripe(canvas, bar, most, top, pitch)
    figures = _figure_style(pitch)
    _write(canvas, bar.share, figures, RIGHT - width(bar.share, figures), baseline, SECONDARY)
    right = RIGHT - width(WIDEST_SHARE, figures) - GAP
    _write(canvas, bar.figure, figures, right - width(bar.figure, figures), baseline, INK)
    if bar.elected:
        _elected(canvas, chart.elected, pitch, _left_of_votes(chart, pitch) - GAP, baseline)
    _names(canvas, bar, top, pitch, _left_of_figures(chart, bar, pitch))


def _bar_and_stripe(canvas: Canvas, bar: Bar, most: int, top: float, pitch: _Pitch) -> None:
    lower = top + pitch.bar + pitch.thick
    if bar.stripe:
        canvas.setFillColor(HexColor(bar.stripe))
        high = lower - top - pitch.size * 0.06
        canvas.rect(MARGIN, HEIGHT - lower, STRIPE, high, stroke=0, fill=1)
    if most and bar.votes:
        canvas.setFillColor(BAR if bar.stripe else BAR_OF_OTHERS)
        # At the least a line that can be seen: some votes are not none.
        long = max(2.0, (RIGHT - TEXT_LEFT) * bar.votes / most)
        canvas.rect(TEXT_LEFT, HEIGHT - lower, long, pitch.thick, stroke=0, fill=1)


def _names(canvas: Canvas, bar: Bar, top: float, pitch: _Pitch, right: float) -> None:
    """The name, never cut however small that makes it; and the description, smaller, or not at all
    where it would be cut: it is in the words beside the picture.
    """
    named = _no_wider(bar.name, _name_style(bar, pitch), right - TEXT_LEFT)
    _write(canvas, bar.name, named, TEXT_LEFT, top + pitch.baseline, INK)
    x = TEXT_LEFT
    if not pitch.in_two:
        x += width(bar.name, named) + GAP * 0.7
    described = Style(REGULAR, pitch.size * 0.8, pitch.size)
    measure = (RIGHT if pitch.in_two else right) - x
    described = _no_wider(bar.description, described, measure)
    if described.size >= LEAST_TYPE:
        _write(canvas, bar.description, described, x, top + pitch.described, SECONDARY)


def _no_wider(text: str, style: Style, measure: float) -> Style:
    """The style, or the same in the size in which the text is no wider."""
    wide = width(text, style)
    return style if wide <= measure else style._replace(size=style.size * max(0, measure) / wide)


def _elected(canvas: Canvas, word: str, pitch: _Pitch, right: float, baseline: float) -> None:
    """A disc with a tick, and the word."""
    style = _elected_style(pitch)
    size = pitch.size
    wide = width(word, style)
    _write(canvas, word, style, right - wide, baseline, ELECTED)
    radius = size * 0.36
    x = right - wide - radius - size * 0.25
    y = HEIGHT - baseline + size * 0.33
    canvas.setFillColor(ELECTED)
    canvas.circle(x, y, radius, stroke=0, fill=1)
    canvas.setStrokeColor(HexColor("#FFFFFF"))
    canvas.setLineWidth(size * 0.09)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    tick = canvas.beginPath()
    tick.moveTo(x - radius * 0.48, y)
    tick.lineTo(x - radius * 0.12, y - radius * 0.38)
    tick.lineTo(x + radius * 0.5, y + radius * 0.38)
    canvas.drawPath(tick, stroke=1, fill=0)


def _fitting(text: str, font: str, sizes: tuple[int, ...], measure: float) -> Wrapped:
    """The text in one line in the largest of these sizes, or in lines in the smallest."""
    styles = [Style(font, size, size * 1.2) for size in sizes]
    whole = (style for style in styles if width(text, style) <= measure)
    return Wrapped(text, next(whole, styles[-1]), measure)


def _put(canvas: Canvas, text: Wrapped, x: float, top: float, colour: Color) -> float:
    """Set a text with its upper edge so far below that of the picture; gives its lower edge."""
    canvas.setFillColor(colour)
    text.draw(canvas, x, HEIGHT - top - text.height / text.lines * 0.8)
    return top + text.height


def _write(
    canvas: Canvas, text: str, style: Style, x: float, baseline: float, colour: Color
) -> None:
    canvas.setFillColor(colour)
    canvas.setFont(style.font, style.size)
    canvas.drawString(x, HEIGHT - baseline, composed(text))
