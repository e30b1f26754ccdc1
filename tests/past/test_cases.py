"""Small results that went wrong when they were tried: each is made, or left out by name with its
reason.
"""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.documents.declaration import render_declaration
from tallyapp.domain.reports.declaration import declaration_report
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import MAX_BOXES, Papers, Votes
from tallyapp.exchange.election_rules import load_rules
from tallyapp.exchange.faults import ImportRefused
from tallyapp.past.past_results import read_past_files
from tallyapp.past.published import PastCandidate, PastResult
from tallyapp.past.reading import read_over
from tallyapp.past.reconciling import reconcile
from tallyapp.practice.counts import Judged, judge, make
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.plans.synthetic import MOST_PAPERS, check_plan, practice_plan
from tests.documents.pages import texts
from tests.workstations import workstation

CASES = Path(__file__).parent / "cases"
DAY = date(2024, 7, 4)


def judged(*names: str) -> Judged:
    files = read_past_files([CASES / name for name in names], DAY)
    return judge(files.contests, files.at_fault)


def pair(name: str) -> tuple[str, str]:
    return f"{name}-by-candidate.csv", f"{name}-by-constituency.csv"


def declared(file: Path, judged: Judged) -> Desk:
    made = make(file, judged.results, seed=1, finish=True)
    return Desk.open(made.file, HallClock(DAY), workstation("test"))


def test_a_soft_hyphen_is_read_over_and_said() -> None:
    found = judged(*pair("soft-hyphen"))
    assert [result.name for result in found.results] == ["Hendon", "Oxford East"]
    assert found.left_out == ()
    names = [past.candidate.name for past in found.results[0].candidates]
    assert "Ben Rend" in names
    assert list(found.remarks()) == [
        "Hendon: Line 3, column candidate_first_name: U+00AD (SOFT HYPHEN), which nobody can see, "
        'was left out. It is read as "Ben".'
    ]


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\ufeff", "\u202e", "\u2060", "\xad"])
def test_every_character_that_nobody_sees_is_read_over_and_named(character: str) -> None:
    text, said = read_over(f"Anne{character}liese{character}")
    assert text == "Anneliese"
    assert f"U+{ord(character):04X}" in said


def test_utf_8_that_was_encoded_twice_is_put_right_before_a_soft_hyphen_is_read_over() -> None:
    assert read_over("MartÃ\xadn") == ("Martín", 'it was encoded twice. It is read as "Martín".')
    assert read_over("Siân Île") == ("Siân Île", "")


def test_a_wrong_majority_leaves_out_its_constituency_and_no_other() -> None:
    found = judged(*pair("wrong-majority"))
    assert [result.name for result in found.results] == ["Oxford East"]
    assert [one.name for one in found.left_out] == ["Hendon"]
    assert "the majority is given as 16, the votes make it 15" in found.left_out[0].words


def test_two_of_one_name_and_party_leave_out_their_ward_by_name(tmp_path: Path) -> None:
    found = judged("equal-initials-cand.csv", "equal-initials-ward.csv")
    assert [one.name for one in found.left_out] == ["Beta, Testshire"]
    assert "Beta, Testshire: J. Hinchcliffe, CON is listed more than once" in (
        found.left_out[0].words
    )
    desk = declared(tmp_path / "alpha.tally", found)
    assert [contest.set_up.name for contest in desk.count.contests.values()] == ["Alpha"]
    desk.close()


def test_a_character_that_cannot_be_printed_is_refused_as_in_a_new_count() -> None:
    found = judged("past-emoji.json")
    assert found.results == ()
    (left_out,) = found.left_out
    assert "The character 🐝, U+1F41D (HONEYBEE), is not in the typeface" in left_out.words
    with pytest.raises(ImportRefused, match="HONEYBEE"):
        found.require()


def test_names_and_descriptions_of_any_length_flow_over_the_declaration(tmp_path: Path) -> None:
    desk = declared(tmp_path / "long.tally", judged("past-long.json"))
    contest = desk.contest("oxford-east")
    report = declaration_report(desk.count, contest, desk.ledger.checkpoint("oxford-east"))
    pages = texts(render_declaration(report))
    assert len(pages) == 3
    assert "Maximiliana Alexandrina" in pages[0]
    assert "19,541 votes" in pages[0]
    desk.close()


def test_results_of_a_form_that_is_not_known_are_refused_in_plain_words() -> None:
    with pytest.raises(ImportRefused, match="none of the forms of past results that are known"):
        judged("past-dc-results.json")


def test_a_missing_majority_is_worked_out() -> None:
    (result,) = judged("e15b-nomaj.json").results
    assert result.majority == 200


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "e05b-100cands.json",
            "100 candidates. The longest ballot paper that can be counted has 99.",
        ),
        ("e11b-hugecand.json", "9,999,999 ballot papers. In ballot boxes of about 600"),
        ("e11b-hugecand.json", "more than 10,000 boxes"),
    ],
)
def test_a_bound_that_is_passed_is_named_with_its_number(name: str, said: str) -> None:
    found = judged(name)
    assert found.results == ()
    assert said in found.left_out[0].words


