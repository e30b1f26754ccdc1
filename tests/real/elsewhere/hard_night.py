"""A night on which everything happens that a file for elsewhere could tell wrongly.

All of it is invented: names that break lists, a lot, a notice put right, a result declared outside,
a contest given up, one still counting, one that nobody has begun, and a ward without a poll.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.result import figures
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers, Votes
from tallyapp.past.published import PastCandidate, PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tests.planned import key_sheet
from tests.real.replaying import hasty

POLLING_DAY = date(2025, 5, 1)
HARD = "hard-names"
LOT = "by-lot"
CORRECTED = "corrected"
OUTSIDE = "outside"
BY_TORCHLIGHT = "by-torchlight"
GIVEN_UP = "given-up"
COUNTING = "counting"
NOT_BEGUN = "not-begun"
UNOPPOSED = "unopposed"
DECLARED = (HARD, LOT, CORRECTED, OUTSIDE, BY_TORCHLIGHT)
BORNE_OUT = (HARD, LOT, CORRECTED, OUTSIDE)
"""Those of which the figures declared are the figures counted."""
SAID_OUTSIDE = (120, 111, 98)
"""Votes declared outside the program: of one contest every sheet was keyed, of the other none."""
COUNTED_WRONGLY = 12
"""Votes by which a corrected notice puts right what was declared."""


def person(surname: str, others: str = "", description: str = "", **more: str) -> Candidate:
    """A candidate by name."""
    return Candidate(surname=surname, other_names=others, description=description, **more)


NAMES: tuple[Candidate, ...] = (
    person('=HYPERLINK("http://example.org","Win")', "Alex", "Independent"),
    person("+44 7700 900000", "Bo", "=1+1"),
    person("-Dash", "Cy", "-2+3"),
    person("@SUM(A1:A9)", "Di", "@home"),
    person("'Apostrophe", "Ed", "'=1+1"),
    person("Comma, Esquire", "Flo", "Health, Homes, and Hope"),
    person('Quote "Jock"', "Gus", 'The "Real" Party'),
    person("Semicolon; Pipe|", "Hal", "Left; Right | Centre"),
    person("Ŵynn-Llŷr", "Ianto Ŷ", "Plaid y Dŵr – Party of Water"),
    person("D’Arcy-Łuński", "Jürgen Øystein", "Żółw"),
    person("<b>Bold</b> & Co", "Kim", "</script><script>alert(1)</script>"),
    person("Back\\slash", "Lee", "\\n\\t"),
    person("%Percent", "Max", "100%"),
    person("Null", "", "None"),
    person("TRUE", "Nan", "FALSE"),
    person("1e5", "007", "0123"),
    person("N/A", "Oz", "nil"),
    person("Jones", "Alex", "Independent", particular="of 1, High Street"),
    person("Jones", "Alex", "Independent", particular="of 2, High Street"),
    person("Nunson", "Pat", "Independent", commonly_used_surname="Collinson"),
    person("Qureshi", "Muhammad Ali", "Green", commonly_used_forenames="Mo"),
    person("van der Berg", "Rik", "2025-05-01"),
    person("Smith", "Jo", "A" * 12),
    *(person(f"Zed{letter}", letter, f"Party {letter}") for letter in "ABCDEFGHIJKLMNOPQ"),
)
"""Forty candidates: beginnings of formulas, separators, quotation marks, marks of other languages,
words that programs take for something else, and two of one name told apart by where they live.
"""


def ward(contest: str) -> str:
    """What this contest is called."""
    return f"{contest.title()}, “The Ward”"


def past(
    contest: str, people: Sequence[Candidate], votes: Sequence[int], seats: int = 1
) -> PastResult:
    """A contest with these votes, to be played: nobody rejected more than seven papers."""
    number_of = range(1, len(people) + 1)
    ranked = sorted(number_of, key=lambda number: -votes[number - 1])
    return PastResult(
        id=contest,
        kind="local-england",
        election="Election of councillors, Practice",
        authority="Practice",
        name=ward(contest),
        polling_day=POLLING_DAY,
        seats=seats,
        candidates=tuple(
            PastCandidate(candidate=one, votes=Votes(number))
            for one, number in zip(people, votes, strict=True)
        ),
        source="Invented.",
        electorate=4 * sum(votes),
        valid=Papers(sum(votes)),
        rejected=Papers(7),
        elected=tuple(sorted(CandidateNumber(number) for number in ranked[:seats])),
        majority=None,
    )


THREE = (
    person("Ash", "Ann", "Independent"),
    person("Birch", "Bob", "Green"),
    person("Cedar", "Cat", "Labour"),
)


def night(file: Path) -> Desk:
    """The whole night, in this new file."""
    clock = HallClock(POLLING_DAY)
    hard = past(HARD, NAMES, [101 + 7 * n for n in range(len(NAMES))])
    desk = rehearsal.begin(file, 'Night of "hard" names, with commas', [hard], clock, hasty)
    _play(desk, clock, hard)
    _play(desk, clock, past(LOT, THREE, (90, 90, 20)))
    _corrected(desk, clock)
    _declared_outside(desk, clock, OUTSIDE, keyed=True)
    _declared_outside(desk, clock, BY_TORCHLIGHT, keyed=False)
    _given_up(desk, clock)
    _still_counting(desk, clock)
    clock.begin()
    rehearsal.set_up(desk, past(NOT_BEGUN, THREE, (3, 2, 1)), seed=1)
    _unopposed(desk)
    return desk


def _play(desk: Desk, clock: HallClock, result: PastResult) -> None:
    clock.begin()
    rehearsal.play(desk, rehearsal.set_up(desk, result, seed=1))


def _corrected(desk: Desk, clock: HallClock) -> None:
    """A notice put right: the second had votes that had been read out as the third's."""
    _play(desk, clock, past(CORRECTED, THREE, (300, 200, 100)))
    contest = desk.contest(CORRECTED)
    right = _moved(figures(contest), 1, 2, COUNTED_WRONGLY)
    desk.do(
        CORRECTED,
        acts.NoticeCorrected(
            **desk.by(rehearsal.RETURNING_OFFICER).fixed,
            of=contest.notice,
            notice=1,
            figures=right,
            reason='A bundle, "Birch", stood with Cedar',
            second=OfficerNumber(rehearsal.DEPUTY),
        ),
    )


