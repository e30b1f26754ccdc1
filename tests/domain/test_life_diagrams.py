"""The lives of a sheet and of a contest are those that docs/architecture.md draws: every act is
tried in every life, and what the rules allow is compared with the arrows.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias, get_args

from msgspec.structs import asdict, replace

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyContestAct
from tallyapp.domain.count import apply, check, refusals
from tallyapp.domain.rules.hand_totals import line_total
from tallyapp.domain.rules.result import figures, outcome
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.domain.vocabulary.drawn_lines import AddedLine
from tallyapp.domain.vocabulary.units import CandidateNumber, FormNumber, OfficerNumber, SheetNumber
from tests.building_on import NO_ACT, built_on
from tests.domain.acts.test_acts import STORED
from tests.halls import (
    BOXES,
    CLERK,
    DEPUTY,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    fields_of_each_kind,
    form,
    made,
    sheet,
)

PLAN = Path(__file__).parents[2] / "docs" / "architecture.md"
Arrow: TypeAlias = tuple[str, str, str]
"""From which life, by which act, to which."""
LATE = datetime(2024, 7, 5, 4, tzinfo=UTC)
FIRST_TWO = (CandidateNumber(1), CandidateNumber(2))
NOWHERE = "[*]"
ANY_FIGURE = "any figure changes"


def drawn(heading: str) -> set[Arrow]:
    """The arrows of the diagram under a heading; one for each act that its words name."""
    _, _, under = PLAN.read_text(encoding="utf-8").partition(f"## {heading}")
    diagram = under.partition("```mermaid")[2].partition("```")[0]
    found = set()
    for before, after, words in re.findall(r"^ +(\S+) --> (\S+): (.+)$", diagram, re.MULTILINE):
        named = [name for name in re.findall(r"\w+", words) if name in STORED]
        found |= {(before, name, after) for name in named or [words]}
    return found


def after(count: Count, act: AnyContestAct) -> Count | None:
    """The count once this act is done; None if something stands against it."""
    if isinstance(act, acts.PaperAct | acts.RecountAbandoned):
        act = replace(act, **built_on(count.contests[ELM], type(act), asdict(act)))
    act = replace(act, id=f"{len(count.ids):032x}", seen=count.count.seq, at=LATE)
    if refusals(check(count, ELM, act)):
        return None
    done = deepcopy(count)
    apply(done, ELM, act)
    return done


# ---- a sheet, and a form


def life_of_paper(count: Count, form: bool) -> tuple[str, object]:
    """The life of sheet 1 or form 9, and what else there is of it that acts depend on."""
    contest = count.contests[ELM]
    paper = contest.forms.get(FormNumber(9)) if form else contest.sheets.get(SheetNumber(1))
    if paper is None:
        return NOWHERE, None
    # Of an earlier round, a paper may get the life again that it had.
    before = tuple(
        str(life)
        for begun in contest.recounts
        for area in begun.areas.values()
        for other, life in area.taken_out
        if other is paper
    )
    return str(paper.life), (tuple(map(str, sorted(paper.looks.items()))), paper.values, before)


def lives(start: Count, tried: Sequence[AnyContestAct], form: bool = False) -> set[Arrow]:
    """Every arrow that these acts make from the start on, one after another."""
    found: set[Arrow] = set()
    waiting = [start]
    known = {life_of_paper(start, form)}
    while waiting:
        count = waiting.pop()
        before, _ = life_of_paper(count, form)
        for act in tried:
            done = after(count, act)
            if done is None:
                continue
            now = life_of_paper(done, form)
            if now[0] != before or isinstance(act, acts.PaperAct):
                found.add((before, type(act).__name__, now[0]))
            if now not in known:
                known.add(now)
                waiting.append(done)
    return found


def acts_of_sheet_1(hall: Hall) -> Iterator[AnyContestAct]:
    """Three officers, three ways of reading the same sheet."""
    number = SheetNumber(1)
    yield acts.SheetsIssued(**hall.by(SUPERVISOR).contest, area="A", first=number, last=number)
    for middle in (30, 31, 32):
        written = sheet((60, middle, 8), sent=2)
        named = hall.fields(written, "papers", "2.part")
        for clerk in (CLERK, OTHER_CLERK, THIRD_CLERK):
            by = hall.by(clerk).contest
            yield acts.SheetKeyed(**by, sheet=number, of=NO_ACT, figures=written)
            yield acts.SheetDifferenceKeyed(**by, sheet=number, of=(), fields=named)
        yield acts.SheetQueried(**hall.by(CLERK).contest, sheet=number, of=NO_ACT, figures=written)
        yield acts.SheetCorrected(
            **hall.by(SUPERVISOR).contest,
            sheet=number,
            of=NO_ACT,
            fields=named,
            reason="misread",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    yield acts.SheetWithdrawn(
        **hall.by(SUPERVISOR).contest,
        sheet=number,
        of=NO_ACT,
        reason="lost",
        second=OfficerNumber(SECOND_SUPERVISOR),
    )
    yield acts.SheetsWithdrawn(
        **hall.by(SUPERVISOR).contest,
        first=number,
        last=number,
        reason="not needed",
        second=OfficerNumber(SECOND_SUPERVISOR),
    )
    yield from recount(hall, revisited=False)


def acts_of_form_9(hall: Hall) -> Iterator[AnyContestAct]:
    """Three officers, three ways of reading the same form."""
    number = FormNumber(9)
    for allowed in (1, 2, 3):
        signed = form((allowed, 0, 1), (0, 1, 0, 3))
        named = hall.fields(signed, "papers", "1.allowed")
        for clerk in (CLERK, OTHER_CLERK, THIRD_CLERK):
            by = hall.by(clerk).contest
            yield acts.FormKeyed(**by, form=number, round=1, area="A", of="", figures=signed)
            yield acts.FormDifferenceKeyed(**by, form=number, round=1, of=(), fields=named)
        yield acts.FormQueried(
            **hall.by(CLERK).contest, form=number, round=1, area="A", of="", figures=signed
        )
        yield acts.FormCorrected(
            **hall.by(SUPERVISOR).contest,
            form=number,
            round=1,
            of=NO_ACT,
            fields=named,
            reason="misread",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    yield acts.FormWithdrawn(
        **hall.by(SUPERVISOR).contest,
        form=number,
        round=1,
        of=NO_ACT,
        reason="lost",
        second=OfficerNumber(SECOND_SUPERVISOR),
    )
    yield from recount(hall, revisited=True)


def recount(hall: Hall, revisited: bool) -> Iterator[AnyContestAct]:
    """It is begun, and given up."""
    yield acts.RecountBegun(
        **hall.by(RETURNING_OFFICER).contest,
        round=2,
        areas=("A",),
        reason="close",
        revisited=revisited,
    )
    yield acts.RecountAbandoned(
        **hall.by(RETURNING_OFFICER).contest,
        of=NO_ACT,
        reason="in the wrong area",
        second=OfficerNumber(DEPUTY),
    )


def test_the_life_of_a_sheet_is_the_one_that_is_drawn(hall: Hall) -> None:
    hall.verify(BOXES)
    hall.issue("A", 2)
    hall.agree(2, sheet((20, 15, 11), sent=4))
    hall.allot(1, 1)
    found = lives(hall.desk.count, list(acts_of_sheet_1(hall)))
    assert found == drawn("The life of a sheet")


def test_the_life_of_a_form_is_that_of_a_sheet_which_begins_when_it_is_first_keyed(
    counted: Hall,
) -> None:
    found = lives(counted.desk.count, list(acts_of_form_9(counted)), form=True)
    of_sheet = {(a, act.replace("Sheet", "Form"), b) for a, act, b in drawn("The life of a sheet")}
    issued = {(a, act, b) for a, act, b in of_sheet if "issued" in (a, b)}
    begun = {(NOWHERE, "FormKeyed", "keyed"), (NOWHERE, "FormQueried", "queried")}
    assert found == of_sheet - issued | begun


# ---- a contest


def stage(count: Count) -> str:
    contest = count.contests.get(ELM)
    return str(contest.stage) if contest else NOWHERE


def every_act(hall: Hall, contest: ContestState) -> Iterator[AnyContestAct]:
    """Every kind of act, with fields that would be right now where there are any."""
    given = figures(contest)
    stood = contest.provisional.figures if contest.provisional else given
    votes = stood.votes
    now = outcome(contest, votes)
    tied = now.tied or next(iter(map(tuple, contest.lot)), FIRST_TWO)
    result = {
        "figures": given,
        "elected": now.elected or (CandidateNumber(1),),
        "declared_at": LATE,
        "declarant": RETURNING_OFFICER,
    }
    two = {"reason": "a reason", "second": DEPUTY}
    another = replace(given, rejected=(given.rejected[0] + 1, *given.rejected[1:]))
    right: dict[type[acts.Act], dict[str, Any]] = {
        acts.ContestSetUp: fields_of_each_kind(hall)[acts.ContestSetUp] | {"contest": ELM},
        acts.RequestMade: {
            "request": len(contest.requests) + 1,
            "candidate": CandidateNumber(2),
            "asks": "recount",
            "by_whom": "the agent",
        },
        acts.RequestAnswered: {"answer": "granted"},
        acts.RecountBegun: {"round": contest.next_round, "areas": ("A",), "reason": "close"},
        acts.LotDrawn: {"tied": tied, "chosen": tied[0]},
        acts.LotCorrected: {"tied": tied, "chosen": tied[-1], **two},
        acts.LotConfirmed: {"chosen": contest.lot_keyed.chosen if contest.lot_keyed else 1},
        acts.ReadBack: {"votes": votes, "rejected": stood.rejected},
        acts.ReAddDone: {"lines": added_up(contest)},
        acts.ProvisionalGiven: {"figures": given},
        acts.Declared: result,
        acts.DeclaredOutside: result | two,
        acts.NoticeCorrected: {
            "notice": len(contest.corrected) + 1,
            "figures": another,
            **two,
        },
    }
    for kind, fields in (fields_of_each_kind(hall) | right).items():
        if issubclass(kind, acts.ContestAct):
            named = fields | built_on(contest, kind, fields)
            # Whoever adds lines up has keyed nothing, and has not given the result.
            adding = kind is acts.ReAddDone
            for officer in (THIRD_CLERK,) if adding else (RETURNING_OFFICER, CLERK):
                act = made(kind, hall.by(officer), **named)
                assert isinstance(act, acts.ContestAct)
                yield act
    for document in get_args(DocumentName):
        signed = fields_of_each_kind(hall)[acts.DocumentSigned] | {"document": document}
        for drawn_from in {contest.seq, contest.declaration.seq} if contest.declaration else ():
            signed |= {"seq": drawn_from}
            yield acts.DocumentSigned(**hall.by(RETURNING_OFFICER).contest, **signed)


def added_up(contest: ContestState) -> tuple[AddedLine, ...]:
    """The lines that were drawn, added up to what the count has."""
    lines = contest.re_add.lines if contest.re_add else ()
    return tuple(AddedLine(*line, line_total(contest, line)) for line in lines)


WAYS: tuple[tuple[type[acts.Act], ...], ...] = (
    (
        acts.ProvisionalGiven,
        acts.RecountOpportunityGiven,
        acts.LotDrawn,
        acts.LotConfirmed,
        acts.LotCorrected,
        acts.LotConfirmed,
        acts.ReadBack,
        acts.ReAddDrawn,
        acts.ReAddDone,
        acts.Declared,
        acts.ResultReleased,
        acts.ReleaseWithdrawn,
        acts.DocumentSigned,
        acts.ResultReleased,
        acts.NoticeCorrected,
    ),
    (acts.ProvisionalGiven, acts.RequestMade, acts.RequestAnswered, acts.RecountBegun),
    (acts.ProvisionalGiven, acts.DeclaredOutside, acts.NoticeCorrected),
    (acts.DeclaredOutside, acts.NoticeCorrected, acts.DocumentSigned),
)
"""Ways to a result, each through acts that follow one another; a lot is drawn where one is due."""


def on_the_way(hall: Hall) -> Iterator[Count]:
    """The count at every step of each way, once with a clear result and once with equal votes."""
    clear = deepcopy(hall.desk.count)
    hall.correct(1, ("1.full", 1), ("1.part", 0), ("3.full", 1), ("3.part", 18))
    assert outcome(hall.contest, hall.figures.votes).tied == FIRST_TWO
    for start in (clear, hall.desk.count):
        yield start
        for way in WAYS:
            count = start
            for kind in way:
                count = next(stepped(hall, count, kind), count)
                yield count


def stepped(hall: Hall, count: Count, kind: type[acts.Act]) -> Iterator[Count]:
    """The count after an act of this kind, wherever one may be done."""
    for act in every_act(hall, count.contests[ELM]):
        done = after(count, act) if isinstance(act, kind) else None
        if done is not None:
            yield done


def test_the_life_of_a_contest_is_the_one_that_is_drawn(counted: Hall) -> None:
    """Every act is tried wherever a contest can stand on its way, also where a lot is drawn."""
    found = {(NOWHERE, "ContestSetUp", stage(counted.desk.count))}
    for count in on_the_way(counted):
        for act in every_act(counted, count.contests[ELM]):
            done = after(count, act)
            if done is not None:
                found.add((stage(count), type(act).__name__, stage(done)))
    wanted = drawn("The life of a contest")
    named = {act for _, act, _ in wanted}
    others = {(a, ANY_FIGURE, b) for a, act, b in found if act not in named and a != b}
    assert {arrow for arrow in found if arrow[1] in named} | others == wanted
