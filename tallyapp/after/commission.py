"""The return to the Electoral Commission: every field that it asks for, filled from what the count
knows; what it does not know is there, empty, and named.

Figures of the result are those of the notice that stands; of a contest that is not declared there
are none. In papers, votes or electors, as the labels say.
"""

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from io import StringIO
from typing import NamedTuple

import msgspec

from tallyapp.after.postal import postal_figures
from tallyapp.desk import Desk
from tallyapp.desk.two_arithmetics import must_agree
from tallyapp.domain.reports.declaration import heading
from tallyapp.domain.reports.record import Record, RecordLine, RecordPart
from tallyapp.domain.rules.declaring import borne_out
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import OnNotice
from tallyapp.domain.vocabulary.findings import Code, Refusal, finding
from tallyapp.domain.vocabulary.shares import hundredths_of_percent, percent
from tallyapp.resources import resource
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure
from tallyapp.words.language import given_out

FORMAT = "tallyapp.return/1"
_TURNOUTS = ("turnout", "turnout-total")
"""Answers that are hundredths of a percent."""


class ReturnField(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the return: what it asks, and which figure of the count answers it."""

    id: str
    part: str
    label: str
    of: str = msgspec.field(name="from", default="")


class Answered(NamedTuple):
    """A field with its answer; None where the count does not know it."""

    part: str
    id: str
    label: str
    value: int | str | None


@cache
def return_fields() -> tuple[ReturnField, ...]:
    """What the return asks, in its order (resources/after/commission.toml)."""
    told = tomllib.loads(resource("after", "commission.toml").read_text(encoding="utf-8"))
    return tuple(msgspec.convert(field, ReturnField) for field in told["fields"])


def answered(contest: ContestState) -> tuple[Answered, ...]:
    """Every field of a contest's return; then its rejected papers by head, and its candidates."""
    known = _known(contest)
    fields = [
        Answered(field.part, field.id, field.label, _said(field.of, known.get(field.of)))
        for field in return_fields()
    ]
    return (*fields, *_heads(contest), *_candidates(contest))


def must_all_agree(desk: Desk) -> None:
    """Raises Refusal with E304 where the two arithmetics differ in a declared contest, and where
    one was declared on paper with figures that were not counted, and not corrected since.
    """
    for stream, contest in desk.count.contests.items():
        if contest.declaration is None:
            continue
        must_agree(desk.ledger, stream, figures(contest))
        if not contest.corrected and not borne_out(contest):
            name = contest.set_up.name
            raise Refusal([finding(Code.A105, "contest", name, "not-borne-out")])


def _known(contest: ContestState) -> Mapping[str, int | None]:
    postal = postal_figures(contest)
    stations = [box for box in contest.boxes.values() if box.box.kind == "polling"]
    accounts = [box.account for box in stations if box.account]
    # Of some of the stations would be a figure of none of them.
    all_keyed = bool(stations) and len(accounts) == len(stations)
    counted = bool(stations) and all(box.counts for box in stations)
    said = contest.on_notice
    return {
        "electorate": said.electorate if said else contest.set_up.electorate,
        "issued": sum(a.issued for a in accounts) if all_keyed else None,
        "spoilt": sum(a.spoilt for a in accounts) if all_keyed else None,
        "tendered": sum(a.tendered for a in accounts) if all_keyed else None,
        "verified-stations": sum(box.papers for box in stations) if counted else None,
        "covers": postal["covers"],
        "rejected-before": postal["rejected"],
        "verified-postal": postal["verified"],
        **(_result(contest, said, postal["rejected"]) if said else {}),
    }


def _result(contest: ContestState, said: OnNotice, before: int | None) -> Mapping[str, int | None]:
    """Figures of the notice; `before` are postal votes rejected before the count."""
    given = said.figures
    rejected = contest.set_up.rules.rejected_papers(given.rejected)
    papers = given.valid + rejected
    electors = said.electorate
    whole = None if before is None else papers + before
    return {
        "verified": given.verified,
        "valid": given.valid,
        "rejected": rejected,
        "turnout": None if electors is None else hundredths_of_percent(papers, electors),
        "turnout-total": None
        if electors is None or whole is None
        else hundredths_of_percent(whole, electors),
    }


def _said(of: str, value: int | None) -> int | str | None:
    """Turnouts as people write them, everything else as a whole number."""
    return percent(value).rstrip("%") if value is not None and of in _TURNOUTS else value


def _heads(contest: ContestState) -> Iterator[Answered]:
    given = contest.on_notice.figures.rejected if contest.on_notice else None
    for n, head in enumerate(contest.set_up.rules.heads, 1):
        papers = None if given is None else int(given[n - 1])
        yield Answered("heads", f"rejected-{n}", head.label, papers)


def _candidates(contest: ContestState) -> Iterator[Answered]:
    said = contest.on_notice
    declared = contest.declaration
    people = said.candidates if said else contest.set_up.candidates
    for n, candidate in enumerate(people, 1):
        label = ", ".join(filter(None, (candidate.ballot_name, candidate.description)))
        votes = int(said.figures.votes[n - 1]) if said else None
        yield Answered("candidates", f"candidate-{n}", label, votes)
    if declared:
        elected = "; ".join(people[n - 1].name for n in declared.elected)
        yield Answered("candidates", "elected", say("after", "return.elected"), elected)


# ---- as files


@given_out()
def return_csv(desk: Desk) -> bytes:
    """A line for each field of each contest, in UTF-8 with a mark for spreadsheets."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(("contest", "name", "part", "field", "label", "value", "known"))
    for stream, contest in desk.count.contests.items():
        for part, field, label, value in answered(contest):
            texts = (stream, contest.set_up.name, part, field, label)
            told = "" if value is None else _plain(value)
            rows.writerow((*map(_plain, texts), told, "no" if value is None else "yes"))
    return out.getvalue().encode("utf-8-sig")


def _plain(value: int | str) -> int | str:
    """A text that a spreadsheet takes for no formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return value


@given_out()
def return_json(desk: Desk) -> bytes:
    """The same as JSON; what the count does not know is null, and its id is in `unknown`."""
    count = desk.count.count.set_up
    contests = []
    for stream, contest in desk.count.contests.items():
        fields = answered(contest)
        contests.append(
            {
                "contest": stream,
                "name": contest.set_up.name,
                "declared": contest.declaration is not None,
                "fields": [each._asdict() for each in fields],
                "unknown": [each.id for each in fields if each.value is None],
            }
        )
    whole = {
        "format": FORMAT,
        "count": count.name if count else "",
        "polling_day": count.polling_day.isoformat() if count else "",
        "practice": bool(count and count.practice),
        "contests": contests,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


@given_out()
def return_record(desk: Desk, contest: ContestState) -> Record:
    """The return of one contest to be read, on paper."""
    fields = answered(contest)
    unknown = sum(each.value is None for each in fields)
    key = "return.unknown.one" if unknown == 1 else "return.unknown"
    told = say("after", key, unknown=unknown, fields=len(fields))
    parts = [RecordPart(say("after", "return.about"), sentences=(told,))]
    if contest.on_notice is None:
        undeclared = say("after", "return.undeclared")
        parts = [parts[0]._replace(sentences=(told, undeclared))]
    for part in dict.fromkeys(each.part for each in fields):
        lines = tuple(_line(each) for each in fields if each.part == part)
        parts.append(RecordPart(say("after", f"return.{part}"), lines=lines))
    return Record(heading(desk.count, contest), say("after", "return.title"), tuple(parts))


def _line(each: Answered) -> RecordLine:
    if each.value is None:
        return RecordLine(each.label, say("after", "not-known"), empty=True)
    told = each.value if isinstance(each.value, str) else figure(each.value)
    return RecordLine(each.label, told)
