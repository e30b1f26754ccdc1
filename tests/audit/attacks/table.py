"""What an attack is, and what those who make one are given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tallyapp.audit.points import Verdict
from tests.audit.hall import Hall

ShownBy: TypeAlias = Literal["the file", "a certificate", "a noted code"]
"""What gives an attack away: the file alone; or, where whoever keeps the file has made everything
in it agree, only the certificate that the council published, or a code that somebody noted.
"""


@dataclass(frozen=True)
class World:
    """What was published of three counts, and may be changed."""

    hall: Hall
    """A practice count with everything that goes wrong in a night."""
    real: Hall
    """A small real count, signed by an officer's own identity."""
    other: Hall
    """The same contest as in `hall`, counted in another count."""


@dataclass(frozen=True)
class Attack:
    """One attack, and what catches it."""

    name: str
    kind: str
    made: Callable[[World], bytes]
    caught: tuple[str, ...]
    """The points that fail, all of them; `words` are in the first one's sentence."""
    words: str = ""
    shown_by: ShownBy = "the file"
    verdict: Verdict = "fails"
    occasion: str = "declaration"
    """Where only a noted code shows it: at what occasion it had been noted."""
    of: Literal["hall", "real"] = "hall"
    """Whose certificate and codes it is tried with."""
