"""Whatever the law allows on the night holds when it is published: what is not ordinary is told,
and condemns no document.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.audit.verify import verify
from tallyapp.domain import acts
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.publication import publish_audit_pack, publish_corrected_notice, publish_declaration
from tallyapp.signing.identity import create_identity, practice_identity
from tests.audit.hall import detail, failing, results
from tests.audit.test_every_way import declare_outside
from tests.domain.rules.test_declaring import level
from tests.domain.rules.test_whole_contest import EarlyClock
from tests.halls import (
    BOXES,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_counted_hall,
    a_hall,
    a_verified_hall,
    form,
    refusal,
    sheet,
)

IDENTITY = practice_identity(NightClock()())


def declaration(hall: Hall) -> bytes:
    path = hall.desk.ledger.path.parent / "declaration.pdf"
    publish_declaration(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER)
    return path.read_bytes()


def pack(hall: Hall) -> bytes:
    path = hall.desk.ledger.path.parent / f"pack-{hall.contest.seq}.pdf"
    publish_audit_pack(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER)
    return path.read_bytes()


def corrected_notice(hall: Hall) -> bytes:
    path = hall.desk.ledger.path.parent / "corrected.pdf"
    publish_corrected_notice(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER)
    return path.read_bytes()


def pass_over_all(hall: Hall) -> None:
    for found in hall.standing():
        hall.pass_over(found)


def said(pdf: bytes) -> dict[str, str]:
    return {each.code: each.words for each in verify(pdf).said}


def hold(*documents: bytes) -> None:
    for pdf in documents:
        assert failing(pdf) == set()
        assert verify(pdf).verdict == "holds"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Verified, stated and handed out, and not yet counted: 250 papers."""
    hall = a_verified_hall(tmp_path)
    yield hall
    hall.desk.close()


def declare_with(hall: Hall, of_cedar: int) -> None:
    """All is counted, with 11 papers for Cedar on sheet 2 or some other number, and declared over
    what does not add up.
    """
    hall.agree(1, sheet((60, 30, 8), sent=2))
    hall.agree(2, sheet((20, 15, of_cedar), sent=4))
    hall.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    hall.agree(3, sheet((39, 40, 21)))
    pass_over_all(hall)
    hall.finish()


def test_a_result_declared_over_a_missing_paper_holds_and_says_so(hall: Hall) -> None:
    declare_with(hall, 10)
    signed = declaration(hall)
    whole = pack(hall)
    hold(signed, whole)
    assert "is 1 fewer than the 250 verified" in detail(signed, "figures")
    assert "The result was declared despite that" in detail(signed, "figures")
    despite = [each.words for each in verify(whole).said if each.code == "passed-over"]
    assert "E303, contest Elm Valley: counted 249, verified 250, difference −1" in despite
    assert despite[0].startswith("E301, area A")


def test_a_result_declared_over_a_paper_too_many_holds_and_says_so(hall: Hall) -> None:
    declare_with(hall, 12)
    signed = declaration(hall)
    hold(signed, pack(hall))
    assert "is 1 more than the 250 verified" in detail(signed, "figures")


@pytest.mark.parametrize("verified", [0, 25])
def test_a_notice_corrected_with_papers_found_later_holds(tmp_path: Path, verified: int) -> None:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    now = hall.figures
    found = replace(
        now,
        votes=(Votes(now.votes[0] + 25), *now.votes[1:]),
        valid=Papers(now.valid + 25),
        verified=Papers(now.verified + verified),
    )
    hall.correct_notice(found, "a bundle was found under a table")
    notice = corrected_notice(hall)
    whole = pack(hall)
    hold(declaration(hall), notice, whole)
    if not verified:
        assert "is 25 more than the 250 verified" in detail(notice, "figures")
        assert "The notice says why" in detail(notice, "figures")
    assert said(notice)["corrected"] == "a bundle was found under a table"
    assert "gives other figures than were counted" in detail(whole, "corrected")
    hall.desk.close()


