"""Who the officers are, by name: the acts know numbers and roles, names stand beside the ledger."""

import secrets
from collections.abc import Mapping, Sequence

import msgspec

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Refusal, finding
from tallyapp.domain.vocabulary.on_paper import Enrolled, Role
from tallyapp.domain.vocabulary.staff_names import ReleasedName, StaffName
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.words.catalogue import say


def new_name(name: str) -> StaffName:
    """A name with a salt of its own, for somebody who was not enrolled before."""
    return StaffName(salt=secrets.token_hex(16), name=name)


class Staff:
    """The names of a count's officers, as far as they are kept and fit what the acts hold."""

    def __init__(self, count: CountState, names: Mapping[str, StaffName]) -> None:
        self._count = count
        self._names = dict(names)

    # ---- what people read

    def name(self, number: int) -> str:
        """An officer's name, or "Officer 12" where it is missing or does not fit."""
        known = self._known(number)
        return known.name if known else say("ui", "officer", number=str(number))

    def released(self, number: int) -> ReleasedName | None:
        """An officer's name with its salt, for a document that gives it; None where unknown."""
        known = self._known(number)
        if known is None:
            return None
        return ReleasedName(number=OfficerNumber(number), salt=known.salt, name=known.name)

    def all_released(self) -> tuple[ReleasedName, ...]:
        """Every name that is known, by number."""
        known = (self.released(number) for number in sorted(self._count.officers))
        return tuple(each for each in known if each)

    @property
    def without_name(self) -> Sequence[OfficerNumber]:
        """Officers whose name is missing, or is not the one with which they were enrolled."""
        officers = self._count.officers.items()
        return sorted(number for number, state in officers if state.named not in self._names)

    @property
    def disagreement(self) -> str:
        """Which names are missing or do not fit, as a person reads it; empty if none is."""
        numbers = ", ".join(map(str, self.without_name))
        return say("sign-in", "without-name", officers=numbers) if numbers else ""

    def _known(self, number: int) -> StaffName | None:
        officer = self._count.officers.get(OfficerNumber(number))
        return self._names.get(officer.named) if officer else None

    # ---- enrolling

    def enrolled(
        self, number: int, name: str, role: Role, contests: Sequence[str] = ()
    ) -> Enrolled:
        """What an act says of somebody who joins, comes back or gets another role.

        Under a number that is theirs already it is the same person, if the name is the one shown.
        """
        officer = self._count.officers.get(OfficerNumber(number))
        if officer and name == self.name(number):
            named = officer.named
        else:
            named = self.know(new_name(name))
        return Enrolled(
            number=OfficerNumber(number), named=named, role=role, contests=tuple(contests)
        )

    def know(self, name: StaffName) -> str:
        """Keep a name ready for the act that enrols; gives the commitment for that act."""
        self._names[name.named] = name
        return name.named

    def to_keep(self, act: AnyAct) -> tuple[StaffName, ...]:
        """The names to be kept together with an act: that of whoever it enrols.

        Raises Refusal: A106 where a newcomer has no name, A113 where it cannot be kept.
        """
        match act:
            case acts.CountSetUp():
                officer = act.returning_officer
            case acts.OfficerEnrolled():
                officer = act.officer
            case _:
                return ()
        known = self._names.get(officer.named)
        if known is None and officer.number in self._count.officers:
            # Their name was lost, and they go on without one.
            return ()
        if known is None or not known.name.strip():
            raise Refusal([finding(Code.A106, "officer", officer.number, "name")])
        try:
            msgspec.convert(msgspec.to_builtins(known), StaffName)
            known.name.encode()
        except (msgspec.ValidationError, UnicodeEncodeError) as error:
            raise Refusal([finding(Code.A113, "officer", officer.number, "name")]) from error
        return (known,)
