"""The count summary for the read-back: added up by hand, area by area, with none of our figures."""

from collections.abc import Sequence
from typing import NamedTuple

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import (
    Bookmarked,
    heading,
    instructions,
    name_style,
    numbered,
    person,
    signed,
)
from tallyapp.documents.hall.filling import Page, Part, Top, filled, joined, row_height
from tallyapp.documents.hall.paper import PEN, PEN_DIGIT, Format, box, digits
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    CONTENT,
    HEAD,
    HEAD_RULE,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import width
from tallyapp.domain.reports.hall_papers import CountSummary

MANY = 6
TOTAL = MANY * PEN_DIGIT
NAME_X = 29.0
MOST_AREAS = 4
AREA_WIDE = 53.0
"""Columns on a page: wide enough that five digits are written in each with a pen."""
HIGHEST = 26.0


class Columns(NamedTuple):
    """What is written side by side on a page, and what stands over the sum at its right."""

    words: Sequence[str]
    total: str

    @property
    def wide(self) -> float:
        """The width of each: where there are few, there is room to add up within it."""
        return max(AREA_WIDE, 110.0 / max(len(self.words), 1))

    @property
    def left(self) -> float:
        """Where the first begins: what is left of it is for the names."""
        return CONTENT - TOTAL - 6 - len(self.words) * self.wide

    @property
    def names(self) -> float:
        """How wide a name may be."""
        return self.left - NAME_X - 8


def count_summary(paper: Format, summary: CountSummary) -> Bookmarked:
    """The summary of a contest: one page for up to four areas; more go on, and the last page adds
    the pages.
    """
    top = heading(
        summary.heading,
        labels.SUMMARY,
        "",
        summary.code,
        told=labels.SUMMARY_TOLD,
        order=summary.order,
        again=summary.again,
    )
    found: list[Page] = []
    for columns in _in_columns(summary.areas):
        first = [*top.first, instructions(table=False)] if not found else list(top.further)
        found += _pages(paper, summary, Top(first, top.further), columns)
    return labels.SUMMARY, found, labels.ONE_SUMMARY


def _in_columns(areas: Sequence[str]) -> list[Columns]:
    if len(areas) <= MOST_AREAS:
        return [Columns(areas, labels.SUMMARY_TOTAL)]
    pages = [areas[at : at + MOST_AREAS] for at in range(0, len(areas), MOST_AREAS)]
    columns = [Columns(each, f"{labels.SUMMARY_SUM} {n}") for n, each in enumerate(pages, 1)]
    sums = [each.total for each in columns]
    # More sums than a page has columns are sums of sums; a contest of seventeen areas is rare.
    return [*columns, *_in_columns(sums)]


def _pages(paper: Format, summary: CountSummary, top: Top, columns: Columns) -> list[Page]:
    head = _head(wording.CANDIDATES_HEAD, columns)
    rejected = _head(labels.REJECTED_EACH, columns)
    several = summary.seats > 1
    sums = [_line(labels.REJECTED_ALL, columns, 0.6)]
    sums.append(_line(labels.VALID, columns, 0.6))
    sums.append(_line(labels.COUNTED, columns, RESULT_RULE))
    end = joined(*sums, signed(labels.SUMMARY_SIGNATURES, 46))
    heads = [
        _line(labels.IN_PART.format(words=each.words) if each.in_part else each.words, columns, 0.6)
        for each in summary.heads
    ]
    beside = sum(block.height for block in [*top.first, head, rejected, *heads, end])
    pitch = row_height(paper, beside, len(summary.candidates), HIGHEST)
    style = name_style(summary.candidates, columns.names, pitch)
    rows = []
    for index, candidate in enumerate(summary.candidates):
        row = Block()
        row.height = person(row, candidate, NAME_X, columns.names, pitch, style)
        numbered(row, index + 1, row.height)
        _figures(row, columns, 0.6)
        rows.append(row)
    votes = [] if not several else [_line(labels.VOTES_ALLOWED_TOTAL, columns, 0.6)]
    parts = [Part([*rows, *votes], head), Part(heads, rejected), Part([end])]
    return filled(paper, top, parts)


def _head(first: str, columns: Columns) -> Block:
    block = Block()
    names = [Wrapped(words, HEAD, columns.wide - 6) for words in columns.words]
    lines = max((name.lines for name in names), default=1)
    block.height = 10 + lines * HEAD.leading
    block.write(first, HEAD, block.height - 6, measure=columns.left - 6)
    for index, name in enumerate(names):
        x = columns.left + index * columns.wide
        block.place(name, block.height - 6 - (name.lines - 1) * HEAD.leading, x + 3)
    x = CONTENT - width(columns.total, HEAD)
    block.write(columns.total, HEAD, block.height - 6, x)
    block.rule(HEAD_RULE, block.height - 1)
    return block


def _line(words: str, columns: Columns, weight: float) -> Block:
    style = SMALL_STRONG if weight > 1 else SMALL
    told = Wrapped(words[:1].upper() + words[1:], style, columns.left - 8)
    block = Block(max(PEN, told.height + 5))
    block.place(told, (block.height - told.height) / 2 + 10)
    _figures(block, columns, weight)
    return block


def _figures(block: Block, columns: Columns, weight: float) -> None:
    for index in range(len(columns.words)):
        box(block, columns.left + index * columns.wide, 0, columns.wide, block.height, 0.6)
    digits(block, CONTENT - TOTAL, 0, block.height, TOTAL, MANY, max(weight, 1.0))
    block.rule(ROW_RULE, block.height - ROW_RULE)
