"""A result against the one before it: votes, shares, swing, turnout and seats, by party."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import Declaration
from tallyapp.domain.views.against import (
    Beside,
    ShareChange,
    Swing,
    TurnoutChange,
    TurnoutOf,
    against,
    swing,
)
from tallyapp.domain.views.ranking import ranking
from tallyapp.domain.views.seats_against import SeatOutcome, SeatsOfParty, WhyNot
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.previous import PreviousCandidate, PreviousResult, SeatHeld
from tallyapp.domain.vocabulary.shares import half
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers, Votes
from tallyapp.words.last_time import last_time
from tests.halls import Hall, previous_result

GREEN = "PP63"
LABOUR = "PP53"
LABOUR_AND_COOPERATIVE = "joint-party:53-119"
BEFORE = previous_result().candidates


def standing(*parties: str) -> tuple[Candidate, ...]:
    """Candidates of these parties; of `independent` one who is in none, of `?` nobody knows."""
    return tuple(
        Candidate(
            surname=f"Surname{n}",
            other_names="Alex",
            description="Independent" if party == "independent" else f"Words of {party}",
            party="" if party in ("independent", "?") else party,
        )
        for n, party in enumerate(parties)
    )


def declared(
    contest: ContestState,
    parties: Sequence[str],
    votes: Sequence[int],
    elected: Sequence[int] = (1,),
    before: PreviousResult | None = None,
    **set_up: Any,
) -> ContestState:
    """The contest as it is once these have these votes; what was before it."""
    contest.set_up = replace(contest.set_up, candidates=standing(*parties), **set_up)
    heads = len(contest.set_up.rules.heads)
    valid = Papers(sum(votes))
    contest.declaration = Declaration(
        "0" * 32,
        1,
        ResultFigures(
            votes=tuple(map(Votes, votes)),
            rejected=(Papers(4), *[Papers(0)] * (heads - 1)),
            valid=valid,
            verified=Papers(valid + 4),
        ),
        tuple(map(CandidateNumber, elected)),
        datetime(2024, 7, 4, 23, tzinfo=UTC),
        OfficerNumber(1),
    )
    contest.previous = before or previous_result()
    return contest


def before(*told: tuple[str, int], elected: int = 1, **fields: Any) -> PreviousResult:
    """A result before, of these parties with their votes; as many elected as are said, in order."""
    candidates = tuple(
        PreviousCandidate(
            name=one.name,
            description=one.description,
            party=one.party,
            votes=Votes(votes),
            elected=n < elected,
        )
        for n, (one, (_, votes)) in enumerate(
            zip(standing(*(party for party, _ in told)), told, strict=True)
        )
    )
    sums = {"valid": None, "rejected": None, "seats": elected}
    return previous_result(candidates=candidates, **sums | fields)


def test_nothing_is_compared_before_a_result_is_stated(counted: Hall) -> None:
    assert against(counted.contest) is None


def test_before_anything_is_counted_nobody_has_lost_anything(hall: Hall) -> None:
    hall.contest.previous = previous_result()
    told = against(hall.contest)
    assert told is not None
    assert (told.majority, told.shares, told.swing, told.turnout) == (None, (), None, None)
    assert ranking(hall.contest).overall == ()


def test_a_result_beside_the_one_before(hall: Hall) -> None:
    told = against(declared(hall.contest, (GREEN, LABOUR, "independent"), (120, 85, 41)))
    assert told is not None
    assert told.majority == Beside(35, 30)
    assert told.majority.change == 5
    assert told.shares == (
        ShareChange(GREEN, "Words of PP63", Votes(120), 4_878, 4_762),
        ShareChange(LABOUR, "Words of PP53", Votes(85), 3_455, 3_333),
        ShareChange("independent", "Independent", Votes(41), 1_667, None),
        ShareChange("independent", "Independent", Votes(0), None, 1_905),
    )
    assert [each.change for each in told.shares] == [116, 122, None, None]
    # Half of 116 - 122: the winner's share grew by less than that of the second.
    assert told.swing == Swing(LABOUR, GREEN, -3)
    assert told.turnout == TurnoutChange(TurnoutOf.BALLOT_BOX, Beside(2_500, 2_367))
    assert told.seats.outcome is SeatOutcome.HOLD


def test_oxford_east_is_a_smaller_majority_whatever_its_boundaries(hall: Hall) -> None:
    changed = before(("PP53", 28_135), ("PP52", 10_303), boundaries="changed", electorate=78_303)
    told = against(declared(hall.contest, ("PP53", "PP63"), (19_541, 5_076), before=changed))
    assert told is not None
    assert told.majority == Beside(14_465, 17_832)
    assert told.majority.change == -3_367
    # A share of other electors' votes is compared with nothing.
    assert (told.shares, told.swing, told.turnout) == ((), None, None)
    assert told.seats.why_not is WhyNot.BOUNDARIES
    assert told.seats.outcome is None


def test_notional_figures_are_compared_and_say_that_they_are(hall: Hall) -> None:
    notional = before(
        ("PP53", 200), ("PP52", 100), boundaries="changed", notional_by="two professors"
    )
    told = against(declared(hall.contest, ("PP52", "PP53"), (60, 40), before=notional))
    assert told is not None
    assert told.previous.notional_by == "two professors"
    assert told.swing == Swing("PP53", "PP52", 2_667)
    assert told.seats.outcome is SeatOutcome.GAIN


def test_labour_holds_the_seat_of_a_labour_and_cooperative_member(hall: Hall) -> None:
    then = before((LABOUR_AND_COOPERATIVE, 60), (GREEN, 40))
    told = against(declared(hall.contest, (LABOUR, GREEN), (70, 30), before=then))
    assert told is not None
    assert told.seats.outcome is SeatOutcome.HOLD
    assert told.shares[0].change == 1_000


def test_whoever_has_no_party_is_compared_with_nobody_by_the_same_words(hall: Hall) -> None:
    then = before(("?", 60), (GREEN, 40))
    told = against(declared(hall.contest, ("?", GREEN), (70, 30), before=then))
    assert told is not None
    assert [each.change for each in told.shares] == [None, -1_000, None]
    assert told.swing is None
    assert told.seats.why_not is WhyNot.PARTIES


def test_between_candidates_of_one_party_nothing_swings(hall: Hall) -> None:
    """Two of one party stand for one seat, last time as now, and nobody else does."""
    then = before((GREEN, 60), (GREEN, 40))
    told = against(declared(hall.contest, (GREEN, GREEN), (55, 45), before=then))
    assert told is not None
    assert [share.party for share in told.shares] == [GREEN]
    assert told.swing is None


def test_a_party_that_did_not_stand_has_no_change_and_no_swing(hall: Hall) -> None:
    then = before((GREEN, 60), (LABOUR, 40))
    told = against(declared(hall.contest, (GREEN, "PP7931"), (70, 30), before=then))
    assert told is not None
    changes = {each.party: (each.now, each.then, each.change) for each in told.shares}
    assert changes == {
        GREEN: (7_000, 6_000, 1_000),
        "PP7931": (3_000, None, None),
        LABOUR: (None, 4_000, None),
    }
    assert told.swing is None


@pytest.mark.parametrize(
    ("name", "outcome", "why"),
    [
        ("Alex Surname0", SeatOutcome.HOLD, None),
        ("ALEX  SURNAME0", SeatOutcome.HOLD, None),
        ("Kim Surname0", None, WhyNot.INDEPENDENTS),
    ],
)
def test_an_independent_holds_a_seat_in_person_alone(
    hall: Hall, name: str, outcome: SeatOutcome | None, why: WhyNot | None
) -> None:
    then = before(("independent", 60), (GREEN, 40))
    then = replace(then, candidates=(replace(then.candidates[0], name=name), then.candidates[1]))
    told = against(declared(hall.contest, ("independent", GREEN), (70, 30), before=then))
    assert told is not None
    assert (told.seats.outcome, told.seats.why_not) == (outcome, why)


def test_an_independent_gains_from_a_party(hall: Hall) -> None:
    then = before((GREEN, 60), ("independent", 40))
    told = against(declared(hall.contest, ("independent", GREEN), (70, 30), before=then))
    assert told is not None
    assert told.seats.outcome is SeatOutcome.GAIN
    assert told.seats.parties == (
        SeatsOfParty("independent", "Independent", 0, 1),
        SeatsOfParty(GREEN, "Words of PP63", 1, 0),
    )


def test_nobody_holds_a_seat_before_the_declaration(counted: Hall) -> None:
    counted.contest.previous = previous_result()
    told = against(counted.contest)
    assert told is not None
    assert told.majority == Beside(35, 30)
    assert told.seats.why_not is WhyNot.NOT_DECLARED


def test_seats_of_a_ward_of_three_by_party(hall: Hall) -> None:
    then = before(
        (GREEN, 60), (GREEN, 55), (LABOUR, 50), (LABOUR, 45), elected=3, valid=Papers(100)
    )
    told = against(
        declared(
            hall.contest,
            (GREEN, LABOUR, LABOUR_AND_COOPERATIVE, GREEN),
            (70, 65, 60, 20),
            elected=(1, 2, 3),
            before=then,
            seats=3,
        )
    )
    assert told is not None
    # No one lead, no one swing: of several seats neither is told.
    assert (told.majority, told.swing, told.seats.outcome) == (None, None, None)
    labour, green = told.seats.parties
    assert (labour.party, labour.held, labour.gained, labour.lost) == (LABOUR, 1, 1, 0)
    assert (green.party, green.held, green.gained, green.lost) == (GREEN, 1, 0, 1)
    assert [each.change for each in told.shares] == [1_290, -1_290]


def test_of_several_seats_no_share_is_told_where_somebodys_party_is_not_known(
    hall: Hall,
) -> None:
    then = before((GREEN, 60), (LABOUR, 55), elected=2, valid=Papers(70))
    told = against(
        declared(hall.contest, (GREEN, "?", LABOUR), (70, 65, 9), (1, 2), before=then, seats=2)
    )
    assert told is not None
    assert told.shares == ()


def test_a_ward_elected_by_thirds_is_compared_with_who_held_the_seat(hall: Hall) -> None:
    last_year = before((LABOUR, 60), (GREEN, 40))
    held = replace(last_year, held=(SeatHeld(description="Green Party", party=GREEN),))
    now = declared(hall.contest, (GREEN, LABOUR), (70, 30), before=held)
    told = against(now)
    assert told is not None
    # By last year's figures it would have been a gain: of another seat.
    assert told.seats.outcome is SeatOutcome.HOLD
    assert told.shares[0].change == 3_000


def test_one_seat_of_three_is_nobodys_until_it_is_said_whose_it_was(hall: Hall) -> None:
    whole_council = before((GREEN, 60), (LABOUR, 55), (LABOUR, 50), elected=3, valid=Papers(80))
    told = against(declared(hall.contest, (GREEN, LABOUR), (70, 30), before=whole_council))
    assert told is not None
    assert told.seats.why_not is WhyNot.HOLDERS
    assert told.seats.parties == ()


@pytest.mark.parametrize(
    ("now", "then"), [((60, 60), (70, 30)), ((70, 30), (60, 60)), ((60, 60), (60, 60))]
)
def test_where_a_lot_decided_there_is_no_majority(
    hall: Hall, now: tuple[int, int], then: tuple[int, int]
) -> None:
    past = before(*zip((LABOUR, GREEN), then, strict=True))
    contest = declared(hall.contest, (GREEN, LABOUR), now, before=past)
    told = against(contest)
    assert told is not None
    assert told.majority is None
    assert told.seats.outcome is SeatOutcome.GAIN
    assert not any("majority" in line for line in last_time(contest))


def test_last_time_without_a_poll_has_seats_and_no_votes(hall: Hall) -> None:
    alone = before((LABOUR, 0), valid=None)
    contest = declared(hall.contest, (GREEN, LABOUR), (70, 30), before=alone)
    told = against(contest)
    assert told is not None
    assert (told.majority, told.shares, told.swing, told.turnout) == (None, (), None, None)
    said = last_time(contest)
    assert said[0].startswith("There was no poll last time")
    assert said[1] == "Words of PP63 gain from Words of PP53."


def test_turnout_is_compared_by_what_is_known_of_both(hall: Hall) -> None:
    valid = previous_result(rejected=None)
    told = against(declared(hall.contest, (GREEN, LABOUR), (200, 46), before=valid))
    assert told is not None
    assert told.turnout == TurnoutChange(TurnoutOf.VALID, Beside(2_460, 2_333))
    unknown = previous_result(electorate=None)
    told = against(declared(hall.contest, (GREEN, LABOUR), (200, 46), before=unknown))
    assert told is not None
    assert told.turnout is None


# ---- laws

VOTES = st.lists(st.integers(0, 9_999_999), min_size=2, max_size=12)


@given(now=VOTES, then=VOTES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_some_gain_others_lose(hall: Hall, now: list[int], then: list[int]) -> None:
    now[0] += 1
    then.sort(reverse=True)
    then[0] += 1
    parties = [f"PP{n}" for n in range(1, 20)]
    past = before(*zip(parties, then, strict=False), electorate=None)
    told = against(declared(hall.contest, parties[: len(now)], now, before=past, electorate=None))
    assert told is not None
    assert len(told.shares) == max(len(now), len(then))
    # Each share is rounded once: no more than half a hundredth a share can be over or missing.
    changes = sum((each.now or 0) - (each.then or 0) for each in told.shares)
    assert 2 * abs(changes) <= len(now) + len(then)
    assert sum(each.votes for each in told.shares) == sum(now)


PARTIES = st.sampled_from(["PP1", "PP2", "PP3", "PP4", "independent", "?"])
STOOD = st.lists(st.tuples(PARTIES, st.integers(0, 4)), min_size=1, max_size=6)


@given(now=STOOD, then=STOOD, seats=st.integers(1, 3), seats_then=st.integers(1, 3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_no_sentence_says_what_is_not_so(
    hall: Hall, now: list[tuple[str, int]], then: list[tuple[str, int]], seats: int, seats_then: int
) -> None:
    """Level votes, no poll last time, one seat or several: worked out here by another way."""
    then.sort(key=lambda stood: -stood[1])
    now = [*now, ("PP5", 0), ("PP6", 0), ("PP7", 0)]
    parties = [party for party, _ in now]
    votes = [votes for _, votes in now]
    order = sorted(range(len(now)), key=lambda n: -votes[n])[:seats]
    alone = len(then) <= seats_then
    then = [(party, 0 if alone else votes) for party, votes in then]
    past = before(*then, elected=min(seats_then, len(then)), seats=seats_then, electorate=None)
    elected = [n + 1 for n in order]
    contest = declared(hall.contest, parties, votes, elected, past, seats=seats, electorate=None)
    said = " ".join(last_time(contest))

    ranked = sorted(votes, reverse=True)
    led = ranked[0] - ranked[1] if seats == 1 else 0
    led_then = then[0][1] - then[1][1] if seats_then == 1 and len(then) > 1 else 0
    told = re.search(r"majority is (\d+), (?:which is (\d+) (smaller|larger)|the same)", said, re.I)
    assert (told is not None) is bool(led and led_then)
    if told:
        by = int(told[2] or 0) * (-1 if told[3] == "smaller" else 1)
        assert (int(told[1]), by) == (led, led - led_then)
    if max(seats, seats_then) > 1 or alone:
        assert "swing" not in said.lower()
    assert ("no poll last time" in said) is (alone and not any(v for _, v in then))

    held = [party for party, _ in then[: min(seats_then, len(then))]]
    won = [parties[n] for n in order]
    if seats == 1 and len(held) == 1 and "?" not in (*held, *won):
        same = held == won
        # Whoever is Independent in one name here is the same person.
        names = [one.name for one in past.elected] + [contest.set_up.candidates[order[0]].name]
        unsaid = same and won == ["independent"] and len(set(names)) > 1
        assert (" hold." in said) is (same and not unsaid)
        assert (" gain from " in said) is not same
    if len(held) != seats or "?" in (*held, *won):
        assert not re.search(r"\bhold\.|\bgain from\b|\d (held|gained|lost)\b", said)
    elif seats > 1:
        for party in {*held, *won} - {"independent"}:
            both = min(held.count(party), won.count(party))
            words = f"Words of {party} (none|\\d seats?):([^;.]*)"
            found = re.search(words, said)
            assert found is not None
            assert (f"{both} held" in found[2]) is bool(both)
            gained = won.count(party) - both
            assert (f"{gained} gained" in found[2]) is bool(gained)
            lost = held.count(party) - both
            assert (f"{lost} lost" in found[2]) is bool(lost)


SHARE = st.integers(0, 10_000)


@given(SHARE, SHARE, SHARE, SHARE)
def test_a_swing_is_the_same_from_either_side(a: int, b: int, c: int, d: int) -> None:
    one = ShareChange("PP1", "One", Votes(2), a, b)
    other = ShareChange("PP2", "Other", Votes(1), c, d)
    there = swing(one, other)
    back = swing(other, one)
    assert there is not None
    assert back is not None
    assert there.reversed == back
    assert (there.from_party, there.to_party) == ("PP2", "PP1")


@given(st.integers(-30_000, 30_000))
def test_half_of_a_difference_is_half_of_it(difference: int) -> None:
    assert abs(2 * half(difference) - difference) <= 1
    assert half(-difference) == -half(difference)
