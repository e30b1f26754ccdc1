"""Every attack, of all kinds: on the data and acts, and on the file itself."""

from tests.audit.attacks import (
    acts_changed,
    bombs,
    by_hand,
    damaged,
    data_changed,
    declarations,
    evidence,
    examined,
    exchanged,
    pages,
    put_right,
    read_twice,
    revisions,
    said,
    signatures,
    statements,
    withheld,
    workstations,
)
from tests.audit.attacks.table import Attack

ATTACKS: tuple[Attack, ...] = (
    *declarations.ATTACKS,
    *data_changed.ATTACKS,
    *evidence.ATTACKS,
    *put_right.ATTACKS,
    *by_hand.ATTACKS,
    *statements.ATTACKS,
    *acts_changed.ATTACKS,
    *workstations.ATTACKS,
    *exchanged.ATTACKS,
    *withheld.ATTACKS,
    *pages.ATTACKS,
    *said.ATTACKS,
    *read_twice.ATTACKS,
    *revisions.ATTACKS,
    *signatures.ATTACKS,
    *damaged.ATTACKS,
    *examined.ATTACKS,
    *bombs.ATTACKS,
)
