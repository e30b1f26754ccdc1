"""What a pack for somebody says of what it withholds: for whom it was made, which entries, and why.

Of which kind an entry is, its leaf does not show: that is said by whoever made the pack.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from tallyapp.domain.acts import AnyAct
from tallyapp.domain.reports.declaration_report import Words
from tallyapp.domain.rules.withholding import may_withhold
from tallyapp.domain.vocabulary.units import Seq

WithheldKind: TypeAlias = Literal["AgentAnswered", "WarningAnswered"]
"""The kinds of act that may be withheld (rules/withholding.py)."""


class WithheldEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the contest's stream of which the pack has the leaf alone."""

    seq: Seq
    kind: WithheldKind


class Withholding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For whom a pack was made, what it withholds, in the order of the entries, and why."""

    made_for: Words
    reason: Words
    entries: tuple[WithheldEntry, ...]

    @property
    def positions(self) -> tuple[int, ...]:
        """Where the entries stand in their stream."""
        return tuple(entry.seq for entry in self.entries)

    @property
    def by_kind(self) -> Counter[str]:
        """How many entries of each kind."""
        return Counter(entry.kind for entry in self.entries)


def withholdable(contest_acts: Iterable[tuple[int, AnyAct]]) -> tuple[WithheldEntry, ...]:
    """The entries of a contest's stream that a pack may withhold."""
    return tuple(
        WithheldEntry(seq=seq, kind=_kind(act)) for seq, act in contest_acts if may_withhold(act)
    )


def chosen_of(
    may_be: Iterable[WithheldEntry], kinds: Collection[str], positions: Collection[int] = ()
) -> tuple[WithheldEntry, ...]:
    """Those of these kinds, and those at these positions."""
    return tuple(each for each in may_be if each.kind in kinds or each.seq in positions)


def _kind(act: AnyAct) -> WithheldKind:
    return "AgentAnswered" if type(act).__name__ == "AgentAnswered" else "WarningAnswered"
