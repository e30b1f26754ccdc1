"""A count's figures as JSON, for other programs: percentages as exact decimals, never as floats."""

from collections.abc import Iterable, Mapping

import msgspec

from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.views.tally import ContestTally, Turnouts


def tally_json(contests: Iterable[ContestTally], streams: Mapping[str, Checkpoint]) -> bytes:
    """The tally of every contest, and how far each stream of the ledger has got."""
    heads = {
        name: {"acts": at.seq, "head": at.head, "code": at.code} for name, at in streams.items()
    }
    return msgspec.json.encode(
        {"contests": [_contest(contest) for contest in contests], "streams": heads}
    )


def _contest(contest: ContestTally) -> dict[str, object]:
    return {
        "id": contest.id,
        "name": contest.name,
        "kind": contest.kind,
        "seats": contest.seats,
        "electorate": contest.electorate,
        "state": contest.stage,
        "verified": contest.verified,
        "valid_papers": contest.valid,
        "rejected": {head.key: head.papers for head in contest.rejected},
        "unused_votes": contest.unused,
        "uncertain_votes": contest.uncertain,
        "turnout": _turnout(contest.turnout),
        "majority": contest.majority,
        "candidates": [
            {
                "name": candidate.name,
                "description": candidate.description,
                "votes": candidate.votes,
                "share_of_valid": _percent(candidate.share_of_valid),
                "elected": candidate.elected,
                "deposit": candidate.deposit,
            }
            for candidate in contest.candidates
        ],
    }


def _turnout(turnout: Turnouts | None) -> dict[str, object] | None:
    """None where the electorate is not known."""
    if turnout is None:
        return None
    return {
        "valid": _percent(turnout.valid),
        "ballot_box": _percent(turnout.ballot_box),
        "total": None if turnout.total is None else _percent(turnout.total),
    }


def _percent(hundredths: int) -> msgspec.Raw:
    """Hundredths of a percent as a JSON number with two decimals."""
    # Written out: as a float 0.07 is a number near it, and no float comes near a vote here.
    return msgspec.Raw(f"{hundredths // 100}.{hundredths % 100:02d}".encode())
