"""Names that a pack gives: whatever stands in names.json, it is judged and never believed."""

import msgspec
import pytest

from tallyapp.audit.names import LARGEST, names_point, read_names
from tallyapp.domain.state.of_count import CountState, OfficerState
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import OfficerNumber
from tests.halls import staff_name

CLERK = OfficerNumber(11)
KEPT = staff_name(CLERK, "Zoë Ünal")
COUNT = CountState(officers={CLERK: OfficerState(KEPT.named)})
GIVEN = ReleasedName(number=CLERK, salt=KEPT.salt, name=KEPT.name)


def test_a_pack_without_names_gives_none() -> None:
    assert read_names(None) == ()


def test_a_name_is_said_with_its_number_and_holds() -> None:
    point = names_point(COUNT, read_names(msgspec.json.encode([GIVEN])))
    assert point.result == "holds"
    assert "11 Zoë Ünal" in point.detail


@pytest.mark.parametrize(
    "changed",
    [
        msgspec.structs.replace(GIVEN, name="Zoe Unal"),
        msgspec.structs.replace(GIVEN, salt="0" * 32),
        msgspec.structs.replace(GIVEN, number=OfficerNumber(12)),
    ],
    ids=["another name", "another salt", "nobody's number"],
)
def test_a_name_that_the_acts_do_not_hold_fails_and_is_said(changed: ReleasedName) -> None:
    point = names_point(COUNT, [GIVEN, changed])
    assert point.result == "fails"
    assert f"{changed.number} {changed.name}" in point.detail


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"\xff",
        b'[{"number":11}]',
        b'[{"number":0,"salt":"00","name":""}]',
        b"[" * 100_000,
        b"[" + b" " * LARGEST + b"]",
    ],
)
def test_what_cannot_be_read_as_names_fails(data: bytes) -> None:
    assert read_names(data) is None
    assert names_point(COUNT, None).result == "fails"
