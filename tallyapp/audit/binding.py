"""Whether what a declaration says is what its act says, and its act what its code stands for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP
from tallyapp.documents.page.wording import moment
from tallyapp.domain import acts
from tallyapp.domain.reports.declaration import ROLE_WORDS, candidate_results
from tallyapp.domain.reports.declaration_report import DeclarationReport, NoticeChange
from tallyapp.domain.reports.notice_changes import notice_changes
from tallyapp.domain.reports.welsh import drawn_in, in_welsh
from tallyapp.domain.state.result import OnNotice
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.ledger.declared import (
    Evidence,
    NoEvidence,
    act_of_line,
    leaf_of_line,
    read_leaves,
)
from tallyapp.words.catalogue import say

from .carried import Carried, heads_of
from .codes import Known
from .put_right import set_up_of

MOST_NOTICES = 1_000
"""No result has as many; lines beyond them are not looked at."""


@dataclass(frozen=True, kw_only=True)
class Bound(Carried):
    """What a declaration carries of its stream, and the acts that it is of."""

    declared: acts.Declared | acts.DeclaredOutside
    corrections: tuple[acts.NoticeCorrected, ...] = ()
    """Each that put the notice right, where it is a corrected one."""

    @property
    def notices(self) -> list[OnNotice]:
        """What each notice says, one after the other: the declaration's first, this one last."""
        set_up = self.set_up
        said = [OnNotice(set_up.candidates, self.declared.figures, set_up.electorate)]
        for correction in self.corrections:
            said.append(said[-1].corrected(correction))
        return said

    @property
    def figures(self) -> ResultFigures:
        """The figures of the notice: those of its correction, where it is a corrected one."""
        return self.notices[-1].figures

    def codes(self) -> Known:
        """Every code that the stream could have given up to here."""
        return self.codes_given((self.declared, *self.corrections))


def bound_to(report: DeclarationReport, attached: Mapping[str, bytes]) -> Bound:
    """What the declaration carries of its stream, if its acts stand where its code says.

    Raises NoEvidence, with the sentence that says why not.
    """
    if not {SET_UP, DECLARED, LEAVES} <= set(attached):
        raise _none("missing")
    try:
        carried = Evidence(attached[SET_UP], attached[DECLARED], attached[LEAVES])
        return _bound(report, carried)
    except NoEvidence as fault:
        raise _none(str(fault)) from fault


def _none(why: str, **numbers: object) -> NoEvidence:
    return NoEvidence(say("verify", f"binding.{why}", **numbers))


def _bound(report: DeclarationReport, carried: Evidence) -> Bound:
    leaves = read_leaves(carried.leaves)
    lines = carried.declared.splitlines(keepends=True)[: MOST_NOTICES + 1]
    # A notice that says it is corrected is bound to its corrections as well, and no other is.
    if not lines or len(lines) > MOST_NOTICES or (len(lines) > 1) != bool(report.corrected):
        raise NoEvidence("act")
    declared, *corrections = map(act_of_line, lines)
    if not isinstance(declared, acts.Declared | acts.DeclaredOutside):
        raise NoEvidence("act")
    put_right = [each for each in corrections if isinstance(each, acts.NoticeCorrected)]
    if len(put_right) != len(corrections):
        raise NoEvidence("act")
    mark = report.checkpoint
    heads = heads_of(mark, leaves)
    # The act that declared last of all; of a corrected notice before its corrections, in order.
    own = [leaf_of_line(line) for line in lines]
    if leaves[-1] != own[-1] or not set(own) <= set(leaves):
        raise NoEvidence("place")
    places = [leaves.index(leaf) for leaf in own]
    if places != sorted(set(places)):
        raise NoEvidence("place")
    return Bound(
        set_up=set_up_of(carried.set_up, leaves[: places[0]], mark.stream, declared.set_up),
        declared=declared,
        corrections=tuple(put_right),
        origin=mark.origin,
        stream=mark.stream,
        heads=heads,
    )


def disagreements(report: DeclarationReport, bound: Bound) -> Iterator[str]:
    """Where the declaration says something else than the act that it carries."""
    declared = bound.declared
    figures = bound.figures
    votes = tuple(candidate.votes for candidate in report.candidates)
    yield from _unlike("votes", votes, figures.votes)
    rejected = tuple(head.papers for head in report.rejected)
    yield from _unlike("rejected papers", rejected, figures.rejected)
    yield from _unlike("valid papers", (report.valid,), (figures.valid,))
    yield from _unlike("papers verified", (report.verified,), (figures.verified,))
    elected = tuple(n for n, each in enumerate(report.candidates, 1) if each.elected)
    yield from _unlike("elected", elected, declared.elected)
    # As they are written: two offsets of one moment are not the same time on a page.
    if report.declared_at.isoformat() != declared.declared_at.isoformat():
        yield f"declared {moment(report.declared_at)}, the act {moment(declared.declared_at)}"
    named = report.declarant
    if named and named.number != declared.declarant:
        yield f"declared by officer {named.number}, the act {declared.declarant}"
    if report.declared_by not in _offices(report):
        yield f"declared by {report.declared_by}"
    outside = declared.reason if isinstance(declared, acts.DeclaredOutside) else ""
    if report.outside != outside:
        yield "whether and why it was declared outside the program"
    yield from _of_corrections(report, bound)
    yield from _of_set_up(report, bound)


