"""Printing the papers of a count: all in one PDF, noted in the count, nothing twice unsaid."""

import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.containers import Container, Part
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.scan_codes import code_of
from tests.cli.running import refused, told
from tests.documents.hall.test_count_papers import bookmarks
from tests.documents.pages import texts
from tests.halls import (
    CLERK,
    ELM,
    RETURNING_OFFICER,
    SUPERVISOR,
    WARD_CANDIDATES,
    WARD_RULES,
    NightClock,
    a_hall,
    contest_fields,
)
from tests.workstations import workstation

ANN = Candidate(
    surname="Adams", other_names="Ann", commonly_used_surname="Norton", description="Green Party"
)
IN_ORDER = ("Ash", "Birch", ANN)
"""As on the ballot paper; by full names Ann Adams is the first."""


@pytest.fixture
def count(tmp_path: Path) -> Path:
    """A count with one contest of two areas with two boxes each; no sheet is handed out yet."""
    hall = a_hall(tmp_path, people={CLERK: "Ŵyn Ŷorath"})
    hall.desk.close()
    return tmp_path / "elm.tally"


def pages(path: Path) -> list[str]:
    return texts(path.read_bytes())


def kinds(path: Path) -> set[str]:
    found = bookmarks(path.read_bytes())
    return {title for level, title, _ in found if level == 2 and " – " not in title}


def opened(path: Path) -> Desk:
    return Desk.open(path, NightClock(), workstation("desk-1"))


def test_all_papers_of_a_count_are_one_pdf_with_bookmarks_by_contest_area_and_kind(
    count: Path, tmp_path: Path
) -> None:
    out = tmp_path / "papers.pdf"
    said = told("paper", count, "--out", out, "--sheets", 3, "--slips", 2, "--forms", 1)
    assert f"{out}: " in said
    assert "Elm Valley, area A: count sheets 1 to 3 handed out." in said
    marks = [(level, title) for level, title, _ in bookmarks(out.read_bytes())]
    assert [title for level, title in marks if level == 0] == [
        "Sign-in cards",
        "Container labels",
        "Elm Valley",
    ]
    assert [title for level, title in marks if level == 1][-3:] == [
        "Whole contest",
        "Area A",
        "Area B",
    ]
    assert {
        "Verification form",
        "Count summary, added by hand",
        "Box records",
        "Count sheets",
        "Bundle slips",
        "Adjudication forms",
    } <= kinds(out)
    every = " ".join(pages(out))
    for kind, name in (("sheet", 1), ("sheet", 6), ("sheet", 9), ("form", 1), ("form", 2)):
        assert code_of(kind, name, ELM) in every
    for box in ("a1", "a2", "b1", "b2"):
        assert code_of("box", box, ELM) in every
    assert "Ŵyn Ŷorath" in every


def test_every_container_has_a_label_and_a_box_by_itself_is_scanned_as_the_box(
    tmp_path: Path,
) -> None:
    hall = a_hall(tmp_path)
    tray = Container(id="TRAY-1", name="Covers opened on Monday", kind="tray")
    both = Container(
        id="LOT-7", name="Both polls", kind="ballot-box", holds=(Part(ELM, "a1"), Part(ELM, "b1"))
    )
    register = acts.ContainersRegistered(**hall.by(SUPERVISOR).count, containers=(tray, both))
    hall.do(register)
    hall.desk.close()
    out = tmp_path / "labels.pdf"
    told("paper", tmp_path / "elm.tally", "-o", out, "--kind", "labels")
    every = " ".join(pages(out))
    for code in (
        code_of("container", "TRAY-1"),
        code_of("container", "LOT-7"),
        code_of("box", "a2", ELM),
        code_of("box", "b2", ELM),
    ):
        assert code in every
    assert code_of("box", "a1", ELM) not in every, "it is in the container of both polls"
    assert "Covers opened on Monday" in every


def test_sheets_that_are_printed_are_handed_out_to_their_area(count: Path, tmp_path: Path) -> None:
    told("paper", count, "-o", tmp_path / "a.pdf", "--sheets", 2, "--area", "B")
    desk = opened(count)
    contest = desk.contest(ELM)
    assert [sheet.number for sheet in contest.areas["B"].sheets] == [1, 2]
    assert contest.areas["A"].sheets == []
    desk.close()


