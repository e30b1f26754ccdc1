"""Where in a count something stands: the parts of which findings and refusals are made."""

from typing import Literal, TypeAlias

from msgspec import Struct

from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import Figure, Text

Kind: TypeAlias = Literal[
    "count",
    "contest",
    "area",
    "box",
    "sheet",
    "form",
    "slate",
    "officer",
    "candidate",
    "head",
    "request",
    "workstation",
    "container",
    "table",
]


class Place(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A thing of the count by its own name, and a field of it: sheet 24, field 3.full.

    A slate is named by its candidates: 1+4; a head of rejection by its words in the rules.
    """

    kind: Kind
    name: Text
    field: Text = ""


class FieldValue(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One keyed field of a sheet or form by its name, such as 3.full, s1+4.part, papers or sent.

    Whose a slip is has no figure: it is the candidate, or the candidates of the slate.
    """

    field: Text
    value: Figure | Slate


class Operand(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One number that a check compared, by its name in the sentence."""

    name: Text
    value: int


class FindingRecord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding as an act keeps it: the code, where, and the numbers compared."""

    # Text and not a code: a later version writes ones that this program has never heard of.
    code: Text
    place: Place
    numbers: tuple[Operand, ...]
