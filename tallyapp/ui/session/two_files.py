"""The other file of the count that is open, while the window is: what it has, and what of it is to
be keyed here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tallyapp.domain.state.count import Changed, Count
from tallyapp.domain.views.branches.again import Again
from tallyapp.domain.views.branches.compare import Compared, compared
from tallyapp.domain.views.branches.pairs import Pair, pairs
from tallyapp.domain.views.branches.parting import Parting
from tallyapp.errors import EnvironmentFault
from tallyapp.words.catalogue import disagreement, say
from tallyapp.words.two_files import thing_words

if TYPE_CHECKING:
    from tallyapp.ledger.ledger import Ledger
    from tallyapp.ui.session.session import Session


@dataclass(frozen=True)
class Other:
    """Another file of the count, as it was read: nothing of it is written anywhere here."""

    path: Path
    count: Count
    streams: Mapping[str, Compared]


class TwoFiles(QObject):
    """Compares the count that is open with another file of it, and watches what is keyed again."""

    changed = Signal()
    """Another file was read, or something of it was keyed here."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.other: Other | None = None
        self._again: dict[str, Again] = {}
        session.acted.connect(self._on_acted)

    def compare(self, path: Path, then: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Read another file of this count, and compare it; `then` is told that it is done, `failed`
        why it could not be.
        """

        def read(found: tuple[Count, list[Parting]]) -> None:
            count, partings = found
            ours = self._session.desk.count
            told = compared(partings, ours, count)
            self.other = Other(path, count, {each.parting.stream: each for each in told})
            self._again = {
                stream: Again(contest, count.contests[stream])
                for stream, contest in ours.contests.items()
                if stream in count.contests
            }
            self.changed.emit()
            then()

        self._session.read(lambda ledger: _read(ledger, path), read, failed)

    def pairs(self, stream: str) -> Sequence[Pair]:
        """Everything of a contest that was keyed from paper in either since they parted, as it is
        now.
        """
        if self.other is None:
            return ()
        here = self._session.desk.count.contests.get(stream)
        return pairs(here, self.other.count.contests.get(stream))

    def all_again(self, stream: str) -> Sequence[Pair]:
        """Everything of a contest that was to be keyed here when they were compared, as it is."""
        again = self._again.get(stream)
        return again.all() if again else ()

    def waiting(self, stream: str) -> Sequence[Pair]:
        """What of it is not the same in both yet."""
        again = self._again.get(stream)
        return again.waiting() if again else ()

    def _on_acted(self, changed: Changed) -> None:
        again = self._again.get(changed.stream)
        if again is None:
            return
        for pair in again.changed(changed.sheets, changed.forms, changed.boxes):
            self._session.said.emit(say("two-files", "again.differs", of=thing_words(pair.thing)))
        self.changed.emit()


def _read(ledger: "Ledger", path: Path) -> tuple[Count, list[Parting]]:
    """What another file of this count means, and where it parts from this one; for the worker.

    Raises EnvironmentFault where it is no other file of this count, or is not whole.
    """
    from tallyapp.ledger.branches import branch

    with branch(path) as other:
        if other.disagreements:
            why = disagreement(other.disagreements[0])
            raise EnvironmentFault(say("two-files", "not-whole", file=path, why=why))
        if other.read.origin != ledger.origin:
            told = say("two-files", "other-count", first=ledger.path, second=path)
            raise EnvironmentFault(told)
        return other.read.count, ledger.partings(other)
