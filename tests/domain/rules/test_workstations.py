"""The workstations of a count: how each joins it, and that no act comes from any other machine."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.count import apply, check
from tallyapp.domain.state.workstations import Workstation, Workstations
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tests.halls import AUDITOR, CLERK, ELM, NOBODY, SUPERVISOR, Hall, a_hall, told
from tests.workstations import workstation


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    made = a_hall(tmp_path)
    made.allot(1, 1)
    made.desk.close()
    return made


def joins(name: str, by: int = CLERK, at: str = "", certificate: str = "") -> acts.AnyAct:
    """The act by which a machine joins the count."""
    return late(
        acts.WorkstationEnrolled(
            **acts.Envelope(OfficerNumber(by), at or name).count,
            name=name,
            certificate=certificate or workstation(name).certificate,
        )
    )


_Act = TypeVar("_Act", bound=acts.Act)


def late(act: _Act) -> _Act:
    """The act with an id of its own, after all that was done before."""
    at = datetime(2024, 7, 5, 4, tzinfo=UTC)
    return replace(act, id=secrets.token_hex(16), at=at)


def test_whoever_may_act_lets_a_machine_in_and_nobody_else(hall: Hall) -> None:
    count = hall.desk.count
    assert check(count, COUNT_STREAM, joins("desk-2", CLERK)) == []
    assert told(check(count, COUNT_STREAM, joins("desk-2", AUDITOR))) == [
        ("A102", "officer", str(AUDITOR), "auditor", {})
    ]
    assert told(check(count, COUNT_STREAM, joins("desk-2", NOBODY))) == [
        ("A101", "officer", str(NOBODY), "", {})
    ]


@pytest.mark.parametrize("name", ["desk-1", "Desk-1", "DESK-1"])
def test_no_name_passes_to_another_machine_whatever_its_capitals(hall: Hall, name: str) -> None:
    other = workstation("another").certificate
    found = check(hall.desk.count, COUNT_STREAM, joins(name, certificate=other))
    assert told(found) == [("A118", "workstation", name, "taken", {})]


def test_a_machine_has_one_name(hall: Hall) -> None:
    own = workstation("desk-1").certificate
    found = check(hall.desk.count, COUNT_STREAM, joins("front desk", certificate=own))
    assert told(found) == [("A118", "workstation", "desk-1", "known", {})]


def test_a_machine_is_let_in_at_the_machine_itself(hall: Hall) -> None:
    found = check(hall.desk.count, COUNT_STREAM, joins("desk-2", at="desk-1"))
    assert told(found) == [("A118", "workstation", "desk-2", "another", {})]


def test_a_machine_has_a_name(hall: Hall) -> None:
    found = check(hall.desk.count, COUNT_STREAM, joins(" ", certificate="AAAA"))
    assert told(found) == [("A106", "count", "count", "workstation", {})]


def test_an_act_of_a_machine_that_never_joined_is_refused_beside_all_else(hall: Hall) -> None:
    never: tuple[Any, ...] = ("A118", "workstation", "desk-2", "", {})
    envelope = acts.Envelope(OfficerNumber(CLERK), "desk-2")
    act = late(acts.OfficerStoodDown(**envelope.count, number=OfficerNumber(CLERK)))
    assert told(check(hall.desk.count, COUNT_STREAM, act)) == [
        never,
        ("A102", "officer", str(CLERK), "clerk", {}),
    ]


def issued(at: str, seen: int) -> acts.SheetsIssued:
    act = acts.SheetsIssued(
        **acts.Envelope(OfficerNumber(SUPERVISOR), at).contest,
        area="A",
        first=SheetNumber(1),
        last=SheetNumber(1),
    )
    return late(replace(act, seen=seen))


def test_a_name_is_spelt_as_it_joined(hall: Hall) -> None:
    act = issued("Desk-1", hall.desk.count.count.seq)
    assert told(check(hall.desk.count, ELM, act)) == [("A118", "workstation", "Desk-1", "", {})]


def test_an_act_saw_its_workstation_join(hall: Hall) -> None:
    count = hall.desk.count
    before = count.count.seq
    apply(count, COUNT_STREAM, joins("desk-2"))
    too_late: tuple[Any, ...] = ("A118", "workstation", "desk-2", "", {})
    assert told(check(count, ELM, issued("desk-2", before))) == [too_late]
    assert check(count, ELM, issued("desk-2", before + 1)) == []
    assert check(count, ELM, issued("desk-1", before)) == []


def test_a_machine_without_a_name_of_its_own_gets_the_first_that_is_nobodys() -> None:
    machines = Workstations()
    assert machines.free_name("desk") == "desk"
    for n, name in enumerate(("Desk", "desk-2", "desk-4"), 1):
        machines.enrol(Workstation(name, certificate=str(n), since=n))
    assert machines.free_name("desk") == "desk-3"
    assert machines.free_name("front") == "front"
    assert (machines.name_of("2"), machines.name_of("9")) == ("desk-2", "")
    assert machines.at("desk-2", 1) is None
    assert machines.at("desk-2", 2) is machines.at("desk-2", 3) is machines.by_name["desk-2"]
