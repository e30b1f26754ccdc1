"""What must hold whatever is done, by whomever, in whatever order (domain.md, "What must add up").

One small contest is walked through by officers who key rightly,
wrongly and out of turn. After every step the stored acts, read again,
give the state that is shown; and two arithmetics give the same totals.
"""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.result import before_declaring, outcome
from tallyapp.domain.rules.sheets import OneSeat, sheet_kind
from tallyapp.domain.state.keyed_paper import DONE, KeyedPaper, Stands
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import CandidateNumber, FormNumber, SheetNumber
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay
from tests.domain.second_arithmetic import SecondArithmetic
from tests.halls import (
    ADJUDICATOR,
    BOXES,
    CLERK,
    DEPUTY,
    NOBODY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SUPERVISOR,
    THIRD_CLERK,
    a_hall,
    account,
    form,
    made,
    officer,
    refusal,
    sheet,
)

SHEETS = {
    1: sheet((60, 30, 8), sent=2),
    2: sheet((20, 15, 11), sent=4),
    3: sheet((39, 40, 21)),
}
FORMS = {1: form((1, 0, 1), (0, 1, 0, 3)), 2: form((0, 0, 0), ())}
MISREAD_SHEETS = {
    1: sheet((61, 29, 8), sent=2),
    2: sheet((20, 15, 10), sent=5),
    3: sheet((40, 39, 21)),
}
MISREAD_FORMS = {1: form((1, 1, 0), (0, 0, 0, 4)), 2: form((1, 0, 0), ())}

CLERKS = (CLERK, OTHER_CLERK, THIRD_CLERK)
PAPERS = (("sheet", 1), ("sheet", 2), ("sheet", 3), ("form", 1))

keying_officers = st.sampled_from([CLERK, OTHER_CLERK, THIRD_CLERK, SUPERVISOR])
anybody = st.sampled_from(
    [RETURNING_OFFICER, DEPUTY, SUPERVISOR, ADJUDICATOR, CLERK, OTHER_CLERK, NOBODY]
)
returning = st.sampled_from([RETURNING_OFFICER, RETURNING_OFFICER, DEPUTY, CLERK])
readings = st.sampled_from(["right", "right", "right", "misread", "adds wrongly", "blank"])


def in_memory(name: str) -> Any:
    return database.plain_connect(":memory:")


def read_as(right: Any, misread: Any, reading: str) -> Any:
    """What an officer reads off a paper."""
    if reading == "misread":
        return misread
    if reading == "right":
        return right
    papers = None if reading == "blank" else right.papers + 1
    return replace(right, papers=papers)