def _moved(now: ResultFigures, to: int, out_of: int, votes: int) -> ResultFigures:
    moved = list(now.votes)
    moved[to] = Votes(moved[to] + votes)
    moved[out_of] = Votes(moved[out_of] - votes)
    return replace(now, votes=tuple(moved))


def _declared_outside(desk: Desk, clock: HallClock, contest: str, *, keyed: bool) -> None:
    clock.begin()
    planned = rehearsal.set_up(desk, past(contest, THREE, SAID_OUTSIDE), seed=1)
    rehearsal.verify_boxes(desk, planned)
    if keyed:
        rehearsal.key_papers(desk, planned)
    counted = figures(desk.contest(contest))
    heads = len(planned.rules.heads)
    by_torchlight = ResultFigures(
        votes=tuple(map(Votes, SAID_OUTSIDE)),
        rejected=(Papers(7), *[Papers(0)] * (heads - 1)),
        valid=Papers(sum(SAID_OUTSIDE)),
        verified=Papers(sum(SAID_OUTSIDE) + 7),
    )
    desk.do(
        contest,
        acts.DeclaredOutside(
            **desk.by(rehearsal.RETURNING_OFFICER).fixed,
            of="",
            figures=counted if keyed else by_torchlight,
            elected=(CandidateNumber(1),),
            declared_at=desk.clock().replace(microsecond=0),
            declarant=OfficerNumber(rehearsal.RETURNING_OFFICER),
            reason="=the lights went out",
            second=OfficerNumber(rehearsal.DEPUTY),
        ),
    )


def _given_up(desk: Desk, clock: HallClock) -> None:
    """Half of it was keyed when it was known that a candidate had died."""
    planned = _half_keyed(desk, clock, GIVEN_UP)
    desk.do(
        planned.stream,
        acts.ContestAbandoned(
            **desk.by(rehearsal.RETURNING_OFFICER).contest,
            because="candidate-died",
            candidate=CandidateNumber(2),
            reason="said at eleven",
            second=OfficerNumber(rehearsal.DEPUTY),
        ),
    )


def _still_counting(desk: Desk, clock: HallClock) -> None:
    _half_keyed(desk, clock, COUNTING)


def _half_keyed(desk: Desk, clock: HallClock, contest: str) -> rehearsal.Rehearsal:
    """Every paper but the last is keyed twice: there are votes, and no result."""
    clock.begin()
    planned = rehearsal.set_up(desk, past(contest, THREE, (900, 800, 700)), seed=1)
    rehearsal.verify_boxes(desk, planned)
    for sheet in planned.plan.sheets[:-1]:
        for clerk in rehearsal.CLERKS[:2]:
            key_sheet(desk, contest, sheet, clerk)
    return planned


def _unopposed(desk: Desk) -> None:
    desk.do(
        COUNT_STREAM,
        acts.UncontestedRecorded(
            **desk.by(rehearsal.RETURNING_OFFICER).count,
            contest=UNOPPOSED,
            election="Election of councillors, Practice",
            name="Unopposed",
            seats=2,
            candidates=(person("=Alone", "Una", "Independent, and alone"),),
        ),
    )
