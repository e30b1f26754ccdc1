"""How a machine comes into a count: by what name, and with which act."""

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.workstation import Workstation


class Joining:
    """A machine at a count that it has joined, or will join with the first act done at it."""

    def __init__(self, machine: Workstation, count: CountState) -> None:
        self._machine = machine
        self._count = count

    @property
    def name(self) -> str:
        """What this machine is called in this count, or will be when it has joined it."""
        known = self._count.workstations
        own = known.name_of(self._machine.certificate)
        return own or known.free_name(self._machine.name)

    @property
    def is_new(self) -> bool:
        """Whether it has yet to join the count."""
        return not self._count.workstations.name_of(self._machine.certificate)

    def first_act(self, wanted: AnyAct) -> acts.WorkstationEnrolled:
        """The act by which it joins, by whoever does the first act at it."""
        name = self.name
        return acts.WorkstationEnrolled(
            **acts.Envelope(wanted.by, name).count, name=name, certificate=self._machine.certificate
        )

    def but_for_newness(self, found: list[Finding]) -> list[Finding]:
        """What stands against an act once the machine has joined: that it is new stands against
        none.
        """
        return [each for each in found if each.code != Code.A118] if self.is_new else found
