"""Σ areas = Σ boxes ± moves, whatever is done with boxes and in whatever order; two arithmetics
agree, by area too; the statement is what they say; and a file read again is as it was.
"""

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tallyapp.domain import acts
from tallyapp.domain.views.verification_lines import area_lines, box_lines, totals
from tallyapp.domain.vocabulary.boxes import CAUSES, BoxOfContest, Packets
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tallyapp.ledger.published import rows_of
from tallyapp.ledger.replay import replay
from tests.domain.second_arithmetic import SecondArithmetic
from tests.halls import (
    CLERK,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    a_hall,
    account,
    contest_fields,
    decide_one_box_areas,
)

OAK = "oak"
AREAS = {"A": ("a1", "a2"), "B": ("b1", "b2"), "C": ("c1",)}
BOXES = tuple(box for boxes in AREAS.values() for box in boxes)
STREAMS = ("elm-valley", OAK)

boxes = st.sampled_from([*BOXES, "a9"])
areas = st.sampled_from([*AREAS])
streams = st.sampled_from(STREAMS)
papers = st.integers(0, 12)
some = st.integers(1, 6)


class BoxesOfTwoContests(RuleBasedStateMachine):
    """Two contests counted from the same boxes; what is refused leaves everything as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        elm = a_hall(Path(self.folder.name), areas=AREAS)
        fields = contest_fields(areas=AREAS) | {"contest": OAK, "name": "Oak"}
        elm.desk.do(OAK, acts.ContestSetUp(**elm.by(RETURNING_OFFICER).fixed, **fields))
        decide_one_box_areas(elm.desk, OAK)
        elm.desk.ledger._connection.execute("PRAGMA synchronous=OFF")
        self.arithmetic = SecondArithmetic(elm.desk.ledger)
        self.halls = {stream: Hall(elm.desk, stream) for stream in STREAMS}
        self.halls[OAK].see_containers()
        for hall in self.halls.values():
            for box in BOXES[:3]:
                hall.do(hall.account(box, 8))
                hall.do(hall.count_of(box, 8))

    def teardown(self) -> None:
        try:
            self.a_file_read_again_is_as_it_was()
        finally:
            self.halls[OAK].desk.close()
            self.folder.cleanup()

    def a_file_read_again_is_as_it_was(self) -> None:
        desk = self.halls[OAK].desk
        every = {stream: desk.ledger.lines(stream) for stream in (acts.COUNT_STREAM, *STREAMS)}
        read = replay(rows_of(every), whole=False, checked={})
        assert read.disagreements == []
        assert read.count.contests == desk.count.contests
        assert read.count.count == desk.count.count

    def attempt(self, stream: str, kind: type[acts.Act], by: int, /, **fields: Any) -> None:
        hall = self.halls[stream]
        with suppress(Refusal):
            hall.do(hall.made(kind, by, **fields))

    # ---- what is done with boxes

    @rule(stream=streams, box=boxes, issued=papers)
    def key_an_account(self, stream: str, box: str, issued: int) -> None:
        written = account(issued, 2, 1, 1)
        self.attempt(stream, acts.BoxAccountKeyed, CLERK, box=box, account=written, reason="again")

    @rule(stream=streams, box=boxes, found=papers)
    def count_a_box(self, stream: str, box: str, found: int) -> None:
        self.attempt(stream, acts.BoxCounted, OTHER_CLERK, box=box, papers=found)

    @rule(stream=streams, box=boxes, back=st.integers(0, 2), found=papers)
    def put_a_count_right(self, stream: str, box: str, back: int, found: int) -> None:
        state = self.halls[stream].contest.boxes.get(box)
        counts = state.counts if state else []
        attempt = max(len(counts) - back, 1)
        of = counts[attempt - 1].id if counts else "0" * 32
        fields = {"box": box, "attempt": attempt, "of": of, "papers": found}
        why = {"reason": "miskeyed", "second": SECOND_SUPERVISOR}
        self.attempt(stream, acts.BoxCountCorrected, SUPERVISOR, **fields | why)

    @rule(stream=streams, left=boxes, reached=boxes, moved=some)
    def move_papers(self, stream: str, left: str, reached: str, moved: int) -> None:
        fields = {"between": "box", "left": left, "reached": reached, "papers": moved}
        why = {"reason": "in the wrong box", "second": SECOND_SUPERVISOR}
        self.attempt(stream, acts.PapersMoved, SUPERVISOR, **fields | why)

    @rule(stream=streams, left=areas, reached=areas, moved=some)
    def carry_a_bundle(self, stream: str, left: str, reached: str, moved: int) -> None:
        fields = {"between": "area", "left": left, "reached": reached, "papers": moved}
        why = {"reason": "carried there", "second": SECOND_SUPERVISOR}
        self.attempt(stream, acts.PapersMoved, SUPERVISOR, **fields | why)

    @rule(stream=streams, box=boxes, moved=some)
    def hand_papers_over(self, stream: str, box: str, moved: int) -> None:
        to = {"to": "another returning officer", "receipt": "signed", "second": SECOND_SUPERVISOR}
        self.attempt(stream, acts.PapersHandedOver, SUPERVISOR, box=box, papers=moved, **to)

    @rule(stream=streams, left=boxes, reached=boxes, moved=some, taken_up=st.booleans())
    def find_papers_of_the_other(
        self, stream: str, left: str, reached: str, moved: int, taken_up: bool
    ) -> None:
        other = next(each for each in STREAMS if each != stream)
        desk = self.halls[stream].desk
        found = acts.PapersOfAnotherContest(
            **desk.by(SUPERVISOR).count,
            of=desk.count.count.between.last,
            found=BoxOfContest(contest=stream, box=left),
            belongs=BoxOfContest(contest=other, box=reached),
            papers=Papers(moved),
            reason="of the other colour",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
        with suppress(Refusal):
            if taken_up:
                desk.move_between(found)
            else:
                desk.do(acts.COUNT_STREAM, found)

    @rule(stream=streams)
    def take_up(self, stream: str) -> None:
        with suppress(Refusal):
            self.halls[stream].desk.take_up(stream, SUPERVISOR)

    @rule(stream=streams, box=boxes, unused=st.integers(0, 3))
    def count_what_is_beside_a_box(self, stream: str, box: str, unused: int) -> None:
        packets = Packets(unused=Papers(unused))
        self.attempt(stream, acts.PacketsCounted, CLERK, box=box, packets=packets, reason="again")

    @rule(stream=streams, box=boxes, cause=st.sampled_from(CAUSES), other=boxes)
    def explain(self, stream: str, box: str, cause: str, other: str) -> None:
        state = self.halls[stream].contest.boxes.get(box)
        fields = {"box": box, "papers": state.papers if state else 0, "cause": cause}
        if cause == "compensating":
            fields["other_box"] = other
        why = {"explanation": "found", "second": SECOND_SUPERVISOR}
        self.attempt(stream, acts.VarianceExplained, SUPERVISOR, **fields | why)

    @rule(stream=streams)
    def add_a_box(self, stream: str) -> None:
        late = BallotBox(id="a9", name="Late box", kind="postal", area="A")
        self.attempt(stream, acts.BoxAdded, SUPERVISOR, box=late, reason="late")

    @rule(stream=streams)
    def state_the_verification(self, stream: str) -> None:
        hall = self.halls[stream]
        with suppress(Refusal):
            hall.state_verification()

    # ---- what must hold

    @invariant()
    def areas_are_boxes_and_moves_and_two_arithmetics_agree(self) -> None:
        for hall in self.halls.values():
            contest = hall.contest
            lines = area_lines(contest)
            assert all(line.verified == line.in_boxes + line.carried for line in lines)
            assert sum(line.carried for line in lines) == 0
            verified = {line.area: int(line.verified) for line in lines}
            assert self.arithmetic.by_area(hall.stream) == verified
            assert self.arithmetic.totals(hall.stream) == hall.figures
            all_boxes = totals(contest)
            assert all_boxes.counted == sum(verified.values()) == hall.figures.verified
            assert all(box.papers >= 0 for box in contest.boxes.values())

    @invariant()
    def the_statement_is_what_the_boxes_say(self) -> None:
        for hall in self.halls.values():
            if hall.contest.statement is not None:
                assert hall.contest.statement == totals(hall.contest).counted
                assert not any(box.how == "not-yet" for box in box_lines(hall.contest))


TestBoxesOfTwoContests = BoxesOfTwoContests.TestCase
TestBoxesOfTwoContests.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
