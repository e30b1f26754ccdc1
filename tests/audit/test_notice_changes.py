"""A corrected notice states what it changed of the notice before it, figure by figure and name by
name; both verifiers find a change that is not told, and one that there was not.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tallyapp.audit.verify import verify
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP
from tallyapp.documents.reading import read_attachments
from tallyapp.domain.reports.declaration_report import DeclarationReport, NoticeChange
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.publication import publish_corrected_notice
from tallyapp.signing.identity import practice_identity
from tallyapp.signing.sign import Stamp, sign
from tests.audit.hall import NIGHT, detail, results
from tests.audit.test_checker import checked
from tests.documents.pages import words
from tests.halls import RETURNING_OFFICER, Hall, NightClock, Told, a_counted_hall, told

IDENTITY = practice_identity(NightClock()())
Row = tuple[str, int, int | str | None, int | str | None]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Declared: Ash 120, Birch 85 and Cedar 41 votes, 4 papers rejected, of 1,000 electors."""
    hall = a_counted_hall(tmp_path)
    hall.finish()
    yield hall
    hall.desk.close()


def published(hall: Hall) -> Path:
    """The last corrected notice, signed."""
    path = hall.desk.ledger.path.parent / f"corrected-{len(hall.contest.corrected)}.pdf"
    publish_corrected_notice(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER)
    return path


def report_of(pdf: bytes) -> DeclarationReport:
    return msgspec.json.decode(read_attachments(pdf)["result.json"], type=DeclarationReport)


def changes(report: DeclarationReport) -> list[Row]:
    return [(each.what, each.line, each.before, each.now) for each in report.changes]


def figures(hall: Hall, **other: Any) -> ResultFigures:
    return replace(hall.figures, **other)


def people(hall: Hall, line: int, **other: str) -> tuple[Candidate, ...]:
    """The candidates, one of them with another name or description."""
    stands = hall.contest.on_notice
    assert stands
    named = list(stands.candidates)
    named[line - 1] = replace(named[line - 1], **other)
    return tuple(named)


def votes(*each: int) -> tuple[Votes, ...]:
    return tuple(map(Votes, each))