def test_nothing_is_printed_twice_without_being_said(count: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers.pdf"
    told("paper", count, "-o", out, "--sheets", 2, "--kind", "sheets", "--kind", "boxes")
    assert "REPRINT" not in " ".join(pages(out))
    again = "paper", count, "-o", out, "--kind", "sheets", "--kind", "boxes"
    assert "printed before" in refused(*again, status=1)
    told(*again, "--again")
    assert len(pages(out)) == 8
    assert all("REPRINT" in page for page in pages(out))
    # Two more for each area: those are new, and the others are left out by their number.
    said = told("paper", count, "-o", out, "--sheets", 4, "--kind", "sheets")
    assert "4 papers left out, printed before." in said
    assert len(pages(out)) == 4
    assert not any("REPRINT" in page for page in pages(out))


def test_what_was_printed_stands_in_the_count(count: Path, tmp_path: Path) -> None:
    told("paper", count, "-o", tmp_path / "a.pdf", "--sheets", 2, "--kind", "sheets")
    desk = opened(count)
    (note,) = (
        act for _, act in desk.ledger.read_from(COUNT_STREAM) if isinstance(act, acts.PapersPrinted)
    )
    assert [(p.kind, p.contest, p.of, p.first, p.last) for p in note.papers] == [
        ("sheet", ELM, "A", 1, 2),
        ("sheet", ELM, "B", 3, 4),
    ]
    desk.close()


def test_forms_of_an_area_have_numbers_that_no_other_form_has(count: Path, tmp_path: Path) -> None:
    out = tmp_path / "forms.pdf"
    told("paper", count, "-o", out, "--kind", "forms", "--forms", 2)
    told("paper", count, "-o", tmp_path / "more.pdf", "--kind", "forms", "--forms", 3)
    numbers = [code_of("form", n, ELM) for n in range(1, 7)]
    assert [code in page for code, page in zip(numbers, pages(out), strict=False)] == [True] * 4
    more = pages(tmp_path / "more.pdf")
    assert [code in page for code, page in zip(numbers[4:], more, strict=True)] == [True] * 2


def test_a_clerk_prints_nothing(count: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers.pdf"
    assert "11" in refused("paper", count, "-o", out, "--by", CLERK, status=1)
    assert not out.exists()


def test_a_contest_or_area_that_is_not_there_is_named_with_those_that_are(
    count: Path, tmp_path: Path
) -> None:
    out = tmp_path / "papers.pdf"
    said = refused("paper", count, "-o", out, "--contest", "Oak", status=1)
    assert "no contest “Oak”" in said
    assert "Elm Valley" in said
    assert "They have: A, B." in refused("paper", count, "-o", out, "--area", "C", status=1)
    told("paper", count, "-o", out, "--contest", "elm valley", "--kind", "summary")
    assert kinds(out) == {"Count summary, added by hand"}


def test_large_print_has_the_same_papers_on_more_pages(count: Path, tmp_path: Path) -> None:
    usual = tmp_path / "usual.pdf"
    large = tmp_path / "large.pdf"
    told("paper", count, "-o", usual, "--sheets", 1, "--forms", 1)
    told("paper", count, "-o", large, "--large-print", "--again", "--forms", 1)
    assert kinds(usual) == kinds(large)
    assert len(pages(large)) > len(pages(usual))


def test_papers_are_flagged_where_the_full_names_have_another_order(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, candidates=IN_ORDER)
    hall.desk.close()
    out = tmp_path / "papers.pdf"
    told("paper", tmp_path / "elm.tally", "-o", out, "--sheets", 1, "--kind", "sheets")
    said = " ".join(" ".join(pages(out)).split())
    assert "Norton, Ann is Ann Adams in full" in said
    assert "Norton, Ann" in said


def test_a_welsh_contests_papers_have_its_title_and_heads_in_both_languages(
    tmp_path: Path,
) -> None:
    heads = tuple(
        replace(head, label_cy=f"pennawd {n}") for n, head in enumerate(WARD_RULES.heads, 1)
    )
    rules = replace(WARD_RULES, title_cy="Ethol cynghorwyr", heads=heads)
    hall = a_hall(tmp_path, seats=2, candidates=WARD_CANDIDATES, rules=rules)
    hall.desk.close()
    out = tmp_path / "papers.pdf"
    told("paper", tmp_path / "elm.tally", "-o", out, "--kind", "forms", "--kind", "summary")
    said = " ".join(" ".join(pages(out)).split())
    assert "Ethol cynghorwyr" in said
    assert all(f"pennawd {n}" in said for n in range(1, len(heads) + 1))


def test_a_council_of_twelve_contests_and_a_hundred_boxes_is_one_pdf(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    for number in range(2, 13):
        areas = {f"{n}": [f"{n}-{box}" for box in range(1, 3 if n > 1 else 5)] for n in range(1, 5)}
        if number == 2:
            areas = {f"{n}": [f"{n}-{box}" for box in range(1, 14)] for n in range(1, 9)}
        fields = contest_fields(areas=areas) | {
            "contest": f"ward-{number}",
            "name": f"Ward {number}",
        }
        set_up = acts.ContestSetUp(**hall.desk.by(RETURNING_OFFICER).fixed, **fields)
        hall.desk.do(f"ward-{number}", set_up)
    boxes = sum(len(contest.boxes) for contest in hall.desk.count.contests.values())
    hall.desk.close()
    assert boxes >= 200
    out = tmp_path / "papers.pdf"
    began = time.process_time()
    told("paper", tmp_path / "elm.tally", "-o", out, "--sheets", 5, "--slips", 4, "--forms", 2)
    took = time.process_time() - began
    many = len(pages(out))
    assert many > 500
    assert len([1 for level, _, _ in bookmarks(out.read_bytes()) if level == 0]) == 14
    print(f"{many} pages in {took:.1f} s")
    assert took < 120
