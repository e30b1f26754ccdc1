"""What every act of a count carries, whatever it is."""

from typing import Literal

from msgspec import Struct

from tallyapp.domain.vocabulary.units import Hex32, Hex64, Moment, Officer, Seq, Text

FORMAT = 2
"""The version in which acts are written:
2 brought several seats, re-counts, and acts after a declaration.
"""
COUNT_STREAM = "count"


class Act(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="act",
):
    """What every act carries.

    `id` is 128 random bits: it makes a retry harmless and salts the act's hash.
    `by` is the officer's number.
    """

    v: Literal[1, 2]
    id: Hex32
    at: Moment
    by: Officer
    workstation: Text


class CountAct(Act, frozen=True, kw_only=True):
    """An act of the stream `count`."""


class ContestAct(Act, frozen=True, kw_only=True):
    """An act of a contest's stream; `seen` is how much of `count`
    it was checked against, in acts.
    """

    seen: Seq


class FixedAct(ContestAct, frozen=True, kw_only=True):
    """An act at a fixed point of the count, at which codes are given out.

    `count_head` is the head of `count` at `seen`:
    a code over this stream is so a code over the staff too.
    """

    count_head: Hex64