def test_99_candidates_are_counted_and_100_are_not() -> None:
    result = result_of(CASES / "e05b-100cands.json")
    assert len(result.candidates) == 100
    assert [found.place.field for found in check_plan(result)] == ["candidates"]
    assert check_plan(replace(result, candidates=result.candidates[:99])) == []


def test_no_contest_is_planned_with_more_boxes_than_it_can_have() -> None:
    """The plan of as many papers as are let through has no more boxes than are let through."""
    votes = [MOST_PAPERS - 1, 1]
    most = replace(
        result_of(CASES / "e15b-nomaj.json"),
        candidates=tuple(
            PastCandidate(
                candidate=Candidate(surname=f"C{n}", other_names="", description=""),
                votes=Votes(each),
            )
            for n, each in enumerate(votes, 1)
        ),
        electorate=MOST_PAPERS,
        valid=Papers(MOST_PAPERS),
    )
    assert check_plan(most) == []
    plan = practice_plan(most, load_rules(most.kind, DAY), seed=1)
    assert MOST_PAPERS // 1_200 < len(plan.boxes) <= MAX_BOXES


def test_a_lot_is_drawn_for_the_last_seat_and_none_below_it(tmp_path: Path) -> None:
    found = judged("m12-tie-cut.json")
    desk = declared(tmp_path / "tie.tally", found)
    contest = desk.contest("testshire-m12-tie-cut")
    assert contest.declaration is not None
    ((tied, chosen),) = contest.lot.items()
    assert (len(tied), chosen in tied) == (3, True)
    assert contest.declaration.elected == found.results[0].elected
    assert len(contest.declaration.elected) == 3
    desk.close()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("min-deep.json", "Its lists stand within one another, deeper than in any result."),
        ("min-deep-window.json", "Its lists stand within one another, deeper than in any result."),
        ("min-utf8.json", "Byte 14, 0xFF, is not UTF-8 text."),
    ],
)
def test_json_nested_too_deep_or_of_bad_bytes_is_a_sentence(name: str, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        judged(name)
    assert said in str(refused.value)


def test_how_deep_a_file_may_be_does_not_depend_on_pythons_own_limit() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        with pytest.raises(ImportRefused, match="within one another"):
            judged("min-deep.json")
    finally:
        sys.setrecursionlimit(limit)


def test_ties_under_another_system_are_left_out_in_plain_words(tmp_path: Path) -> None:
    told = json.loads((CASES / "m12-tie-cut.json").read_text(encoding="utf-8"))
    told = [told[0], told[0] | {"ward": "Elm", "system": "stv"}]
    (tmp_path / "ties.json").write_text(json.dumps(told), encoding="utf-8")
    files = read_past_files([tmp_path / "ties.json"])
    assert [contest.name for contest in files.contests] == ["m12-tie-cut"]
    assert 'Elm, Testshire: "system": It was decided by another system ("stv")' in str(
        files.at_fault[0].faults[0]
    )


def test_who_was_published_as_elected_otherwise_is_said_and_stands_in_the_note(
    tmp_path: Path,
) -> None:
    told = json.loads((CASES / "m12-tie-cut.json").read_text(encoding="utf-8"))
    told[0]["candidates"][1]["elected"] = False
    told[0]["candidates"][3]["elected"] = True
    (tmp_path / "ties.json").write_text(json.dumps(told), encoding="utf-8")
    files = read_past_files([tmp_path / "ties.json"])
    found = judge(files.contests, files.at_fault)
    (remark,) = found.remarks()
    assert remark == (
        "m12-tie-cut, Testshire: The source marks First3 Sur003 (300) as elected; "
        "with 3 to elect, the votes elect First1 Sur001 (400) instead."
    )
    desk = declared(tmp_path / "tie.tally", found)
    note = desk.contest("testshire-m12-tie-cut").set_up.source
    assert found.results[0].otherwise in note
    desk.close()


def test_a_note_without_room_for_the_names_of_the_elected_still_says_that_they_differ(
    tmp_path: Path,
) -> None:
    told = json.loads((CASES / "m12-tie-cut.json").read_text(encoding="utf-8"))
    for candidate in told[0]["candidates"]:
        candidate["name"] = f"{'Alexandra ' * 8}{candidate['name']}"
        candidate["elected"] = False
    (tmp_path / "ties.json").write_text(json.dumps(told), encoding="utf-8")
    found = judge(read_past_files([tmp_path / "ties.json"]).contests)
    desk = declared(tmp_path / "tie.tally", found)
    note = desk.contest("testshire-m12-tie-cut").set_up.source
    assert "The source names others as elected than these votes elect." in note
    assert len(note) <= 500
    desk.close()


def test_a_polling_day_without_rules_leaves_the_contest_out_by_name() -> None:
    (contest,) = read_past_files([CASES / "e15b-nomaj.json"]).contests
    found = judge([replace(contest, polling_day=date(1997, 5, 1))])
    assert "e15b-nomaj: There are no rules for uk-parliamentary on a polling day of 1997-05-01" in (
        found.left_out[0].words
    )


def result_of(path: Path) -> PastResult:
    (contest,) = read_past_files([path]).contests
    result = reconcile(contest)
    assert isinstance(result, PastResult)
    return result
