"""What the streams in an audit pack show: the chain, the acts, the two officers, and both
arithmetics.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tallyapp.documents.page.wording import moment
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.reports.audit_pack import audit_pack_report
from tallyapp.domain.reports.declaration import LAYOUT, officer_words
from tallyapp.domain.reports.pack_report import AuditPackReport
from tallyapp.domain.reports.pack_result import declared_otherwise
from tallyapp.domain.reports.pack_words import finding_words
from tallyapp.domain.reports.withholding import Withholding
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.result import Declaration
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.ledger import chain
from tallyapp.ledger.disagreements import Disagreement, What
from tallyapp.ledger.published import checkpoint, leaf_of, read_published, rows_of, totals_of
from tallyapp.ledger.replay import Replay
from tallyapp.words.catalogue import disagreement, say

from . import by_hand, meaning
from .points import Point, Result, Said, point, said, told, unchecked


@dataclass
class Streams:
    """The streams of an audit pack, read and checked; `contest` is the one that is not `count`."""

    lines: Mapping[str, bytes]
    contest: str
    read: Replay

    @classmethod
    def of(cls, lines: Mapping[str, bytes]) -> "Streams | None":
        """The streams, unless they are not those of one contest."""
        # A pack is of one contest: two of them would let one stand in for the other.
        others = [name for name in lines if name != COUNT_STREAM]
        if COUNT_STREAM not in lines or len(others) != 1:
            return None
        streams = cls(lines, others[0], read_published(lines))
        return streams if streams.whole or streams.read.disagreements else None

    @property
    def whole(self) -> bool:
        """Whether everything could be read, and a contest is in it."""
        return not self.read.disagreements and self.contest in self.read.count.contests

    @property
    def withheld(self) -> Mapping[str, Sequence[int]]:
        """The positions of each stream of which only the leaf is here."""
        return self.read.withheld

    @property
    def why_not(self) -> str:
        """Why what is not whole is not looked at any further: its fault, or that a later version
        wrote it.
        """
        found = self.read.disagreements
        if found and all(each.only_later for each in found):
            return "later-format"
        # What is withheld may have allowed what follows: that is not known to be wrong.
        if found and all(each.not_judged for each in found):
            return "withheld-first"
        return "entries-first"

    def points(self) -> Iterator[Point]:
        """The points on the streams alone."""
        # A later version is not a fault: it is what this program cannot judge, and says so.
        if self.why_not == "later-format":
            for code in ("chain", "acts", "two-officers", "arithmetic"):
                yield unchecked(code, "later-format")
            return
        judged = [d for d in self.read.disagreements if not d.not_judged]
        broken = [d for d in judged if d.what is not What.RULES]
        unlawful = [d for d in judged if d.what is What.RULES]
        acts_read = sum(seq for seq, _ in self.read.heads.values())
        words = {"acts": acts_read, "streams": len(self.read.heads)}
        if self.why_not == "withheld-first":
            # Reading ended there; whether the leaves give the codes that were given out is seen
            # without it.
            broken += self._codes_of_other_leaves()
        yield point("chain", not broken, problems=_in_words(broken), **words)
        if self.withheld:
            yield told("withheld", "not checked", "withheld.which", which=self._which_withheld())
        if not self.whole and not unlawful:
            yield unchecked("acts", self.why_not)
        else:
            yield point("acts", not unlawful, problems=_in_words(unlawful))
        if not self.whole:
            yield unchecked("two-officers", self.why_not)
            yield unchecked("arithmetic", self.why_not)
            return
        yield self._two_officers()
        # Rule 8, from the pack's own bytes: both arithmetics, neither of them the page's.
        contest = self.read.count.contests[self.contest]
        ours = figures(contest)
        theirs = totals_of(self.lines)
        problems = [f"{ours.valid:,} and {theirs.valid:,} valid papers"] if ours != theirs else []
        problems += by_hand.problems(contest, self.lines)
        yield point("arithmetic", not problems, problems="; ".join(problems))

    def _codes_of_other_leaves(self) -> list[Disagreement]:
        """The entries for which a code was given out that their leaves do not come to."""
        known = {(name, seq): code for name, seq, code in self.codes()}
        return [
            Disagreement(What.CODE, act.stream, act.seq)
            for _, act in self._acts(COUNT_STREAM)
            if isinstance(act, acts.CodeIssued)
            and act.stream in self.lines
            and known.get((act.stream, act.seq)) != act.code
        ]

    def declared(self) -> Iterator[Point]:
        """Whether the count bears out what was declared, and what a corrected notice says since."""
        contest = self.read.count.contests[self.contest]
        made = self.declaration
        if made is None:
            # Nothing is wrong with its entries; but what came after them is not in it.
            yield told("declared", "not checked", "declared.not-yet")
            return
        now = figures(contest)
        differs = declared_otherwise(contest)
        words = {"at": f"{made.declared_at:%H:%M}", "valid": now.valid}
        yield point("declared", not differs, problems="; ".join(differs), **words)
        if contest.corrected:
            last = contest.corrected[-1]
            words = {"notice": last.number, "seq": last.seq}
            # A corrected notice may differ from the count: what it says is for people to look at.
            alike: Result = "holds" if last.figures == now else "not checked"
            yield point("corrected", alike, **words)

    @property
    def declaration(self) -> Declaration | None:
        """The declaration in the streams, if there is one."""
        return self.read.count.contests[self.contest].declaration

    def meaning(self) -> Iterator[Point]:
        """Whether the contest's rules, texts and time are such as the program takes and ships."""
        contest = self.read.count.contests[self.contest]
        whole = self.read.count.count.set_up
        part = contest.set_up
        if whole is None:
            return
        yield meaning.of_shipped_rules(part.rules, whole.polling_day, part.seats)
        named = (act for name in self.lines for _, act in self._acts(name) if _names_things(act))
        yield meaning.characters(*named)
        if contest.declaration:
            excused = any(passed.finding.code == Code.E307 for passed in contest.passed)
            at = contest.declaration.declared_at
            yield from filter(
                None,
                [meaning.after_the_poll(whole.practice, whole.polling_day, at, excused)],
            )

    def says(self) -> Iterator[Said]:
        """What the streams say, whatever a page may show."""
        contest = self.read.count.contests[self.contest]
        whole = self.read.count.count.set_up
        part = contest.set_up
        yield said("contest", f"{part.name}, {part.election}")
        if whole:
            yield said("polling-day", day(whole.polling_day))
            yield said("kind", say("verify", "practice" if whole.practice else "real"))
        yield from self._says_of_result()
        yield from self._says_of_open_points()
        yield from by_hand.says(self.read.count.contests[self.contest])
        read = self.read.heads
        withheld = self._which_withheld() or say("verify", "said.none-withheld")
        numbers = {"seq": read[self.contest][0], "count": read[COUNT_STREAM][0]}
        words = say("verify", "said.whole", stream=self.contest, withheld=withheld, **numbers)
        yield said("entries", words)

    def _which_withheld(self) -> str:
        """The entries of which only the leaf is here: 12 and 40 of elm-valley."""
        return "; ".join(
            say("verify", "withheld.of", entries=_several(positions), stream=name)
            for name, positions in self.withheld.items()
        )

    def _says_of_result(self) -> Iterator[Said]:
        contest = self.read.count.contests[self.contest]
        made = contest.declaration
        if made is None:
            yield said("declared", say("verify", "said.undeclared"))
            return
        for number in made.elected:
            name = contest.set_up.candidates[number - 1].name
            votes = made.figures.votes[number - 1]
            code = "answer" if contest.set_up.rules.answers else "elected"
            yield said(code, say("verify", "said.with-votes", name=name, votes=votes))
        by = officer_words(self.read.count, made.declarant, contest.seen)
        yield said("declared", say("verify", "said.at-by", at=moment(made.declared_at), by=by))
        if made.outside:
            yield said("outside", made.outside)
        for notice in contest.corrected:
            yield said("corrected", notice.reason)

    def _says_of_open_points(self) -> Iterator[Said]:
        """Each open point that the returning officer proceeded despite, as the pages have it."""
        contest = self.read.count.contests[self.contest]
        over = {passed.finding for passed in contest.passed}
        words = sorted(f"{found.code}, {finding_words(contest, found)}" for found in over)
        for each in words[:_MOST_NAMED]:
            yield said("passed-over", each)
        if (more := len(words) - _MOST_NAMED) > 0:
            yield said("passed-over", say("verify", "said.and-more", more=more))

    def report(
        self,
        layout: int = LAYOUT,
        released: Sequence[ReleasedName] = (),
        withholding: Withholding | None = None,
    ) -> AuditPackReport:
        """What the pages of a pack of this layout must say, worked out from the streams again."""
        count, contest = (self._acts(name) for name in (COUNT_STREAM, self.contest))
        marks = [
            checkpoint(self.read.origin, name, *self.read.heads[name])
            for name in (self.contest, COUNT_STREAM)
        ]
        return audit_pack_report(self.contest, count, contest, marks, released, layout, withholding)

    def codes(self) -> Iterator[tuple[str, int, str]]:
        """Every code that these streams could ever have given: stream, position and code."""
        for name in self.lines:
            head = chain.start(self.read.origin, name)
            for row in rows_of({name: self.lines[name]}):
                head = chain.following(head, leaf_of(row))
                yield name, row.seq, chain.code(self.read.origin, name, row.seq, head)

    def _acts(self, name: str) -> list[tuple[int, AnyAct]]:
        rows = rows_of({name: self.lines[name]})
        return [(row.seq, acts.decode(row.entry)) for row in rows if not row.leaf]

    def _two_officers(self) -> Point:
        """Seen from the acts alone, apart from the rules that let them in."""
        # Counted without the rules of the domain: a fault in these must not hide itself.
        eyes = _Eyes()
        for _, act in self._acts(self.contest):
            eyes.see(act)
        words = {"papers": len(eyes.keyings), "passed": len(eyes.passed_over)}
        problems = list(eyes.problems())
        # In a small count one officer may key twice, and the page says so rather than pass over it.
        if eyes.small_count and not problems:
            return told("two-officers", "holds", "two-officers.small", **words)
        return point("two-officers", not problems, problems="; ".join(problems), **words)


