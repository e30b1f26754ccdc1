"""The manager's board: every contest and area, what is in the way, and when it will be done."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.progress import AreaProgress, area_progress
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.board.model import BOXES, EXPECTED, NAME, PAPERS, STAGE, WAY, BoardModel
from tallyapp.ui.board.window import BoardWindow
from tallyapp.ui.printouts.export import as_csv
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme, roles
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.cells import Cell
from tallyapp.ui.widgets.table import as_text
from tests import wards
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall, a_hall, another_desk, form, sheet

from ..drawn import cut
from .nights import CLOSE_OF_POLL, HallsClock, constituency, council, count_area

CTRL = Qt.KeyboardModifier.ControlModifier


def board_of(qtbot: QtBot, desk: Desk) -> BoardWindow:
    """The board of a count, on the screen, with nobody signed in."""
    session = Session(desk)
    board = BoardWindow(session)
    qtbot.addWidget(board, before_close_func=lambda _: session.close())
    board.resize(1366, 768)
    with qtbot.waitExposed(board):
        board.show()
    return board


def row(board: BoardWindow, name: str) -> list[str]:
    """What is said of a contest or an area, by what its row is called."""
    board.renew()
    lines = as_text(board.model).splitlines()[1:]
    found = [line.split("\t") for line in lines]
    (only,) = [cells for cells in found if cells[NAME] == name]
    return only


def names(board: BoardWindow) -> list[str]:
    return [line.split("\t")[NAME] for line in as_text(board.model).splitlines()[1:]]


@pytest.fixture
def night(tmp_path: Path, theme: Theme) -> Hall:
    """A contest of two areas with a clock of the hall's own, nothing counted yet."""
    hall = a_hall(tmp_path, seen=False)
    hall.desk.clock = HallsClock()
    return hall


@pytest.fixture
def wards_night(tmp_path: Path, theme: Theme) -> Desk:
    """Three wards: the first is declared, of the second one area is counted."""
    desk = wards.begin(tmp_path / "wards.tally")
    wards.played(desk, wards.ASHTON)
    wards.verify(desk, wards.BIRCHLEY)
    wards.key(desk, wards.BIRCHLEY, ("A",))
    return desk


# ---- stages


def test_an_area_goes_from_its_boxes_to_the_declaration(qtbot: QtBot, night: Hall) -> None:
    board = board_of(qtbot, night.desk)
    stages = [row(board, "Area A")[STAGE]]

    def then(*_: object) -> None:
        stages.append(row(board, "Area A")[STAGE])

    night.see("arrived", "elm-valley/a1")
    then()
    night.see_containers()
    then()
    then(night.do(night.account("a1", 100)))
    night.do(night.count_of("a1", 100))
    night.verify({"a2": 50, "b1": 80, "b2": 20})
    then()
    night.state_verification()
    night.issue("A", 1, 2)
    night.issue("B", 3)
    then(night.key(1, sheet((60, 30, 8), sent=2)))
    night.key(1, sheet((60, 30, 8), sent=2), by=12)
    then(night.agree(2, sheet((20, 15, 11), sent=4)))
    then(night.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3))))
    assert stages == [
        "0 of 2 boxes in",
        "1 of 2 boxes in",
        "Boxes are in",
        "Verifying",
        "Verified",
        "Counting",
        "Doubtful out",
        "Reconciled",
    ]
    assert row(board, "Elm Valley")[STAGE] == "Counting"
    night.agree(3, sheet((39, 40, 21)))
    way = [row(board, "Elm Valley")[STAGE]]
    night.provisional()
    way.append(row(board, "Elm Valley")[STAGE])
    night.opportunity()
    night.read_back()
    way.append(row(board, "Elm Valley")[STAGE])
    night.declare()
    way.append(row(board, "Elm Valley")[STAGE])
    night.do(night.signing())
    way.append(row(board, "Elm Valley")[STAGE])
    assert way == ["Reconciled", "Provisional", "Read back", "Declared", "Signed"]


def test_what_is_in_the_way_is_told_by_name(qtbot: QtBot, night: Hall) -> None:
    board = board_of(qtbot, night.desk)
    night.see_containers()
    night.verify({"a1": 100, "a2": 50})
    assert row(board, "Area B")[WAY] == "2 boxes are not verified"
    assert row(board, "Area B")[BOXES] == "0 of 2"
    night.issue("A", 1, 2)
    night.key(1, sheet((60, 30, 8), sent=2))
    assert row(board, "Area A")[WAY] == "Sheet 2 is not keyed (+1)"
    assert row(board, "Area A")[PAPERS] == "0 of 150"


