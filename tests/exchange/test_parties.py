"""The party's id: as a list gives it, or by a description that is one party's beyond doubt."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.parties import joint, looks_like_party, parties_of
from tallyapp.exchange.parties import party_of_club, party_of_two, with_parties
from tallyapp.past.past_results import read_past_files
from tallyapp.resources import resource
from tests.exchange.test_candidates import CLUB, faults, read
from tests.past.test_past_results import BY_CANDIDATE, BY_CONSTITUENCY

LEH = resource("samples", "LEH-2025-candidates.csv")


def party(description: str, kind: str = "uk-parliamentary") -> str:
    one = Candidate(surname="Ash", other_names="Kim", description=description)
    return with_parties([one], kind)[0].party


def test_our_own_list_gives_the_id_in_a_column(tmp_path: Path) -> None:
    own = "surname,other_names,description,party\nAsh,Kim,Ash Group,PP9999\nBirch,Bo,Other,\n"
    (contest,) = read(tmp_path, own).contests
    assert [one.party for one in contest.candidates] == ["PP9999", ""]


@pytest.mark.parametrize("wrong", ["53", "Labour", "PP", "PP53-119", "joint-party:53"])
def test_what_is_no_id_is_a_fault_with_its_place(tmp_path: Path, wrong: str) -> None:
    own = f"surname,other_names,description,party\nAsh,Kim,Ash Group,{wrong}\n"
    assert faults(tmp_path, own)[0] == (2, "party", f'"{wrong}" is no id of a party.')


def test_democracy_clubs_list_gives_it_but_of_what_is_no_party(tmp_path: Path) -> None:
    ids = ("PP53", "joint-party:53-119", "ynmp-party:2", "party:90", "p")
    rows = [
        f"{n},Kim Ash{n},Labour Party,,Ash{n},Kim,local.x.ward.2025-05-01,Ward,1,{told}"
        for n, told in enumerate(ids)
    ]
    header = CLUB.rstrip("\n") + ",party_id"
    (contest,) = read(tmp_path, "\n".join((header, *rows, ""))).contests
    assert [one.party for one in contest.candidates] == [
        "PP53",
        "joint-party:53-119",
        "",
        "PP90",
        "",
    ]


@pytest.mark.parametrize(
    ("description", "id_"),
    [
        ("The Labour Party Candidate", "PP53"),
        ("labour  and Co-operative party", "joint-party:53-119"),
        ("Local Conservatives", "PP52"),
        ("Reform UK", "PP7931"),
        # A description in which a party's name stands may be another's.
        ("Labour Left Alliance", ""),
        ("Independent", ""),
        ("", ""),
    ],
)
def test_a_description_is_a_partys_whole_or_not_at_all(description: str, id_: str) -> None:
    assert party(description) == id_


def test_the_register_of_northern_ireland_is_another() -> None:
    ireland = "uk-parliamentary-northern-ireland"
    assert party("Conservative and Unionist Party", ireland) == ""
    assert party("Sinn Féin", ireland) == "PP39"
    assert party("Sinn Féin") == ""


def test_an_id_that_is_given_stays() -> None:
    one = Candidate(surname="Ash", other_names="Kim", description="Labour Party", party="PP1")
    assert with_parties([one], "local-england") == (one,)


def test_whoever_stands_for_two_parties_holds_a_seat_for_the_first() -> None:
    assert joint("PP53", "PP119") == party_of_two("PP53", "PP119") == "joint-party:53-119"
    assert parties_of("joint-party:53-119") == ("PP53", "PP119")
    assert parties_of("PP53") == ("PP53",)
    assert parties_of("") == ()
    assert party_of_two("PP53", " ") == "PP53"
    assert party_of_two("", "") == ""
    assert party_of_club(" ynmp-party:12522") == ""
    assert looks_like_party("joint-party:53-119-1")


def test_the_house_of_commons_library_gives_every_party_but_of_independents() -> None:
    read_files = read_past_files([BY_CANDIDATE, BY_CONSTITUENCY])
    stood = [past.candidate for contest in read_files.contests for past in contest.candidates]
    assert len(stood) == 4_515
    assert all(one.party for one in stood if one.description == "Labour")
    assert {one.party for one in stood if one.description == "Labour and Co-operative"} == {
        "joint-party:53-119"
    }
    # By the words of its descriptions the register would have been read the same.
    by_words = {one.description: party(one.description) for one in stood}
    known = {(one.description, one.party) for one in stood if by_words[one.description]}
    assert known <= {
        *((words, told) for words, told in by_words.items()),
        ("Conservative", "PP51"),
    }


def test_who_stood_for_a_party_in_the_counties_in_2025_is_known_by_it() -> None:
    """A hundred stood for small parties whose id no list here says: none is guessed."""
    with LEH.open(encoding="utf-8-sig", newline="") as file:
        stood = Counter(row["Party name"] for row in csv.DictReader(file))
    with BY_CANDIDATE.open(encoding="utf-8-sig", newline="") as file:
        ids = {
            row["Party name"]: row["Electoral Commission party ID"]
            for row in csv.DictReader(file)
            if not row["Electoral Commission adjunct party ID"]
        }
    independent = stood.pop("Independent")
    known = {name: party(name, "local-england") for name in stood}
    of_a_party = sum(stood.values())
    with_id = sum(number for name, number in stood.items() if known[name])
    assert (independent, of_a_party, with_id) == (462, 7_679, 7_579)
    for name, told in known.items():
        assert not told or ids.get(name, told) == told, name
