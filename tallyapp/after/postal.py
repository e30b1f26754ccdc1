"""The statement as to postal ballot papers, as far as the count knows it: what it does not know is
left empty, and said.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache

import msgspec

from tallyapp.after.days import days_since, postal_window
from tallyapp.domain.reports.declaration import heading
from tallyapp.domain.reports.record import Record, RecordLine, RecordPart
from tallyapp.domain.rules.postal import postal_boxes, sessions_of
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.resources import resource
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure
from tallyapp.words.language import given_out


class PostalLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the form: its part, what it asks, and which figure of the count answers it."""

    part: str
    label: str
    of: str = msgspec.field(name="from", default="")


@cache
def postal_lines() -> tuple[PostalLine, ...]:
    """What the form asks, in its order (resources/after/postal.toml)."""
    told = tomllib.loads(resource("after", "postal.toml").read_text(encoding="utf-8"))
    return tuple(msgspec.convert(line, PostalLine) for line in told["lines"])


def postal_figures(contest: ContestState) -> Mapping[str, int | None]:
    """What the count knows of a contest's postal votes, in covers or papers; None where nothing."""
    sessions = sessions_of(contest)
    boxes = postal_boxes(contest)
    rejected = contest.postal_rejected
    if rejected is None and sessions:
        rejected = sum((each.rejected for each in sessions), start=type(sessions[0].rejected)(0))
    counted = all(box.counts for box in boxes)
    return {
        "covers": contest.postal.returned.agreed,
        "opened": sum(each.covers for each in sessions) if sessions else None,
        "rejected": rejected,
        "delivered": sum(each.papers for each in sessions) if sessions else None,
        "verified": sum(box.papers for box in boxes) if boxes and counted else None,
    }


@given_out()
def postal_statement(count: Count, contest: ContestState, today: date) -> Record:
    """The statement of one contest, with the days on which it is sent, counted from polling day."""
    head = heading(count, contest)
    known = postal_figures(contest)
    lines = postal_lines()
    parts = [_when(contest.set_up.rules.kind, head.polling_day, today)]
    for part in dict.fromkeys(line.part for line in lines):
        answered = (_line(line, known) for line in lines if line.part == part)
        parts.append(RecordPart(say("after", f"postal.{part}"), lines=tuple(answered)))
    parts.append(_sessions(contest))
    missing = sum(known.get(line.of) is None for line in lines)
    if missing:
        key = "postal.missing.one" if missing == 1 else "postal.missing"
        told = say("after", key, missing=missing, lines=len(lines))
        parts.insert(1, RecordPart(say("after", "postal.not-known"), sentences=(told,)))
    title = say("after", "postal.title")
    return Record(head, title, tuple(parts), (head.officer_title,))


def window_words(kind: str, polling_day: date, today: date) -> str:
    """On which days it is sent, and whether this is one of them: said, and nothing is forbidden."""
    window = postal_window(kind, polling_day)
    since = days_since(polling_day, today)
    if window is None:
        return say("after", "postal.no-window", since=since)
    days = {"first": day(window.first), "last": day(window.last)}
    return say("after", f"postal.{window.says(today)}", since=since, **days)


def _when(kind: str, polling_day: date, today: date) -> RecordPart:
    told = window_words(kind, polling_day, today)
    return RecordPart(
        say("after", "postal.when"), sentences=(told, say("after", "postal.weekends"))
    )


def _line(line: PostalLine, known: Mapping[str, int | None]) -> RecordLine:
    value = known.get(line.of)
    if value is None:
        return RecordLine(line.label, say("after", "not-known"), empty=True)
    return RecordLine(line.label, figure(value))


def _sessions(contest: ContestState) -> RecordPart:
    """Each session at which covers were opened; what was delivered from it, and in which box."""
    lines = tuple(
        RecordLine(
            say("after", "postal.session", session=str(each.number), box=each.box),
            say("after", "postal.opened", covers=each.covers, rejected=each.rejected),
            say("after", "postal.delivered", papers=each.papers),
        )
        for each in sorted(sessions_of(contest), key=lambda one: (one.number, one.box))
    )
    none = () if lines else (say("after", "postal.no-session"),)
    return RecordPart(say("after", "postal.sessions"), sentences=none, lines=lines)
