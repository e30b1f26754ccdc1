"""A small count with every kind of act in it, as it is kept for each version of the formats
(make_kept.py).
"""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.result import before_declaring
from tallyapp.domain.vocabulary.boxes import BoxOfContest, Packets
from tallyapp.domain.vocabulary.containers import Sealed
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.on_paper import BallotBox, Candidate, SheetFigures
from tallyapp.domain.vocabulary.places import FindingRecord, Operand, Place
from tallyapp.domain.vocabulary.previous import CandidateGroup, SeatHeld
from tallyapp.domain.vocabulary.printed import PrintedPapers
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    FormNumber,
    OfficerNumber,
    Papers,
    SheetNumber,
)
from tallyapp.practice.mishaps import replace_papers
from tests.halls import (
    ADJUDICATOR,
    BUNDLE,
    CLERK,
    DEPUTY,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    TRAY,
    WARD_CANDIDATES,
    WARD_RULES,
    Hall,
    NightClock,
    a_hall,
    account,
    contest_fields,
    decide_one_box_areas,
    form,
    made,
    officer,
    previous_result,
    sheet,
    slate,
    slip,
    ward_form,
    ward_sheet,
)
from tests.workstations import workstation

WARD, WARD_ADJUDICATOR = "ash-ward", 32
TWO = {"second": OfficerNumber(SECOND_SUPERVISOR)}
NAMES = ("Ngũgĩ", "O’Brien", "Müller & Söhne")


def make(path: Path) -> None:
    """A declared constituency, a ward declared outside,
    a small count that goes on, and no count at all.
    """
    hall = a_hall(path.parent, candidates=NAMES, name="Élm “Valley”, \\ north")
    _staff(hall)
    _given_up(hall.desk)
    _one_seat(hall)
    _small_count(hall.desk)
    _ward(hall.desk)
    unopposed = (Candidate(surname="Fir", other_names="Kim", description=""),)
    hall.do(
        acts.UncontestedRecorded(
            **hall.by(RETURNING_OFFICER).count,
            contest="yew",
            election="Elm Council",
            name="Yew",
            seats=2,
            candidates=unopposed,
        )
    )
    hall.do(
        acts.PapersPrinted(
            **hall.by(SUPERVISOR).count,
            papers=(
                PrintedPapers(kind="sheet", contest=ELM, first=1, last=4),
                PrintedPapers(kind="box", contest=ELM, of="a1"),
            ),
        )
    )
    _retention(hall)
    hall.desk.ledger.keep_draft(CLERK, "oak sheet 1", "12, 7", NightClock()())
    hall.desk.close()
    (path.parent / "elm.tally").rename(path)
    _another_machine(path)


def _retention(hall: Hall) -> None:
    """A petition has its documents kept longer; then two officers agree to destroy them."""
    until = date(2026, 3, 1)
    second = OfficerNumber(SECOND_SUPERVISOR)
    longer = acts.KeptLonger(
        **hall.by(RETURNING_OFFICER).count,
        of="",
        until=until,
        reason="petition M/349/24",
        second=second,
    )
    agreed = acts.DisposalRecorded(
        **hall.by(RETURNING_OFFICER).count,
        of=hall.do(longer).act.id,
        kept_until=until,
        files=("elm.tally",),
        second=second,
    )
    hall.do(agreed)


def _another_machine(path: Path) -> None:
    """The count goes on at a second computer, which joins it with its first act."""
    desk = Desk.open(path, NightClock(), workstation("desk-2"))
    desk.issue_code(COUNT_STREAM, "request", "another agent", DEPUTY, drawn=812)
    desk.close()


def _one_seat(hall: Hall) -> None:
    """260 papers, of which one was not found."""
    _hall(hall)
    _verification(hall)
    _sheets(hall)
    _forms(hall)
    _late_box(hall)
    _result(hall)


def _staff(hall: Hall) -> None:
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(31, "clerk", "Zoë Ünal")))
    hall.do(
        acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(31, "supervisor", "Zoë Ünal"))
    )
    hall.do(acts.OfficerStoodDown(**hall.by(RETURNING_OFFICER).count, number=OfficerNumber(31)))
    hall.do(
        acts.BackupRestored(
            **hall.by(RETURNING_OFFICER).count, source="the blue stick", reason="the disk broke"
        )
    )
    own = hall.desk.staff.enrolled(WARD_ADJUDICATOR, "Ada", "adjudicator", [WARD])
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=own))
    hall.desk.issue_code(COUNT_STREAM, "request", "an agent", DEPUTY, drawn=4_711)


