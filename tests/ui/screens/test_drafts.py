"""What is half keyed belongs to one contest, one thing and one officer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.state.result import AddedByHand
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.steps.answers import OpportunityPage
from tallyapp.ui.screens.result.steps.read_back import ReadBackPage
from tallyapp.ui.session.draft_place import DraftPlace, Thing
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.find.commands import commands
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import Clock
from tests.wards import (
    CLERKS,
    DEPUTY,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Ward,
    begin,
    key,
    verify,
)
from tests.workstations import workstation

ASH = Ward("ash", "Ash", 1, 3, ("A",), 1)
BEECH = Ward("beech", "Beech", 1, 3, ("A",), 1, first=101)
"""Two wards with as many candidates, whose acts stand at the same positions."""


def to_be_read_back(desk: Desk, ward: Ward) -> None:
    """A ward whose provisional result is given, and nobody wants a re-count."""
    verify(desk, ward)
    key(desk, ward)
    now = figures(desk.contest(ward.id))
    envelope = desk.by(RETURNING_OFFICER).contest
    provisional = acts.ProvisionalGiven(**desk.by(RETURNING_OFFICER).fixed, figures=now)
    given = desk.do(ward.id, provisional).act.id
    desk.do(ward.id, acts.RecountOpportunityGiven(**envelope, of=given))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return begin(tmp_path / "wards.tally", (ASH, BEECH))


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    """Both wards wait for their read-back."""
    session = Session(desk)
    yield session
    if not session.closed:
        session.close()


def read_back_of(fingers: Fingers, ward: Ward, reader: int = SUPERVISOR) -> ReadBackPage:
    """The ward's read-back, with an officer sitting down to it."""
    session = fingers.window.session
    assert session is not None
    session.choose_contest(ward.id)
    fingers.window.go(Destination.RESULT)
    fingers.settle()
    screen = fingers.window.screen_shown
    assert isinstance(screen, Result)
    assert isinstance(screen.page, ReadBackPage)
    fingers.type(f"{reader}\n")
    return screen.page


def test_a_read_back_never_opens_with_the_figures_of_another_ward(
    fingers: Fingers, session: Session
) -> None:
    for ward in (ASH, BEECH):
        to_be_read_back(session.desk, ward)
    given = [session.desk.contest(ward.id).provisional for ward in (ASH, BEECH)]
    assert given[0]
    assert given[1]
    assert given[0].seq == given[1].seq
    fingers.sign_in(RETURNING_OFFICER)
    page = read_back_of(fingers, ASH)
    fingers.type("120\n60\n")
    fingers.press(Qt.Key.Key_Escape)
    page = read_back_of(fingers, BEECH)
    assert page.keyed == 0
    fingers.press(Qt.Key.Key_Escape)
    page = read_back_of(fingers, ASH)
    assert page.keyed == 2


def given_again(desk: Desk, ward: Ward) -> None:
    """A box of the ward is counted once more, and the same result is given as another one."""
    contest = desk.contest(ward.id)
    (box, state), *_ = contest.boxes.items()
    by = desk.by(RETURNING_OFFICER)
    attempt = len(state.attempts) + 1
    desk.do(ward.id, acts.BoxCounted(**by.contest, box=box, attempt=attempt, papers=state.papers))
    stated = acts.VerificationStated(**by.fixed, **stated_now(contest))
    desk.do(ward.id, stated)
    desk.do(ward.id, acts.ProvisionalGiven(**by.fixed, figures=figures(contest)))


def test_what_was_keyed_of_one_read_back_is_not_of_the_next_result(
    fingers: Fingers, session: Session
) -> None:
    """Also where the figures are the same: somebody counted again, and adds up again."""
    to_be_read_back(session.desk, ASH)
    fingers.sign_in(RETURNING_OFFICER)
    page = read_back_of(fingers, ASH)
    fingers.type("120\n60\n")
    given_again(session.desk, ASH)
    next_given = session.desk.contest(ASH.id).given
    by = session.desk.by(RETURNING_OFFICER).contest
    session.desk.do(ASH.id, acts.RecountOpportunityGiven(**by, of=next_given))
    fingers.settle()
    again = read_back_of(fingers, ASH)
    assert again is not page
    assert (again.given, again.keyed) == (next_given, 0)


