"""The names and their order are keyed once more from the printed ballot paper before any sheet is:
Newham's figures went to the wrong candidates in 2018, and every total agreed.
"""

from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.rules.names import is_on_line, legal_order_differs, lines_to_key
from tallyapp.domain.rules.result import open_findings
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import FormNumber, SheetNumber
from tests.building_on import NO_ACT
from tests.halls import (
    BOXES,
    CLERK,
    RETURNING_OFFICER,
    Hall,
    Told,
    a_hall,
    a_ward,
    another_desk,
    form,
    sheet,
    slate,
    told,
)

NOT_YET: Told = [("A105", "contest", "Elm Valley", "names-not-confirmed", {})]


@pytest.fixture
def fresh(tmp_path: Path) -> Hall:
    """A contest whose names only its returning officer has seen; sheet 1 is handed out."""
    hall = a_hall(tmp_path, names_confirmed=False)
    hall.issue("A", 1)
    return hall


def person(surname: str, other_names: str, **more: str) -> Candidate:
    return Candidate(surname=surname, other_names=other_names, description="Independent", **more)


def test_no_paper_is_keyed_or_queried_before_a_second_officer_has_seen_the_names(
    fresh: Hall,
) -> None:
    figures = sheet((60, 30, 8))
    by = fresh.by(CLERK).contest
    of = fresh.of_sheet(1).opened
    number = SheetNumber(1)
    papers = {"form": FormNumber(1), "round": 1, "area": "A", "of": "", "figures": form((1,), (1,))}
    for act in (
        acts.SheetKeyed(**by, sheet=number, of=of, figures=figures),
        acts.SheetQueried(**by, sheet=number, of=of, figures=figures),
        fresh.made(acts.FormKeyed, CLERK, **papers),
        fresh.made(acts.FormQueried, CLERK, **papers),
    ):
        assert told(fresh.refused(act)) == NOT_YET
    fresh.do(fresh.names_confirmed())
    fresh.key(1, figures)


def test_no_slate_is_named_before_a_second_officer_has_seen_the_names(tmp_path: Path) -> None:
    ward = a_ward(tmp_path, names_confirmed=False)
    named = acts.SlateNamed(**ward.by(CLERK).contest, candidates=slate(1, 2))
    assert told(ward.refused(named)) == NOT_YET
    ward.do(ward.names_confirmed())
    ward.do(named)


def test_boxes_are_verified_before_the_names_are_seen_twice_and_no_result_is_given(
    fresh: Hall,
) -> None:
    fresh.verify(BOXES)
    fresh.state_verification()
    assert ("E302", "contest", "Elm Valley", "names", {}) in told(open_findings(fresh.contest))


def test_whoever_set_the_contest_up_does_not_confirm_its_names(fresh: Hall) -> None:
    found = fresh.refused(fresh.names_confirmed(by=RETURNING_OFFICER))
    officer = {"officer": RETURNING_OFFICER}
    assert told(found) == [("E201", "contest", "Elm Valley", "names", officer)]


def test_in_a_small_count_the_same_officer_confirms_the_names(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, names_confirmed=False, small_count=True)
    hall.do(hall.names_confirmed(by=RETURNING_OFFICER))
    assert hall.contest.names_confirmed


def test_each_line_on_which_the_ballot_paper_has_another_name_is_told(fresh: Hall) -> None:
    found = fresh.refused(fresh.names_confirmed("Ash", "Cedar", "Birch"))
    assert told(found) == [
        ("A120", "candidate", "2", "", {}),
        ("A120", "candidate", "3", "", {}),
    ]
    assert not fresh.contest.names_confirmed


def test_a_ballot_paper_of_fewer_lines_is_not_the_one_of_the_set_up(fresh: Hall) -> None:
    found = fresh.refused(fresh.names_confirmed("Ash", "Birch"))
    lines = {"fields": 2, "expected": 3}
    assert told(found) == [("A111", "contest", "Elm Valley", "names", lines)]


def test_names_are_confirmed_once_and_only_those_that_stand(fresh: Hall) -> None:
    of_none = fresh.made(acts.NamesConfirmed, CLERK, of=NO_ACT, surnames=("Ash", "Birch", "Cedar"))
    assert told(fresh.refused(of_none)) == [("A114", "contest", "Elm Valley", "names", {})]
    fresh.do(fresh.names_confirmed())
    again = fresh.refused(fresh.names_confirmed())
    assert told(again) == [("A112", "contest", "Elm Valley", "confirmed", {})]


def test_a_file_that_is_read_again_knows_that_the_names_were_seen(fresh: Hall) -> None:
    assert not another_desk(fresh).contest.names_confirmed
    fresh.do(fresh.names_confirmed())
    assert another_desk(fresh).contest.names_confirmed


@pytest.mark.parametrize("keyed", ["O’Brien", "o'brien", "OBRIEN", "O Brien", "O’Brien, Jo"])
def test_a_name_is_the_same_however_its_letters_are_keyed(keyed: str) -> None:
    assert is_on_line([person("O’Brien", "Jo"), person("Łuk", "Kim")], 1, keyed)
    assert not is_on_line([person("O’Brien", "Jo"), person("Łuk", "Kim")], 2, keyed)


def test_the_name_on_the_ballot_paper_is_keyed_and_not_the_legal_one() -> None:
    known = [person("Norton", "Jane", commonly_used_surname="Aldous"), person("Birch", "Kim")]
    assert lines_to_key(known) == ("Aldous", "Birch")
    assert not is_on_line(known, 1, "Norton")


def test_of_two_with_one_surname_as_much_is_keyed_as_tells_them_apart() -> None:
    alike = [
        person("Ash", "Jo", particular="1 High Street"),
        person("Ash", "Jo", particular="2 Low Road"),
        person("Ash", "Kim"),
        person("Birch", "Lee"),
    ]
    assert lines_to_key(alike) == (
        "Ash, Jo (1 High Street)",
        "Ash, Jo (2 Low Road)",
        "Ash, Kim",
        "Birch",
    )
    assert not is_on_line(alike, 1, "Ash")
    assert not is_on_line(alike, 1, "Ash, Jo")
    assert not is_on_line(alike, 1, "Ash, Jo (2 Low Road)")
    assert is_on_line(alike, 3, "ash kim")


def test_a_surname_alone_that_two_have_asks_for_more_of_the_name(tmp_path: Path) -> None:
    hall = a_hall(
        tmp_path,
        names_confirmed=False,
        candidates=(person("Ash", "Jo"), person("Ash", "Kim"), "Cedar"),
    )
    found = hall.refused(hall.names_confirmed("Ash", "Ash, Kim", "Cedar"))
    assert told(found) == [("A120", "candidate", "1", "alike", {})]


def test_a_ballot_paper_in_another_order_than_the_legal_names_says_so() -> None:
    """Newham 2018: one paper by the surnames commonly used, the other by the legal ones."""
    norton = person("Norton", "Jane", commonly_used_surname="Aldous")
    birch, fir = person("Birch", "Kim"), person("Fir", "Jo")
    assert legal_order_differs([norton, birch, fir])
    assert not legal_order_differs([birch, fir])
    # By neither order: a ballot paper that was drawn by lot mixes nothing up.
    assert not legal_order_differs([fir, norton, birch])
    alike = [person("Birch", "Kim"), person("Birch", "Jo")]
    assert not legal_order_differs(alike)
