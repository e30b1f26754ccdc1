"""What the streams in an audit pack show: the chain, the acts, the two officers, and both arithmetics."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.audit_pack import audit_pack_report
from tallyapp.domain.report import AuditPackReport
from tallyapp.domain.result import figures
from tallyapp.ledger import chain
from tallyapp.ledger.ledger import checkpoint, rows_of, totals_of
from tallyapp.ledger.replay import Disagreement, Replay, What, replay
from tallyapp.messages import disagreement

from .points import Point, point, unchecked


@dataclass
class Streams:
    """The streams of an audit pack, read and checked; `contest` is the stream that is not `count`."""

    lines: Mapping[str, bytes]
    contest: str
    read: Replay

    @classmethod
    def of(cls, lines: Mapping[str, bytes]) -> "Streams | None":
        """The streams, unless they are not those of one contest."""
        others = [name for name in lines if name != COUNT_STREAM]
        if COUNT_STREAM not in lines or len(others) != 1:
            return None
        streams = cls(lines, others[0], replay(rows_of(lines), whole=False))
        return streams if streams.whole or streams.read.disagreements else None

    @property
    def whole(self) -> bool:
        """Whether everything could be read, and a contest is in it."""
        return not self.read.disagreements and self.contest in self.read.count.contests

    def points(self) -> Iterator[Point]:
        """The points on the streams alone."""
        broken = [d for d in self.read.disagreements if d.what is not What.RULES]
        unlawful = [d for d in self.read.disagreements if d.what is What.RULES]
        acts_read = sum(seq for seq, _ in self.read.heads.values())
        words = {"acts": acts_read, "streams": len(self.read.heads)}
        yield point("chain", not broken, problems=_told(broken), **words)
        if broken and not unlawful:
            yield unchecked("acts", "entries-first")
        else:
            yield point("acts", not unlawful, problems=_told(unlawful))
        if not self.whole:
            yield unchecked("two-officers", "entries-first")
            yield unchecked("arithmetic", "entries-first")
            return
        yield self._two_officers()
        ours = figures(self.read.count.contests[self.contest])
        theirs = totals_of(self.lines)
        yield point(
            "arithmetic", ours == theirs, problems=f"{ours.valid:,} and {theirs.valid:,} valid papers"
        )

    def report(self) -> AuditPackReport:
        """What the pack's pages must say, worked out from the streams again."""
        count, contest = (self._acts(name) for name in (COUNT_STREAM, self.contest))
        marks = [
            checkpoint(self.read.origin, name, *self.read.heads[name])
            for name in (self.contest, COUNT_STREAM)
        ]
        return audit_pack_report(self.contest, count, contest, marks)

    def codes(self) -> Iterator[tuple[str, int, str]]:
        """Every code that these streams could ever have given: stream, position and code."""
        for name in self.lines:
            head = chain.start(self.read.origin, name)
            for row in rows_of({name: self.lines[name]}):
                head = chain.following(head, row.entry)
                yield name, row.seq, chain.code(self.read.origin, name, row.seq, head)

    def _acts(self, name: str) -> list[tuple[int, AnyAct]]:
        return [(row.seq, acts.decode(row.entry)) for row in rows_of({name: self.lines[name]})]

    def _two_officers(self) -> Point:
        """Seen from the acts alone, apart from the rules that let them in."""
        eyes = _Eyes()
        for _, act in self._acts(self.contest):
            eyes.see(act)
        words = {"papers": len(eyes.keyed_by), "passed": len(eyes.passed_over)}
        return point("two-officers", not list(eyes.problems()), problems="; ".join(eyes.problems()), **words)


@dataclass
class _Eyes:
    """How many pairs of eyes saw each paper, counted anew."""

    keyed_by: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    alone: list[str] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)

    def see(self, act: AnyAct) -> None:
        match act:
            case acts.SheetKeyed() | acts.SheetDifferenceKeyed():
                self.keyed_by.setdefault(("sheet", act.sheet), set()).add(act.by)
            case acts.FormKeyed() | acts.FormDifferenceKeyed():
                self.keyed_by.setdefault(("form", act.form), set()).add(act.by)
            case acts.SheetQueried() | acts.SheetWithdrawn():
                self.keyed_by.pop(("sheet", act.sheet), None)
            case acts.FormQueried() | acts.FormWithdrawn():
                self.keyed_by.pop(("form", act.form), None)
            case acts.PassedOver():
                self.passed_over.append((act.finding.place.kind, act.finding.place.name))
            case _:
                pass
        if getattr(act, "second", None) == act.by:
            self.alone.append(f"officer {act.by} was their own second officer")

    def problems(self) -> Iterator[str]:
        yield from self.alone
        for (kind, number), officers in self.keyed_by.items():
            if len(officers) < 2 and (kind, str(number)) not in self.passed_over:
                yield f"{kind} {number} was keyed by one officer"


def _told(disagreements: list[Disagreement]) -> str:
    return " ".join(disagreement(found) for found in disagreements)
