"""A night of three contests at one desk, walked through at random: what holds after every step.

A contest for one seat, whose sheets have bundles and totals; a ward of three seats
with slates and slips; and a small count of a parish with two seats. Officers key
rightly, wrongly, twice and out of turn; boxes are found wrong, areas counted
again, requests made and answered, lots drawn, results declared here and outside.

The walk is as long as asked for: TALLYAPP_WALKS=600 walks of 60 steps take some minutes.
"""

import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.rules.result import before_declaring, figures, open_findings, outcome, standing
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.keyed_paper import DONE, LIVE, KeyedPaper, Life
from tallyapp.domain.state.result import Declaration
from tallyapp.domain.views.warnings import warnings
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.slates import slate_called
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers, Votes
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay
from tests.building_on import NO_ACT, built_on
from tests.halls import (
    ADJUDICATOR,
    CLERK,
    DEPUTY,
    NOBODY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    WARD_CANDIDATES,
    WARD_RULES,
    Hall,
    a_hall,
    account,
    contest_fields,
    made,
    officer,
)

WALKS = int(os.environ.get("TALLYAPP_WALKS", "12"))
STEPS = 60
BUNDLE = 10
OAK, YEW = "oak-ward", "yew-parish"
CONTESTS: dict[str, dict[str, Any]] = {
    "elm-valley": {"written": "both", "bundle": BUNDLE},
    OAK: {
        "seats": 3,
        "candidates": (*WARD_CANDIDATES, "Elder"),
        "rules": WARD_RULES,
        "bundle": BUNDLE,
    },
    YEW: {
        "seats": 2,
        "candidates": WARD_CANDIDATES,
        "rules": WARD_RULES,
        "bundle": BUNDLE,
        "written": "total",
        "small_count": True,
        "terms": ("four years", "one year"),
    },
}
streams = st.sampled_from(list(CONTESTS))
keying = st.sampled_from([CLERK, OTHER_CLERK, OTHER_CLERK, THIRD_CLERK, SUPERVISOR])
anybody = st.sampled_from(
    [RETURNING_OFFICER, DEPUTY, SUPERVISOR, SECOND_SUPERVISOR, CLERK, ADJUDICATOR, NOBODY]
)
returning = st.sampled_from([RETURNING_OFFICER, RETURNING_OFFICER, DEPUTY, CLERK])
picks = st.integers(0, 10_000)
readings = st.sampled_from(["right"] * 6 + ["another", "wrong sum", "blank"])


class Written:
    """What stands on each sheet and form of the night:
    lawful figures, made when they are first looked at.
    """

    def __init__(self) -> None:
        self._written: dict[tuple[str, str, int], list[int]] = {}

    def row(self, contest: ContestState, paper: KeyedPaper, chance: random.Random) -> list[int]:
        """The values on the paper, with zeros for slates that nobody
        had met when it was written.
        """
        place = contest.set_up.contest, paper.shape, paper.number
        if place not in self._written:
            self._written[place] = lawful_row(contest, paper, chance)
        row = self._written[place]
        return row + [0] * (len(kind_of(contest, paper).fields) - len(row))


def lawful_row(contest: ContestState, paper: KeyedPaper, chance: random.Random) -> list[int]:
    """Figures that a table may have written: every sum agrees."""
    set_up = contest.set_up
    fields = kind_of(contest, paper).fields
    values = dict.fromkeys(fields, 0)
    # Line by line as they stand: a set has another order in every process, and so other figures.
    for name in dict.fromkeys(
        field.partition(".")[0] for field in fields if field.endswith((".full", ".part", ".total"))
    ):
        _write_line(values, f"{name}.", chance.choice([0, 3, 12, 25]))
    if paper.shape == "slip":
        values["slip"] = chance.randint(
            1, len(contest.slates) if set_up.seats > 1 else len(set_up.candidates)
        )
        values["papers"] = _write_line(values, "", chance.choice([4, 17, 30]))
    elif paper.shape == "form":
        _write_form(values, contest, chance)
    else:
        values["sent"] = chance.choice([0, 0, 2])
        if set_up.seats > 1:
            values["mixed"] = chance.randint(0, 9)
            _write_votes(values, "votes", contest, values["mixed"], chance.randint(0, 1), chance)
        lines = sum(papers_of_line(values, name) for name in line_names(fields))
        values["papers"] = lines + values.get("mixed", 0) + values["sent"]
    return [values[field] for field in fields]