def test_contests_stand_in_the_order_of_the_overview_each_before_its_areas(
    qtbot: QtBot, wards_night: Desk
) -> None:
    board = board_of(qtbot, wards_night)
    assert names(board) == [
        "Ashton",
        *(f"Ashton, Area {area}" for area in "ABCD"),
        "Birchley",
        "Birchley, Area A",
        "Birchley, Area B",
        "Cedar Green",
        "Cedar Green, Area A",
        "Cedar Green, Area B",
    ]


def test_a_contest_of_one_area_is_one_row(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    ward = wards.Ward("elm", "Elm", 1, 4, ("A",))
    desk = wards.begin(tmp_path / "elm.tally", [ward])
    board = board_of(qtbot, desk)
    assert names(board) == ["Elm"]
    wards.verify(desk, ward)
    assert row(board, "Elm")[STAGE] == "Verified"
    wards.key(desk, ward)
    assert row(board, "Elm")[STAGE : WAY + 1] == [
        "Reconciled",
        "2 of 2",
        "396 of 396" if ward.papers("A") == 396 else f"{ward.papers('A')} of {ward.papers('A')}",
        "With the returning officer",
    ]


# ---- filters


def test_what_is_complete_can_be_left_out(qtbot: QtBot, wards_night: Desk) -> None:
    board = board_of(qtbot, wards_night)
    QTest.keyClick(board, Qt.Key.Key_N, CTRL)
    assert board.only_open.isChecked()
    assert names(board) == [
        "Birchley",
        "Birchley, Area B",
        "Cedar Green",
        "Cedar Green, Area A",
        "Cedar Green, Area B",
    ]
    wards.key(wards_night, wards.BIRCHLEY, ("B",))
    board.renew()
    assert names(board)[:2] == ["Birchley", "Cedar Green"]
    QTest.keyClick(board, Qt.Key.Key_N, CTRL)
    assert names(board)[0] == "Ashton"


def test_one_contest_can_be_chosen_by_keys(qtbot: QtBot, wards_night: Desk) -> None:
    board = board_of(qtbot, wards_night)
    QTest.keyClick(board, Qt.Key.Key_L, CTRL)
    assert board.contest.hasFocus()
    for _ in range(2):
        QTest.keyClick(board.contest, Qt.Key.Key_Down)
    assert names(board) == ["Birchley", "Birchley, Area A", "Birchley, Area B"]
    QTest.keyClick(board.contest, Qt.Key.Key_Return)
    assert board.table.hasFocus()


def test_where_nothing_is_open_any_more_the_board_says_so(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    desk = wards.begin(tmp_path / "one.tally", [wards.BIRCHLEY])
    wards.played(desk, wards.BIRCHLEY)
    board = board_of(qtbot, desk)
    assert not board.empty.isVisible()
    board.only_open.setChecked(True)
    assert board.empty.isVisible()


# ---- forecasts


def test_a_forecast_says_its_spread_and_before_there_is_one_why_not(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    hall = constituency(tmp_path, areas=12, done=3, under_way=1)
    board = board_of(qtbot, hall.desk)
    assert row(board, "Area 4")[EXPECTED] == "after 4 areas"
    assert "No forecast yet" in board.night.text()
    clock = hall.desk.clock
    assert isinstance(clock, HallsClock)
    for name in ("5", "6", "7", "8"):
        count_area(hall, clock, name)
        clock.put_on(600)
    middle, spread = row(board, "Area 9")[EXPECTED].split(" (")
    early, late = spread.removesuffix(")").split(", ")
    now = board.model.now

    def minutes(words: str) -> int:
        hours, past = map(int, words.split(":"))
        return ((hours - now.hour) * 60 + past - now.minute) % (24 * 60)

    assert 0 < minutes(early) <= minutes(middle) <= minutes(late) < 12 * 60
    assert row(board, "Area 8")[EXPECTED] == ""
    assert board.night.text().startswith("All done about ")


def bold(board: BoardWindow, name: str, column: int) -> bool:
    board.renew()
    index = board.model.index(names(board).index(name), column)
    return bool(index.data(Cell.FACE).weight >= 600)


def test_only_what_the_whole_night_waits_for_is_bold(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    hall = constituency(tmp_path, areas=12, done=3, under_way=1)
    clock = hall.desk.clock
    assert isinstance(clock, HallsClock)
    for name in ("5", "6", "7", "8"):
        count_area(hall, clock, name)
        clock.put_on(600)
    board = board_of(qtbot, hall.desk)
    assert board.night.text().startswith("All done about ")
    assert bold(board, "Elm Valley", EXPECTED)
    assert not any(bold(board, f"Area {n}", EXPECTED) for n in (9, 11))


def test_a_row_that_is_stuck_is_the_loudest(qtbot: QtBot, night: Hall) -> None:
    night.see_containers()
    night.verify({"a1": 100, "a2": 50, "b1": 80, "b2": 20})
    night.state_verification()
    night.issue("A", 1, 2)
    night.issue("B", 3)
    night.key(1, sheet((60, 30, 8), sent=2))
    night.key(1, sheet((59, 31, 8), sent=2), by=12)
    board = board_of(qtbot, night.desk)
    assert row(board, "Area A")[STAGE] == "Keyings differ"
    assert bold(board, "Area A", WAY)
    assert not bold(board, "Area B", WAY)
    bands = {name: board.model.index(n, WAY).data(Cell.BAND) for n, name in enumerate(names(board))}
    assert bands == {"Elm Valley": None, "Area A": "attention_tint", "Area B": None}


def test_a_filter_that_is_on_has_a_tick_and_one_that_is_off_an_empty_box(
    qtbot: QtBot, night: Hall, theme: Theme
) -> None:
    board = board_of(qtbot, night.desk)
    box = board.only_open
    for look in Look:
        theme.choose(look)
        inside = {}
        for on in (False, True):
            box.setChecked(on)
            QApplication.processEvents()
            picture = box.grab().toImage()
            middle = picture.height() // 2
            points = [(x, y) for x in range(8, 20) for y in range(middle - 5, middle + 5)]
            inside[on] = {picture.pixelColor(x, y).name().upper() for x, y in points}
        ink = roles().ink.upper()
        card = roles().card.upper()
        assert inside[False] == {card}, look
        assert {ink, card} <= inside[True], look
    theme.choose(Look.LIGHT)


def test_while_the_count_stands_still_the_board_says_so(qtbot: QtBot, night: Hall) -> None:
    board = board_of(qtbot, night.desk)
    night.do(
        acts.CountAdjourned(
            **night.by(RETURNING_OFFICER).count,
            why="adjourned",
            since=night.desk.clock(),
            reason="the hall closes",
            seals=(),
            second=OfficerNumber(DEPUTY),
        )
    )
    board.renew()
    assert board.night.text() == "The count stands still: no forecast until it goes on."


def test_the_board_follows_acts_without_being_asked(qtbot: QtBot, night: Hall) -> None:
    board = board_of(qtbot, night.desk)
    with qtbot.waitSignal(board.shown_anew):
        night.see_containers()
    assert "Boxes are in" in as_text(board.model)


def test_only_what_an_act_changed_is_worked_out_again(
    qtbot: QtBot, tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = constituency(tmp_path, areas=12, done=4, under_way=2)
    board = board_of(qtbot, hall.desk)
    asked: list[str] = []
    module = "tallyapp.ui.board.night.area_progress"

    def heard(contest: ContestState, area: AreaState) -> AreaProgress:
        asked.append(area.area.id)
        return area_progress(contest, area)

    monkeypatch.setattr(module, heard)
    hall.issue("7", 900)
    board.renew()
    assert asked == ["7"]


def moment(desk: Desk) -> BoardModel:
    """The board worked out anew, as of a moment at which the clock stands."""
    at = desk.clock()
    model = BoardModel(desk.count, lambda: at)
    model.renew()
    return model


def test_what_is_worked_out_act_by_act_is_what_is_worked_out_anew(
    tmp_path: Path, theme: Theme
) -> None:
    hall = constituency(tmp_path, areas=18, done=4, under_way=2)
    at = hall.desk.clock() + timedelta(hours=1)
    kept = BoardModel(hall.desk.count, lambda: at)
    hall.desk.subscribe(kept.note)
    happens: list[Callable[[], object]] = [
        lambda: hall.do(hall.count_of("b1", 1985)),
        lambda: hall.recount("2"),
        lambda: hall.abandon_recount(),
        lambda: hall.move("area", "3", "4", 10),
        lambda: hall.correct(1, ("sent", 6), ("1.part", 0)),
        lambda: hall.do(hall.account("b8", 1990, "read wrongly")),
        lambda: hall.issue("7", 900),
        lambda: hall.withdraw_box("p18"),
        lambda: hall.put_right(name="Elm and Ash Valley"),
        lambda: hall.abandon(),
    ]
    for happened in happens:
        happened()
        kept.renew()
        anew = BoardModel(hall.desk.count, lambda: at)
        anew.renew()
        assert as_text(kept) == as_text(anew)


def test_a_count_that_is_opened_again_has_the_board_it_had(tmp_path: Path, theme: Theme) -> None:
    hall = constituency(tmp_path, areas=8, done=5, under_way=2)
    again = another_desk(hall)
    again.desk.clock = hall.desk.clock = HallsClock(CLOSE_OF_POLL + timedelta(hours=4))
    before = as_text(moment(hall.desk))
    hall.desk.clock = HallsClock(CLOSE_OF_POLL + timedelta(hours=4))
    assert as_text(moment(again.desk)) == before


def test_a_contest_set_up_later_is_on_the_board_and_can_be_chosen(
    qtbot: QtBot, wards_night: Desk
) -> None:
    board = board_of(qtbot, wards_night)
    wards.set_up(wards_night, wards.Ward("dell", "Dell", 1, 4, ("A",), first=301))
    assert row(board, "Dell")[STAGE] == "Boxes are in"
    board.contest.setCurrentIndex(board.contest.findData("dell"))
    assert names(board) == ["Dell"]


# ---- papers, and no votes


def every_word(part: QAccessibleInterface) -> Iterator[str]:
    """All that a screen reader can find."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    yield from (part.text(kind) for kind in kinds)
    for at in range(part.childCount()):
        child: QAccessibleInterface | None = part.child(at)
        if child and child.isValid():
            yield from every_word(child)


def all_words(board: BoardWindow) -> str:
    """All that can be read, copied, saved or heard."""
    labels = [label.text() for label in board.findChildren(QLabel)]
    tips = [widget.toolTip() for widget in board.findChildren(QWidget)]
    heard = every_word(QAccessible.queryAccessibleInterface(board))
    return "\n".join([*labels, *tips, *heard, as_csv(board.model).decode("utf-8-sig")])


def test_nights_that_differ_in_votes_alone_have_the_same_board(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    votes = []
    words = []
    pictures = []
    for turned in (0, 90):
        folder = tmp_path / str(turned)
        folder.mkdir()
        hall = constituency(folder, areas=6, done=3, under_way=2, turned=turned)
        hall.desk.clock = HallsClock(CLOSE_OF_POLL + timedelta(hours=4))
        board = board_of(qtbot, hall.desk)
        board.resize(1920, 1080)
        board.table.clearFocus()
        votes.append(hall.area("1").votes)
        words.append(all_words(board))
        QApplication.processEvents()
        pictures.append(board.grab().toImage())
        board.hide()
    assert votes[0] != votes[1]
    assert words[0] == words[1]
    assert pictures[0] == pictures[1]


def counted_with(folder: Path, last: tuple[int, int, int]) -> Hall:
    """All counted, with these votes on the last sheet."""
    folder.mkdir()
    hall = a_hall(folder)
    hall.verify({"a1": 100, "a2": 50, "b1": 80, "b2": 20})
    hall.state_verification()
    hall.issue("A", 1, 2)
    hall.issue("B", 3)
    hall.agree(1, sheet((60, 30, 8), sent=2))
    hall.agree(2, sheet((20, 15, 11), sent=4))
    hall.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    hall.agree(3, sheet(last))
    return hall


def test_a_tie_is_on_no_board(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    # 81 and 45 before the last sheet: 19 and 55 make them level.
    clear, tied = (39, 40, 21), (19, 55, 26)
    boards = []
    for n, last in enumerate((clear, tied)):
        hall = counted_with(tmp_path / str(n), last)
        boards.append((hall, board_of(qtbot, hall.desk)))
    assert [hall.figures.votes[:2] for hall, _ in boards] == [(120, 85), (100, 100)]
    (_, one), (_, other) = boards
    assert all_words(one) == all_words(other)
    assert row(one, "Elm Valley")[WAY] == "With the returning officer"


def test_no_candidate_is_named_on_a_board(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    hall = counted_with(tmp_path / "named", (39, 40, 21))
    board = board_of(qtbot, hall.desk)
    hall.provisional()
    for answered in (False, True):
        if answered:
            hall.answer("granted")
        else:
            hall.request(2, "recount")
        board.renew()
        for candidate in hall.contest.set_up.candidates:
            assert candidate.surname not in all_words(board)
            assert candidate.description not in all_words(board)


# ---- as a table, and as a window


def test_the_table_is_a_model_with_headings_and_named_rows(qtbot: QtBot, wards_night: Desk) -> None:
    board = board_of(qtbot, wards_night)
    tester = QAbstractItemModelTester(
        board.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    for turn in range(5):
        board.only_open.setChecked(bool(turn % 2))
        if turn == 1:
            wards.key(wards_night, wards.BIRCHLEY, ("B",))
        board.renew()
    assert tester.model() is board.model
    heard = list(every_word(QAccessible.queryAccessibleInterface(board.table)))
    assert "Stage: Declared" in heard
    assert "Done about\n(earliest, latest)" in heard
    assert board.table.accessibleName() == "Board"


def test_it_is_copied_and_saved_as_other_tables_are(
    qtbot: QtBot, wards_night: Desk, tmp_path: Path
) -> None:
    board = board_of(qtbot, wards_night)
    QTest.keyClick(board.table, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == as_text(board.model)
    lines = as_csv(board.model).decode("utf-8-sig").splitlines()
    assert len(lines) == board.model.rowCount() + 1


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (1920, 1080), (3840, 2160)])
def test_a_night_of_many_areas_is_seen_whole_page_by_page(
    qtbot: QtBot, tmp_path: Path, theme: Theme, wide: int, high: int
) -> None:
    hall = a_hall(tmp_path, areas={str(n): (f"b{n}", f"p{n}") for n in range(1, 121)})
    board = board_of(qtbot, hall.desk)
    board.resize(wide, high)
    QApplication.processEvents()
    table = board.table
    seen: set[int] = set()
    for _ in range(-(-121 // table.per_page)):
        seen.update(range(table.first, table.first + table.per_page))
        table.turn(1)
    assert seen >= set(range(121))
    assert table.first == 0  # after the last page comes the first
    assert table.per_page >= 20


def test_the_board_turns_its_pages_and_stays_where_somebody_reads(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    hall = a_hall(tmp_path, areas={str(n): (f"b{n}", f"p{n}") for n in range(1, 121)})
    board = board_of(qtbot, hall.desk)
    board.table.page_lasts(20)
    with qtbot.waitSignal(board.table.page_turned):
        pass
    assert board.table.first > 0
    QTest.keyClick(board, Qt.Key.Key_P, CTRL)
    assert not board.turns.isChecked()
    stays = board.table.first
    QTest.keyClick(board, Qt.Key.Key_PageDown)
    assert board.table.first == stays + board.table.per_page
    QTest.keyClick(board, Qt.Key.Key_PageUp)
    assert board.table.first == stays
    assert not board.table.is_turning


def test_every_figure_is_whole_at_every_size(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    hall = constituency(tmp_path, areas=10, done=5, under_way=2)
    board = board_of(qtbot, hall.desk)
    for wide, high in ((1366, 700), (1280, 649), (1920, 1080)):
        board.resize(wide, high)
        QApplication.processEvents()
        assert not list(cut(board))


def test_print_on_a_wide_screen_is_larger_in_every_look(
    qtbot: QtBot, night: Hall, theme: Theme
) -> None:
    board = board_of(qtbot, night.desk)
    plain = board.clock.font().pointSizeF()
    board.resize(3840, 2160)
    for look in (Look.DARK, Look.LIGHT):
        theme.choose(look)
        qtbot.waitUntil(lambda: board.clock.font().pointSizeF() == 2 * plain)
        assert board.table.horizontalHeader().font().pointSizeF() == 2 * BODY.points


def test_council_of_twenty_four_wards_fits_two_pages(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    board = board_of(qtbot, council(tmp_path / "council.tally", areas="A"))
    assert board.model.rowCount() == 24
    board.resize(1920, 1080)
    QApplication.processEvents()
    assert board.table.per_page >= 24
