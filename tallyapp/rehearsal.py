"""Practice counts: a past result played through the desk, as its officers would have done it."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from pathlib import Path

from tallyapp.desk import Desk, Done
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.checks import Refusal
from tallyapp.domain.keying import Life
from tallyapp.domain.places import FieldValue
from tallyapp.domain.result import figures, outcome
from tallyapp.domain.sheets import OneSeat, sheet_kind
from tallyapp.domain.things import Bundles, Enrolled, Role, SheetFigures
from tallyapp.domain.units import OfficerNumber, Papers
from tallyapp.domain.verification import expected_and_counted
from tallyapp.exchange.kinds import load_rules
from tallyapp.exchange.published import PastResult
from tallyapp.exchange.synthetic import PlannedSheet, PracticePlan, practice_plan

RETURNING_OFFICER, DEPUTY, SUPERVISOR, SECOND_SUPERVISOR = 1, 2, 3, 4
CLERKS = (11, 12, 13, 14)
BATCH = 20
"""Sheets that one officer keys before another keys the same."""
NOTE = "Practice: officers, times and codes are synthetic."
WORKSTATION = "practice"

_STAFF: tuple[tuple[int, Role, str], ...] = (
    (DEPUTY, "deputy", "Practice deputy"),
    (SUPERVISOR, "supervisor", "Practice supervisor"),
    (SECOND_SUPERVISOR, "supervisor", "Practice second supervisor"),
    *((number, "clerk", f"Practice clerk {number}") for number in CLERKS),
)

Step = Callable[[str], None]
"""Told the name of each contest when it is done."""


class HallClock:
    """A synthetic clock of the night of the count: every look at it is a little later."""

    def __init__(self, polling_day: date, step: timedelta = timedelta(seconds=71)) -> None:
        self._close_of_poll = datetime.combine(polling_day, time(22, 0), timezone(timedelta(hours=1)))
        self._step = step
        self.begin()

    def begin(self) -> None:
        """Go back to the close of the poll, as another contest of the same night does."""
        self._now = self._close_of_poll

    def __call__(self) -> datetime:
        self._now += self._step
        return self._now


@dataclass(frozen=True)
class Rehearsal:
    """One contest of a practice count: its published result, and the papers that make it up."""

    stream: str
    result: PastResult
    plan: PracticePlan


def begin(path: Path, name: str, results: Sequence[PastResult], clock: HallClock) -> Desk:
    """A new practice count with its staff; raises EnvironmentFault if the file exists."""
    officer = Enrolled(
        number=OfficerNumber(RETURNING_OFFICER), name="Practice returning officer", role="returning-officer"
    )
    desk = Desk.begin(
        path,
        clock,
        WORKSTATION,
        officer,
        name=name,
        polling_day=results[0].polling_day,
        practice=True,
        note=NOTE,
        authority="Practice council",
        imprint="Printed and published by the Acting Returning Officer, Practice Town Hall",
        officer_title="Acting Returning Officer",
    )
    for number, role, words in _STAFF:
        enrolled = Enrolled(number=OfficerNumber(number), name=words, role=role)
        desk.do(COUNT_STREAM, acts.OfficerEnrolled, RETURNING_OFFICER, officer=enrolled)
    return desk


def set_up(desk: Desk, result: PastResult, seed: int) -> Rehearsal:
    """Set a contest up for the papers of a synthetic plan, and hand out its sheets."""
    rules = load_rules(result.kind, result.polling_day).for_seats(result.seats)
    plan = practice_plan(result, rules, seed=seed, adjudicator=OfficerNumber(DEPUTY))
    desk.do(
        result.id,
        acts.ContestSetUp,
        RETURNING_OFFICER,
        contest=result.id,
        election=result.election,
        name=result.name,
        seats=result.seats,
        electorate=result.electorate,
        bundle=plan.bundle,
        rules=rules,
        candidates=tuple(past.candidate for past in result.candidates),
        areas=plan.areas,
        boxes=tuple(planned.box for planned in plan.boxes),
        source=plan.source,
    )
    for area in plan.areas:
        numbers = [sheet.number for sheet in plan.sheets if sheet.area == area.id]
        fields = {"area": area.id, "first": min(numbers), "last": max(numbers)}
        desk.do(result.id, acts.SheetsIssued, SUPERVISOR, **fields)
    return Rehearsal(result.id, result, plan)


def verify_boxes(desk: Desk, rehearsal: Rehearsal) -> None:
    """Account and count every box, explain what varies, and make the statement."""
    stream = rehearsal.stream
    for n, planned in enumerate(rehearsal.plan.boxes):
        box, clerk = planned.box.id, CLERKS[n % len(CLERKS)]
        desk.do(stream, acts.BoxAccountKeyed, clerk, box=box, account=planned.account)
        for papers in planned.attempts:
            desk.do(stream, acts.BoxCounted, clerk, box=box, papers=papers)
        if planned.explanation:
            fields = {"box": box, "papers": planned.papers, "explanation": planned.explanation}
            desk.do(stream, acts.VarianceExplained, SUPERVISOR, second=SECOND_SUPERVISOR, **fields)
    expected, counted = expected_and_counted(desk.contest(stream))
    statement = {
        "version": desk.contest(stream).statement_version + 1,
        "expected": expected,
        "counted": counted,
    }
    desk.do(stream, acts.VerificationStated, RETURNING_OFFICER, **statement)
    desk.issue_code(stream, "verification", "posted in the hall", RETURNING_OFFICER)


def key_papers(desk: Desk, rehearsal: Rehearsal, mishaps: bool = False) -> None:
    """Key every sheet and form twice, in batches; with `mishaps`, as it goes at three in the morning."""
    stream, plan = rehearsal.stream, rehearsal.plan
    wrong = _Mishaps(desk, stream) if mishaps else None
    for n, batch in enumerate(_batches(plan.sheets)):
        first, second = CLERKS[2 * n % 4], CLERKS[(2 * n + 1) % 4]
        for clerk in (first, second):
            for sheet in batch:
                if not (wrong and wrong.happens(sheet, clerk, is_second=clerk == second)):
                    desk.do(stream, acts.SheetKeyed, clerk, sheet=sheet.number, figures=sheet.figures)
    for form in plan.forms:
        for clerk in CLERKS[:2]:
            fields = {"form": form.number, "area": form.area, "figures": form.figures}
            desk.do(stream, acts.FormKeyed, clerk, **fields)


def declare(desk: Desk, rehearsal: Rehearsal) -> Done:
    """Give the provisional result, let it be answered and read back, settle a tie, and declare."""
    stream, contest = rehearsal.stream, desk.contest(rehearsal.stream)
    result = figures(contest)
    desk.do(stream, acts.ProvisionalGiven, RETURNING_OFFICER, figures=result)
    desk.issue_code(stream, "provisional", "candidates and agents", RETURNING_OFFICER)
    desk.do(stream, acts.RecountOpportunityGiven, RETURNING_OFFICER, note="none asked for")
    desk.do(stream, acts.ReadBack, SUPERVISOR, votes=result.votes)
    tied = outcome(contest, result.votes).tied
    if tied:
        chosen = next((number for number in rehearsal.result.elected if number in tied), tied[0])
        desk.do(stream, acts.LotDrawn, RETURNING_OFFICER, tied=tied, chosen=chosen, manner="synthetic")
    elected = outcome(contest, result.votes).elected
    fields = {"figures": result, "elected": elected, "declarant": OfficerNumber(RETURNING_OFFICER)}
    declared_at = desk.clock().replace(microsecond=0)
    done = desk.do(stream, acts.Declared, RETURNING_OFFICER, declared_at=declared_at, **fields)
    desk.issue_code(stream, "declaration", "everyone", RETURNING_OFFICER)
    return done


def play(desk: Desk, rehearsal: Rehearsal, mishaps: bool = False) -> Done:
    """A whole contest, from its first box to its declaration."""
    verify_boxes(desk, rehearsal)
    key_papers(desk, rehearsal, mishaps)
    return declare(desk, rehearsal)


def papers_csv(rehearsal: Rehearsal) -> bytes:
    """The synthetic sheets and forms of a contest as a table: the paper for somebody who practises keying."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["contest", "area", "paper", "number", "field", "value"])
    kind = _kind_of_sheet(rehearsal)
    for sheet in rehearsal.plan.sheets:
        row, _ = kind.read(sheet.number, sheet.figures)
        for name, value in zip(kind.fields, row, strict=True):
            writer.writerow([rehearsal.stream, sheet.area, "sheet", sheet.number, name, value])
    for form in rehearsal.plan.forms:
        given = form.figures
        fields = [
            ("papers", given.papers),
            ("objections", given.objections),
            ("adjudicator", given.adjudicator),
        ]
        fields += [(f"{n}.allowed", papers) for n, papers in enumerate(given.allowed, 1)]
        fields += [(f"{n}.rejected", papers) for n, papers in enumerate(given.rejected, 1)]
        for name, value in fields:
            writer.writerow([rehearsal.stream, form.area, "form", form.number, name, value])
    return text.getvalue().encode()


