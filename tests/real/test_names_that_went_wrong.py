"""Newham, 3 May 2018: three wards whose figures were given to other candidates, stopped before a
sheet is keyed.

The ballot paper was in the order of commonly used surnames, the declaration in that of legal ones,
and figures of mixed papers were copied from one to the other by position: 14 candidates in three
wards had the figures of others. Published are the wards, the two surnames that are told with both,
and the figures of Collinson and Garfield (Newham Recorder; BBC; Evening Standard). Whoever else
stands here, and every other figure, is invented.
"""

from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.rules.names import legal_order_differs, lines_to_key
from tallyapp.domain.vocabulary.collation import collated
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import SheetNumber
from tests.halls import CLERK, Hall, a_ward, told, ward_sheet


def person(on_paper: str, legal: str = "") -> Candidate:
    """A candidate by the surname on the ballot paper, and the legal one where it is another."""
    return Candidate(
        surname=legal or on_paper,
        other_names="Alex",
        commonly_used_surname=on_paper if legal else "",
        description="Independent",
    )


STRATFORD = (
    person("Collinson", "Nunson"),
    person("Falana"),
    person("Garfield"),
    person("Harrow"),
    person("Milton"),
)
BECKTON = (person("Abel"), person("Dale", "Yarrow"), person("Ellis"), person("Lith"))
GREEN_STREET_WEST = (person("Kerr"), person("Qureshi", "Yousaf"), person("Sheikh"), person("Virgo"))
WARDS = {
    "Stratford and New Town": STRATFORD,
    "Beckton": BECKTON,
    "Green Street West": GREEN_STREET_WEST,
}


def in_legal_order(ballot_paper: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(sorted(ballot_paper, key=lambda each: collated(each.surname)))


def ward(folder: Path, name: str, candidates: tuple[Candidate, ...]) -> Hall:
    """One ward for three seats, sheet 1 at its table; nobody has confirmed the names."""
    hall = a_ward(
        folder,
        names_confirmed=False,
        name=name,
        seats=3,
        candidates=candidates,
        areas={"A": ("a1", "a2")},
        electorate=10_000,
    )
    hall.issue("A", 1)
    return hall


@pytest.mark.parametrize("name", WARDS)
def test_no_sheet_is_keyed_where_the_set_up_has_the_order_of_the_legal_names(
    tmp_path: Path, name: str
) -> None:
    ballot_paper = WARDS[name]
    hall = ward(tmp_path, name, in_legal_order(ballot_paper))
    found = told(hall.refused(hall.names_confirmed(*lines_to_key(ballot_paper))))
    legal = [each.ballot_surname for each in in_legal_order(ballot_paper)]
    differing = [
        str(n)
        for n, (ours, theirs) in enumerate(zip(legal, ballot_paper, strict=True), 1)
        if ours != theirs.ballot_surname
    ]
    assert [(each[0], each[2]) for each in found] == [("A120", line) for line in differing] != []
    written = ward_sheet((0,) * len(ballot_paper), seats=3)
    of = hall.of_sheet(1).opened
    keyed = acts.SheetKeyed(**hall.by(CLERK).contest, sheet=SheetNumber(1), of=of, figures=written)
    assert [each[0] for each in told(hall.refused(keyed))] == ["A105"]
    hall.desk.close()


@pytest.mark.parametrize("name", WARDS)
def test_papers_to_be_filled_in_are_flagged_where_the_two_orders_differ(name: str) -> None:
    assert legal_order_differs(WARDS[name])
    assert not legal_order_differs([person(each.ballot_surname) for each in WARDS[name]])


def test_stratford_and_new_town_comes_out_as_it_was_put_right(tmp_path: Path) -> None:
    """Collinson had 1,017 votes and 387 were declared for her; Garfield 3,288, and 807 fewer."""
    votes = (1_017, 387, 3_288, 900, 850)
    hall = ward(tmp_path, "Stratford and New Town", STRATFORD)
    hall.do(hall.names_confirmed(*lines_to_key(STRATFORD)))
    hall.verify({"a1": 3_000, "a2": 1_000})
    hall.state_verification()
    hall.agree(1, ward_sheet(votes, 4_000, seats=3))
    by_name = zip(STRATFORD, hall.figures.votes, strict=True)
    assert {each.surname: n for each, n in by_name}["Nunson"] == 1_017
    legal = [each.ballot_surname for each in in_legal_order(STRATFORD)]
    copied = dict(zip(legal, votes, strict=True))
    assert copied["Garfield"] != 3_288, "copied by position the figures are those of others"
    assert sum(copied.values()) == sum(votes), "and no total says so"
    hall.desk.close()
