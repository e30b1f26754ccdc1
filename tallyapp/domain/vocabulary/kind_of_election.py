"""The rules of one kind of election, as they are embedded in a contest's set-up act."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from tallyapp.domain.vocabulary.units import MAX_HEADS, Figure, Identifier, Papers, Text


class RejectedHead(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One head under which papers are rejected; `in_part` papers stay in the count.

    `code` is the reason's number in EML-UK 460, 1 to 5, or 0 where none is stated; `label_cy` is
    the head in Welsh, empty in a contest that is counted in English alone.
    """

    key: Identifier
    label: Text
    in_part: bool = False
    code: Figure = 0
    label_cy: Text = ""


class Deposit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Returned to a candidate with more than
    1/`share_denominator` of the valid votes, else forfeited.
    """

    pounds: Figure
    share_denominator: Figure


class Wording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sentences of the notice of result, with {title}, {names} and {name} to be filled in."""

    heading: Text
    notice: Text
    declare_one: Text
    declare_several: Text
    lot: Text


class KindRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rules in force on polling day for one kind of election (resources/rules/*.toml).

    A verifier replays under these, whatever the law says by then.
    `rejected_per_10_000` is the share of rejected papers in an area
    above which they are looked at again (W401); 0 where no rate is set.
    `title_cy` and `wording_cy` are there where notices are in Welsh and in English.
    `most_candidates` is how many may stand for most votes to decide; 0 where any number may.
    `death_ends_poll` is whose death stops the poll: any candidate's, or that of one who stands in
    the name of a party.
    """

    kind: Identifier
    title: Text
    statute: Text
    area_word: Text
    holds_from: date
    holds_until: date | None = None
    most_seats: Figure
    heads: Annotated[tuple[RejectedHead, ...], Meta(max_length=MAX_HEADS)]
    deposit: Deposit | None = None
    wording: Wording
    # A rate in whole numbers: no float comes near a vote, not even to warn.
    rejected_per_10_000: Figure = 0
    title_cy: Text = ""
    wording_cy: Wording | None = None
    most_candidates: Figure = 0
    death_ends_poll: Literal["any", "party"] = "any"

    @property
    def bilingual(self) -> bool:
        """Whether the notices of these contests are in Welsh as well as in English."""
        return self.wording_cy is not None

    def for_seats(self, seats: int) -> "KindRules":
        """The rules for a contest of this many seats: no paper with
        one vote is rejected in part.
        """
        # With one vote a paper is good or rejected; there is no part of it left.
        if seats > 1:
            return self
        return replace(self, heads=tuple(head for head in self.heads if not head.in_part))

    def rejected_papers(self, by_head: Sequence[Papers]) -> Papers:
        """Papers that are rejected, and not merely in part, from the papers under each head."""
        pairs = zip(self.heads, by_head, strict=True)
        return Papers(sum(papers for head, papers in pairs if not head.in_part))

    def holds_on(self, day: date) -> bool:
        """Whether these rules were in force on that polling day."""
        # Both days are in: a law that ends on polling day was in force on it.
        return self.holds_from <= day and (self.holds_until is None or day <= self.holds_until)