KINDS: dict[str, tuple[Callable[[Hall], dict[str, Any]], list[Row], str]] = {
    "votes that stood on each other's line": (
        lambda hall: {"right": figures(hall, votes=votes(120, 41, 85))},
        [("votes", 2, 85, 41), ("votes", 3, 41, 85)],
        "Votes: Birch, Alex 85 41",
    ),
    "votes and all that is worked out from them": (
        lambda hall: {
            "right": figures(
                hall, votes=votes(130, 85, 41), valid=Papers(256), verified=Papers(260)
            )
        },
        [
            ("votes", 1, 120, 130),
            ("total_votes", 0, 246, 256),
            ("valid", 0, 246, 256),
            ("verified", 0, 250, 260),
            ("turnout", 0, 2_500, 2_600),
            ("majority", 0, 35, 45),
        ],
        "Ballot box turnout 25.00% 26.00%",
    ),
    "a majority that there is no more": (
        lambda hall: {"right": figures(hall, votes=votes(100, 105, 41))},
        [("votes", 1, 120, 100), ("votes", 2, 85, 105), ("majority", 0, 35, None)],
        "Majority 35 not stated",
    ),
    "rejected papers under another head": (
        lambda hall: {
            "right": figures(hall, rejected=(Papers(1), Papers(1), Papers(0), Papers(2)))
        },
        [("rejected", 1, 0, 1), ("rejected", 4, 3, 2)],
        "want of an official mark 0 1",
    ),
    "rejected papers that nobody had counted": (
        lambda hall: {
            "right": figures(
                hall,
                rejected=(Papers(0), Papers(1), Papers(0), Papers(5)),
                verified=Papers(252),
            )
        },
        [
            ("rejected", 4, 3, 5),
            ("rejected_total", 0, 4, 6),
            ("verified", 0, 250, 252),
            ("turnout", 0, 2_500, 2_520),
        ],
        "Total rejected 4 6",
    ),
    "a surname": (
        lambda hall: {"candidates": people(hall, 2, surname="Byrch")},
        [("ballot_name", 2, "Birch, Alex", "Byrch, Alex")],
        "Candidate 2: name Birch, Alex Byrch, Alex",
    ),
    "a commonly used name, and with it the full one": (
        lambda hall: {"candidates": people(hall, 1, commonly_used_forenames="Lex")},
        [("ballot_name", 1, "Ash, Alex", "Ash, Lex"), ("full_name", 1, "", "Alex Ash")],
        "Candidate 1: full name – Alex Ash",
    ),
    "a description": (
        lambda hall: {"candidates": people(hall, 3, description="Independent")},
        [("description", 3, "The Cedar Party", "Independent")],
        "Candidate 3: description The Cedar Party Independent",
    ),
    "an electorate": (
        lambda hall: {"electorate": 1_250},
        [("electorate", 0, 1_000, 1_250), ("turnout", 0, 2_500, 2_000)],
        "Electorate 1,000 1,250",
    ),
    "an electorate that nobody knows after all": (
        lambda hall: {"electorate": None},
        [("electorate", 0, 1_000, None), ("turnout", 0, 2_500, None)],
        "Electorate 1,000 not known",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_corrected_notice_says_what_it_changed_and_holds(hall: Hall, kind: str) -> None:
    makes, expected, on_page = KINDS[kind]
    hall.correct_notice(**makes(hall))
    path = published(hall)
    pdf = path.read_bytes()
    assert changes(report_of(pdf)) == expected
    page = words(pdf)
    assert "What has changed" in page
    assert on_page in page
    assert verify(pdf).verdict == "holds"
    status, said = checked(path)
    assert status == 0, said
    assert "holds      what changed" in said


def test_a_second_correction_tells_what_it_changed_of_the_first(hall: Hall) -> None:
    hall.correct_notice(figures(hall, votes=votes(119, 86, 41)), electorate=1_100)
    hall.correct_notice(candidates=people(hall, 2, surname="Byrch"))
    hall.correct_notice(figures(hall, votes=votes(118, 87, 41)))
    path = published(hall)
    assert changes(report_of(path.read_bytes())) == [
        ("votes", 1, 119, 118),
        ("votes", 2, 86, 87),
        ("majority", 0, 33, 31),
    ]
    report = report_of(path.read_bytes())
    assert report.candidates[1].name == "Alex Byrch", "what an earlier one put right stays right"
    assert report.electorate == 1_100
    assert verify(path.read_bytes()).verdict == "holds"
    status, said = checked(path)
    assert status == 0, said


def test_a_corrected_name_of_the_elected_stands_in_the_words_of_the_declaration(hall: Hall) -> None:
    hall.correct_notice(candidates=people(hall, 1, surname="Ashe"))
    pdf = published(hall).read_bytes()
    assert report_of(pdf).elected_names == ("Alex Ashe",)
    assert "Alex Ashe is duly elected" in words(pdf)
    assert results(pdf)["binding"] == "holds"


# ---- what a forger would have it say


def forged(path: Path, told: list[NoticeChange]) -> Path:
    """The notice with other changes told, drawn by the program and signed again."""
    pdf = path.read_bytes()
    attached = read_attachments(pdf)
    carried = {name: attached[name] for name in (SET_UP, DECLARED, LEAVES)}
    report = replace(report_of(pdf), changes=tuple(told))
    again = path.with_name("forged.pdf")
    unsigned = render_declaration(report, carried)
    stamp = Stamp.of(IDENTITY, NIGHT, title=report.heading.officer_title)
    again.write_bytes(sign(unsigned, IDENTITY, at=NIGHT, stamp=stamp))
    return again


FORGED: dict[str, tuple[Callable[[list[NoticeChange]], list[NoticeChange]], str]] = {
    "a change left out": (lambda told: told[1:], "votes 1: 120 to 119"),
    "all left out": (lambda _: [], "majority: 35 to 33"),
    "another figure before": (
        lambda told: [replace(told[0], before=121), *told[1:]],
        "a change that there was not: votes 1: 121 to 119",
    ),
    "another figure now": (lambda told: [replace(told[0], now=118), *told[1:]], "120 to 118"),
    "on another's line": (lambda told: [replace(told[0], line=3), *told[1:]], "votes 3"),
    "a name that was not changed": (
        lambda told: [
            NoticeChange(what="ballot_name", line=1, before="Oak, Alex", now="Ash, Alex"),
            *told,
        ],
        "ballot_name 1: Oak, Alex to Ash, Alex",
    ),
    "a change told twice": (lambda told: [*told, told[-1]], "in another order, or one twice"),
}


@pytest.mark.parametrize("kind", FORGED)
def test_both_verifiers_find_changes_told_otherwise(hall: Hall, kind: str) -> None:
    tells, found = FORGED[kind]
    hall.correct_notice(figures(hall, votes=votes(119, 86, 41)))
    path = published(hall)
    again = forged(path, tells(list(report_of(path.read_bytes()).changes)))
    pdf = again.read_bytes()
    assert results(pdf)["binding"] == "fails"
    assert found in detail(pdf, "binding")
    status, said = checked(again)
    assert (status, "FAILS      what changed" in said) == (1, True), said


def test_a_correction_between_two_cannot_be_left_out(hall: Hall) -> None:
    hall.correct_notice(figures(hall, votes=votes(119, 86, 41)))
    hall.correct_notice(figures(hall, votes=votes(118, 87, 41)))
    path = published(hall)
    attached = read_attachments(path.read_bytes())
    lines = attached[DECLARED].splitlines(keepends=True)
    carried = {SET_UP: attached[SET_UP], LEAVES: attached[LEAVES], DECLARED: lines[0] + lines[2]}
    report = report_of(path.read_bytes())
    unsigned = render_declaration(report, carried)
    stamp = Stamp.of(IDENTITY, NIGHT, title=report.heading.officer_title)
    again = path.with_name("between.pdf")
    again.write_bytes(sign(unsigned, IDENTITY, at=NIGHT, stamp=stamp))
    assert "its correction is of another notice" in detail(again.read_bytes(), "binding")
    assert checked(again)[0] == 1


# ---- what may be corrected


def test_names_are_corrected_on_their_own_lines_alone(hall: Hall) -> None:
    one, two, three = people(hall, 1)
    exchanged = hall.corrected_notice(candidates=(two, one, three))
    found: Told = [("A121", "candidate", "1", "order", {}), ("A121", "candidate", "2", "order", {})]
    assert told(hall.refused(exchanged)) == found
    fewer = hall.corrected_notice(candidates=(one, two))
    assert ("A121", "contest", "Elm Valley", "candidates", {}) in told(hall.refused(fewer))
    nameless = hall.corrected_notice(candidates=people(hall, 1, surname=" "))
    assert told(hall.refused(nameless)) == [("A106", "candidate", "1", "surname", {})]


def test_what_would_change_nothing_or_no_electors_is_refused(hall: Hall) -> None:
    same = hall.corrected_notice(candidates=people(hall, 1), electorate=1_000)
    assert told(hall.refused(same)) == [("A112", "contest", "Elm Valley", "unchanged", {})]
    nobody = hall.corrected_notice(electorate=0)
    assert told(hall.refused(nobody)) == [("A110", "contest", "Elm Valley", "no-electors", {})]