def _given_up(desk: Desk) -> None:
    """A contest that was put right, and then was one too many; its sheets go to another."""
    of_larch = {"contest": "larch", "name": "Larsh"}
    desk.do("larch", acts.ContestSetUp(**desk.by(DEPUTY).fixed, **(contest_fields() | of_larch)))
    hall = Hall(desk, "larch")
    hall.put_right(name="Larch", by=DEPUTY)
    box = BallotBox(id="b9", name="A box too many", kind="polling", area="B")
    hall.do(acts.BoxAdded(**hall.by(SUPERVISOR).contest, box=box, reason="thought to be late"))
    hall.withdraw_box("b9")
    hall.issue("A", 401, 402)
    hall.do(
        acts.SheetsWithdrawn(
            **hall.by(SUPERVISOR).contest,
            first=SheetNumber(402),
            last=SheetNumber(402),
            reason="handed out in error",
            **TWO,
        )
    )
    given_up = hall.abandon().act.id
    hall.do(acts.SheetNumbersFreed(**hall.by(DEPUTY).count, contest="larch", of=given_up))
    hall.do(
        acts.CountCorrected(
            **hall.by(RETURNING_OFFICER).count,
            of=desk.count.count.set_up_id,
            authority="Elm District Council",
            reason="typed wrongly",
            second=TWO["second"],
        )
    )


def _hall(hall: Hall) -> None:
    """A tray too many, a box opened, two tables, and an evacuation that broke a seal."""
    by = hall.by(SUPERVISOR).count
    hall.do(acts.ContainersRegistered(**by, containers=(TRAY,)))
    hall.do(acts.ContainerWithdrawn(**by, container=TRAY.id, reason="never used", **TWO))
    hall.see("opened", "elm-valley/a1", reason="looked into once more")
    hall.see("empty", "elm-valley/a1", reason="nothing was found")
    hall.do(acts.TableNamed(**by, table="t1", name="Table 1", team="Red"))
    hall.do(acts.TableNamed(**by, table="t2", name="Table 2"))
    chief = hall.by(RETURNING_OFFICER).count
    seal = Sealed(what="the boxes of area A", seal="0815")
    since = hall.desk.clock()
    adjourned = acts.CountAdjourned(
        **chief, why="evacuated", since=since, reason="a fire alarm", seals=(seal,), **TWO
    )
    hall.do(adjourned)
    broken = replace(seal, whole=False)
    hall.do(acts.CountRestarted(**chief, seals=(broken,), reason="the firemen moved it", **TWO))


def _verification(hall: Hall) -> None:
    hall.do(replace(hall.account("a1", 101), account=account(101, 20, 1, 1)))
    misread = hall.account("a1", 99, reason="misread")
    hall.do(replace(misread, account=account(99, 22, 1, 1)))
    hall.do(hall.count_of("a1", 100))
    hall.do(
        acts.PacketsCounted(
            **hall.by(CLERK).contest,
            box="a1",
            of="",
            packets=Packets(
                unused=Papers(21),
                spoilt=Papers(1),
                tendered_list=Papers(1),
                tendered_packet=Papers(1),
            ),
        )
    )
    hall.do(
        acts.VarianceExplained(
            **hall.by(SUPERVISOR).contest,
            box="a1",
            of=hall.contest.boxes["a1"].variance_id,
            papers=Papers(100),
            explanation="the account's unused papers are one too many",
            second=OfficerNumber(SECOND_SUPERVISOR),
            cause="unused",
        )
    )
    hall.do(hall.account("b2", 21))
    for papers in (22, 20, 20):
        hall.do(hall.count_of("b2", papers, OTHER_CLERK))
    session = acts.PostalSessionKeyed(
        **hall.by(CLERK).contest, session=1, box="a2", covers=51, papers=Papers(50), of=""
    )
    done = hall.do(session).act.id
    hall.do(replace(session, of=done, rejected=Papers(1), reason="one was rejected"))
    hall.do(replace(session, session=2, box="b2", covers=20, papers=Papers(20)))
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
    hall.do(
        acts.SheetDifferenceKeyed(
            **hall.by(THIRD_CLERK).contest,
            sheet=SheetNumber(2),
            of=hall.of_sheet(2).keyings,
            fields=fields,
        )
    )
    wrong = replace_papers(sheet((10, 10, 7), sent=2), 30)
    hall.do(
        acts.SheetQueried(
            **hall.by(CLERK).contest,
            sheet=SheetNumber(3),
            of=hall.of_sheet(3).opened,
            figures=wrong,
            note="adds to 29",
        )
    )
    hall.agree(3, sheet((10, 10, 7), sent=2))
    hall.agree(4, sheet((31, 45, 33)))
    hall.correct(4, ("1.part", 5), ("2.part", 21))
    hall.do(
        acts.SheetWithdrawn(
            **hall.by(SUPERVISOR).contest,
            sheet=SheetNumber(5),
            of=hall.of_sheet(5).made,
            reason="never used",
            **TWO,
        )
    )


