"""A screen that is shown says what is so now, whatever was done while another was open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.units import FormNumber, OfficerNumber, Papers, SheetNumber
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.audit.screen import Audit
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.table import as_text
from tests.wards import CLERKS, RETURNING_OFFICER, SECOND_SUPERVISOR, SUPERVISOR, Ward, begin

WARD = Ward("ash", "Ash", 1, 3, ("A", "B"), 1)
KEYS = tuple(each for each in Destination if each is not Destination.SIGN_IN)
Act = Callable[[Desk, int], None]

# ---- what can be done while a screen is hidden, or shown; what the rules refuse is not done


def _account(desk: Desk, n: int) -> None:
    from tallyapp.domain.vocabulary.on_paper import BallotPaperAccount

    papers = WARD.papers("AB"[n % 2]) - 40 if n < 2 else 40
    account = BallotPaperAccount(
        issued=Papers(papers), unused=Papers(0), spoilt=Papers(0), tendered=Papers(0)
    )
    box = f"{'AB'[n % 2]}{1 + n // 2}"
    by = desk.by(CLERKS[0]).contest
    desk.do(WARD.id, acts.BoxAccountKeyed(**by, box=box, account=account, of=""))


def _count_box(desk: Desk, n: int, off: int = 0) -> None:
    box = f"{'AB'[n % 2]}{1 + n // 2}"
    state = desk.contest(WARD.id).boxes[box]
    if state.account:
        papers = Papers(state.account.issued - off)
        by = desk.by(CLERKS[0]).contest
        attempt = len(state.attempts) + 1
        desk.do(WARD.id, acts.BoxCounted(**by, box=box, attempt=attempt, papers=papers))


def _sheet(desk: Desk, number: SheetNumber) -> KeyedPaper:
    return desk.contest(WARD.id).sheets[number]


def _key_sheet(desk: Desk, n: int) -> None:
    sheet = SheetNumber(1 + n % 2)
    by = desk.by(CLERKS[n // 2]).contest
    desk.do(
        WARD.id,
        acts.SheetKeyed(
            **by, sheet=sheet, of=_sheet(desk, sheet).opened, figures=WARD.sheet(sheet)
        ),
    )


def _query_sheet(desk: Desk, n: int) -> None:
    sheet = SheetNumber(1 + n % 2)
    by = desk.by(SUPERVISOR).contest
    figures_ = WARD.sheet(sheet)
    desk.do(
        WARD.id,
        acts.SheetQueried(
            **by, sheet=sheet, of=_sheet(desk, sheet).opened, figures=figures_, note="look"
        ),
    )


def _withdraw_sheet(desk: Desk, n: int) -> None:
    if n:
        return
    second = OfficerNumber(SECOND_SUPERVISOR)
    by = desk.by(SUPERVISOR).contest
    lost = SheetNumber(2)
    of = _sheet(desk, lost).made
    act = acts.SheetWithdrawn(**by, sheet=lost, of=of, reason="lost", second=second)
    desk.do(WARD.id, act)


def _key_form(desk: Desk, n: int) -> None:
    area = "AB"[n % 2]
    by = desk.by(CLERKS[n // 2]).contest
    form = FormNumber(1 + n % 2)
    desk.do(
        WARD.id, acts.FormKeyed(**by, form=form, round=1, area=area, of="", figures=WARD.form(area))
    )


def _provisional(desk: Desk, _: int) -> None:
    by = desk.by(RETURNING_OFFICER)
    now = figures(desk.contest(WARD.id))
    given = desk.do(WARD.id, acts.ProvisionalGiven(**by.fixed, figures=now)).act.id
    desk.do(WARD.id, acts.RecountOpportunityGiven(**by.contest, of=given))


ACTS: tuple[Act, ...] = (
    _account,
    _count_box,
    lambda desk, n: _count_box(desk, n, off=3),
    _key_sheet,
    _query_sheet,
    _withdraw_sheet,
    _key_form,
    _provisional,
)
steps = st.lists(
    st.one_of(
        st.sampled_from(KEYS),
        st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 3)),
    ),
    min_size=6,
    max_size=24,
)


def texts(screen: Screen) -> list[str]:
    """Every word and figure that can be read on a screen, with the last entry chosen at F11."""
    if isinstance(screen, Audit):
        table = screen.part.findChild(QTableView)
        assert table is not None
        table.setCurrentIndex(table.model().index(0, 0))
        settle(screen.session)
    read: list[str] = []
    for widget in screen.findChildren(QWidget):
        if not widget.isVisibleTo(screen):
            continue
        if isinstance(widget, QLabel | QPushButton):
            read.append(widget.text())
        elif isinstance(widget, QTableView):
            read.append(as_text(widget.model()))
    return sorted(read)


def settle(session: Session) -> None:
    """Wait until nothing is on its way to or from the disk."""
    QApplication.processEvents()
    while session.busy:
        QApplication.processEvents()
    QApplication.processEvents()  # what was just laid out is shown with the next event
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def made_anew(window: MainWindow, key: Destination) -> list[str]:
    """What the screen of this key would say if it were opened now for the first time."""
    session = window.session
    shown = window.screen_shown
    assert session is not None
    assert shown is not None
    holder = QWidget()
    holder.resize(window.size())  # how wide columns are, and so what fits, goes by the window
    screen = key.load()(session, holder)
    screen.resize(shown.size())
    holder.show()
    screen.show()
    screen.entered(None)
    settle(session)
    told = texts(screen)
    holder.hide()
    screen.deleteLater()
    holder.deleteLater()
    return told


@contextmanager
def counting(folder: Path) -> Iterator[MainWindow]:
    desk = begin(folder / "ward.tally", [WARD])
    now = desk.clock()
    desk.clock = lambda: now  # so that nothing is a minute older for who looks later
    session = Session(desk)
    window = MainWindow(Settings(folder / "window.json"))
    window.take(session)
    window.show()
    session.sign_in(RETURNING_OFFICER)
    yield window
    settle(session)
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def walk(window: MainWindow, at: Destination | tuple[int, int]) -> None:
    """Open a screen, or do an act whichever screen is open."""
    session = window.session
    assert session is not None
    if isinstance(at, Destination):
        window.go(at)
    else:
        act, n = at
        try:
            ACTS[act](session.desk, n)
        except Refusal:
            return
    settle(session)


def looked_at_again(window: MainWindow, key: Destination) -> list[str]:
    """The screen of this key, at its first page, as it is shown after whatever was done."""
    session = window.session
    assert session is not None
    window.go(key)
    settle(session)
    screen = window.screen_shown
    assert screen is not None
    return texts(screen)


@settings(max_examples=6, deadline=None)
@given(steps=steps)
def test_a_screen_that_was_hidden_says_what_one_newly_made_says(
    theme: Theme, steps: list[Destination | tuple[int, int]]
) -> None:
    with TemporaryDirectory() as folder, counting(Path(folder)) as window:
        for step in steps:
            walk(window, step)
        for key in KEYS:
            again = looked_at_again(window, key)
            assert again == made_anew(window, key), key.key


def test_the_open_points_are_those_that_stand_after_a_box_was_counted_anew(
    theme: Theme, tmp_path: Path
) -> None:
    with counting(tmp_path) as window:
        session = window.session
        assert session is not None
        for n in range(4):
            walk(window, (0, n))
            walk(window, (2, n))
        window.go(Destination.RESULT)
        settle(session)
        before = looked_at_again(window, Destination.RESULT)
        window.go(Destination.VERIFICATION)
        walk(window, (1, 0))
        after = looked_at_again(window, Destination.RESULT)
        assert after != before
        assert after == made_anew(window, Destination.RESULT)


@pytest.mark.parametrize("key", KEYS)
def test_a_screen_is_not_told_of_acts_while_it_is_hidden(
    theme: Theme, tmp_path: Path, key: Destination
) -> None:
    """Work for what nobody looks at would hold up the next figure."""
    with counting(tmp_path) as window:
        window.go(key)
        hidden = window.screen_shown
        assert hidden is not None
        elsewhere = key is Destination.OVERVIEW
        window.go(Destination.VERIFICATION if elsewhere else Destination.OVERVIEW)
        walk(window, (0, 0))
        missed = hidden.missed(WARD.id)
        assert missed is not None
        assert missed.boxes == {"A1"}
        window.go(key)
        assert hidden.missed(WARD.id) is None
