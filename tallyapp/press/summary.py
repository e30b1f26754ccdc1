"""Seats over a whole count: who has how many, who is elected where, and what is still counted."""

from collections.abc import Iterator
from typing import NamedTuple

from tallyapp.documents.page import wording
from tallyapp.domain.reports.press_report import PressReport
from tallyapp.domain.views.seats import PartySeats
from tallyapp.domain.vocabulary.phrases import weekday
from tallyapp.press.mail import named, person
from tallyapp.press.markup import element, page
from tallyapp.words.catalogue import say
from tallyapp.words.language import given_out
from tallyapp.words.last_time import party_words


class Part(NamedTuple):
    """A part of the summary: its heading, and a line for each thing in it."""

    heading: str
    lines: tuple[str, ...]


@given_out()
def summary_text(report: PressReport) -> str:
    """The summary as plain text."""
    head = "\n".join(filter(None, (_mark(report), _title(report), weekday(report.polling_day))))
    parts = ["\n".join((part.heading, *part.lines)) for part in _parts(report)]
    return "\n\n".join((head, _known(report), *parts, report.imprint)).rstrip() + "\n"


@given_out()
def summary_page(report: PressReport) -> bytes:
    """The same as a page for the website."""
    mark = _mark(report)
    parts = [
        element(
            "section",
            element("h2", part.heading),
            element("ul", *(element("li", line) for line in part.lines)),
        )
        for part in _parts(report)
    ]
    return page(
        " ".join(filter(None, (mark, _title(report)))),
        element(
            "header",
            element("p", mark, class_="practice", role="note") if mark else None,
            element("h1", _title(report)),
        ),
        element(
            "main",
            element("p", weekday(report.polling_day)),
            element("p", _known(report)),
            *parts,
        ),
        element("footer", element("p", report.authority), element("p", report.imprint)),
    )


def _mark(report: PressReport) -> str:
    return f"{wording.PRACTICE}. {wording.NOT_REAL}." if report.practice else ""


def _title(report: PressReport) -> str:
    return say("press", "summary.title", name=report.name)


def _known(report: PressReport) -> str:
    seats = report.seats
    if seats.filled == seats.all:
        return say("press", "summary.seats.all", all=seats.all)
    return say("press", "summary.seats", filled=seats.filled, all=seats.all)


def _parts(report: PressReport) -> Iterator[Part]:
    told = (
        ("summary.by-description", _seats(report)),
        ("summary.changes", _changes(report)),
        ("summary.contests", _declared(report)),
        ("summary.unopposed", _unopposed(report)),
        ("summary.not-told", not_told(report)),
    )
    for key, lines in told:
        if found := tuple(lines):
            yield Part(say("press", key), found)


def _seats(report: PressReport) -> Iterator[str]:
    seats = report.seats
    yield from map(_party, seats.parties)
    if seats.to_come:
        yield say("press", "summary.to-come", seats=seats.to_come)
    if seats.unfilled:
        yield say("press", "summary.unfilled", seats=seats.unfilled)


def _party(party: PartySeats) -> str:
    key = "summary.party.unopposed" if party.unopposed else "summary.party"
    name = party.description or say("press", "summary.no-description")
    return say("press", key, party=name, seats=party.seats, unopposed=party.unopposed)


def _changes(report: PressReport) -> Iterator[str]:
    """Seats held, gained and lost by each party, and over how much of the council."""
    seats = report.seats
    for party in seats.changes:
        yield say(
            "press",
            "summary.change",
            party=party_words(party),
            then=party.then,
            now=party.now,
            held=party.held,
            gained=party.gained,
            lost=party.lost,
        )
    if seats.changes:
        yield say("press", "summary.compared", contests=seats.compared)
        if seats.not_compared:
            yield say("press", "summary.not-compared", contests=seats.not_compared)


def _declared(report: PressReport) -> Iterator[str]:
    for contest in report.contests:
        area = contest.notice.heading.area
        elected = ", ".join(map(person, contest.elected))
        told = say("press", "summary.contest", contest=area, elected=elected)
        yield f"{told}. {contest.beside.seats}" if contest.beside.seats else told


def _unopposed(report: PressReport) -> Iterator[str]:
    for ward in report.unopposed:
        elected = ", ".join(named(name, description) for name, description in ward.elected)
        if elected:
            yield say("press", "summary.contest", contest=ward.name, elected=elected)


def not_told(report: PressReport) -> Iterator[str]:
    """Each contest of which no figure is given out, and why."""
    for contest in report.not_told:
        yield say("press", f"not-told.{contest.why}", contest=contest.name)
