"""Makes the kept file of a format: a small count with every kind of act in it, made once and never again.

A file of every format that was ever released is opened in the tests (tests/ledger/test_kept_files.py), so
that no later program forgets how to read it. Run once, when a format becomes final:

    python -m tests.data.make_kept_file tests/data/format-1.tally
"""

import sys
import tempfile
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.result import before_declaring
from tallyapp.domain.things import BallotBox
from tallyapp.mishaps import replace_papers
from tests.halls import (
    ADJUDICATOR,
    CLERK,
    DEPUTY,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    NightClock,
    a_hall,
    account,
    contest_fields,
    form,
    officer,
    sheet,
)

TWO = {"second": SECOND_SUPERVISOR}
NAMES = ("Ngũgĩ", "O’Brien", "Müller & Söhne")


def make(path: Path) -> None:
    """A declared contest of 260 papers, of which one was not found, and another that was only set up."""
    hall = a_hall(path.parent, candidates=NAMES, name="Élm “Valley”, \\ north")
    _staff(hall)
    _verification(hall)
    _sheets(hall)
    _forms(hall)
    _late_box(hall)
    _result(hall)
    oak = contest_fields(bundle=50) | {"contest": "oak", "name": "Oak", "source": "set up and never counted"}
    hall.desk.do("oak", acts.ContestSetUp, DEPUTY, **oak)
    hall.desk.ledger.keep_draft(CLERK, "oak sheet 1", "12, 7", NightClock()())
    hall.desk.close()
    (path.parent / "elm.tally").rename(path)


def _staff(hall: Hall) -> None:
    hall.do(acts.OfficerEnrolled, DEPUTY, officer=officer(31, "clerk", "Zoë Ünal"))
    hall.do(acts.OfficerEnrolled, DEPUTY, officer=officer(31, "supervisor", "Zoë Ünal"))
    hall.do(acts.OfficerStoodDown, RETURNING_OFFICER, number=31)
    hall.do(acts.BackupRestored, RETURNING_OFFICER, source="the blue stick", reason="the disk broke")
    hall.desk.issue_code(COUNT_STREAM, "request", "an agent", DEPUTY, drawn=4_711)


def _verification(hall: Hall) -> None:
    hall.do(acts.BoxAccountKeyed, CLERK, box="a1", account=account(101, 20, 1, 1))
    hall.do(acts.BoxAccountKeyed, CLERK, box="a1", account=account(99, 22, 1, 1), reason="misread")
    hall.do(acts.BoxCounted, CLERK, box="a1", papers=100)
    words = {"box": "a1", "papers": 100, "explanation": "the account's unused papers are one too many"}
    hall.do(acts.VarianceExplained, SUPERVISOR, **TWO, **words)
    hall.do(acts.BoxAccountKeyed, CLERK, box="b2", account=account(21))
    for papers in (22, 20, 20):
        hall.do(acts.BoxCounted, OTHER_CLERK, box="b2", papers=papers)
    hall.verify({"a2": 50, "b1": 80})
    hall.state_verification()
    hall.desk.issue_code(ELM, "verification", "posted in the hall", RETURNING_OFFICER)


def _sheets(hall: Hall) -> None:
    hall.issue("A", 1, 3)
    hall.issue("B", 4, 5)
    hall.agree(1, sheet((40, 20, 8), sent=2))
    right, misread = sheet((20, 25, 5), sent=1), sheet((25, 20, 5), sent=1)
    hall.key(2, right)
    hall.key(2, misread, by=OTHER_CLERK)
    fields = hall.fields(right, "1.full", "1.part", "2.full", "2.part")
    hall.do(acts.SheetDifferenceKeyed, THIRD_CLERK, sheet=2, fields=fields)
    wrong = replace_papers(sheet((10, 10, 7), sent=2), 30)
    hall.do(acts.SheetQueried, CLERK, sheet=3, figures=wrong, note="adds to 29")
    hall.agree(3, sheet((10, 10, 7), sent=2))
    hall.agree(4, sheet((31, 45, 33)))
    hall.correct(4, ("1.part", 5), ("2.part", 21))
    hall.do(acts.SheetWithdrawn, SUPERVISOR, sheet=5, reason="never used", **TWO)


def _forms(hall: Hall) -> None:
    signed = form((2, 0, 0), (0, 1, 0, 2), objections=1, adjudicator=ADJUDICATOR)
    hall.do(acts.FormQueried, CLERK, form=1, area="A", figures=signed, note="not signed")
    hall.agree_form(1, "A", signed)
    decided = hall.fields(form((1, 0, 1), (0, 1, 0, 2)), "1.allowed", "3.allowed")
    hall.do(acts.FormCorrected, SUPERVISOR, form=1, fields=decided, reason="decided again", **TWO)
    hall.key_form(2, "B", form((1, 0, 0), ()))
    hall.key_form(2, "B", form((0, 1, 0), ()), by=OTHER_CLERK)
    fields = hall.fields(form((1, 0, 0), ()), "1.allowed", "2.allowed")
    hall.do(acts.FormDifferenceKeyed, THIRD_CLERK, form=2, fields=fields)
    hall.do(acts.FormWithdrawn, SUPERVISOR, form=2, reason="of another count", **TWO)


def _late_box(hall: Hall) -> None:
    late = BallotBox(id="b3", name="Late postal box", kind="postal", area="B")
    hall.do(acts.BoxAdded, SUPERVISOR, box=late, reason="brought at ten")
    hall.verify({"b3": 10})
    hall.state_verification()


def _result(hall: Hall) -> None:
    for found in hall.standing():
        hall.pass_over(found)
    hall.provisional()
    hall.desk.issue_code(ELM, "provisional", "candidates and agents", RETURNING_OFFICER)
    hall.do(acts.RecountOpportunityGiven, RETURNING_OFFICER, note="one asked, and was refused")
    hall.read_back(102, 100, 54)
    hall.read_back(101, 101, 54)
    (tie,) = before_declaring(hall.contest)
    assert tie.code == "E305"
    hall.do(acts.LotDrawn, RETURNING_OFFICER, tied=(1, 2), chosen=2, manner="two slips of paper")
    hall.declare()
    hall.desk.issue_code(ELM, "declaration", "everyone", RETURNING_OFFICER)
    for document in ("declaration", "audit-pack"):
        signed = {"document": document, "sha256": "5a" * 32, "certificate": "c3" * 32}
        hall.do(acts.DocumentSigned, DEPUTY, **signed)


if __name__ == "__main__":
    target = Path(sys.argv[1]).absolute()
    if target.exists():
        sys.exit(f"{target} is kept already: what a format meant is not made anew.")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        make(Path(folder) / target.name)
        (Path(folder) / target.name).rename(target)
