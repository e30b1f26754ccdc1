"""From the acts of a contest to what its audit pack says: the same acts, walked through once more."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from . import acts
from .acts import COUNT_STREAM, AnyAct
from .adjudication import form_kind
from .checks import Finding
from .count import apply
from .declaration import LAYOUT, head_counts, heading, lot_sentence, officer_words
from .keying import Life
from .places import FieldValue, FindingRecord
from .report import (
    AreaColumn,
    AuditPackReport,
    BoxVariance,
    Checkpoint,
    CodeLine,
    Correction,
    Event,
    OfficerLine,
    PassedOverLine,
)
from .result import figures
from .sheets import sheet_kind
from .state import AreaState, BoxState, ContestState, Count
from .units import Papers
from .verification import expected_and_counted

Acts = Sequence[tuple[int, AnyAct]]
"""Acts of a stream with their positions."""


_OCCASIONS = {
    "verification": "Verification statement",
    "provisional": "Provisional result",
    "declaration": "Declaration",
    "request": "On request",
}


@dataclass
class _Story:
    """What happened, in order, as it is told page by page."""

    corrections: list[Correction] = field(default_factory=list)
    passed_over: list[PassedOverLine] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    by_officer: Counter[str] = field(default_factory=Counter)
    keyings: int = 0


def audit_pack_report(
    stream: str, count_acts: Acts, contest_acts: Acts, checkpoints: Sequence[Checkpoint]
) -> AuditPackReport:
    """The audit pack of a contest, from its own acts and those of `count`, all of them legal."""
    count = Count()
    for _, act in count_acts:
        apply(count, COUNT_STREAM, act)
    story = _Story()
    for seq, act in contest_acts:
        _tell(story, count, stream, seq, act)
        apply(count, stream, act)
    contest = count.contests[stream]
    totals = figures(contest)
    variances = tuple(
        _variance(box) for box in contest.boxes.values() if box.account and not _as_accounted(box)
    )
    expected, _ = expected_and_counted(contest)
    return AuditPackReport(
        layout=LAYOUT,
        heading=heading(count, contest),
        candidates=tuple(candidate.ballot_name for candidate in contest.set_up.candidates),
        heads=head_counts(contest, totals),
        areas=tuple(_column(area) for area in contest.areas.values()),
        boxes=(len(contest.boxes) - len(variances), len(variances)),
        variances=variances,
        expected=expected,
        corrections=tuple(story.corrections),
        passed_over=tuple(story.passed_over),
        sheets=_sheets(contest, story),
        adjudicated=_adjudicated(contest),
        objections=sum(area.objections for area in contest.areas.values()),
        events=tuple(story.events),
        lot=lot_sentence(contest),
        codes=tuple(_code(seq, act) for seq, act in count_acts if _is_code_of(act, stream)),
        officers=tuple(OfficerLine(officer=name, acts=n) for name, n in sorted(story.by_officer.items())),
        checkpoints=tuple(checkpoints),
        elected=contest.declaration.elected if contest.declaration else (),
    )


# ---- the areas and their boxes


def _column(area: AreaState) -> AreaColumn:
    return AreaColumn(
        id=area.area.id,
        name=area.area.name,
        boxes=_runs([box.box.name for box in area.boxes]),
        votes=tuple(area.votes),
        rejected=tuple(area.rejected),
        valid=area.valid,
        counted=area.counted,
        verified=area.verified,
    )


def _as_accounted(box: BoxState) -> bool:
    return box.account is not None and box.attempts == [box.account.issued]


def _variance(box: BoxState) -> BoxVariance:
    expected = box.account.issued if box.account else Papers(0)
    return BoxVariance(
        area=box.box.area,
        box=box.box.name,
        expected=expected,
        counted=box.papers,
        attempts=tuple(box.attempts),
        explanation=box.explanation,
    )


def _sheets(contest: ContestState, story: _Story) -> str:
    lives = Counter(sheet.life for sheet in contest.sheets.values())
    agreed = lives[Life.AGREED] + lives[Life.CORRECTED]
    words = [
        f"{len(contest.sheets):,} sheets issued",
        f"{agreed:,} agreed",
        f"{lives[Life.CORRECTED]:,} corrected",
    ]
    return ", ".join([*words, f"{lives[Life.WITHDRAWN]:,} withdrawn"]) + f"; {story.keyings:,} keyings"


def _adjudicated(contest: ContestState) -> tuple[Papers, Papers]:
    adjudicated = sum(area.adjudicated for area in contest.areas.values())
    rejected = sum(area.rejected_papers for area in contest.areas.values())
    return Papers(adjudicated - rejected), Papers(rejected)


# ---- codes


def _is_code_of(act: AnyAct, stream: str) -> bool:
    return isinstance(act, acts.CodeIssued) and act.stream == stream


def _code(seq: int, act: AnyAct) -> CodeLine:
    if not isinstance(act, acts.CodeIssued):
        raise TypeError(f"entry {seq} issues no code")
    occasion = _OCCASIONS[act.occasion] + (f", number drawn {act.drawn}" if act.drawn else "")
    return CodeLine(seq=act.seq, at=act.at, occasion=occasion, to=act.to, code=act.code)


# ---- the story


def _tell(story: _Story, count: Count, stream: str, seq: int, act: AnyAct) -> None:
    """Take one act into the story, with the state as it was before it."""
    contest = count.contests.get(stream)
    if not isinstance(act, acts.ContestAct):
        return
    who = officer_words(count, act.by, act.seen)
    story.by_officer[who] += 1
    if isinstance(act, acts.SheetKeyed | acts.FormKeyed):
        story.keyings += 1
    if contest is None:
        return
    second = getattr(act, "second", None)
    officers = f"{who}, {officer_words(count, second, act.seen)}" if second else who
    if isinstance(act, acts.PassedOver):
        story.passed_over.append(
            PassedOverLine(
                seq=seq,
                at=act.at,
                code=act.finding.code,
                sentence=finding_words(act.finding),
                reason=act.reason,
                officers=officers,
            )
        )
        return
    corrected = _corrected(contest, act)
    if corrected:
        where, what = corrected
        story.corrections.append(Correction(seq=seq, at=act.at, where=where, what=what, officers=officers))
    what_happened = _event(contest, act)
    if what_happened:
        story.events.append(Event(seq=seq, at=act.at, what=what_happened, officers=officers))


def _corrected(contest: ContestState, act: AnyAct) -> tuple[str, str] | None:
    """Where and what, if this act changed a figure that stood or took a paper out or back."""
    match act:
        case acts.SheetCorrected():
            sheet = contest.sheets[act.sheet]
            changes = _changes(sheet_kind(contest).fields, sheet.values, act.fields)
            return f"Area {sheet.area}, sheet {act.sheet}", f"{changes}. {act.reason}"
        case acts.FormCorrected():
            form = contest.forms[act.form]
            changes = _changes(form_kind(contest).fields, form.values, act.fields)
            return f"Area {form.area}, form {act.form}", f"{changes}. {act.reason}"
        case acts.SheetWithdrawn():
            return f"Area {contest.sheets[act.sheet].area}, sheet {act.sheet}", f"Withdrawn. {act.reason}"
        case acts.FormWithdrawn():
            return f"Area {contest.forms[act.form].area}, form {act.form}", f"Withdrawn. {act.reason}"
        case acts.SheetQueried():
            note = f". {act.note}" if act.note else ""
            return f"Area {contest.sheets[act.sheet].area}, sheet {act.sheet}", f"Queried to its table{note}"
        case acts.FormQueried():
            note = f". {act.note}" if act.note else ""
            return f"Area {act.area}, form {act.form}", f"Queried{note}"
        case acts.BoxAdded():
            return f"Area {act.box.area}, {act.box.name}", f"Box added. {act.reason}"
        case acts.BoxAccountKeyed() if act.reason:
            return (
                f"Area {contest.boxes[act.box].box.area}, box {act.box}",
                f"Account keyed again. {act.reason}",
            )
        case acts.BoxCounted() if contest.statement is not None:
            box = contest.boxes[act.box]
            what = f"Verified {box.papers:,} to {act.papers:,}, after the statement"
            return f"Area {box.box.area}, box {act.box}", what
        case _:
            return None


def _changes(fields: tuple[str, ...], values: tuple[int, ...] | None, keyed: Sequence[FieldValue]) -> str:
    old = dict(zip(fields, values or (), strict=True))
    return "; ".join(f"{_field(named.field)} {old[named.field]:,} to {named.value:,}" for named in keyed)


def _field(name: str) -> str:
    """A field as a page names it: line 3 full."""
    line, _, what = name.rpartition(".")
    return f"line {line} {what}" if line else what


def _runs(names: Sequence[str]) -> str:
    """Names one after another, consecutive numbers of the same name as one: Polling station 1 to 9."""
    runs: list[tuple[str, int | None, int | None]] = []
    for name in names:
        words, _, last = name.rpartition(" ")
        number = int(last) if last.isdecimal() else None
        if runs and number is not None and runs[-1][0] == words and runs[-1][2] == number - 1:
            runs[-1] = (words, runs[-1][1], number)
        else:
            runs.append((words, number, number) if number is not None else (name, None, None))
    parts = (
        words if first is None else f"{words} {first}" if first == last else f"{words} {first} to {last}"
        for words, first, last in runs
    )
    return ", ".join(parts)


def _event(contest: ContestState, act: AnyAct) -> str:
    """The step that this act is on the way to the result, or nothing."""
    match act:
        case acts.VerificationStated():
            version = f"Statement of verification, version {act.version}"
            return f"{version}: {act.expected:,} papers expected, {act.counted:,} counted"
        case acts.ProvisionalGiven():
            rejected = contest.set_up.rules.rejected_papers(act.figures.rejected)
            total = f"{act.figures.valid:,} valid, {rejected:,} rejected papers"
            return f"Provisional result given to candidates and agents: {total}"
        case acts.RecountOpportunityGiven():
            note = f": {act.note}" if act.note else ""
            return f"Opportunity to ask for a re-count given{note}"
        case acts.LotDrawn():
            return f"Lot drawn between {len(act.tied)} candidates"
        case acts.ReadBack():
            given = contest.provisional
            agrees = given is not None and given.figures.votes == act.votes
            return f"Hand-added totals read back: {'all agree' if agrees else 'not all agree'}"
        case acts.Declared():
            return f"Declared at {act.declared_at:%H:%M}"
        case acts.DocumentSigned():
            return f"{act.document.replace('-', ' ').capitalize()} signed, SHA-256 {act.sha256[:16]}…"
        case _:
            return ""


def finding_words(found: FindingRecord | Finding) -> str:
    """A finding spelt out without the message catalogue, so that a page never depends on its wording."""
    place = " ".join(part for part in (found.place.kind, found.place.name, found.place.field) if part)
    signed = ((o.name.replace("_", " "), f"{o.value:,}".replace("-", "−")) for o in found.numbers)
    numbers = ", ".join(f"{name} {value}" for name, value in signed)
    return f"{place}: {numbers}" if numbers else place
