"""The computer at which the window stands: that it joins a count, and that a signature of another
is found while people work.
"""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front
from tests.ledger.tampering import recompute_heads, sign_again, tampering
from tests.ui.practice import CLERK, OTHER_CLERK
from tests.workstations import workstation


def opened(qtbot: QtBot, front: Front, file: Path) -> Session:
    assert front.home
    front.home.open(file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert front.window.session
    return front.window.session


def keyed(desk: Desk, by: int, played: Rehearsal, number: int) -> acts.SheetKeyed:
    sheet = SheetNumber(number)
    return acts.SheetKeyed(
        **desk.by(by).contest,
        sheet=sheet,
        of=desk.contest(played.stream).sheets[sheet].opened,
        figures=played.plan.sheets[number - 1].figures,
    )


def test_a_computer_that_is_new_joins_with_the_first_act_and_says_so_once(
    qtbot: QtBot, front: Front, count_file: Path, oxford: tuple[Desk, Rehearsal]
) -> None:
    played = oxford[1]
    session = opened(qtbot, front, count_file)
    session.sign_in(CLERK)
    told: list[str] = []
    session.noted.connect(told.append)
    for number in (1, 2):
        with qtbot.waitSignal(session.recorded) as recorded:
            session.do(played.stream, keyed(session.desk, CLERK, played, number))
        assert recorded.args
        assert isinstance(recorded.args[1], acts.SheetKeyed)
    (words,) = told
    assert "It has joined it as desk-1" in words
    assert front.window.banner.words == words
    joined = [
        act
        for _, act in session.desk.ledger.read_from(COUNT_STREAM)
        if isinstance(act, acts.WorkstationEnrolled)
    ]
    assert [(act.name, act.by) for act in joined] == [("desk-1", CLERK)]


def test_a_refused_act_lets_no_computer_in(
    qtbot: QtBot, front: Front, count_file: Path, oxford: tuple[Desk, Rehearsal]
) -> None:
    played = oxford[1]
    session = opened(qtbot, front, count_file)
    session.sign_in(CLERK)
    with qtbot.waitSignal(session.said) as said:
        session.do(
            played.stream,
            acts.BoxCounted(**session.me.contest, box="none", attempt=1, papers=Papers(1)),
        )
    assert said.args
    assert "desk-1" not in said.args[0]
    assert session.desk.is_new


def test_an_act_that_another_signed_is_found_after_opening_and_nothing_more_is_done(
    qtbot: QtBot, front: Front, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    done = desk.do(played.stream, keyed(desk, CLERK, played, 1))
    desk.close()
    with tampering(desk.ledger.path) as file:
        sign_again(file, played.stream, done.seq, workstation("somebody's laptop"))
        recompute_heads(file, played.stream)
    session = opened(qtbot, front, desk.ledger.path)
    standing = front.window.standing
    qtbot.waitUntil(lambda: "open for reading only" in standing.words)
    where = f"Entry {done.seq} of {played.stream} is not signed by practice"
    assert where in standing.words
    session.sign_in(OTHER_CLERK)
    with qtbot.waitSignal(session.save_failed) as failed:
        session.do(played.stream, keyed(session.desk, OTHER_CLERK, played, 1))
    assert failed.args
    assert where in failed.args[0]
