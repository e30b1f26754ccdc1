"""The general election of 4 July 2024: what the program works out is what was published.

All 650 constituencies by the arithmetic alone; a dozen of them played
through the desk, from the first box to the declaration. Deposits are not
in the House of Commons files: they follow from the shares, which are.
"""

import csv
import json
import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.rules.set_up import new_contest
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import Declaration
from tallyapp.domain.views.tally import ContestTally, tally
from tallyapp.domain.vocabulary.on_paper import Area, ResultFigures
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.past_results import PastResult, read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tests.cli.running import COMMONS, OXFORD
from tests.halls import contest_fields, envelope
from tests.workstations import workstation

NAMED = (
    "st-austell-and-newquay",
    "hendon",
    "oxford-east",
    "ynys-mon",
    "na-h-eileanan-an-iar",
    "belfast-north",
)
"""A deposit returned by half a vote; a majority of 15;
and where names or parties differ from elsewhere.
"""
DOZEN = 12


@pytest.fixture(scope="module")
def published() -> dict[str, PastResult]:
    return {past.id: past for past in read_past_results(COMMONS)}


@pytest.fixture(scope="module")
def shares() -> dict[tuple[str, str, int], Decimal]:
    """The share of the valid votes as published, by constituency, surname and votes."""
    with COMMONS[0].open(encoding="utf-8") as file:
        return {
            (row["Constituency name"], row["Candidate surname"], int(row["Votes"])): Decimal(
                row["Share"]
            )
            for row in csv.DictReader(file)
        }


def agrees(
    past: PastResult, worked_out: ContestTally, shares: dict[tuple[str, str, int], Decimal]
) -> None:
    """A contest's tally against everything that was published of it."""
    assert [one.votes for one in worked_out.candidates] == [one.votes for one in past.candidates], (
        past.id
    )
    assert [n for n, one in enumerate(worked_out.candidates, 1) if one.elected] == list(
        past.elected
    ), past.id
    assert worked_out.majority == past.majority, past.id
    assert (worked_out.valid, worked_out.rejected_papers) == (
        past.valid,
        past.rejected,
    )
    assert worked_out.verified == past.valid + past.rejected == worked_out.valid + past.rejected
    for one, nominated in zip(worked_out.candidates, past.candidates, strict=True):
        share = shares[past.name, nominated.candidate.surname, nominated.votes]
        assert one.deposit == ("returned" if share > Decimal("0.05") else "forfeited"), (
            past.id,
            one.name,
        )
        assert abs(one.share_of_valid - share * 10_000) <= Decimal("0.51"), (past.id, one.name)


def declared(past: PastResult) -> ContestState:
    """A contest of one area with the published figures, as if it had been counted."""
    fields = contest_fields(
        contest=past.id,
        name=past.name,
        electorate=past.electorate,
        candidates=(),
        rules=load_rules(past.kind, past.polling_day).for_seats(1),
    )
    fields |= {
        "candidates": tuple(one.candidate for one in past.candidates),
        "areas": (Area(id="A", name="A"),),
        "boxes": (),
    }
    contest = new_contest(acts.ContestSetUp(**envelope(1), seen=1, count_head="0" * 64, **fields))
    heads = len(contest.set_up.rules.heads)
    figures = ResultFigures(
        votes=tuple(one.votes for one in past.candidates),
        rejected=(past.rejected, *[Papers(0)] * (heads - 1)),
        valid=past.valid,
        verified=Papers(past.valid + past.rejected),
    )
    elected = outcome(contest, figures.votes).elected
    at = envelope(1)["at"]
    contest.declaration = Declaration("", 1, figures, elected, at, OfficerNumber(1))
    return contest


def test_all_650_constituencies_come_out_as_published(
    published: dict[str, PastResult], shares: dict[tuple[str, str, int], Decimal]
) -> None:
    assert len(published) == 650
    assert len(shares) == sum(len(past.candidates) for past in published.values()) == 4_515
    for past in published.values():
        agrees(past, tally(declared(past)), shares)


def test_the_arithmetic_is_not_forgiving(
    published: dict[str, PastResult], shares: dict[tuple[str, str, int], Decimal]
) -> None:
    """The comparison would notice one vote: with one less Pennington's deposit is forfeited."""
    past = published["st-austell-and-newquay"]
    place = [one.candidate.surname for one in past.candidates].index("Pennington")
    assert tally(declared(past)).candidates[place].deposit == "returned"
    figures = tally(declared(past))
    assert figures.candidates[place].votes * 20 - figures.valid == 8
    contest = declared(past)
    assert contest.declaration
    fewer = list(contest.declaration.figures.votes)
    fewer[place] = type(fewer[place])(fewer[place] - 1)
    contest.declaration.figures = replace(contest.declaration.figures, votes=tuple(fewer))
    assert tally(contest).candidates[place].deposit == "forfeited"
    with pytest.raises(AssertionError):
        agrees(past, tally(contest), shares)


@pytest.fixture(scope="module")
def played(
    published: dict[str, PastResult], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A dozen constituencies in one count, each from its first box to its declaration."""
    others = random.Random(650).sample(sorted(set(published) - set(NAMED)), DOZEN - len(NAMED))
    results = [published[name] for name in (*NAMED, *others)]
    clock = HallClock(results[0].polling_day)
    file = tmp_path_factory.mktemp("election") / "dozen.tally"
    desk = rehearsal.begin(file, "A dozen", results, clock)
    for result in results:
        clock.begin()
        rehearsal.play(desk, rehearsal.set_up(desk, result, seed=1))
    desk.close()
    again = Desk.open(file, clock, workstation("auditor"))
    yield again
    again.close()


def test_a_dozen_constituencies_played_through_the_desk_come_out_as_published(
    played: Desk, published: dict[str, PastResult], shares: dict[tuple[str, str, int], Decimal]
) -> None:
    assert played.disagreements == ()
    assert len(played.count.contests) == DOZEN
    assert set(NAMED) < set(played.count.contests)
    for name, contest in played.count.contests.items():
        agrees(published[name], tally(contest), shares)
        assert played.ledger.totals(name).votes == tuple(
            one.votes for one in published[name].candidates
        )


def test_hendon_was_won_by_fifteen_votes(played: Desk) -> None:
    hendon = tally(played.contest("hendon"))
    assert hendon.majority == 15
    (winner,) = (one for one in hendon.candidates if one.elected)
    assert (winner.name, winner.votes) == ("David Pinto-Duschinsky", 15_855)


def test_in_oxford_east_exactly_the_deposits_published_were_returned(played: Desk) -> None:
    kept = {
        one["surname"]: one["deposit"] == "kept"
        for one in json.loads(OXFORD.read_text("utf-8"))["candidates"]
    }
    nominated = played.contest("oxford-east").set_up.candidates
    told = tally(played.contest("oxford-east")).candidates
    pairs = zip(nominated, told, strict=True)
    assert {person.surname: one.deposit == "returned" for person, one in pairs} == kept
    assert list(kept.values()).count(True) == 5
