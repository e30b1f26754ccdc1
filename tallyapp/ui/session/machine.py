"""What the window stands on and did not make:
the clock, this machine's name, and where things are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tallyapp.ui.session.printing import FindPrinter, no_printer
from tallyapp.ui.session.settings import Settings

if TYPE_CHECKING:
    from tallyapp.desk import Desk
    from tallyapp.ledger.highwater import HighWater
    from tallyapp.pins import Pins
    from tallyapp.workstation import Workstation


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The clock, the workstation's name, the settings,
    what this machine has seen, and where documents and print-outs go.
    """

    clock: Callable[[], datetime]
    workstation: str
    settings: Settings
    seen_file: Path
    documents: Path
    printer: FindPrinter = no_printer
    at_once: int = 20_000
    """Acts of a count's other contests that are read before it is shown: half a second's."""

    @property
    def seen(self) -> "HighWater":
        """How far this machine has seen each count."""
        from tallyapp.ledger.highwater import (
            HighWater,
        )  # the ledger is loaded after the window is painted

        return HighWater(self.seen_file)

    @property
    def machine(self) -> "Workstation":
        """This machine's key, made when it is first asked for; slow, so do it on a worker.

        Raises EnvironmentFault if it can be neither read nor made.
        """
        from tallyapp.workstation import KEY_FILE, this_machine

        return this_machine(self.seen_file.with_name(KEY_FILE), self.workstation, self.clock())

    def pins(self, origin: str) -> "Pins":
        """The PINs that a count's officers have on this machine;
        they stand beside what it has seen.
        """
        from tallyapp.pins import Pins

        return Pins(self.seen_file.with_name("pins"), origin, self.clock)

    def open(self, file: Path) -> "Desk":
        """A count, opened; slow, so do it on a worker.

        Raises EnvironmentFault if it cannot be read,
        is in use, or so damaged that there is nothing to show.
        """
        from tallyapp.desk import Desk
        from tallyapp.errors import EnvironmentFault
        from tallyapp.words.catalogue import disagreement, say

        desk = Desk.open(file, self.clock, self.machine, self.seen, at_once=self.at_once)
        if desk.count.count.set_up and desk.count.contests:
            return desk
        desk.close()
        if desk.disagreements:
            first = disagreement(desk.disagreements[0])
            if all(found.only_later for found in desk.disagreements):
                raise EnvironmentFault(say("home", "not-shown", file=file, why=first))
            raise EnvironmentFault(say("home", "not-whole", file=file, why=first))
        raise EnvironmentFault(say("home", "not-set-up", file=file))
