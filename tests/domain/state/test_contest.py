"""What a contest says of itself: its slates by their numbers, its notices, and where it is."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain.state.contest import Stage
from tallyapp.domain.vocabulary.units import Votes
from tests.halls import Hall, a_ward, slate


def test_people_call_a_slate_by_the_number_in_which_it_was_named(tmp_path: Path) -> None:
    hall = a_ward(tmp_path)
    assert hall.contest.slate_numbered(1) == ()
    for named in ((1, 2), (3, 4)):
        hall.name_slate(*named)
    contest = hall.contest
    assert [contest.slate_numbered(n) for n in range(4)] == [(), (1, 2), (3, 4), ()]
    numbers = [contest.slate_number(slate(*named)) for named in ((1, 2), (3, 4), (1, 3))]
    assert numbers == [1, 2, 0]
    assert [contest.number_of_slate(name) for name in ("1+2", "3+4", "1+3")] == [1, 2, 0]
    hall.desk.close()


def test_a_contest_goes_from_counting_to_its_signed_declaration(counted: Hall) -> None:
    stages = [counted.contest.stage]
    for step in (counted.give, counted.declare):
        step()
        stages.append(counted.contest.stage)
    counted.do(counted.signing("declaration"))
    assert [*stages, counted.contest.stage] == [
        Stage.COUNTING,
        Stage.PROVISIONAL,
        Stage.DECLARED,
        Stage.SIGNED,
    ]


def test_a_contest_that_was_given_up_is_that_whatever_else_it_was(counted: Hall) -> None:
    counted.give()
    counted.abandon()
    assert counted.contest.stage is Stage.ABANDONED


def test_there_is_a_notice_from_the_declaration_on_and_each_correction_is_one(
    counted: Hall,
) -> None:
    contest = counted.contest
    assert (contest.on_notices, contest.on_notice, contest.noticed, contest.notice) == (
        [],
        None,
        None,
        "",
    )
    counted.finish()
    declared = counted.figures
    assert contest.declaration is not None
    assert contest.notice == contest.declaration.id
    assert [each.figures for each in contest.on_notices] == [declared]
    right = replace(declared, votes=(Votes(119), Votes(86), Votes(41)))
    done = counted.correct_notice(right)
    assert contest.notice == done.act.id
    assert [each.figures for each in contest.on_notices] == [declared, right]
    assert contest.noticed == right
    assert contest.on_notices[0].electorate == contest.set_up.electorate


def test_a_request_is_known_by_the_act_that_made_it(counted: Hall) -> None:
    counted.provisional()
    counted.request(2, "recount", "A")
    (made,) = counted.contest.requests
    assert counted.contest.request(made.id) is made
    with pytest.raises(KeyError):
        counted.contest.request("ab" * 16)


def test_nothing_is_to_be_taken_up_by_a_contest_that_was_told_of_nothing(counted: Hall) -> None:
    assert counted.contest.to_take_up() == []
    counted.contest.between = None
    assert counted.contest.to_take_up() == []
