"""What an act put right of a set-up, or gave up, in the sentences of an audit pack: what was there
before, what is there after it, and why.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.reports.pack_words import areas_words
from tallyapp.domain.rules.putting_right import as_it_stands, corrected, count_corrected
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate
from tallyapp.domain.vocabulary.phrases import day

_NOTHING = "nothing"
_UNKNOWN = "not known"
_OF_CONTEST = {
    "election": "Election",
    "name": "Name",
    "seats": "Seats",
    "electorate": "Electorate",
    "bundle": "Papers in a bundle",
    "written": "Lines written as",
    "terms": "Terms",
}
_OF_COUNT = {
    "name": "Name",
    "polling_day": "Polling day",
    "note": "Note",
    "authority": "Authority",
    "imprint": "Imprint",
    "officer_title": "Title of the officer",
}
_SET_UP = "Set-up"

Told = tuple[str, str]
"""Where, and what."""


def put_right_in_contest(contest: ContestState, act: AnyAct) -> Sequence[Told]:
    """What an act of a contest put right of its set-up, or gave up; nothing if it is another act.

    The state is that before it.
    """
    match act:
        case acts.SetUpCorrected():
            return _with_reason(_SET_UP, list(_of_set_up(contest, act)), act.reason)
        case acts.BoxWithdrawn():
            box = contest.boxes[act.box].box
            return [(f"Area {box.area}, {box.name}", f"Box withdrawn. {act.reason}")]
        case acts.SheetsWithdrawn():
            return [(_run(contest, act), f"Withdrawn, nothing keyed. {act.reason}")]
        case acts.RecountAbandoned():
            begun = contest.recounts[-1]
            where = areas_words(contest, tuple(begun.areas))
            what = f"Re-count, round {begun.number}, abandoned; round {begun.round} stands again"
            return [(f"{where[:1].upper()}{where[1:]}", f"{what}. {act.reason}")]
        case _:
            return []


def put_right_in_count(count: CountState, act: acts.CountCorrected) -> Sequence[Told]:
    """What an act of the count put right of its set-up; the state is that before it."""
    before = count.set_up
    if before is None:
        return []
    changed = _changed(_OF_COUNT, before, count_corrected(before, act))
    return _with_reason("The count", list(changed), act.reason)


def _with_reason(where: str, told: Sequence[str], reason: str) -> Sequence[Told]:
    """Each thing by itself, the reason with the first: a page has room for no longer line."""
    first, *others = told or [_NOTHING]
    return [(where, f"{first}. {reason}"), *((where, each) for each in others)]


def _of_set_up(contest: ContestState, act: acts.SetUpCorrected) -> Iterator[str]:
    now = as_it_stands(contest)
    then = corrected(now, act)
    yield from _changed(_OF_CONTEST, now, then)
    if then.rules != now.rules:
        yield f"Rules {now.rules.title} to {then.rules.title}"
    yield from _lines(now.candidates, then.candidates)
    for area in act.areas:
        known = contest.areas.get(area.id)
        yield from _pair(f"Area {area.id}", _area(known.area if known else None), _area(area))
    for name in act.areas_out:
        yield f"Area {name} ({contest.areas[name].area.name}) taken out"
    for box in act.boxes:
        yield from _pair(f"Box {box.id}", _box(contest.boxes[box.id].box), _box(box))


def _changed(names: dict[str, str], now: object, then: object) -> Iterator[str]:
    for field, called in names.items():
        yield from _pair(called, _words(getattr(now, field)), _words(getattr(then, field)))


def _lines(now: Sequence[Candidate], then: Sequence[Candidate]) -> Iterator[str]:
    """The lines of the ballot paper on which somebody else stands, or is called otherwise."""
    for n in range(max(len(now), len(then))):
        yield from _pair(f"Line {n + 1}", _candidate(now, n), _candidate(then, n))


def _pair(what: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{what}: {before}, now {after}"


def _words(value: Any) -> str:
    match value:
        case None:
            return _UNKNOWN
        case int():
            return f"{value:,}"
        case date():
            return day(value)
        case tuple():
            return ", ".join(value) or _NOTHING
        case _:
            return f"“{value}”" if value else _NOTHING


def _candidate(candidates: Sequence[Candidate], n: int) -> str:
    if n >= len(candidates):
        return _NOTHING
    one = candidates[n]
    full = one.full_name if one.known_as else ""
    return ", ".join(filter(None, (one.ballot_name, full, one.description, one.party)))


def _area(area: Area | None) -> str:
    return f"{area.name}, electorate {_words(area.electorate)}" if area else _NOTHING


def _box(box: BallotBox) -> str:
    electors = "" if box.electorate is None else f", electorate {box.electorate:,}"
    return f"{box.name}, {box.kind}, area {box.area}{electors}"


def _run(contest: ContestState, act: acts.SheetsWithdrawn) -> str:
    areas = {
        contest.sheets[number].area: None
        for number in contest.sheets
        if act.first <= number <= act.last
    }
    named = areas_words(contest, tuple(areas))
    return f"{named[:1].upper()}{named[1:]}, sheets {act.first} to {act.last}"
