"""A slip in the set-up is put right in the window: keyed over, with a reason and by two."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.ui.screens.before.put_right.form import Form
from tallyapp.ui.screens.before.put_right.page import PutRightPage
from tallyapp.ui.screens.before.screen import Before
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, focused, shown

RETURNING_OFFICER, DEPUTY, SUPERVISOR = 1, 2, 3


class Desk:
    """The screen as somebody uses it who puts things right."""

    def __init__(self, window: MainWindow, fingers: Fingers, session: Session) -> None:
        self.window = window
        self.fingers = fingers
        self.session = session

    @property
    def page(self) -> PutRightPage:
        screen = self.window.screen_shown
        assert isinstance(screen, Before)
        assert isinstance(screen.leaf, PutRightPage)
        return screen.leaf

    @property
    def form(self) -> Form:
        assert self.page.form is not None
        return self.page.form

    @property
    def contest(self) -> ContestState:
        contest = self.session.contest
        assert contest is not None
        return contest

    def open_list(self, by: int = RETURNING_OFFICER) -> None:
        """F12, and the step."""
        self.fingers.sign_in(by)
        self.fingers.press(Qt.Key.Key_F12)
        screen = self.window.screen_shown
        assert isinstance(screen, Before)
        (step,) = (each for each in screen.steps._steps if each.name == "put-right")
        screen.steps.opened.emit(step)

    def open(self, words: str) -> Form:
        """The form of the thing that is called so."""
        model = self.page.list.model
        self.page.list.table.choose([each.words for each in model.things].index(words))
        self.fingers.press(Qt.Key.Key_Return)
        return self.form

    def key(self, field: str, words: str) -> None:
        """Key over one field."""
        widget = self.form.asked[field].widget
        widget.setFocus()
        QTest.keySequence(focused(), "Ctrl+A")
        self.fingers.write(words)

    def choose(self, field: str, value: str) -> None:
        box = self.form.asked[field].widget.focusProxy()
        box.setCurrentIndex(box.findData(value))  # type: ignore[union-attr]

    def record(self, second: int = DEPUTY) -> None:
        """The reason, Enter, the second officer, Enter."""
        self.form.over.reason.setFocus()
        self.fingers.write("typed wrongly")
        self.fingers.press(Qt.Key.Key_Return)
        self.fingers.type(f"{second}\n")
        self.fingers.settle()


@pytest.fixture
def at(window: MainWindow, fingers: Fingers, session: Session) -> Desk:
    return Desk(window, fingers, session)


def test_the_electorate_is_keyed_over_with_a_reason_and_a_second_officer(at: Desk) -> None:
    at.open_list()
    form = at.open("The contest")
    before = at.contest.set_up.electorate
    at.key("electorate", "71000")
    assert f"{before}, now 71000" in shown(at.window)
    at.record()
    assert at.contest.set_up.electorate == 71_000
    assert at.page.form is None
    assert "The contest is put right." in shown(at.window)
    assert form.kind == "contest"


def test_a_party_is_keyed_over_and_follows_a_description(at: Desk) -> None:
    at.open_list()
    assert at.contest.set_up.candidates[3].party == "PP63"
    at.open("Candidate 4")
    at.key("party", "Green")
    at.record()
    assert "no id of a party" in shown(at.window)
    at.key("party", "PP130")
    at.record()
    assert at.contest.set_up.candidates[3].party == "PP130"
    # It stands on no ballot paper, so nobody needs to look at the names again.
    assert at.contest.names_confirmed
    # Under other words it may be another party, known by these words or not at all.
    for words, party in (("Labour Party", "PP53"), ("Friends of Elm", "")):
        at.open("Candidate 4")
        at.key("description", words)
        at.record()
        assert at.contest.set_up.candidates[3].party == party


def test_a_name_is_put_right_and_a_candidate_moves_to_another_line(at: Desk) -> None:
    at.open_list()
    second = at.contest.set_up.candidates[1]
    at.open("Candidate 2")
    at.key("surname", "Ashe")
    at.key("line", "1")
    at.record()
    assert at.contest.set_up.candidates[0].surname == "Ashe"
    assert at.contest.set_up.candidates[0].other_names == second.other_names
    assert not at.contest.names_confirmed


def test_one_candidate_more_and_one_fewer(at: Desk) -> None:
    at.open_list()
    before = len(at.contest.set_up.candidates)
    at.open("One more candidate")
    at.key("surname", "Zed")
    at.record()
    assert at.contest.set_up.candidates[-1].surname == "Zed"
    at.open(f"Candidate {before + 1}")
    at.choose("stays", "no")
    at.record()
    assert len(at.contest.set_up.candidates) == before


def test_an_area_is_called_otherwise(at: Desk) -> None:
    at.open_list()
    area = next(iter(at.contest.areas))
    at.open(f"Area {area}")
    at.key("name", "The sports hall")
    at.record()
    assert at.contest.areas[area].area.name == "The sports hall"


def test_a_box_moves_to_another_area(at: Desk) -> None:
    at.open_list()
    areas = list(at.contest.areas)
    box = next(b for b in at.contest.areas[areas[0]].boxes if b.box.kind == "postal").box.id
    at.open(f"Box {box}")
    at.choose("area", areas[1])
    at.record()
    assert at.contest.boxes[box].box.area == areas[1]
    assert at.contest.statement is None


def test_a_box_that_holds_papers_is_not_withdrawn_and_the_form_says_why(at: Desk) -> None:
    at.open_list()
    box = next(iter(at.contest.boxes))
    at.open(f"Box {box}")
    at.choose("exists", "no")
    at.record()
    assert box in at.contest.boxes
    assert "so it cannot be withdrawn" in shown(at.window)


def test_the_same_person_is_no_second_officer(at: Desk) -> None:
    at.open_list()
    at.open("The contest")
    at.key("name", "Oxford West")
    at.record(second=RETURNING_OFFICER)
    assert at.contest.set_up.name != "Oxford West"
    assert "it must be another person" in shown(at.window)


def test_nothing_is_recorded_while_nothing_is_keyed_over(at: Desk) -> None:
    at.open_list()
    at.open("The contest")
    seq = at.contest.seq
    at.record()
    assert at.contest.seq == seq
    assert "Nothing is keyed over." in shown(at.window)


def test_sheets_handed_out_in_error_are_withdrawn(at: Desk) -> None:
    at.open_list()
    sheet = min(at.contest.sheets)
    at.open("Sheets handed out in error")
    at.key("first", str(sheet))
    at.key("last", str(sheet + 1))
    at.record(SUPERVISOR)
    assert at.contest.sheets[sheet].life == "withdrawn"


def test_the_polling_day_is_put_right(at: Desk) -> None:
    at.open_list()
    at.open("The count")
    at.key("polling_day", "11/7/2024")
    at.record()
    set_up = at.session.desk.count.count.set_up
    assert set_up
    assert set_up.polling_day == date(2024, 7, 11)


def test_a_contest_is_abandoned_for_good(at: Desk, settle: Callable[[], None]) -> None:
    at.open_list()
    at.open("Abandon the contest")
    at.record()
    assert at.contest.stage is Stage.ABANDONED


def test_a_clerk_sees_that_a_deputy_puts_it_right(at: Desk) -> None:
    at.open_list(by=11)
    assert "A deputy or the returning officer puts the set-up right." in shown(at.window)


def test_esc_comes_back_to_the_list_and_then_to_the_steps(at: Desk) -> None:
    at.open_list()
    at.open("The contest")
    at.fingers.press(Qt.Key.Key_Escape)
    assert at.page.form is None
    at.fingers.press(Qt.Key.Key_Escape)
    screen = at.window.screen_shown
    assert isinstance(screen, Before)
    assert screen.leaf is screen.steps
