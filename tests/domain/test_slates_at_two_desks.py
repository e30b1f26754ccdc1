"""Two desks meet slates in another order: whom papers are counted for does not hang on it.

A clerk types the number that the desk shows. By number, each desk's first slate was slate 1: once
their acts stood in one stream, papers of one slate were counted for the other's candidates, every
sum agreed, and the wrong two were elected.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from itertools import count as numbers
from typing import TypeAlias

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.count import apply, check
from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.result import figures, outcome
from tallyapp.domain.rules.sheets import SeveralSeats, Slip, sheet_kind
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.slates import (
    Slate,
    is_of_slate,
    slate_called,
    slate_field,
    slate_name,
    slate_of,
)
from tallyapp.domain.vocabulary.units import MAX_SLATES, CandidateNumber, SheetNumber
from tests.halls import (
    CLERK,
    ELM,
    OTHER_CLERK,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    a_ward,
    slate,
    slip,
    ward_sheet,
)

FIRST, SECOND = slate(1, 2), slate(3, 4)
SHEETS = (1, 2)
SLIPS = (3, 4)
AT = datetime(2024, 7, 5, 3, tzinfo=UTC)
"""When everything is done here: whose clock is ahead decides nothing about slates."""
_ids = numbers(1)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Two seats, four candidates; sheets 1 and 2 and slips 3 and 4 of area A; no slate named."""
    hall = a_ward(tmp_path_factory.mktemp("ward"))
    hall.issue("A", *SHEETS)
    hall.issue("A", *SLIPS, form="slip")
    yield hall
    hall.desk.close()


class Desk:
    """A desk that starts from what the ward knows, and hears of nothing else."""

    def __init__(self, ward: Hall) -> None:
        self.ward = ward
        self.count: Count = deepcopy(ward.desk.count)
        self.done: list[acts.AnyContestAct] = []

    @property
    def contest(self) -> ContestState:
        return self.count.contests[ELM]

    def do(self, act: acts.AnyContestAct) -> None:
        """Do an act here; nothing may stand against it."""
        stamped = self.stamped(act)
        self.take(stamped)
        self.done.append(stamped)

    def stamped(self, act: acts.AnyContestAct) -> acts.AnyContestAct:
        return replace(act, id=f"{next(_ids):032x}", at=AT, seen=self.count.count.seq)

    def take(self, act: acts.AnyContestAct) -> None:
        """An act that was done elsewhere comes in."""
        assert [found for found in check(self.count, ELM, act) if not found.flag] == []
        apply(self.count, ELM, act)

    def name(self, named: Slate, *officers: int) -> None:
        """The first of these officers names it, and the second confirms it."""
        first, second = officers
        self.do(acts.SlateNamed(**self.ward.by(first).contest, candidates=named))
        self.do(acts.SlateConfirmed(**self.ward.by(second).contest, candidates=named))

    def key(self, number: int, papers: Mapping[int, int], *officers: int) -> None:
        """Officers key a sheet of blocks alone, each by the number that this desk shows."""
        of_slates = {self.contest.slate_numbered(n): each for n, each in papers.items()}
        for by in officers:
            self.do(keyed(self.ward, number, ward_sheet(blocks=of_slates), by))


def keyed(ward: Hall, number: int, written: SheetFigures, by: int) -> acts.SheetKeyed:
    of = ward.of_sheet(number).opened
    return acts.SheetKeyed(**ward.by(by).contest, sheet=SheetNumber(number), of=of, figures=written)


def merged(
    data: st.DataObject, one: Sequence[acts.AnyContestAct], other: Sequence[acts.AnyContestAct]
) -> list[acts.AnyContestAct]:
    """The acts of two desks in one stream: each desk's in its own order."""
    turns = data.draw(st.permutations([True] * len(one) + [False] * len(other)))
    ones, others = iter(one), iter(other)
    return [next(ones) if turn else next(others) for turn in turns]


@given(data=st.data())
def test_two_desks_that_number_two_slates_differently_elect_whom_the_papers_name(
    ward: Hall, data: st.DataObject
) -> None:
    here, there = Desk(ward), Desk(ward)
    here.name(FIRST, CLERK, OTHER_CLERK)
    here.key(1, {1: 60}, CLERK, OTHER_CLERK)
    there.name(SECOND, THIRD_CLERK, SUPERVISOR)
    there.key(2, {1: 25}, THIRD_CLERK, SUPERVISOR)
    assert here.contest.slate_number(FIRST) == there.contest.slate_number(SECOND) == 1

    hall = Desk(ward)
    for act in merged(data, here.done, there.done):
        hall.take(act)
    now = figures(hall.contest)
    assert now.votes == (60, 60, 25, 25)
    assert outcome(hall.contest, now.votes).elected == FIRST
    assert hall.contest.named_once == {}
    # Both have a number that people can type, whichever was named first.
    assert {hall.contest.slate_number(each) for each in (FIRST, SECOND)} == {1, 2}


