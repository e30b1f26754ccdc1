"""The one place where an act enters the count:
checked, appended, applied, and told to whoever shows it.
"""

import gc
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct, ContestAct
from tallyapp.domain.acts.bounds import bounds_at
from tallyapp.domain.count import apply, check, refusals
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import Changed, ContestState, Count
from tallyapp.domain.vocabulary.findings import Code, Finding, Refusal, finding
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.staff_names import StaffName
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import Connect, plain_connect
from tallyapp.ledger.highwater import HighWater
from tallyapp.ledger.ledger import Appended, Ledger, Moved, Sign
from tallyapp.ledger.replay import Disagreement
from tallyapp.staff import Staff
from tallyapp.words.catalogue import disagreement
from tallyapp.workstation import Workstation

Clock = Callable[[], datetime]
"""Gives the time now, with its offset from UTC."""
Subscriber = Callable[[Changed], None]

_AnAct = TypeVar("_AnAct", bound=AnyAct)
# Rule 8: two arithmetics agree before anything is given out. Declared outside it is not: it is
# recorded however the figures stand.
_COMPARED = (acts.ProvisionalGiven, acts.Declared)
"""Acts before which the two arithmetics are compared (E304)."""
_WAITING = (acts.FixedAct, acts.CodeIssued)
"""Acts by which something is given out: before them every signature must have been checked."""
_FROM_THE_LAST_BACKUP = "Go on from the last backup, and keep this file for the inquiry."
_RECORD_THE_RESTORING = (
    "Open the newer file, or record that this backup was restored, from where and why."
)
_CLOCKS_DIFFER = timedelta(minutes=1)
"""By less than this a clock may be behind another machine's, and nothing is said of it."""


@dataclass(frozen=True)
class Done:
    """An act is recorded: its position, what changed, and what it flagged."""

    act: AnyAct
    seq: int
    changed: Changed
    flags: tuple[Finding, ...]


@dataclass(frozen=True)
class ClockBehind:
    """This machine's clock says another time than the last act was done at: an earlier one."""

    clock: datetime
    last: datetime


