"""A new count from lists as people have them: what is asked for, left out, and refused."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.resources import resource

from .running import refused, run, told

LISTS = Path(__file__).parents[1] / "exchange" / "lists"
OXFORD = resource("samples", "oxford-east-candidates.csv")
AREAS = "A,Area A,1,Station 1,polling,3\nA,Area A,2,Station 2,polling,3\n"
HEADER = "area,area_name,box,box_name,kind,sheets\n"


def new(folder: Path, people: Path, *options: object, day: str = "2025-05-01") -> list[object]:
    """The command that makes a count of one contest of these candidates in folder/new.tally."""
    areas = folder / "areas.csv"
    areas.write_text(HEADER + AREAS, encoding="utf-8")
    details = ("--name", "Ward", "--election", "Election of councillors", "--officer", "A. Example")
    lists = ("--candidates", people, "--areas", areas)
    kind = () if "--kind" in options else ("--kind", "local-england")
    return ["new", folder / "new.tally", *lists, *details, "--polling-day", day, *kind, *options]


# ---- names


def test_the_preview_has_the_names_of_the_ballot_paper(tmp_path: Path) -> None:
    people = LISTS / "commonly-used-surname.csv"
    shown = told(*new(tmp_path, people, "--electorate", "900", "--seats", "2", "--yes"))
    assert "2  Calder, Jane, Green Party" in shown
    assert "Norton, Jane" not in shown
    assert "out of the alphabet" not in shown
    assert "Jane Calder" in told("tally", tmp_path / "new.tally")
    assert "Norton" not in told("tally", tmp_path / "new.tally")


def test_an_order_by_full_names_is_said_before_anything_is_made(tmp_path: Path) -> None:
    people = LISTS / "commonly-used-surname-legal-order.csv"
    asked = new(tmp_path, people, "--electorate", "900", "--seats", "2")
    done = run(*asked, keyed="n\n")
    assert "is ordered by commonly used surnames" in done.stdout
    assert not (tmp_path / "new.tally").exists()


def test_a_name_that_may_be_either_is_asked_for(tmp_path: Path) -> None:
    people = LISTS / "known-as-forename-only.csv"
    message = refused(*new(tmp_path, people, "--electorate", "900"), status=2)
    assert "line 2, column known_as: It is not clear" in message


# ---- what is asked for


@pytest.mark.parametrize("name", ["dc-blank-seats.csv", "same-party-one-seat.csv"])
def test_seats_that_no_list_says_are_asked_for(tmp_path: Path, name: str) -> None:
    asked = new(tmp_path, LISTS / name, "--electorate", "900", "--yes")
    message = refused(*asked, status=2)
    assert message.startswith("How many seats ")
    assert "=NUMBER" in message
    assert "Ward: 2 seats" in told(*asked, "--seats", "2")


def test_a_parliamentary_contest_has_one_seat_and_none_is_asked_for(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("surname,other_names,description\nAsh,A,\nElm,E,\n", encoding="utf-8")
    kind = ("--kind", "uk-parliamentary")
    made = new(tmp_path, people, *kind, "--electorate", "900", "--yes", day="2024-07-04")
    assert "1 seat, electorate 900" in told(*made)


def test_more_seats_than_this_kind_of_election_has_are_refused_with_the_bound(
    tmp_path: Path,
) -> None:
    people = LISTS / "same-party-one-seat.csv"
    asked = new(tmp_path, people, "--electorate", "900", "--seats", "16", "--yes")
    assert "has 16 seats; in this kind of election a contest has 15 at most" in refused(
        *asked, status=2
    )


def test_an_electorate_is_asked_for_and_of_none_known_no_turnout_is_printed(tmp_path: Path) -> None:
    people = LISTS / "same-party-one-seat.csv"
    asked = new(tmp_path, people, "--seats", "1", "--yes")
    assert "with 0 if nobody knows it" in refused(*asked, "--electorate", "elsewhere=900", status=2)
    shown = told(*asked, "--electorate", "0")
    assert "electorate not known, so no turnout" in shown
    tally = told("tally", tmp_path / "new.tally")
    assert "Electorate        not known" in tally
    assert "urnout" not in tally
    (contest,) = json.loads(told("tally", tmp_path / "new.tally", "--json"))["contests"]
    assert (contest["electorate"], contest["turnout"]) == (None, None)


def listed(folder: Path, text: str) -> Path:
    path = folder / "people.csv"
    path.write_text("surname,other_names,description,seats,electorate\n" + text, encoding="utf-8")
    return path


def test_electorates_stand_in_the_list_and_none_is_asked_for(tmp_path: Path) -> None:
    people = listed(tmp_path, "Ash,A,Green,1,900\nElm,E,Labour,,\n")
    assert "1 seat, electorate 900" in told(*new(tmp_path, people, "--yes"))
    message = refused(*new(tmp_path, people, "--electorate", "901", "--yes"), status=2)
    assert "is 900 in the list of candidates, and was given as 901" in message


def test_two_electorates_for_one_contest_are_refused_with_both_lines(tmp_path: Path) -> None:
    people = listed(tmp_path, "Ash,A,Green,1,900\nElm,E,Labour,,910\n")
    message = refused(*new(tmp_path, people, "--yes"), status=2)
    assert 'line 3, column electorate: This is "910", but line 2 says "900".' in message


def test_boxes_that_all_say_their_electors_make_the_contest_s_and_it_is_said(
    tmp_path: Path,
) -> None:
    people = listed(tmp_path, "Ash,A,Green,1,\nElm,E,Labour,,\n")
    asked = new(tmp_path, people, "--yes")
    areas = tmp_path / "areas.csv"
    rows = "A,Area A,1,Station 1,polling,3,400\nA,Area A,2,Station 2,polling,3,500\n"
    areas.write_text(f"{HEADER.strip()},electorate\n{rows}", encoding="utf-8")
    shown = told(*asked)
    assert "1 seat, electorate 900" in shown
    assert "    changed: The electorate, 900, is that of its boxes together." in shown
    (tmp_path / "new.tally").unlink()
    shown = told(*asked, "--electorate", "910")
    assert "Look at: Ward has 910 electors, and its boxes 900 together." in shown


def test_what_is_changed_and_left_out_is_told_by_contest(tmp_path: Path) -> None:
    header, *rows = (LISTS / "dc-order-small.csv").read_text(encoding="utf-8").splitlines()
    others = [
        row.replace("local.x.ward", "local.x.elm").replace(",Ward,False", ",Elm,True")
        for row in rows
    ]
    people = tmp_path / "people.csv"
    people.write_text("\n".join((header, *rows, *others)), encoding="utf-8")
    shown = told(*new(tmp_path, people, "--electorate", "900", "--yes"))
    assert "    changed: The candidates are put in the order of the alphabet." in shown
    assert "  Elm: left out, its poll is cancelled" in shown


@pytest.mark.parametrize("number", ["many", "10000000", "-1", "9" * 5_000])
def test_an_electorate_beyond_its_bound_is_refused_with_the_bound(
    tmp_path: Path, number: str
) -> None:
    asked = new(tmp_path, LISTS / "tabs.csv", "--seats", "1", f"--electorate={number}", "--yes")
    assert "9,999,999" in refused(*asked, status=2)
    assert not (tmp_path / "new.tally").exists()


# ---- what is not counted


def test_a_cancelled_poll_is_left_out_by_name(tmp_path: Path) -> None:
    died = (LISTS / "dc-candidate-died.csv").read_text(encoding="utf-8")
    asked = new(tmp_path, LISTS / "dc-candidate-died.csv", "--electorate", "900", "--yes")
    message = refused(*asked, status=2)
    assert message.startswith("The poll of every contest in the list is cancelled: Ward.")
    both = tmp_path / "both.csv"
    _, *rows = died.splitlines()
    others = [
        row.replace("local.x.ward.by", "local.x.elm.by").replace(",Ward,t,", ",Elm,f,")
        for row in rows
    ]
    both.write_text(died + "\n".join(others), encoding="utf-8")
    shown = told(*new(tmp_path, both, "--electorate", "900", "--yes"))
    assert "  Elm: 1 seat" in shown
    assert "The poll of Ward is cancelled: it is left out." in shown


@pytest.mark.parametrize("name", ["dc-scot.csv", "dc-nia.csv", "dc-mayor.csv"])
def test_a_system_that_is_not_counted_is_refused_by_its_ballot_id(
    tmp_path: Path, name: str
) -> None:
    message = refused(*new(tmp_path, LISTS / name, "--electorate", "900"), status=2)
    assert "so this count cannot be set up in it." in message


def test_a_ballot_id_of_another_kind_is_not_counted_by_the_rules_of_this_one(
    tmp_path: Path,
) -> None:
    people = LISTS / "dc-order-small.csv"
    kind = ("--kind", "uk-parliamentary")
    message = refused(*new(tmp_path, people, *kind, "--electorate", "900"), status=2)
    assert "Ward is of the kind local-england by its ballot id" in message


def test_noughts_that_a_spreadsheet_took_from_one_list_are_thought_of(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    rows = "Ash,A,,01,Elm,1\nElm,E,,01,,\nOak,O,,02,Oak,1\nYew,Y,,02,,\n"
    header = "surname,other_names,description,contest,contest_name,seats\n"
    people.write_text(header + rows, encoding="utf-8")
    electorates = ("--electorate", "01=900", "--electorate", "02=900")
    asked = new(tmp_path, people, *electorates, "--yes")
    areas = "contest,area,area_name,box,box_name,kind\n1,A,East,1,Hall,polling\n"
    (tmp_path / "areas.csv").write_text(areas, encoding="utf-8")
    message = refused(*asked, status=2)
    assert "no row for the contest 01. It has rows for 1." in message
    assert "A spreadsheet may have taken noughts in front away." in message


def test_of_a_whole_day_s_file_the_ballots_of_a_council_are_taken(tmp_path: Path) -> None:
    text = (LISTS / "dc-order-small.csv").read_text(encoding="utf-8")
    header, *rows = text.splitlines()
    others = [row.replace("local.x.", "local.highland.") for row in rows]
    people = tmp_path / "people.csv"
    people.write_text("\n".join((header, *rows, *others)), encoding="utf-8")
    asked = new(tmp_path, people, "--electorate", "900", "--yes")
    assert "use the single transferable vote" in refused(*asked, status=2)
    assert "1 seat, electorate 900" in told(*asked, "--ballot", "local.x")


# ---- the kind of election


def test_no_kind_is_taken_for_granted(tmp_path: Path) -> None:
    asked = new(tmp_path, LISTS / "same-party-one-seat.csv", "--electorate", "900", "--seats", "1")
    at = asked.index("--kind")
    del asked[at : at + 2]
    message = refused(*asked, "--yes", status=2)
    assert "Say with --kind which kind of election it is" in message
    assert "community-wales" in message
    assert not (tmp_path / "new.tally").exists()


@pytest.mark.parametrize(
    ("council", "title"), [("x", "Election of councillors"), ("powys", "Election of councillors")]
)
def test_ballot_ids_that_agree_say_the_kind(tmp_path: Path, council: str, title: str) -> None:
    text = (LISTS / "dc-order-small.csv").read_text(encoding="utf-8")
    people = tmp_path / "people.csv"
    people.write_text(text.replace("local.x.", f"local.{council}."), encoding="utf-8")
    asked = new(tmp_path, people, "--electorate", "900", "--yes")
    at = asked.index("--kind")
    del asked[at : at + 2]
    assert f"electorate 900, {title}" in told(*asked)
    kind = "local-wales" if council == "powys" else "local-england"
    with closing(sqlite3.connect(f"file:{tmp_path / 'new.tally'}?mode=ro", uri=True)) as file:
        assert f'"kind":"{kind}"' in "".join(map(str, file.iterdump()))


def test_a_combined_authority_s_mayor_is_counted_between_two_and_refused_among_three(
    tmp_path: Path,
) -> None:
    people = tmp_path / "people.csv"
    rows = "surname,other_names,description\nAsh,A,Green\nElm,E,Labour\n"
    kind = ("--kind", "combined-authority-mayor", "--electorate", "900", "--yes")
    people.write_text(rows + "Oak,O,Blue\n", encoding="utf-8")
    message = refused(*new(tmp_path, people, *kind, day="2026-06-18"), status=2)
    assert "supplementary vote has first and second preferences" in message
    assert not (tmp_path / "new.tally").exists()
    people.write_text(rows, encoding="utf-8")
    assert "1 seat, electorate 900" in told(*new(tmp_path, people, *kind, day="2026-06-18"))


def test_the_kinds_are_named_with_their_days_and_those_that_are_not_counted() -> None:
    shown = told("kinds")
    assert "combined-authority-mayor  Mayor of a combined authority" in shown
    assert "2026-06-18 onwards, 2 candidates at most: The Combined Authorities" in shown
    counted, _, refused_ = shown.partition("Not counted:")
    assert "senedd" in refused_
    assert "senedd" not in counted


# ---- what is no list


@pytest.mark.parametrize("name", ["utf16-nobom.csv", "html.xls", "word.docx", "sopn.pdf"])
def test_what_is_no_list_is_said_without_anything_that_steers_the_terminal(
    tmp_path: Path, name: str
) -> None:
    message = refused(*new(tmp_path, LISTS / name, "--electorate", "900"), status=2)
    assert message.replace("\n", "").isprintable()
    assert "column is missing" not in message


@pytest.mark.parametrize("name", ["areas-total-row2.csv", "areas-box-case.csv"])
def test_areas_that_cannot_be_are_refused(tmp_path: Path, name: str) -> None:
    asked = new(tmp_path, OXFORD, "--electorate", "900")
    asked[asked.index("--areas") + 1] = LISTS / name
    assert "column box" in refused(*asked, status=2)