def test_a_step_left_for_another_screen_is_of_the_result_that_stands_on_coming_back(
    fingers: Fingers, session: Session
) -> None:
    verify(session.desk, ASH)
    key(session.desk, ASH)
    contest = session.desk.contest(ASH.id)
    by = session.desk.by(RETURNING_OFFICER)
    session.desk.do(ASH.id, acts.ProvisionalGiven(**by.fixed, figures=figures(contest)))
    fingers.sign_in(RETURNING_OFFICER)
    session.choose_contest(ASH.id)
    fingers.window.go(Destination.RESULT)
    fingers.settle()
    fingers.window.go(Destination.VERIFICATION)
    given_again(session.desk, ASH)
    fingers.window.go(Destination.RESULT)
    fingers.settle()
    screen = fingers.window.screen_shown
    assert isinstance(screen, Result)
    assert isinstance(screen.page, OpportunityPage)
    assert screen.page.given == contest.given
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert contest.provisional
    assert contest.provisional.opportunity


# ---- a law: only what the same officer keyed for the same thing of the same contest


@dataclass(frozen=True)
class Sitting:
    """An officer sits down to a ward's read-back and keys these totals."""

    ward: int
    reader: int
    totals: tuple[int, ...]


WARDS = 3
READERS = (DEPUTY, SUPERVISOR, SECOND_SUPERVISOR)
sittings = st.lists(
    st.builds(
        Sitting,
        ward=st.integers(0, WARDS - 1),
        reader=st.sampled_from(READERS),
        totals=st.lists(st.integers(0, 9_999), max_size=2).map(tuple),
    ),
    min_size=2,
    max_size=8,
)


@contextmanager
def opened_window(desk: Desk, folder: Path) -> Iterator[MainWindow]:
    """A window over this count, as another example needs another."""
    session = Session(desk)
    window = MainWindow(Settings(folder / "window.json"))
    window.take(session)
    window.show()
    yield window
    _settle(session)
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def _settle(session: Session) -> None:
    while session.busy:
        QApplication.processEvents()


@settings(max_examples=12, deadline=None)
@given(standing=st.integers(2, 4), order=st.permutations(range(WARDS)), kept=sittings)
def test_a_read_back_opens_only_with_what_the_same_officer_keyed_for_the_same_ward(
    theme: Theme, standing: int, order: Sequence[int], kept: list[Sitting]
) -> None:
    wards = [Ward(f"w{n}", f"Ward {n}", 1, standing, ("A",), 1, 1 + 100 * n) for n in order]
    keyed: dict[tuple[int, int], tuple[int, ...]] = {}
    with TemporaryDirectory() as folder:
        desk = begin(Path(folder) / "wards.tally", wards)
        for ward in wards:
            to_be_read_back(desk, ward)
        with opened_window(desk, Path(folder)) as window:
            session = window.session
            assert session is not None
            fingers = Fingers(window, lambda: _settle(session))
            session.sign_in(RETURNING_OFFICER)
            for sitting in kept:
                page = read_back_of(fingers, wards[sitting.ward], sitting.reader)
                who = (sitting.ward, sitting.reader)
                before = keyed.get(who, ())
                assert [total for total in page.totals if total is not None] == list(before)
                more = sitting.totals[: standing - len(before)]
                fingers.type("".join(f"{total}\n" for total in more))
                keyed[who] = (*before, *more)
                fingers.press(Qt.Key.Key_Escape)


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
places = st.builds(
    DraftPlace,
    contest=names,
    thing=st.sampled_from(get_args(Thing)),
    name=names,
)


@given(places, places)
def test_the_file_never_takes_one_place_for_another(one: DraftPlace, other: DraftPlace) -> None:
    assert DraftPlace.read(one.stored) == one
    assert DraftPlace.read_note(one.stored_note) == one
    assert DraftPlace.read(one.stored_note) is None
    assert (one.stored == other.stored) is (one == other)


@pytest.mark.parametrize("thing", get_args(Thing))
def test_no_draft_is_made_without_its_contest(thing: Thing) -> None:
    with pytest.raises(ValueError, match="belongs to no contest"):
        DraftPlace("", thing, "24")


