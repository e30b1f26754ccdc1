"""The workstations of a count: the machines at which it is done, each known by its certificate."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Workstation:
    """A machine of the count; `since` is the position in `count` of the act that enrolled it.

    `certificate` is in base64 of DER; whoever has its key has signed every act of this name.
    """

    name: str
    certificate: str
    since: int


@dataclass(slots=True)
class Workstations:
    """All that were ever enrolled: none is taken out, and no name passes to another machine."""

    by_name: dict[str, Workstation] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _certificates: dict[str, str] = field(default_factory=dict)

    def enrol(self, workstation: Workstation) -> None:
        """One more."""
        self.by_name[workstation.name] = workstation
        self._names.add(workstation.name.casefold())
        self._certificates[workstation.certificate] = workstation.name

    def at(self, name: str, seen: int) -> Workstation | None:
        """The workstation of this name, if it was enrolled when `seen` acts of `count` were done.

        The name is as it was enrolled, to the letter: an act's bytes have one meaning.
        """
        known = self.by_name.get(name)
        return known if known and known.since <= seen else None

    def is_taken(self, name: str) -> bool:
        """Whether a workstation has this name; one that differs in capitals alone is the same."""
        return name.casefold() in self._names

    def name_of(self, certificate: str) -> str:
        """What the machine with this certificate is called in this count; empty if it is new."""
        return self._certificates.get(certificate, "")

    def free_name(self, name: str) -> str:
        """This name, or with the first number that makes it nobody else's: front-desk-2."""
        free = name
        number = 1
        while self.is_taken(free):
            number += 1
            free = f"{name}-{number}"
        return free
