"""A candidate has one name on every screen and every paper: the one on the ballot paper."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tallyapp.cli.tally_text import tallies
from tallyapp.desk import Desk
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.hall.blank_form import render_blank_forms
from tallyapp.documents.hall.blank_sheet import render_blank_sheets
from tallyapp.domain.reports.declaration import declaration_report
from tallyapp.domain.views.tally import count_tally
from tallyapp.past.published import PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.printouts.blanks import blanks_of
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.find.index import Index
from tallyapp.ui.shell.window import MainWindow
from tests.documents.pages import words

from .keys import Fingers, shown
from .practice import CLERK, oxford_east


def known_as_calder(result: PastResult) -> PastResult:
    """Anneliese Dodds is on the ballot paper as Annie Calder, still in her place."""
    changed = [
        dataclasses.replace(
            past,
            candidate=replace(
                past.candidate, commonly_used_surname="Calder", commonly_used_forenames="Annie"
            )
            if past.candidate.surname == "Dodds"
            else past.candidate,
        )
        for past in result.candidates
    ]
    return dataclasses.replace(result, candidates=tuple(changed))


@pytest.fixture
def stage() -> str:
    return "verified"


@pytest.fixture
def oxford(tmp_path: Path, stage: str) -> tuple[Desk, Rehearsal]:
    """The count with a commonly used name in it, played so far."""
    desk, played = oxford_east(tmp_path / "oxford-east.tally", known_as_calder)
    if stage != "verified":
        rehearsal.key_papers(desk, played)
    if stage == "declared":
        rehearsal.declare(desk, played)
    return desk, played


def everything_on(window: MainWindow) -> str:
    """What can be read on the screen, and what is said of a cell when it is pointed at."""
    screen = window.screen_shown
    assert screen is not None
    said = [shown(window)]
    for view in screen.findChildren(QTableView):
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                cell = model.index(row, column)
                roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
                said += [str(cell.data(role) or "") for role in roles]
    return "\n".join(said)


def test_who_keys_a_sheet_sees_the_name_of_the_ballot_paper(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n1073\n")
    assert "CALDER Annie" in everything_on(window)
    assert "dodds" not in everything_on(window).lower()


@pytest.mark.parametrize("stage", ["verified", "keyed", "declared"])
def test_no_screen_has_another_name(
    fingers: Fingers, window: MainWindow, settle: Callable[[], None]
) -> None:
    fingers.sign_in(1)
    seen = []
    # The record of what was brought in, on the audit screen, has both names.
    for screen in window.officer_may_open:
        if screen is not Destination.AUDIT:
            window.go(screen)
            settle()
            told = everything_on(window)
            assert "dodds" not in told.lower(), screen
            seen.append("calder" in told.lower())
    assert sum(seen) >= 2


def test_every_paper_of_the_hall_has_the_name_of_the_ballot_paper(
    oxford: tuple[Desk, Rehearsal],
) -> None:
    desk, played = oxford
    stream = played.stream
    sheets = words(render_blank_sheets(blanks_of(desk.count, stream, "sheet", "A", [1]).papers))
    forms = words(render_blank_forms(blanks_of(desk.count, stream, "form", "A", [1]).papers))
    for paper in (sheets, forms):
        assert "Calder, Annie" in paper
        assert "Dodds" not in paper


@pytest.mark.parametrize("stage", ["declared"])
def test_the_declaration_gives_both_names_and_declares_the_one_on_the_ballot_paper(
    oxford: tuple[Desk, Rehearsal],
) -> None:
    desk, played = oxford
    contest = desk.contest(played.stream)
    at = desk.ledger.checkpoint(played.stream)
    told = words(render_declaration(declaration_report(desk.count, contest, at)))
    assert "And I do hereby declare that Annie Calder is duly elected." in told
    assert "Calder, Annie" in told
    assert "Anneliese Dodds, commonly known as Annie Calder" in told
    assert told.count("Dodds") == 1
    assert "Dodds" not in "\n".join(tallies(count_tally(desk.count)))


def test_who_is_looked_for_by_either_name_is_shown_with_the_one_on_the_ballot_paper(
    oxford: tuple[Desk, Rehearsal],
) -> None:
    index = Index(oxford[0].count.contests)
    for query in ("calder", "dodds", "annie", "anneliese"):
        assert [found.words for found in index.find(query)] == ["Calder, Annie"]