def test_what_is_half_keyed_stays_its_wards_when_the_window_turns_to_another(
    fingers: Fingers, session: Session
) -> None:
    for ward in (ASH, BEECH):
        verify(session.desk, ward)
    fingers.sign_in(CLERKS[0])
    fingers.press(Qt.Key.Key_F7)
    fingers.type("1\n")
    fingers.write("a")
    fingers.type("\n7\n")
    QTest.keyClick(focused(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    fingers.settle()
    assert session.stream == BEECH.id
    assert [place.contest for place in session.drafts.places()] == [ASH.id]


# ---- what is finished leaves nothing, and what is not is told


def test_a_form_that_was_keyed_leaves_no_draft(fingers: Fingers, session: Session) -> None:
    verify(session.desk, ASH)
    fingers.sign_in(CLERKS[0])
    fingers.press(Qt.Key.Key_F7)
    fingers.type("1\n")
    fingers.write("a")
    form = ASH.form("A")
    figures_ = (form.papers, *form.allowed, *form.rejected, form.objections, form.adjudicator)
    fingers.type("\n" + "".join(f"{figure}\n" for figure in figures_) + "+")
    fingers.settle()
    assert session.desk.contest(ASH.id).forms
    assert session.drafts.places() == ()
    assert session.desk.ledger.drafts(CLERKS[0]) == {}


def standing_read_back(session: Session) -> AddedByHand | None:
    """What was read back last for Ash."""
    given_ = session.desk.contest(ASH.id).provisional
    return given_.read_back if given_ else None


def test_a_read_back_that_was_handed_in_leaves_no_draft(fingers: Fingers, session: Session) -> None:
    to_be_read_back(session.desk, ASH)
    fingers.sign_in(RETURNING_OFFICER)
    read_back_of(fingers, ASH)
    given_ = session.desk.contest(ASH.id).provisional
    assert given_
    fingers.type("".join(f"{total}\n" for total in given_.to_add.lines))
    fingers.settle()
    assert standing_read_back(session) is None, "Enter hands nothing in"
    assert session.desk.ledger.drafts(SUPERVISOR)
    fingers.type("+")
    fingers.settle()
    assert standing_read_back(session) == given_.to_add
    assert session.drafts.unfinished() == []
    assert session.desk.ledger.drafts(SUPERVISOR) == {}


def test_whoever_read_back_otherwise_does_not_see_ours(fingers: Fingers, session: Session) -> None:
    to_be_read_back(session.desk, ASH)
    fingers.sign_in(RETURNING_OFFICER)
    read_back_of(fingers, ASH)
    given_ = session.desk.contest(ASH.id).provisional
    assert given_
    ours = given_.to_add.lines
    fingers.type(f"{ours[0] + 3}\n" + "".join(f"{total}\n" for total in ours[1:]) + "+")
    fingers.settle()
    assert given_.read_back is not None
    assert "1 line not as the program has it: 1 ABBOTT Ash 1." in shown(fingers.window)
    assert str(ours[0]) not in shown(fingers.window)
    assert session.desk.ledger.drafts(SUPERVISOR) == {}
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert f"{ours[0]}" in shown(fingers.window)


def test_another_officers_half_keyed_sheet_goes_when_the_sheet_is_agreed(
    fingers: Fingers, session: Session
) -> None:
    verify(session.desk, ASH)
    fingers.sign_in(SECOND_SUPERVISOR)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n7\n")
    fingers.press(Qt.Key.Key_F3)
    fingers.settle()
    assert session.desk.ledger.drafts(SECOND_SUPERVISOR)
    key(session.desk, ASH)
    fingers.settle()
    assert session.desk.ledger.drafts(SECOND_SUPERVISOR) == {}
    fingers.press(Qt.Key.Key_F5)
    fingers.press(Qt.Key.Key_F3)
    fingers.settle()
    assert session.drafts.places() == (), "the page that was open keeps nothing more"


def test_after_a_crash_a_clerk_is_told_of_the_half_keyed_sheet_of_another_ward(
    fingers: Fingers, session: Session, desk: Desk, front: Front, qtbot: QtBot
) -> None:
    for ward in (ASH, BEECH):
        verify(desk, ward)
    session.sign_in(CLERKS[0])
    session.choose_contest(BEECH.id)
    fingers.window.go(Destination.KEY_SHEET)
    fingers.type("101\n7\n")
    fingers.settle()
    session.close()
    again = Desk.open(desk.ledger.path, Clock(), workstation("desk-1"))
    front._on_opened(again, 0, "")
    after = front.window.session
    assert after is not None
    assert after.stream == ASH.id
    after.sign_in(CLERKS[0])
    QApplication.processEvents()
    assert "Sheet 101, Beech" in front.window.banner.words
    assert "Go on with Sheet 101, Beech" in [f.words for f in commands(front.window, front._theme)]
    _settle(after)
