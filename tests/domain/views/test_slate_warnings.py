"""Slates of look-alikes and of mixed parties: compared with their bundle, or named in the pack."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain import acts
from tallyapp.domain.reports.pack_words import warning_words
from tallyapp.domain.views.slate_warnings import look_alike, slate_warning
from tallyapp.domain.views.warnings import slates_to_compare, unanswered
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.on_paper import Candidate
from tests.halls import SUPERVISOR, Told, a_ward, slate, told

A, B = "Afon Party", "Bryn Party"
PRESTATYN = (
    ("Penrose", A),
    ("Griffiths", B),
    ("Penrosse", B),
    ("Tudor", B),
    ("Lloyd", A),
    ("Vaughan", A),
)
"""Six candidates for three seats in ballot-paper order: 2 3 4 are one party, 1 5 6 the other."""


def people(*named: tuple[str, str]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(surname=surname, other_names="Alex", description=party)
        for surname, party in named
    )


def why(named: Sequence[int], *standing: tuple[str, str], seats: int = 3) -> str:
    """Why a slate of these is to be compared; empty if it is not."""
    found = slate_warning(people(*(standing or PRESTATYN)), seats, slate(*named))
    return found.place.field if found else ""


def test_each_party_with_one_look_alike_of_the_other_is_to_be_compared(tmp_path: Path) -> None:
    hall = a_ward(tmp_path, seats=3, candidates=people(*PRESTATYN))
    hall.name_slate(1, 4, 6)
    hall.name_slate(2, 3, 5)
    found: Told = told(unanswered(hall.contest))
    assert [each[:4] for each in found] == [
        ("W406", "slate", "1+4+6", "look-alike"),
        ("W406", "slate", "2+3+5", "look-alike"),
    ]
    hall.desk.close()


def test_the_warning_stands_until_a_supervisor_says_what_was_found(tmp_path: Path) -> None:
    hall = a_ward(tmp_path, seats=3, candidates=people(*PRESTATYN))
    hall.name_slate(1, 4, 6)
    (found,) = unanswered(hall.contest)
    hall.do(
        acts.WarningAnswered(
            **hall.by(SUPERVISOR).contest, finding=found.record(), reason="the bundle is 1 5 6"
        )
    )
    assert unanswered(hall.contest) == []
    assert slates_to_compare(hall.contest) == [
        each for each in slates_to_compare(hall.contest) if each.code is Code.W406
    ]
    hall.desk.close()


def test_whole_parties_are_never_warned_of() -> None:
    assert why((2, 3, 4)) == ""
    assert why((1, 5, 6)) == ""


def test_two_parties_on_one_slate_are_to_be_compared_where_one_could_fill_it() -> None:
    assert why((1, 2, 5)) == "look-alike"
    assert why((1, 2, 3)) == "mixed"
    nobody_could = (("Ash", "A"), ("Birch", "B"), ("Cedar", "C"))
    assert why((1, 2), *nobody_could, seats=2) == ""


def test_a_slate_shorter_than_its_party_is_to_be_compared() -> None:
    assert why((2, 4)) == "short"
    assert why((2, 3)) == "look-alike"
    standing = (("Ash", A), ("Birch", A), ("Cedar", A), ("Dogwood", B))
    assert why((1, 2), *standing) == "short"
    assert why((4,), *standing) == ""


def test_independents_are_no_party() -> None:
    standing = (("Ash", "Independent"), ("Birch", "Independent"), ("Cedar", A), ("Dogwood", A))
    assert why((1,), *standing, seats=2) == ""
    assert why((1, 2), *standing, seats=2) == ""
    assert why((1, 3), *standing, seats=2) == "mixed"


@pytest.mark.parametrize(
    ("surname", "other"),
    [
        ("Penrose", "Penrosse"),
        ("O’Neill", "ONeil"),
        ("Davies", "Davis"),
        ("Jones", "JONES"),
        ("Reed", "Read"),
    ],
)
def test_surnames_nearly_the_same_are_look_alikes(surname: str, other: str) -> None:
    assert look_alike(surname, other)
    assert look_alike(other, surname)


@pytest.mark.parametrize(("surname", "other"), [("Lee", "Ash"), ("Griffiths", "Vaughan")])
def test_other_surnames_are_not(surname: str, other: str) -> None:
    assert not look_alike(surname, other)


def test_no_number_of_the_warning_is_votes_and_the_pack_says_why(tmp_path: Path) -> None:
    hall = a_ward(tmp_path, seats=3, candidates=people(*PRESTATYN))
    hall.name_slate(1, 4, 6)
    (found,) = slates_to_compare(hall.contest)
    assert {operand.name for operand in found.numbers} == {
        "named",
        "descriptions",
        "candidate",
        "other",
    }
    assert warning_words(hall.contest, found) == (
        "Slate 1: names one, and not the other, of Alex Penrose and Alex Penrosse, "
        "whose surnames are alike"
    )
    hall.desk.close()


@given(st.data())
def test_who_stands_in_what_order_changes_no_warning(data: st.DataObject) -> None:
    names = st.tuples(st.sampled_from(("Ash", "Ashe", "Birch", "Cedar")), st.sampled_from((A, B)))
    standing = data.draw(st.lists(names, min_size=3, max_size=7))
    named = data.draw(st.sets(st.integers(1, len(standing)), min_size=1, max_size=3))
    order = data.draw(st.permutations(range(len(standing))))
    shuffled = [standing[i] for i in order]
    moved = sorted(order.index(n - 1) + 1 for n in named)
    assert why(sorted(named), *standing) == why(moved, *shuffled)
