"""Contests of a file that are read behind the one that is worked on."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from tallyapp.errors import EnvironmentFault

from . import database
from .disagreements import Disagreement, What
from .replay import Part, Reading
from .rows import Row

Rows = Callable[[str], Iterable[Row]]
"""Gives a whole stream, as it is stored."""
Take = Callable[[Part], None]


class Behind:
    """The streams of a file that were not read at its opening, and the reading of them; none, if
    no reading is given.

    Read on the thread that has the file's connection; asked from any.
    """

    def __init__(self, reading: Reading | None = None, left: Iterable[str] = ()) -> None:
        self._reading = reading
        self._left = dict.fromkeys(left)
        self._next = ""
        self._rows: Rows = lambda _: ()
        self._take: Take = lambda _: None
        self._told: deque[Part] = deque()

    def begin(self, rows: Rows, take: Take) -> None:
        """From where a stream's rows come, and who is given each part before anybody else is."""
        self._rows = rows
        self._take = take

    @property
    def left(self) -> tuple[str, ...]:
        """The streams that are still to be read: nothing of them is known."""
        return tuple(self._left)

    def go_next(self, stream: str) -> None:
        """Read this one before the others."""
        self._next = stream

    def read_on(self) -> None:
        """Read one more of them, if any is left; what does not agree in it is found as it would
        have been at opening.
        """
        if not self._left or self._reading is None:
            return
        stream = self._next if self._next in self._left else next(iter(self._left))
        try:
            # All of it before any is judged: a disk that fails half-way is asked again.
            rows = list(self._rows(stream))
        except database.FAULTS as error:
            if database.is_of_the_disk(error):
                raise EnvironmentFault(
                    f"{stream} cannot be read ({error}). Check the disk, then try again."
                ) from error
            # What cannot be read is no count: none of the others is read either.
            self._left.clear()
            self._tell(Part("", disagreements=(Disagreement(What.DAMAGED),)))
            return
        self._tell(self._reading.stream(stream, rows))
        del self._left[stream]
        if not self._left:
            found = self._reading.finished(whole=True).disagreements
            self._tell(Part("", disagreements=tuple(found)))

    def read_all(self) -> None:
        """Read all of them; raises EnvironmentFault as `read_on`."""
        while self._left:
            self.read_on()

    def told(self) -> Iterator[Part]:
        """What was read since this was last asked, to be taken over; the last one of all is of no
        stream.
        """
        while self._told:
            yield self._told.popleft()

    def _tell(self, part: Part) -> None:
        # First the file's own keeper: whoever hears of it may build upon it at once.
        self._take(part)
        self._told.append(part)