def _forms(hall: Hall) -> None:
    signed = form((2, 0, 0), (0, 1, 0, 2), objections=1, adjudicator=ADJUDICATOR)
    hall.do(
        acts.FormQueried(
            **hall.by(CLERK).contest,
            form=FormNumber(1),
            round=1,
            of=hall.of_form(1).opened,
            area="A",
            figures=signed,
            note="not signed",
        )
    )
    hall.agree_form(1, "A", signed)
    decided = hall.fields(form((1, 0, 1), (0, 1, 0, 2)), "1.allowed", "3.allowed")
    hall.do(
        acts.FormCorrected(
            **hall.by(SUPERVISOR).contest,
            form=FormNumber(1),
            round=1,
            of=hall.of_form(1).made,
            fields=decided,
            reason="decided again",
            **TWO,
        )
    )
    hall.key_form(2, "B", form((1, 0, 0), ()))
    hall.key_form(2, "B", form((0, 1, 0), ()), by=OTHER_CLERK)
    fields = hall.fields(form((1, 0, 0), ()), "1.allowed", "2.allowed")
    hall.do(
        acts.FormDifferenceKeyed(
            **hall.by(THIRD_CLERK).contest,
            form=FormNumber(2),
            round=1,
            of=hall.of_form(2).keyings,
            fields=fields,
        )
    )
    hall.do(
        acts.FormWithdrawn(
            **hall.by(SUPERVISOR).contest,
            form=FormNumber(2),
            round=1,
            of=hall.of_form(2).made,
            reason="of another count",
            **TWO,
        )
    )


def _late_box(hall: Hall) -> None:
    late = BallotBox(id="b3", name="Late postal box", kind="postal", area="B")
    hall.do(acts.BoxAdded(**hall.by(SUPERVISOR).contest, box=late, reason="brought at ten"))
    hall.do(
        acts.PostalSessionKeyed(
            **hall.by(CLERK).contest, session=3, box="b3", covers=10, papers=Papers(10), of=""
        )
    )
    hall.verify({"b3": 10})
    hall.state_verification()


def _result(hall: Hall) -> None:
    for found in hall.standing():
        hall.pass_over(found)
    hall.provisional()
    hall.desk.issue_code(ELM, "provisional", "candidates and agents", RETURNING_OFFICER)
    hall.do(
        acts.RecountOpportunityGiven(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            note="one asked, and was refused",
        )
    )
    hall.read_back(102, 100, 54)
    hall.read_back(101, 101, 54)
    (tie,) = before_declaring(hall.contest)
    assert tie.code == "E305"
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2)),
            chosen=CandidateNumber(1),
            manner="two slips of paper",
        )
    )
    hall.draw(
        acts.LotCorrected(
            **hall.by(RETURNING_OFFICER).contest,
            of=next(iter(hall.contest.lot_ids.values())),
            tied=(CandidateNumber(1), CandidateNumber(2)),
            chosen=CandidateNumber(2),
            reason="the name was misheard",
            second=OfficerNumber(DEPUTY),
        )
    )
    hall.expect("about 3.15 am")
    hall.do(hall.drawing(hall.a_seed(AreaLine("A", "votes", 1)), manner="ten dice"))
    hall.do(hall.adding(1, by=DEPUTY))
    hall.do(hall.adding(by=SECOND_SUPERVISOR, reason="a bundle was added twice"))
    hall.declare()
    hall.release()
    hall.desk.issue_code(ELM, "declaration", "everyone", RETURNING_OFFICER)
    _beside(hall)
    for document in (hall.signing("declaration", DEPUTY), hall.signing("audit-pack", DEPUTY)):
        hall.do(replace(document, sha256="5a" * 32, certificate="c3" * 32))


