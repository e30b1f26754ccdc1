"""Lists of candidates: two forms of file, every fault with its place."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.ballot_ids import kinds_of_ballot, polling_day_of, why_not_counted
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.election_rules import known_kinds
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.identifiers import identifier_of, is_identifier
from tallyapp.exchange.listed import CandidateList
from tallyapp.exchange.tables import shows_all
from tallyapp.past.past_results import read_past_results
from tallyapp.resources import resource

LISTS = Path(__file__).parent / "lists"
OWN = "surname,other_names,description\n"
CLUB = (
    "person_id,person_name,party_name,party_description_text,sopn_last_name,sopn_first_names,"
    "ballot_paper_id,post_label,seats_contested\n"
)


def no_chinese(text: str) -> Sequence[str]:
    return [character for character in text if "\u4e00" <= character <= "\u9fff"]


def read(tmp_path: Path, content: str | bytes) -> CandidateList:
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_candidates(path, missing_glyphs=no_chinese)


def faults(tmp_path: Path, content: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, content)
    assert str(refused.value).count("\n") == len(refused.value.faults) - 1
    assert all(fault.remedy for fault in refused.value.faults)
    return [(fault.line, fault.column, fault.problem) for fault in refused.value.faults]


def test_the_sample_is_the_list_of_oxford_east_in_ballot_paper_order() -> None:
    path = resource("samples", "oxford-east-candidates.csv")
    (contest,) = read_candidates(path, missing_glyphs=shows_all).contests
    (result,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    assert (contest.id, contest.name, contest.seats) == ("oxford-east", "Oxford East", 1)
    assert contest.candidates == tuple(past.candidate for past in result.candidates)
    assert contest.candidates[4].name == "Anneliese Dodds"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_way_of_saving_is_read_alike(
    tmp_path: Path, encoding: str, separator: str, end: str
) -> None:
    lines = ["Surname,Other names,Description", "", "Ní Dhroma,Siân,Green", ",,", "Smith,John,", ""]
    text = end.join(lines).replace(",", separator)
    (contest,) = read(tmp_path, text.encode(encoding)).contests
    assert contest.candidates == (
        Candidate(surname="Ní Dhroma", other_names="Siân", description="Green"),
        Candidate(surname="Smith", other_names="John", description=""),
    )


def test_a_list_of_one_contest_is_named_after_it_or_simply_contest(tmp_path: Path) -> None:
    assert read(tmp_path, OWN + "A,B,C\n").contests[0].id == "contest"
    named = read(tmp_path, "surname,other_names,description,contest_name\nA,B,C,Ynys Môn\nD,E,F,\n")
    assert (named.contests[0].id, named.contests[0].name) == ("ynys-mon", "Ynys Môn")


def test_contests_keep_the_order_of_the_file_and_their_rows_need_not_stand_together(
    tmp_path: Path,
) -> None:
    text = "contest,surname,other_names,description,seats\nw2,A,,,3\nw1,B,,,\nw2,C,,,\n"
    contests = read(tmp_path, text).contests
    assert [(one.id, one.seats, len(one.candidates)) for one in contests] == [
        ("w2", 3, 2),
        ("w1", None, 1),
    ]


def test_our_own_file_is_in_ballot_paper_order_and_an_unusual_order_is_a_warning(
    tmp_path: Path,
) -> None:
    listed = read(tmp_path, OWN + "Smith,Ann,\nJones,Bob,\n")
    assert [one.surname for one in listed.contests[0].candidates] == ["Smith", "Jones"]
    assert [warning.line for warning in listed.warnings] == [3]


def test_text_that_looks_like_a_formula_is_just_text(tmp_path: Path) -> None:
    (contest,) = read(tmp_path, OWN + "=SUM(A1:A9),+44,@home\n").contests
    assert contest.candidates[0].surname == "=SUM(A1:A9)"


def test_democracy_clubs_list_is_put_in_ballot_paper_order(tmp_path: Path) -> None:
    rows = (
        "1,Jo Smith,Labour Party,Labour Party candidate,SMITH,Joan,parl.x.2024-07-04,X,1\n"
        "2,Z Ó Dálaigh,Independent,,Ó Dálaigh,Zoë,parl.x.2024-07-04,X,1\n"
        "3,Al Smith,Green Party,,Smith,Alan,parl.x.2024-07-04,X,1\n"
        "4,P Paul,Green Party,,Paul,P,parl.x.2024-07-04,X,1\n"
    )
    (contest,) = read(tmp_path, CLUB + rows).contests
    assert (contest.id, contest.name, contest.seats) == ("parl.x.2024-07-04", "X", 1)
    assert contest.polling_day == date(2024, 7, 4)
    assert [one.ballot_name for one in contest.candidates] == [
        "Ó Dálaigh, Zoë",
        "Paul, P",
        "Smith, Alan",
        "SMITH, Joan",
    ]
    assert contest.candidates[3].description == "Labour Party candidate"
    assert contest.candidates[0].description == "Independent"


def test_a_very_long_ballot_paper_id_is_shortened_to_an_identifier(tmp_path: Path) -> None:
    ballot = f"local.bournemouth-christchurch-and-poole.{'x' * 60}.by.2024-05-02"
    (contest,) = read(tmp_path, CLUB + f"1,A B,P,,B,A,{ballot},W,2\n").contests
    assert is_identifier(contest.id)
    assert contest.polling_day == date(2024, 5, 2)


def test_a_candidate_without_the_name_of_the_statement_of_persons_nominated_is_refused(
    tmp_path: Path,
) -> None:
    found = faults(tmp_path, CLUB + "1,Jo Smith,Labour,,,,parl.x.2024-07-04,X,1\n")
    assert found == [(2, "sopn_last_name", "There is no surname for Jo Smith.")]


def test_every_fault_of_a_file_is_named_at_once_in_its_order(tmp_path: Path) -> None:
    text = (
        "contest,surname,other_names,description,seats\n"
        "w1,,Ann,Green,1\n"
        "w1,Bell,Bob,Labour,one\n"
        "w1,Bell,bob,LABOUR,1\n"
        "w 1,Cox,Cy,,1\n"
        "w1,Da\u202ey,王,,2\n"
        "w1,Eve\n"
        f"w1,{'x' * 501},,,1\n"
        "count,Fox,F,,1\n"
        ",Gill,G,,1\n"
    )
    found = faults(tmp_path, text)
    assert [(line, column) for line, column, _ in found] == [
        (2, "surname"),
        (3, "seats"),
        (4, "surname"),
        (5, "contest"),
        (6, "seats"),
        (6, "surname"),
        (6, "other_names"),
        (7, ""),
        (8, "surname"),
        (9, "contest"),
        (10, "contest"),
    ]
    problems = [problem for _, _, problem in found]
    assert "line 3 already" in problems[2]
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE)" in problems[5]
    assert "U+738B" in problems[6]
    assert "2 cells, the header has 5" in problems[7]
    assert "501 characters" in problems[8]


def test_two_people_of_one_name_are_a_warning_if_their_descriptions_differ(tmp_path: Path) -> None:
    listed = read(tmp_path, OWN + "Smith,Ann,Green\nSmith,Ann,Labour\n")
    assert len(listed.contests[0].candidates) == 2
    assert "line 2 too" in listed.warnings[0].problem


def test_a_fault_says_file_line_column_problem_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, OWN + ",Ann,Green\n")
    assert str(refused.value) == (
        f"{tmp_path / 'list.csv'}, line 2, column surname: The cell is blank. Fill it in."
    )


@pytest.mark.parametrize("header", ["surname,description\n", "person_name,party_name\n", "a\tb\n"])
def test_a_missing_column_is_named_with_the_columns_there_are(tmp_path: Path, header: str) -> None:
    found = faults(tmp_path, header + "x,y\n")
    assert {line for line, _, _ in found} <= {1, 2}
    assert any(problem == "The column is missing." for _, _, problem in found)


def test_a_misspelt_optional_column_is_not_silently_lost(tmp_path: Path) -> None:
    found = faults(tmp_path, "surname,other_names,description,knwon_as\nA,B,C,D\n")
    assert found == [(1, "knwon_as", "The column is not known.")]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    found = faults(tmp_path, "surname,Surname,other_names,description\nA,B,C,D\n")
    assert found == [(1, "surname", "Two columns have this name.")]


def test_windows_text_is_refused_with_the_place_of_the_byte(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, OWN.encode() + b"A,B,C\r\nO\x92Neill,Ann,Green\n")
    assert found == (3, "", "Byte 2 of the line, 0x92, is not UTF-8 text.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"\n \n,,\n", "The file is empty."),
        (OWN.encode(), "no rows below the header"),
        (b"PK\x03\x04rest", "workbook"),
        (OWN.encode("utf-16"), "UTF-16"),
        (OWN.encode() + b'A,"B,C\n', "a double quote is missing"),
        (OWN.encode() + b'A,"B" C,D\n', "or one too many"),
    ],
)
def test_what_is_not_a_list_is_said_to_be_none(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in faults(tmp_path, content)[0][2]


def test_a_file_that_is_not_there_is_the_surroundings_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="could not be read"):
        read_candidates(tmp_path / "none.csv", missing_glyphs=shows_all)


@given(content=st.binary(max_size=300))
def test_no_bytes_whatever_bring_in_anything_but_a_list_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.csv"
    path.write_bytes(OWN.encode() + content)
    try:
        listed = read_candidates(path, missing_glyphs=shows_all)
    except ImportRefused:
        return
    assert all(one.surname for contest in listed.contests for one in contest.candidates)


@given(name=st.text(max_size=200))
def test_every_name_has_an_identifier_and_always_the_same(name: str) -> None:
    assert is_identifier(identifier_of(name))
    assert identifier_of(name) == identifier_of(name) != "count"


# ---- what is unlikely, and what is not counted


def tried(name: str) -> CandidateList:
    return read_candidates(LISTS / name, missing_glyphs=shows_all)


def test_blank_seats_stay_blank_and_more_of_one_party_than_seats_is_warned_of() -> None:
    for name, number in (("dc-blank-seats.csv", 7), ("same-party-one-seat.csv", 2)):
        listed = tried(name)
        assert listed.contests[0].seats is None
        (warned,) = [each.problem for each in listed.warnings if "Labour Party" in each.problem]
        assert warned == (
            f"{number} candidates of Labour Party stand, and the list does not say for how many "
            "seats."
        )


def test_independents_are_no_party_and_a_party_may_fill_every_seat(tmp_path: Path) -> None:
    text = "surname,other_names,description,seats\nA,A,Independent,2\nB,B,Independent,2\n"
    text += "C,C,Independent,2\nD,D,Green,2\nE,E,Green,2\nF,F,,2\nG,G,,2\nH,H,,2\n"
    assert read(tmp_path, text).warnings == ()
    more = [warning.problem for warning in read(tmp_path, f"{text}I,I,Green,2\n").warnings]
    assert more == ["3 candidates of Green stand, for 2 seats."]


def test_a_cancelled_poll_is_left_out_by_name() -> None:
    listed = tried("dc-candidate-died.csv")
    assert listed.contests == ()
    assert [each.name for each in listed.cancelled] == ["Ward"]
    (warned,) = listed.warnings
    assert warned.problem == "The poll of Ward is cancelled: it is left out."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dc-scot.csv", "councillors in Scotland use the single transferable vote"),
        ("dc-nia.csv", "Northern Ireland Assembly use the single transferable vote"),
        ("dc-mayor.csv", "by the supplementary vote has first and second preferences"),
    ],
)
def test_the_system_follows_from_the_ballot_id(name: str, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        tried(name)
    (fault,) = refused.value.faults
    assert fault.column == "ballot_paper_id"
    assert said in fault.problem


@pytest.mark.parametrize(
    ("ballot", "kind"),
    [
        ("local.oxford.wood-farm.2024-05-02", "local-england"),
        ("local.oxford.wood-farm.by.2024-05-02", "local-england"),
        ("local.powys.aber-craf.2022-05-05", "local-wales"),
        ("local.highland.fort-william.2022-05-05", "local-scotland"),
        ("local.belfast.castle.2023-05-18", "local-northern-ireland"),
        ("local.city-of-london.aldgate.2025-03-20", "city-of-london"),
        ("parl.oxford-east.2024-07-04", "uk-parliamentary"),
        ("mayor.london.2021-05-06", "supplementary-vote"),
        ("mayor.london.2024-05-02", "mayor-of-london"),
        ("mayor.west-midlands.2021-05-06", "supplementary-vote"),
        ("mayor.west-midlands.2024-05-02", "combined-authority-mayor"),
        ("mayor.doncaster.2025-05-01", "local-authority-mayor"),
        ("pcc.kent.2021-05-06", "supplementary-vote"),
        ("pcc.kent.2024-05-02", "police-and-crime-commissioner"),
        ("ref.bristol.2022-05-05", "referendum"),
        ("sp.c.almond-valley.2021-05-06", "scottish-parliament"),
        ("gla.a.2024-05-02", "london-assembly"),
        ("senedd.c.aberavon.2021-05-06", "senedd"),
        ("nia.belfast-east.2022-05-05", "northern-ireland-assembly"),
        ("dictator.uk.2022-05-05", "dictator"),
    ],
)
def test_each_ballot_id_is_of_a_kind(ballot: str, kind: str) -> None:
    kinds = kinds_of_ballot(ballot, polling_day_of(ballot))
    assert kind in kinds
    assert bool(why_not_counted(kinds)) == (kind not in known_kinds())


def test_a_parliamentary_ballot_id_does_not_say_in_which_nation_it_is() -> None:
    kinds = kinds_of_ballot("parl.belfast-east.2024-07-04", date(2024, 7, 4))
    assert set(kinds) == {kind for kind in known_kinds() if kind.startswith("uk-parliamentary")}


@pytest.mark.parametrize(
    ("system", "said"),
    [
        ("STV", "single transferable vote has preferences"),
        ("sv", "supplementary vote"),
        ("AMS", "party lists"),
        ("PR-CL", "party lists"),
    ],
)
def test_a_system_that_the_file_names_is_believed_before_its_ballot_id(
    tmp_path: Path, system: str, said: str
) -> None:
    header, *rows = (LISTS / "dc-order-small.csv").read_text(encoding="utf-8").splitlines()
    named = [f"{header},voting_system", *(f"{row},{system}" for row in rows)]
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, "\n".join(named))
    (fault,) = refused.value.faults
    assert fault.column == "voting_system"
    assert said in fault.problem
    assert "so this count cannot be set up in it" in fault.problem


def test_a_row_of_totals_among_candidates_is_looked_at(tmp_path: Path) -> None:
    listed = read(tmp_path, OWN + "Ash,Ann,Green\nTotal,,\n")
    assert [(each.line, each.problem) for each in listed.warnings] == [
        (3, '"Total" looks like a row of totals.')
    ]


def test_a_ballot_paper_of_a_hundred_is_refused_with_the_bound(tmp_path: Path) -> None:
    rows = "".join(f"Name{n:03},A,P{n}\n" for n in range(100))
    ((_, _, problem),) = faults(tmp_path, OWN + rows)
    assert problem == "The contest has 100 candidates; 99 are the most."


def test_contests_that_differ_in_capitals_alone_are_one(tmp_path: Path) -> None:
    text = "contest,surname,other_names,description\nelm,A,,\nelm,B,,\nElm,C,,\n"
    assert [(line, column) for line, column, _ in faults(tmp_path, text)] == [(4, "contest")]


# ---- some ballots of a file of a whole day


def day_file(tmp_path: Path) -> Path:
    ballots = (
        ("local.oxford.elm.2024-05-02", "Elm"),
        ("local.oxford.oak.2024-05-02", "Oak"),
        ("local.oxfordshire.elm.2024-05-02", "Elm"),
        ("local.highland.caol.2024-05-02", "Caol"),
    )
    rows = [
        f"{n},{name},Green,Green,{name},A,{ballot},{ward},1"
        for ballot, ward in ballots
        for n, name in enumerate(("Ash", "Birch"))
    ]
    path = tmp_path / "day.csv"
    path.write_text(CLUB + "\n".join(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("ballots", "wards"),
    [
        (["local.oxford"], ["local.oxford.elm.2024-05-02", "local.oxford.oak.2024-05-02"]),
        (["Local.Oxford."], ["local.oxford.elm.2024-05-02", "local.oxford.oak.2024-05-02"]),
        (["local.oxford.oak.2024-05-02"], ["local.oxford.oak.2024-05-02"]),
        (
            ["local.oxford.elm", "local.oxfordshire"],
            ["local.oxford.elm.2024-05-02", "local.oxfordshire.elm.2024-05-02"],
        ),
    ],
)
def test_the_ballots_that_are_chosen_are_read_and_the_others_are_not_at_fault(
    tmp_path: Path, ballots: list[str], wards: list[str]
) -> None:
    path = day_file(tmp_path)
    listed = read_candidates(path, missing_glyphs=no_chinese, ballots=ballots)
    assert [contest.id for contest in listed.contests] == wards


def test_a_ballot_that_is_not_in_the_file_is_named(tmp_path: Path) -> None:
    path = day_file(tmp_path)
    with pytest.raises(ImportRefused) as refused:
        read_candidates(path, missing_glyphs=no_chinese, ballots=["local.oxford", "local.reading"])
    (fault,) = refused.value.faults
    assert fault.problem == "There is no ballot whose id begins with local.reading."


def test_without_a_choice_the_whole_file_is_read_and_its_systems_are_looked_at(
    tmp_path: Path,
) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_candidates(day_file(tmp_path), missing_glyphs=no_chinese)
    (fault,) = refused.value.faults
    assert "local.highland.caol.2024-05-02: Elections of councillors in Scotland" in fault.problem


def test_ballots_of_a_list_without_ids_are_not_to_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(OWN + "Ash,A,\nElm,E,\n", encoding="utf-8")
    with pytest.raises(ImportRefused, match="chosen by their ids, and this list has none"):
        read_candidates(path, missing_glyphs=no_chinese, ballots=["local.oxford"])


def test_the_answers_of_a_referendum_are_in_the_order_of_the_question(tmp_path: Path) -> None:
    listed = read(tmp_path, OWN + "Yes,,\nNo,,\n")
    assert [each.ballot_name for each in listed.contests[0].candidates] == ["Yes", "No"]
    assert listed.warnings == ()