@dataclass(frozen=True)
class Pending:
    """An act that was checked and is to be written;
    `ours` are the figures to compare before it (E304), `names` those of whom it enrols.

    `wanted` is the act, of this stream, for which a machine that is new joins the count first.
    """

    ledger: Ledger
    stream: str
    act: AnyAct
    after: int
    flags: tuple[Finding, ...]
    sign: Sign
    ours: ResultFigures | None = None
    names: tuple[StaffName, ...] = ()
    wanted: tuple[str, AnyAct] | None = None

    def write(self) -> Appended | Moved:
        """Put the act on the disk; touches the ledger alone,
        so that a slow disk can be waited for elsewhere.

        Raises Refusal (E304, or what a code or a signature names is not there) or EnvironmentFault;
        then nothing is recorded.
        """
        if isinstance(self.act, _WAITING):
            must_be_signed(self.ledger)
        if isinstance(self.act, acts.CodeIssued):
            _must_fit(self.ledger, self.act)
        if isinstance(self.act, acts.DocumentSigned):
            _must_be_drawn_from(self.ledger, self.stream, self.act)
        entries = [self.ledger.signed(self.stream, self.after, self.act, self.sign)]
        if self.ours is not None:
            moved = self.ledger.moved(entries)
            if moved:
                # Figures that others have changed since are not to be mistaken for a wrong
                # arithmetic.
                return moved
            must_agree(self.ledger, self.stream, self.ours)
        return self.ledger.append(entries, self.names)


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
        self._subscribers: list[Subscriber] = []

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
        first = _stamped(first, clock)
        state = Count()
        _must_pass(check(state, COUNT_STREAM, first))
        _as_stored(COUNT_STREAM, first)
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
    ) -> "Desk":
        """A count as its file tells it;
        where `disagreements` says it does not agree, no act can be done.
        """
        ledger, read = Ledger.open(path, machine.name, clock(), seen, connect)
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

    # ---- acts

    def subscribe(self, subscriber: Subscriber) -> None:
        """Be told what changed after every act, whoever did it."""
        self._subscribers.append(subscriber)

    @property
    def workstation(self) -> str:
        """What this machine is called in this count, or will be when it has joined it."""
        known = self.count.count.workstations
        own = known.name_of(self.machine.certificate)
        return own or known.free_name(self.machine.name)

    @property
    def is_new(self) -> bool:
        """Whether this machine has yet to join the count, with the first act that is done here."""
        return not self.count.count.workstations.name_of(self.machine.certificate)

    def by(self, officer: int) -> acts.Envelope:
        """The envelope of an officer's acts at this desk."""
        return acts.Envelope(OfficerNumber(officer), self.workstation)

    def check(self, stream: str, act: AnyAct) -> list[Finding]:
        """What would stand against an act or be flagged, without doing it."""
        return self._check(stream, self._renewed(stream, _stamped(act, self.clock)))

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
        self._must_be_writable(type(act))
        if self.is_new:
            _must_pass(self.check(stream, act))
            return self._joining(stream, act)
        return self._checked(stream, self._renewed(stream, _stamped(act, self.clock)))

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
        changed = self._take_in(pending.stream, seq, pending.act)
        if pending.wanted:
            return self.prepare(*pending.wanted)
        if isinstance(pending.act, acts.BackupRestored):
            self.ledger.go_on_from_older()
        return Done(pending.act, seq, changed, pending.flags)

    def _check(self, stream: str, act: AnyAct) -> list[Finding]:
        found = check(self.count, stream, act)
        # A machine that is new joins the count with its first act: that alone stands against none.
        return [each for each in found if each.code != Code.A118] if self.is_new else found

    def _joining(self, stream: str, act: AnyAct) -> Pending:
        """The act by which this machine joins the count, by whoever does the first act at it."""
        name = self.workstation
        joins = acts.WorkstationEnrolled(
            **acts.Envelope(act.by, name).count, name=name, certificate=self.machine.certificate
        )
        pending = self._checked(
            COUNT_STREAM, self._renewed(COUNT_STREAM, _stamped(joins, self.clock))
        )
        return replace(pending, wanted=(stream, act))

    def _checked(self, stream: str, act: AnyAct) -> Pending:
        findings = check(self.count, stream, act)
        _must_pass(findings)
        # As it will be read again, and not as it was made: a bound that was passed is refused here.
        act = _as_stored(stream, act)
        # Taken now, while no act is on its way: on another thread the totals would move beneath it.
        ours = figures(self.contest(stream)) if isinstance(act, _COMPARED) else None
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

    def to_allot(self, stream: str, sheets: acts.SheetsIssued) -> acts.SheetsAllotted | None:
        """The first run of numbers to be allotted before these sheets are handed out.

        None where all are the contest's, and where something else stands against handing out.
        """
        found = refusals(self.check(stream, sheets))
        # Another contest's numbers stay so: then none is allotted, and the sheets are refused.
        if not found or any(f.code is not Code.A117 or f.place.field for f in found):
            return None
        free = [int(f.place.name) for f in found]
        after = next((n for n, number in enumerate(free) if number != free[0] + n), len(free))
        return acts.SheetsAllotted(
            **self.by(sheets.by).count,
            contest=stream,
            first=SheetNumber(free[0]),
            last=SheetNumber(free[after - 1]),
        )

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
        now = self.clock().replace(microsecond=0)
        times = (self._last(stream), self._last(COUNT_STREAM))
        last = max((at for at in times if at), default=now)
        # Two laptops' clocks are never the same to the second, and nobody needs to be told that.
        if last - now < _CLOCKS_DIFFER:
            return None
        return ClockBehind(now, last.astimezone(now.tzinfo))

    def _renewed(self, stream: str, act: AnyAct) -> AnyAct:
        """The act, seen against `count` as it is now, at this workstation, and dated no earlier
        than the one before.
        """
        if act.workstation != self.workstation:
            # Another machine may have taken the name since the act was begun.
            act = msgspec.structs.replace(act, workstation=self.workstation)
        last = self._last(stream)
        # A clock that was set back must stop nobody: in what order acts were done stays true.
        if last and act.at < last:
            act = msgspec.structs.replace(act, at=last)
        if not isinstance(act, ContestAct):
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

    def _must_be_writable(self, kind: type[acts.Act]) -> None:
        found = self.disagreements
        # A restored backup is the one act that can be done on a copy older than this machine knows.
        older = all(d.only_remembered for d in found)
        if not found or (older and kind is acts.BackupRestored):
            return
        remedy = _RECORD_THE_RESTORING if older else _FROM_THE_LAST_BACKUP
        if all(d.only_later for d in found):
            remedy = ""
        raise EnvironmentFault(_read_only(self.ledger.path, found[0], remedy))


