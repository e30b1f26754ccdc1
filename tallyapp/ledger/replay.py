"""Reading a count again from its stored bytes: every hash recomputed, every act checked and applied.

The same at opening a file and when an auditor verifies what a PDF carries.
"""

import gc
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

import msgspec

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.checks import Finding
from tallyapp.domain.count import apply, check, refusals
from tallyapp.domain.state import Count

from . import chain


class Row(NamedTuple):
    """One stored act; `head` is None where only the bytes travelled (a published stream)."""

    stream: str
    seq: int
    entry: bytes
    head: bytes | None


class What(StrEnum):
    """In what way stored bytes do not agree with themselves or with the rules."""

    SCHEMA = "schema"
    NO_COUNT = "no-count"
    GAP = "gap"
    UNREADABLE = "unreadable"
    NOT_CANONICAL = "not-canonical"
    HEAD = "head"
    COUNT_HEAD = "count-head"
    CODE = "code"
    RULES = "rules"
    OLDER_COPY = "older-copy"
    FORK = "fork"


@dataclass(frozen=True)
class Disagreement:
    """Where a file or stream does not agree, and how; `findings` are those of the rules."""

    what: What
    stream: str = ""
    seq: int = 0
    name: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass
class Replay:
    """What reading gave: the state up to the first disagreement of each stream, heads, and what disagrees."""

    count: Count = field(default_factory=Count)
    origin: str = ""
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)

    def code(self, stream: str) -> str:
        """The code of a stream as far as it was read."""
        seq, head = self.heads[stream]
        return chain.code(self.origin, stream, seq, head)


def replay(rows: Iterable[Row]) -> Replay:
    """Everything that the stored acts mean; the rows of `count` come first, each stream's in order."""
    reader = _Reader()
    # Hardly anything made here is rubbish: looking for it again and again would take a tenth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        for row in rows:
            reader.read(row)
    finally:
        if collecting:
            gc.enable()
    if not reader.replay.origin:
        reader.disagree(What.NO_COUNT, COUNT_STREAM, 1)
    for stream, seq in reader.codes:
        if stream in reader.replay.heads and seq > reader.replay.heads[stream][0]:
            reader.disagree(What.CODE, stream, seq)
    return reader.replay


class _Reader:
    def __init__(self) -> None:
        self.replay = Replay()
        self.codes: dict[tuple[str, int], list[str]] = {}
        self._count_heads = [b""]
        self._broken: set[str] = set()

    def disagree(self, what: What, stream: str, seq: int, findings: Iterable[Finding] = ()) -> None:
        self.replay.disagreements.append(Disagreement(what, stream, seq, findings=tuple(findings)))
        self._broken.add(stream)

    def read(self, row: Row) -> None:
        """Take one row; after the first disagreement of a stream the rest of it means nothing any more."""
        stream, seq, entry, stored = row
        if stream in self._broken or COUNT_STREAM in self._broken:
            return None
        try:
            act = acts.decode(entry)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return self.disagree(What.UNREADABLE, stream, seq)
        if acts.encode(act) != entry:
            return self.disagree(What.NOT_CANONICAL, stream, seq)
        if not self.replay.origin:
            if stream != COUNT_STREAM:
                return self.disagree(What.NO_COUNT, COUNT_STREAM, 1)
            self.replay.origin = act.id
        last, head = self.replay.heads.get(stream) or (0, chain.start(self.replay.origin, stream))
        if seq != last + 1:
            return self.disagree(What.GAP, stream, last + 1)
        # chain.following, written out: this line runs for every act of a file being opened.
        head = sha256(b"\x01" + head + sha256(b"\x00" + entry).digest()).digest()
        if stored is not None and stored != head:
            return self.disagree(What.HEAD, stream, seq)
        return self._take(stream, seq, act, head)

    def _take(self, stream: str, seq: int, act: AnyAct, head: bytes) -> None:
        refused = refusals(check(self.replay.count, stream, act))
        if refused:
            return self.disagree(What.RULES, stream, seq, refused)
        if isinstance(act, acts.ContestSetUp) and act.count_head != self._count_heads[act.seen].hex():
            return self.disagree(What.COUNT_HEAD, stream, seq)
        apply(self.replay.count, stream, act)
        self.replay.heads[stream] = (seq, head)
        if stream == COUNT_STREAM:
            self._count_heads.append(head)
            if isinstance(act, acts.CodeIssued):
                self.codes.setdefault((act.stream, act.seq), []).append(act.code)
        given = self.codes.get((stream, seq))
        if given and set(given) != {chain.code(self.replay.origin, stream, seq, head)}:
            return self.disagree(What.CODE, stream, seq)
        return None
