"""A count's figures as JSON, for other programs, in a form that is promised (docs/formats-out.md).

Percentages are exact decimals, never floats. Whatever is read by another program has one meaning
here for good: a field is added under the same version, and changed or taken away under the next.
"""

from collections.abc import Iterable, Mapping

import msgspec

from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.state.result import CorrectedNotice
from tallyapp.domain.views.tally import (
    CandidateTally,
    ContestTally,
    CountTally,
    HeadTally,
    UnopposedTally,
)
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Papers

from .json_figures import percent_json, turnout_json
from .previous_json import previous_json

FORMAT = "tallyapp-tally"
VERSION = 1

Json = dict[str, object]


def tally_json(
    count: CountTally, streams: Mapping[str, Checkpoint], *, undeclared: bool = False
) -> bytes:
    """The tally of every contest, and how far each stream of the ledger has got.

    The figures of a contest that is not declared are left out, but for its papers verified, unless
    `undeclared`; then they are marked as those so far.
    """
    heads = {
        name: {"acts": at.seq, "head": at.head, "code": at.code} for name, at in streams.items()
    }
    return msgspec.json.encode(
        {
            "format": FORMAT,
            "version": VERSION,
            "practice": count.practice,
            "count": count.name,
            "authority": count.authority,
            "polling_day": count.polling_day,
            "contests": [_contest(contest, undeclared) for contest in count.contests],
            "unopposed": [_unopposed(ward) for ward in count.unopposed],
            "streams": heads,
        }
    )


def _contest(contest: ContestTally, undeclared: bool) -> Json:
    told: Json = {
        "id": contest.id,
        "election": contest.election,
        "name": contest.name,
        "kind": contest.kind,
        "question": contest.answers,
        "seats": contest.seats,
        "electorate": contest.electorate,
        "state": contest.stage,
        "figures": "declared",
        "declared_at": contest.declared_at,
        "declared_outside": contest.outside or None,
        "borne_out": contest.borne_out,
        "papers_verified": contest.verified,
    }
    if not contest.declared:
        # Of a contest that was given up there is no result, and there will be none.
        told["figures"] = (
            "so far" if undeclared and contest.stage is not Stage.ABANDONED else "withheld"
        )
    shown = told["figures"] != "withheld"
    told |= _figures(contest) if shown else dict.fromkeys(FIGURES)
    told["candidates"] = [_candidate(one, shown) for one in contest.candidates]
    told["corrections"] = [_correction(contest, notice) for notice in contest.corrected]
    told["previous"] = None
    if contest.against:
        told["previous"] = previous_json(contest.against, shown=shown, declared=contest.declared)
    return told


FIGURES = (
    "valid_papers",
    "rejected",
    "unused_votes",
    "uncertain_votes",
    "turnout",
    "majority",
    "level",
    "lots",
)
"""The figures of a contest that are null while they are withheld."""


def _figures(contest: ContestTally) -> Json:
    return {
        "valid_papers": contest.valid,
        "rejected": _rejected(contest.rejected),
        "unused_votes": contest.unused,
        "uncertain_votes": contest.uncertain,
        "turnout": turnout_json(contest.turnout_declared),
        "majority": contest.majority,
        "level": contest.tied,
        "lots": [{"between": lot.tied, "chosen": lot.chosen} for lot in contest.lots],
    }


def _standing(number: int, one: CandidateTally | Candidate) -> Json:
    """Who stands: every name, and for whom."""
    return {
        "number": number,
        "surname": one.surname,
        "other_names": one.other_names,
        "name": one.name,
        "ballot_paper_name": one.ballot_name,
        "description": one.description,
        "party": one.party or None,
    }


def _candidate(one: CandidateTally, shown: bool) -> Json:
    told = _standing(one.number, one)
    if not shown:
        return told | dict.fromkeys(CANDIDATE_FIGURES)
    return told | {
        "votes": one.votes,
        "share_of_valid": percent_json(one.share_of_valid),
        "rank": one.rank,
        "elected": one.elected,
        "term": one.term or None,
        "deposit": one.deposit,
    }


CANDIDATE_FIGURES = ("votes", "share_of_valid", "rank", "elected", "term", "deposit")
"""The figures of a candidate that are null while they are withheld."""


def _rejected(heads: Iterable[HeadTally]) -> Json:
    """Papers rejected whole, and apart from them those rejected in part, which are valid."""
    told = list(heads)
    whole = [head for head in told if not head.in_part]
    in_part = [head for head in told if head.in_part]
    return {
        "papers": sum(head.papers for head in whole),
        "by_head": [_head(head) for head in whole],
        "papers_in_part": sum(head.papers for head in in_part),
        "in_part_by_head": [_head(head) for head in in_part],
    }


def _head(head: HeadTally) -> Json:
    return {"head": head.key, "label": head.label, "papers": head.papers}


def _correction(contest: ContestTally, notice: CorrectedNotice) -> Json:
    """What a corrected notice says; the contest's own figures stay as declared."""
    figures = notice.figures
    pairs = zip(notice.says.candidates, figures.votes, strict=True)
    heads = (
        HeadTally(head.key, head.label, Papers(papers), head.in_part)
        for head, papers in zip(contest.rejected, figures.rejected, strict=True)
    )
    return {
        "notice": notice.number,
        "reason": notice.reason,
        "electorate": notice.says.electorate,
        "papers_verified": figures.verified,
        "valid_papers": figures.valid,
        "rejected": _rejected(heads),
        "unused_votes": figures.unused,
        "uncertain_votes": figures.uncertain,
        "candidates": [
            _standing(number, one) | {"votes": votes}
            for number, (one, votes) in enumerate(pairs, 1)
        ],
    }


def _unopposed(ward: UnopposedTally) -> Json:
    return {
        "id": ward.id,
        "election": ward.election,
        "name": ward.name,
        "seats": ward.seats,
        "elected": [_standing(number, one) for number, one in enumerate(ward.candidates, 1)],
    }
