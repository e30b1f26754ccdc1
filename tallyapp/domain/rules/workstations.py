"""The workstations of the count: how each joins it, and that every act comes from one of them."""

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.workstations import Workstation
from tallyapp.domain.vocabulary.findings import Code, Finding, finding


def check_workstation(count: CountState, act: AnyAct, seen: int) -> list[Finding]:
    """A118 unless the act names a workstation that was enrolled when `seen` acts were done.

    The act that enrols one is signed with the key that it brings, and names no other.
    """
    # Before the set-up there is none, and that act itself brings the first.
    if count.set_up is None or type(act) is acts.CountSetUp:
        return []
    if type(act) is acts.WorkstationEnrolled:
        if act.workstation == act.name:
            return []
        return [finding(Code.A118, "workstation", act.name, "another")]
    if count.workstations.at(act.workstation, seen):
        return []
    return [finding(Code.A118, "workstation", act.workstation)]


def check_enrolled(count: CountState, act: acts.WorkstationEnrolled) -> list[Finding]:
    """A machine joins under a name that is nobody else's, and under one name alone."""
    if not act.name.strip():
        return [finding(Code.A106, "count", "count", "workstation")]
    if count.workstations.is_taken(act.name):
        return [finding(Code.A118, "workstation", act.name, "taken")]
    if known := count.workstations.name_of(act.certificate):
        return [finding(Code.A118, "workstation", known, "known")]
    return []


def apply_enrolled(count: CountState, act: acts.WorkstationEnrolled) -> None:
    """Acts may name it from now on."""
    count.workstations.enrol(Workstation(act.name, act.certificate, count.seq))
