"""Medway's declarations, whose rejected figures are votes, and ties, of which nothing is known but
votes.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.past_results import read_past_files, read_past_results
from tallyapp.past.published import PastResult
from tallyapp.past.reconciling import elected_otherwise
from tallyapp.practice.plans.synthetic import practice_plan
from tests.exchange.samples import MEDWAY, TIES


@pytest.fixture(scope="module")
def wards() -> dict[str, PastResult]:
    return {result.name: result for result in read_past_results([MEDWAY])}


def changed(sample: Path, folder: Path, fields: dict[str, Any]) -> Path:
    told = json.loads(sample.read_text(encoding="utf-8"))
    told[0] |= fields
    copy = folder / sample.name
    copy.write_text(json.dumps(told), encoding="utf-8")
    return copy


def test_medways_twelve_wards_reconcile(wards: dict[str, PastResult]) -> None:
    """Seats, papers verified, papers rejected, votes unused, and votes void of which papers is not
    known.
    """
    assert {
        name: (one.seats, one.valid + one.rejected, one.rejected, one.unused, one.uncertain)
        for name, one in wards.items()
    } == {
        "All Saints": (1, 965, 5, 0, 0),
        "Cuxton, Halling and Riverside": (2, 1_895, 3, 168, 10),
        "Fort Pitt": (3, 3_094, 1, 668, 18),
        "Gillingham South": (3, 2_478, 4, 684, 51),
        "Hoo St Werburgh and High Halstow": (3, 3_349, 3, 575, 0),
        "Luton": (2, 1_536, 3, 150, 8),
        "Rainham North": (3, 2_971, 0, 721, 0),
        "Rainham South West": (2, 2_355, 6, 314, 0),
        "Rochester West and Borstal": (3, 3_366, 2, 685, 41),
        "Strood North and Frindsbury": (3, 3_323, 1, 535, 13),
        "Strood West": (3, 2_656, 1, 567, 24),
        "Watling": (3, 3_304, 5, 771, 44),
    }
    assert {one.polling_day for one in wards.values()} == {date(2023, 5, 4)}


def test_the_split_of_void_votes_is_refused_and_the_note_says_so(
    wards: dict[str, PastResult],
) -> None:
    for one in wards.values():
        assert ("void for uncertainty were of whole papers was not published" in one.basis) == bool(
            one.uncertain
        )
        assert one.seats * (one.valid + one.rejected) == (
            one.votes + one.unused + one.uncertain + one.seats * one.rejected
        ), "identity 5"
        assert (
            len(f"{one.basis} Areas, boxes, sheets, forms and heads are synthetic. {one.source}")
            <= 500
        )


def test_a_ward_of_one_seat_is_practised_with_its_heads_as_published(
    wards: dict[str, PastResult],
) -> None:
    all_saints = wards["All Saints"]
    rules = load_rules("local-england", all_saints.polling_day).for_seats(1)
    plan = practice_plan(all_saints, rules, seed=1)
    heads = [
        sum(form.figures.rejected[n] or 0 for form in plan.forms) for n in range(len(rules.heads))
    ]
    assert dict(zip((head.key for head in rules.heads), heads, strict=True)) == {
        "official-mark": 0,
        "too-many-votes": 4,
        "voter-identified": 0,
        "void": 1,
    }
    assert plan.source == (
        "Votes and rejected papers by head as published. "
        "Areas, boxes, sheets and forms are synthetic. "
        "Figures as declared by Medway Council."
    )
    without = msgspec.structs.replace(rules, heads=rules.heads[:3])
    with pytest.raises(ValueError, match="the rules have no head"):
        practice_plan(all_saints, without, seed=1)


def test_the_elected_are_known_by_the_names_under_which_they_were_declared(
    wards: dict[str, PastResult],
) -> None:
    contests = read_past_files([MEDWAY]).contests
    assert [elected_otherwise(contest) for contest in contests] == [""] * 12
    spalding = wards["All Saints"].candidates[wards["All Saints"].elected[0] - 1].candidate
    assert (spalding.known_as, spalding.other_names) == ("Chris Spalding", "Christopher Stuart")


def left_out(path: Path) -> tuple[str, str]:
    """The name of the one contest that is left out, and what is said of it; the others are read."""
    files = read_past_files([path])
    (one,) = files.at_fault
    assert len(files.contests) == len(json.loads(path.read_text(encoding="utf-8"))) - 1
    return one.name, " ".join(map(str, one.faults))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"verified_total": 966},
            '"verified_total": The total is given as 966, its parts add to 965',
        ),
        ({"elected_names_as_declared": ["A Stranger"]}, "A Stranger is the name of 0 candidates"),
        ({"elected_names_as_declared": "Me"}, 'Here stands "Me", not a list'),
        ({"seats": 0}, '"seats": "0" is not a whole number from 1 to 15'),
        ({"seats": 8}, '"seats": There are 7 candidates for 8 seats'),
        ({"electorate": "many"}, '"electorate": "many" is not a whole number'),
        ({"election_date": "4 May"}, '"election_date": "4 May" is no day'),
        ({"rejected": {}}, 'rejected, "want_of_official_mark": The field is missing'),
        ({"rejected": None}, '"rejected": The field is missing'),
    ],
)
def test_a_declaration_that_does_not_agree_is_left_out_by_name_and_place(
    tmp_path: Path, fields: dict[str, Any], said: str
) -> None:
    name, words = left_out(changed(MEDWAY, tmp_path, fields))
    assert name == "All Saints, Medway"
    assert said in words


def test_rejected_figures_of_an_unknown_unit_are_not_read(tmp_path: Path) -> None:
    rejected = json.loads(MEDWAY.read_text(encoding="utf-8"))[0]["rejected"]
    fields = {"rejected": rejected | {"unit_as_declared": "papers"}}
    _, words = left_out(changed(MEDWAY, tmp_path, fields))
    assert 'The unit is given as "papers"' in words


def test_ties_are_read_with_the_winner_of_the_lot() -> None:
    ties = read_past_results([TIES])
    assert [(one.full_name, one.seats, one.polling_day.isoformat(), one.valid) for one in ties] == [
        ("Nonsuch, Sutton", 3, "2018-05-03", 3_678),
        ("Paddock Wood West, Tunbridge Wells", 1, "2019-05-02", 925),
        ("Hindhead, Waverley", 2, "2019-05-02", 1_072),
        ("Woodfield, Stevenage", 3, "2024-05-02", 1_417),
    ]
    last = []
    for one in ties:
        won = [one.candidates[number - 1] for number in one.elected]
        least = min(won, key=lambda past: past.votes)
        assert max(past.votes for past in one.candidates if past not in won) == least.votes, "a tie"
        last.append(least.candidate.name)
        assert "Ballot papers were not" in one.basis
        assert "electorate was not published" in one.basis
        assert "none of them rejected" in one.basis
    assert last == ["James McDermott-Hill", "Matt Bailey", "Peter Isherwood", "M. Notley"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"source": "leap.csv"}, '"source": There is no polling day in "leap.csv"'),
        ({"source": "leap-2018-13-03.csv"}, "There is no polling day"),
        ({"system": "stv"}, 'decided by another system ("stv")'),
        ({"candidates": []}, "There are 0 candidates for 3 seats"),
        ({"candidates": [{"name": "A B", "party": "", "votes": 1, "elected": 1}]}, "nor false"),
    ],
)
def test_a_tie_that_cannot_be_read_is_left_out_by_name_and_place(
    tmp_path: Path, fields: dict[str, Any], said: str
) -> None:
    name, words = left_out(changed(TIES, tmp_path, fields))
    assert name == "Nonsuch, Sutton"
    assert said in words


def test_the_polling_day_of_a_tie_is_given_where_its_source_does_not_say_it(
    tmp_path: Path,
) -> None:
    day = date(2018, 5, 3)
    for source in ("leap.csv", "leap-2018.csv", "leap-2018-05-03.csv"):
        path = changed(TIES, tmp_path, {"source": source})
        assert read_past_files([path], day).contests[0].polling_day == day
