"""How long a count's documents are kept beyond what the law asks, and whether they are disposed
of.
"""

from dataclasses import dataclass
from datetime import date

from tallyapp.domain.vocabulary.units import OfficerNumber


@dataclass(frozen=True, slots=True)
class Order:
    """An order or a petition for which documents are kept; `id` is that of its act."""

    id: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Disposal:
    """That two officers agreed to destroy them: which files, and who; `id` is that of its act."""

    id: str
    files: tuple[str, ...]
    by: OfficerNumber
    second: OfficerNumber


@dataclass(slots=True)
class Retention:
    """The order that stands, the last of all, and the disposal once it is agreed."""

    order: Order | None = None
    disposal: Disposal | None = None
