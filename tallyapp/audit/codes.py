"""Codes of a document of one stream: its own, and those that somebody noted."""

from collections.abc import Mapping, Sequence

from tallyapp.domain import acts
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.ledger import chain

from .points import Point, point, told

Known = Mapping[str, tuple[str, int]]
"""Every code that a document can tell of, with the stream and position of its entry."""


def code_point(mark: Checkpoint) -> Point:
    """Whether the code that a document prints is that of its head."""
    try:
        derived = chain.code(mark.origin, mark.stream, mark.seq, bytes.fromhex(mark.head))
    except ValueError:
        derived = ""
    return point("code", derived == mark.code, code=mark.code, problems=mark.code)


def known_codes(
    origin: str, stream: str, heads: Sequence[bytes], fixed: Sequence[acts.FixedAct]
) -> Known:
    """Every code that a stream could have given while it had these heads.

    And of `count` those that the acts name, for they hold its head at what they had seen.
    """
    known = {
        chain.code(origin, stream, seq, head): (stream, seq) for seq, head in enumerate(heads, 1)
    }
    for act in fixed:
        code = chain.code(origin, acts.COUNT_STREAM, act.seen, bytes.fromhex(act.count_head))
        known[code] = (acts.COUNT_STREAM, act.seen)
    return known


def noted_point(noted: str, known: Known, elsewhere: str, **words: object) -> Point:
    """Whether a code is of one of these entries; `elsewhere` is what is said if it is of none."""
    code = chain.read_code(noted)
    if not chain.is_code(code):
        return told("noted", "fails", "noted.no-code", code=code)
    if code not in known:
        return told("noted", "fails", elsewhere, code=code, **words)
    stream, seq = known[code]
    return point("noted", True, code=code, seq=seq, stream=stream)


def not_tested(noted: str) -> Point:
    """That a code could not be tested, because the entries do not hold."""
    return told("noted", "not checked", "noted.not-tested", code=chain.read_code(noted))
