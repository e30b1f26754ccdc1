"""Whatever is so of a count is in the file, or said beside it, or nothing is written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from tallyapp.domain.state.result import CorrectedNotice, OnNotice
from tallyapp.domain.views.tally import (
    CandidateTally,
    ContestTally,
    CountTally,
    LotTally,
    Turnouts,
    UnopposedTally,
    count_tally,
)
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.exchange.export.exported import CannotHold, Exported
from tallyapp.exchange.export.formats import FORMATS
from tallyapp.exchange.export.remarks import Fact
from tallyapp.words.catalogue import catalogue
from tests.halls import a_counted_hall

from .nights import but, given

Changed = Callable[[CountTally], CountTally]


@pytest.fixture(scope="module")
def count(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CountTally]:
    """A declared count of one contest, nothing odd about it."""
    hall = a_counted_hall(tmp_path_factory.mktemp("elm"))
    hall.finish()
    yield count_tally(hall.desk.count)
    hall.desk.close()


def of_contest(**fields: object) -> Changed:
    return lambda count: but(replace(count.contests[0], **fields), count)  # type: ignore[arg-type]


def of_candidate(**fields: object) -> Changed:
    """The same of the one who is elected."""

    def changed(count: CountTally) -> CountTally:
        first, *others = count.contests[0].candidates
        one: CandidateTally = replace(first, **fields)  # type: ignore[arg-type]
        return but(replace(count.contests[0], candidates=(one, *others)), count)

    return changed


def heads_exchanged(count: CountTally) -> CountTally:
    contest = count.contests[0]
    papers = [head.papers for head in contest.rejected]
    turned = zip(contest.rejected, [*papers[1:], papers[0]], strict=True)
    rejected = tuple(replace(head, papers=n) for head, n in turned)
    return but(replace(contest, rejected=rejected), count)


def one_more_rejected(count: CountTally) -> CountTally:
    contest = count.contests[0]
    first, *others = contest.rejected
    rejected = (replace(first, papers=Papers(first.papers + 1)), *others)
    more = Papers(contest.rejected_papers + 1)
    return but(replace(contest, rejected=rejected, rejected_papers=more), count)


def in_part(count: CountTally) -> CountTally:
    contest = count.contests[0]
    head = replace(contest.rejected[0], key="in-part", in_part=True, papers=Papers(3))
    rejected = (*contest.rejected, head)
    return but(replace(contest, seats=2, rejected=rejected, rejected_in_part=Papers(3)), count)


def drawn(count: CountTally) -> CountTally:
    two = (CandidateNumber(1), CandidateNumber(2))
    return but(replace(count.contests[0], lots=(LotTally(two, two[0]),)), count)


def corrected(count: CountTally) -> CountTally:
    figures = ResultFigures(
        votes=(Votes(121), Votes(85), Votes(41)),
        rejected=(Papers(0), Papers(1), Papers(0), Papers(3)),
        valid=Papers(247),
        verified=Papers(251),
    )
    people = tuple(
        Candidate(surname=one.surname, other_names=one.other_names, description=one.description)
        for one in count.contests[0].candidates
    )
    says = OnNotice(figures=figures, candidates=people, electorate=1_000)
    notice = CorrectedNotice(id="0" * 32, number=1, seq=9, says=says, reason="misread")
    return but(replace(count.contests[0], corrected=(notice,)), count)


def without_poll(count: CountTally) -> CountTally:
    lone = Candidate(surname="Fir", other_names="Kim", description="")
    ward = UnopposedTally(id="yew", election="Elm Council", name="Yew", seats=2, candidates=(lone,))
    return replace(count, unopposed=(ward,))


def asked(contest: ContestTally) -> ContestTally:
    return replace(contest, answers=True)


CHANGES: dict[str, tuple[Changed, set[Fact]]] = {
    "practice": (lambda count: replace(count, practice=False), {Fact.PRACTICE}),
    "the polling day": (lambda c: replace(c, polling_day=date(2025, 5, 1)), {Fact.DAY}),
    "the election": (of_contest(election="Another election"), {Fact.ELECTION}),
    "not declared": (of_contest(declared_at=None), {Fact.UNDECLARED}),
    "no poll": (without_poll, {Fact.UNOPPOSED}),
    "several seats": (of_contest(seats=2), {Fact.SEVERAL_SEATS}),
    "a question": (lambda c: but(asked(c.contests[0]), c), {Fact.QUESTION}),
    "why papers were rejected": (heads_exchanged, {Fact.BY_HEAD}),
    "rejected papers": (one_more_rejected, {Fact.REJECTED}),
    "rejected in part": (in_part, {Fact.IN_PART}),
    "votes not used": (of_contest(seats=2, unused=Votes(9)), {Fact.UNUSED}),
    "uncertain votes": (of_contest(seats=2, uncertain=Votes(9)), {Fact.UNCERTAIN}),
    "the electorate": (of_contest(electorate=2_000, turnout=None), {Fact.ELECTORATE}),
    "no electorate": (of_contest(electorate=None, turnout=None), {Fact.NO_ELECTORATE}),
    "postal votes rejected before": (
        of_contest(turnout=Turnouts(valid=2_460, ballot_box=2_500, total=2_600)),
        {Fact.POSTAL},
    ),
    "a lot": (drawn, {Fact.LOTS}),
    "a term": (of_candidate(term="until 2028"), {Fact.TERMS}),
    "a deposit": (of_candidate(deposit="forfeited"), {Fact.DEPOSITS}),
    "the full name": (of_candidate(surname="Rowan"), {Fact.TWO_NAMES}),
    "the name": (
        of_candidate(
            surname="Rowan",
            ballot_surname="Rowan",
            ballot_name="Rowan, Alex",
            name="Alex Rowan",
        ),
        set(),
    ),
    "where somebody of the same name lives": (
        of_candidate(
            ballot_name="Ash, Alex (of 1, High Street)", name="Alex Ash (of 1, High Street)"
        ),
        {Fact.ALIKE},
    ),
    "the votes": (of_candidate(votes=Votes(121)), {Fact.CANDIDATES}),
    "the description": (of_candidate(description="Rowan Party"), {Fact.DESCRIPTIONS}),
    "the party": (of_candidate(party="PP53"), {Fact.PARTY, Fact.NO_PARTY}),
    "declared outside": (of_contest(outside="the power failed"), {Fact.OUTSIDE}),
    "a corrected notice": (corrected, {Fact.CORRECTED}),
}
"""What is changed of the count, and the remarks that may stand for it."""


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "arlo-manifest"])
def test_what_is_so_is_in_the_file_or_is_said(name: str, change: str, count: CountTally) -> None:
    changed, facts = CHANGES[change]
    plain = exported(name, count)
    other = exported(name, changed(count))
    if isinstance(other, CannotHold):
        return
    assert isinstance(plain, Exported)
    said = {remark.of for remark in (*plain.remarks, *other.remarks)}
    assert other.data != plain.data or said & facts, f"{change} is dropped without a word"


def test_a_manifest_says_that_it_is_of_papers_alone(count: CountTally) -> None:
    made = exported("arlo-manifest", count)
    assert isinstance(made, Exported)
    assert [remark.of for remark in made.remarks] == ["practice", "manifest"]
    undeclared = exported("arlo-manifest", CHANGES["not declared"][0](count))
    assert isinstance(undeclared, Exported)
    assert "undeclared" in {remark.of for remark in undeclared.remarks}


def test_nothing_is_said_of_an_ordinary_count_but_what_its_format_lacks(count: CountTally) -> None:
    said = {}
    for name in FORMATS:
        made = exported(name, count)
        assert isinstance(made, Exported)
        said[name] = {remark.of for remark in made.remarks}
    assert said["json"] == set()
    assert said["csv"] == {"no-party"}
    assert said["nist-err-json"] == {"by-head", "deposits", "no-party"}
    assert "several-seats" not in said["commons-csv"]


def test_everything_that_can_be_so_has_words() -> None:
    words = catalogue()["export"]
    assert {fact for fact in Fact if f"lost.{fact}" not in words} == set()


def exported(name: str, count: CountTally) -> Exported | CannotHold:
    try:
        return FORMATS[name](given(count))
    except CannotHold as cannot:
        return cannot
