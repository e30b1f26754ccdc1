"""What an attack is, and what those who make one are given."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from tallyapp.audit.points import Verdict
from tests.audit.hall import Hall


class Kind(StrEnum):
    """What is attacked, and how."""

    BYTES = "bytes of every structure"
    PADDING = "padding"
    LATER = "later revisions"
    PAGES = "pages against data"
    FONTS = "fonts"
    OVERLAYS = "overlays"
    HIDDEN = "hidden and replacement text"
    SAID = "tags and what is read aloud"
    ACTIONS = "actions"
    SHADOWS = "shadow attacks"
    FIGURES = "figures of a declaration"
    AGREEING = "figures of a declaration, with an act that says the same"
    PUT_RIGHT = "the acts that put a set-up right"
    STATEMENT = "figures of a verification statement"
    STATED = "figures of a verification statement, with an act that says the same"
    EVIDENCE = "the act and leaves of a declaration"
    ORDER = "acts dropped, doubled, swapped, cut"
    KEYED = "forged keyings"
    WORKSTATIONS = "signatures of workstations"
    WRITTEN = "entries not written as the program writes them"
    WITHHELD = "entries withheld"
    BY_HAND = "lines added up by hand"
    RULES = "rules altered"
    NAMES = "names of officers"
    TEXTS = "texts that are not what they look like"
    PRACTICE = "practice and real exchanged"
    STREAMS = "streams of other contests"
    COUNTS = "streams of other counts"
    CODES = "codes turned"
    TIMES = "times that cannot be"
    CERTIFICATES = "signed again with a wrong certificate"
    SIGNING = "how, when and as what it was signed"
    TIMESTAMPS = "timestamps of other bytes"
    BOMBS = "bombs and loops"


ShownBy: TypeAlias = Literal["the file", "the process apart", "a certificate", "a noted code"]
"""What gives an attack away: the file alone, read here or by the process apart with its bounds; or,
where whoever keeps the file has made everything in it agree, only the certificate that the council
published, or a code that somebody noted.
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
    put_right: Hall
    """A small practice count whose set-up was put right."""


@dataclass(frozen=True)
class Attack:
    """One attack, and what catches it."""

    name: str
    kind: Kind
    made: Callable[[World], bytes]
    caught: tuple[str, ...]
    """The points that fail, all of them; `words` are in a sentence of the first."""
    words: str = ""
    shown_by: ShownBy = "the file"
    verdict: Verdict = "fails"
    occasion: str = "declaration"
    """Where only a noted code shows it: at what occasion it had been noted."""
    of: Literal["hall", "real", "put-right"] = "hall"
    """Whose certificate and codes it is tried with."""

    def hall(self, world: World) -> Hall:
        """The count that it is an attack on."""
        return {"hall": world.hall, "real": world.real, "put-right": world.put_right}[self.of]
