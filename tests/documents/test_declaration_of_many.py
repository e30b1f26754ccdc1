"""The declaration of very many elected, with the largest figures."""

from pathlib import Path

from tallyapp.documents.declaration import render_draft
from tallyapp.domain.reports.declaration import draft_report
from tests.documents.pages import texts
from tests.halls import Hall
from tests.ui import vast


def test_fifteen_elected_stand_on_the_first_page_with_every_figure_in_one_piece(
    tmp_path: Path,
) -> None:
    hall = Hall(vast.parish(tmp_path / "parish.tally"), vast.FIFTEEN)
    for slate in hall.contest.slates:
        hall.compare(*slate)
    hall.provisional()
    pages = texts(render_draft(draft_report(hall.desk.count, hall.contest, hidden=False)))
    votes = sorted(hall.figures.votes)[-15:]
    assert all(f"{each:,}" in pages[0] for each in votes)
    later = " ".join(pages[1:])
    assert all(f"{each:,}" in later for each in hall.figures.votes)
