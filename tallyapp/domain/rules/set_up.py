"""A contest's set-up: what must be so before the first paper is counted."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from tallyapp.domain import acts
from tallyapp.domain.rules.areas import no_polling_box
from tallyapp.domain.state.area import AreaState, BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Area, Candidate
from tallyapp.domain.vocabulary.units import (
    MAX_AREAS,
    MAX_BOXES,
    MAX_CANDIDATES,
    MAX_FIGURE,
    MAX_HEADS,
    MAX_SEATS,
    Papers,
    Votes,
)

# Set once for a contest: at Oadby in 2023 hundreds were keyed where bundles of 25 were meant.
BUNDLES = (10, 20, 25, 50, 100)
"""The sizes in which papers are bundled."""


def check_set_up(count: CountState, act: acts.ContestSetUp) -> list[Finding]:
    """Everything that is wrong with a contest's set-up, all at once."""
    found = list(_provided_for(count, act))
    # A contest's identifier names its stream, and `count` is taken by the count itself.
    if act.contest.casefold() == acts.COUNT_STREAM:
        found.append(finding(Code.A108, "contest", act.contest))
    if not act.name.strip() or not act.election.strip():
        found.append(finding(Code.A106, "contest", act.contest, "name"))
    found += on_the_paper(act.candidates)
    # One barcode serves A1 and a1, and nobody hears the difference across a hall.
    areas = repeated(area.id.casefold() for area in act.areas)
    found += [finding(Code.A108, "area", act.areas[n - 1].id) for n in areas]
    boxes = repeated(box.id.casefold() for box in act.boxes)
    found += [finding(Code.A108, "box", act.boxes[n - 1].id) for n in boxes]
    return found + list(_bounds(act)) + list(_areas_and_boxes(act))


def on_the_paper(candidates: Sequence[Candidate]) -> Iterator[Finding]:
    """A106 for each candidate without a surname, A108 for each who is another's like."""
    for n, candidate in enumerate(candidates, 1):
        if not candidate.surname.strip():
            yield finding(Code.A106, "candidate", n, "surname")
    # As on the ballot paper: two who look alike there, commonly used names and all, are one line.
    same = ((candidate.ballot_name, candidate.description) for candidate in candidates)
    yield from (finding(Code.A108, "candidate", n, "alike") for n in repeated(same))


def _bounds(act: acts.ContestSetUp) -> Iterator[Finding]:
    """A110 for each bound that is passed, with its number: what is beyond it could not be kept."""
    bounds = {
        "candidates": (len(act.candidates), MAX_CANDIDATES),
        "areas": (len(act.areas), MAX_AREAS),
        "boxes": (len(act.boxes), MAX_BOXES),
        "electorate": (act.electorate or 0, MAX_FIGURE),
        "heads": (len(act.rules.heads), MAX_HEADS),
    }
    for what, (number, most) in bounds.items():
        if number > most:
            numbers = {what: number, "most": most}
            yield finding(Code.A110, "contest", act.contest, what, **numbers)
    # What nobody knows is blank: 0 would make every paper one too many.
    if act.electorate == 0:
        yield finding(Code.A110, "contest", act.contest, "no-electors")
    areas = (
        finding(Code.A110, "area", a.id, "no-electors") for a in act.areas if a.electorate == 0
    )
    boxes = (finding(Code.A110, "box", b.id, "no-electors") for b in act.boxes if b.electorate == 0)
    yield from (*areas, *boxes)


def _provided_for(count: CountState, act: acts.ContestSetUp) -> Iterator[Finding]:
    """A110 for each thing that this version does not provide for."""
    rules = act.rules
    of_count = count.set_up_at(act.seen)
    if of_count and not rules.holds_on(of_count.polling_day):
        yield finding(Code.A110, "contest", act.contest, "rules")
    # With one seat no head rejects in part: of a paper of one vote nothing would be left.
    most = min(rules.most_seats, MAX_SEATS)
    if not 1 <= act.seats <= most or (act.seats == 1 and any(head.in_part for head in rules.heads)):
        yield finding(Code.A110, "contest", act.contest, "seats", seats=act.seats, most=most)
    # No poll, no count: those who stand are elected unopposed, and that is another act.
    elif len(act.candidates) <= act.seats:
        numbers = {"candidates": len(act.candidates), "seats": act.seats}
        yield finding(Code.A110, "contest", act.contest, "uncontested", **numbers)
    # With one more it is counted in another way, which these rules say nothing of.
    if rules.most_candidates and len(act.candidates) > rules.most_candidates:
        numbers = {"candidates": len(act.candidates), "most": rules.most_candidates}
        yield finding(Code.A129, "contest", act.contest, **numbers)
    if act.terms and len(act.terms) != act.seats:
        yield finding(
            Code.A111, "contest", act.contest, "terms", fields=len(act.terms), expected=act.seats
        )
    if act.bundle not in BUNDLES:
        yield finding(Code.A110, "contest", act.contest, "bundle", bundle=act.bundle)


def _areas_and_boxes(act: acts.ContestSetUp) -> Iterator[Finding]:
    """Every box in a known area;
    every area with a polling station's box, to mix its postal papers with.
    """
    known = {area.id for area in act.areas}
    for box in act.boxes:
        if box.area not in known:
            yield finding(Code.A104, "area", box.area, box.id)
    if not act.areas:
        yield finding(Code.A104, "contest", act.contest, "no-areas")
    yield from no_polling_box([area.id for area in act.areas], act.boxes)


def repeated(things: Iterable[Hashable]) -> Iterator[int]:
    """The positions, from 1, of things that stood there before."""
    seen: set[Hashable] = set()
    for n, thing in enumerate(things, 1):
        if thing in seen:
            yield n
        seen.add(thing)


def new_contest(act: acts.ContestSetUp) -> ContestState:
    """The state of a contest that has only been set up."""
    by = frozenset({act.by})
    contest = ContestState(act, names_id=act.id, names_by=by, electorate_by=by)
    for area in act.areas:
        contest.areas[area.id] = empty_area(act, area)
    # In the order of the set-up: an area's boxes are listed as the hall has them.
    for box in act.boxes:
        contest.boxes[box.id] = state = BoxState(box)
        contest.areas[box.area].boxes.append(state)
    return contest


def empty_area(set_up: acts.ContestSetUp, area: Area) -> AreaState:
    """An area in which nothing is counted yet: a line for each candidate and for each head."""
    votes = [Votes(0)] * len(set_up.candidates)
    return AreaState(area, votes, [Papers(0)] * len(set_up.rules.heads))


def apply_set_up(contest: ContestState) -> Changed:
    """Everything of the contest is new."""
    return Changed(
        contest.set_up.contest,
        contest.seq,
        areas=frozenset(contest.areas),
        boxes=frozenset(contest.boxes),
        result=True,
    )
