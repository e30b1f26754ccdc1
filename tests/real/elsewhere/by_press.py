"""The results in the files for the press, as a reader of pages and of plain text finds them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from .by_pdf import names
from .told import Line, Result

_CANDIDATE = re.compile(r"(?P<name>.+?): (?P<votes>[\d,]+) votes?, [\d.]+%(?P<elected>, elected)?")


_HEAD = ["Name of candidate", "Description", "Votes", "Result"]


@dataclass
class _Table:
    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)


class _Tables(HTMLParser):
    """The tables of a page: their captions, and the words of each cell of each row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(_Table())
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("td", "th", "caption"):
            self._words.clear()

    def handle_data(self, data: str) -> None:
        self._words += data.split()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.tables[-1].rows[-1].append(" ".join(self._words))
        elif tag == "caption":
            self.tables[-1].caption = " ".join(self._words)


def page(data: bytes) -> Result:
    """The result on a page for the website, from its tables."""
    read = _Tables()
    read.feed(data.decode("utf-8"))
    read.close()
    votes, rejected, others = read.tables
    figures = {row[0]: row[1] for row in others.rows}
    (papers,) = (label for label in figures if label.startswith("Papers verified "))
    electorate = figures["Electorate"]
    heads = [row for row in rejected.rows if row[0] != "Total rejected"]
    assert rejected.caption.startswith("Ballot papers rejected")
    return Result(
        lines=tuple(_lines(votes.rows)),
        valid=_figure(papers.split()[2]),
        rejected=tuple(_figure(papers) for _, papers in heads),
        verified=_figure(figures[papers]),
        electorate=None if electorate == "not known" else _figure(electorate),
    )


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    assert list(rows[0]) == _HEAD
    for row in rows[1:]:
        if row[0].startswith("Total number of votes"):
            return
        name, description, votes, result = row
        ballot_name, full_name = names(name)
        assert result in ("", "Elected") or result.startswith("Elected "), result
        yield Line(ballot_name, description, _figure(votes), bool(result), full_name)


def _figure(text: str) -> int:
    return int(text.replace(",", ""))


def ranked(text: str) -> list[tuple[str, int, bool]]:
    """What is told of each candidate in a text for an e-mail: name with description, votes, and
    whether elected; most votes first.
    """
    lines = text.splitlines()
    start = lines.index("Result, most votes first") + 1
    return [_ranked(line) for line in lines[start : lines.index("", start) - 1]]


def pictured(words: str) -> list[int]:
    """The votes in the words of a picture, as they come; the last are those of all who are not
    named, where there are such.
    """
    return [_figure(votes) for votes in re.findall(r": ([\d,]+) votes?[,.]", words)]


def _ranked(line: str) -> tuple[str, int, bool]:
    told = _CANDIDATE.fullmatch(line)
    assert told, line
    return told["name"], _figure(told["votes"]), bool(told["elected"])
