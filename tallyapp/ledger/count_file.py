"""A count's file while it is open: the connection to it, and what watches over it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tallyapp.errors import EnvironmentFault

from . import database
from .database import Connect
from .held import Held
from .in_use import InUse


class CountFile:
    """A count file taken for this program alone; one connection, used by one thread at a time."""

    def __init__(
        self,
        path: Path,
        workstation: str,
        now: datetime,
        connect: Connect,
        new: bool = False,
    ) -> None:
        """One that is `new` was claimed, and is laid out.

        Raises EnvironmentFault if there is none, it is not ours, newer, damaged or in use."""
        self._path = path
        self._connect = connect
        self.gone = False
        """Whether the disk reported a fault, and the file could not be opened again since."""
        self.together = False
        """Whether all that is written now is one transaction, which is still under way."""
        self.copied = False
        """Whether a snapshot is being taken, before whose end SQLite does not let the file go."""
        database.must_be_there(path)
        with ExitStack() as undo:
            self._in_use = InUse.take(path, workstation, now)
            undo.callback(self._in_use.give_back)
            with database.told_of(path):
                self._held = Held(path)
            undo.callback(self._held.close)
            self.connection = database.open_file(path, connect, new)
            undo.pop_all()

    def close(self) -> None:
        """Give the file back."""
        database.let_go(self.connection)
        # After SQLite: to close this one first would drop the lock while it may still write.
        self._held.close()
        self._in_use.give_back()

    @contextmanager
    def copying(self, others: Callable[[], None]) -> Iterator[Callable[[], None]]:
        """While in here a snapshot is taken; the call that is given lets `others` go first.

        It raises EnvironmentFault where the file has to be opened anew since.
        """

        def let_on() -> None:
            others()
            if self.gone:
                raise EnvironmentFault(
                    f"The disk of {self._path} reported a fault while it was being backed up. Try "
                    "again."
                )

        self.copied = True
        try:
            yield let_on
        finally:
            self.copied = False

    def note(self) -> None:
        """What was done to the file until now was this program's doing."""
        self._held.note()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: on the disk when it ends, or as if nothing had been done; a part of
        the one that is under way.

        Raises EnvironmentFault where the file is not as this program left it.
        """
        if self.together:
            yield
            return
        self._held.must_be_as_left()
        with database.transaction(self.connection):
            yield
        self._held.note()

    @contextmanager
    def writing_together(self) -> Iterator[None]:
        """All that is written in here is one transaction, as `writing`, and lies in its place.

        If that fails, the file is `gone`: nothing is known to be in it.
        """
        try:
            with self.writing():
                self.together = True
                try:
                    yield
                finally:
                    self.together = False
            self.must_be_in_place()
        except BaseException:
            self.gone = True
            raise

    def must_be_in_place(self) -> None:
        """Before what was written is called saved: raises EnvironmentFault if it lies elsewhere."""
        if not self.together:
            self._held.must_be_in_place()

    def opened_anew(self) -> None:
        """Open the file again, as SQLite finds it after a write that the disk did not finish.

        Raises EnvironmentFault if the disk does not even let it be read: then it is `gone`.
        """
        # A connection that met such a fault answers nothing any more, or from memory.
        self.gone = True
        if self.copied:
            raise EnvironmentFault(
                f"The disk of {self._path} reported a fault while a backup was being taken, which "
                "stops here. Nothing is known to be saved of this entry: key it again."
            )
        with suppress(*database.FAULTS):
            self.connection.close()
        self._held.must_be_in_place()
        self.connection = database.open_file(self._path, self._connect)
        self._held.begin_anew()
        self.gone = False
        # A journal that was cut to nothing may come back with the power; one more write that the
        # disk says it has done settles that.
        with self.writing():
            version = f"PRAGMA user_version = {database.SCHEMA_VERSION}"
            self.connection.execute(version)
