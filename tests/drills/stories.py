"""Nights in which more goes wrong: what seldom comes by chance is done as it happens in a hall."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from msgspec.structs import replace

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.boxes import CAUSES
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.practice.at_the_door import see_all
from tests.domain.test_whole_night import OAK, YEW, lawful_row, picks, streams
from tests.halls import (
    ADJUDICATOR,
    CLERK,
    DEPUTY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SEED,
    SUPERVISOR,
    THIRD_CLERK,
    WARD_RULES,
    Hall,
    account,
    contest_fields,
    officer,
    previous_result,
    staff_name,
)

from .walked_night import PARISH, WalkedNight

_GREEN, _LABOUR = "Green Party", "Labour Party"
_OF_TWO_PARTIES = tuple(
    Candidate(surname=surname, other_names="Alex", description=party)
    for surname, party in (
        ("Ash", _GREEN),
        ("Birch", _GREEN),
        ("Ashe", _LABOUR),
        ("Dogwood", _LABOUR),
    )
)
"""Of two parties, with a name in the one that is like a name in the other."""
_SLATES: Sequence[tuple[int, ...]] = ((1, 2), (2, 3), (1, 4), (4,), (1, 2, 3))
"""Of a whole party, of both, with the like name of somebody else, short, and too long."""
_FREED = 300
"""The first sheet number of the parish."""


class NightOfStories(WalkedNight):
    """The walked night, with stories: each is a few acts that follow from one another."""

    def do(self, stream: str, kind: type[acts.Act], by: int, /, **fields: Any) -> Done:
        """What was flagged and recorded all the same was met as well."""
        done = super().do(stream, kind, by, **fields)
        self.reached.meet(done.flags)
        return done

    def _second(self, reason: str, by: int = SECOND_SUPERVISOR) -> Mapping[str, Any]:
        return {"reason": reason, "second": by}

    # ---- at the tables

    @rule(stream=streams, pick=picks, rightly=st.booleans())
    def misread_a_form(self, stream: str, pick: int, rightly: bool) -> None:
        """The second clerk reads other figures than the first; a third officer looks."""
        contest = self.contest(stream)
        number = len(contest.forms) + 1
        if number > 6:
            return
        area = list(contest.areas)[pick % len(contest.areas)]
        form = KeyedPaper(number, area, "form", contest.areas[area].round)
        self._key(stream, form, CLERK, "right", pick)
        self._key(stream, form, OTHER_CLERK, "another", pick)
        for paper in contest.forms.values():
            if paper.life is Life.DIFFERS:
                self._look_again(stream, paper, THIRD_CLERK, rightly)
                self._look_again(stream, paper, SUPERVISOR, rightly=True)

    @rule(stream=streams, pick=picks)
    def key_a_sheet_under_anothers_number(self, stream: str, pick: int) -> None:
        """Two sheets lie on each other: one clerk keys the lower one's figures for the upper one,
        which are the same as of a sheet that is agreed.
        """
        contest = self.contest(stream)
        for _ in range(2):
            self.issue_a_sheet(stream, pick, "sheet")
        open_ = [s for s in contest.sheets.values() if s.life is Life.ISSUED and s.shape == "sheet"]
        if len(open_) < 2 or open_[0].area != open_[1].area:
            return
        upper, lower = open_[:2]
        written = self._written_as(stream, lower)
        for by in (CLERK, OTHER_CLERK):
            self._key(stream, lower, by, "right", pick)
        self._key(stream, upper, CLERK, "right", pick)
        self.attempt(stream, acts.SheetKeyed, OTHER_CLERK, sheet=upper.number, figures=written)
        if pick % 3 == 0:
            # And the third finds the same in the wrong place.
            self.written._written[stream, upper.shape, upper.number] = self.written.row(
                contest, lower, Random(lower.number)
            )
        if upper.life is Life.DIFFERS:
            self._look_again(stream, upper, THIRD_CLERK, rightly=True)

    def _written_as(self, stream: str, paper: KeyedPaper) -> Any:
        contest = self.contest(stream)
        row: list[int | None] = list(self.written.row(contest, paper, Random(paper.number)))
        return sheet_kind(contest, "sheet").figures(row)

    @rule(stream=st.sampled_from([OAK, YEW]), pick=picks)
    def give_a_candidate_more_votes_than_papers(self, stream: str, pick: int) -> None:
        """Highworth 2019: papers of a block are keyed as votes of each of them."""
        contest = self.contest(stream)
        self.issue_a_sheet(stream, pick, "sheet")
        for sheet in contest.sheets.values():
            if sheet.life is Life.ISSUED and sheet.shape == "sheet":
                row = lawful_row(contest, sheet, Random(pick))
                kind = sheet_kind(contest, "sheet")
                row[kind.at("1.votes")] += row[kind.at("mixed")] + 265
                whole: list[int | None] = [*row, *[0] * (len(kind.fields) - len(row))]
                figures = kind.figures(whole)
                self.attempt(stream, acts.SheetKeyed, CLERK, sheet=sheet.number, figures=figures)
                return

    @rule(stream=streams, pick=picks)
    def verify_boxes_that_hold_too_little(self, stream: str, pick: int) -> None:
        """The tables have more papers than came out of the boxes."""
        contest = self.contest(stream)
        area = list(contest.areas.values())[pick % len(contest.areas)]
        for box in area.boxes:
            self._count_box(stream, box.box.id, 0, CLERK)
        self.issue_a_sheet(stream, list(contest.areas).index(area.area.id), "sheet")
        self.key_every_open_paper_twice(stream, pick, "right")

    # ---- boxes

    @rule(stream=streams, pick=picks, second=st.sampled_from([SECOND_SUPERVISOR, SUPERVISOR]))
    def explain_why_a_box_is_short(self, stream: str, pick: int, second: int) -> None:
        """Fewer papers than its account expects; another may hold as many too many."""
        contest = self.contest(stream)
        boxes = list(contest.boxes)
        box, other = boxes[pick % len(boxes)], boxes[(pick + 1) % len(boxes)]
        papers = contest.boxes[box].papers
        expected = {box: papers + 2, other: max(0, contest.boxes[other].papers - 2)}
        for each, issued in expected.items():
            again = {"account": account(issued), "reason": "read again"}
            self.attempt(stream, acts.BoxAccountKeyed, CLERK, box=each, **again)
            counted = contest.boxes[each].papers
            self.attempt(stream, acts.BoxCounted, CLERK, box=each, papers=counted)
        cause = CAUSES[pick % len(CAUSES)]
        if cause in ("recounted", "verified-again") and pick % 2:
            for _ in range(2):
                self.attempt(stream, acts.BoxCounted, CLERK, box=box, papers=papers)
        why = {"explanation": "two stuck together", "cause": cause}
        made_up_for = {"other_box": other} if cause == "compensating" else {}
        fields = {"box": box, "papers": papers, "second": second, **why, **made_up_for}
        self.attempt(stream, acts.VarianceExplained, SUPERVISOR, **fields)

    @rule(pick=picks)
    def count_a_parish_of_one_box(self, pick: int) -> None:
        """Its one polling station's box cannot be mixed with another: somebody decides over it."""
        self._set_up_with_parties(pick)
        if PARISH not in self.contests or self.contest(PARISH).abandoned:
            return
        with suppress(Refusal):
            see_all(self.desk, PARISH, DEPUTY, RETURNING_OFFICER)
        for third in ("Ash", "Ashe"):
            surnames = ("Ash", "Birch", third, "Dogwood")
            self.attempt(PARISH, acts.NamesConfirmed, CLERK, surnames=surnames)
        decided = {"area": "A", "box": "a1", "reason": "" if pick % 5 == 0 else "one parish"}
        self.attempt(PARISH, acts.OneBoxAreaDecided, RETURNING_OFFICER, **decided)
        for box in ("a1", "b1", "b2"):
            # With some of its electorates there are more papers than electors.
            self._count_box(PARISH, box, 10 + pick % 20, CLERK)

    def _set_up_with_parties(self, pick: int) -> None:
        if PARISH in self.contests:
            return
        fields = contest_fields(
            candidates=_OF_TWO_PARTIES,
            rules=WARD_RULES,
            seats=2,
            areas={"A": ("a1",), "B": ("b1", "b2")},
            electorate=40 + pick % 90,
            bundle=10,
        ) | {"contest": PARISH, "name": "Ash"}
        self.attempt(PARISH, acts.ContestSetUp, RETURNING_OFFICER, **fields)

    @rule(pick=picks, fits=st.booleans())
    def compare_slates_with_their_bundles(self, pick: int, fits: bool) -> None:
        """Prestatyn North 2012: a slate with the like name of another party's candidate."""
        self.count_a_parish_of_one_box(pick)
        if PARISH not in self.contests:
            return
        for slate in (_SLATES[pick % len(_SLATES)], _SLATES[pick % 3]):
            named = {"candidates": slate}
            self.attempt(PARISH, acts.SlateNamed, CLERK, **named)
            said = {"fits": fits, "note": "" if fits else "the papers are of others"}
            self.attempt(PARISH, acts.SlateCompared, SUPERVISOR, **named, **said)
            self.attempt(PARISH, acts.SlateConfirmed, OTHER_CLERK, candidates=slate[:1])
            self.attempt(PARISH, acts.SlateConfirmed, OTHER_CLERK, **named)
            by = CLERK if pick % 4 == 0 else SUPERVISOR
            self.attempt(PARISH, acts.SlateCompared, by, **named, **said)
            # What was found last stands.
            self.attempt(PARISH, acts.SlateCompared, SECOND_SUPERVISOR, **named, fits=True)

    @rule(pick=picks)
    def take_over_the_numbers_of_a_contest_given_up(self, pick: int) -> None:
        """Sheets printed for a contest that was set up in error are used by another."""
        self._set_up_with_parties(pick)
        if PARISH not in self.contests or len(self.contest(OAK).sheets) >= 10:
            return
        first = {"first": _FREED, "last": _FREED + pick % 2}
        self.attempt(PARISH, acts.SheetsIssued, SUPERVISOR, area="A", **first)
        # While it is counted they are its own.
        self.attempt(OAK, acts.SheetsIssued, SUPERVISOR, area="A", **first)
        why = self._second("no such parish", DEPUTY)
        fields = {"because": "set-up-in-error", **why}
        self.attempt(PARISH, acts.ContestAbandoned, RETURNING_OFFICER, **fields)
        self.attempt(OAK, acts.SheetsIssued, SUPERVISOR, area="A", **first)

    # ---- added up by hand

    @rule(stream=streams, pick=picks, off=st.sampled_from([0, 0, 1, -2]))
    def add_lines_up_by_hand(self, stream: str, pick: int, off: int) -> None:
        """A few lines of the provisional result, by somebody who keyed none of it; those that
        differ are added up once more by another.
        """
        if not self.contest(stream).given:
            self._bring_to_a_provisional_result(stream, pick)
        drawn = {"seed": f"{SEED}{pick % 7}", "second": DEPUTY}
        self.attempt(stream, acts.ReAddDrawn, RETURNING_OFFICER, **drawn, reason="read again")
        if self.contest(stream).re_add is None:
            return
        hall = Hall(self.desk, stream)
        if pick % 4 == 0:
            lines = hall.lines_as_counted()[::-1]
            self.attempt(stream, acts.ReAddDone, SECOND_SUPERVISOR, lines=lines)
        for by, by_so_much in ((CLERK, 0), (SECOND_SUPERVISOR, off), (ADJUDICATOR, 0)):
            lines = hall.lines_as_counted(max(by_so_much, -hall.lines_as_counted()[0].total))
            self.attempt(stream, acts.ReAddDone, by, lines=lines, reason="once more")

    @rule(stream=streams, pick=picks)
    def count_until_two_are_level(self, stream: str, pick: int) -> None:
        """One sheet, on which every candidate has the same: the last seat hangs on a lot."""
        contest = self.contest(stream)
        if contest.sheets or contest.set_up.seats > 1:
            return
        for i, _ in enumerate(contest.areas):
            self.issue_a_sheet(stream, i, "sheet")
        for sheet in contest.sheets.values():
            values = dict.fromkeys(sheet_kind(contest, "sheet").fields, 0)
            lines = range(1, len(contest.set_up.candidates) + 1)
            values |= {f"{n}.part": 7 for n in lines} | {f"{n}.total": 7 for n in lines}
            values["papers"] = 7 * len(contest.set_up.candidates)
            fields = sheet_kind(contest, "sheet").fields
            self.written._written[stream, "sheet", sheet.number] = [values[f] for f in fields]
        self._bring_to_a_provisional_result(stream, pick)
        self.declare(stream, RETURNING_OFFICER, outside=False, pick=pick)

    # ---- in the office

    @rule(pick=picks)
    def enrol_somebody_under_anothers_number(self, pick: int) -> None:
        """The list of staff was typed a line too low."""
        taken = (CLERK, OTHER_CLERK)[pick % 2]
        self.desk.staff.know(staff_name(taken, "Kim Fir"))
        kim = officer(taken, "clerk", "Kim Fir")
        self.attempt(COUNT_STREAM, acts.OfficerEnrolled, RETURNING_OFFICER, officer=kim)
        own = replace(officer(taken, "clerk"), number=34)
        self.attempt(COUNT_STREAM, acts.OfficerEnrolled, RETURNING_OFFICER, officer=own)

    @rule(pick=picks)
    def type_a_day_wrongly(self, pick: int) -> None:
        """A digit too many, or the day of another year."""
        now = self.desk.count.count
        two = self._second("typed wrongly", DEPUTY)
        day = (date(9_999, 5, 6), date(2019, 12, 12), date(2024, 7, 4))[pick % 3]
        fields = {"of": now.set_up_id, "polling_day": day, **two}
        self.attempt(COUNT_STREAM, acts.CountCorrected, RETURNING_OFFICER, **fields)
        order = now.retention.order
        until = (date(2024, 9, 1), date(2025, 9, 1))[pick % 2]
        kept = {"of": order.id if order else "", "until": until, **two}
        self.attempt(COUNT_STREAM, acts.KeptLonger, RETURNING_OFFICER, **kept)

    @rule(stream=streams, pick=picks)
    def state_the_result_of_last_time_wrongly(self, stream: str, pick: int) -> None:
        """A figure was misread, or it is this year's; then it is stated as it was."""
        wrong: list[dict[str, Any]] = [
            {"valid": Papers(9)},
            {"electorate": 100},
            {"polling_day": date(2024, 7, 4)},
            {"seats": 0},
        ]
        for said in (wrong[pick % len(wrong)], {}):
            fields = {"result": previous_result(**said), "reason": "a figure was misread"}
            self.attempt(stream, acts.PreviousResultStated, RETURNING_OFFICER, **fields)
