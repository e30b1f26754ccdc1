"""Where nobody knows how many electors there are, no turnout is shown or printed of them."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.documents.declaration import render_declaration
from tallyapp.domain.reports.declaration import declaration_report
from tallyapp.past.published import PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.shell.window import MainWindow
from tests.documents.pages import words

from .keys import Fingers, shown
from .practice import oxford_east


def of_nobody_knows_how_many(result: PastResult) -> PastResult:
    return dataclasses.replace(result, electorate=None)


@pytest.fixture
def oxford(tmp_path: Path) -> tuple[Desk, Rehearsal]:
    """The count keyed and declared, its electorate not known."""
    desk, played = oxford_east(tmp_path / "oxford-east.tally", of_nobody_knows_how_many)
    rehearsal.key_papers(desk, played)
    rehearsal.declare(desk, played)
    return desk, played


def test_no_screen_shows_a_turnout_of_nothing(
    fingers: Fingers, window: MainWindow, settle: Callable[[], None]
) -> None:
    fingers.sign_in(1)
    said = []
    for screen in window.officer_may_open:
        window.go(screen)
        settle()
        assert "0.00 %" not in shown(window), screen
        said.append("not known" in shown(window))
    assert any(said)


def test_the_declaration_prints_no_turnout(oxford: tuple[Desk, Rehearsal]) -> None:
    desk, played = oxford
    at = desk.ledger.checkpoint(played.stream)
    report = declaration_report(desk.count, desk.contest(played.stream), at)
    told = words(render_declaration(report))
    assert "Electorate not known" in told
    assert "turnout" not in told.lower()
