"""Staff brought in from a list: compared with who is there first, then enrolled, all or nobody."""

from collections.abc import Collection
from dataclasses import dataclass

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.staff_list import ListedOfficer, StaffList
from tallyapp.words.catalogue import say
from tallyapp.words.figures import role_words

from .details import RETURNING_OFFICER


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody in the list who is on the staff already, in another role."""

    officer: ListedOfficer
    before: Role | None
    """The role until now; None for somebody who was stood down."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What comes of a list of staff: who is new, who changes, and who is there as listed."""

    new: tuple[ListedOfficer, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[ListedOfficer, ...]

    @property
    def to_enrol(self) -> tuple[ListedOfficer, ...]:
        """Those for whom an act is made, in the order of their numbers."""
        both = (*self.new, *(change.officer for change in self.changed))
        return tuple(sorted(both, key=lambda officer: officer.number))


def compared(desk: Desk, listed: StaffList) -> Enrolment:
    """What the list would change of this count's staff.

    Raises EnvironmentFault, with every line, where a number is somebody else's, or a contest is not
    there.
    """
    wrong = [*_others(desk, listed), *_unknown_contests(desk, listed)]
    if wrong:
        raise EnvironmentFault("\n".join(wrong))
    count = desk.count.count
    new = []
    changed = []
    unchanged = []
    for officer in listed.officers:
        state = count.officers.get(officer.number)
        now = state.at(desk.count.count.seq) if state else None
        if state is None:
            new.append(officer)
        elif now and (now.role, now.contests) == (officer.role, officer.contests):
            unchanged.append(officer)
        else:
            changed.append(Change(officer, now.role if now else None))
    return Enrolment(tuple(new), tuple(changed), tuple(unchanged))


def _others(desk: Desk, listed: StaffList) -> list[str]:
    """Numbers that belong to somebody of another name: one is one person's for the whole count."""
    taken = []
    for officer in listed.officers:
        if officer.number not in desk.count.count.officers:
            continue
        theirs = desk.staff.name(officer.number)
        if theirs != officer.name:
            words = {"line": str(officer.line), "number": str(officer.number)}
            taken.append(say("staff-list", "theirs", theirs=theirs, name=officer.name, **words))
    return taken


def _unknown_contests(desk: Desk, listed: StaffList) -> list[str]:
    known = desk.count.contests
    return [
        say("staff-list", "no-contest", line=str(officer.line), contest=contest)
        for officer in listed.officers
        for contest in officer.contests
        if contest not in known
    ]


def enrolling(desk: Desk, by: int, officer: ListedOfficer) -> acts.OfficerEnrolled:
    """The act that enrols somebody of the list, by the officer who brings it in."""
    enrolled = desk.staff.enrolled(officer.number, officer.name, officer.role, officer.contests)
    return acts.OfficerEnrolled(**desk.by(by).count, officer=enrolled)


def enrol(desk: Desk, by: int, enrolment: Enrolment) -> int:
    """Enrol everybody, and say how many; raises Refusal before anybody is, if one may not be."""
    # All are asked about before one is done: half a staff list would be found by somebody who takes
    # it for the whole.
    prepared = [enrolling(desk, by, officer) for officer in enrolment.to_enrol]
    found = [each for act in prepared for each in desk.check(COUNT_STREAM, act)]
    if found:
        raise Refusal(found)
    for act in prepared:
        desk.do(COUNT_STREAM, act)
    return len(prepared)


def at_set_up(listed: StaffList, officer_name: str, contests: Collection[str]) -> Enrolment:
    """What a list of staff makes of a count that is not there yet; all of it is new.

    Raises EnvironmentFault where it gives the returning officer's number to somebody else, or names
    a contest that will not be there.
    """
    wrong = []
    for officer in listed.officers:
        line = str(officer.line)
        if officer.number == RETURNING_OFFICER:
            words = {"line": line, "number": str(RETURNING_OFFICER), "name": officer.name}
            wrong.append(say("staff-list", "theirs", theirs=officer_name, **words))
        wrong += [
            say("staff-list", "no-contest", line=line, contest=contest)
            for contest in officer.contests
            if contest not in contests
        ]
    if wrong:
        raise EnvironmentFault("\n".join(wrong))
    return Enrolment(listed.officers, (), ())


def preview(enrolment: Enrolment) -> list[str]:
    """What would be done, a line for each who is new or changes, then how many stay as they are."""
    lines = [
        say(
            "staff-list",
            "new",
            number=str(officer.number),
            name=officer.name,
            role=role_words(officer.role),
        )
        for officer in enrolment.new
    ]
    for change in enrolment.changed:
        officer = change.officer
        key = "changed" if change.before else "back"
        before = role_words(change.before) if change.before else ""
        number = str(officer.number)
        role = role_words(officer.role)
        words = {"number": number, "name": officer.name, "role": role, "before": before}
        lines.append(say("staff-list", key, **words))
    if enrolment.unchanged:
        lines.append(say("staff-list", "unchanged", officers=len(enrolment.unchanged)))
    if not enrolment.to_enrol:
        lines.append(say("staff-list", "nothing"))
    return lines
