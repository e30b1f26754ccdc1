"""Every attack is caught, by the point that is named for it and in its words; and where only a
certificate or a noted code can catch it, that is so.
"""

from collections import Counter

import pytest

from tallyapp.audit.verify import verify
from tests.audit.attacks.all import ATTACKS
from tests.audit.attacks.table import Attack, World
from tests.audit.hall import detail, failing


def attacks(shown_by: str) -> list[object]:
    return [
        pytest.param(attack, id=f"{attack.kind}: {attack.name}")
        for attack in ATTACKS
        if attack.shown_by == shown_by
    ]


@pytest.mark.parametrize("attack", attacks("the file"))
def test_the_file_itself_gives_it_away(attack: Attack, world: World) -> None:
    pdf = attack.made(world)
    assert verify(pdf).verdict == attack.verdict
    assert failing(pdf) == set(attack.caught)
    if attack.words:
        assert attack.words in detail(pdf, attack.caught[0])


@pytest.mark.parametrize("attack", [*attacks("a certificate"), *attacks("a noted code")])
def test_what_agrees_with_itself_is_shown_by_the_certificate(attack: Attack, world: World) -> None:
    """Whoever keeps the file can make everything in it agree: this is what certificates are for."""
    hall = world.hall if attack.of == "hall" else world.real
    pdf = attack.made(world)
    assert failing(pdf) == set()
    # Of a real count nobody is told that it holds before the signer is known.
    assert verify(pdf).verdict == ("holds" if attack.of == "hall" else "consistent")
    assert failing(pdf, trusted=[hall.identity.certificate_pem]) == {"signer"}


@pytest.mark.parametrize("attack", attacks("a noted code"))
def test_what_agrees_with_itself_is_shown_by_a_code_that_was_noted(
    attack: Attack, world: World
) -> None:
    hall = world.hall if attack.of == "hall" else world.real
    pdf = attack.made(world)
    assert failing(pdf, codes=[hall.codes[attack.occasion]]) == {"noted"}


def test_no_two_attacks_have_one_name() -> None:
    names = Counter((attack.kind, attack.name) for attack in ATTACKS)
    assert [name for name, times in names.items() if times > 1] == []