def _beside(hall: Hall) -> None:
    """What the result is compared with, put right once; and those who are told together."""
    by = hall.by(RETURNING_OFFICER).contest
    of_2019 = previous_result(boundaries="changed", notional_by="two professors", rejected=None)
    hall.do(acts.PreviousResultStated(**by, of="", result=of_2019))
    held = SeatHeld(name="Zoë Fir", description="Independent")
    then = replace(of_2019, rejected=Papers(3), held=(held,))
    reason = "the rejected papers were published since"
    of = hall.contest.previous_id
    hall.do(acts.PreviousResultStated(**by, of=of, result=then, reason=reason))
    two = CandidateGroup(
        label="O’Brien and Müller", candidates=(CandidateNumber(2), CandidateNumber(3))
    )
    hall.do(acts.GroupsChosen(**by, of="", groups=(two,)))


# ---- several seats, a re-count, and what may follow a declaration


def _ward(desk: Desk) -> None:
    """Two seats of unlike terms: slates, slips, requests,
    a re-count, declared outside and corrected.
    """
    terms = ("four years", "one year")
    of_ward = {"contest": WARD, "name": "Ash Ward", "seats": 2, "rules": WARD_RULES, "terms": terms}
    fields = contest_fields(candidates=WARD_CANDIDATES, written="both") | of_ward
    desk.do(WARD, acts.ContestSetUp(**desk.by(DEPUTY).fixed, **fields))
    hall = Hall(desk, WARD)
    hall.do(hall.names_confirmed())
    hall.do(acts.ElectorateConfirmed(**hall.by(SUPERVISOR).contest, electorate=1_000))
    hall.see_containers()
    _boxes_of_the_ward(hall)
    hall.state_verification()
    hall.name_slate(1, 2)
    hall.compare(1, 2)
    hall.name_slate(3)
    hall.issue("A", 101, 102)
    hall.issue("B", 104)
    hall.issue("B", 105, 106, form="slip")
    _agree_both(hall, 101, ward_sheet((9, 8, 8, 8), 20, uncertain=2, blocks={(1, 2): 30}, sent=10))
    _agree_both(hall, 102, ward_sheet(blocks={(3,): 40}))
    _agree_both(hall, 104, ward_sheet((10, 10, 5, 5), 20))
    for number, whose, papers in ((105, (1, 2), 30), (106, (3,), 20)):
        hall.agree(number, replace(slip(whose, papers), totals=(Papers(papers),)))
    hall.agree_form(1, "A", ward_form((6, 4, 3, 1), 8, (0, 2), adjudicator=WARD_ADJUDICATOR))
    _recount(hall)
    _outside(hall)


def _boxes_of_the_ward(hall: Hall) -> None:
    """A count miskeyed, papers in the wrong box, of another contest and of another officer."""
    hall.verify({"a1": 59, "a2": 400, "b1": 52, "b2": 18}, {"a1": 60, "a2": 40, "b1": 50, "b2": 20})
    supervisor = hall.by(SUPERVISOR)
    second = OfficerNumber(SECOND_SUPERVISOR)
    hall.do(
        acts.BoxCountCorrected(
            **supervisor.contest,
            box="a2",
            of=hall.contest.boxes["a2"].counts[-1].id,
            attempt=1,
            papers=Papers(40),
            reason="a nought too many was keyed",
            second=second,
        )
    )
    hall.desk.move_between(
        acts.PapersOfAnotherContest(
            **supervisor.count,
            of="",
            found=BoxOfContest(contest="oak", box="a1"),
            belongs=BoxOfContest(contest=WARD, box="a1"),
            papers=Papers(1),
            reason="a ward's paper among those of Oak",
            second=second,
        )
    )
    hall.move("box", "b1", "b2", 3)
    hall.move("area", "A", "B", 25)
    hall.move("area", "B", "A", 25)
    hall.do(hall.count_of("b2", 21))
    hall.do(hall.count_of("b1", 50))
    hall.do(
        acts.PapersHandedOver(
            **supervisor.contest,
            box="b2",
            of=hall.contest.boxes["b2"].papers_id,
            papers=Papers(1),
            to="the returning officer for Yew",
            receipt="signed for at 23:10",
            second=second,
        )
    )


