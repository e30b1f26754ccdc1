"""The result on a declaration, as it stands on its pages: by PDFium, from where each word stands.

A figure is a candidate's because it stands in the candidate's row under "Votes", and not because
some text comes before it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2

from .told import Line, Result

_FIGURE = re.compile(r"[\d,]+")
_BROKEN = "\ufffe"
"""What PDFium makes of a hyphen at the end of a line."""
_WORD = re.compile(rf"[^\s{_BROKEN}]+{_BROKEN}?")
_END_OF_TABLE = ("Total number of votes", "Ledger head at entry")
"""What comes after the candidates, at the end of all or at the foot of a page."""
_SLACK = 1.5
"""Points by which a word may stand off its column or line."""


@dataclass(frozen=True)
class _Word:
    text: str
    left: float
    right: float
    top: float


def result(pdf: bytes) -> Result:
    """The result that a declaration in English tells."""
    pages = _pages(pdf)
    lines = [line for page in pages for line in _candidates(page)]
    said = [_text(line) for page in pages for line in _lines(page)]
    electorate = _after(said, "Electorate")
    return Result(
        lines=tuple(lines),
        valid=_figure(_one(said, r"([\d,]+) valid \+ [\d,]+ rejected")),
        rejected=tuple(papers for page in pages for papers in _rejected(page)),
        verified=_figure(_after(said, "Papers verified")),
        electorate=_figure(electorate) if electorate else None,
    )


def text(pdf: bytes) -> str:
    """All words of a document, in the order of reading, on one line."""
    return _text(word for page in _pages(pdf) for line in _lines(page) for word in line)


def _figure(text: str) -> int:
    return int(text.replace(",", ""))


def _pages(pdf: bytes) -> list[list[_Word]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_words(page.get_textpage()) for page in document]
    finally:
        document.close()


def _words(page: pypdfium2.PdfTextPage) -> list[_Word]:
    words = []
    for found in _WORD.finditer(page.get_text_range()):
        boxes = [page.get_charbox(place, loose=True) for place in range(*found.span())]
        lefts, _, rights, tops = zip(*boxes, strict=True)
        words.append(_Word(found[0], min(lefts), max(rights), max(tops)))
    return words


def _text(words: Iterable[_Word]) -> str:
    """The words in a line, those put together that a hyphen at the end of one broke apart."""
    return " ".join(word.text for word in words).replace(f"{_BROKEN} ", "-").replace(_BROKEN, "-")


def _lines(page: Sequence[_Word]) -> list[list[_Word]]:
    """The words of each line, from the top: of one height, and from left to right."""
    lines: list[list[_Word]] = []
    for word in sorted(page, key=lambda word: (-word.top, word.left)):
        if lines and abs(lines[-1][0].top - word.top) < _SLACK:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _candidates(page: Sequence[_Word]) -> list[Line]:
    """The rows of the table on this page; none where it has none."""
    lines = _lines(page)
    texts = [_text(line) for line in lines]
    head = "Name of candidate Description Votes Result"
    if head not in texts:
        return []
    start = texts.index(head) + 1
    ends = [n for n, words in enumerate(texts) if words.startswith(_END_OF_TABLE)]
    words = {word.text: word for word in lines[start - 1]}
    lefts = [words["Name"].left, words["Description"].left, words["Result"].left]
    rows: list[list[_Word]] = []
    for line in lines[start : ends[0]]:
        if any(_is_votes(word, words["Votes"]) for word in line):
            rows.append([])
        if rows:
            rows[-1] += line
    return [_row(row, lefts, words["Votes"]) for row in rows]


def _is_votes(word: _Word, head: _Word) -> bool:
    return bool(_FIGURE.fullmatch(word.text)) and abs(word.right - head.right) < _SLACK


def _row(row: Sequence[_Word], lefts: Sequence[float], head: _Word) -> Line:
    (votes,) = (word for word in row if _is_votes(word, head))
    columns: list[list[_Word]] = [[], [], []]
    for word in row:
        if word is not votes:
            columns[bisect_right(lefts, word.left + _SLACK) - 1].append(word)
    name, description, mark = map(_text, columns)
    assert mark in ("", "Elected") or mark.startswith("Elected "), mark
    ballot_name, full_name = names(name)
    return Line(ballot_name, description, _figure(votes.text), bool(mark), full_name)


def names(cell: str) -> tuple[str, str]:
    """The name on the ballot paper; and the full one, where it is another."""
    before, said, known = cell.partition(", commonly known as ")
    words = known.split()
    for place in range(1, len(words) + 1):
        name = f"{' '.join(words[place:])}, {' '.join(words[:place])}"
        if before.startswith(f"{name} "):
            return name, before.removeprefix(f"{name} ")
    assert not said, cell
    return cell, ""


def _one(lines: Sequence[str], pattern: str) -> str:
    (found,) = [match[1] for line in lines if (match := re.search(pattern, line))]
    return found


def _after(lines: Sequence[str], label: str) -> str:
    """The figure at the end of the line with this label; empty where no line has it."""
    found = [match[1] for line in lines if (match := re.search(rf"{label} ([\d,]+)$", line))]
    assert len(found) < 2, (label, found)
    return found[0] if found else ""


def _rejected(page: Sequence[_Word]) -> list[int]:
    """The papers rejected under each head on this page; none where it has no such table."""
    lines = _lines(page)
    starts = [line for line in lines if _starts(line, "Ballot papers rejected")]
    if not starts:
        return []
    # Beside the table stand the other figures, or nothing.
    (start,) = starts
    beside = [word.left for word in start if word.text == "Figures"]
    column = [word for word in page if word.left < min(beside, default=10_000.0) - _SLACK]
    below = [line for line in _lines(column) if line[0].top < start[0].top - _SLACK]
    (total,) = (line for line in below if _starts(line, "Total rejected"))
    edge = total[-1].right
    under = [
        line
        for line in below
        if line is not total
        and _FIGURE.fullmatch(line[-1].text)
        and abs(line[-1].right - edge) < _SLACK
    ]
    whole = [_figure(line[-1].text) for line in under if line[0].top > total[0].top]
    assert sum(whole) == _figure(total[-1].text), whole
    return [_figure(line[-1].text) for line in under]


def _starts(line: Sequence[_Word], words: str) -> bool:
    return _text(line).startswith(words)
