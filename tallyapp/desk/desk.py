"""The one place where an act enters the count:
checked, appended, applied, and told to whoever shows it.
"""

import gc
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.count import apply, check, must_pass
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed, Count
from tallyapp.domain.vocabulary.findings import Code, Finding, Refusal, finding
from tallyapp.domain.vocabulary.staff_names import StaffName
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger.database import Connect, plain_connect
from tallyapp.ledger.disagreements import Disagreement
from tallyapp.ledger.entries import Appended, Moved
from tallyapp.ledger.highwater import HighWater
from tallyapp.ledger.ledger import Ledger
from tallyapp.staff import Staff
from tallyapp.workstation import Workstation

from .as_stored import as_stored
from .between_contests import against_both, to_take_up
from .clock import Clock, ClockBehind, behind, not_before, stamped
from .given_out import code_over
from .handing_out import to_allot
from .joining import Joining
from .pending import Done, Pending
from .read_only import must_be_writable, still_unread
from .two_arithmetics import to_compare
from .unread import Unread

Subscriber = Callable[[Changed], None]


class Desk:
    """A count that is open: its state, and the way for acts into its ledger."""

    def __init__(
        self,
        ledger: Ledger,
        count: Count,
        clock: Clock,
        machine: Workstation,
        names: Mapping[str, StaffName],
    ) -> None:
        self.ledger = ledger
        self.count = count
        self.staff = Staff(count.count, names)
        self.clock = clock
        self.machine = machine
        self._joining = Joining(machine, count.count)
        self._subscribers: list[Subscriber] = []
        self._unread = Unread(ledger.behind)

    # ---- opening

    @classmethod
    def begin(
        cls,
        path: Path,
        clock: Clock,
        first: acts.CountSetUp,
        name: StaffName,
        machine: Workstation,
        connect: Connect = plain_connect,
    ) -> "Desk":
        """A new count in a new file, at the workstation at which it is set up:
        its name and certificate stand in the first act.

        `name` is the returning officer's, to which the first act holds a commitment.

        Raises Refusal or EnvironmentFault, leaving no file behind.
        """
        first = stamped(first, clock)
        state = Count()
        must_pass(check(state, COUNT_STREAM, first))
        as_stored(COUNT_STREAM, first)
        names = {name.named: name}
        kept = Staff(state.count, names).to_keep(first)
        ledger = Ledger.create(path, first, kept, machine.sign, clock(), connect)
        apply(state, COUNT_STREAM, first)
        return cls(ledger, state, clock, machine, names)

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        machine: Workstation,
        seen: HighWater | None = None,
        connect: Connect = plain_connect,
        at_once: int | None = None,
    ) -> "Desk":
        """A count as its file tells it;
        where `disagreements` says it does not agree, no act can be done.

        Where its contests but the first have more than `at_once` acts, they are `unread` yet.
        """
        ledger, read = Ledger.open(path, machine.name, clock(), seen, connect, at_once)
        names = ledger.names()
        # A full collection over a whole count's state would stop the keying for a tenth of a second
        # or more.
        gc.collect()
        gc.freeze()
        return cls(ledger, read.count, clock, machine, names)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where the file does not agree with itself, with the rules,
        or with what this machine saw.
        """
        return self.ledger.disagreements

    def close(self, seen: HighWater | None = None) -> None:
        """Give the file back."""
        self.ledger.close(seen)

    # ---- contests that are read behind the first

    @property
    def unread(self) -> Collection[str]:
        """The contests that were not read and checked yet: there is nothing of them here."""
        return self._unread.left

    def take_over(self) -> tuple[Disagreement, ...]:
        """Have here what the ledger has read since, by `Ledger.behind`; gives what does not agree
        in it.
        """
        return self._unread.take_over(self.count)

    def must_wait(self, stream: str, act: AnyAct) -> bool:
        """Whether contests that are unread may stand against an act: one of them, one of the whole
        count, or one that is the first at a new machine.
        """
        return self._unread.may_stand_against(stream, act, is_new=self.is_new)

    # ---- acts

    def subscribe(self, subscriber: Subscriber) -> None:
        """Be told what changed after every act, whoever did it."""
        self._subscribers.append(subscriber)

    @property
    def workstation(self) -> str:
        """What this machine is called in this count, or will be when it has joined it."""
        return self._joining.name

    @property
    def is_new(self) -> bool:
        """Whether this machine has yet to join the count, with the first act that is done here."""
        return self._joining.is_new

    def by(self, officer: int) -> acts.Envelope:
        """The envelope of an officer's acts at this desk."""
        return acts.Envelope(OfficerNumber(officer), self.workstation)

    def check(self, stream: str, act: AnyAct) -> list[Finding]:
        """What would stand against an act or be flagged, without doing it."""
        act = self._renewed(stream, stamped(act, self.clock))
        return self._joining.but_for_newness(check(self.count, stream, act))

    def do(self, stream: str, act: AnyAct) -> Done:
        """Do an act: recorded on the disk when this returns.

        Raises Refusal with what stands against it, or EnvironmentFault if it
        could not be saved; then nothing is recorded. Should other acts have
        come in between, they are taken in and the act is checked again.
        """
        pending = self.prepare(stream, act)
        while True:
            done = self.finish(pending, pending.write())
            if isinstance(done, Done):
                return done
            pending = done

    def prepare(self, stream: str, act: AnyAct) -> Pending:
        """An act that nothing stands against, ready to be written,
        which may be done on another thread.

        At a machine that is new to the count this is the act by which it joins; the other follows.
        Raises Refusal, or EnvironmentFault if the file can only be read.
        """
        must_be_writable(self.ledger, type(act))
        if self.must_wait(stream, act):
            left = len(self.unread)
            raise still_unread(left, left + len(self.count.contests))
        if self.is_new:
            must_pass(self.check(stream, act))
            return self._join_for(stream, act)
        return self._checked(stream, self._renewed(stream, stamped(act, self.clock)))

    def finish(self, pending: Pending, answer: Appended | Moved) -> Done | Pending:
        """Make a written act true; or, where others came in between,
        take them in and prepare it again.
        """
        if isinstance(answer, Moved):
            for other, seq, came in answer.acts:
                self._take_in(other, seq, came)
            if pending.wanted:
                return self.prepare(*pending.wanted)
            return self._checked(pending.stream, self._renewed(pending.stream, pending.act))
        seq = pending.after + 1
        if type(pending.act) is acts.BackupRestored:
            # Before anybody hears of it: what they are told then is that the file can be written.
            self.ledger.go_on_from_older()
        changed = self._take_in(pending.stream, seq, pending.act)
        if pending.wanted:
            return self.prepare(*pending.wanted)
        return Done(pending.act, seq, changed, pending.flags)

    def _join_for(self, stream: str, act: AnyAct) -> Pending:
        """The act by which this machine joins the count first, so that this one can be done."""
        joins = stamped(self._joining.first_act(act), self.clock)
        pending = self._checked(COUNT_STREAM, self._renewed(COUNT_STREAM, joins))
        return msgspec.structs.replace(pending, wanted=(stream, act))

    def _checked(self, stream: str, act: AnyAct) -> Pending:
        findings = check(self.count, stream, act)
        must_pass(findings)
        # As it will be read again, and not as it was made: a bound that was passed is refused here.
        act = as_stored(stream, act)
        # Taken now, while no act is on its way: on another thread the totals would move beneath it.
        ours = to_compare(self.count.contests.get(stream), act)
        flags = tuple(found for found in findings if found.flag)
        sign = self.machine.sign
        names = self.staff.to_keep(act)
        return Pending(self.ledger, stream, act, self._seq(stream), flags, sign, ours, names)

    def contest(self, stream: str) -> ContestState:
        """A contest's state; raises Refusal if it is not set up."""
        state = self.count.contests.get(stream)
        if state is None:
            raise Refusal([finding(Code.A104, "contest", stream)])
        return state

    # ---- sheets

    def hand_out(self, stream: str, sheets: acts.SheetsIssued) -> Done:
        """Hand sheets out, of numbers that are allotted to their contest first where they are
        nobody's yet.

        Raises Refusal or EnvironmentFault as `do`; then no sheet is handed out.
        """
        while allotted := self.to_allot(stream, sheets):
            self.do(COUNT_STREAM, allotted)
        return self.do(stream, sheets)

    def to_allot(
        self, stream: str, sheets: acts.SheetsIssued
    ) -> acts.SheetsAllotted | acts.SheetNumbersFreed | None:
        """The first run of numbers to be allotted before these sheets are handed out; before that,
        those of a contest that was abandoned are freed.

        None where all are the contest's, and where something else stands against handing out.
        """
        against = self.check(stream, sheets)
        return to_allot(self.count, self.by(sheets.by), stream, sheets, against)

    # ---- papers of another contest

    def move_between(self, found: acts.PapersOfAnotherContest) -> Done:
        """Papers of one contest that were found in a box of another: told in `count`, and taken up
        in both.

        Raises Refusal or EnvironmentFault as `do`; then nothing is told, or what is told and not
        taken up yet stands open in its contest by name.
        """
        must_pass(against_both(self.count, found))
        done = self.do(COUNT_STREAM, found)
        for end in (found.found, found.belongs):
            self.take_up(end.contest, found.by)
        return done

    def take_up(self, stream: str, by: int) -> None:
        """A contest takes up all that it was told of, and has not taken up yet."""
        for act in to_take_up(self.count, self.by(by), stream):
            self.do(stream, act)

    # ---- codes, and the clock

    def issue_code(
        self, stream: str, occasion: acts.Occasion, to: str, by: int, drawn: int = 0
    ) -> str:
        """Give out the code over a stream's head as it is now; the giving is recorded."""
        issued = code_over(self.ledger, stream, self.by(by), occasion, to, drawn)
        self.do(COUNT_STREAM, issued)
        return issued.code

    def clock_behind(self, stream: str) -> ClockBehind | None:
        """The clock and the time of the last act of a contest or of `count`,
        if the clock is behind it by a minute or more: then acts are dated as the last one.
        """
        return behind(self.clock, self._last(stream), self._last(COUNT_STREAM))

    def _renewed(self, stream: str, act: AnyAct) -> AnyAct:
        """The act, seen against `count` as it is now, at this workstation, and dated no earlier
        than the one before.
        """
        if act.workstation != self.workstation:
            # Another machine may have taken the name since the act was begun.
            act = msgspec.structs.replace(act, workstation=self.workstation)
        act = not_before(act, self._last(stream))
        if not acts.is_of_contest(act):
            return act
        # Never what the caller saw: an officer stood down a second ago may not act on the old list.
        seen = self._seq(COUNT_STREAM)
        if isinstance(act, acts.FixedAct):
            act = msgspec.structs.replace(
                act, count_head=self.ledger.checkpoint(COUNT_STREAM, seen).head
            )
        return msgspec.structs.replace(act, seen=seen)

    def _seq(self, stream: str) -> int:
        if stream == COUNT_STREAM:
            return self.count.count.seq
        contest = self.count.contests.get(stream)
        return contest.seq if contest else 0

    def _last(self, stream: str) -> datetime | None:
        """When the last act of a stream was done."""
        if stream == COUNT_STREAM:
            return self.count.count.at
        contest = self.count.contests.get(stream)
        return contest.at if contest else None

    def _take_in(self, stream: str, seq: int, act: AnyAct) -> Changed:
        if seq <= self._seq(stream):
            # It came with the answer to another act that was on its way at the same time.
            return Changed(stream, seq)
        changed = apply(self.count, stream, act)
        # Own acts and others' by the same way: a screen that showed only its own would lie.
        for subscriber in self._subscribers:
            subscriber(changed)
        return changed
