"""Whose sheet numbers are, then and now."""

from tallyapp.domain.state.allotted import Allotted, Run

ASH = Run(1, 10, "ash", 1)
BIRCH = Run(21, 30, "birch", 2)


def both() -> Allotted:
    allotted = Allotted()
    # In whatever order they come, the numbers stand in theirs.
    allotted.add(BIRCH)
    allotted.add(ASH)
    return allotted


def test_runs_stand_in_the_order_of_their_numbers() -> None:
    assert Allotted().last == 0
    assert both().runs == [ASH, BIRCH]
    assert both().last == 30
    assert both().of("ash") == (ASH,)
    assert both().of("cedar") == ()


def test_of_a_run_just_what_is_asked_for_is_told() -> None:
    assert list(both().among(11, 20)) == []
    assert list(both().among(10, 21)) == [
        Run(10, 10, "ash", 1),
        Run(21, 21, "birch", 2),
    ]
    assert list(both().among(1, 30)) == [ASH, BIRCH]
    assert list(both().among(5, 7)) == [Run(5, 7, "ash", 1)]
    assert list(both().among(31, 40)) == []


def test_a_number_is_nobodys_before_the_act_that_allotted_it() -> None:
    assert both().contests(10, 21, seen=2) == {10: "ash", 21: "birch"}
    assert both().contests(10, 21, seen=1) == {10: "ash"}
    assert both().contests(10, 21, seen=0) == {}


def test_numbers_that_were_freed_are_whose_they_were_until_then() -> None:
    allotted = both()
    allotted.free("ash", 5)
    assert allotted.runs == [BIRCH]
    assert allotted.of("ash") == ()
    assert allotted.contests(1, 2, seen=4) == {1: "ash", 2: "ash"}
    assert allotted.contests(1, 2, seen=5) == {}
    assert allotted.contests(10, 11, seen=4) == {10: "ash"}
    assert allotted.contests(11, 12, seen=4) == {}
    allotted.add(Run(1, 5, "cedar", 6))
    assert allotted.contests(1, 6, seen=6) == dict.fromkeys(range(1, 6), "cedar")
    assert allotted.contests(5, 6, seen=4) == {5: "ash", 6: "ash"}
