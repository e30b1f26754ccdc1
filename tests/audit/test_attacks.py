"""Every attack is caught, by the point that is named for it and in its words; and where only a
certificate or a noted code can catch it, that is so.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tallyapp.audit.apart import MOST_MEMORY, verify_apart
from tallyapp.audit.points import Verification
from tallyapp.audit.verify import verify
from tests.audit.attacks.all import ATTACKS
from tests.audit.attacks.table import Attack, Kind, ShownBy, World
from tests.audit.hall import failing

SOON = 2.0
"""Seconds of computing more than an honest file takes; on a slow machine three times as long."""


def attacks(*shown_by: ShownBy) -> list[object]:
    return [
        pytest.param(attack, id=f"{attack.kind}: {attack.name}")
        for attack in ATTACKS
        if attack.shown_by in shown_by
    ]


def failing_in(found: Verification) -> dict[str, str]:
    """The points that fail, each with its sentences."""
    told: dict[str, str] = {}
    for point in found.points:
        if point.result == "fails":
            told[point.code] = f"{told.get(point.code, '')} {point.detail}".strip()
    return told


@pytest.mark.parametrize("attack", attacks("the file"))
def test_the_file_itself_gives_it_away(attack: Attack, world: World) -> None:
    found = verify(attack.made(world))
    told = failing_in(found)
    assert found.verdict == attack.verdict
    # A declaration carries the set-up: a name that is not the contest's is not the set-up's.
    also = {"binding"} if attack.kind in (Kind.FIGURES, Kind.AGREEING, Kind.TEXTS) else set()
    assert set(attack.caught) <= set(told) <= set(attack.caught) | also
    if attack.caught:
        assert attack.words in told[attack.caught[0]]


@pytest.mark.parametrize("attack", attacks("a certificate", "a noted code"))
def test_what_agrees_with_itself_is_shown_by_the_certificate(attack: Attack, world: World) -> None:
    """Whoever keeps the file can make everything in it agree: this is what certificates are for."""
    hall = attack.hall(world)
    pdf = attack.made(world)
    assert failing(pdf) == set()
    # Of a real count nobody is told that it holds before the signer is known.
    assert verify(pdf).verdict == ("consistent" if attack.of == "real" else "holds")
    assert failing(pdf, trusted=[hall.identity.certificate_pem]) == {"signer"}


@pytest.mark.parametrize("attack", attacks("a noted code"))
def test_what_agrees_with_itself_is_shown_by_a_code_that_was_noted(
    attack: Attack, world: World
) -> None:
    noted = attack.hall(world).codes[attack.occasion]
    assert failing(attack.made(world), codes=[noted]) == {"noted"}


@pytest.mark.parametrize("attack", attacks("a certificate"))
def test_no_code_shows_what_a_certificate_alone_can_show(attack: Attack, world: World) -> None:
    """If one did, the row would say too little of it."""
    codes = attack.hall(world).codes
    pdf = attack.made(world)
    assert [each for each in codes if failing(pdf, codes=[codes[each]])] == []


# ---- bombs and loops


def spent() -> float:
    """Seconds of computing by the processes that have ended."""
    resource = pytest.importorskip("resource")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


@pytest.fixture(scope="module")
def honest(world: World) -> float:
    """Seconds of computing for an honest file."""
    before = spent()
    assert verify_apart(world.hall.declaration, width=270)[0].verdict == "holds"
    return spent() - before


@pytest.mark.parametrize("attack", attacks("the process apart"))
def test_a_file_made_to_stall_has_a_verdict_soon(
    attack: Attack, world: World, honest: float
) -> None:
    pdf = attack.made(world)
    assert len(pdf) < 5_300_000
    before = spent()
    found, _ = verify_apart(pdf, width=270)
    assert found.verdict in ("fails", "not judged")
    assert found.points[-1].detail
    assert spent() - before < max(SOON + honest, 3 * honest)


# Asked by a process that has no other children: among ours are copies of these tests themselves.
_ASKED = """
import resource, sys
from pathlib import Path
from tallyapp.audit.apart import verify_apart
for path in sys.argv[1:]:
    verify_apart(Path(path).read_bytes(), width=270)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
_LARGE = (
    "a page of a thousand million bytes",
    "an array of a million and a half",
    "a million dictionaries",
    "five million brackets",
    "millions of empty entries",
)


@pytest.mark.skipif(sys.platform != "linux", reason="in other units, or not bounded")
def test_no_file_makes_anybody_hold_a_thousand_million_bytes(world: World, tmp_path: Path) -> None:
    paths: list[Path] = []
    for attack in ATTACKS:
        if attack.name in _LARGE:
            paths.append(tmp_path / f"{len(paths)}.pdf")
            paths[-1].write_bytes(attack.made(world))
    assert len(paths) == len(_LARGE)
    asked = [sys.executable, "-c", _ASKED, *map(str, paths)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=300, check=True)
    assert 0 < int(done.stdout) * 1024 < MOST_MEMORY


# ---- the table


def test_no_two_attacks_have_one_name() -> None:
    names = Counter((attack.kind, attack.name) for attack in ATTACKS)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("kind", Kind)
def test_there_are_attacks_of_every_kind(kind: Kind) -> None:
    assert [attack for attack in ATTACKS if attack.kind is kind]


def test_there_are_attacks_enough() -> None:
    assert len(ATTACKS) >= 80


def test_every_attack_is_shown_by_something() -> None:
    """By a point that fails, or by a verdict that is not one that holds."""
    for attack in ATTACKS:
        alone = attack.shown_by == "the file"
        assert not alone or attack.caught or attack.verdict == "not judged", attack.name
        assert alone or not attack.caught, attack.name