@given(data=st.data())
def test_each_desk_keys_the_same_sheet_by_its_own_numbers_and_they_agree(
    ward: Hall, data: st.DataObject
) -> None:
    here, there = Desk(ward), Desk(ward)
    for desk, order, (by, other) in (
        (here, (FIRST, SECOND), (CLERK, OTHER_CLERK)),
        (there, (SECOND, FIRST), (THIRD_CLERK, SUPERVISOR)),
    ):
        for named in order:
            desk.name(named, by, other)
    here.key(1, {1: 60, 2: 25}, CLERK)
    there.key(1, {2: 60, 1: 25}, THIRD_CLERK)
    # Named at both desks, a slate is refused at the second and is there all the same.
    theirs = [act for act in there.done if isinstance(act, acts.SheetKeyed)]
    hall = Desk(ward)
    for act in merged(data, here.done, []) + theirs:
        hall.take(act)
    assert hall.contest.sheets[SheetNumber(1)].live
    assert figures(hall.contest).votes == (60, 60, 25, 25)


# ---- keyings of different things in any order

Night: TypeAlias = tuple[list[Slate], list[tuple[int, Mapping[Slate, int], int]]]
"""Slates that are met, and keyings: of which paper, how many papers of each slate, by whom."""
sets = st.sets(st.integers(1, 4), min_size=1, max_size=2).map(lambda of: slate(*of))


@st.composite
def nights(draw: st.DrawFn) -> Night:
    """Slates that are met, and keyings of sheets and slips with papers for some of them."""
    met = draw(st.lists(sets, min_size=1, max_size=4, unique=True))
    keyings: list[tuple[int, Mapping[Slate, int], int]] = []
    for number in draw(st.lists(st.sampled_from([*SHEETS, *SLIPS]), max_size=4, unique=True)):
        for by in (CLERK, OTHER_CLERK):
            most = 1 if number in SLIPS else 3
            papers = st.dictionaries(
                st.sampled_from(met), st.sampled_from([25, 30]), min_size=1, max_size=most
            )
            keyings.append((number, draw(papers), by))
    return met, keyings


def acts_of(ward: Hall, night: Night) -> list[tuple[acts.AnyContestAct, frozenset[Slate]]]:
    """The acts of a night, each with the slates that must be named before it."""
    met, keyings = night
    found: list[tuple[acts.AnyContestAct, frozenset[Slate]]] = [
        (acts.SlateNamed(**ward.by(CLERK).contest, candidates=each), frozenset()) for each in met
    ]
    found += [
        (acts.SlateConfirmed(**ward.by(OTHER_CLERK).contest, candidates=each), frozenset({each}))
        for each in met
    ]
    for number, papers, by in keyings:
        if number in SLIPS:
            ((whose, many),) = papers.items()
            written = slip(whose, many)
        else:
            written = ward_sheet(blocks=papers)
        found.append((keyed(ward, number, written, by), frozenset(papers)))
    return found


def in_some_order(
    data: st.DataObject, given_: Sequence[tuple[acts.AnyContestAct, frozenset[Slate]]]
) -> Iterator[acts.AnyContestAct]:
    """The acts in any order in which a slate is named before it is confirmed or keyed."""
    left = list(data.draw(st.permutations(given_)))
    named: set[Slate] = set()
    while left:
        at = next(i for i, (_, needs) in enumerate(left) if needs <= named)
        act, _ = left.pop(at)
        if isinstance(act, acts.SlateNamed):
            named.add(act.candidates)
        yield act


def of_paper(contest: ContestState, paper: KeyedPaper) -> object:
    """A paper as an act would tell it: nothing in it is a slate's number, or its place."""
    kind = kind_of(contest, paper)

    def by_name(row: Sequence[int | None]) -> dict[str, object]:
        values = enumerate(row)
        return {kind.fields[i]: None if v is None else kind.named(i, v).value for i, v in values}

    looks = {look: by_name(row) for look, row in paper.looks.items()}
    differing = {kind.fields[i] for i in paper.differing()}
    stands = None if paper.values is None else by_name(paper.values)
    return paper.life, looks, differing, stands