def _agree_both(hall: Hall, number: int, written: SheetFigures) -> None:
    """Two clerks key a sheet on which each block has its total beside its bundles."""
    blocks = tuple(
        replace(b, total=Papers((b.full or 0) * BUNDLE + (b.part or 0))) for b in written.blocks
    )
    hall.agree(number, replace(written, blocks=blocks))


def _recount(hall: Hall) -> None:
    rate = FindingRecord(code="W401", place=Place("area", "A"), numbers=(Operand("rejected", 2),))
    hall.do(acts.WarningAnswered(**hall.by(DEPUTY).contest, finding=rate, reason="looked at again"))
    hall.reject_postal(7)
    hall.provisional()
    hall.recount("B")
    hall.abandon_recount()
    hall.provisional()
    hall.agent_answers(1, True)
    hall.agent_answers(3, False, "the agent")
    hall.request(3, "recount", "A")
    hall.answer("granted")
    hall.recount("A", request=1, revisited=True)
    hall.issue("A", 107)
    _agree_both(
        hall,
        107,
        ward_sheet((12, 10, 9, 8), 30, uncertain=1, blocks={(1, 2): 35, (3,): 25}, sent=10),
    )
    decided = ward_form((5, 4, 3, 1), 8, (0, 2, 0, 0, 1), uncertain=1, adjudicator=WARD_ADJUDICATOR)
    hall.agree_form(2, "A", decided)
    hall.provisional()
    hall.request(3, "inspection")
    hall.answer("granted")
    hall.request(3, "recount")
    hall.answer("refused", "it was just done")
    hall.opportunity()
    hall.read_back()


def _outside(hall: Hall) -> None:
    """What was declared in the hall had two digits in each other's place."""
    said = hall.declaration() | {"figures": replace(hall.figures, votes=(92, 98, 62, 14))}
    hall.do(
        acts.DeclaredOutside(
            **hall.by(RETURNING_OFFICER).fixed,
            **said,
            reason="the lights went out",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    hall.desk.issue_code(WARD, "declaration", "everyone", RETURNING_OFFICER)
    hall.release()
    hall.withdraw_release("two digits are exchanged")
    of = hall.contest.notice
    notice = {
        "of": of,
        "notice": 1,
        "figures": hall.figures,
        "reason": "89 votes were read as 98",
        **TWO,
    }
    hall.do(made(acts.NoticeCorrected, hall.by(RETURNING_OFFICER), **notice))
    hall.release()
    document = hall.signing("corrected-notice", DEPUTY)
    hall.do(replace(document, sha256="6b" * 32, certificate="c3" * 32))


def _small_count(desk: Desk) -> None:
    """One seat, plain totals; one clerk keys both times. Nothing is verified yet."""
    of_oak = {
        "contest": "oak",
        "name": "Oak",
        "written": "total",
        "small_count": True,
        "source": "a parish",
    }
    areas = {"A": ("a1",), "B": ("b1", "b2")}
    fields = contest_fields(bundle=50, areas=areas) | of_oak
    desk.do("oak", acts.ContestSetUp(**desk.by(DEPUTY).fixed, **fields))
    decide_one_box_areas(desk, "oak")
    hall = Hall(desk, "oak")
    hall.do(hall.names_confirmed(by=DEPUTY))
    hall.issue("A", 201)
    hall.issue("B", 202, form="slip")
    totals = tuple(map(Papers, (60, 40, 7)))
    written = SheetFigures(papers=Papers(108), lines=(), totals=totals, sent=Papers(1))
    of_birch = SheetFigures(
        papers=Papers(50), lines=(), totals=(Papers(50),), sent=None, slip=slate(2)
    )
    for _ in range(2):
        hall.key(201, written)
        hall.key(202, of_birch)
