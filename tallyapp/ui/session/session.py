"""An open count and whoever sits before it: acts go in here, and what they changed comes out."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from tallyapp.desk import Desk
from tallyapp.desk.given_out import code_over
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.backup import Snapshot
from tallyapp.ledger.highwater import HighWater
from tallyapp.ledger.ledger import Ledger
from tallyapp.pins import Pins
from tallyapp.ui.session.acting import Acting, Failed, Intent, Refused, Then
from tallyapp.ui.session.checking import Checking
from tallyapp.ui.session.drafts import Drafts
from tallyapp.ui.session.jobs import Jobs
from tallyapp.ui.session.names import own_names
from tallyapp.ui.session.once import Once
from tallyapp.ui.session.printing import FindPrinter, Printing, no_printer
from tallyapp.ui.session.seat import Seat
from tallyapp.ui.session.worker import Worker
from tallyapp.words.catalogue import Told, say, sentence, told

if TYPE_CHECKING:
    from tallyapp.ui.session.backups import Backups
    from tallyapp.ui.session.two_files import TwoFiles

__all__ = ["Failed", "Refused", "Session", "Then"]

_T = TypeVar("_T")


class Session(Seat):
    """The one way from the window to the desk; nothing here waits.
    Checks and state are on the window's thread, disk is not.
    """

    acted = Signal(object)
    """What an act changed (Changed), whoever did it."""
    recorded = Signal(str, object)
    """An act of somebody here is on the disk and true: its stream, and the act."""
    saving_started = Signal()
    """An act is on its way to the disk."""
    saved = Signal(int, object)
    """It is on the disk: its position in its stream, and its time."""
    save_failed = Signal(str)
    """It could not be saved, and why; nothing is recorded."""
    said = Signal(str)
    """A refusal that nobody else shows."""
    noted = Signal(str)
    """Something that it is good to know, and that nobody need do anything about."""
    disagreed = Signal()
    """The file was found not to agree since it was opened: it is read-only from now on."""
    contest_changed = Signal()
    settled = Signal()
    """Nothing is under way any more."""
    awaited = Signal()
    """Something is on its way, and whoever asked for it keys nothing before it is told."""
    not_done = Signal()
    """It is refused, or could not be saved; what is to be put right is open."""
    answered = Signal()
    """Nothing is that anybody waits for so, and all that became of it is told."""

    def __init__(
        self,
        desk: Desk,
        seen: HighWater | None = None,
        parent: QObject | None = None,
        pins: Pins | None = None,
        *,
        printer: FindPrinter = no_printer,
    ) -> None:
        super().__init__(desk, pins, parent)
        self.once = Once(desk)
        self.stream = next(iter(desk.count.contests), "")
        self._seen = seen
        self._worker = Worker(self)
        self._jobs = Jobs(self._worker, self.save_failed.emit, self._tell_how_far)
        self._beside = Worker(self)
        self._aside = Jobs(self._beside, self.save_failed.emit, self._tell_how_far)
        self.printing = Printing(self.work, desk.ledger.path.parent, printer, self)
        self._acting = Acting(desk, self._worker, self)
        self._acting.recorded.connect(self.recorded)
        self._acting.saving_started.connect(self.saving_started)
        self._acting.saved.connect(self.saved)
        self._acting.save_failed.connect(self.save_failed)
        self._acting.not_done.connect(self.not_done)
        self._acting.went_on.connect(self._tell_how_far)
        self._asked = 0
        self._taking = Lock()
        self.identity_until: datetime | None = None
        """Until when the identity is valid that signed here in rehearsal; None if none did."""
        self.backups: Backups | None = None
        """Where its backups go; None where nobody keeps any of it."""
        self.two_files: TwoFiles | None = None
        """The other file of this count that it is compared with; None where it is with none."""
        self.drafts = Drafts(desk, self.read, lambda: self.officer.number if self.officer else None)
        self.drafts.load()
        self.checking = Checking(desk, self._worker, self)
        """What of the file is still to be checked: of its contests nothing is shown or done
        before.
        """
        self.checking.disagreed.connect(self.disagreed)
        self.checking.ended.connect(self._on_checked)
        self.checking.begin()
        desk.subscribe(self._on_acted)

    # ---- which contest

    @property
    def contest(self) -> ContestState | None:
        """The contest that the window is about; None while none is set up."""
        return self.desk.count.contests.get(self.stream)

    @property
    def released(self) -> bool:
        """Whether everybody may see the result of that contest."""
        return self.contest is not None and self.contest.released is not None

    def choose_contest(self, stream: str, still: Callable[[], bool] = lambda: True) -> None:
        """Be about another contest from now on; one that is not checked yet is checked next, and
        turned to if that is `still` wanted then.
        """
        if stream in self.desk.unread:
            self.noted.emit(self.checking.words("contest"))
            self.checking.first(stream, lambda: self.choose_contest(stream) if still() else None)
            return
        if stream != self.stream and stream in self.desk.count.contests:
            self.stream = stream
            self.contest_changed.emit()

    @property
    def streams(self) -> list[str]:
        """All contests in their order, those that are not checked yet among them."""
        known = list(self.desk.count.contests)
        return sorted({*known, *self.desk.unread}) if self.checking.left else known

    def names(self) -> dict[tuple[str, str], str]:
        """The contest's things by kind and id, with their own names, for sentences."""
        contest = self.contest
        if contest is None:
            return {}
        officer = self.officer.number if self.officer else OfficerNumber(0)
        about = ("names", self.stream, officer)
        return self.once.ask(about, lambda: own_names(contest, officer))

    def sentence(self, found: Finding) -> str:
        """A finding as a person reads it, things by their names."""
        return sentence(found, self.names())

    def told(self, found: Finding) -> Told:
        """The same, the place apart from what is the matter there."""
        return told(found, self.names())

    # ---- acts

    def do(
        self,
        stream: str,
        act: AnyAct,
        *,
        then: Then | None = None,
        refused: Refused | None = None,
        failed: Failed | None = None,
        goes_on: bool = False,
    ) -> None:
        """Do an act, after all that were asked for before it: of the signed-in officer,
        or of another who sat down for this one act.

        `then` is told once it is on the disk and true, always later; `refused` what stands against
        it, perhaps before this returns; `failed` why it could not be saved (`save_failed` tells so
        too). Whoever `goes_on` has the next thing open already, and waits for none of them.
        """
        if self.officer is None:
            raise RuntimeError("an act was asked for while nobody is signed in")
        if self.checking.waits(stream, act):
            self.noted.emit(self.checking.words("act"))
        self._acting.do(Intent(stream, act, then, refused or self._say_refusal, failed))
        if self._acting.writing and not goes_on:
            self.awaited.emit()

    def check(self, stream: str, act: AnyAct) -> list[Finding]:
        """What would stand against an act, or be flagged, without doing it."""
        return self.desk.check(stream, act)

    def issue_code(
        self,
        stream: str,
        occasion: acts.Occasion,
        to: str,
        *,
        drawn: int = 0,
        then: Callable[[str], None],
    ) -> None:
        """Give out the code over a stream's head as it is now;
        `then` is told it once that is recorded.
        """

        me = self.me

        def record(issued: acts.CodeIssued) -> None:
            self.do(COUNT_STREAM, issued, then=lambda _: then(issued.code))

        self.read(lambda ledger: code_over(ledger, stream, me, occasion, to, drawn), record)

    def _say_refusal(self, findings: list[Finding]) -> None:
        self.said.emit("  ".join(self.sentence(found) for found in findings))

    def _on_acted(self, changed: Changed) -> None:
        if changed.officers:
            self.follow_staff()
            self._forget_pins(changed.seq)
        if changed.workstation and changed.workstation == self.desk.workstation:
            self.noted.emit(say("ui", "joined", name=changed.workstation))
        if not self.stream and self.desk.count.contests:
            self.choose_contest(next(iter(self.desk.count.contests)))
        self.drafts.on_changed(changed)
        self.acted.emit(changed)

    def _on_checked(self) -> None:
        self.drafts.drop_finished()
        self._acting.go_on()

    def _forget_pins(self, seq: int) -> None:
        """Whoever stood down with this act of `count` keeps no PIN."""
        if self.pins:
            for before in self.stood_down(seq):
                self.work(partial(self.pins.forget, before), lambda _: None)

    # ---- reading the file, and other slow work

    def read(
        self, call: Callable[[Ledger], _T], then: Callable[[_T], None], failed: Failed | None = None
    ) -> None:
        """Read from the ledger on the worker, where its connection belongs; `then` is told here."""
        self.work(partial(call, self.desk.ledger), then, failed)

    def work(
        self, call: Callable[[], _T], then: Callable[[_T], None], failed: Failed | None = None
    ) -> None:
        """Do something slow on the worker; `failed` is told why the surroundings did not allow it.

        Once the count is closed nothing is done: whoever asks is a screen that is going away.
        """
        self._jobs.run(call, then, failed)

    def ask(self, call: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Do something slow on the worker, which the surroundings cannot prevent, before whoever
        asks keys on.
        """

        def attempt() -> _T | Exception:
            try:
                return call()
            except Exception as error:
                return error

        def told(result: _T | Exception) -> None:
            self._asked -= 1
            if isinstance(result, Exception):
                raise result
            then(result)

        self._asked += 1
        self.work(attempt, told)
        self.awaited.emit()

    def beside(
        self, call: Callable[[], _T], then: Callable[[_T], None], failed: Failed | None = None
    ) -> None:
        """Do something so slow that no act could wait for it, on a thread of its own.

        It touches the ledger in `taken` alone. Else as `work`.
        """
        self._aside.run(call, then, failed)

    def taken(self) -> Snapshot:
        """The count's file as it is now, for a backup: called `beside`, while acts go on.

        Raises EnvironmentFault if it cannot be read, a signature in it does not hold, or it was
        closed meanwhile.
        """
        self.desk.ledger.must_be_signed()
        with self._taking:
            if self.closed:
                raise EnvironmentFault(say("ui", "backup.closed", path=self.desk.ledger.path))
            with self._worker.held_up() as others:
                return self.desk.ledger.snapshot(others)

    # ---- the end

    @property
    def closed(self) -> bool:
        """Whether the count's file is given back, or about to be: nothing more is done."""
        return self._beside.stopped

    @property
    def busy(self) -> bool:
        """Whether anything is still on its way to or from the disk."""
        return self._acting.busy or self._jobs.busy or self._aside.busy

    def give_up_beside(self) -> None:
        """Wait no longer for what is done beside, such as a backup to a stick that does not answer:
        to be called where the count is to be closed.
        """
        self._aside.give_up()

    def _tell_how_far(self) -> None:
        if not (self._acting.writing or self._asked):
            self.answered.emit()
        if not self.busy:
            self.settled.emit()

    def close(self) -> None:
        """Give the count's file back;
        to be called when not `busy`, or to lose what was not yet begun.
        """
        # First what may still ask something of the other.
        self._aside.stop()
        # A snapshot is of the count's own disk, and is soon taken; none is begun after this.
        with self._taking:
            self._worker.stop()
            self.printing.stop()
            self.desk.close(self._seen)