@dataclass
class _Eyes:
    """How many pairs of eyes saw each paper, counted anew; in a small count one may look twice."""

    small_count: bool = False
    areas: dict[tuple[str, int], str] = field(default_factory=dict)
    keyings: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    taken_out: dict[str, dict[tuple[str, int], list[int]]] = field(default_factory=dict)
    """By the re-count that took them out: those which one officer alone had keyed."""
    since: dict[str, tuple[frozenset[str], set[tuple[str, int]]]] = field(default_factory=dict)
    """By the re-count: its areas, and the papers there were before it."""
    alone: list[str] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)

    def see(self, act: AnyAct) -> None:
        self._see_paper(act)
        if isinstance(act, acts.PassedOver):
            self.passed_over.append((act.finding.place.kind, act.finding.place.name))
        # By name, apart from the rules: an act added later that asks for two is looked at as well.
        if getattr(act, "second", None) == act.by:
            self.alone.append(f"officer {act.by} was their own second officer")

    def _see_paper(self, act: AnyAct) -> None:
        match act:
            case acts.ContestSetUp():
                self.small_count = act.small_count
            case acts.SheetsIssued():
                numbers = range(act.first, act.last + 1)
                self.areas |= {("sheet", number): act.area for number in numbers}
            case acts.SheetKeyed() | acts.SheetDifferenceKeyed():
                self.keyings.setdefault(("sheet", act.sheet), []).append(act.by)
            case acts.FormKeyed() | acts.FormDifferenceKeyed():
                self.areas.setdefault(("form", act.form), getattr(act, "area", ""))
                self.keyings.setdefault(("form", act.form), []).append(act.by)
            case acts.SheetQueried() | acts.SheetWithdrawn():
                self.keyings.pop(("sheet", act.sheet), None)
            case acts.FormQueried() | acts.FormWithdrawn():
                self.keyings.pop(("form", act.form), None)
            case acts.RecountBegun():
                self._begin_anew(act)
            case acts.RecountAbandoned():
                self._go_back(act)
            case _:
                pass

    def _begin_anew(self, act: acts.RecountBegun) -> None:
        """What had been keyed once in these areas is not keyed again: it counts no longer."""
        kinds = ("sheet", "form") if act.revisited else ("sheet",)
        self.since[act.id] = frozenset(act.areas), set(self.areas)
        taken_out = self.taken_out.setdefault(act.id, {})
        for paper in list(self.keyings):
            if paper[0] in kinds and self.areas[paper] in act.areas and not self._seen_twice(paper):
                taken_out[paper] = self.keyings.pop(paper)

    def _go_back(self, act: acts.RecountAbandoned) -> None:
        """What was first keyed in it counts no longer, and what it took out is keyed on."""
        areas, before = self.since.get(act.of, (frozenset(), set()))
        for paper in list(self.keyings):
            if self.areas[paper] in areas and paper not in before:
                del self.keyings[paper]
        self.keyings |= self.taken_out.get(act.of, {})

    def _seen_twice(self, paper: tuple[str, int]) -> bool:
        by = self.keyings[paper]
        # Two keyings by one hand are one look, unless the set-up said that one hand is enough.
        return len(by if self.small_count else set(by)) >= 2

    def problems(self) -> Iterator[str]:
        yield from self.alone
        for kind, number in self.keyings:
            if not self._seen_twice((kind, number)) and (kind, str(number)) not in self.passed_over:
                yield f"{kind} {number} was keyed by one officer"


_MOST_NAMED = 12


def _several(positions: Sequence[int]) -> str:
    """The first of many positions, and how many more there are."""
    named = ", ".join(f"{seq:,}" for seq in positions[:_MOST_NAMED])
    more = len(positions) - _MOST_NAMED
    return f"{named} and {more:,} more" if more > 0 else named


_NAMES_THINGS = (
    acts.CountSetUp,
    acts.CountCorrected,
    acts.ContestSetUp,
    acts.SetUpCorrected,
    acts.OfficerEnrolled,
    acts.BoxAdded,
)


def _names_things(act: AnyAct) -> bool:
    """Whether an act gives the names and labels that pages show; all else is typed in haste."""
    return isinstance(act, _NAMES_THINGS)


def _in_words(disagreements: list[Disagreement]) -> str:
    return " ".join(disagreement(found) for found in disagreements)