def _stamped(act: _AnAct, clock: Clock) -> _AnAct:
    """The act with an id of its own and the time, made now, whatever its envelope said."""
    # Whole seconds: `at` is read by people and printed; order is by position alone.
    now = clock().replace(microsecond=0)
    return msgspec.structs.replace(act, id=secrets.token_hex(16), at=now)


def code_over(
    ledger: Ledger,
    stream: str,
    by: acts.Envelope,
    occasion: acts.Occasion,
    to: str,
    drawn: int = 0,
) -> acts.CodeIssued:
    """The act by which the code over a stream's head is given out as it is now; touches the ledger
    alone.
    """
    now = ledger.checkpoint(stream)
    ((_, last),) = ledger.read_these(stream, [now.seq])
    return acts.CodeIssued(
        **by.count,
        stream=stream,
        seq=now.seq,
        of=last.id,
        code=now.code,
        occasion=occasion,
        to=to,
        drawn=drawn,
    )


def _must_fit(ledger: Ledger, act: acts.CodeIssued) -> None:
    """A109 unless the code is that of an entry in the ledger, and A114 unless that entry is the act
    named: no other could be looked up later.
    """
    last, _ = ledger.heads.get(act.stream, (0, b""))
    if not 1 <= act.seq <= last or ledger.checkpoint(act.stream, act.seq).code != act.code:
        raise Refusal([finding(Code.A109, "contest", act.stream, "code")])
    ((_, named),) = ledger.read_these(act.stream, [act.seq])
    if named.id != act.of:
        raise Refusal([finding(Code.A114, "contest", act.stream, "code")])


def _must_be_drawn_from(ledger: Ledger, stream: str, act: acts.DocumentSigned) -> None:
    """A114 unless the head from which the document was drawn is the stream's at that position."""
    if ledger.checkpoint(stream, act.seq).head != act.head:
        raise Refusal([finding(Code.A114, "contest", stream, "document")])


def must_be_signed(ledger: Ledger) -> None:
    """Wait until every signature of the file is checked.

    Raises EnvironmentFault if one does not hold: nothing more is given out of this file.
    """
    if wrong := ledger.signatures.wait():
        raise EnvironmentFault(_read_only(ledger.path, wrong[0]))


def _read_only(path: Path, found: Disagreement, remedy: str = _FROM_THE_LAST_BACKUP) -> str:
    return f"{path} can only be read. {disagreement(found)} {remedy}".rstrip()


def must_agree(ledger: Ledger, stream: str, ours: ResultFigures) -> None:
    """Raises Refusal with E304 for every figure in which the second
    arithmetic does not give ours.
    """
    _must_pass(differences(stream, ours, ledger.totals(stream)))


def differences(stream: str, ours: ResultFigures, theirs: ResultFigures) -> list[Finding]:
    """E304 for every figure in which the second arithmetic, theirs, differs from the program's."""
    found = []
    # Every figure there is, by name: a field added later is compared without being remembered here.
    for what in ResultFigures.__struct_fields__:
        a = getattr(ours, what)
        b = getattr(theirs, what)
        listed = isinstance(a, tuple)
        for i, (program, sql) in enumerate(zip(a, b, strict=True) if listed else ((a, b),), 1):
            if program != sql:
                figure = f"{what}.{i}" if listed else what
                found.append(
                    finding(Code.E304, "contest", stream, figure, program=program, sql=sql)
                )
    return found


def _as_stored(stream: str, act: AnyAct) -> AnyAct:
    """The act as it will be read again; A113 names the text or number that has not the form for it.

    A bound that was passed is told with its number.
    """
    try:
        return acts.decode(acts.encode(act))
    except msgspec.ValidationError as error:
        path = str(error).rpartition("$.")[2].rstrip("`")
        bounds = bounds_at(type(act), path)
        raise Refusal([finding(Code.A113, "contest", stream, path, **bounds)]) from error
    except UnicodeEncodeError as error:
        raise Refusal([finding(Code.A113, "contest", stream, "text")]) from error


def _must_pass(findings: list[Finding]) -> None:
    refused = refusals(findings)
    if refused:
        raise Refusal(refused)