def told(contest: ContestState) -> object:
    """All that naming and keying made true, but for the numbers that people give to slates."""
    papers = {number: of_paper(contest, paper) for number, paper in contest.sheets.items()}
    return figures(contest), set(contest.slates), contest.named_once, papers


@given(data=st.data(), night=nights())
def test_acts_that_name_different_slates_and_keyings_of_their_papers_commute(
    ward: Hall, data: st.DataObject, night: Night
) -> None:
    given_ = acts_of(ward, night)
    desks = Desk(ward), Desk(ward)
    for desk in desks:
        for act in in_some_order(data, given_):
            desk.do(act)
    one, other = (told(desk.contest) for desk in desks)
    assert one == other


# ---- names of fields

several = st.lists(
    st.sets(st.integers(1, 99), min_size=1, max_size=15).map(lambda of: slate(*of)),
    min_size=1,
    max_size=6,
    unique=True,
).map(tuple)


@given(slates=several)
def test_a_slate_is_read_back_from_its_name_and_no_two_share_one(slates: Sequence[Slate]) -> None:
    assert [slate_called(slate_name(each)) for each in slates] == list(slates)
    assert len({slate_field(each, "full") for each in slates}) == len(slates)
    assert all(is_of_slate(slate_field(each, "full")) for each in slates)
    assert not any(map(is_of_slate, ("sent", "slip", "3.full", "papers", "1.votes")))
    assert all(slate_of(tuple(reversed(each))) == each for each in slates)


@given(
    slates=several,
    written=st.sampled_from(["bundles", "total", "both"]),
    data=st.data(),
)
def test_what_is_keyed_of_each_field_is_read_from_the_act_as_it_was_keyed(
    slates: tuple[Slate, ...], written: str, data: st.DataObject
) -> None:
    for kind in (
        SeveralSeats(99, 25, written, 15, slates),  # type: ignore[arg-type]
        Slip(99, 25, written, 15, slates),  # type: ignore[arg-type]
        Slip(99, 25, written, 1, ()),  # type: ignore[arg-type]
    ):
        most = len(slates) if kind.fields[1] == "slip" else 500
        row = data.draw(st.lists(st.integers(1, most), min_size=1, max_size=1)) * len(kind.fields)
        values: Row = [*row]
        named = tuple(kind.named(i, value) for i, value in enumerate(row))
        stored = msgspec.json.decode(msgspec.json.encode(named), type=tuple[FieldValue, ...])
        assert kind.row(1, stored) == (values, [])
        figures_ = msgspec.json.encode(kind.figures(values))
        assert kind.read(1, msgspec.json.decode(figures_, type=SheetFigures)) == (values, [])


def test_a_file_that_claims_more_slates_than_any_contest_has_is_not_believed(ward: Hall) -> None:
    desk = Desk(ward)
    desk.contest.slates += [slate(n) for n in range(1_001, 1_001 + MAX_SLATES)]
    act = acts.SlateNamed(**ward.by(CLERK).contest, candidates=FIRST)
    (found,) = check(desk.count, ELM, desk.stamped(act))
    assert (found.code, found.place.field) == ("A110", "more-slates")


@pytest.mark.parametrize("whose", [(2, 1), (1, 1)])
def test_whose_a_slip_is_stands_in_ballot_paper_order_even_on_one_that_is_queried(
    ward: Hall, whose: tuple[int, ...]
) -> None:
    desk = Desk(ward)
    written = replace(slip((1, 2), 30), slip=tuple(map(CandidateNumber, whose)))
    act = acts.SheetQueried(
        **ward.by(CLERK).contest,
        sheet=SheetNumber(3),
        of=ward.of_sheet(3).opened,
        figures=written,
    )
    (found,) = check(desk.count, ELM, desk.stamped(act))
    assert (found.code, found.place.field) == ("A104", "slip")


def test_a_slip_of_nobody_that_was_named_is_read_as_nobodys(ward: Hall) -> None:
    kind = sheet_kind(Desk(ward).contest, "slip")
    whose = FieldValue("slip", (CandidateNumber(1), CandidateNumber(4)))
    _, found = kind.row(3, (whose,))
    assert [(each.code, each.place.field) for each in found] == [("A104", "slip")]
    _, found = kind.row(3, (FieldValue("slip", 1),))
    assert [(each.code, each.place.field) for each in found] == [("A104", "slip")]
