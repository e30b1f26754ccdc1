"""Practice counts, made from the home."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyapp.files import free_name
from tallyapp.resources import resource
from tallyapp.ui.home.practice import PracticePage
from tallyapp.ui.shell.front import Front

from ..keys import focused


def practice(front: Front) -> PracticePage:
    assert front.home is not None
    front.home.start.arrive()
    QTest.keyClick(focused(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page = front.home.practice
    assert page.isVisible()
    return page


def test_oxford_east_is_made_ready_for_the_first_sheet_and_opened(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    page = practice(front)
    QTest.keyClick(page.file.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    session = front.window.session
    assert session is not None
    assert session.contest is not None
    assert session.contest.statement is not None, "every box is verified"
    assert not any(sheet.looks for sheet in session.contest.sheets.values()), "no sheet is keyed"
    with (tmp_path / "oxford-east.papers.csv").open(encoding="utf-8") as file:
        papers = {(row["paper"], row["number"]) for row in csv.DictReader(file)}
    assert {int(n) for kind, n in papers if kind == "sheet"} == set(session.contest.sheets)
    assert "oxford-east.papers.csv" in front.window.banner.words


def test_a_result_that_does_not_add_is_refused_with_its_faults_and_makes_nothing(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    text = resource("samples", "oxford-east-2024.json").read_text(encoding="utf-8")
    (tmp_path / "wrong.json").write_text(text.replace("19541", "19542"), encoding="utf-8")
    page = practice(front)
    page.choices["other"].click()
    QTest.keyClicks(page.first.edit, str(tmp_path / "wrong.json"))
    QTest.keyClick(page.first.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.faults.isVisible())
    assert not list(tmp_path.glob("*.tally"))


def test_what_cannot_be_made_is_left_out_and_said(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    two = json.loads(
        resource("samples", "medway-2023-declarations.json").read_text(encoding="utf-8")
    )[:2]
    one = two[0]
    seats, papers = one["seats"], one["verified_total"]
    one["candidates"][0]["votes"] += seats * papers
    (tmp_path / "two.json").write_text(json.dumps(two), encoding="utf-8")
    page = practice(front)
    page.choices["other"].click()
    QTest.keyClicks(page.first.edit, str(tmp_path / "two.json"))
    QTest.keyClick(page.first.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    words = front.window.banner.words
    assert "1 contest left out. " in words
    assert one["ward"] in words
    assert "more than" in words, "and its reason"


def test_a_contest_of_several_seats_is_made_ready_too(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    ties = json.loads(resource("samples", "ties-at-last-seat.json").read_text(encoding="utf-8"))
    (tmp_path / "tie.json").write_text(json.dumps(ties[:1]), encoding="utf-8")
    page = practice(front)
    page.choices["other"].click()
    QTest.keyClicks(page.first.edit, str(tmp_path / "tie.json"))
    QTest.keyClick(page.first.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    session = front.window.session
    assert session is not None
    assert session.contest is not None
    assert session.contest.set_up.seats == 3


def test_making_can_be_stopped_and_leaves_nothing_behind(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    page = practice(front)
    page.choices["general-election"].click()
    with qtbot.waitSignal(page._stepped):
        page.start()
    QTest.keyClick(front.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.button.isVisible)
    assert not list(tmp_path.glob("general*"))
    assert front.window.session is None


def test_a_seed_that_is_no_number_is_refused_in_place(front: Front) -> None:
    page = practice(front)
    page.seed.edit.setText("one")
    QTest.keyClick(page.seed.edit, Qt.Key.Key_Return)
    assert page.seed.refused == "Key a whole number."


def test_no_count_is_offered_a_name_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "practice.tally").touch()
    assert free_name(tmp_path, "practice", ".tally").name == "practice-2.tally"


RESULTS = Path(__file__).parents[2] / "past" / "cases"


def chosen(front: Front, *files: Path) -> PracticePage:
    """The page with these files of another past result."""
    page = practice(front)
    page.choices["other"].click()
    for field, file in zip((page.first, page.second), files, strict=False):
        QTest.keyClicks(field.edit, str(file))
    return page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("min-deep.json", "Its lists stand within one another"),
        ("min-deep-window.json", "Its lists stand within one another"),
        ("min-utf8.json", "Byte 14, 0xFF, is not UTF-8 text."),
        ("past-dc-results.json", "none of the forms of past results"),
        ("past-emoji.json", "HONEYBEE"),
        ("e05b-100cands.json", "The longest ballot paper that can be counted has 99."),
    ],
)
def test_a_file_of_which_nothing_can_be_made_is_said_in_place(
    qtbot: QtBot, front: Front, tmp_path: Path, name: str, said: str
) -> None:
    page = chosen(front, RESULTS / name)
    QTest.keyClick(page.first.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.faults.isVisible())
    problem = page.faults.model.index(0, 2).data()
    assert said in problem
    assert not list(tmp_path.glob("*.tally"))


def test_the_polling_day_is_keyed_for_files_that_do_not_say_it(qtbot: QtBot, front: Front) -> None:
    names = [f"soft-hyphen-by-{each}.csv" for each in ("candidate", "constituency")]
    page = chosen(front, *(RESULTS / name for name in names))
    QTest.keyClick(page.first.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.faults.isVisible())
    QTest.keyClicks(page.polling_day.edit, "in December")
    QTest.keyClick(page.polling_day.edit, Qt.Key.Key_Return)
    assert page.polling_day.refused == "This is not a date. Key it as 7 May 2026."
    page.polling_day.edit.setText("4 July 2024")
    QTest.keyClick(page.polling_day.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert "Hendon: Line 3, column candidate_first_name: U+00AD" in front.window.banner.words


def test_who_was_published_as_elected_otherwise_is_said_where_the_count_opens(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    (tie,) = json.loads((RESULTS / "m12-tie-cut.json").read_text(encoding="utf-8"))
    tie["candidates"][1]["elected"] = False
    (tmp_path / "tie.json").write_text(json.dumps([tie]), encoding="utf-8")
    page = chosen(front, tmp_path / "tie.json")
    QTest.keyClick(page.first.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert "does not mark First1 Sur001 (400) as elected" in front.window.banner.words


def test_a_folder_that_is_not_there_is_said_beneath_the_file(front: Front, tmp_path: Path) -> None:
    page = practice(front)
    page.file.edit.setText(str(tmp_path / "gone" / "practice.tally"))
    QTest.keyClick(page.file.edit, Qt.Key.Key_Return)
    assert page.file.refused == f"There is no folder {tmp_path}/gone. Make it, or choose another."
    assert page.file.edit.hasFocus()


def test_the_folder_of_the_programs_own_documents_is_made(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    """On a machine on which nothing was counted yet there is none."""
    page = practice(front)
    documents = tmp_path / "documents" / "tallyapp"
    page._around = replace(front.around, documents=documents)
    page.file.edit.setText(str(documents / "practice.tally"))
    with qtbot.waitSignal(page.made):
        QTest.keyClick(page.file.edit, Qt.Key.Key_Return)
    assert (documents / "practice.tally").exists()