def joined(tables: Sequence[bytes]) -> bytes:
    """Tables of the same columns as one."""
    return tables[0] + b"".join(table.partition(b"\n")[2] for table in tables[1:])


def _kind_of_sheet(rehearsal: Rehearsal) -> OneSeat:
    return OneSeat(len(rehearsal.result.candidates), rehearsal.plan.bundle)


def _batches(sheets: Sequence[PlannedSheet]) -> Iterator[Sequence[PlannedSheet]]:
    for start in range(0, len(sheets), BATCH):
        yield sheets[start : start + BATCH]


class _Mishaps:
    """What goes wrong in a real hall, and is put right: each once, so that the audit pack has it to tell."""

    def __init__(self, desk: Desk, stream: str) -> None:
        self._desk, self._stream = desk, stream
        self._left = ["does-not-add", "differs", "exchanged"]

    def happens(self, sheet: PlannedSheet, clerk: int, is_second: bool) -> bool:
        """Whether this keying went another way than it should, and was put right at once."""
        number = sheet.number
        if number == 2 and not is_second and "does-not-add" in self._left:
            self._left.remove("does-not-add")
            self._queried(sheet, clerk)
        elif number == 3 and is_second and "differs" in self._left:
            self._left.remove("differs")
            return self._differs(sheet, clerk)
        elif number == 5:
            return self._exchanged(sheet, clerk, is_second)
        return False

    def _queried(self, sheet: PlannedSheet, clerk: int) -> None:
        """The table added up wrongly: the sheet is refused, queried, and comes back right."""
        written = replace_papers(sheet.figures, (sheet.figures.papers or 0) + 2)
        try:
            self._desk.do(self._stream, acts.SheetKeyed, clerk, sheet=sheet.number, figures=written)
        except Refusal:
            note = "Synthetic: the table had added 2 papers too many; counted again."
            fields = {"sheet": sheet.number, "figures": written, "note": note}
            self._desk.do(self._stream, acts.SheetQueried, clerk, **fields)

    def _differs(self, sheet: PlannedSheet, clerk: int) -> bool:
        """The second officer misreads two lines; a third look at the paper settles it."""
        wrong = misread(sheet.figures, 1)
        self._desk.do(self._stream, acts.SheetKeyed, clerk, sheet=sheet.number, figures=wrong)
        contest = self._desk.contest(self._stream)
        paper, kind = contest.sheets[sheet.number], sheet_kind(contest)
        if paper.life is Life.DIFFERS:
            right, _ = kind.read(sheet.number, sheet.figures)
            fields = tuple(FieldValue(kind.fields[i], right[i] or 0) for i in paper.differing())
            self._desk.do(
                self._stream, acts.SheetDifferenceKeyed, CLERKS[2], sheet=sheet.number, fields=fields
            )
        return True

    def _exchanged(self, sheet: PlannedSheet, clerk: int, is_second: bool) -> bool:
        """Both officers key what the table wrote on each other's line; found later, corrected by two."""
        exchanged = _exchanged_lines(sheet.figures)
        self._desk.do(self._stream, acts.SheetKeyed, clerk, sheet=sheet.number, figures=exchanged)
        if is_second and exchanged != sheet.figures:
            contest = self._desk.contest(self._stream)
            kind = sheet_kind(contest)
            (wrong, _), (right, _) = (
                kind.read(sheet.number, exchanged),
                kind.read(sheet.number, sheet.figures),
            )
            pairs = zip(kind.fields, wrong, right, strict=True)
            fields = tuple(FieldValue(name, to or 0) for name, was, to in pairs if was != to)
            reason = "Synthetic: the table had written lines 1 and 2 on each other's line."
            correction = {"sheet": sheet.number, "fields": fields, "reason": reason}
            self._desk.do(
                self._stream, acts.SheetCorrected, SUPERVISOR, second=SECOND_SUPERVISOR, **correction
            )
        return True


def replace_papers(figures: SheetFigures, papers: int) -> SheetFigures:
    """The same sheet with another number of papers written on it."""
    return SheetFigures(papers=Papers(papers), lines=figures.lines, sent=figures.sent)


def misread(figures: SheetFigures, papers: int) -> SheetFigures:
    """The sheet with some loose papers read on the next line instead, if there are any to read so."""
    lines = list(figures.lines)
    for i, (line, after) in enumerate(pairwise(lines)):
        here, there = line.part or 0, after.part or 0
        if here >= papers and there < 10 - papers:
            lines[i] = Bundles(line.full, Papers(here - papers))
            lines[i + 1] = Bundles(after.full, Papers(there + papers))
            break
    return SheetFigures(papers=figures.papers, lines=tuple(lines), sent=figures.sent)


def _exchanged_lines(figures: SheetFigures) -> SheetFigures:
    first, second, *others = figures.lines
    return SheetFigures(papers=figures.papers, lines=(second, first, *others), sent=figures.sent)
