"""Attacks on the file itself: each is caught, by the point that is named for it, in its words."""

from collections import Counter

import pytest

from tallyapp.audit.verify import verify
from tests.audit.attacks import pages, revisions, signatures
from tests.audit.attacks.table import Attack, World
from tests.audit.hall import Hall

ATTACKS = (*pages.ATTACKS, *revisions.ATTACKS, *signatures.ATTACKS)


@pytest.mark.parametrize(
    "attack", [pytest.param(each, id=f"{each.kind}: {each.name}") for each in ATTACKS]
)
def test_an_attack_on_the_file_is_caught(attack: Attack, hall: Hall) -> None:
    found = verify(attack.made(World(hall, hall, hall)))
    assert found.verdict == attack.verdict
    failing = [point for point in found.points if point.result == "fails"]
    assert {point.code for point in failing} == set(attack.caught)
    assert attack.words in next(p.detail for p in failing if p.code == attack.caught[0])


def test_no_two_attacks_on_the_file_have_one_name() -> None:
    names = Counter((attack.kind, attack.name) for attack in ATTACKS)
    assert [name for name, times in names.items() if times > 1] == []
    assert len(ATTACKS) > 80
