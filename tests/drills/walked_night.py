"""A night walked through on a disk: what three contests do, and all else that is done in a hall."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from sqlite3 import Connection
from typing import Any, ClassVar

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.rules.result import before_declaring, open_findings
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.warnings import warnings
from tallyapp.domain.vocabulary.findings import Code, Finding, Refusal
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ledger import database
from tallyapp.ledger.database import plain_connect
from tallyapp.ledger.replay import replay
from tallyapp.practice.at_the_door import key_returned
from tests.domain.test_whole_night import CONTESTS, YEW, WholeNight, picks, streams
from tests.halls import (
    ADJUDICATOR,
    CLERK,
    DEPUTY,
    NOBODY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    WARD_CANDIDATES,
    WARD_RULES,
    Hall,
    contest_fields,
)
from tests.workstations import workstation

from .any_act import gone_wrong, of_this_contest, sealed

NAME = "elm.tally"
PARISH = "ash-parish"
_BY_RULES_OF_THEIR_OWN = frozenset(
    {acts.CountSetUp, acts.WorkstationEnrolled, acts.CountAdjourned, acts.CountRestarted}
)
KINDS = sorted(set(RULES) - _BY_RULES_OF_THEIR_OWN, key=lambda kind: kind.__name__)
WHILE_COUNTING: Sequence[type[acts.Act]] = (
    acts.SheetQueried,
    acts.SheetWithdrawn,
    acts.SheetsWithdrawn,
    acts.SheetDifferenceKeyed,
    acts.FormQueried,
    acts.FormDifferenceKeyed,
    acts.FormWithdrawn,
    acts.VarianceExplained,
    acts.PacketsCounted,
    acts.BoxAdded,
    acts.BoxWithdrawn,
    acts.OneBoxAreaDecided,
    acts.PostalSessionKeyed,
    acts.SlateNamed,
    acts.SlateCompared,
    acts.ContainersRegistered,
    acts.ContainersSighted,
    acts.PapersOfAnotherContest,
)
BEFORE_DECLARING: Sequence[type[acts.Act]] = (
    acts.AgentAnswered,
    acts.RequestMade,
    acts.RequestAnswered,
    acts.RecountBegun,
    acts.RecountAbandoned,
    acts.ReAddDrawn,
    acts.ReAddDone,
    acts.DeclaredOutside,
    acts.ReadBack,
    acts.BoxCountCorrected,
    acts.BoxCounted,
    acts.SheetCorrected,
    acts.FormWithdrawn,
    acts.PapersMoved,
    acts.VarianceExplained,
    acts.SetUpCorrected,
)
AFTER_DECLARING: Sequence[type[acts.Act]] = (
    acts.NoticeCorrected,
    acts.DocumentSigned,
    acts.ResultReleased,
    acts.ReleaseWithdrawn,
    acts.CountCorrected,
    acts.GroupsChosen,
    acts.SheetKeyed,
    acts.CodeIssued,
)
ENDING = frozenset({acts.ContestAbandoned, acts.DisposalRecorded})
"""After these little can be done any more: seldom, and else in the parish."""
contests = st.sampled_from([*CONTESTS, PARISH])
_AT_ONCE = 20
_SELDOM = 8


def without_waiting(desk: Desk) -> Desk:
    """A file on the disk, for which nobody waits: what is lost without power is another drill."""
    desk.ledger._connection.execute("PRAGMA synchronous=OFF")
    return desk


class Reached:
    """How far the walks came: acts that were done, findings that were met, results."""

    def __init__(self) -> None:
        self.walks = 0
        self.declared = 0
        self.declared_after_a_recount = 0
        self.opened_again = 0
        self.backups = 0
        self.refused = 0
        self.acts: Counter[str] = Counter()
        self.codes: Counter[Code] = Counter()

    def meet(self, found: Iterable[Finding]) -> None:
        """These findings were met."""
        self.codes.update(each.code for each in found)


class WalkedNight(WholeNight):
    """The whole night on a disk, with what is done at the door, in the office and by two laptops.

    What holds after every step is what holds in the whole night; and a file that is opened again,
    and a backup, have what the window had.
    """

    reached: ClassVar[Reached]

    def __init__(self) -> None:
        super().__init__()
        self.path = Path(self.folder.name, NAME)
        self.read: Count = without_waiting(self.desk).count
        self._numbers = count(1)
        self._ends = (YEW, "as it is", 0)

    def connect(self, name: str) -> Connection:
        """Where the count is kept: in its file."""
        return plain_connect(name)

    def attempt(self, stream: str, kind: type[acts.Act], by: int, /, **fields: Any) -> None:
        try:
            self.do(stream, kind, by, **fields)
        except Refusal as refused:
            self.reached.refused += 1
            self.reached.meet(refused.findings)

    @initialize(
        stream=streams,
        how=st.sampled_from(["as it is", "declared", "counted again", "counted again"]),
        pick=picks,
    )
    def agree_how_the_night_ends(self, stream: str, how: str, pick: int) -> None:
        """Of one contest at least: what the walk is there to come to, whatever was done before."""
        self._ends = (stream, how, pick)

    def teardown(self) -> None:
        try:
            # After a fault there is nothing to go on to.
            if sys.exc_info()[0] is None:
                self._end_the_night()
        finally:
            super().teardown()

    def _end_the_night(self) -> None:
        stream, how, pick = self._ends
        still_open = [
            each
            for each, contest in self.desk.count.contests.items()
            if each in CONTESTS and not contest.declaration and not contest.abandoned
        ]
        if still_open and stream not in still_open:
            stream = still_open[0]
        if how == "counted again":
            self.count_again_and_declare(stream, pick, revisited=pick % 2 == 0, asked=pick % 4 < 2)
        elif how == "declared":
            self.count_to_the_declaration(stream, pick)
        self.close_and_open_again()
        for each in self.invariants:
            each.function(self)
        self.back_up()
        self._note_what_was_reached()

    def _note_what_was_reached(self) -> None:
        reached = self.reached
        reached.walks += 1
        for stream in (COUNT_STREAM, *self.contests):
            done = self.desk.ledger.read_from(stream)
            reached.acts.update(type(act).__name__ for _, act in done)
        closed = [each for each in self.desk.count.contests.values() if each.declaration]
        reached.declared += bool(closed)
        reached.declared_after_a_recount += any(each.rounds for each in closed)

    # ---- a contest counted to its end

    @rule(stream=streams, pick=picks)
    def count_to_the_declaration(self, stream: str, pick: int) -> None:
        """What is hoped for: everything agrees, nothing is passed over, and it is declared."""
        self._bring_to_a_provisional_result(stream, pick)
        self.answer_read_back_and_draw(stream, SUPERVISOR, 1, exchanged=False)
        self.declare(stream, RETURNING_OFFICER, outside=False, pick=1)

    @rule(stream=streams, pick=picks, revisited=st.booleans(), asked=st.booleans())
    def count_again_and_declare(self, stream: str, pick: int, revisited: bool, asked: bool) -> None:
        """A re-count is asked for and granted, or is begun unasked; its result is declared."""
        self._bring_to_a_provisional_result(stream, pick)
        if asked:
            # A pick of which the answer is that it is granted.
            self.ask_and_answer(stream, pick - pick % 3, "recount")
        self.count_an_area_again(stream, pick, RETURNING_OFFICER, revisited)
        self.count_to_the_declaration(stream, pick)

    def _bring_to_a_provisional_result(self, stream: str, pick: int) -> None:
        for _ in range(2):
            self.bring_every_figure_to_agree(stream, pick)
            with suppress(Refusal):
                key_returned(self.desk, stream, (CLERK, OTHER_CLERK))
            for found in open_findings(self.contest(stream)):
                self._settle(stream, found)
        self.pass_over_what_stands_open(stream, RETURNING_OFFICER, DEPUTY)
        self.give_the_provisional_result(stream, RETURNING_OFFICER)

    def _settle(self, stream: str, found: Finding) -> None:
        hall = Hall(self.desk, stream)
        if found.code is Code.E302 and found.place.field == "names":
            with suppress(Refusal):
                hall.do(hall.names_confirmed())
        elif found.code in (Code.E313, Code.E315):
            with suppress(Refusal):
                hall.see_containers()

    # ---- acts of every kind

    @rule(stream=contests, pick=picks)
    def do_whatever_comes(self, stream: str, pick: int) -> None:
        """A few acts of the register, by whoever is there, some with something wrong in them: a
        slip of the hand, an old screen, or a program that is wrong.
        """
        chance = Random(pick)
        self._some(stream, KINDS, chance)

    @rule(stream=contests, pick=picks)
    def do_whatever_comes_while_counting(self, stream: str, pick: int) -> None:
        """Two sheets are at the table, one of them keyed once; a box is a paper short."""
        if stream not in self.contests:
            self.set_a_parish_up(pick)
        if stream not in self.contests:
            return
        chance = Random(pick)
        for _ in range(2):
            self.issue_a_sheet(stream, pick, "sheet")
        self.key_a_paper(stream, pick, OTHER_CLERK, "right")
        box = chance.choice(list(self.contest(stream).boxes))
        self.attempt(stream, acts.BoxCounted, CLERK, box=box, papers=chance.randrange(4))
        self._some(stream, WHILE_COUNTING, chance)

    @rule(stream=streams, pick=picks)
    def do_whatever_comes_before_declaring(self, stream: str, pick: int) -> None:
        """The provisional result is there, and is talked about."""
        chance = Random(pick)
        self._bring_to_a_provisional_result(stream, pick)
        self._some(stream, BEFORE_DECLARING, chance)

    @rule(stream=streams, pick=picks)
    def do_whatever_comes_after_declaring(self, stream: str, pick: int) -> None:
        """The contest is closed; what may follow is done beside it."""
        chance = Random(pick)
        self.count_to_the_declaration(stream, pick)
        self._some(stream, AFTER_DECLARING, chance)

    def _some(self, stream: str, kinds: Sequence[type[acts.Act]], chance: Random) -> None:
        for _ in range(_AT_ONCE):
            self._any(stream, chance.choice(kinds), chance)

    def _any(self, stream: str, kind: type[acts.Act], chance: Random) -> None:
        if kind in ENDING and chance.randrange(_SELDOM):
            stream = PARISH
        if stream not in self.contests:
            self.set_a_parish_up(chance.randrange(100))
        if stream not in self.contests:
            return
        by = chance.choice([RETURNING_OFFICER] * 6 + [DEPUTY, ADJUDICATOR, CLERK, NOBODY])
        if kind is acts.ReAddDone:
            # Of those who are always here: the one who keys nothing and gives nothing out.
            by = SECOND_SUPERVISOR
        hall = Hall(self.desk, stream)
        fields = of_this_contest(hall, kind, chance)
        if chance.randrange(4) == 0:
            fields = gone_wrong(fields, chance)
        to = stream if issubclass(kind, acts.ContestAct) else COUNT_STREAM
        if kind is acts.ContestSetUp:
            to = fields["contest"]
        hypothesis.note(f"# {kind.__name__} by {by}: {fields}")
        self.attempt(to, kind, by, **fields)
        if kind is acts.PapersOfAnotherContest:
            for each in self.contests:
                with suppress(Refusal):
                    self.desk.take_up(each, SUPERVISOR)

    # ---- the hall and the laptops

    @rule(pick=picks, broken=st.booleans())
    def leave_the_hall_and_come_back(self, pick: int, broken: bool) -> None:
        """Nothing can be done meanwhile."""
        two = {"reason": "a fire alarm", "second": DEPUTY}
        why = ("adjourned", "evacuated")[pick % 2]
        self.attempt(
            COUNT_STREAM,
            acts.CountAdjourned,
            RETURNING_OFFICER,
            why=why,
            since=self.desk.clock(),
            seals=sealed(),
            **two,
        )
        self.key_a_paper(YEW, pick, CLERK, "right")
        seals = sealed("boxes") if broken else sealed()
        self.attempt(COUNT_STREAM, acts.CountRestarted, RETURNING_OFFICER, seals=seals, **two)

    @rule(pick=picks)
    def set_a_parish_up(self, pick: int) -> None:
        """One contest more, of which nothing was seen or decided: an area of one box, or of postal
        boxes alone.
        """
        areas = [{"A": ("a1",), "B": ("b1", "b2")}, {"A": ("a1", "a2"), "B": ("b1",)}][pick % 2]
        fields = contest_fields(
            candidates=WARD_CANDIDATES,
            rules=WARD_RULES,
            seats=2,
            areas=areas,
            electorate=1 + pick % 90,
        ) | {"contest": PARISH, "name": "Ash"}
        self.attempt(PARISH, acts.ContestSetUp, RETURNING_OFFICER, **fields)

    @rule(pick=picks)
    def record_a_contest_without_a_poll(self, pick: int) -> None:
        """No more stand than are elected."""
        fir = Candidate(surname="Fir", other_names="Kim", description="")
        fields = {"contest": f"fir-{pick % 4}", "election": "Elm Council", "name": "Fir"}
        self.attempt(
            COUNT_STREAM,
            acts.UncontestedRecorded,
            RETURNING_OFFICER,
            **fields,
            seats=1 + pick % 2,
            candidates=(fir,) * (1 + pick % 3 // 2),
        )

    @rule(another=st.booleans())
    def close_and_open_again(self, another: bool = False) -> None:
        """The program is started again, perhaps on the other laptop."""
        before = self.desk
        before.ledger.signatures.wait()
        before.close()
        machine = workstation("desk-2" if another else "desk-1")
        self.desk = without_waiting(Desk.open(self.path, before.clock, machine))
        assert self.desk.disagreements == ()
        assert self.desk.count == before.count
        self.reached.opened_again += 1

    @rule()
    def back_up(self) -> None:
        """A copy at another place: whoever opens it finds the same count."""
        place = Path(self.folder.name, f"backup-{next(self._numbers)}.tally")
        self.desk.ledger.backup(place)
        copy = Desk.open(place, self.desk.clock, workstation("desk-1"))
        try:
            assert copy.disagreements == ()
            assert copy.count == self.desk.count
        finally:
            copy.close()
        place.unlink()
        self.reached.backups += 1

    # ---- what holds after every step

    @invariant()
    def the_stored_acts_read_again_give_the_state_that_is_shown(self) -> None:
        """What was refused has changed nothing, whether or not anything was done since."""
        if self._moved("replay"):
            read = replay(database.rows(self.desk.ledger._connection), whole=True)
            assert read.disagreements == []
            self.read = read.count
        assert self.read == self.desk.count

    @invariant()
    def what_stands_open_is_noted(self) -> None:
        for stream in self.contests:
            contest = self.contest(stream)
            if self._moved(f"open in {stream}"):
                self.reached.meet(open_findings(contest))
                self.reached.meet(warnings(contest))
                self.reached.meet(before_declaring(contest))
