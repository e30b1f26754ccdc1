"""The verification statements of a count that is at hand."""

from collections.abc import Mapping

from tallyapp.domain import acts
from tallyapp.domain.state.count import Count
from tallyapp.ledger.ledger import Ledger

from .standing import KnownStatement


def standing_now(count: Count) -> dict[str, int]:
    """The position of the statement that stands in each contest; 0 where none does."""
    return {
        stream: contest.stated_seq if contest.statement is not None else 0
        for stream, contest in count.contests.items()
    }


def known_statements(ledger: Ledger, stand: Mapping[str, int]) -> list[KnownStatement]:
    """Every statement that was made in a count, of which these stand; touches the ledger alone."""
    found: list[KnownStatement] = []
    for stream, standing in stand.items():
        made = ledger.read_these(stream, ledger.matching(stream, kind="VerificationStated"))
        later = [*(seq for seq, _ in made[1:]), 0]
        for (seq, act), after in zip(made, later, strict=True):
            if isinstance(act, acts.VerificationStated):
                mark = ledger.checkpoint(stream, seq)
                known = KnownStatement(
                    mark.origin, stream, act.version, seq, mark.head, after, seq == standing
                )
                found.append(known)
    return found
