"""Report data of papers that are printed as if somebody at a table had filled them in."""

from msgspec import Struct

from tallyapp.domain.reports.hall_papers import HallHeading


class FilledLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line with its figures, one under each head of its part; `number` is 0 where it has none.

    `beneath` is in smaller letters under the words; a line of a `total` is drawn stronger.
    """

    words: str
    figures: tuple[int, ...]
    number: int = 0
    beneath: str = ""
    total: bool = False


class FilledPart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines under a title, and what stands above each column of figures."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[FilledLine, ...]


class FilledPaper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper by its number or name, and what a scanner reads; `told` is what is to be known of
    all its lines.
    """

    heading: HallHeading
    title: str
    number: str
    code: str
    parts: tuple[FilledPart, ...]
    told: str = ""


class FilledPapers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All papers of a practice count, in the order in which they are keyed; `foot` stands at the
    foot of each page.
    """

    title: str
    foot: str
    papers: tuple[FilledPaper, ...]
