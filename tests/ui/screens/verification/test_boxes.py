"""What is found in a box is put right by keys alone: counts, causes, and papers elsewhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.areas import one_box_alone
from tallyapp.practice.rehearsal import (
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Rehearsal,
)
from tallyapp.ui.screens.verification.screen import Verification
from tallyapp.ui.screens.verification.variance_path import VariancePath
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, shown
from tests.ui.practice import CLERK
from tests.ui.screens.verification.test_screen import (
    account,
    box,
    contest,
    count_elsewhere,
    open_box,
    oxford,
)

__all__ = ["oxford"]


def press_way(window: MainWindow, fingers: Fingers, words: str) -> None:
    """Go with Tab to the button with these words, and press it."""
    for _ in range(40):
        focused = window.focusWidget()
        if getattr(focused, "text", lambda: "")() == words:
            fingers.press(Qt.Key.Key_Return)
            return
        fingers.press(Qt.Key.Key_Tab)
    raise AssertionError(f"no way by Tab to {words}")


def looks(window: MainWindow) -> str:
    """What there is to look for, and what the figures say of each."""
    path = window.screen_shown
    assert isinstance(path, Verification)
    (found,) = path.findChildren(VariancePath)
    return "\n".join(found.model.name_of(key) for key in found.model.keys)


def counted(fingers: Fingers, papers: int, name: str = "1") -> None:
    open_box(fingers, name)
    account(fingers)
    fingers.type(f"{papers}\n")
    fingers.settle()


def give_reason(fingers: Fingers, words: str) -> None:
    """Write why, and let a second officer look on."""
    fingers.write(words)
    fingers.type(f"\n{SECOND_SUPERVISOR}+")
    fingers.settle()


def box_2_is_off(desk: Desk, played: Rehearsal, by: int) -> None:
    """Another desk accounts for box 2, and counts so many papers more in it."""
    written_on = played.plan.boxes[1].account
    written = acts.BoxAccountKeyed(**desk.by(CLERK).contest, box="2", account=written_on, of="")
    desk.do(played.stream, written)
    count_elsewhere(desk, played, "2", written_on.issued + by)


def test_1003_keyed_for_503_is_put_right_and_both_stand_on_the_page(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 1_087)
    assert "500 more than the 587 expected" in shown(window)
    press_way(window, fingers, "Put a count right")
    fingers.type("587\n")
    give_reason(fingers, "a digit too many was keyed")
    assert box(session).accurate
    assert "Box 1: Verified." in shown(window)
    open_box(fingers)
    assert "Count 1, put right: 1,087 was keyed" in shown(window)


def test_a_count_is_not_put_right_without_papers_or_under_another_number(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 585)
    fingers.type("586\n")
    fingers.settle()
    press_way(window, fingers, "Put a count right")
    fingers.press(Qt.Key.Key_Backspace)
    fingers.type("3\n587+")
    assert "from 1 to 2" in shown(window)
    fingers.press(Qt.Key.Key_Escape)
    assert "Papers counted, count 3" in shown(window)
    assert box(session).attempts == [585, 586]


def test_what_staff_counted_stands_beside_the_account_and_is_told_as_the_source(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 586)
    assert "not counted here yet" in looks(window)
    press_way(window, fingers, "Unused, spoilt and tendered, as counted here")
    assert "Unused papers, counted here; the account says 113" in shown(window)
    fingers.type("114\n0\n2\n2\n")
    fingers.settle()
    said = shown(window)
    assert "Unused: 114 here, 113 on the account: 1 more" in said
    assert "Spoilt: 0, as the account says" in said
    assert "Tendered: 2, on the list and on the packet" in said
    assert "That comes to just the variance." in said
    assert "1 paper off by our count: just the variance" in looks(window)
    # What explains it is where one begins: one key, the words, the second officer.
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    give_reason(fingers, "One unused paper was overlooked at the place.")
    assert box(session).cause == "unused"
    assert "Box 1: Explained." in shown(window)


@pytest.mark.parametrize(
    ("cause", "downs", "counts"),
    [("issued", 1, 1), ("recounted", 3, 3), ("verified-again", 4, 3), ("other", 5, 1)],
)
def test_each_cause_that_the_figures_leave_open_is_chosen_by_keys(
    fingers: Fingers,
    window: MainWindow,
    session: Session,
    cause: str,
    downs: int,
    counts: int,
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 585)
    for n in range(1, counts):
        fingers.type(f"{585 - n}\n")
        fingers.settle()
    assert "it adds up" in looks(window)
    fingers.press(Qt.Key.Key_Tab, *[Qt.Key.Key_Down] * downs, Qt.Key.Key_Return)
    give_reason(fingers, "looked for, and found")
    assert box(session).cause == cause
    assert box(session).accurate


def test_a_cause_that_the_figures_rule_out_is_refused_in_a_sentence(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 585)
    fingers.press(Qt.Key.Key_Tab, *[Qt.Key.Key_Up] * 6, Qt.Key.Key_Return)
    give_reason(fingers, "the sum is wrong")
    assert "a wrong sum does not explain the variance" in shown(window)
    assert not box(session).explanation


def test_a_sum_that_is_off_by_the_variance_is_where_one_begins(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    open_box(fingers)
    account(fingers, "587\n113\n0\n0\n698\n")
    fingers.type("585\n")
    fingers.settle()
    assert "2 papers off: just the variance" in looks(window)
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    give_reason(fingers, "698 were entrusted and 587 written for 585")
    assert box(session).cause == "arithmetic"


def test_a_box_whose_error_makes_up_for_it_is_offered_by_name(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    box_2_is_off(desk, played, 2)
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 585)
    assert "Made up for by box 2" in shown(window)
    fingers.press(Qt.Key.Key_Tab, *[Qt.Key.Key_Down] * 2, Qt.Key.Key_Return)
    give_reason(fingers, "two voters were given papers of the other station")
    assert (box(session).cause, box(session).other_box) == ("compensating", "2")


def test_papers_in_the_wrong_box_go_to_the_box_they_belong_to(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    box_2_is_off(desk, played, -3)
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 590)
    press_way(window, fingers, "Papers that belong elsewhere")
    fingers.type("3\n")
    fingers.press(Qt.Key.Key_Return)
    fingers.write("2")
    fingers.press(Qt.Key.Key_Return)
    give_reason(fingers, "put into the wrong box at the place")
    assert box(session).accurate
    assert box(session, "2").accurate
    open_box(fingers)
    assert "3 papers went to box 2: put into the wrong box at the place" in shown(window)
    fingers.press(Qt.Key.Key_Escape)
    open_box(fingers, "2")
    assert "3 papers came from box 1" in shown(window)


def test_papers_of_another_returning_officer_are_handed_over_with_their_receipt(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 589)
    press_way(window, fingers, "Papers that belong elsewhere")
    fingers.type("2\n")
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    fingers.write("the returning officer for Henley")
    fingers.press(Qt.Key.Key_Return)
    give_reason(fingers, "signed for at 23:40")
    assert box(session).accurate
    open_box(fingers)
    said = shown(window)
    assert "2 papers handed over to the returning officer for Henley: signed for at 23:40" in said


def test_more_papers_than_the_box_has_are_not_moved_and_the_number_is_said(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 585)
    press_way(window, fingers, "Papers that belong elsewhere")
    fingers.type("586\n\n")
    fingers.write("2")
    fingers.press(Qt.Key.Key_Return)
    give_reason(fingers, "too many")
    assert "Box 1, Polling station 1 has 585 papers, and 586 were to be taken out" in shown(window)
    assert box(session).papers == 585


def test_a_bundle_carried_to_another_area_leaves_its_box_and_both_areas_follow(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 587)
    first, second = list(contest(session).areas)[:2]
    open_box(fingers)
    press_way(window, fingers, "A bundle went to another area")
    fingers.press(Qt.Key.Key_Return)
    fingers.write(second)
    fingers.press(Qt.Key.Key_Return)
    fingers.type("25\n")
    give_reason(fingers, "laid on the wrong table")
    areas = contest(session).areas
    assert [areas[name].verified for name in (first, second)] == [562, 25]
    assert box(session).papers == 587


def test_a_clerk_counts_what_is_beside_a_box_and_moves_nothing(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    counted(fingers, 586)
    said = shown(window)
    assert "Unused, spoilt and tendered, as counted here" in said
    for words in ("Put a count right", "Papers that belong elsewhere", "went to another area"):
        assert words not in said


def test_the_returning_officer_decides_over_an_area_of_one_box(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    areas = contest(session).areas
    lonely = areas["A"]
    lonely.boxes[:] = lonely.boxes[:1]
    fingers.sign_in(RETURNING_OFFICER)
    open_box(fingers, lonely.boxes[0].box.id)
    account(fingers)
    assert "this area is of one ballot box" in shown(window)
    assert one_box_alone(contest(session))
    press_way(window, fingers, "Decide: this area is of one ballot box")
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert "say why" in shown(window)
    fingers.write("a parish of one polling station")
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert lonely.decided == "a parish of one polling station"
    assert not one_box_alone(contest(session))


def test_an_account_keyed_again_opens_no_window_beside_the_count(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(SUPERVISOR)
    counted(fingers, 586)
    # What a test before this one left open is none of this window's.
    before = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
    assert window in before
    press_way(window, fingers, "Key the account again")
    fingers.type("587\n")
    assert {w for w in QApplication.topLevelWidgets() if w.isVisible()} == before
