"""A new count by the steps of its wizard, key event by key event."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tallyapp.domain.vocabulary.phrases import day_of
from tallyapp.exchange.election_rules import refused_kinds
from tallyapp.resources import resource
from tallyapp.ui.home.new_count import AREAS, CANDIDATES, DETAILS, PREVIEW, NewCountPage
from tallyapp.ui.shell.front import Front

from ..keys import focused

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal

LISTS = Path(__file__).parents[2] / "exchange" / "lists"
CANDIDATES_CSV = resource("samples", "oxford-east-candidates.csv")
AREAS_CSV = resource("samples", "oxford-east-areas.csv")


@pytest.fixture
def wizard(front: Front) -> NewCountPage:
    assert front.home is not None
    front.home.start.arrive()
    QTest.keyClick(focused(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return front.home.new_count


def typed(text: str, *keys: Qt.Key) -> None:
    field = focused()
    if isinstance(field, QLineEdit):
        field.selectAll()
    QTest.keyClicks(field, text)
    for key in keys:
        QTest.keyClick(focused(), key)


def fill_details(qtbot: QtBot, wizard: NewCountPage, polling_day: str = "4 July 2024") -> None:
    texts = {
        "name": "Oxford East",
        "election": "UK Parliamentary general election",
        "polling_day": polling_day,
        "officer_name": "Caroline Green",
    }
    if not wizard.details.kind.currentData():
        wizard.details.kind.setCurrentIndex(wizard.details.kind.findData("uk-parliamentary"))
    for name, text in texts.items():
        wizard.details.fields[name].setFocus()
        typed(text)
    typed("Caroline Green", Qt.Key.Key_Return)


def bring_in(qtbot: QtBot, wizard: NewCountPage, people: Path) -> None:
    """The details of a council's election, and this list of its candidates."""
    wizard.details.kind.setCurrentIndex(wizard.details.kind.findData("local-england"))
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(people), Qt.Key.Key_Return)


def come_to_areas(qtbot: QtBot, wizard: NewCountPage, polling_day: str = "4 July 2024") -> None:
    fill_details(qtbot, wizard, polling_day)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(CANDIDATES_CSV), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.table.field.hasFocus())
    typed("72143", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step == AREAS)


