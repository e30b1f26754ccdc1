"""Whether a verification statement still stands in its count, or a later version took its place.

No PDF can say so of itself: it is asked of the count's file, by whoever has it.
"""

from collections.abc import Sequence

import msgspec

from tallyapp.domain.reports.declaration_report import Checkpoint

from .points import Point, told, unchecked


class KnownStatement(msgspec.Struct, frozen=True):
    """A statement that was made in a count: of which stream, at which entry, and whether it stands.

    `followed_by` is the position of the version after it, 0 where there is none.
    """

    origin: str
    stream: str
    version: int
    seq: int
    head: str
    followed_by: int = 0
    stands: bool = False


def standing(mark: Checkpoint, version: int, known: Sequence[KnownStatement] | None) -> Point:
    """Whether the statement of this checkpoint and version stands in the count that is known."""
    if known is None:
        return unchecked("standing", "standing.no-count")
    of_contest = [
        each for each in known if (each.origin, each.stream) == (mark.origin, mark.stream)
    ]
    if not of_contest:
        return unchecked("standing", "standing.other-count")
    words = {"version": version, "seq": mark.seq, "stream": mark.stream}
    own = [each for each in of_contest if (each.seq, each.head) == (mark.seq, mark.head)]
    if not own:
        return told("standing", "fails", "standing.not-there", **words)
    (made,) = own
    if made.stands:
        return told("standing", "holds", "standing.stands", **words)
    if not made.followed_by:
        return told("standing", "fails", "standing.reopened", **words)
    last = max(of_contest, key=lambda each: each.version)
    later = {"later": last.version, "at": last.seq}
    return told("standing", "fails", "standing.superseded", **later, **words)