class NightOfTheCount(RuleBasedStateMachine):
    """Officers at one desk; what is refused must leave everything as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.hall = a_hall(Path(self.folder.name), connect=in_memory)
        self.arithmetic = SecondArithmetic(self.hall.desk.ledger)
        self.hall.issue("A", 1, 2)
        self.hall.issue("B", 3)
        self.begun: list[tuple[int, Stands]] = []

    @initialize(counted=st.sampled_from([True, True, False]))
    def begin_in_the_middle(self, counted: bool) -> None:
        if counted:
            self.verify_everything(0, CLERK)
            self.key_everything_twice("right", (CLERK, OTHER_CLERK))

    def teardown(self) -> None:
        self.hall.desk.close()
        self.folder.cleanup()

    def attempt(self, kind: type[acts.Act], by: int, /, **fields: Any) -> None:
        # As a page makes it that is opened now; what was begun before is a rule of its own.
        with suppress(Refusal):
            self.hall.do(self.hall.made(kind, by, **fields))

    def attempt_statement(self, by: int) -> None:
        with suppress(Refusal):
            self.hall.do(self.hall.statement(by))

    # ---- verification

    @precondition(lambda self: self.hall.contest.statement is None)
    @rule(off=st.sampled_from([0, 0, 0, 1]), by=keying_officers)
    def verify_everything(self, off: int, by: int) -> None:
        for box, papers in BOXES.items():
            issued = account(papers + off)
            self.attempt(acts.BoxAccountKeyed, by, box=box, account=issued, reason="again")
            self.attempt(acts.BoxCounted, by, box=box, papers=papers)
        self.attempt_statement(RETURNING_OFFICER)

    @rule(box=st.sampled_from([*BOXES, "a9"]), off=st.integers(-1, 1), by=anybody)
    def count_a_box(self, box: str, off: int, by: int) -> None:
        self.attempt(acts.BoxCounted, by, box=box, papers=BOXES.get(box, 5) + off)

    @rule(box=st.sampled_from([*BOXES, "a9"]), by=anybody, second=anybody)
    def explain_a_variance(self, box: str, by: int, second: int) -> None:
        known = self.hall.contest.boxes.get(box)
        fields = {"box": box, "papers": known.papers if known else 0, "explanation": "found"}
        self.attempt(acts.VarianceExplained, by, second=second, **fields)

    @precondition(lambda self: self.hall.contest.provisional is not None)
    @rule(by=anybody)
    def add_a_late_box(self, by: int) -> None:
        late = BallotBox(id="a9", name="Late box", kind="postal", area="A")
        self.attempt(acts.BoxAdded, by, box=late, reason="late")

    @rule(by=returning)
    def state_verification(self, by: int) -> None:
        self.attempt_statement(by)

    # ---- sheets and forms

    @rule(number=st.integers(1, 4), by=keying_officers, reading=readings)
    def key_a_sheet(self, number: int, by: int, reading: str) -> None:
        right, misread = SHEETS.get(number, SHEETS[1]), MISREAD_SHEETS.get(number, SHEETS[1])
        self.attempt(acts.SheetKeyed, by, sheet=number, figures=read_as(right, misread, reading))

    @rule(
        number=st.integers(1, 2), area=st.sampled_from("AAAB"), by=keying_officers, reading=readings
    )
    def key_a_form(self, number: int, area: str, by: int, reading: str) -> None:
        figures = read_as(FORMS[number], MISREAD_FORMS[number], reading)
        self.attempt(acts.FormKeyed, by, form=number, area=area, figures=figures)

    @rule(reading=st.sampled_from(["right", "misread"]), pair=st.permutations(CLERKS))
    def key_everything_twice(self, reading: str, pair: Sequence[int]) -> None:
        for by, chosen in zip(pair[:2], ("right", reading), strict=True):
            for number in SHEETS:
                self.key_a_sheet(number, by, chosen)
            self.key_a_form(1, "A", by, chosen)

    @precondition(lambda self: any(paper.differing() for paper in self.hall.contest.papers_keyed()))
    @rule(
        pick=st.integers(0, 9),
        by=st.sampled_from([THIRD_CLERK, CLERK, OTHER_CLERK]),
        misread=st.sampled_from([False, False, True]),
        all_of_them=st.sampled_from([True, True, False]),
    )
    def key_the_differing_fields(
        self, pick: int, by: int, misread: bool, all_of_them: bool
    ) -> None:
        differing = [paper for paper in self.hall.contest.papers_keyed() if paper.differing()]
        paper = differing[pick % len(differing)]
        of_forms = paper is self.hall.contest.forms.get(FormNumber(paper.number))
        kind, _, right = self._paper(paper.number, of_forms, misread)
        asked = paper.differing() if all_of_them else paper.differing()[1:]
        fields = tuple(FieldValue(kind.fields[i], right[i] or 0) for i in asked)
        if of_forms:
            self.attempt(acts.FormDifferenceKeyed, by, form=paper.number, fields=fields)
        else:
            self.attempt(acts.SheetDifferenceKeyed, by, sheet=paper.number, fields=fields)

    @rule(
        number=st.integers(1, 3),
        of_forms=st.booleans(),
        by=st.sampled_from([SUPERVISOR, SUPERVISOR, CLERK]),
        second=anybody,
        misread=st.booleans(),
    )
    def correct(self, number: int, of_forms: bool, by: int, second: int, misread: bool) -> None:
        kind, paper, right = self._paper(number, of_forms, misread)
        standing: Sequence[int | None] = (
            paper.values if paper and paper.values else [None] * len(right)
        )
        pairs = zip(kind.fields, standing, right, strict=True)
        fields = tuple(FieldValue(name, to or 0) for name, was, to in pairs if was != to)
        why = {"fields": fields, "reason": "misread", "second": second}
        if of_forms:
            self.attempt(acts.FormCorrected, by, form=number, **why)
        else:
            self.attempt(acts.SheetCorrected, by, sheet=number, **why)

    @rule(number=st.integers(1, 3))
    def begin_to_key_a_sheet(self, number: int) -> None:
        self.begun.append((number, self.hall.of_sheet(number)))

    @precondition(lambda self: bool(self.begun))
    @rule(pick=st.integers(0, 99), by=keying_officers, reading=readings)
    def hand_in_a_sheet_begun_before(self, pick: int, by: int, reading: str) -> None:
        """Whatever was done since, it is a keying of the paper that was opened, or none."""
        number, stands = self.begun.pop(pick % len(self.begun))
        figures = read_as(SHEETS[number], MISREAD_SHEETS[number], reading)
        now = self.hall.of_sheet(number)
        fields = {"sheet": number, "of": stands.opened, "figures": figures}
        found = refusal(lambda: self.hall.do(made(acts.SheetKeyed, self.hall.by(by), **fields)))
        assert found or now.opened == stands.opened

    @rule(number=st.integers(1, 4), by=keying_officers)
    def query_a_sheet(self, number: int, by: int) -> None:
        self.attempt(acts.SheetQueried, by, sheet=number, figures=read_as(SHEETS[1], None, "blank"))

    @rule(number=st.integers(1, 2), area=st.sampled_from("AAB"), by=keying_officers)
    def query_a_form(self, number: int, area: str, by: int) -> None:
        wrong = read_as(FORMS[number], None, "adds wrongly")
        self.attempt(acts.FormQueried, by, form=number, area=area, figures=wrong)

    @precondition(lambda self: self.hall.contest.provisional is not None)
    @rule(number=st.integers(1, 3), of_forms=st.booleans(), by=anybody, second=anybody)
    def withdraw(self, number: int, of_forms: bool, by: int, second: int) -> None:
        why = {"reason": "written twice", "second": second}
        if of_forms:
            self.attempt(acts.FormWithdrawn, by, form=number, **why)
        else:
            self.attempt(acts.SheetWithdrawn, by, sheet=number, **why)

    @precondition(lambda self: len(self.hall.contest.sheets) < 5)
    @rule(first=st.integers(1, 6), by=st.sampled_from([CLERK, CLERK, SUPERVISOR]))
    def issue_more_sheets(self, first: int, by: int) -> None:
        self.attempt(acts.SheetsIssued, by, area="B", first=first, last=first)

    # ---- the result

    @rule(by=returning, second=st.sampled_from([DEPUTY, DEPUTY, NOBODY]))
    def pass_over_what_stands_open(self, by: int, second: int) -> None:
        open_now = self.hall.standing()
        if self.hall.contest.provisional:
            open_now += before_declaring(self.hall.contest)
        for found in open_now:
            self.attempt(
                acts.PassedOver, by, finding=found.record(), reason="looked for", second=second
            )

    @rule(by=returning)
    def give_the_provisional_result(self, by: int) -> None:
        self.attempt(acts.ProvisionalGiven, by, figures=self.hall.figures)
        self.attempt(acts.RecountOpportunityGiven, by)

    @precondition(lambda self: self.hall.contest.provisional is not None)
    @rule(by=anybody, exchanged=st.sampled_from([False, False, True]))
    def read_back(self, by: int, exchanged: bool) -> None:
        now = self.hall.figures
        first, second, *others = now.votes
        votes = (second, first, *others) if exchanged else (first, second, *others)
        self.attempt(acts.ReadBack, by, votes=votes, rejected=now.rejected)

    @rule(by=returning, digit=st.integers(0, 9), reason=st.sampled_from(["", "miskeyed"]))
    def draw_lines_to_add_up(self, by: int, digit: int, reason: str) -> None:
        fields = {"seed": f"271828182{digit}", "second": DEPUTY, "reason": reason}
        self.attempt(acts.ReAddDrawn, by, **fields)

    @precondition(lambda self: self.hall.contest.re_add is not None)
    @rule(by=anybody, off=st.sampled_from([0, 0, 1]), reason=st.sampled_from(["", "again"]))
    def add_up_the_lines_drawn(self, by: int, off: int, reason: str) -> None:
        self.attempt(acts.ReAddDone, by, lines=self.hall.lines_as_counted(off), reason=reason)

    @rule(by=returning, chosen=st.integers(1, 3))
    def draw_a_lot(self, by: int, chosen: int) -> None:
        tied = outcome(self.hall.contest, self.hall.figures.votes).tied or (1, 2)
        self.attempt(acts.LotDrawn, by, tied=tied, chosen=chosen)

    @rule(by=anybody, chosen=st.integers(1, 3))
    def confirm_a_lot(self, by: int, chosen: int) -> None:
        self.attempt(acts.LotConfirmed, by, chosen=chosen)

    @rule(by=returning, elected=st.sampled_from([None, None, (1,), (2,)]))
    def declare(self, by: int, elected: tuple[int, ...] | None) -> None:
        fields = self.hall.declaration()
        if elected:
            fields["elected"] = tuple(map(CandidateNumber, elected))
        self.attempt(acts.Declared, by, **fields)

    @rule()
    def go_through_to_the_declaration(self) -> None:
        self.give_the_provisional_result(RETURNING_OFFICER)
        self.read_back(SUPERVISOR, False)
        self.declare(RETURNING_OFFICER, None)

    # ---- the staff

    @rule(by=returning, role=st.sampled_from(["clerk", "auditor", "adjudicator", None]))
    def move_an_officer(self, by: int, role: Any) -> None:
        if role is None:
            self.attempt(acts.OfficerStoodDown, by, number=THIRD_CLERK)
        else:
            self.attempt(acts.OfficerEnrolled, by, officer=officer(THIRD_CLERK, role))

    @rule(by=returning)
    def issue_a_code(self, by: int) -> None:
        with suppress(Refusal):
            self.hall.desk.issue_code(self.hall.stream, "request", "an agent", by, drawn=3)

    def _paper(
        self, number: int, of_forms: bool, misread: bool
    ) -> tuple[PaperKind, KeyedPaper | None, Row]:
        contest = self.hall.contest
        if of_forms:
            forms, form_number = MISREAD_FORMS if misread else FORMS, FormNumber(number)
            row, _ = form_kind(contest).read(number, forms.get(number, FORMS[1]))
            return form_kind(contest), contest.forms.get(form_number), row
        sheets, sheet_number = MISREAD_SHEETS if misread else SHEETS, SheetNumber(number)
        row, _ = sheet_kind(contest).read(number, sheets.get(number, SHEETS[1]))
        return sheet_kind(contest), contest.sheets.get(sheet_number), row

    # ---- what holds after every step

    @invariant()
    def the_stored_acts_read_again_give_the_state_that_is_shown(self) -> None:
        ledger = self.hall.desk.ledger
        read = replay(database.rows(ledger._connection), whole=True)
        assert read.disagreements == []
        assert read.heads == ledger.heads
        assert read.count == self.hall.desk.count

    @invariant()
    def both_arithmetics_give_the_same_totals(self) -> None:
        assert self.arithmetic.totals(self.hall.stream) == self.hall.figures

    @invariant()
    def running_totals_are_the_sums_over_what_is_live(self) -> None:
        contest = self.hall.contest
        sheets, forms = sheet_kind(contest), form_kind(contest)
        assert isinstance(sheets, OneSeat)
        for area in contest.areas.values():
            on_sheets = [paper.values for paper in area.sheets if paper.values is not None]
            on_forms = [paper.values for paper in area.forms if paper.values is not None]
            votes = [0] * len(area.votes)
            for values in on_sheets:
                assert sum(sheets.papers(values)) + values[-1] == values[0]  # identity 1
                votes = [v + papers for v, papers in zip(votes, sheets.papers(values), strict=True)]
            for values in on_forms:
                assert sum(forms.allowed(values)) + sum(forms.rejected(values)) == values[0]
                votes = [v + papers for v, papers in zip(votes, forms.allowed(values), strict=True)]
            assert area.votes == votes
            assert area.bundled == sum(values[0] - values[-1] for values in on_sheets)
            assert area.sent == sum(values[-1] for values in on_sheets)
            assert area.adjudicated == sum(values[0] for values in on_forms)
            heads = zip(*(forms.rejected(values) for values in on_forms), strict=True)
            assert area.rejected == ([sum(column) for column in heads] or [0] * len(area.rejected))
            assert sum(area.votes) == area.valid  # identity 4: with one seat a paper is a vote
            assert area.valid + sum(area.rejected) == area.counted

    @invariant()
    def where_nothing_stands_open_every_paper_verified_is_counted(self) -> None:
        contest, now = self.hall.contest, self.hall.figures
        if contest.passed or self.hall.standing():
            return
        assert now.valid + sum(now.rejected) == now.verified == contest.statement  # identities 2, 3
        for area in contest.areas.values():
            assert (area.counted, area.sent) == (area.verified, area.adjudicated)
            assert all(paper.life in DONE for paper in area.sheets + area.forms)

    @invariant()
    def what_was_given_out_is_what_stands(self) -> None:
        contest = self.hall.contest
        for told in (contest.provisional, contest.declaration):
            assert told is None or told.figures == self.hall.figures
        if contest.declaration:
            (elected,) = contest.declaration.elected
            assert self.hall.figures.votes[elected - 1] == max(self.hall.figures.votes)


NightOfTheCount.TestCase.settings = settings(max_examples=15, stateful_step_count=50, deadline=None)
TestNightOfTheCount = NightOfTheCount.TestCase


@settings(max_examples=15)
@given(st.permutations([(paper, by) for paper in PAPERS for by in (CLERK, OTHER_CLERK)]))
def test_the_order_of_keying_does_not_change_the_totals(
    order: Sequence[tuple[tuple[str, int], int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hall = a_hall(Path(folder), connect=in_memory)
        hall.issue("A", 1, 2)
        hall.issue("B", 3)
        for (kind, number), by in order:
            if kind == "sheet":
                hall.key(number, SHEETS[number], by=by)
            else:
                hall.key_form(number, "A", FORMS[number], by=by)
        assert hall.figures.votes == (120, 85, 41)
        assert hall.figures.rejected == (0, 1, 0, 3)
        assert [
            (area.bundled, area.sent, area.adjudicated) for area in hall.contest.areas.values()
        ] == [
            (144, 6, 6),
            (100, 0, 0),
        ]
        hall.desk.close()
