"""What stands on each leaf of the hall's screen: as much as fits in large letters, then the next.

Letters never shrink: words are broken into lines, and what does not fit is on the next leaf.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from tallyapp.domain.views.released import (
    Awaited,
    Shown,
    ShownCandidate,
    ShownResult,
    ShownUnopposed,
)
from tallyapp.ui.hall_screen.letters import font, letter
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, strung

_HEAVY = 700
_PLAIN = 500
_LEAST_LEFT = 0.45
"""How much of the picture's width is for names, however long the words beside the votes are."""


_UNOPPOSED = "/unopposed"
"""Of which contest the leaves of those without a poll are: no contest has such an id."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, in a colour by role; `tick` where they have the mark of the elected."""

    words: str
    role: str = "ink"
    heavy: bool = False
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines to the left and the right that stay together; `spoken` is all of it in one sentence."""

    left: tuple[Line, ...]
    right: tuple[Line, ...] = ()
    spoken: str = ""

    @property
    def lines(self) -> int:
        """How many lines high it is."""
        return max(len(self.left), len(self.right))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the screen: of which contest (empty: of none), its heading, and its blocks."""

    contest: str
    number: int
    head: Block
    blocks: tuple[Block, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """By which it is found again when something else changed."""
        return self.contest, self.number


@dataclass(frozen=True)
class Room:
    """A picture of this size, with a band beneath it in a practice count."""

    picture: QSize
    practice: bool
    plain: QFont = field(init=False)
    heavy: QFont = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", font(self.picture, _PLAIN))
        object.__setattr__(self, "heavy", font(self.picture, _HEAVY))

    @property
    def margin(self) -> int:
        """Left and right, above and beneath."""
        return round(letter(self.picture) * 0.7)

    @property
    def line(self) -> int:
        """A line's height."""
        return round(letter(self.picture) * 1.66)

    @property
    def gap(self) -> int:
        """Between two blocks."""
        return round(letter(self.picture) * 0.4)

    @property
    def band(self) -> int:
        """The height of the band that says PRACTICE."""
        return round(letter(self.picture) * 1.7) if self.practice else 0

    @property
    def wide(self) -> int:
        """What there is between the margins."""
        return self.picture.width() - 2 * self.margin

    @property
    def high(self) -> int:
        """What there is between the margins, above the band."""
        beneath = self.band + self.gap // 2 if self.band else self.margin
        return self.picture.height() - self.margin - beneath

    def face(self, line: Line) -> QFont:
        """The font in which a line is written."""
        return self.heavy if line.heavy else self.plain

    def width_of(self, line: Line) -> int:
        """How wide a line is, its mark included."""
        words = QFontMetricsF(self.face(line)).horizontalAdvance(line.words)
        return round(words + (self.tick if line.tick else 0)) + 2

    @property
    def tick(self) -> int:
        """The width of the mark of the elected, with what is between it and its word."""
        return round(letter(self.picture) * 1.5)

    def broken(self, line: Line, width: int) -> list[Line]:
        """The same words on as many lines as they need; a word that is too long is broken too."""
        layout = QTextLayout(line.words, self.face(line))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        # Qt counts in units of UTF-16, of which some characters have two.
        units = line.words.encode("utf-16-le")
        parts = []
        while (piece := layout.createLine()).isValid():
            piece.setLineWidth(width)
            first = 2 * piece.textStart()
            last = first + 2 * piece.textLength()
            parts.append(units[first:last].decode("utf-16-le").strip())
        layout.endLayout()
        return [Line(part, line.role, line.heavy) for part in parts]

    def cut(self, line: Line, width: int) -> Line:
        """The words on one line, ending in three dots where they are too long."""
        metrics = QFontMetricsF(self.face(line))
        words = metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, width)
        return Line(words, line.role, line.heavy)


