"""Every attack, of all kinds."""

from tests.audit.attacks import (
    acts_changed,
    data_changed,
    declarations,
    evidence,
    exchanged,
    withheld,
)
from tests.audit.attacks.table import Attack

ATTACKS: tuple[Attack, ...] = (
    *declarations.ATTACKS,
    *data_changed.ATTACKS,
    *evidence.ATTACKS,
    *acts_changed.ATTACKS,
    *exchanged.ATTACKS,
    *withheld.ATTACKS,
)
