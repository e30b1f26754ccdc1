"""From the acts of a contest to what its audit pack says: the same
acts, walked through once more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.count import apply, pass_by
from tallyapp.domain.reports.declaration import LAYOUT, head_counts, heading, lot_sentence
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.reports.pack_boxes import box_variance
from tallyapp.domain.reports.pack_hall import hall_events, hall_summary
from tallyapp.domain.reports.pack_report import (
    AreaColumn,
    AuditPackReport,
    BoxVariance,
    CodeLine,
    OfficerLine,
)
from tallyapp.domain.reports.pack_result import (
    allowed_and_rejected,
    answers,
    round_figures,
    turnouts,
)
from tallyapp.domain.reports.pack_story import Story
from tallyapp.domain.reports.pack_words import runs
from tallyapp.domain.reports.withholding import Withholding
from tallyapp.domain.rules.result import figures
from tallyapp.domain.rules.verification import expected_and_counted
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.verification_lines import box_lines
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import OfficerNumber

Acts = Sequence[tuple[int, AnyAct]]
"""Acts of a stream with their positions."""


_OCCASIONS = {
    "verification": "Verification statement",
    "provisional": "Provisional result",
    "declaration": "Declaration",
    "request": "On request",
}


def audit_pack_report(
    stream: str,
    count_acts: Acts,
    contest_acts: Acts,
    checkpoints: Sequence[Checkpoint],
    released: Iterable[ReleasedName] = (),
    layout: int = LAYOUT,
    withholding: Withholding | None = None,
) -> AuditPackReport:
    """The audit pack of a contest, from its own acts and those of `count`, all of them legal.

    Where a position is left out its entry is withheld, and nothing is told of it; `withholding`
    says of a pack that was made for somebody which and why.
    Of the names `released`, those of officers on its pages, where they fit what the acts hold.
    `layout` is the one that it is drawn under: what programs tell of since then is not in it.
    """
    # Told from the acts alone, so that a verifier with the pack alone writes the same pages.
    count, story = _told(stream, count_acts, contest_acts, layout)
    contest = count.contests[stream]
    variances = _variances(contest)
    expected, _ = expected_and_counted(contest)
    names = _names(count, story, released)
    # Before it is declared there is nothing to say of these yet.
    declared = contest.declaration is not None
    return AuditPackReport(
        layout=layout,
        heading=heading(count, contest),
        candidates=tuple(candidate.ballot_name for candidate in contest.set_up.candidates),
        heads=head_counts(contest, figures(contest)),
        areas=tuple(_column(area) for area in contest.areas.values()),
        boxes=(len(contest.boxes) - len(variances), len(variances)),
        variances=variances,
        expected=expected,
        corrections=tuple(story.corrections),
        passed_over=tuple(story.passed_over),
        sheets=_sheets(contest, story.keyings),
        adjudicated=allowed_and_rejected(contest),
        objections=sum(area.objections for area in contest.areas.values()),
        events=tuple(story.events),
        lot=lot_sentence(contest),
        codes=tuple(_code(seq, act) for seq, act in count_acts if _is_code_of(act, stream)),
        officers=_officers(story, names),
        checkpoints=tuple(checkpoints),
        elected=contest.declaration.elected if contest.declaration else (),
        small_count=contest.set_up.small_count,
        rounds=tuple(story.rounds),
        round_figures=round_figures(contest),
        requests=tuple(story.requests),
        answers=answers(contest) if declared else None,
        lots=tuple(story.lots),
        by_hand=tuple(story.by_hand),
        re_added=story.re_added,
        warnings=None if story.warnings is None else tuple(story.warnings),
        outside=story.outside,
        corrected=tuple(story.corrected),
        turnouts=turnouts(contest) if declared else None,
        hall=hall_summary(contest),
        hall_events=hall_events(count, contest, count_acts),
        released=tuple(names.values()),
        withholding=withholding,
    )


def _told(stream: str, count_acts: Acts, contest_acts: Acts, layout: int) -> tuple[Count, Story]:
    """What the acts made true, and what happened on the way."""
    count = Count()
    story = Story(layout)
    for seq, act in count_acts:
        _go_on_to(count, COUNT_STREAM, count.count.seq, seq)
        story.tell_of_count(count, seq, act)
        apply(count, COUNT_STREAM, act)
    for seq, act in contest_acts:
        if contest := count.contests.get(stream):
            _go_on_to(count, stream, contest.seq, seq)
        # Before it is applied: what an act changed is told by the state that it changed.
        story.tell(count, stream, seq, act)
        apply(count, stream, act)
        story.settle(count.contests[stream], act)
    return count, story


def _go_on_to(count: Count, stream: str, at: int, seq: int) -> None:
    """Go on over what is withheld, so that what follows keeps its own position."""
    for _ in range(at + 1, seq):
        pass_by(count, stream)


def _names(
    count: Count, story: Story, released: Iterable[ReleasedName]
) -> Mapping[OfficerNumber, ReleasedName]:
    """Names by number, the lowest first: no more are given away than the pages ask for."""
    given = {each.number: each for each in released}
    on_pages = sorted({number for _, number in story.by_officer})
    staff = count.count.officers
    return {
        n: given[n]
        for n in on_pages
        if n in given and n in staff and given[n].named == staff[n].named
    }


def _officers(story: Story, names: Mapping[OfficerNumber, ReleasedName]) -> tuple[OfficerLine, ...]:
    return tuple(
        OfficerLine(officer=words, acts=n, name=names[who].name if who in names else "")
        for (words, who), n in sorted(story.by_officer.items())
    )


# ---- the areas and their boxes


def _variances(contest: ContestState) -> tuple[BoxVariance, ...]:
    # A box that was counted twice is told of, right or not.
    lines = (line for line in box_lines(contest) if line.account)
    return tuple(box_variance(line) for line in lines if not line.ordinary)


def _column(area: AreaState) -> AreaColumn:
    return AreaColumn(
        id=area.area.id,
        name=area.area.name,
        boxes=runs([box.box.name for box in area.boxes]),
        votes=tuple(area.votes),
        rejected=tuple(area.rejected),
        valid=area.valid,
        counted=area.counted,
        verified=area.verified,
        unused=area.unused,
        uncertain=area.uncertain,
    )


_WRITTEN = {
    "bundles": "",
    "total": ", plain totals on them",
    "both": ", bundles and a total on them, which must agree",
}


def _sheets(contest: ContestState, keyings: int) -> str:
    papers = contest.sheets.values()
    lives = Counter(paper.life for paper in papers)
    slips = sum(paper.shape == "slip" for paper in papers)
    beside = f" and {slips:,} bundle slip{'s' if slips > 1 else ''}" if slips else ""
    words = [
        f"{len(papers) - slips:,} sheets{beside} issued{_WRITTEN[contest.set_up.written]}",
        f"{lives[Life.AGREED] + lives[Life.CORRECTED]:,} agreed",
        f"{lives[Life.CORRECTED]:,} corrected",
        f"{lives[Life.WITHDRAWN]:,} withdrawn",
    ]
    if lives[Life.EARLIER]:
        words.append(f"{lives[Life.EARLIER]:,} of an earlier round")
    return ", ".join(words) + f"; {keyings:,} keyings"


# ---- codes


def _is_code_of(act: AnyAct, stream: str) -> bool:
    return isinstance(act, acts.CodeIssued) and act.stream == stream


def _code(seq: int, act: AnyAct) -> CodeLine:
    if not isinstance(act, acts.CodeIssued):
        raise TypeError(f"entry {seq} issues no code")
    occasion = _OCCASIONS[act.occasion] + (f", number drawn {act.drawn}" if act.drawn else "")
    return CodeLine(seq=act.seq, at=act.at, occasion=occasion, to=act.to, code=act.code)
