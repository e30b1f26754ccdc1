"""Trainees who play a training count at the desk: each mistake is found, or goes through."""

import dataclasses
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import open_findings
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.rules.slates import wanting
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.past_results import read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.plans.synthetic import practice_plan
from tallyapp.practice.rehearsal import (
    CLERKS,
    DEPUTY,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Rehearsal,
)
from tallyapp.resources import resource
from tallyapp.training.making import MadeForTraining, make_training
from tallyapp.training.planted import Mistake, Planted, Truth
from tallyapp.training.planting import plant
from tests.workstations import workstation

WARD = resource("samples", "training-ward.json")
(RESULT,) = read_past_results([WARD])
SEED = 1


def made(folder: Path, mistakes: Collection[Mistake] = tuple(Mistake)) -> MadeForTraining:
    """The made-up ward with these mistakes in its papers."""
    folder.mkdir(exist_ok=True)
    return make_training(folder / "ward.tally", [RESULT], SEED, mistakes=mistakes)


def on_paper(mistakes: Collection[Mistake] = tuple(Mistake)) -> tuple[Rehearsal, Truth]:
    """What lies on its tables, and what is true: as the same seed always makes them."""
    rules = load_rules(RESULT.kind, RESULT.polling_day).for_seats(RESULT.seats)
    plan = practice_plan(RESULT, rules, seed=SEED, adjudicator=OfficerNumber(DEPUTY))
    people = [past.candidate for past in RESULT.candidates]
    written, truth = plant(plan, people, SEED, mistakes)
    return Rehearsal(RESULT.id, RESULT, written, rules), truth


def opened(file: Path) -> Desk:
    """The count, at a workstation of the trainees."""
    clock = HallClock(RESULT.polling_day)
    desk = Desk.open(file, clock, workstation("training"))
    # The tables were busy for a while before: no act of theirs is dated as the last of those.
    while (last := desk.count.count.at) and clock() < last + timedelta(hours=1):
        pass
    return desk


