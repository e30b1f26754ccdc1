"""Which contests are told of, with which figures, and when nothing is."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes
from tallyapp.errors import EnvironmentFault
from tallyapp.press.pack import prepare
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall, a_counted_hall
from tests.press.oakshire import pressed
from tests.wards import ASHTON


def test_nothing_is_written_where_the_two_arithmetics_differ(oakshire: Desk, folder: Path) -> None:
    ready = prepare(oakshire)
    ours = ready.totals[ASHTON.id]
    wrong = msgspec.structs.replace(ours, valid=Papers(ours.valid + 1))
    with pytest.raises(Refusal) as refused:
        replace(ready, totals={**ready.totals, ASHTON.id: wrong}).press(folder)
    assert [found.code for found in refused.value.findings] == [Code.E304]
    assert not folder.exists()


def test_before_the_first_declaration_there_is_nothing(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    with pytest.raises(EnvironmentFault, match="nothing for the press yet"):
        prepare(hall.desk)
    hall.desk.close()


def test_the_press_is_given_the_notice_as_it_was_last_corrected(
    tmp_path: Path, folder: Path
) -> None:
    hall = a_counted_hall(tmp_path, practice=False)
    hall.finish()
    first = pressed(hall.desk, folder)["elm-valley-result.txt"].decode()
    assert ", elected" in first
    assert "Corrected notice" not in first
    figures = hall.figures
    right = msgspec.structs.replace(
        figures, votes=(Votes(figures.votes[0] - 1), *figures.votes[1:]), valid=figures.valid
    )
    hall.correct_notice(right, "one paper counted twice")
    again = pressed(hall.desk, folder)
    text = again["elm-valley-result.txt"].decode()
    assert f"{right.votes[0]:,} votes" in text
    assert f"{figures.votes[0]:,} votes" not in text
    for name in ("result.txt", "notice.html"):
        told = again[f"elm-valley-{name}"].decode()
        assert "Corrected notice" in told
        assert "one paper counted twice" in told
    assert "Corrected notice." in again["elm-valley-read-aloud.txt"].decode()
    hall.desk.close()


def declared_outside(hall: Hall, *votes: int) -> None:
    """Declared on paper when the laptop failed, with these votes."""
    figures = msgspec.structs.replace(hall.figures, votes=tuple(map(Votes, votes)))
    hall.do(
        acts.DeclaredOutside(
            **hall.by(RETURNING_OFFICER).fixed,
            of="",
            figures=figures,
            elected=hall.declaration()["elected"],
            declared_at=hall.desk.clock(),
            declarant=OfficerNumber(RETURNING_OFFICER),
            reason="the laptop failed",
            second=OfficerNumber(DEPUTY),
        )
    )


def test_figures_declared_on_paper_that_the_count_does_not_have_are_not_given_out(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    votes = hall.figures.votes
    declared_outside(hall, votes[0] + 1, *votes[1:])
    with pytest.raises(EnvironmentFault, match="nothing for the press"):
        prepare(hall.desk)
    hall.desk.close()


def test_figures_declared_on_paper_as_they_were_counted_are_and_it_is_said(
    tmp_path: Path, folder: Path
) -> None:
    hall = a_counted_hall(tmp_path)
    declared_outside(hall, *hall.figures.votes)
    text = pressed(hall.desk, folder)["PRACTICE-elm-valley-result.txt"].decode()
    assert "Declared outside the program that counted: the laptop failed" in text
    hall.desk.close()