def test_the_second_correction_of_a_notice_holds(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    now = hall.figures
    hall.correct_notice(replace(now, votes=(Votes(119), Votes(86), Votes(41))))
    hall.correct_notice(replace(now, votes=(Votes(80), Votes(125), Votes(41))))
    hold(declaration(hall), corrected_notice(hall), pack(hall))
    hall.desk.close()


def test_more_papers_than_electors_passed_over_hold_and_are_told(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, electorate=200)
    hall.verify(BOXES)
    for found in hall.standing():
        if found.code is Code.E306:
            hall.pass_over(found)
    hall.state_verification()
    hall.issue("A", 1)
    hall.issue("B", 3)
    hall.agree(1, sheet((80, 45, 25)))
    hall.agree(3, sheet((39, 40, 21)))
    hall.finish()
    signed = declaration(hall)
    whole = pack(hall)
    hold(signed, whole)
    assert "more papers (250) than electors (200)" in detail(signed, "turnout")
    assert said(whole)["passed-over"].startswith("E306, contest")


def test_a_result_declared_outside_as_it_was_counted_holds(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    declare_outside(hall)
    signed = declaration(hall)
    hold(signed, pack(hall))
    assert said(signed)["outside"] == "no power"
    hall.desk.close()


def test_a_result_declared_by_a_clock_that_was_behind_is_told_and_not_condemned(
    tmp_path: Path,
) -> None:
    clock = EarlyClock(12)
    hall = a_counted_hall(tmp_path, practice=False, clock=clock)
    (early,) = refusal(hall.provisional)
    assert early.code is Code.E307
    hall.pass_over(early)
    hall.provisional()
    clock.next_day()
    hall.opportunity()
    hall.read_back()
    hall.declare()
    own = create_identity(
        tmp_path / "officer.p12",
        "four quiet words",
        name="A. Example",
        title="Returning Officer",
        now=clock(),
    )
    path = tmp_path / "declaration.pdf"
    publish_declaration(hall.desk, hall.stream, own, path, RETURNING_OFFICER)
    whole = tmp_path / "pack.pdf"
    publish_audit_pack(hall.desk, hall.stream, own, whole, RETURNING_OFFICER)
    for pdf in (path.read_bytes(), whole.read_bytes()):
        assert failing(pdf, trusted=[own.certificate_pem]) == set()
        assert results(pdf)["time"] == "not checked"
    assert "is seen from the audit pack" in detail(path.read_bytes(), "time")
    assert "proceeded despite that" in detail(whole.read_bytes(), "time")
    hall.desk.close()


def test_a_recount_a_slip_of_the_tongue_and_a_lot_hold(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 20), seats=2)
    given = hall.contest.provisional
    assert given
    between = outcome(hall.contest, given.figures.votes).tied
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=between,
            chosen=between[1],
            manner="a hat",
        )
    )
    hall.opportunity()
    hall.read_back()
    hall.do(
        acts.Declared(
            **hall.by(RETURNING_OFFICER).fixed,
            **hall.declaration(),
            said_first="“thirteen” for Ash",
        )
    )
    hold(declaration(hall), pack(hall))
    hall.desk.close()


def test_a_small_count_holds_and_does_not_claim_two_officers(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path, small_count=True)
    hall.finish()
    whole = pack(hall)
    hold(declaration(hall), whole)
    assert "which one officer may do" in detail(whole, "two-officers")
    hall.desk.close()


def test_a_pack_with_an_answer_withheld_holds_and_says_which(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    answered = hall.agent_answers(1, True)
    hall.opportunity()
    hall.read_back()
    hall.declare()
    path = tmp_path / "pack.pdf"
    left_out = {hall.stream: {answered.seq}}
    publish_audit_pack(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER, withheld=left_out)
    whole = path.read_bytes()
    hold(whole)
    assert f"withheld: {answered.seq} of elm-valley" in said(whole)["entries"]
    assert "what they say could not be judged" in detail(whole, "withheld")
    hall.desk.close()


def test_a_recount_holds(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    hall.recount("B")
    hall.issue("B", 4)
    hall.agree(4, sheet((40, 39, 21)))
    hall.finish()
    hold(declaration(hall), pack(hall))
    hall.desk.close()
