"""The result of last time is stated with where it is from, and groups are chosen, by acts; neither
is a figure of the count.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.previous import renumbered
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.previous import (
    CandidateGroup,
    PreviousCandidate,
    PreviousResult,
    SeatHeld,
)
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tests.halls import DEPUTY, Hall, NightClock, codes, previous_result
from tests.workstations import workstation

BEFORE = previous_result().candidates
HELD = SeatHeld(description="Labour Party", party="PP53")


def stated(hall: Hall, result: PreviousResult, **fields: Any) -> acts.PreviousResultStated:
    made = hall.made(acts.PreviousResultStated, DEPUTY, result=result, **fields)
    assert isinstance(made, acts.PreviousResultStated)
    return made


def group(label: str, *numbers: int) -> CandidateGroup:
    return CandidateGroup(label=label, candidates=tuple(map(CandidateNumber, numbers)))


def chosen(hall: Hall, *groups: CandidateGroup) -> acts.GroupsChosen:
    made = hall.made(acts.GroupsChosen, DEPUTY, groups=groups)
    assert isinstance(made, acts.GroupsChosen)
    return made


def refused(hall: Hall, act: acts.AnyAct) -> list[tuple[str, str]]:
    return [(found.code, found.place.field) for found in hall.refused(act)]


def test_a_result_without_a_poll_is_stated_with_no_votes_and_all_elected(counted: Hall) -> None:
    alone = replace(BEFORE[0], votes=Votes(0))
    none = {"valid": None, "rejected": None}
    counted.do(stated(counted, previous_result(candidates=(alone,), **none)))
    assert counted.contest.previous is not None
    assert counted.contest.previous.no_poll
    # More stood than there were seats, or one is not elected: that was a poll, with votes.
    two = (alone, replace(BEFORE[1], votes=Votes(0)))
    for wrong in (two, (replace(alone, elected=False),)):
        told = stated(counted, previous_result(candidates=wrong, **none), reason="misread")
        assert refused(counted, told) == [("A130", "nothing")]


def test_what_was_stated_is_met_again_when_the_file_is_opened_again(
    counted: Hall, tmp_path: Path
) -> None:
    counted.do(stated(counted, previous_result()))
    counted.do(chosen(counted, group("Those without a party", 1, 3)))
    counted.finish()
    # The press asks after the declaration too: no figure of it can change by this.
    counted.do(stated(counted, previous_result(rejected=Papers(4)), reason="misread"))
    counted.do(chosen(counted, group("Ash and Cedar", 1, 3)))
    counted.desk.close()
    desk = Desk.open(tmp_path / "elm.tally", NightClock(), workstation("desk-1"))
    contest = desk.contest(counted.stream)
    assert contest.previous == previous_result(rejected=Papers(4))
    assert contest.groups == (group("Ash and Cedar", 1, 3),)
    assert contest.declaration is not None
    assert contest.declaration.figures.votes == (120, 85, 41)
    desk.close()


def test_a_provisional_result_stands_when_last_time_is_stated(counted: Hall) -> None:
    counted.provisional()
    given = counted.contest.given
    counted.do(stated(counted, previous_result()))
    counted.do(chosen(counted, group("All", 1, 2, 3)))
    assert counted.contest.given == given


def test_it_is_stated_again_on_what_stands_with_a_reason_and_otherwise(hall: Hall) -> None:
    hall.do(stated(hall, previous_result()))
    other = previous_result(rejected=None)
    assert refused(hall, stated(hall, other)) == [("A106", "reason")]
    assert refused(hall, stated(hall, previous_result(), reason="again")) == [("A112", "unchanged")]
    assert refused(hall, stated(hall, other, of="", reason="again")) == [("A114", "previous")]
    hall.do(stated(hall, other, reason="it was not published"))
    assert hall.contest.previous == other


def test_a_result_of_no_earlier_day_is_refused_with_its_day(hall: Hall) -> None:
    (found,) = hall.refused(stated(hall, previous_result(polling_day=date(2024, 7, 5))))
    assert found.code == "A131"
    assert {each.name: each.value for each in found.numbers} == {"day": 5, "month": 7, "year": 2024}


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"source": " "}, ("A106", "previous-source")),
        ({"election": ""}, ("A106", "previous-election")),
        ({"polling_day": date(2024, 7, 4)}, ("A131", "")),
        ({"candidates": ()}, ("A130", "nothing")),
        ({"seats": 0}, ("A130", "nothing")),
        ({"valid": Papers(211)}, ("A130", "valid")),
        ({"valid": Papers(209)}, ("A130", "valid")),
        ({"electorate": 212}, ("A130", "electorate")),
        ({"rejected": None, "electorate": 209}, ("A130", "electorate")),
        ({"valid": None, "electorate": 2}, ("A130", "electorate")),
        ({"seats": 16}, ("A130", "nothing")),
        ({"held": (HELD,) * 16}, ("A130", "elected")),
        ({"notional_by": "two professors"}, ("A130", "notional")),
        ({"candidates": BEFORE[1:], "valid": None}, ("A130", "elected")),
        (
            {"candidates": (replace(BEFORE[0], votes=Votes(60)), *BEFORE[1:]), "valid": None},
            ("A130", "order"),
        ),
        (
            {"seats": 2, "candidates": (*BEFORE[:2], BEFORE[2]), "valid": Papers(99)},
            ("A130", "valid"),
        ),
    ],
)
def test_figures_that_are_of_no_election_are_refused(
    hall: Hall, wrong: dict[str, Any], found: tuple[str, str]
) -> None:
    assert refused(hall, stated(hall, previous_result(**wrong))) == [found]


@pytest.mark.parametrize(
    "right",
    [
        {"valid": None, "rejected": None, "electorate": None},
        {"seats": 2, "valid": Papers(110)},
        {"boundaries": "changed"},
        {"boundaries": "new", "notional_by": "two professors"},
        {"held": (HELD,)},
        {"held": (HELD,) * 15},
        {"seats": 15, "valid": None},
        {"electorate": 213},
        {"rejected": None, "electorate": 210},
        {"valid": None, "electorate": 3},
    ],
)
def test_what_was_not_published_may_be_left_out(hall: Hall, right: dict[str, Any]) -> None:
    hall.do(stated(hall, previous_result(**right)))
    assert hall.contest.previous == previous_result(**right)


def test_a_lot_of_last_time_is_no_disagreement(hall: Hall) -> None:
    level = tuple(replace(one, votes=Votes(70)) for one in BEFORE)
    drawn = previous_result(candidates=level, valid=Papers(210))
    hall.do(stated(hall, drawn))
    assert hall.contest.previous == drawn


def test_groups_are_of_candidates_of_this_contest_each_once(hall: Hall) -> None:
    assert refused(hall, chosen(hall, group("A", 4))) == [("A104", "group")]
    assert refused(hall, chosen(hall, group("A", 1, 1))) == [("A108", "group")]
    assert refused(hall, chosen(hall, group("A", 1), group("a ", 2))) == [("A108", "group")]
    assert refused(hall, chosen(hall, group(" ", 1))) == [("A106", "group")]
    assert refused(hall, chosen(hall, group("A"))) == [("A106", "group")]
    assert refused(hall, chosen(hall)) == [("A112", "unchanged")]
    waiting = chosen(hall, group("B", 2))
    hall.do(chosen(hall, group("A", 1), group("A and B", 1, 2)))
    assert refused(hall, waiting) == [("A114", "groups")]
    hall.do(chosen(hall))
    assert hall.contest.groups == ()


def _candidates(*names: str, party: str = "") -> tuple[Candidate, ...]:
    return tuple(
        Candidate(surname=name, other_names="Alex", description=f"The {name} Party", party=party)
        for name in names
    )


@pytest.mark.parametrize(
    ("after", "groups"),
    [
        (("Birch", "Ash", "Cedar"), [("First and last", (2, 3)), ("Ash alone", (2,))]),
        (("Ashe", "Birch", "Cedar"), [("First and last", (1, 3)), ("Ash alone", (1,))]),
        (("Birch", "Cedar"), [("First and last", (2,))]),
        (("Birch", "Ashe", "Cedar"), [("First and last", (3,))]),
        (("Aspen", "Ash", "Birch", "Cedar"), [("First and last", (2, 4)), ("Ash alone", (2,))]),
    ],
)
def test_groups_follow_their_candidates_when_the_set_up_is_put_right(
    hall: Hall, after: tuple[str, ...], groups: list[tuple[str, tuple[int, ...]]]
) -> None:
    hall.do(chosen(hall, group("First and last", 1, 3), group("Ash alone", 1)))
    waiting = chosen(hall, group("Second", 2))
    hall.put_right(candidates=_candidates(*after))
    assert [(each.label, each.candidates) for each in hall.contest.groups] == groups
    # Chosen by the numbers of before: another's now.
    assert refused(hall, waiting) == [("A114", "groups")]
    hall.do(chosen(hall, group("Second", 2)))


def test_two_of_one_name_keep_their_lines_and_so_their_groups() -> None:
    before = _candidates("Ash", "Ash", "Cedar")
    groups = (group("First", 1), group("Second", 2), group("Third", 3))
    kept = renumbered(groups, before, _candidates("Ash", "Ash", "Dogwood"))
    assert [(each.label, each.candidates) for each in kept] == [
        ("First", (1,)),
        ("Second", (2,)),
        ("Third", (3,)),
    ]
    one_gone = renumbered(groups, before, _candidates("Birch", "Ash"))
    assert [(each.label, each.candidates) for each in one_gone] == [
        ("First", (2,)),
        ("Second", (2,)),
    ]


def test_a_party_is_put_right_without_the_names_being_seen_again(counted: Hall) -> None:
    counted.provisional()
    groups = group("Ash", 1)
    counted.do(chosen(counted, groups))
    counted.put_right(candidates=_candidates("Ash", "Birch", "Cedar", party="PP63"))
    assert counted.contest.names_confirmed
    assert counted.contest.groups == (groups,)
    assert counted.contest.set_up.candidates[0].party == "PP63"
    counted.do(chosen(counted, group("Birch", 2)))


def test_nothing_is_stated_of_a_contest_that_was_given_up(hall: Hall) -> None:
    hall.abandon()
    assert codes(hall.refused(stated(hall, previous_result()))) == ["A105"]


def test_of_parties_alone_there_are_notional_figures(hall: Hall) -> None:
    nameless = tuple(
        PreviousCandidate(description=one.description, party=one.party, votes=one.votes)
        for one in BEFORE
    )
    first = replace(nameless[0], elected=True)
    told = previous_result(
        boundaries="changed", notional_by="two professors", candidates=(first, *nameless[1:])
    )
    hall.do(stated(hall, told))
    assert hall.contest.previous is not None
    assert hall.contest.previous.comparable
