"""Reading a count again from its stored bytes:
every hash recomputed, every act checked and applied.

The same at opening a file and when an auditor verifies what a PDF carries.
"""

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import NamedTuple

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.count import apply, check, pass_by, refusals
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.findings import Finding

from . import chain
from .codes import Given, GivenCodes, are_of, not_of_count
from .disagreements import Disagreement, What
from .rows import UNDECODABLE, Row, id_of, version_of
from .signatures import LENGTH, Digests, Signed

# Asked for by the kind, once for every act of a file: nearly all are keyings, and name no head.
_OF_HEADS = frozenset(
    kind
    for kind in RULES
    if issubclass(kind, (acts.FixedAct, acts.DocumentSigned, acts.CodeIssued, acts.DeclaredOutside))
)
"""The kinds of act that name a head, or whose head is named later."""


@dataclass
class Replay:
    """What reading gave: the state up to the first
    disagreement of each stream, heads, and what disagrees.

    `withheld` are the positions of each stream of which the leaf alone was there; `unchecked` the
    signatures that are still to be checked, where that was asked for.
    """

    count: Count = field(default_factory=Count)
    origin: str = ""
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    withheld: dict[str, list[int]] = field(default_factory=dict)
    unchecked: list[Signed] = field(default_factory=list)

    def code(self, stream: str) -> str:
        """The code of a stream as far as it was read."""
        seq, head = self.heads[stream]
        return chain.code(self.origin, stream, seq, head)


class Part(NamedTuple):
    """What reading one more stream gave: the contest up to its first disagreement, where the stream
    ends, what disagrees in it, and its signatures that are still to be checked.
    """

    stream: str
    contest: ContestState | None = None
    end: tuple[int, bytes] | None = None
    disagreements: tuple[Disagreement, ...] = ()
    unchecked: tuple[Signed, ...] = ()


def replay(
    rows: Iterable[Row], whole: bool = False, checked: Mapping[str, int] | None = None
) -> Replay:
    """Everything that the stored acts mean; the rows of `count` come first, each stream's in order.

    `whole` is whether these are all streams of the count,
    as in its file, or some, as in an audit pack. `checked` is of how many acts of each stream the
    signatures are known to hold; without it none is asked for.
    """
    reading = Reading(checked)
    reading.take(rows)
    return reading.finished(whole)


@dataclass(slots=True)
class _Stream:
    """How far one stream has been read; after its first
    disagreement the rest of it means nothing.
    """

    name: str
    head: bytes
    seq: int = 0
    broken: bool = False
    codes: Given = field(default_factory=dict)
    # From the declaration on, and at each statement: no document is drawn from another head.
    heads: dict[int, bytes] = field(default_factory=dict)
    stated: dict[int, bytes] = field(default_factory=dict)
    digests: Digests | None = None
    checked: int = 0


def _drawn_from(stream: _Stream, act: acts.DocumentSigned) -> bytes:
    """The head of the entry from which a document says it was drawn; the rules know that entry."""
    stated = act.document == "verification-statement"
    return (stream.stated if stated else stream.heads)[act.seq]


