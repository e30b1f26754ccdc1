"""What was planted in a training count, and what its papers would have said without it.

It is kept in the count's own file, beside the ledger and in none of its acts: packed, so that
nobody who looks into the file with a viewer reads by chance where the mistakes are. It is no secret
from somebody who sets out to read it.
"""

import zlib
from base64 import b85decode, b85encode
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec import Struct

from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.ledger.ledger import Ledger

TRAINER = 0
"""Whose the notes of a training count are: no officer has this number."""
_PLACE = "training/planted/"


class Mistake(StrEnum):
    """A kind of mistake that is planted."""

    BOX = "box"
    """The first count of a box left ten papers out."""
    SHORT = "short"
    """The lines of a sheet are two papers short of the papers written on it."""
    SWAPPED = "swapped"
    """Two digits of a figure are exchanged, and the sheet was added up with it."""
    DOUBLED = "doubled"
    """The papers of a line stand on a second sheet as well."""
    LOOK_ALIKE = "look-alike"
    """Papers for one candidate are written for another with a name like theirs."""


class Planted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One mistake: where it is, what is written there, and what should be.

    `sheets` begins with the one that is wrong; a block that stands twice stands on the second too.
    `written` and `right` are one figure of `field` in papers, or candidates whom a line is for.
    """

    mistake: Mistake
    area: str
    box: str = ""
    sheets: tuple[int, ...] = ()
    field: str = ""
    written: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def slates(self) -> tuple[Slate, Slate]:
        """Of names alike: for whom papers are written, and for whom they are."""
        written, right = (
            tuple(map(CandidateNumber, whose)) for whose in (self.written, self.right)
        )
        return written, right


class Truth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mistakes planted in a contest, and its papers as they are without any: figures of each
    sheet, and papers of each box.
    """

    seed: int
    planted: tuple[Planted, ...]
    sheets: dict[int, SheetFigures]
    areas: dict[int, str]
    boxes: dict[str, int]


def sealed(truth: Truth) -> str:
    """The truth as it is kept: packed, and not to be read at a glance."""
    return b85encode(zlib.compress(msgspec.json.encode(truth), 9)).decode()


def unsealed(kept: str) -> Truth | None:
    """What is kept so; None where it cannot be read."""
    try:
        return msgspec.json.decode(zlib.decompress(b85decode(kept)), type=Truth)
    except (ValueError, zlib.error, msgspec.MsgspecError):
        return None


def keep_truth(ledger: Ledger, contest: str, truth: Truth, now: datetime) -> None:
    """Keep it in the count's file; raises EnvironmentFault if that cannot be written."""
    ledger.keep_draft(TRAINER, f"{_PLACE}{contest}", sealed(truth), now)


def truths(ledger: Ledger) -> dict[str, Truth]:
    """What was planted, by contest; nothing in a count that is not for training."""
    found = {
        place.removeprefix(_PLACE): unsealed(kept)
        for place, kept in ledger.drafts(TRAINER).items()
        if place.startswith(_PLACE)
    }
    return {contest: truth for contest, truth in found.items() if truth}
