"""Warnings: figures that add up and yet are to be looked at again,
because other areas say otherwise.

None of them ever stops anybody. Integers alone:
shares are in hundredths of a percent, of the valid papers.

The tests. W401: more rejected papers than the rate of the kind of election, or any without
the official mark. W402: with four areas or more, an area whose share for a candidate (or
whose turnout, where the electorates of the areas are known) is more than ten points from
the median of all areas, and more than five times as far as half the areas are. W403:
exchanging two candidates' figures brings an area far nearer to the other areas together:
from fifteen points away or more to a quarter of that or less. W404: nobody voted here for
a candidate for whom five votes or more would be in keeping with the other areas. W405: the
margin for the last seat is one vote in a hundred of the valid papers, or less. W406: whom
a slate names (slate_warnings), as soon as it is named, whatever is counted. W407: two sheets
of the contest with the same figures in every field, four of them and more not 0.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tallyapp.domain.rules.result import figures
from tallyapp.domain.rules.slates import slates_to_compare
from tallyapp.domain.rules.which_sheet import alike
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.shares import hundredths_of_percent

AREAS_TO_COMPARE = 4
"""With fewer areas, W402 cannot be made: there is no telling which of them is out of line."""
_POINT = 100
_OUT_OF_LINE = 10 * _POINT
_TIMES_THE_SPREAD = 5
_EXCHANGED = 15 * _POINT
_NEARER = 4
_IN_KEEPING = 5
_SMALL_MARGIN = 100
_NO_MARK = "official-mark"


Areas = Sequence[AreaState]
"""Those of which every paper is counted."""


@dataclass(frozen=True, kw_only=True)
class WarningTest:
    """A test with the layout of documents since which it is made.

    A pack drawn under an earlier layout says nothing of it, for ever: else whoever adds a test
    today would make false every pack that was signed yesterday.
    """

    code: Code
    since: int
    find: Callable[[ContestState, Areas], Iterable[Finding]]

    def __post_init__(self) -> None:
        if self.since < 1:
            raise ValueError(f"{self.code}: no layout is numbered {self.since}")


def warnings(contest: ContestState, layout: int | None = None) -> list[Finding]:
    """All that is to be looked at again: slates, and the areas
    of which every paper is counted; flags, all of them.

    With a layout, what a pack drawn under it tells of: tests that came later are not made.
    """
    # Only areas in which every paper is counted: a half-counted one is out of line by nature.
    areas = [area for area in contest.areas.values() if area.counted and not area.difference]
    made = (test for test in TESTS if layout is None or test.since <= layout)
    return [each.flagged() for test in made for each in test.find(contest, areas)]


def unanswered(contest: ContestState) -> list[Finding]:
    """The warnings that nobody has looked into, in just these numbers.

    Slates are not among them: they are compared with their bundle, and stand open until they are.
    """
    return [
        found
        for found in warnings(contest)
        if found.code is not Code.W406 and found.record() not in contest.warned
    ]


def _rejected(contest: ContestState, areas: Areas) -> Iterator[Finding]:
    for area in areas:
        yield from _rejected_in(contest, area)


def _rejected_in(contest: ContestState, area: AreaState) -> Iterator[Finding]:
    rules = contest.set_up.rules
    name = area.area.id
    rate = rules.rejected_per_10_000
    if rate and area.rejected_papers * 10_000 > rate * area.counted:
        numbers = {"rejected": area.rejected_papers, "counted": area.counted, "rate": rate}
        yield finding(Code.W401, "area", name, **numbers)
    for head, papers in zip(rules.heads, area.rejected, strict=True):
        # A single one is enough: a paper without the mark may never have been issued.
        if head.key == _NO_MARK and papers:
            yield finding(Code.W401, "area", name, _NO_MARK, rejected=papers)


def _turnout(_: ContestState, areas: Areas) -> Iterator[Finding]:
    known = [area.area.electorate for area in areas if area.area.electorate is not None]
    # One electorate that is not known makes the median that of other areas.
    if len(areas) < AREAS_TO_COMPARE or len(known) < len(areas):
        return
    counted = (area.counted for area in areas)
    turnouts = [hundredths_of_percent(*pair) for pair in zip(counted, known, strict=True)]
    for i, median in _out_of_line(turnouts):
        yield finding(
            Code.W402, "area", areas[i].area.id, "turnout", share=turnouts[i], median=median
        )


def _shares(_: ContestState, areas: Areas) -> Iterator[Finding]:
    if len(areas) < AREAS_TO_COMPARE:
        return
    for n in range(len(areas[0].votes)):
        shares = [_share(area, n) for area in areas]
        for i, median in _out_of_line(shares):
            numbers = {"share": shares[i], "median": median}
            yield finding(Code.W402, "area", areas[i].area.id, f"{n + 1}.share", **numbers)


def _out_of_line(shares: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Which of these are out of line, and the median of all."""
    median = _median(shares)
    # The median and not the mean: the area that is wrong must not move what it is measured by.
    spread = _median([abs(share - median) for share in shares])
    for i, share in enumerate(shares):
        if abs(share - median) > max(_OUT_OF_LINE, _TIMES_THE_SPREAD * spread):
            yield i, median