def leaves(shown: Shown, room: Room) -> list[Leaf]:
    """Every leaf: the results one after the other, who was elected without a poll, then what is
    expected; where there is none of it, the count's name alone.
    """
    found = [
        leaf
        for result in shown.results
        for leaf in _paged(result.contest, _title(result), list(_blocks(result, room)), room)
    ]
    if shown.unopposed:
        title = [Line(say("hall-screen", "unopposed"), heavy=True)]
        blocks = [_unopposed(each, room) for each in shown.unopposed]
        found += _paged(_UNOPPOSED, title, blocks, room)
    if shown.awaited:
        title = [Line(say("hall-screen", "awaited"), heavy=True)]
        found += _paged("", title, [_awaited(each, room) for each in shown.awaited], room)
    if found:
        return found
    name = room.broken(Line(shown.count, heavy=True), room.wide)
    return [Leaf("", 1, Block(tuple(name[: room.high // room.line]), spoken=shown.count))]


def _title(result: ShownResult) -> list[Line]:
    """The contest, and what its figures are: a declared result, and never anything before it."""
    key, role = ("what.corrected", "attention") if result.corrected else ("what", "secondary")
    what = say("hall-screen", key)
    if result.election:
        what = say("hall-screen", "of-election", what=what, election=result.election)
    return [Line(result.name, heavy=True), Line(what, role)]


def _paged(
    contest: str, title: Sequence[Line], blocks: Sequence[Block], room: Room
) -> Iterator[Leaf]:
    """The blocks of one contest, leaf by leaf, under its title; told with how many leaves it has
    where it has several.
    """
    spoken = strung(line.words for line in title)
    # With the number of leaves the title has less room, and there may be more leaves for it.
    pages = list(_filled(_broken_title(title, room, 0), title, blocks, room, 0))
    if len(pages) > 1:
        number = room.width_of(Line(say("hall-screen", "leaf", n=88, of=88))) + room.gap
        whole = _broken_title(title, room, number)
        pages = list(_filled(whole, title, blocks, room, number))
    for n, (head, held) in enumerate(pages, 1):
        of = Line(say("hall-screen", "leaf", n=n, of=len(pages)), "secondary")
        beside = (of,) if len(pages) > 1 else ()
        yield Leaf(contest, n, Block(tuple(head), beside, spoken), tuple(held))


def _broken_title(title: Sequence[Line], room: Room, beside: int) -> list[Line]:
    return [part for line in title for part in room.broken(line, room.wide - beside)]


def _filled(
    whole: list[Line], title: Sequence[Line], blocks: Sequence[Block], room: Room, beside: int
) -> Iterator[tuple[list[Line], list[Block]]]:
    """Heading and blocks of each leaf: the whole title on the first, one line of it afterwards."""
    short = [room.cut(title[0], room.wide - beside)]
    most = room.high // room.line
    # A title that leaves no room for two lines beneath it has a leaf of its own.
    head = whole[:most]
    held: list[Block] = []
    left = room.high - len(head) * room.line
    under_one = (room.high - room.line - room.gap) // room.line
    for block in (part for each in blocks for part in _split(each, under_one)):
        needed = room.gap + block.lines * room.line
        if needed > left:
            yield head, held
            head = short
            held = []
            left = room.high - room.line
        held.append(block)
        left -= needed
    yield head, held


def _split(block: Block, most: int) -> Iterator[Block]:
    """A block of more lines than a leaf has, in parts; the first has what stands to the right."""
    for at in range(0, block.lines, most):
        yield Block(block.left[at : at + most], block.right[at : at + most], block.spoken)


def _blocks(result: ShownResult, room: Room) -> Iterator[Block]:
    beside = [list(_right(each)) for each in result.candidates]
    wide = max((room.width_of(line) for lines in beside for line in lines), default=0)
    left = max(room.wide - wide - 2 * room.gap, round(room.wide * _LEAST_LEFT))
    for candidate, right in zip(result.candidates, beside, strict=True):
        name = room.broken(Line(candidate.name, heavy=True), left)
        of = Line(candidate.description, "secondary")
        party = room.broken(of, left) if candidate.description else []
        yield Block((*name, *party), tuple(right), _spoken(candidate))


def _right(candidate: ShownCandidate) -> Iterator[Line]:
    yield Line(figure(candidate.votes), heavy=True)
    if candidate.elected:
        yield Line(say("hall-screen", "elected"), "ok", heavy=True, tick=True)
    if candidate.by_lot:
        yield Line(say("hall-screen", "by-lot"), "ok")


def _spoken(candidate: ShownCandidate) -> str:
    votes = say("hall-screen", "votes", votes=candidate.votes)
    parts = [candidate.name, candidate.description, votes]
    if candidate.elected:
        parts.append(say("hall-screen", "elected"))
    if candidate.by_lot:
        parts.append(say("hall-screen", "by-lot"))
    return strung(parts)


def _unopposed(each: ShownUnopposed, room: Room) -> Block:
    return _beneath(each, (strung(filter(None, one)) for one in each.elected), room)


def _awaited(each: Awaited, room: Room) -> Block:
    return _beneath(each, [each.expected], room)


def _beneath(each: Awaited | ShownUnopposed, told: Iterable[str], room: Room) -> Block:
    """A contest's name, and what is told of it."""
    name = Line(each.name, heavy=True)
    lines = [name, *([Line(each.election, "secondary")] if each.election else [])]
    lines += map(Line, told)
    broken = [part for line in lines for part in room.broken(line, room.wide)]
    return Block(tuple(broken), spoken=strung(line.words for line in lines))
