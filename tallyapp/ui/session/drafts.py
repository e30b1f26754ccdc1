"""What officers are in the middle of keying, as the file has it: by officer and place.

A draft goes when the act that finishes it is recorded, whoever did that act and by whatever way:
after every act each draft of its contest is asked whether it is over.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from tallyapp.desk import Desk
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger.ledger import Ledger
from tallyapp.ui.session.acting import Failed
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.finished import finished_by, is_finished

Key = tuple[OfficerNumber, DraftPlace]


class Read(Protocol):
    """Does something with the ledger on the worker (Session.read)."""

    def __call__(
        self,
        call: Callable[[Ledger], Any],
        then: Callable[[Any], None],
        failed: Failed | None = None,
    ) -> None: ...


class Unfinished(NamedTuple):
    """That an officer has unfinished keying, at which place and since when; never what."""

    officer: OfficerNumber
    place: DraftPlace
    kept_at: datetime


class _Held(NamedTuple):
    keyed: str
    at: datetime


class Draft:
    """What one officer keys at one place, while a page is open for it.

    Once the act that finishes it is recorded, nothing more is kept: the page that closes after it
    leaves nothing behind.
    """

    def __init__(self, drafts: "Drafts", officer: OfficerNumber, place: DraftPlace) -> None:
        self.place = place
        self._drafts = drafts
        self._key = (officer, place)
        self._ended = drafts.times_ended(self._key)

    @property
    def over(self) -> bool:
        """Whether it was finished, or given up."""
        ended = self._drafts.times_ended(self._key) != self._ended
        return ended or self._drafts.is_finished(self._key)

    @property
    def kept(self) -> str:
        """What was keyed and not finished; empty if nothing."""
        return "" if self.over else self._drafts.at(self._key)

    def keep(self, keyed: str) -> None:
        """Keep what is keyed so far; it survives a crash."""
        if not self.over:
            self._drafts.keep(self._key, keyed)

    def drop(self) -> None:
        """It is finished, or given up."""
        self._drafts.drop(self._key)


class Drafts:
    """Unfinished keyings in memory; whoever changes them here has them changed in the file too."""

    def __init__(self, desk: Desk, read: Read, me: Callable[[], OfficerNumber | None]) -> None:
        self._desk = desk
        self._read = read
        self._me = me
        self._held: dict[Key, _Held] = {}
        self._to_write: dict[Key, _Held] = {}
        """What waits for the disk; both threads put in and take out, one key in one step."""
        self._handed: dict[Key, OfficerNumber] = {}
        self._ended: dict[Key, int] = {}

    def load(self) -> None:
        """Take in what the file has; what is finished by now is dropped from it.

        A crash can come between an act and the dropping of what it finished.
        """
        ledger = self._desk.ledger
        for officer, stored, kept_at in ledger.unfinished():
            if place := DraftPlace.read(stored):
                self._held[OfficerNumber(officer), place] = _Held("", kept_at)
        for officer in self._desk.count.count.officers:
            for stored, keyed in ledger.drafts(officer).items():
                if noted := DraftPlace.read_note(stored):
                    self._handed[officer, noted] = OfficerNumber(int(keyed))
                elif place := DraftPlace.read(stored):
                    self._held[officer, place] = self._held[officer, place]._replace(keyed=keyed)
        self.drop_finished()

    def drop_finished(self) -> None:
        """Drop what is finished, as far as its contest is read."""
        for key in list(self._held):
            if self.is_finished(key):
                self.drop(key, failed=_nothing)

    # ---- one draft

    def open(self, place: DraftPlace, officer: OfficerNumber | None = None) -> Draft:
        """What an officer, the signed-in one if none is named, keys at a place.

        Raises RuntimeError while nobody is signed in and nobody is named.
        """
        return Draft(self, officer or self._signed_in(), place)

    def at(self, key: Key) -> str:
        """What is kept; empty if nothing."""
        held = self._held.get(key)
        return held.keyed if held else ""

    def is_finished(self, key: Key) -> bool:
        """Whether what was begun there is settled as its contest stands."""
        contest = self._desk.count.contests.get(key[1].contest)
        return contest is not None and is_finished(contest, key[1], key[0])

    def times_ended(self, key: Key) -> int:
        """How often a keying of this officer at this place has been finished or given up."""
        return self._ended.get(key, 0)

    def keep(self, key: Key, keyed: str) -> None:
        """This is kept in place of what was kept there before."""
        if self.at(key) == keyed:
            return
        now = self._desk.clock()
        self._held.pop(key, None)
        self._held[key] = _Held(keyed, now)
        self._to_write[key] = self._held[key]
        self._read(lambda ledger: self._write(ledger, key), _nothing)

    def _write(self, ledger: Ledger, key: Key) -> None:
        """On the worker: put the last of what is kept there into the file."""
        # A disk that is slower than a hand gets the last of what was keyed, and not each key of it:
        # the act that follows would wait for them all.
        held = self._to_write.pop(key, None)
        if held is not None:
            officer, place = key
            ledger.keep_draft(officer, place.stored, held.keyed, held.at)

    def drop(self, key: Key, failed: Failed | None = None) -> None:
        """It is finished, or given up."""
        self._ended[key] = self.times_ended(key) + 1
        officer, place = key
        self._to_write.pop(key, None)
        if self._held.pop(key, None) is not None:
            drop = place.stored
            self._read(lambda ledger: ledger.drop_draft(officer, drop), _nothing, failed)

    def on_changed(self, changed: Changed) -> None:
        """An act of a contest is true: what it finished is dropped, whosever it was."""
        contest = self._desk.count.contests.get(changed.stream)
        if contest is None:
            return
        for key in list(self._held):
            officer, place = key
            if place.contest == changed.stream and finished_by(changed, contest, place, officer):
                self.drop(key)

    # ---- all of them

    def places(self, officer: OfficerNumber | None = None) -> Sequence[DraftPlace]:
        """Where an officer, the signed-in one if none is named, has unfinished keying,
        the oldest first.
        """
        whose = officer or self._me()
        return tuple(place for who, place in self._held if who == whose)

    def unfinished(self) -> Sequence[Unfinished]:
        """Whose unfinished keyings there are, the oldest first; never what was keyed."""
        return [Unfinished(who, place, held.at) for (who, place), held in self._oldest_first()]

    def _oldest_first(self) -> Iterator[tuple[Key, _Held]]:
        return iter(sorted(self._held.items(), key=lambda each: (each[1].at, each[0][0])))

    # ---- from one officer to another

    def take_over(
        self,
        officer: OfficerNumber,
        place: DraftPlace,
        then: Callable[[], None],
        failed: Failed | None = None,
    ) -> None:
        """Give the signed-in officer what another has begun at a place;
        `then` is told once it is theirs, or is finished by an act that was on its way before it.
        """
        to = self._signed_in()
        now = self._desk.clock()

        def taken(_: object) -> None:
            self._handed[officer, place] = to
            if held := self._held.pop((officer, place), None):
                self._held[to, place] = held
            else:
                self._read(lambda ledger: ledger.drop_draft(to, stored), _nothing)
            then()

        stored = place.stored
        note = place.stored_note
        hand = lambda ledger: ledger.hand_over(officer, stored, to, note, now)  # noqa: E731
        self._read(hand, taken, failed)

    def in_other_hands(
        self, place: DraftPlace, looks: Container[OfficerNumber] = ()
    ) -> OfficerNumber | None:
        """Who took over what the signed-in officer had begun at a place,
        and has it still, or has keyed it.

        `looks` are those whose keying stands.
        One person's figures are not to meet themselves as another's.
        """
        me = self._me()
        who = me
        passed = set[OfficerNumber]()
        while who and who not in passed and (to := self._handed.get((who, place))):
            passed.add(who)
            who = to
            if who != me and (who in looks or (who, place) in self._held):
                return who
        return None

    def _signed_in(self) -> OfficerNumber:
        me = self._me()
        if me is None:
            raise RuntimeError("a draft was asked for while nobody is signed in")
        return me


def _nothing(_: object) -> None:
    """There is nothing to do afterwards."""
