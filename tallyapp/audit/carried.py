"""What a document carries of its stream: the set-up as it was put right, and the heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallyapp.domain import acts
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.ledger.declared import NoEvidence, heads_from

from .codes import Known, known_codes


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What a document carries of its stream, read: its set-up, and the head after each entry."""

    set_up: acts.ContestSetUp
    """As it was put right by every act that did."""
    origin: str
    stream: str
    heads: tuple[bytes, ...]

    def codes_given(self, fixed: Iterable[acts.FixedAct]) -> Known:
        """Every code that the stream could have given up to here; `fixed` are its acts here."""
        return known_codes(self.origin, self.stream, self.heads, list(fixed))


def heads_of(mark: Checkpoint, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """The head after each entry; raises NoEvidence unless they end where the document says."""
    heads = heads_from(mark.origin, mark.stream, leaves)
    if len(leaves) != mark.seq or not heads or heads[-1].hex() != mark.head:
        raise NoEvidence("head")
    return tuple(heads)
