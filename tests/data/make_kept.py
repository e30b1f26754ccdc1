"""Makes what is kept of a version of the formats: a file with every kind of act in it, its
declaration and audit pack, signed, and what the file is known by.

    python -m tests.data.make_kept

What is kept of a released version is opened and verified by every later program
(tests/ledger/test_kept_files.py and tests/audit/test_kept_documents.py). Until version 1 is
released it may be made anew; afterwards it is never made again, and a later version is kept beside.

The same program makes the same bytes, whenever and wherever: so a change of the formats that nobody
meant shows as a change of these files.
"""

import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partialmethod
from pathlib import Path
from random import Random
from unittest.mock import patch

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tallyapp.desk import Desk
from tallyapp.domain.acts import FORMAT
from tallyapp.domain.reports.declaration import LAYOUT
from tallyapp.publication import publish_audit_pack, publish_declaration
from tallyapp.signing.identity import practice_identity
from tests.data import kept_count
from tests.halls import ELM, RETURNING_OFFICER, NightClock
from tests.made_once import forget
from tests.workstations import new_keys, workstation

FOLDER = Path(__file__).parent
COUNT = FOLDER / f"format-{FORMAT}.tally"
SAYS = FOLDER / f"format-{FORMAT}.json"
DECLARATION = FOLDER / f"declaration-layout-{LAYOUT}.pdf"
PACK = FOLDER / f"audit-pack-layout-{LAYOUT}.pdf"


class Known(msgspec.Struct):
    """What the kept file is known by: its origin, and of each stream the position and the code."""

    origin: str
    codes: dict[str, tuple[int, str]]


@contextmanager
def loaded_dice(seed: int) -> Iterator[None]:
    """Whatever is drawn by chance, keys and signatures as well, is drawn in the same way again."""
    dice = Random(seed)

    def key(curve: ec.EllipticCurve) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(dice.getrandbits(curve.key_size - 1) + 1, curve)

    signed = partialmethod(x509.CertificateBuilder.sign, ecdsa_deterministic=True)
    with ExitStack() as loaded:
        for where, name, instead in (
            (secrets, "token_bytes", lambda n=32: dice.randbytes(n)),
            (secrets, "token_hex", lambda n=32: dice.randbytes(n).hex()),
            (secrets, "randbelow", dice.randrange),
            (ec, "generate_private_key", key),
            (ec.ECDSA, "deterministic_signing", property(lambda _: True)),
            (x509, "random_serial_number", lambda: dice.getrandbits(159)),
            (x509.CertificateBuilder, "sign", signed),
        ):
            loaded.enter_context(patch.object(where, name, instead))
        yield


def make(folder: Path) -> None:
    """The file, what it says, and both documents; the file itself is never opened again."""
    new_keys()
    # A copy of the one that was made before would not be drawn with these dice.
    forget()
    with loaded_dice(1), tempfile.TemporaryDirectory() as workshop:
        kept_count.make(folder / COUNT.name)
        # The documents are made once the whole count is over.
        clock = NightClock(datetime(2024, 7, 5, 4, tzinfo=UTC))
        copy = Path(shutil.copy(folder / COUNT.name, workshop))
        desk = Desk.open(copy, clock, workstation("desk-1"))
        marks = map(desk.ledger.checkpoint, desk.ledger.heads)
        known = Known(desk.ledger.origin, {mark.stream: (mark.seq, mark.code) for mark in marks})
        told = msgspec.json.format(msgspec.json.encode(known, order="sorted"))
        (folder / SAYS.name).write_bytes(told + b"\n")
        identity = practice_identity(clock())
        for publish, path in (
            (publish_declaration, DECLARATION),
            (publish_audit_pack, PACK),
        ):
            publish(desk, ELM, identity, folder / path.name, RETURNING_OFFICER)
        desk.close()


def main() -> None:
    """Make everything twice, and keep it if it is the same."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as again:
        for folder in (first, again):
            make(Path(folder))
        for kept in (COUNT, SAYS, DECLARATION, PACK):
            made = (Path(first) / kept.name).read_bytes()
            if made != (Path(again) / kept.name).read_bytes():
                sys.exit(f"{kept.name} did not come out the same twice. Nothing was kept.")
        for kept in (COUNT, SAYS, DECLARATION, PACK):
            shutil.copy(Path(first) / kept.name, kept)
            print(f"{kept.name}: {kept.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
