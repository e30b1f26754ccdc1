"""The page of a corrected notice: what has changed stands at its head, in both languages of Wales,
and over as many pages as it takes.
"""

from msgspec.structs import replace

from tallyapp.documents.declaration import render_declaration
from tallyapp.domain.reports.declaration_report import DeclarationReport, NoticeChange
from tests.documents.pages import assert_looks_as_before, texts, words
from tests.documents.samples import crowded, oxford_east
from tests.documents.welsh import ward

VOTES = NoticeChange(what="votes", line=3, before=4_730, now=4_739)
NAME = NoticeChange(what="ballot_name", line=1, before="Dodds, Annelise", now="Dodds, Anneliese")


def corrected(report: DeclarationReport, *changes: NoticeChange) -> bytes:
    told = replace(report, corrected="4,730 was read for 4,739", changes=changes, lot="")
    return render_declaration(told)


def test_figures_that_changed_stand_at_the_right_and_names_begin_at_the_left() -> None:
    pdf = corrected(oxford_east(), NAME, VOTES)
    assert "Candidate 1: name Dodds, Annelise Dodds, Anneliese" in words(pdf)
    assert "4,730 4,739" in words(pdf)
    assert_looks_as_before(pdf, "declaration-corrected")


def test_what_changed_goes_on_over_pages_under_its_head() -> None:
    many = [NoticeChange(what="votes", line=n, before=n, now=n + 1) for n in range(1, 31)]
    pages = texts(corrected(crowded(30), *many, *many))
    assert sum("In the notice before" in page for page in pages) > 1
    assert "".join(pages).count("Votes: ") == 60


def test_in_wales_what_changed_is_said_in_both_languages() -> None:
    told = words(corrected(ward(), VOTES))
    assert "Beth sydd wedi newid / What has changed" in told