class Trainees:
    """They find what they are told to find, and nothing else."""

    def __init__(self, desk: Desk, find: Collection[Mistake]) -> None:
        self.desk = desk
        self.find = find
        self.rehearsal, self.truth = on_paper()
        self.stream = self.rehearsal.stream

    def planted(self, mistake: Mistake) -> Planted:
        """The mistake of this kind."""
        return next(each for each in self.truth.planted if each.mistake is mistake)

    def play(self) -> None:
        """From the boxes that are left to the declaration."""
        self.count_boxes()
        self.key_sheets()
        self.look_again()
        self.key_forms()
        self.declare()

    def do(self, act: acts.AnyContestAct) -> None:
        self.desk.do(self.stream, act)

    # ---- boxes

    def count_boxes(self) -> None:
        """As the records say; one that varies is counted again, or made to agree with itself."""
        wrong = self.planted(Mistake.BOX)
        for planned in self.rehearsal.plan.boxes:
            box = planned.box.id
            if self.desk.contest(self.stream).boxes[box].counts:
                continue
            by = self.desk.by(CLERKS[0])
            self.do(acts.BoxAccountKeyed(**by.contest, box=box, account=planned.account, of=""))
            attempts = list(planned.attempts)
            if box == wrong.box:
                again = wrong.right if Mistake.BOX in self.find else wrong.written * 2
                attempts += map(Papers, again)
            for attempt, papers in enumerate(attempts, 1):
                self.do(acts.BoxCounted(**by.contest, box=box, attempt=attempt, papers=papers))
        self.state()

    def state(self) -> None:
        """The returning officer makes the statement."""
        stated = stated_now(self.desk.contest(self.stream))
        ro = self.desk.by(RETURNING_OFFICER)
        self.do(acts.VerificationStated(**ro.fixed, **stated))

    # ---- sheets

    def key_sheets(self) -> None:
        """Twice, as they are written; the one that is two short goes back, or is made to fit."""
        short = self.planted(Mistake.SHORT).sheets[0]
        for planned in self.rehearsal.plan.sheets:
            figures = planned.figures
            if planned.number == short and Mistake.SHORT in self.find:
                self.query(planned.number, figures)
                figures = self.truth.sheets[short]
            elif planned.number == short:
                figures = replace(figures, papers=Papers((figures.papers or 0) - 2))
            for clerk in CLERKS[:2]:
                self.key(planned.number, figures, clerk)

    def query(self, number: int, figures: SheetFigures) -> None:
        """The sheet goes back to its table."""
        for block in figures.blocks:
            self.name(block.candidates, CLERKS[0])
        self.do(
            acts.SheetQueried(
                **self.desk.by(CLERKS[0]).contest,
                sheet=SheetNumber(number),
                of=self.desk.contest(self.stream).sheets[SheetNumber(number)].opened,
                figures=figures,
            )
        )

    def key(self, number: int, figures: SheetFigures, clerk: int) -> None:
        """One keying, its slates named and confirmed before."""
        for block in figures.blocks:
            self.name(block.candidates, clerk)
        self.do(
            acts.SheetKeyed(
                **self.desk.by(clerk).contest,
                sheet=SheetNumber(number),
                of=self.desk.contest(self.stream).sheets[SheetNumber(number)].opened,
                figures=figures,
            )
        )

    def name(self, slate: Slate, clerk: int) -> None:
        contest = self.desk.contest(self.stream)
        by = self.desk.by(clerk).contest
        if slate not in contest.slates:
            self.do(acts.SlateNamed(**by, candidates=slate))
        elif contest.named_once.get(slate, clerk) != clerk:
            self.do(acts.SlateConfirmed(**by, candidates=slate))

    # ---- what is looked at again

    def look_again(self) -> None:
        """Slates are compared, sheets corrected: what they find, and nothing else."""
        wrong = self.planted(Mistake.LOOK_ALIKE)
        for slate in wanting(self.desk.contest(self.stream)):
            fits = slate != wrong.written or Mistake.LOOK_ALIKE not in self.find
            by = self.desk.by(SUPERVISOR).contest
            note = "" if fits else "It is the other Harris's bundle."
            self.do(acts.SlateCompared(**by, candidates=slate, fits=fits, note=note))
        for mistake in (Mistake.SWAPPED, Mistake.DOUBLED, Mistake.LOOK_ALIKE):
            if mistake in self.find:
                self.correct(self.planted(mistake).sheets[0])

    def correct(self, number: int) -> None:
        """The sheet as it should be, by two officers."""
        contest = self.desk.contest(self.stream)
        kind = sheet_kind(contest)
        sheet = contest.sheets[SheetNumber(number)]
        right, _ = kind.read(number, self.truth.sheets[number])
        pairs = enumerate(zip(sheet.values or (), right, strict=True))
        self.do(
            acts.SheetCorrected(
                **self.desk.by(SUPERVISOR).contest,
                second=OfficerNumber(SECOND_SUPERVISOR),
                sheet=SheetNumber(number),
                of=sheet.made,
                fields=tuple(kind.named(at, to or 0) for at, (was, to) in pairs if was != to),
                reason="The table looked at its bundles again.",
            )
        )

    # ---- forms, and the result

    def key_forms(self) -> None:
        """Every form twice, as it is signed."""
        forms = dataclasses.replace(self.rehearsal.plan, sheets=())
        rehearsal.key_papers(self.desk, dataclasses.replace(self.rehearsal, plan=forms))

    def declare(self) -> None:
        """What still stands open is gone on over, by the returning officer in person."""
        for found in open_findings(self.desk.contest(self.stream)):
            self.do(
                acts.PassedOver(
                    **self.desk.by(RETURNING_OFFICER).contest,
                    of="",
                    finding=found.record(),
                    reason="Looked for, and not found.",
                    second=OfficerNumber(DEPUTY),
                )
            )
        rehearsal.declare(self.desk, self.rehearsal)