def _write_line(values: dict[str, int], line: str, papers: int) -> int:
    for column, value in (("full", papers // BUNDLE), ("part", papers % BUNDLE), ("total", papers)):
        if f"{line}{column}" in values:
            values[f"{line}{column}"] = value
    return papers


def _write_votes(
    values: dict[str, int],
    field: str,
    contest: ContestState,
    papers: int,
    uncertain: int,
    chance: random.Random,
) -> None:
    """Each paper votes for as many as there are seats, or fewer;
    one paper has one uncertain vote at most.
    """
    set_up = contest.set_up
    votes = [0] * len(set_up.candidates)
    uncertain = min(uncertain, papers)
    for i in range(papers):
        for n in chance.sample(
            range(len(votes)), chance.randint(1, set_up.seats - (i < uncertain))
        ):
            votes[n] += 1
    values |= {f"{n}.{field}": v for n, v in enumerate(votes, 1)}
    values["uncertain"] = uncertain
    values["unused"] = set_up.seats * papers - sum(votes) - uncertain


def _write_form(values: dict[str, int], contest: ContestState, chance: random.Random) -> None:
    heads, good = contest.set_up.rules.heads, chance.randint(0, 3)
    in_part = chance.randint(0, min(1, good))
    for n, head in enumerate(heads, 1):
        values[f"{n}.rejected"] = in_part if head.in_part else chance.choice([0, 0, 1])
    if contest.set_up.seats > 1:
        values["good"] = good
        _write_votes(values, "allowed", contest, good, in_part, chance)
    else:
        for _ in range(good):
            values[f"{chance.randint(1, len(contest.set_up.candidates))}.allowed"] += 1
    rejected = sum(values[f"{n}.rejected"] for n, head in enumerate(heads, 1) if not head.in_part)
    values["papers"] = good + rejected
    values["objections"] = chance.randint(0, 1)
    values["adjudicator"] = ADJUDICATOR


def line_names(fields: Sequence[str]) -> list[str]:
    """The lines of a sheet by the beginnings of their fields' names."""
    columns = ("full", "part", "total")
    return list(
        dict.fromkeys(f.rpartition(".")[0] for f in fields if f.rpartition(".")[2] in columns)
    )


def papers_of_line(values: dict[str, int], line: str) -> int:
    """Papers on one line, from the fields it has."""
    prefix = f"{line}." if line else ""
    if f"{prefix}total" in values:
        return values[f"{prefix}total"]
    return values[f"{prefix}full"] * BUNDLE + values[f"{prefix}part"]


class WholeNight(RuleBasedStateMachine):
    """Officers at one desk; what is refused must leave everything as it was.

    The drill `walks` does the same on a disk, and more beside it (tests/drills/walks.py).
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        (_, elm), *others = CONTESTS.items()
        self.desk = a_hall(Path(self.folder.name), connect=self.connect, **elm).desk
        self.written = Written()
        self.declared: dict[str, Declaration] = {}
        self.seen: dict[str, object] = {}
        for stream, own in others:
            fields = contest_fields(**own) | {"contest": stream, "name": stream}
            self.desk.do(
                stream, acts.ContestSetUp(**self.desk.by(RETURNING_OFFICER).fixed, **fields)
            )
            hall = Hall(self.desk, stream)
            hall.do(hall.names_confirmed())
            hall.see_containers()

    def contest(self, stream: str) -> ContestState:
        return self.desk.contest(stream)

    def connect(self, name: str) -> Connection:
        """Where the count is kept: in memory."""
        return database.plain_connect(":memory:")

    @property
    def contests(self) -> list[str]:
        """Every contest that is set up, by its stream."""
        return list(self.desk.count.contests)

    def attempt(self, stream: str, kind: type[acts.Act], by: int, /, **fields: Any) -> None:
        with suppress(Refusal):
            self.do(stream, kind, by, **fields)

    def do(self, stream: str, kind: type[acts.Act], by: int, /, **fields: Any) -> Done:
        """An act that names what stands now, unless its fields do. Raises Refusal."""
        # Nothing of a contest stands that is about to be set up.
        contest = self.contest(stream if stream in self.contests else next(iter(CONTESTS)))
        act = made(kind, self.desk.by(by), **built_on(contest, kind, fields) | fields)
        if isinstance(act, acts.SheetsIssued):
            return self.desk.hand_out(stream, act)
        return self.desk.do(stream, act)

    def teardown(self) -> None:
        for stream in self.contests:
            for what in self._reached(self.contest(stream)):
                event(f"{stream}: {what}")
        self.desk.close()
        self.folder.cleanup()

    def _reached(self, contest: ContestState) -> Iterator[str]:
        """How far a walk came, for whoever asks (--hypothesis-show-statistics)."""
        yield contest.stage
        lives = {paper.life for paper in contest.papers_keyed()}
        yield from (
            life for life in lives if life in (Life.EARLIER, Life.CORRECTED, Life.WITHDRAWN)
        )
        if contest.declaration:
            yield (
                "declared with nothing passed over"
                if not contest.passed
                else "something passed over"
            )
            yield "counted again" if contest.rounds else "counted once"
            if contest.lot:
                yield "lot drawn"

    # ---- verification

    @rule(stream=streams, pick=picks, by=keying, off=st.sampled_from([0, 0, 0, 1]))
    def count_boxes_so_that_the_area_fits(self, stream: str, pick: int, by: int, off: int) -> None:
        """The boxes hold what the sheets and forms say so far, or one paper more."""
        contest = self.contest(stream)
        area = list(contest.areas.values())[pick % len(contest.areas)]
        first, *others = area.boxes
        others_hold = 0
        for box in others:
            if not box.attempts:
                self._count_box(stream, box.box.id, pick % 3, by)
            others_hold += box.papers
        self._count_box(stream, first.box.id, max(0, area.counted - others_hold) + off, by)

    def _count_box(self, stream: str, box: str, papers: int, by: int) -> None:
        again = {"account": account(papers), "reason": "again"}
        self.attempt(stream, acts.BoxAccountKeyed, by, box=box, **again)
        self.attempt(stream, acts.BoxCounted, by, box=box, papers=papers)

    @rule(stream=streams, by=anybody, second=anybody, pick=picks)
    def explain_a_variance(self, stream: str, by: int, second: int, pick: int) -> None:
        boxes = list(self.contest(stream).boxes.values())
        box = boxes[pick % len(boxes)]
        fields = {"box": box.box.id, "papers": box.papers, "explanation": "two stuck together"}
        self.attempt(stream, acts.VarianceExplained, by, second=second, **fields)

    @rule(stream=streams, by=returning)
    def state_the_verification(self, stream: str, by: int) -> None:
        self.attempt(stream, acts.VerificationStated, by, **stated_now(self.contest(stream)))

    # ---- sheets, slips and forms

    @rule(stream=streams, pick=picks, form=st.sampled_from(["sheet", "sheet", "slip"]))
    def issue_a_sheet(self, stream: str, pick: int, form: str) -> None:
        contest = self.contest(stream)
        # A sheet finds its contest by its number: each contest has a hundred of its own.
        number = 100 * self.contests.index(stream) + len(contest.sheets) + 1
        area = list(contest.areas)[pick % len(contest.areas)]
        if len(contest.sheets) < 10 and (
            form == "sheet" or contest.set_up.seats == 1 or contest.slates
        ):
            fields = {"area": area, "first": number, "last": number, "form": form}
            self.attempt(stream, acts.SheetsIssued, SUPERVISOR, **fields)

    @rule(stream=st.sampled_from([OAK, YEW]), pick=picks, by=keying)
    def name_a_slate(self, stream: str, pick: int, by: int) -> None:
        contest, chance = self.contest(stream), random.Random(pick)
        named = chance.choices(range(1, len(contest.set_up.candidates) + 2), k=chance.randint(0, 4))
        if len(contest.slates) < 4:
            in_order = named if pick % 3 else sorted(named)
            self.attempt(stream, acts.SlateNamed, by, candidates=tuple(in_order))

    @rule(
        stream=st.sampled_from([OAK, YEW]), by=keying, rightly=st.sampled_from([True, True, False])
    )
    def confirm_slates(self, stream: str, by: int, rightly: bool) -> None:
        for slate in list(self.contest(stream).slates):
            named = slate if rightly else (1,)
            self.attempt(stream, acts.SlateConfirmed, by, candidates=named)

    @rule(stream=streams, pick=picks, by=keying, reading=readings)
    def key_a_paper(self, stream: str, pick: int, by: int, reading: str) -> None:
        contest = self.contest(stream)
        papers = [*contest.sheets.values(), *contest.forms.values()]
        if papers:
            self._key(stream, papers[pick % len(papers)], by, reading, pick)

    @rule(stream=streams, pick=picks, reading=readings)
    def key_every_open_paper_twice(self, stream: str, pick: int, reading: str) -> None:
        contest = self.contest(stream)
        for by, how in ((CLERK, "right"), (OTHER_CLERK, reading)):
            for paper in [*contest.sheets.values(), *contest.forms.values()]:
                if paper.life in (Life.ISSUED, Life.KEYED, Life.QUERIED):
                    self._key(stream, paper, by, how, pick)

    @rule(stream=streams, pick=picks, by=keying)
    def adjudicate_what_was_sent(self, stream: str, pick: int, by: int) -> None:
        """A form for as many papers as are out in an area, or for some other batch."""
        contest, chance = self.contest(stream), random.Random(pick)
        area = list(contest.areas.values())[pick % len(contest.areas)]
        out, number = area.sent - area.adjudicated, len(contest.forms) + 1
        if number > 6:
            return
        form = KeyedPaper(number, area.area.id, "form", contest.round)
        drawn = (lawful_row(contest, form, chance) for _ in range(200))
        other = lawful_row(contest, form, chance)
        row = next((row for row in drawn if row[0] == out or chance.random() < 0.02), other)
        self.written._written[stream, "form", number] = row
        for who in (by, CLERK if by != CLERK else OTHER_CLERK):
            self._key(stream, form, who, "right", pick)

    @rule(stream=streams, pick=picks)
    def bring_every_figure_to_agree(self, stream: str, pick: int) -> None:
        """What most of a night is: each area has its sheets,
        all are keyed rightly, and the boxes fit.
        """
        contest = self.contest(stream)
        for i, area in enumerate(contest.areas.values()):
            if not area.sheets:
                self.issue_a_sheet(stream, i, "sheet")
        self.key_every_open_paper_twice(stream, pick, "right")
        while differing := [paper for of, paper in self._differing() if of == stream]:
            before = contest.seq
            self._look_again(stream, differing[0], THIRD_CLERK, rightly=True)
            if contest.seq == before:
                break
        for by in (CLERK, OTHER_CLERK):
            self.confirm_slates(stream, by, rightly=True)
        for i in range(len(contest.areas)):
            self.adjudicate_what_was_sent(stream, i + len(contest.areas) * pick, CLERK)
            self.count_boxes_so_that_the_area_fits(stream, i, CLERK, 0)
        self.state_the_verification(stream, RETURNING_OFFICER)
        self.give_the_provisional_result(stream, RETURNING_OFFICER)

    def _key(self, stream: str, paper: KeyedPaper, by: int, reading: str, pick: int) -> None:
        contest = self.contest(stream)
        chance = random.Random(pick)
        row: list[int | None] = list(self.written.row(contest, paper, random.Random(paper.number)))
        if reading == "another":
            other = lawful_row(contest, paper, chance)
            row = [*other, *[0] * (len(row) - len(other))]
        elif reading == "blank":
            row[chance.randrange(len(row))] = None
        elif reading == "wrong sum":
            row[0] = (row[0] or 0) + 1
        if paper.shape == "form":
            fields = {
                "form": paper.number,
                "area": paper.area,
                "figures": form_kind(contest).figures(row),
            }
            self.attempt(stream, acts.FormKeyed, by, **fields)
        else:
            written = sheet_kind(contest, paper.shape).figures(row)
            self.attempt(stream, acts.SheetKeyed, by, sheet=paper.number, figures=written)

    @precondition(lambda self: any(self._differing()))
    @rule(pick=picks, by=keying, rightly=st.sampled_from([True, True, False]))
    def key_differing_fields_once_more(self, pick: int, by: int, rightly: bool) -> None:
        differing = list(self._differing())
        stream, paper = differing[pick % len(differing)]
        self._look_again(stream, paper, by, rightly)

    def _look_again(self, stream: str, paper: KeyedPaper, by: int, rightly: bool) -> None:
        contest = self.contest(stream)
        kind = kind_of(contest, paper)
        row = self.written.row(contest, paper, random.Random(paper.number))
        fields = tuple(kind.named(i, row[i] + (not rightly)) for i in paper.differing())
        if paper.shape == "form":
            self.attempt(stream, acts.FormDifferenceKeyed, by, form=paper.number, fields=fields)
        else:
            self.attempt(stream, acts.SheetDifferenceKeyed, by, sheet=paper.number, fields=fields)

    def _differing(self) -> Iterator[tuple[str, KeyedPaper]]:
        for stream, contest in self.desk.count.contests.items():
            for paper in contest.papers_keyed():
                if paper.life is Life.DIFFERS:
                    yield stream, paper

    @rule(
        stream=streams,
        pick=picks,
        what=st.sampled_from(["correct", "query", "withdraw"]),
        second=anybody,
    )
    def put_a_paper_right_or_take_it_out(
        self, stream: str, pick: int, what: str, second: int
    ) -> None:
        contest = self.contest(stream)
        papers = [*contest.sheets.values(), *contest.forms.values()]
        if not papers or (what == "withdraw" and pick % 4):
            return
        paper = papers[pick % len(papers)]
        kind, of_forms = kind_of(contest, paper), paper.shape == "form"
        name = {"form" if of_forms else "sheet": paper.number}
        why = {"reason": "misread", "second": second}
        if what == "withdraw":
            act: type[acts.Act] = acts.FormWithdrawn if of_forms else acts.SheetWithdrawn
            self.attempt(stream, act, SUPERVISOR, **name, **why)
        elif what == "correct":
            other = lawful_row(contest, paper, random.Random(pick))
            row = other + [0] * (len(kind.fields) - len(other))
            standing_ = paper.values or (0,) * len(row)
            pairs = enumerate(zip(standing_, row, strict=True))
            fields = tuple(kind.named(i, to) for i, (was, to) in pairs if was != to)
            act = acts.FormCorrected if of_forms else acts.SheetCorrected
            self.attempt(stream, act, SUPERVISOR, **name, **why, fields=fields)
        elif of_forms:
            blank = form_kind(contest).figures([None] * len(kind.fields))
            self.attempt(stream, acts.FormQueried, CLERK, **name, area=paper.area, figures=blank)
        else:
            written = sheet_kind(contest, "slip" if paper.shape == "slip" else "sheet")
            queried = written.figures([None] * len(written.fields))
            self.attempt(stream, acts.SheetQueried, CLERK, **name, figures=queried)

    # ---- the result

    @rule(stream=streams, by=returning, second=st.sampled_from([DEPUTY, DEPUTY, NOBODY]))
    def pass_over_what_stands_open(self, stream: str, by: int, second: int) -> None:
        contest = self.contest(stream)
        found = standing(contest) + (before_declaring(contest) if contest.provisional else [])
        for each in found:
            why = {"reason": "looked for", "second": second}
            self.attempt(stream, acts.PassedOver, by, finding=each.record(), **why)
        for each in warnings(contest):
            self.attempt(
                stream, acts.WarningAnswered, SUPERVISOR, finding=each.record(), reason="seen"
            )

    @rule(stream=streams, by=returning)
    def give_the_provisional_result(self, stream: str, by: int) -> None:
        self.attempt(stream, acts.ProvisionalGiven, by, figures=figures(self.contest(stream)))

    @rule(stream=streams, pick=picks, asks=st.sampled_from(["recount", "inspection"]))
    def ask_and_answer(self, stream: str, pick: int, asks: str) -> None:
        contest = self.contest(stream)
        candidate, number = pick % len(contest.set_up.candidates) + 1, len(contest.requests) + 1
        self.attempt(stream, acts.AgentAnswered, DEPUTY, candidate=candidate, content=pick % 2 == 0)
        if number < 4:
            asked = {
                "request": number,
                "candidate": candidate,
                "asks": asks,
                "by_whom": "the agent",
            }
            self.attempt(stream, acts.RequestMade, DEPUTY, **asked)
        for request in contest.requests:
            answer = ("granted", "refused", "inspection")[pick % 3]
            fields = {
                "of": request.id,
                "answer": answer,
                "reason": "each bundle was checked",
            }
            self.attempt(stream, acts.RequestAnswered, RETURNING_OFFICER, **fields)

    @rule(stream=streams, pick=picks, by=returning, revisited=st.booleans())
    def count_an_area_again(self, stream: str, pick: int, by: int, revisited: bool) -> None:
        contest = self.contest(stream)
        if contest.round > 3:
            return
        areas = list(contest.areas)[: 1 + pick % len(contest.areas)]
        granted = [r.id for r in contest.requests if r.waits_for_recount and not r.followed]
        fields = {"round": contest.round + 1, "areas": tuple(areas), "reason": "close"}
        fields |= {
            "request": granted[0] if granted else NO_ACT * (pick % 2),
            "revisited": revisited,
        }
        self.attempt(stream, acts.RecountBegun, by, **fields)

    @rule(
        stream=streams,
        by=anybody,
        chosen=st.integers(1, 5),
        exchanged=st.sampled_from([False, False, True]),
    )
    def answer_read_back_and_draw(self, stream: str, by: int, chosen: int, exchanged: bool) -> None:
        contest = self.contest(stream)
        now = figures(contest)
        votes = now.votes
        first, second, *others = votes
        self.attempt(stream, acts.RecountOpportunityGiven, DEPUTY)
        back = (second, first, *others) if exchanged else votes
        self.attempt(stream, acts.ReadBack, by, votes=back, rejected=now.rejected)
        for _ in range(3):
            tied = outcome(contest, votes).tied or (1, 2)
            drawn = tied[chosen % len(tied)] if chosen < 5 else 5
            recorded = contest.lot_ids.get(frozenset(map(CandidateNumber, tied)), NO_ACT)
            why = {"of": recorded, "reason": "misheard", "second": DEPUTY}
            self.attempt(
                stream, acts.LotCorrected, RETURNING_OFFICER, tied=tied, chosen=tied[0], **why
            )
            self.attempt(stream, acts.LotDrawn, RETURNING_OFFICER, tied=tied, chosen=drawn)
            self.attempt(stream, acts.LotConfirmed, CLERK, chosen=drawn)

    @rule(
        stream=streams,
        by=returning,
        outside=st.sampled_from([False, False, False, True]),
        pick=picks,
    )
    def declare(self, stream: str, by: int, outside: bool, pick: int) -> None:
        contest = self.contest(stream)
        now, seats = figures(contest), contest.set_up.seats
        first = tuple(CandidateNumber(n) for n in range(1, seats + 1))
        elected = outcome(contest, now.votes).elected or first
        declarant = OfficerNumber(RETURNING_OFFICER)
        fields = {
            "figures": now,
            "elected": elected,
            "declared_at": self.desk.clock(),
            "declarant": declarant,
        }
        if not outside:
            self.attempt(stream, acts.Declared, by, **fields)
        elif pick % 8 == 0:
            fields["figures"] = replace(now, votes=(Votes(now.votes[0] + pick % 2), *now.votes[1:]))
            why = {"reason": "the power failed", "second": SUPERVISOR}
            self.attempt(stream, acts.DeclaredOutside, by, **fields, **why)

    @rule(stream=streams)
    def go_through_to_the_declaration(self, stream: str) -> None:
        self.state_the_verification(stream, RETURNING_OFFICER)
        self.give_the_provisional_result(stream, RETURNING_OFFICER)
        self.answer_read_back_and_draw(stream, SUPERVISOR, 1, False)
        self.declare(stream, RETURNING_OFFICER, False, 1)

    @rule(stream=streams, more=st.integers(0, 1))
    def correct_the_notice(self, stream: str, more: int) -> None:
        contest, number = self.contest(stream), len(self.contest(stream).corrected) + 1
        if number < 3:
            right = replace(figures(contest), verified=Papers(figures(contest).verified + more))
            why = {"reason": "printed wrongly", "second": SUPERVISOR}
            self.attempt(stream, acts.NoticeCorrected, DEPUTY, notice=number, figures=right, **why)

    @rule(stream=streams, by=returning, how=st.sampled_from(["expect", "release", "withdraw"]))
    def show_the_hall(self, stream: str, by: int, how: str) -> None:
        contest = self.contest(stream)
        if how == "expect":
            expected = f"about {len(self.desk.count.ids)}"
            self.attempt(stream, acts.ResultExpected, by, expected=expected)
        elif how == "release":
            self.attempt(stream, acts.ResultReleased, by)
        else:
            self.attempt(stream, acts.ReleaseWithdrawn, by, reason="too soon")
        released = contest.released
        assert released is None or released.of == contest.notice

    # ---- the count

    @rule(by=returning, role=st.sampled_from(["clerk", "adjudicator", "declarant", None]))
    def move_an_officer(self, by: int, role: Any) -> None:
        if role is None:
            self.attempt(COUNT_STREAM, acts.OfficerStoodDown, by, number=THIRD_CLERK)
        else:
            self.attempt(COUNT_STREAM, acts.OfficerEnrolled, by, officer=officer(THIRD_CLERK, role))

    @rule(stream=streams, by=returning)
    def give_a_code(self, stream: str, by: int) -> None:
        with suppress(Refusal):
            self.desk.issue_code(stream, "request", "an agent", by, drawn=3)

    # ---- what holds after every step

    def _moved(self, what: str) -> bool:
        """Whether anything was recorded since this was last asked; if not, all is as it was."""
        heads = self.desk.ledger.heads
        now = heads.get(what) if what in self.contests else sorted(heads.items())
        moved = self.seen.get(what) != now
        self.seen[what] = now
        return moved

    @invariant()
    def the_stored_acts_read_again_give_the_state_that_is_shown(self) -> None:
        if not self._moved("replay"):
            return
        read = replay(database.rows(self.desk.ledger._connection), whole=True)
        assert read.disagreements == []
        assert read.count == self.desk.count

    @invariant()
    def both_arithmetics_give_the_same_totals(self) -> None:
        for stream in self.contests:
            if not self._moved(stream):
                continue
            assert self.desk.ledger.totals(stream) == figures(self.contest(stream))

    @invariant()
    def running_totals_are_the_sums_over_what_is_live(self) -> None:
        for stream in self.contests:
            contest = self.contest(stream)
            for area in contest.areas.values():
                _same_as_counted_by_hand(contest, area)

    @invariant()
    def every_vote_and_every_paper_is_somewhere(self) -> None:
        for stream in self.contests:
            contest = self.contest(stream)
            seats = contest.set_up.seats
            for area in contest.areas.values():
                votes = sum(area.votes) + area.unused + area.uncertain
                assert (
                    votes + seats * area.rejected_papers == seats * area.counted
                )  # identities 4, 5
                assert max(area.votes) <= area.valid  # identity 7

    @invariant()
    def a_paper_counts_when_two_have_keyed_it_and_never_in_an_earlier_round(self) -> None:
        for stream in self.contests:
            contest = self.contest(stream)
            for area in contest.areas.values():
                assert all(paper.life is not Life.EARLIER for paper in area.sheets + area.forms)
            for paper in contest.papers_keyed():
                assert paper.live <= (paper.values is not None)
                assert paper.values is None or paper.life in (*LIVE, Life.EARLIER)
                if not contest.set_up.small_count:
                    assert len(paper.looks) == len(paper.officers)

    @invariant()
    def nothing_is_declared_here_while_something_stands_open(self) -> None:
        for stream in self.contests:
            contest = self.contest(stream)
            declared = contest.declaration
            if declared is None:
                continue
            assert self.declared.setdefault(stream, declared) == declared  # closed for ever
            assert contest.stage in (Stage.DECLARED, Stage.SIGNED)
            # What is seen at the door later on changes nothing of what it was declared on.
            ((_, act),) = self.desk.ledger.read_these(stream, [declared.seq])
            assert isinstance(act, acts.ContestAct)
            if not declared.outside:
                assert standing(contest, act.seen) == []
                assert (declared.figures, declared.elected) == (
                    figures(contest),
                    outcome(contest, figures(contest).votes).elected,
                )
            if not declared.outside and not contest.passed:
                assert open_findings(contest, act.seen) == []
                now = figures(contest)
                rejected = contest.set_up.rules.rejected_papers(now.rejected)
                assert now.valid + rejected == now.verified == contest.statement  # identities 2, 3
                papers = [
                    paper for area in contest.areas.values() for paper in area.sheets + area.forms
                ]
                assert all(paper.life in DONE for paper in papers)


def _same_as_counted_by_hand(contest: ContestState, area: AreaState) -> None:
    """The area's totals are those of a third arithmetic:
    by the names of the fields of what is live.
    """
    set_up = contest.set_up
    votes, unused, uncertain, bundled, sent, adjudicated = (
        [0] * len(set_up.candidates),
        0,
        0,
        0,
        0,
        0,
    )
    rejected = [0] * len(set_up.rules.heads)
    for paper in area.sheets + area.forms:
        if paper.values is None:
            continue
        assert paper.live
        fields = kind_of(contest, paper).fields
        values = dict(zip(fields, paper.values, strict=True))
        for n in range(1, len(votes) + 1):
            votes[n - 1] += values.get(f"{n}.votes", 0) + values.get(f"{n}.allowed", 0)
        for n in range(1, len(rejected) + 1):
            rejected[n - 1] += values.get(f"{n}.rejected", 0)
        unused += values.get("unused", 0)
        uncertain += values.get("uncertain", 0)
        bundled += values.get("mixed", 0)
        sent += values.get("sent", 0)
        adjudicated += values["papers"] if paper.shape == "form" else 0
        for line in line_names(fields):
            papers = papers_of_line(values, line)
            if line.startswith("s"):
                members: Sequence[int] = slate_called(line[1:])
            elif line:
                members = (int(line),)
            else:
                members = (
                    contest.slates[values["slip"] - 1] if set_up.seats > 1 else (values["slip"],)
                )
            bundled += papers
            unused += papers * (set_up.seats - len(members))
            for n in members:
                votes[n - 1] += papers
    assert (area.votes, area.rejected) == (votes, rejected)
    assert (area.unused, area.uncertain) == (unused, uncertain)
    assert (area.bundled, area.sent, area.adjudicated) == (bundled, sent, adjudicated)


WholeNight.TestCase.settings = settings(
    max_examples=WALKS, stateful_step_count=STEPS, deadline=None
)
TestWholeNight = WholeNight.TestCase