def _by_area(
    find: Callable[[AreaState, Areas], Iterable[Finding]],
) -> Callable[[ContestState, Areas], Iterator[Finding]]:
    """A test that looks at each area beside the others, where there are others."""

    def each(_: ContestState, areas: Areas) -> Iterator[Finding]:
        for area in areas if len(areas) > 1 else ():
            yield from find(area, [other for other in areas if other is not area])

    return each


def _exchanged(area: AreaState, others: Areas) -> Iterator[Finding]:
    """W403 for the pair whose exchange brings this area
    nearest to the others, if that is far nearer.
    """
    # Against the others together, so that two exchanged areas do not hide each other.
    valid = sum(other.valid for other in others)
    elsewhere = [
        hundredths_of_percent(sum(o.votes[n] for o in others), valid)
        for n in range(len(area.votes))
    ]
    here = [_share(area, n) for n in range(len(area.votes))]
    best: tuple[int, int, int, int] | None = None
    for a, b in combinations(range(len(here)), 2):
        now = abs(here[a] - elsewhere[a]) + abs(here[b] - elsewhere[b])
        exchanged = abs(here[b] - elsewhere[a]) + abs(here[a] - elsewhere[b])
        if (
            now >= _EXCHANGED
            # Nelson 2023: two figures in each other's place add up. Only the other areas can tell.
            and exchanged * _NEARER <= now
            and (best is None or now - exchanged > best[0])
        ):
            best = now - exchanged, a, b, exchanged
    if best:
        _, a, b, _ = best
        numbers = {"first": a + 1, "second": b + 1, "votes": area.votes[a], "others": area.votes[b]}
        yield finding(Code.W403, "area", area.area.id, **numbers)


def _none_here(area: AreaState, others: Areas) -> Iterator[Finding]:
    valid = sum(other.valid for other in others)
    for n, votes in enumerate(area.votes, 1):
        elsewhere = sum(other.votes[n - 1] for other in others)
        # Where five or more would be expected here: small candidates have none in many areas.
        if not votes and elsewhere * area.valid >= _IN_KEEPING * valid > 0:
            yield finding(Code.W404, "area", area.area.id, f"{n}.votes", elsewhere=elsewhere)


def _margin(contest: ContestState, areas: Areas) -> Iterator[Finding]:
    # A margin before the last area is no margin.
    if len(areas) < len(contest.areas):
        return
    now = figures(contest)
    seats = contest.set_up.seats
    in_order = sorted(now.votes, reverse=True)
    margin = in_order[seats - 1] - in_order[seats]
    if margin * _SMALL_MARGIN <= now.valid:
        yield finding(Code.W405, "contest", contest.set_up.name, margin=margin, valid=now.valid)


def _share(area: AreaState, n: int) -> int:
    return hundredths_of_percent(area.votes[n], area.valid)


def _in_order(contest: ContestState) -> Iterator[KeyedPaper]:
    """The sheets of the round that counts, area by area."""
    for area in contest.areas.values():
        yield from area.sheets


def _median(values: Sequence[int]) -> int:
    """The middle value, the lower of two."""
    return sorted(values)[(len(values) - 1) // 2]


TESTS: tuple[WarningTest, ...] = (
    WarningTest(code=Code.W406, since=1, find=lambda contest, _: slates_to_compare(contest)),
    WarningTest(code=Code.W401, since=1, find=_rejected),
    WarningTest(code=Code.W402, since=1, find=_turnout),
    WarningTest(code=Code.W402, since=1, find=_shares),
    WarningTest(code=Code.W403, since=1, find=_by_area(_exchanged)),
    WarningTest(code=Code.W404, since=1, find=_by_area(_none_here)),
    WarningTest(code=Code.W405, since=1, find=_margin),
    WarningTest(code=Code.W407, since=1, find=lambda contest, _: alike(_in_order(contest))),
)
"""Every test, in the order in which a page tells of them; one that is added names the layout of
then.
"""
