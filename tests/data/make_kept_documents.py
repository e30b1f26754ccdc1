"""Makes the kept documents of a layout:
those of the kept file, signed by a practice identity, made once.

A declaration and an audit pack of every layout that was ever released are verified in the tests
(tests/audit/test_kept_documents.py), so that no later program calls an old document false. Run
once, with the program that drew that layout, when a layout becomes final:

    python -m tests.data.make_kept_documents tests/data/format-1.tally 1
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.publication import publish_audit_pack, publish_declaration
from tallyapp.signing.identity import practice_identity
from tests.halls import ELM, RETURNING_OFFICER, NightClock
from tests.workstations import workstation


def make(kept: Path, layout: str, folder: Path) -> None:
    """Both documents, beside the file; the file itself is never opened."""
    clock = NightClock()
    with tempfile.TemporaryDirectory() as workshop:
        desk = Desk.open(Path(shutil.copy(kept, workshop)), clock, workstation("desk-1"))
        identity = practice_identity(clock())
        for publish, name in (
            (publish_declaration, "declaration"),
            (publish_audit_pack, "audit-pack"),
        ):
            path = folder / f"{name}-layout-{layout}.pdf"
            publish(desk, ELM, identity, path, RETURNING_OFFICER)
        desk.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[1]).parent)