class Reading:
    """A reading that is gone on with, stream by stream."""

    def __init__(self, checked: Mapping[str, int] | None) -> None:
        self._checked = checked
        self._replay = Replay()
        self._count = self._replay.count
        self._streams: dict[str, _Stream] = {}
        self._codes = GivenCodes()
        self._count_heads = [b""]
        self._count_ids = [""]
        self._at = _Stream("", b"")

    def take(self, rows: Iterable[Row]) -> None:
        """Read these rows: of `count` before any other, each stream's in order."""
        # Hardly anything made here is rubbish: looking for it again and again would take a tenth of
        # the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            for row in rows:
                self._read(row)
        finally:
            if collecting:
                gc.enable()

    def _read(self, row: Row) -> None:
        name, seq, entry, signature, stored, leaf = row
        stream = self._at
        if stream.name != name:
            stream = self._at = self._stream(name, entry)
        if stream.broken:
            return None
        if leaf:
            return self._pass_by(stream, seq, leaf)
        try:
            act = acts.decode(entry)
        except UNDECODABLE:
            return self._undecodable(row, stream)
        # Which of two keys of one name a reader takes differs (Python's the last, SQLite's the
        # first): so bytes that do not encode to themselves again have no meaning, whatever they
        # decode to.
        if acts.encode(act) != entry:
            return self._disagree(What.NOT_CANONICAL, stream, seq)
        # The chain alone would show it too; this says which act is missing.
        if seq != stream.seq + 1:
            return self._disagree(What.GAP, stream, stream.seq + 1)
        # Bytes that move from the signature to the entry would leave the leaf as it is.
        if len(signature) != LENGTH:
            return self._disagree(What.SIGNATURE, stream, seq, name=act.workstation)
        # The chain's two functions, written out: this runs for every act of a file being opened.
        of_entry = sha256(b"\x00" + signature + entry).digest()
        head = sha256(b"\x01" + stream.head + of_entry).digest()
        if stored is not None and stored != head:
            return self._disagree(What.HEAD, stream, seq)
        if self._take(stream, seq, act, head) and stream.digests and seq > stream.checked:
            self._replay.unchecked.append(self._signed(stream.digests, row, act))
        return None

    def _signed(self, digests: Digests, row: Row, act: AnyAct) -> Signed:
        """The signature of an act that was taken, for later."""
        known = self._replay.count.count.workstations.by_name[act.workstation]
        digest = digests.of(row.entry)
        return Signed(row.stream, row.seq, known.name, known.certificate, digest, row.signature)

    def _undecodable(self, row: Row, stream: _Stream) -> None:
        """What a later version wrote is not known to be wrong,
        if it fits the chain, which never changes.
        """
        if version_of(row.entry) <= acts.FORMAT:
            return self._disagree(What.UNREADABLE, stream, row.seq)
        if row.seq != stream.seq + 1:
            return self._disagree(What.GAP, stream, stream.seq + 1)
        fits = row.head in (
            None,
            chain.following(stream.head, chain.leaf(row.signature, row.entry)),
        )
        return self._disagree(What.LATER_FORMAT if fits else What.HEAD, stream, row.seq)

    def _pass_by(self, stream: _Stream, seq: int, leaf: bytes) -> None:
        """Close the chain over an entry that is withheld."""
        if seq != stream.seq + 1:
            return self._disagree(What.GAP, stream, stream.seq + 1)
        if not pass_by(self._replay.count, stream.name):
            return self._disagree(What.WITHHELD, stream, seq)
        self._replay.withheld.setdefault(stream.name, []).append(seq)
        return self._go_on(stream, seq, chain.following(stream.head, leaf))

    def _take(self, stream: _Stream, seq: int, act: AnyAct, head: bytes) -> bool:
        """Make an act true; False where it does not agree."""
        name = stream.name
        found = check(self._count, name, act)
        if found and (refused := refusals(found)):
            # What is withheld may have been what allowed it: that is not known to be wrong.
            hidden = name in self._replay.withheld
            self._disagree(What.NOT_JUDGED if hidden else What.RULES, stream, seq, refused)
            return False
        if type(act) not in _OF_HEADS:
            apply(self._count, name, act)
        elif wrong := self._of_other_heads(stream, act):
            self._disagree(wrong, stream, seq)
            return False
        else:
            apply(self._count, name, act)
            self._remember(stream, seq, act, head)
        self._go_on(stream, seq, head, act.id)
        return not stream.broken

    def _of_other_heads(self, stream: _Stream, act: AnyAct) -> What | None:
        """What does not agree where an act names other heads than those that were read."""
        # The head of `count` that it saw: so a code for a contest commits to the staff.
        if isinstance(act, acts.FixedAct) and act.count_head != self._count_heads[act.seen].hex():
            return What.COUNT_HEAD
        if isinstance(act, acts.DocumentSigned) and act.head != _drawn_from(stream, act).hex():
            return What.SIGNED_HEAD
        return None

    def _remember(self, stream: _Stream, seq: int, act: AnyAct, head: bytes) -> None:
        """The head at an act that later ones will name."""
        if isinstance(act, acts.CodeIssued):
            self._codes.give(act)
        if isinstance(act, acts.VerificationStated):
            stream.stated[seq] = head
        if isinstance(act, acts.Declared | acts.DeclaredOutside):
            stream.heads[seq] = head

    def _go_on(self, stream: _Stream, seq: int, head: bytes, id_: str = "") -> None:
        """One entry further; a code that was given out for it must be its own."""
        name = stream.name
        stream.seq = seq
        stream.head = head
        if name == COUNT_STREAM:
            self._count_heads.append(head)
            self._count_ids.append(id_)
        elif stream.heads:
            stream.heads[seq] = head
        if seq in stream.codes:
            code = chain.code(self._replay.origin, name, seq, head)
            if not are_of(stream.codes[seq], code, id_):
                self._disagree(What.CODE, stream, seq)

    def finished(self, whole: bool) -> Replay:
        """What was read, when there are no more rows."""
        read = self._replay
        read.heads = {
            name: (stream.seq, stream.head) for name, stream in self._streams.items() if stream.seq
        }
        # With no staff there is nobody to judge, so no act of any contest is read further.
        count = self._streams.get(COUNT_STREAM)
        if count is None or not count.seq:
            if not read.disagreements:
                self._disagree(What.NO_COUNT, _Stream(COUNT_STREAM, b""), 1)
            return read
        if not count.broken:
            self._miss_codes(whole)
        return read

    def handed_over(self) -> Replay:
        """What was read until now, for somebody else to go on with; what is read further is kept
        apart from it, on whichever thread.
        """
        read = self.finished(whole=False)
        count = read.count
        # What a contest that is read later changes of `count` is changed there by whoever takes it
        # over. Ids are the one thing in common: no act of one state has that of one in the other.
        of_count = replace(count.count, uncontested=dict(count.count.uncontested))
        apart = Count(of_count, dict(count.contests), count.ids)
        self._replay = Replay(apart, read.origin)
        self._count = apart
        return read

    def stream(self, name: str, rows: Iterable[Row]) -> Part:
        """Read one more stream, after what was handed over; a code over an entry that it has not
        stands against it.
        """
        self.take(rows)
        read = self._replay
        stream = self._streams.get(name)
        if stream and not stream.broken:
            self._miss_codes_of(stream)
        end = (stream.seq, stream.head) if stream and stream.seq else None
        found = tuple(read.disagreements)
        unchecked = tuple(read.unchecked)
        read.disagreements = []
        read.unchecked = []
        return Part(name, read.count.contests.get(name), end, found, unchecked)

    def _miss_codes(self, whole: bool) -> None:
        """Each stream that has no entry for which a code was given out, or in `count` another one.

        The entries of `count` itself are read before the codes that are given out over them.
        """
        for name in list(self._codes.streams):
            # A file holds every stream that codes were given for; an audit pack holds two.
            known = self._streams.get(name) or (_Stream(name, b"") if whole else None)
            if known and not known.broken:
                self._miss_codes_of(known)

    def _miss_codes_of(self, stream: _Stream) -> None:
        codes = self._codes.over(stream.name)
        wrong = [seq for seq in codes if not 1 <= seq <= stream.seq]
        if stream.name == COUNT_STREAM and not wrong:
            origin = self._replay.origin
            wrong = not_of_count(codes, origin, self._count_heads, self._count_ids)
        if wrong:
            self._disagree(What.CODE, stream, min(wrong))

    def _stream(self, name: str, entry: bytes) -> _Stream:
        """The stream of this name;
        the first act of `count` gives the origin from which all of them start.
        """
        known = self._streams.get(name)
        if known:
            return known
        if name == COUNT_STREAM:
            self._replay.origin = id_of(entry)
        origin = self._replay.origin
        stream = _Stream(name, chain.start(origin, name), codes=self._codes.over(name))
        if self._checked is not None:
            stream.digests = Digests(origin, name)
            stream.checked = self._checked.get(name, 0)
        count = self._streams.get(COUNT_STREAM)
        stream.broken = name != COUNT_STREAM and (count is None or count.broken)
        self._streams[name] = stream
        return stream

    def _disagree(
        self,
        what: What,
        stream: _Stream,
        seq: int,
        findings: Iterable[Finding] = (),
        name: str = "",
    ) -> None:
        self._replay.disagreements.append(
            Disagreement(what, stream.name, seq, name, tuple(findings))
        )
        stream.broken = True