def test_a_count_is_made_from_the_two_lists_by_keys_alone(
    qtbot: QtBot, front: Front, wizard: NewCountPage, tmp_path: Path
) -> None:
    come_to_areas(qtbot, wizard)
    typed(str(AREAS_CSV), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Space)
    assert wizard.step == PREVIEW
    shown = wizard.preview.candidates.model()
    assert [shown.index(row, 1).data() for row in (0, 4, 11)] == [
        "Adams, Benjamin",
        "Dodds, Anneliese",
        "Smith, Andrew",
    ]
    assert not list(tmp_path.glob("*.tally")), "nothing is made before the last step"
    typed(str(tmp_path / "oxford"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    session = front.window.session
    assert session is not None
    assert session.contest is not None
    assert session.contest.set_up.electorate == 72_143
    assert (tmp_path / "oxford.tally").exists()
    assert session.role == "returning-officer"
    assert focused().accessibleName() == "Name", "the staff is enrolled next"


def test_before_polling_day_a_practice_count_is_offered(qtbot: QtBot, wizard: NewCountPage) -> None:
    come_to_areas(qtbot, wizard, "7 May 2099")
    typed(str(AREAS_CSV), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Space)
    assert wizard.step == PREVIEW
    said = wizard.preview.warnings.words
    assert said.startswith("Polling day, 7 May 2099, is still to come, and this is a real count.")
    assert "practice count" in said


def test_what_is_needed_is_said_beneath_each_field(
    qtbot: QtBot, front: Front, wizard: NewCountPage
) -> None:
    typed("", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(wizard.details.fields["name"].refused))
    assert wizard.step == DETAILS
    assert (
        wizard.details.fields["polling_day"].refused == "This is not a date. Key it as 7 May 2026."
    )
    assert wizard.details.fields["name"].edit.hasFocus()
    needed = wizard.details.kind_refused.accessibleName()
    assert needed.startswith("Choose the kind of election: its law decides")
    typed("O")
    assert not wizard.details.fields["name"].refused, "it goes when the field is changed"


def test_a_letter_that_no_page_can_show_is_refused_when_it_is_typed(
    qtbot: QtBot, wizard: NewCountPage
) -> None:
    wizard.details.fields["authority"].edit.insert("Oxford ☃")
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: bool(wizard.details.fields["authority"].refused))
    assert "☃" in wizard.details.fields["authority"].refused


def test_a_polling_day_without_rules_is_refused(qtbot: QtBot, wizard: NewCountPage) -> None:
    fill_details(qtbot, wizard, polling_day="4 July 1901")
    qtbot.waitUntil(lambda: bool(wizard.details.fields["polling_day"].refused))
    assert "There are no rules" in wizard.details.fields["polling_day"].refused


def test_every_fault_of_a_list_is_shown_with_line_column_and_remedy(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(
        "surname,other_names,description\nAdams,Ben,Green\n,Amir,Independent\nBrown,Lou,☃\n",
        encoding="utf-8",
    )
    typed(str(wrong), Qt.Key.Key_Return)
    model = wizard.candidates.faults.model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert [row[:2] for row in rows] == [[3, "surname"], [4, "description"]]
    assert "blank" in rows[0][2]
    assert "☃" in rows[1][2]
    QAbstractItemModelTester(model, FATAL)
    wizard.go_on()
    assert wizard.step == CANDIDATES

    wrong.write_text(
        "surname,other_names,description\nAdams,Ben,Green\nBrown,Lou,Red\n", encoding="utf-8"
    )
    wizard.candidates.file.setFocus()
    QTest.keyClick(wizard.candidates.file.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.table.isVisible())
    assert not wizard.candidates.faults.isVisible()


def test_a_fault_that_is_longer_than_the_window_is_wide_can_be_read_whole(
    qtbot: QtBot, wizard: NewCountPage
) -> None:
    bring_in(qtbot, wizard, LISTS / "dc-scot.csv")
    qtbot.waitUntil(lambda: wizard.candidates.faults.isVisible())
    whole = [label for label in wizard.candidates.faults.findChildren(QLabel) if label.wordWrap()]
    assert any(label.text().endswith("Take its rows out.") for label in whole)


def test_what_somebody_should_look_at_can_be_read_whole_where_the_list_is_brought_in(
    qtbot: QtBot, wizard: NewCountPage
) -> None:
    bring_in(qtbot, wizard, LISTS / "commonly-used-surname-legal-order.csv")
    qtbot.waitUntil(lambda: wizard.candidates.look_at.isVisible())
    first, *_ = wizard.candidates.look_at.words.splitlines()
    assert first.startswith("The list is in the order of the full names")
    assert first.endswith("(commonly-used-surname-legal-order.csv, line 2)")


def test_a_list_that_is_asked_for_again_while_it_is_read_is_shown_once(
    qtbot: QtBot, front: Front, wizard: NewCountPage
) -> None:
    """Read twice, it would come a second time, over the electorate that is being keyed by then."""
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    read: list[None] = []
    wizard.candidates.ready.connect(lambda: read.append(None))
    typed(str(CANDIDATES_CSV), Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    all_told(qtbot, front)
    assert read == [None]
    typed("72143", Qt.Key.Key_Return)
    assert wizard.candidates.model.electorates == {"oxford-east": 72_143}


def test_ballots_that_are_keyed_while_the_list_is_read_are_not_taken_for_those_it_was_read_for(
    qtbot: QtBot, front: Front, wizard: NewCountPage
) -> None:
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(CANDIDATES_CSV), Qt.Key.Key_Return)
    wizard.candidates.ballots.setFocus()
    typed("local.x")
    all_told(qtbot, front)
    assert wizard.candidates.found is None
    assert focused() is wizard.candidates.ballots.edit


def test_areas_that_are_read_after_one_stepped_back_take_no_key(
    qtbot: QtBot, front: Front, wizard: NewCountPage
) -> None:
    come_to_areas(qtbot, wizard)
    typed(str(AREAS_CSV), Qt.Key.Key_Return)
    QTest.keyClick(front.window, Qt.Key.Key_Escape)
    assert wizard.step == CANDIDATES
    before = focused()
    all_told(qtbot, front)
    assert focused() is before


def all_told(qtbot: QtBot, front: Front) -> None:
    """Wait until all that was asked of the disk so far is told."""
    assert front.home is not None
    told: list[None] = []
    front.home._worker.run(lambda: None, told.append)
    qtbot.waitUntil(lambda: bool(told))


def test_an_election_of_another_kind_is_refused_beside_the_candidates(
    qtbot: QtBot, wizard: NewCountPage
) -> None:
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(LISTS / "dc-order-small.csv"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.table.field.hasFocus())
    typed("900", Qt.Key.Key_Return)
    assert wizard.step == CANDIDATES
    assert "of the kind local-england by its ballot id" in wizard.candidates.file.refused


def test_no_electorate_is_left_out(qtbot: QtBot, wizard: NewCountPage) -> None:
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(CANDIDATES_CSV), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.found is not None)
    wizard.go_on()
    assert wizard.step == CANDIDATES
    assert wizard.candidates.table.field.hasFocus()


def test_lists_that_do_not_fit_each_other_are_refused_before_anything_is_made(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    come_to_areas(qtbot, wizard)
    other = tmp_path / "areas.csv"
    other.write_text(
        AREAS_CSV.read_text(encoding="utf-8").replace("oxford-east", "elsewhere"), encoding="utf-8"
    )
    typed(str(other), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    wizard.go_on()
    assert wizard.step == AREAS
    assert wizard.areas.file.refused


def test_esc_goes_a_step_back_and_loses_nothing(
    qtbot: QtBot, front: Front, wizard: NewCountPage
) -> None:
    come_to_areas(qtbot, wizard)
    for step in (CANDIDATES, DETAILS):
        QTest.keyClick(front.window, Qt.Key.Key_Escape)
        assert wizard.step == step
    assert wizard.details.fields["name"].text == "Oxford East"
    assert wizard.candidates.model.electorates == {"oxford-east": 72_143}


def test_a_count_is_never_made_over_another(
    qtbot: QtBot, front: Front, wizard: NewCountPage, tmp_path: Path
) -> None:
    come_to_areas(qtbot, wizard)
    typed(str(AREAS_CSV), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    wizard.go_on()
    (tmp_path / "there.tally").write_bytes(b"another")
    typed(str(tmp_path / "there.tally"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(wizard.preview.file.refused))
    assert "no count is overwritten" in wizard.preview.file.refused
    assert (tmp_path / "there.tally").read_bytes() == b"another"


@pytest.mark.parametrize("text", ["2026-05-07", "7/5/2026", "07/05/2026", "7 May 2026", "7.5.2026"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert day_of(text) == date(2026, 5, 7)


def test_what_is_no_day_is_none() -> None:
    assert day_of("31/2/2026") is None
    assert day_of("") is None


def test_wards_without_a_poll_are_said_and_need_no_electorate_and_no_areas(
    qtbot: QtBot, front: Front, wizard: NewCountPage, tmp_path: Path
) -> None:
    people, areas = tmp_path / "people.csv", tmp_path / "areas.csv"
    people.write_text(
        "surname,other_names,description,contest,contest_name,seats\n"
        "Ash,Alex,Independent,elm,Elm Valley,2\nBirch,Bo,Green,elm,Elm Valley,2\n"
        "Cedar,Cy,,elm,Elm Valley,2\nDogwood,Di,Green,oak,Oak Hill,1\n",
        encoding="utf-8",
    )
    areas.write_text(
        "area,area_name,box,box_name,kind,sheets,contest\n"
        "A,Area A,1,Station 1,polling,3,elm\nA,Area A,2,Station 2,polling,3,elm\n",
        encoding="utf-8",
    )
    wizard.details.kind.setCurrentIndex(wizard.details.kind.findData("local-england"))
    wizard.details.small_count.setChecked(True)
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(people), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.table.field.hasFocus())
    assert list(wizard.candidates.model.electorates) == ["elm"]
    typed("900", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step == AREAS)
    typed(str(areas), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Space)
    shown = wizard.preview.contests.model()
    assert [shown.index(row, 0).data() for row in range(2)] == [
        "Elm Valley",
        "Oak Hill: no poll, elected",
    ]
    typed(str(tmp_path / "wards"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    session = front.window.session
    assert session is not None
    assert session.contest is not None
    assert session.contest.set_up.small_count
    assert [ward.name for ward in session.desk.count.count.uncontested.values()] == ["Oak Hill"]


def test_an_election_by_a_transferable_vote_is_refused_in_a_sentence(
    qtbot: QtBot, wizard: NewCountPage
) -> None:
    wizard.details.kind.setCurrentIndex(wizard.details.kind.findData("local-scotland"))
    fill_details(qtbot, wizard)
    qtbot.waitUntil(wizard.details.kind_refused.isVisible)
    assert "single transferable vote" in wizard.details.kind_refused.accessibleName()
    assert wizard.step == DETAILS


def lists_of_a_ward(folder: Path, *, seats: str = "") -> tuple[Path, Path]:
    """A ward in which somebody is on the ballot paper by another surname."""
    people = folder / "people.csv"
    areas = folder / "areas.csv"
    people.write_text(
        "surname,other_names,commonly_used_surname,description,seats\n"
        f"Abbot,Aaron,,Labour Party,{seats}\nNorton,Jane,Calder,Green Party,{seats}\n"
        f"Dent,Dora,,Conservative and Unionist Party,{seats}\n",
        encoding="utf-8",
    )
    areas.write_text(
        "area,area_name,box,box_name,kind,sheets\n"
        "A,Area A,1,Station 1,polling,3\nA,Area A,2,Station 2,polling,3\n",
        encoding="utf-8",
    )
    return people, areas


def come_to_the_figures(qtbot: QtBot, wizard: NewCountPage, people: Path) -> None:
    bring_in(qtbot, wizard, people)
    qtbot.waitUntil(lambda: wizard.candidates.table.field.hasFocus())


def test_seats_that_the_list_does_not_say_are_keyed_and_never_taken_for_one(
    qtbot: QtBot, front: Front, wizard: NewCountPage, tmp_path: Path
) -> None:
    people, areas = lists_of_a_ward(tmp_path)
    come_to_the_figures(qtbot, wizard, people)
    QAbstractItemModelTester(wizard.candidates.model, FATAL)
    assert focused().accessibleName() == "Seats, contest"
    wizard.go_on()
    assert wizard.step == CANDIDATES, "a blank is not one"
    typed("2", Qt.Key.Key_Return)
    assert focused().accessibleName() == "Electorate, contest"
    typed("900", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step == AREAS)
    typed(str(areas), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Space)
    shown = wizard.preview.candidates.model()
    names = [shown.index(row, 1).data() for row in range(3)]
    assert names == ["Abbot, Aaron", "Calder, Jane", "Dent, Dora"], "as on the ballot paper"
    assert not wizard.preview.warnings.isVisible(), "the order is the right one"
    typed(str(tmp_path / "ward"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    session = front.window.session
    assert session is not None
    assert session.contest is not None
    assert session.contest.set_up.seats == 2


def test_an_electorate_that_nobody_knows_is_keyed_as_0_and_said(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    people, areas = lists_of_a_ward(tmp_path, seats="1")
    come_to_the_figures(qtbot, wizard, people)
    typed("0", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step == AREAS)
    typed(str(areas), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Space)
    shown = wizard.preview.contests.model()
    assert shown.index(0, 2).data() == "not known"


def test_a_parliamentary_contest_asks_for_no_seats(qtbot: QtBot, wizard: NewCountPage) -> None:
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(CANDIDATES_CSV), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.table.field.hasFocus())
    assert focused().accessibleName() == "Electorate, oxford-east"


def test_a_cancelled_poll_is_left_out_and_named_beside_the_others(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    died = LISTS / "dc-candidate-died.csv"
    header, *rows = died.read_text(encoding="utf-8").splitlines()
    others = [
        row.replace("local.x.ward.by", "local.x.elm.by").replace(",Ward,t,", ",Elm,f,")
        for row in rows
    ]
    people = tmp_path / "people.csv"
    people.write_text("\n".join((header, *rows, *others)), encoding="utf-8")
    come_to_the_figures(qtbot, wizard, people)
    assert wizard.candidates.model.rowCount() == 1
    words = [label.text() for label in wizard.candidates.findChildren(QLabel) if label.isVisible()]
    assert "Left out, because the list says that the poll is cancelled: Ward." in words


def test_kinds_that_are_not_counted_say_so_where_they_are_chosen(wizard: NewCountPage) -> None:
    kind = wizard.details.kind
    for refused, why in refused_kinds().items():
        at = kind.findData(refused)
        assert kind.itemText(at).endswith("(not counted yet)")
        kind.setCurrentIndex(at)
        assert wizard.details.kind_refused.isVisible()
        assert wizard.details.kind_refused.accessibleName() == why
    kind.setCurrentIndex(kind.findData("local-england"))
    assert not wizard.details.kind_refused.isVisible()
    assert "not counted" not in kind.currentText()


# ---- workbooks, what lists say, and empty lists


def as_workbook(path: Path, rows: Sequence[tuple[object, ...]]) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "List"
    for row in rows:
        sheet.append(list(row))
    made.save(path)
    return path


def test_two_workbooks_that_say_everything_make_a_count_with_nothing_to_key(
    qtbot: QtBot, front: Front, wizard: NewCountPage, tmp_path: Path
) -> None:
    header = ("surname", "other_names", "description", "seats", "electorate")
    people = [("Ash", "Ann", "Green", 2, 900), ("Elm", "E", "Labour"), ("Oak", "O", "Blue")]
    stations = [("A", "East", n, f"Station {n}", "polling", 2, 450) for n in (1, 2)]
    areas = ("area", "area_name", "box", "box_name", "kind", "sheets", "electorate")
    bring_in(qtbot, wizard, as_workbook(tmp_path / "people.xlsx", [header, *people]))
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Return)
    assert wizard.step == AREAS
    typed(str(as_workbook(tmp_path / "areas.xlsx", [areas, *stations])), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Return)
    assert wizard.step == PREVIEW
    typed(str(tmp_path / "ward"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)
    session = front.window.session
    assert session is not None
    assert session.contest is not None
    set_up = session.contest.set_up
    assert (set_up.seats, set_up.electorate) == (2, 900)
    assert [area.electorate for area in set_up.areas] == [900]


def test_a_fault_of_a_workbook_is_shown_with_its_cell_and_sheet(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    rows = [("surname", "other_names", "description"), ("Ash", "Ann", "Green"), ("", "E", "Blue")]
    bring_in(qtbot, wizard, as_workbook(tmp_path / "people.xlsx", rows))
    qtbot.waitUntil(lambda: wizard.candidates.faults.isVisible())
    shown = wizard.candidates.faults.model
    assert shown.index(0, 0).data() == "A3"
    assert shown.index(0, 1).data() == "surname"
    assert wizard.step == CANDIDATES


def test_an_empty_list_is_saved_where_its_list_is_asked_for(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    wizard.details.kind.setCurrentIndex(wizard.details.kind.findData("local-england"))
    fill_details(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    QTest.keyClick(focused(), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (tmp_path / "candidates.xlsx").exists())
    assert not (tmp_path / "areas.xlsx").exists(), "the other step has a list of its own"
    assert ("Ctrl", "T") in [hint.caps for hint in wizard.key_hints()]


def test_of_a_whole_day_s_file_only_the_ballots_that_are_keyed_are_brought_in(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    header, *rows = (LISTS / "dc-order-small.csv").read_text(encoding="utf-8").splitlines()
    others = [row.replace("local.x.", "local.highland.") for row in rows]
    people = tmp_path / "day.csv"
    people.write_text("\n".join((header, *rows, *others)), encoding="utf-8")
    bring_in(qtbot, wizard, people)
    qtbot.waitUntil(lambda: wizard.candidates.faults.isVisible())
    wizard.candidates.ballots.setFocus()
    typed("local.x", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.found is not None)
    assert [contest.name for contest in wizard.candidates.found.contests] == ["Ward"]
    assert not wizard.candidates.faults.isVisible()


def test_the_preview_says_what_is_otherwise_and_what_is_left_out(
    qtbot: QtBot, wizard: NewCountPage, tmp_path: Path
) -> None:
    header, *rows = (LISTS / "dc-order-small.csv").read_text(encoding="utf-8").splitlines()
    others = [
        row.replace("local.x.ward", "local.x.elm").replace(",Ward,False", ",Elm,True")
        for row in rows
    ]
    people = tmp_path / "people.csv"
    people.write_text("\n".join((header, *rows, *others)), encoding="utf-8")
    wizard.details.kind.setCurrentIndex(wizard.details.kind.findData("local-england"))
    fill_details(qtbot, wizard, "1 May 2025")
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    typed(str(people), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.candidates.table.field.hasFocus())
    typed("900", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step == AREAS)
    areas = tmp_path / "areas.csv"
    areas.write_text("area,area_name,box,box_name,kind\nA,East,1,Hall,polling\n", encoding="utf-8")
    typed(str(areas), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.following.hasFocus())
    QTest.keyClick(wizard.following, Qt.Key.Key_Return)
    assert wizard.step == PREVIEW
    shown = wizard.preview.contests.model()
    assert [shown.index(row, 0).data() for row in range(shown.rowCount())] == [
        "Ward",
        "Elm: left out, poll cancelled",
    ]
    assert wizard.preview.changes.text() == (
        "Otherwise than in the lists: The candidates are put in the order of the alphabet."
    )
    wizard.preview.contests.setCurrentIndex(shown.index(1, 0))
    assert not wizard.preview.changes.isVisible()
    assert wizard.preview.candidates.model().rowCount() == 0
