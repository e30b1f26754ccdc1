"""Every attack, of all kinds: on the data and acts, and on the file itself."""

from tests.audit.attacks import (
    acts_changed,
    bombs,
    data_changed,
    declarations,
    evidence,
    exchanged,
    pages,
    revisions,
    signatures,
    withheld,
    workstations,
)
from tests.audit.attacks.table import Attack

ATTACKS: tuple[Attack, ...] = (
    *declarations.ATTACKS,
    *data_changed.ATTACKS,
    *evidence.ATTACKS,
    *acts_changed.ATTACKS,
    *workstations.ATTACKS,
    *exchanged.ATTACKS,
    *withheld.ATTACKS,
    *pages.ATTACKS,
    *revisions.ATTACKS,
    *signatures.ATTACKS,
    *bombs.ATTACKS,
)