def _of_set_up(report: DeclarationReport, bound: Bound) -> Iterator[str]:
    """Where the declaration names other candidates, heads or electors than the contest has, as
    corrections put them right.
    """
    set_up = bound.set_up
    says = bound.notices[-1]
    votes = [candidate.votes for candidate in report.candidates]
    elected = {n for n, each in enumerate(report.candidates, 1) if each.elected}
    if len(votes) != len(says.candidates):
        yield f"{len(votes)} candidates, the set-up has {len(says.candidates)}"
        return
    named = candidate_results(says.candidates, votes, elected)
    for here, there in zip(report.candidates, named, strict=True):
        if here != there:
            yield f"candidate {here.name}, the set-up has {there.name}, {there.description}"
    heads = [(head.label, head.label_cy, head.in_part) for head in report.rejected]
    if heads != [(head.label, head.label_cy, head.in_part) for head in set_up.rules.heads]:
        yield "the heads of rejection"
    # Whom lots chose stands in acts that are not carried; the Welsh must name some of the elected.
    if in_welsh(set_up.rules, report, drawn_in(report)) != report.welsh:
        yield "the words in Welsh"
    for what, ours, theirs in (
        ("election", report.heading.election, set_up.election),
        ("area", report.heading.area, set_up.name),
        ("vacancies", report.heading.vacancies, set_up.seats),
        ("electorate", report.electorate, says.electorate),
        ("title", report.title, set_up.rules.wording.heading),
        ("answers", report.answers, set_up.rules.answers),
        ("election in Welsh", report.heading.election_cy, set_up.rules.title_cy),
    ):
        if ours != theirs:
            yield f"{what} {ours}, the set-up has {theirs}"


def _offices(report: DeclarationReport) -> tuple[str, ...]:
    """All that a declaration can call who declared, beside their name."""
    roles = (f"a {role}" for role in ROLE_WORDS.values())
    return ("", f"the {report.heading.officer_title}", *roles)


def _of_corrections(report: DeclarationReport, bound: Bound) -> Iterator[str]:
    """Where a corrected notice says something else than its corrections: why, of which notice, and
    what each thing was before.
    """
    if not bound.corrections:
        if report.changes:
            yield say("verify", "binding.changes-of-none")
        return
    if report.corrected != bound.corrections[-1].reason:
        yield "why the notice was corrected"
    declared = bound.declared
    # Each corrects the one before it, and the first the declaration itself: none is left out.
    stood = [declared.id, *(each.id for each in bound.corrections)]
    pairs = zip(bound.corrections, stood, strict=False)
    if any(each.of != of or each.notice != n for n, (each, of) in enumerate(pairs, 1)):
        yield say("verify", "binding.another-notice")
    yield from _of_changes(report, bound)
    # Whoever was declared stays elected, whatever is found since: so they are elected by the
    # figures that were declared, which no page of a corrected notice shows.
    if isinstance(declared, acts.Declared) and not _have_most(declared):
        yield say("verify", "binding.fewer")


def _of_changes(report: DeclarationReport, bound: Bound) -> Iterator[str]:
    """Where what is said to have changed is not what did, from the notice before to this one."""
    notices = bound.notices
    if not all(_fits(bound, notice) for notice in notices):
        yield say("verify", "binding.other-lines")
        return
    *_, before, now = notices
    ours = notice_changes(bound.set_up, bound.declared.elected, before, now)
    not_told = _beyond(ours, report.changes)
    invented = _beyond(report.changes, ours)
    yield from (say("verify", "binding.not-told", change=_told(each)) for each in not_told)
    yield from (say("verify", "binding.not-changed", change=_told(each)) for each in invented)
    if not not_told and not invented and ours != report.changes:
        yield say("verify", "binding.other-order")


def _fits(bound: Bound, notice: OnNotice) -> bool:
    """Whether a notice has a line for each candidate and each head of the contest."""
    candidates = len(bound.set_up.candidates)
    lines = (len(notice.candidates), len(notice.figures.votes), len(notice.figures.rejected))
    known = all(number <= candidates for number in bound.declared.elected)
    return known and lines == (candidates, candidates, len(bound.set_up.rules.heads))


def _beyond(these: Sequence[NoticeChange], those: Sequence[NoticeChange]) -> Sequence[NoticeChange]:
    return [each for each in these if each not in those]


def _told(change: NoticeChange) -> str:
    line = f" {change.line}" if change.line else ""
    return f"{change.what}{line}: {change.before} to {change.now}"


def _have_most(declared: acts.Declared) -> bool:
    """Whether nobody has more votes than one who is elected by an act."""
    votes = dict(enumerate(declared.figures.votes, 1))
    elected = [votes.pop(number, -1) for number in declared.elected]
    return min(elected, default=0) >= max(votes.values(), default=0)


def _unlike(what: str, ours: tuple[int, ...], theirs: tuple[int, ...]) -> Iterator[str]:
    if ours == theirs:
        return
    pairs = zip(ours, theirs, strict=False)
    differing = [f"{a:,} here, {b:,} there" for a, b in pairs if a != b]
    lengths = f"{len(ours)} here, {len(theirs)} there"
    yield f"{what}: {', '.join(differing[:3]) or lengths}"
