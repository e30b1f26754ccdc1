"""Packs of wards, re-counts, lots, declarations made outside and corrected notices: told, and
verified.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.audit.points import EXIT_STATUS
from tallyapp.audit.streams import _Eyes
from tallyapp.audit.verify import verify
from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.views.warnings import warnings
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Votes
from tallyapp.publication import publish_audit_pack, publish_corrected_notice, publish_declaration
from tallyapp.signing.identity import practice_identity
from tests.audit.hall import Hall as Published
from tests.audit.hall import acts_of, changed, detail, lines_of, rechained, results
from tests.documents.pages import words
from tests.domain.rules.test_declaring import level
from tests.halls import (
    CLERK,
    DEPUTY,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_counted_hall,
    a_ward,
    made,
    slate,
    slip,
    ward_form,
    ward_sheet,
)

IDENTITY = practice_identity(NightClock()())
TWO = {"second": OfficerNumber(DEPUTY)}
TERMS = ("until 2028", "until 2028", "until 2026")


def packed(hall: Hall) -> bytes:
    """The audit pack of a declared contest."""
    path = hall.desk.ledger.path.parent / f"pack-{hall.contest.seq}.pdf"
    publish_audit_pack(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER)
    return path.read_bytes()


def holds_all_through(pdf: bytes) -> None:
    found = results(pdf)
    assert found.pop("signer") == "not checked"
    assert found == dict.fromkeys(found, "holds")
    assert verify(pdf).verdict == "holds"


# ---- a ward of three seats, counted twice


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Hall]:
    """Three seats of two terms: a slate, mixed papers, a slip, one rejected in part; B is re-
    counted.
    """
    hall = a_ward(tmp_path, seats=3, terms=TERMS, electorate=400)
    hall.verify({"a1": 100, "a2": 20, "b1": 60, "b2": 20})
    hall.state_verification()
    hall.name_slate(1, 2)
    hall.issue("A", 1)
    hall.issue("A", 2, form="slip")
    hall.issue("B", 3)
    written = ward_sheet((20, 15, 25, 10), 30, uncertain=2, blocks={(1, 2): 60}, sent=5, seats=3)
    hall.agree(1, written)
    hall.agree(2, slip((1, 2), 25))
    hall.agree_form(1, "A", ward_form((2, 1, 0, 1), 3, (0, 1, 0, 1, 1), uncertain=1, seats=3))
    hall.agree(3, ward_sheet((41, 40, 30, 20), 80, seats=3))
    hall.reject_postal(7)
    hall.provisional()
    hall.request(4, "recount", "B")
    hall.answer("granted", "the piles were not shown")
    hall.recount("B", request=1)
    hall.issue("B", 4)
    hall.agree(4, ward_sheet((40, 42, 30, 20), 80, seats=3))
    hall.provisional()
    hall.request(3)
    hall.answer("refused", "more than fifty votes behind")
    hall.agent_answers(1, True)
    hall.agent_answers(3, False, "the agent")
    hall.opportunity()
    hall.read_back()
    yield hall
    hall.desk.close()


def test_the_pack_of_a_ward_that_was_counted_twice_holds(ward: Hall) -> None:
    ward.declare()
    pdf = packed(ward)
    holds_all_through(pdf)
    path = ward.desk.ledger.path.parent / "declaration.pdf"
    publish_declaration(ward.desk, ward.stream, IDENTITY, path, RETURNING_OFFICER)
    assert verify(path.read_bytes()).verdict == "holds"
    assert results(path.read_bytes())["figures"] == "holds"


def test_its_pages_keep_votes_and_papers_apart_and_write_both_identities_out(ward: Hall) -> None:
    ward.declare()
    told = words(packed(ward))
    # 85 papers of the slate: 85 votes for each of two, 85 unused.
    for line in (
        "Ash, Alex 107 40 147",
        "Birch, Alex 101 42 143",
        "Cedar, Alex 25 30 55",
        "Dogwood, Alex 11 20 31",
        "Votes given 244 132 376",
        "Votes not used 107 108 215",
        "Uncertain votes 3 0 3",
        "3 × rejected papers 6 0 6",
        "Votes, used or not 360 240 600",
        "3 × papers counted 360 240 600",
        "Difference, in votes 0 0 0",
        "Valid papers 118 80 198",
        "of these rejected in part 1 0 1",
        "Rejected papers 2 0 2",
        "Counted (valid + rejected) 120 80 200",
        "votes 376 + not used 215 + uncertain 3 + 3 × 2 rejected papers = 600; 3 × 200 "
        "papers counted = 600.",
        "3 sheets and 1 bundle slip issued, 3 agreed, 0 corrected, 0 withdrawn, 1 of an "
        "earlier round",
    ):
        assert line in told, line


def test_no_page_says_which_papers_a_slate_had_even_where_they_were_corrected(ward: Hall) -> None:
    for part, papers in ((9, 94), (10, 95)):
        ward.correct(1, ("s1+2.part", part), ("papers", papers))
    for papers in (24, 25):
        full, part = divmod(papers, 25)
        ward.correct(2, ("papers", papers), ("full", full), ("part", part))
    ward.finish()
    pdf = packed(ward)
    holds_all_through(pdf)
    told = words(pdf)
    assert "papers 95 to 94; a slate's papers. misread" in told
    assert told.count("Area A, slip 2 A slate's papers corrected. misread") == 2
    assert "s1" not in told
    assert "10 to 9" not in told


def test_its_pages_tell_the_rounds_side_by_side_with_requests_and_answers(ward: Hall) -> None:
    ward.declare()
    told = words(packed(ward))
    for line in (
        "Area B On request 1, for Alex Dogwood: close. Decisions on doubtful papers left "
        "as they were.",
        "Candidate, in ballot-paper order Round 1 Diff. Round 2",
        "Ash, Alex 148 −1 147",
        "Birch, Alex 141 +2 143",
        "Votes not used 216 −1 215",
        "1. A re-count of area B, by the agent for Alex Dogwood Granted: the piles were "
        "not shown (entry",
        "2. A re-count of all areas, by the agent for Alex Cedar Refused: more than "
        "fifty votes behind",
        "1 content, 1 not content, 2 silent",
        "Valid turnout valid papers ÷ electorate 198 49.50%",
        "Ballot box turnout (valid + rejected papers) ÷ electorate 198 + 2 50.00%",
        "Total turnout (valid + rejected + postal votes rejected before the count) ÷ "
        "electorate 198 + 2 + 7",
        "51.75%",
        "by Acting Returning Officer 1",
    ):
        assert line in told, line


def test_a_slate_seen_by_one_and_passed_over_is_told_by_its_number_and_without_its_papers(
    tmp_path: Path,
) -> None:
    hall = a_ward(tmp_path)
    hall.verify({"a1": 8, "a2": 20, "b1": 10, "b2": 0})
    hall.state_verification()
    hall.do(acts.SlateNamed(**hall.by(CLERK).contest, candidates=slate(3, 4)))
    hall.issue("A", 1)
    hall.issue("A", 2, form="slip")
    hall.issue("B", 3)
    hall.agree(1, ward_sheet((9, 6, 12, 5), 20))
    hall.agree(2, slip((3, 4), 8))
    hall.agree(3, ward_sheet((5, 4, 3, 2), 10))
    (once,) = (found for found in hall.standing() if found.code == "E302")
    assert (once.place.name, [each.value for each in once.numbers]) == ("3+4", [8])
    hall.pass_over(once)
    hall.finish()
    told = words(packed(hall))
    assert "Slate 1 once" in told
    assert "3+4" not in told
    assert "papers 8" not in told
    hall.desk.close()


# ---- lots, warnings, a slip of the tongue, a small count


def test_lots_are_told_with_what_they_decided_and_those_that_fell_are_said_to(
    tmp_path: Path,
) -> None:
    hall = a_ward(tmp_path, seats=3, areas={"A": ("a1", "a2")}, terms=TERMS)
    hall.verify({"a1": 40, "a2": 0})
    hall.state_verification()
    hall.issue("A", 1)
    hall.agree(1, ward_sheet((30, 20, 20, 20), 40, seats=3))
    hall.provisional()
    tied: dict[str, Any] = {"tied": (2, 3, 4), "manner": "papers in a hat"}
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            chosen=CandidateNumber(2),
            **tied,
        )
    )
    hall.correct(1, ("1.votes", 29), ("unused", 31))
    hall.provisional()
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            chosen=CandidateNumber(3),
            **tied,
        )
    )
    hall.provisional()  # the same votes again: the lot stands
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            chosen=CandidateNumber(4),
            tied=(CandidateNumber(2), CandidateNumber(4)),
        )
    )
    hall.opportunity()
    hall.read_back()
    fields = dict(hall.declaration()) | {
        "declarant": OfficerNumber(DEPUTY),
        "said_first": "“thirteen” for Ash",
    }
    hall.do(made(acts.Declared, hall.by(RETURNING_OFFICER), **fields))
    pdf = packed(hall)
    holds_all_through(pdf)
    told = words(pdf)
    assert told.count("Alex Birch, Alex Cedar and Alex Dogwood, 20 votes each") == 2
    assert told.count("It did not stand: a figure changed afterwards.") == 1
    assert "For a seat, for the term until 2028: Alex Cedar was drawn. papers in a hat" in told
    assert "For a seat: Alex Dogwood was drawn. Drawn after the lot before it." in told
    assert (
        "by Deputy Returning Officer 2. Said first, and corrected at once: “thirteen” for Ash"
        in told
    )
    assert "Deputy Returning Officer 2 0" in told
    hall.desk.close()


def test_a_lot_put_right_is_told_with_its_reason_and_what_fell_with_it(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 20), seats=3)
    drawn: dict[str, Any] = {"manner": "papers in a hat"}
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(2), CandidateNumber(3), CandidateNumber(4)),
            chosen=CandidateNumber(3),
            **drawn,
        )
    )
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(2), CandidateNumber(4)),
            chosen=CandidateNumber(2),
            **drawn,
        )
    )
    why: dict[str, Any] = {"reason": "the wrong slip was read", **TWO}
    hall.draw(
        acts.LotCorrected(
            **hall.by(RETURNING_OFFICER).contest,
            of=next(iter(hall.contest.lot_ids.values())),
            tied=(CandidateNumber(2), CandidateNumber(3), CandidateNumber(4)),
            chosen=CandidateNumber(4),
            **why,
        )
    )
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(2), CandidateNumber(3)),
            chosen=CandidateNumber(3),
            **drawn,
        )
    )
    hall.opportunity()
    hall.read_back()
    hall.do(acts.Declared(**hall.by(RETURNING_OFFICER).fixed, **hall.declaration()))
    pdf = packed(hall)
    holds_all_through(pdf)
    told = words(pdf)
    assert (
        "Recorded wrongly: Alex Dogwood was drawn, not Alex Cedar. the wrong slip was read." in told
    )
    assert "The lot between Alex Birch and Alex Dogwood that followed it did not stand." in told
    assert "Lot between 3 candidates put right: recorded wrongly" in told
    hall.desk.close()


def test_warnings_stand_with_what_was_found_and_a_small_margin_is_never_printed(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.correct(3, ("2.full", 2), ("2.part", 11), ("3.full", 0), ("3.part", 0))
    found = [each for each in warnings(hall.contest) if each.code is not Code.W405]
    assert found
    hall.do(
        acts.WarningAnswered(
            **hall.by(DEPUTY).contest, finding=found[0].record(), reason="every bundle seen again"
        )
    )
    margin = finding(Code.W405, "contest", "Elm Valley", margin=1, valid=246).record()
    hall.do(acts.WarningAnswered(**hall.by(DEPUTY).contest, finding=margin, reason="one vote"))
    hall.finish()
    pdf = packed(hall)
    holds_all_through(pdf)
    told = words(pdf)
    assert f"{found[0].code} " in told
    assert "Found: every bundle seen again" in told
    assert told.count("Not looked into.") == len(found) - 1
    assert "W405" not in told
    hall.desk.close()


def test_a_small_count_says_so_and_how_its_sheets_are_written(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path, small_count=True)
    hall.finish()
    told = words(packed(hall))
    assert "A small count: one officer might key a sheet both times" in told
    assert "None stood at the declaration." in told or "Not looked into." in told
    hall.desk.close()


# ---- declared outside, and corrected afterwards


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Hall]:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    yield hall
    hall.desk.close()


def declare_outside(hall: Hall, **other: Any) -> None:
    fields = hall.declaration() | {"reason": "no power", **TWO} | other
    hall.do(made(acts.DeclaredOutside, hall.by(RETURNING_OFFICER), **fields))


def test_a_declaration_made_outside_that_is_as_counted_holds(counted: Hall) -> None:
    declare_outside(counted)
    pdf = packed(counted)
    holds_all_through(pdf)
    told = words(pdf)
    assert "Declared outside every figure as counted, and the same elected" in told
    assert "Reason: no power" in told
    assert "Ash, Alex 120 120 0" in told


def test_a_declaration_that_is_not_as_counted_never_holds(counted: Hall) -> None:
    now = counted.figures
    declare_outside(
        counted, figures=replace(now, votes=(Votes(102), Votes(103), Votes(41))), elected=(2,)
    )
    pdf = packed(counted)
    found = results(pdf)
    assert {code for code, result in found.items() if result == "fails"} == {"declared"}
    assert found["derived"] == found["arithmetic"] == found["acts"] == "holds"
    assert EXIT_STATUS[verify(pdf).verdict] == 1
    said = detail(pdf, "declared")
    assert "Ash, Alex: 102 declared, 120 counted" in said
    assert "Alex Birch declared elected; by the figures counted: Alex Ash" in said
    told = words(pdf)
    assert "Declared outside the program, and not as counted" in told
    assert "Birch, Alex 103 85 −18" in told
    assert "Elected by the figures counted: Alex Ash" in told


def test_what_stood_open_when_it_was_declared_outside_is_named(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    declare_outside(hall)
    told = words(packed(hall))
    assert "Stood open when it was entered: E302 contest Elm Valley provisional" in told
    hall.desk.close()


def correct_notice(hall: Hall, *votes: int) -> None:
    hall.correct_notice(replace(hall.figures, votes=tuple(map(Votes, votes))))


def test_a_corrected_notice_stands_beside_the_declaration_and_is_not_judged(counted: Hall) -> None:
    counted.declare()
    correct_notice(counted, 119, 86, 41)
    pdf = packed(counted)
    found = results(pdf)
    assert (found["declared"], found["corrected"]) == ("holds", "not checked")
    assert verify(pdf).verdict == "holds"
    told = words(pdf)
    assert "Ash, Alex 120 to 119; Birch, Alex 85 to 86 Reason: typed wrongly" in told
    path = counted.desk.ledger.path.parent / "corrected.pdf"
    publish_corrected_notice(counted.desk, counted.stream, IDENTITY, path, RETURNING_OFFICER)
    assert verify(path.read_bytes()).verdict == "holds"


def test_a_notice_corrected_to_what_was_counted_holds_and_the_declaration_before_it_does_not(
    counted: Hall,
) -> None:
    declare_outside(
        counted, figures=replace(counted.figures, votes=(Votes(102), Votes(103), Votes(41)))
    )
    correct_notice(counted, 120, 85, 41)
    found = results(packed(counted))
    assert (found["declared"], found["corrected"]) == ("fails", "holds")


# ---- a second officer


@pytest.mark.parametrize("kind", [acts.DeclaredOutside, acts.NoticeCorrected])
def test_an_officer_who_is_their_own_second_is_noticed(
    counted: Hall, kind: type[acts.ContestAct]
) -> None:
    declare_outside(counted)
    correct_notice(counted, 119, 86, 41)
    pack = packed(counted)
    done = acts_of(lines_of(pack))

    def alone(act: AnyAct) -> AnyAct:
        if isinstance(act, kind) and isinstance(act, acts.DeclaredOutside | acts.NoticeCorrected):
            return replace(act, second=act.by)
        return act

    forged = rechained(changed(done, counted.stream, alone), counted.stream)
    found = results(
        Published(Path(), counted.stream, IDENTITY, b"", pack, b"", {}, IDENTITY).repacked(forged)
    )
    assert found["acts"] == "fails"
    # Counted anew, apart from the rules: were they wrong, this would still say so.
    eyes = _Eyes()
    for act in forged[counted.stream]:
        eyes.see(act)
    assert list(eyes.problems()) == ["officer 1 was their own second officer"]
