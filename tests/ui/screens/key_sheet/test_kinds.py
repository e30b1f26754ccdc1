"""Sheets of every kind, keyed with the right hand alone in the real window over real counts."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tallyapp.documents.hall.query_slip import render_query_slip
from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.domain.vocabulary.on_paper import Bundles, SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tallyapp.practice.rehearsal import SUPERVISOR
from tallyapp.ui.printouts.slips import slip_of
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.key_sheet.several_seats.page import SeveralPage
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.theme import Theme
from tests.documents.pages import texts
from tests.halls import Hall, slate, ward_sheet
from tests.ui.keys import Fingers, shown
from tests.ui.practice import CLERK, OTHER_CLERK
from tests.ui.wards import add_ward, every_kind, issue, name_slates

THIRD = 13
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def session(tmp_path: Path, theme: Theme) -> Iterator[Session]:
    session = Session(every_kind(tmp_path / "wards.tally"))
    yield session
    if not session.closed:
        session.close()


@pytest.fixture
def keying(fingers: Fingers) -> Fingers:
    """A clerk, signed in, at F5."""
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    return fingers


def contest(session: Session, stream: str) -> ContestState:
    return session.desk.contest(stream)


def sheet(session: Session, stream: str, number: int) -> KeyedPaper:
    return contest(session, stream).sheets[SheetNumber(number)]


def key(fingers: Fingers, typed: str) -> None:
    """What a clerk types, whatever has to be recorded on the way."""
    fingers.type(typed)
    fingers.settle()


def page(fingers: Fingers) -> SeveralPage:
    screen = fingers.window.screen_shown
    assert isinstance(screen, KeySheet)
    assert isinstance(screen._sheet, SeveralPage)
    return screen._sheet


# ---- one seat


def test_a_total_is_keyed_where_no_bundles_are_written(keying: Fingers, session: Session) -> None:
    key(keying, "301\n100\n40\n30\n20\n0\n10+")
    assert list(sheet(session, "total", 301).looks.values()) == [[100, 40, 30, 20, 0, 10]]


def test_bundles_and_total_must_agree_and_their_field_says_so(
    keying: Fingers, session: Session
) -> None:
    key(keying, "401\n120\n2/10/60\n1/05/31\n1/05/30\n0/0\n0\n0+")
    assert sheet(session, "both", 401).life is Life.ISSUED
    assert "its bundles are 30 papers" in shown(keying.window)
    assert "E101" in shown(keying.window)
    assert "the total of line 2" in shown(keying.window)
    key(keying, "30+")  # it is this field that is open
    assert sheet(session, "both", 401).life is Life.KEYED


# ---- slips


def test_a_slip_shows_the_name_at_once_and_takes_one_key_a_field_and_two(
    keying: Fingers, session: Session
) -> None:
    keying.type("451\n87\n3")
    assert "BROWN Louise\nConservative" in shown(keying.window)
    before = keying.pressed
    key(keying, "\n3/12/87+")
    assert keying.pressed - before <= len("31287") + 4
    assert list(sheet(session, "both", 451).looks.values()) == [[87, 3, 3, 12, 87]]
    keying.sign_in(OTHER_CLERK)
    key(keying, "451\n87\n3\n3/12/87+")
    assert sheet(session, "both", 451).live
    assert contest(session, "both").areas["A"].votes == [0, 0, 87, 0]


def test_nobody_of_that_number_is_said_beside_it(keying: Fingers, session: Session) -> None:
    keying.type("351\n87\n5\n")
    assert "Nobody on the ballot paper has number 5" in shown(keying.window)
    key(keying, "4\n87+")
    assert sheet(session, "total", 351).life is Life.KEYED


def test_a_slip_of_several_seats_is_a_slate_s(keying: Fingers, session: Session) -> None:
    key(keying, "151\n37\n1/4/7\n")
    assert "1 ADAMS Benjamin (Labour), 4 DHALL Sushila (Green), 7 HENWOOD David (Green)" in shown(
        keying.window
    )
    key(keying, "\n1/12+")
    keying.sign_in(OTHER_CLERK)
    key(keying, "151\n37\n1\n1/4/7\n1/12+")
    area = contest(session, "three").areas["A"]
    assert [n for n, votes in enumerate(area.votes, 1) if votes] == [1, 4, 7]
    assert (area.bundled, area.unused) == (37, 0)


# ---- several seats

SHEET = "300\n1/5\n\n2/10\n1/5/8\n\n1/00\n\n200\n" + "50\n" * 10 + "60\n40\n15+"
"""Blocks of 60 for two, 25 for three; 200 mixed papers of three votes each; 15 sent."""
ROW = [300, 200, *[50] * 10, 60, 40, 15, 2, 10, 1, 0]


def test_blocks_and_mixed_papers_are_keyed_twice_and_agree(
    keying: Fingers, session: Session
) -> None:
    key(keying, f"101\n{SHEET}")
    assert contest(session, "three").slates == [(1, 5), (1, 5, 8)]
    assert list(sheet(session, "three", 101).looks.values()) == [ROW]
    keying.sign_in(OTHER_CLERK)
    key(keying, "101\n300\n2\n1/5/8\n1/00\n1\n1/5\n2/10\n\n200\n" + "50\n" * 10 + "60\n40\n15+")
    assert sheet(session, "three", 101).values == tuple(ROW)
    area = contest(session, "three").areas["A"]
    assert area.votes == [135, 50, 50, 50, 135, 50, 50, 75, 50, 50]
    assert (area.unused, area.uncertain, area.bundled, area.sent) == (60 + 60, 40, 285, 15)


def test_what_is_typed_while_a_slate_is_recorded_is_not_lost(
    keying: Fingers, session: Session
) -> None:
    keying.type("101\n300\n1/5/8\n\n2/1")  # nothing waits for the disk here
    keying.settle()
    keying.type("0\n")
    assert page(keying).keying.blocks == {(1, 5, 8): [2, 10]}


def test_a_slate_met_before_is_found_by_its_candidates_too(
    keying: Fingers, session: Session
) -> None:
    name_slates(session.desk, "three", [(1, 5), (8,)])
    key(keying, "101\n300\n8/\n1/10\n5/1\n2/00\n")
    assert page(keying).keying.blocks == {(8,): [1, 10], (1, 5): [2, 0]}
    assert len(contest(session, "three").slates) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1/2/3/4\n", "names 4 candidates, but a voter has 3 votes"),
        ("1/1\n", "names the same candidate twice"),
        ("1/11\n", "Nobody on the ballot paper has number 11"),
        ("/\n", "Key the numbers of its candidates"),
        ("9\n", "There is no slate 9 yet"),
    ],
)
def test_a_slate_that_cannot_be_is_refused_at_its_field(
    keying: Fingers, session: Session, typed: str, said: str
) -> None:
    key(keying, f"101\n300\n{typed}\n")
    assert said in shown(keying.window)
    assert not contest(session, "three").slates


def test_a_slate_chosen_by_a_slip_of_the_finger_is_taken_off_by_minus(
    keying: Fingers, session: Session
) -> None:
    name_slates(session.desk, "three", [(1, 5), (8,)])
    key(keying, "101\n300\n2\n-1\n2/10\n")
    assert page(keying).keying.blocks == {(1, 5): [2, 10]}


def test_more_votes_than_mixed_papers_are_said_at_the_candidate(
    keying: Fingers, session: Session
) -> None:
    keying.type("101\n300\n\n285\n286")
    assert "1 ADAMS Benjamin: more votes than mixed papers (286 votes on 285 papers)." in shown(
        keying.window
    )
    key(keying, "\n" + "50\n" * 9 + "79\n40\n15+")
    assert "E103" in shown(keying.window)
    assert keying.window.focusWidget() is page(keying).mixed.votes.field
    assert sheet(session, "three", 101).life is Life.ISSUED


def test_each_sum_is_in_its_own_unit(keying: Fingers, session: Session) -> None:
    key(keying, "101\n300\n\n285\n" + "50\n" * 10 + "300\n54\n15+")
    words = shown(keying.window)
    assert "Votes add to 854" not in words
    assert "854" in words
    assert "3 seats × 285 papers" in words
    assert "Find\n1 vote" in words
    assert "1 paper\n" not in words


def test_without_mixed_papers_there_are_no_votes_to_key(keying: Fingers, session: Session) -> None:
    name_slates(session.desk, "three", [(1, 5)])
    key(keying, "101\n60\n1\n2/10\n\n0\n0+")
    assert list(sheet(session, "three", 101).looks.values()) == [[60, *[0] * 13, 0, 2, 10]]


def test_a_blank_is_a_box_and_not_zero(keying: Fingers, session: Session) -> None:
    key(keying, "101\n300\n\n285\n\n")
    assert "key 0 if the paper says 0" in shown(keying.window)
    key(keying, "+")
    assert "Votes of candidate 1: Nothing is keyed" in shown(keying.window)


def test_counting_sheets_are_added_up_each_checked_by_itself(
    keying: Fingers, session: Session
) -> None:
    first, second = "50\n" * 10 + "60\n40\n", "10\n" * 10 + "20\n29\n"
    key(keying, f"101\n265\n\n/200\n{first}50\n{second}")
    said = "100 votes, 20 not used and 29 uncertain are 149. 3 votes on each of 50 papers are 150."
    assert said in shown(keying.window)
    key(keying, "30\n")
    assert "250 papers in 2 counting sheets so far" in shown(keying.window)
    key(keying, "\n15+")
    assert list(sheet(session, "three", 101).looks.values()) == [[265, 250, *[60] * 10, 80, 70, 15]]


def test_what_was_keyed_first_becomes_the_first_counting_sheet(
    keying: Fingers, session: Session
) -> None:
    key(keying, "101\n265\n\n200\n50\n--/")
    assert "Counting sheet 1: papers" in shown(keying.window)
    key(keying, "50\n" * 10 + "60\n40\n")
    key(keying, "-")  # the counting sheet rolled up last is opened again
    assert "Counting sheet 1: papers" in shown(keying.window)


def test_esc_keeps_blocks_and_counting_sheets(keying: Fingers, session: Session) -> None:
    name_slates(session.desk, "three", [(1, 5)])
    key(keying, "101\n300\n1\n2/10\n\n/200\n" + "50\n" * 10 + "60\n40\n50\n7\n")
    kept = page(keying).keying.as_draft()
    keying.press(Qt.Key.Key_Escape)
    key(keying, "\n")
    assert page(keying).keying.as_draft() == kept
    assert page(keying).mixed.votes.line_at == 1


def test_esc_keeps_whose_a_slip_is_by_whom_its_slate_names(
    keying: Fingers, session: Session
) -> None:
    name_slates(session.desk, "three", [(1, 5), (8,)])
    key(keying, "151\n37\n2\n1/")
    keying.press(Qt.Key.Key_Escape)
    key(keying, "\n")
    screen = keying.window.screen_shown
    assert isinstance(screen, KeySheet)
    assert screen._sheet
    assert screen._sheet.keying.values == [37, 2, 1, None]
    assert screen._sheet.keying.as_draft() == "[37,[8],1,null]"


def test_a_sheet_that_does_not_add_is_queried_with_its_blocks(
    keying: Fingers, session: Session
) -> None:
    key(keying, f"101\n{SHEET.replace('300', '301', 1)}")
    assert "Find\n1 paper" in shown(keying.window)
    key(keying, "*")
    assert sheet(session, "three", 101).life is Life.QUERIED


def test_forty_candidates_of_fifteen_seats_are_seen_at_once(
    keying: Fingers, session: Session
) -> None:
    key(keying, "201\n642\n\n400\n")
    table = page(keying).mixed.votes
    assert table.fields == 42
    assert not table.verticalScrollBar().isVisible()
    for line in (0, 13, 14, 39, 41):
        table.open_line(line)
        assert table.viewport().rect().contains(table.field.geometry())


def test_the_models_are_proved_while_they_change(
    keying: Fingers, session: Session, qtbot: QtBot
) -> None:
    keying.type("101\n300\n")
    opened = page(keying)
    models = (opened.blocks.model, opened.blocks._slates, opened.mixed.model)
    testers = [QAbstractItemModelTester(model, FATAL) for model in models]
    key(keying, "1/5\n\n2/10\n8/\n\n-\n200\n1\n2\n-")
    assert testers


# ---- slates that may not be what their papers say


def test_whoever_names_a_slate_of_two_parties_is_told_to_look_at_its_bundle_before_it_is_recorded(
    keying: Fingers, session: Session
) -> None:
    key(keying, "101\n300\n1/3/5\n")
    words = shown(keying.window)
    assert "it names candidates of 2 different descriptions" in words
    assert (
        "1 ADAMS Benjamin (Labour), 3 BROWN Louise (Conservative), 5 DODDS Anneliese (Labour)"
        in words
    )
    assert not contest(session, "three").slates
    key(keying, "\n2/10\n")
    assert contest(session, "three").slates == [(1, 3, 5)]


def test_a_whole_party_s_slate_is_named_without_a_warning(
    keying: Fingers, session: Session
) -> None:
    key(keying, "101\n300\n1/5/9\n")
    assert "Compare the names with the bundle; Enter records it." in shown(keying.window)
    assert "different descriptions" not in shown(keying.window)
    assert session.contest


def compare_by_supervisor(keying: Fingers, session: Session) -> str:
    """Slate 1 mixes parties and both officers named it: what a supervisor reads of it at F6."""
    name_slates(session.desk, "three", [(1, 3, 5), (1, 5, 9)])
    keying.sign_in(SUPERVISOR)
    keying.press(Qt.Key.Key_F6)
    return shown(keying.window)


def test_a_slate_of_two_parties_stands_in_f6_and_f8_until_a_supervisor_has_compared_it(
    keying: Fingers, session: Session
) -> None:
    assert "Slate 1\t\tcompare with its bundle" in compare_by_supervisor(keying, session)
    keying.press(Qt.Key.Key_Return)
    words = shown(keying.window)
    assert "it names candidates of 2 different descriptions" in words
    for named in ("1\tADAMS", "3\tBROWN", "5\tDODDS"):
        assert named in words
    assert words.count("Labour") > 1
    assert "Conservative" in words
    keying.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert not contest(session, "three").compared
    keying.press(Qt.Key.Key_Return)
    keying.settle()
    assert contest(session, "three").compared == {slate(1, 3, 5): True}
    assert "Slate 1 fits its bundle, and that is recorded." in shown(keying.window)
    assert "Slate 1\t\tcompare with its bundle" not in shown(keying.window)


def test_a_warning_of_a_slate_at_f8_leads_to_comparing_it(
    keying: Fingers, session: Session
) -> None:
    compare_by_supervisor(keying, session)
    keying.press(Qt.Key.Key_F8, Qt.Key.Key_W)
    words = shown(keying.window)
    assert "Slate 1 (1 Adams, 5 Dodds – Labour; 3 Brown – Conservative): it names" in words
    keying.press(Qt.Key.Key_Return)
    keying.settle()
    assert "not looked at yet" in shown(keying.window)
    keying.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    keying.settle()
    keying.press(Qt.Key.Key_F8, Qt.Key.Key_W)
    assert "it fits its bundle" in shown(keying.window)


def test_a_bundle_with_other_names_is_said_in_words_and_stands_in_f6(
    keying: Fingers, session: Session
) -> None:
    compare_by_supervisor(keying, session)
    keying.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    keying.type("*")
    keying.press(Qt.Key.Key_Return)
    keying.settle()
    assert "say which names are on the papers of its bundle" in shown(keying.window)
    keying.write("1, 5 and 9 are on them")
    keying.press(Qt.Key.Key_Return)
    keying.settle()
    assert contest(session, "three").compared == {slate(1, 3, 5): False}
    words = shown(keying.window)
    assert "Slate 1\t\tdoes not fit its bundle\t\tofficers 11 and 12" in words
    assert "Name the slate that the papers are of" in words


def test_who_named_a_slate_does_not_compare_it(keying: Fingers, session: Session) -> None:
    session.desk.do("three", acts.SlateNamed(**session.desk.by(3).contest, candidates=slate(1, 3)))
    by = session.desk.by(CLERK).contest
    session.desk.do("three", acts.SlateConfirmed(**by, candidates=slate(1, 3)))
    keying.sign_in(SUPERVISOR)
    keying.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    assert "a supervisor who keyed its candidates neither time" in shown(keying.window)
    assert "not looked at yet" not in shown(keying.window)


def test_a_clerk_sees_that_a_slate_is_to_be_compared_and_no_votes(
    keying: Fingers, session: Session
) -> None:
    name_slates(session.desk, "three", [(1, 3, 5)])
    keying.sign_in(THIRD)
    keying.press(Qt.Key.Key_F6)
    assert "Slate 1\t\tcompare with its bundle" in shown(keying.window)


# ---- slates that one officer alone has named


@pytest.fixture
def named_once(keying: Fingers, session: Session) -> Fingers:
    """One clerk named two slates, and another sits down to a sheet with them."""
    for candidates in (slate(1, 5, 8), slate(4)):
        named = session.desk.by(CLERK).contest
        session.desk.do("three", acts.SlateNamed(**named, candidates=candidates))
    keying.sign_in(OTHER_CLERK)
    keying.press(Qt.Key.Key_F5)
    key(keying, "101\n300\n")
    return keying


def test_a_slate_s_names_are_hidden_from_whoever_is_to_confirm_it(named_once: Fingers) -> None:
    key(named_once, "1")
    before = shown(named_once.window)
    assert "1\tseen by only one officer: key its candidates" in before
    assert not any(name in before for name in ("1 ADAMS", "Adams", "1  5  8"))
    key(named_once, "\n")
    assert "Slate 1 was seen by only one officer. Key its candidates from the paper" in shown(
        named_once.window
    )
    assert "Adams" not in shown(named_once.window)


def test_the_same_candidates_confirm_it_and_keying_goes_on(
    named_once: Fingers, session: Session
) -> None:
    named_once.type("1\n8/5/1\n2/1")  # nothing waits for the disk here
    named_once.settle()
    key(named_once, "0\n")
    assert page(named_once).keying.blocks == {(1, 5, 8): [2, 10]}
    assert contest(session, "three").named_once == {(4,): CLERK}
    key(named_once, "4/\n1/00\n")  # found by its candidates, it need not be asked for
    assert not contest(session, "three").named_once
    assert page(named_once).keying.blocks == {(1, 5, 8): [2, 10], (4,): [1, 0]}
    assert "1\t1  5 Labour  ·  8 Liberal Democrat" in shown(named_once.window)


@pytest.mark.parametrize(
    ("then", "blocks", "slates"),
    [("2\n4/\n1/00\n", {(4,): [1, 0]}, 2), ("\n\n1/00\n", {(1, 5, 9): [1, 0]}, 3)],
)
def test_other_candidates_are_refused_and_another_slate_is_the_way_out(
    named_once: Fingers,
    session: Session,
    then: str,
    blocks: Mapping[Slate, Sequence[int]],
    slates: int,
) -> None:
    key(named_once, "1\n1/5/9\n")
    said = shown(named_once.window)
    assert "Slate 1 was named with other candidates. Look at the papers" in said
    assert "Key another slate’s number, press Enter for a new slate of these candidates" in said
    assert "1, 5, 8" not in said
    assert (1, 5, 8) in contest(session, "three").named_once
    key(named_once, then)
    assert page(named_once).keying.blocks == blocks
    assert len(contest(session, "three").slates) == slates


def test_whoever_named_a_slate_keys_it_by_number_alone(
    named_once: Fingers, session: Session
) -> None:
    named_once.press(Qt.Key.Key_Escape)
    named_once.sign_in(CLERK)
    key(named_once, "102\n300\n1\n2/10\n")
    assert page(named_once).keying.blocks == {(1, 5, 8): [2, 10]}
    assert contest(session, "three").named_once == {(1, 5, 8): CLERK, (4,): CLERK}


def test_in_a_small_count_the_same_officer_keys_its_candidates_again(
    fingers: Fingers, session: Session
) -> None:
    add_ward(session.desk, "hamlet", "Hamlet", 3, 10, small_count=True)
    issue(session.desk, "hamlet", 601, 602)
    session.desk.do(
        "hamlet",
        acts.SlateNamed(**session.desk.by(CLERK).contest, candidates=slate(1, 5)),
    )
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    key(fingers, "601\n25\n1\n1/5\n1/00\n")
    assert not contest(session, "hamlet").named_once


def test_a_slip_asks_for_a_slate_s_candidates_too(named_once: Fingers, session: Session) -> None:
    named_once.press(Qt.Key.Key_Escape)
    key(named_once, "151\n37\n1\n")
    assert "Slate 1 was seen by only one officer" in shown(named_once.window)
    key(named_once, "1/5/8\n1/12+")
    assert list(sheet(session, "three", 151).looks.values()) == [[37, 1, 1, 12]]


def test_a_slate_with_papers_is_confirmed_from_the_list_of_what_is_open(
    named_once: Fingers, session: Session
) -> None:
    figures = SheetFigures(
        papers=Papers(30), sent=None, slip=slate(1, 5, 8), lines=(Bundles(Papers(1), Papers(5)),)
    )
    for clerk in (CLERK, OTHER_CLERK):
        session.desk.do(
            "three",
            acts.SheetKeyed(
                **session.desk.by(clerk).contest,
                sheet=SheetNumber(151),
                of=session.desk.contest("three").sheets[SheetNumber(151)].opened,
                figures=figures,
            ),
        )
    named_once.press(Qt.Key.Key_Escape, Qt.Key.Key_F6)
    assert "Slate 1\t\tseen by only one officer\t\tofficer 11" in shown(named_once.window)
    named_once.press(Qt.Key.Key_Return)
    key(named_once, "1/5/9\n")
    assert "Slate 1 was named with other candidates" in shown(named_once.window)
    named_once.sign_in(CLERK)
    named_once.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    assert "You named slate 1. Another officer keys its candidates." in shown(named_once.window)
    named_once.sign_in(THIRD)
    named_once.press(Qt.Key.Key_F3, Qt.Key.Key_Return)
    assert "Slate 1 is named once" in shown(named_once.window)
    assert "another officer keys its candidates" in shown(named_once.window)
    named_once.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    key(named_once, "1/5/8\n")
    assert contest(session, "three").named_once == {(4,): CLERK}
    assert "Slate 1 is confirmed by two officers." in shown(named_once.window)


# ---- several contests, and a small count


def test_a_number_goes_to_the_contest_whose_sheet_it_is(keying: Fingers, session: Session) -> None:
    key(keying, "301\n")
    assert session.stream == "total"
    assert "Sheet 301" in shown(keying.window)
    keying.press(Qt.Key.Key_Escape)
    key(keying, "451\n")
    assert session.stream == "both"
    assert "Slip 451" in shown(keying.window)


def test_no_number_is_handed_out_in_two_contests(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        issue(session.desk, "three", 299, 302)
    found = [(f.code, f.place.name) for f in refused.value.findings]
    assert found == [(Code.A117, "301"), (Code.A117, "302")]
    issue(session.desk, "three", 311, 312)


def test_in_a_small_count_the_same_officer_keys_the_second_time(
    keying: Fingers, session: Session
) -> None:
    key(keying, "501\n60\n1/10\n1/00\n0/0\n0+")
    assert "Small count: the same officer may key the second time" in shown(keying.window)
    key(keying, "501\n")
    assert "Second keying" in shown(keying.window)
    key(keying, "60\n1/10\n1/00\n0/0\n0+")
    assert sheet(session, "small", 501).live


# ---- what differs


def test_a_slate_s_figure_is_settled_by_a_third_look_in_words(
    keying: Fingers, session: Session
) -> None:
    key(keying, f"101\n{SHEET}")
    keying.sign_in(OTHER_CLERK)
    key(keying, "101\n300\n2\n1/5/8\n1/01\n1\n1/5\n2/09\n\n200\n" + "50\n" * 10 + "60\n40\n15+")
    assert sheet(session, "three", 101).life is Life.DIFFERS
    keying.sign_in(THIRD)
    keying.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    words = shown(keying.window)
    assert "\tSlate 1 (1 Adams, 5 Dodds – Labour)\tpart bundle\t" in words
    assert (
        "\tSlate 2 (1 Adams, 5 Dodds – Labour; 8 Jupp – Liberal Democrat)\tpart bundle\t" in words
    )
    key(keying, "10\n0\n")
    assert sheet(session, "three", 101).values == tuple(ROW)


def test_votes_are_corrected_beside_their_name_and_unit(keying: Fingers, session: Session) -> None:
    key(keying, f"101\n{SHEET}")
    keying.sign_in(OTHER_CLERK)
    key(keying, "101\n300\n2\n1/5/8\n1/00\n1\n1/5\n2/10\n\n200\n" + "50\n" * 10 + "60\n40\n15+")
    keying.sign_in(SUPERVISOR)
    keying.press(Qt.Key.Key_F6)
    key(keying, "101\n")
    keying.press(Qt.Key.Key_Return)
    assert "1\tADAMS Benjamin\tvotes\t50\t" in shown(keying.window)
    key(keying, "\n\n51\n49\n+")  # papers and mixed papers stay as they are
    keying.write("Read on the wrong line.")
    key(keying, "\n4+")
    assert sheet(session, "three", 101).life is Life.CORRECTED
    assert contest(session, "three").areas["A"].votes[:2] == [136, 49]


def test_a_sheet_of_an_earlier_round_is_looked_at_and_not_changed(
    keying: Fingers, session: Session
) -> None:
    key(keying, "351\n87\n4\n87+")
    keying.sign_in(OTHER_CLERK)
    key(keying, "351\n87\n4\n87+")
    session.desk.do(
        "total",
        acts.RecountBegun(
            **session.desk.by(1).contest,
            round=2,
            areas=("A",),
            reason="close",
            revisited=False,
        ),
    )
    keying.sign_in(SUPERVISOR)
    keying.press(Qt.Key.Key_F6)
    key(keying, "351\n")
    words = shown(keying.window)
    assert "Slip 351" in words
    assert "round 1" in words
    assert "cannot be changed" in words
    assert "Correct slip" not in words
    keying.press(Qt.Key.Key_F5)
    key(keying, "351\n")
    assert "is of an earlier round" in shown(keying.window)


def test_of_mixed_papers_the_candidates_without_a_vote_are_nought_and_no_other_figure(
    keying: Fingers, session: Session
) -> None:
    key(keying, "101\n40\n\n40\n30\n20\n")
    keying.type(".")
    assert page(keying).keying.mixed.row[:3] == [40, 30, 20]
    blank = [n for n, value in enumerate(page(keying).keying.mixed.row) if value is None]
    assert blank == [len(page(keying).keying.mixed.row) - 2, len(page(keying).keying.mixed.row) - 1]
    key(keying, "70\n0\n0+")
    (_, act), *_ = reversed(session.desk.ledger.read_from("three"))
    assert isinstance(act, acts.SheetKeyed)
    assert act.noughts == tuple(range(3, len(contest(session, "three").set_up.candidates) + 1))


def test_the_sheets_that_could_be_too_many_are_named_and_not_the_one_keyed_last(
    keying: Fingers, session: Session
) -> None:
    """5,000 papers were verified; sheet 102 was keyed again under the number 103."""
    hall = Hall(session.desk, "three")
    votes = [900, 700, 500, 400, 300, *[0] * 5]
    for number, mixed in ((101, 3_000), (102, 2_000), (103, 2_000)):
        hall.agree(number, ward_sheet(votes, mixed, seats=3))
    key(keying, "104\n12\n\n12\n3\n.33\n0\n0+")
    words = shown(keying.window)
    assert "its sheets hold 7,012 papers, but 5,000 were verified in it" in words
    told = words.partition("its sheets hold")[2].partition("\n")[0]
    assert "Sheet 103 has the same figures as sheet 102" in told
    assert "Sheet 104" not in told


def test_everything_that_is_wrong_is_said_beside_the_sheet_and_on_its_slip(
    keying: Fingers, session: Session
) -> None:
    key(keying, "101\n90\n\n40\n55\n20\n" + "0\n" * 8 + "1\n0\n0+")
    words = shown(keying.window)
    for said in (
        "Lines add to 40. The sheet says 90. Find 50 papers.",
        "Votes of candidate 1: 55 votes on 40 papers.",
        "75 votes, 1 not used and 0 uncertain are 76.",
    ):
        assert said in words
    key(keying, "*")
    desk = session.desk
    (_, act), *_ = reversed(desk.ledger.read_from("three"))
    assert isinstance(act, acts.SheetQueried)
    slip = slip_of(desk.count, contest(session, "three"), act)
    assert [sentence[:12] for sentence in slip.wrong[:3]] == [
        "Lines add to",
        "75 votes, 1 ",
        "Votes of can",
    ]
    assert len(slip.wrong) == 3
    assert slip.find == "50 papers"


def test_a_slip_with_many_faults_is_one_page_with_its_signatures(
    keying: Fingers, session: Session
) -> None:
    key(keying, "101\n90\n\n40\n" + "55\n" * 10 + "1\n0\n0+**")
    desk = session.desk
    (_, act), *_ = reversed(desk.ledger.read_from("three"))
    assert isinstance(act, acts.SheetQueried)
    pdf = render_query_slip(slip_of(desk.count, contest(session, "three"), act))
    (page_of,) = texts(pdf)
    assert "8 figures more are wrong" in page_of
    assert "Bring this slip back" in page_of
