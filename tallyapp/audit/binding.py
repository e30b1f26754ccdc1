"""Whether what a declaration says is what its act says, and its act what its code stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP
from tallyapp.documents.page.wording import moment
from tallyapp.domain import acts
from tallyapp.domain.reports.declaration import ROLE_WORDS, candidate_results
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.reports.welsh import drawn_in, in_welsh
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


@dataclass(frozen=True, kw_only=True)
class Bound(Carried):
    """What a declaration carries of its stream, and the acts that it is of."""

    declared: acts.Declared | acts.DeclaredOutside
    corrected: acts.NoticeCorrected | None

    @property
    def figures(self) -> ResultFigures:
        """The figures of the notice: those of its correction, where it is a corrected one."""
        return self.corrected.figures if self.corrected else self.declared.figures

    def codes(self) -> Known:
        """Every code that the stream could have given up to here."""
        return self.codes_given(filter(None, (self.declared, self.corrected)))


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
    # A notice that says it is corrected is bound to its correction as well, and no other is.
    expected = 2 if report.corrected else 1
    lines = carried.declared.splitlines(keepends=True)[: expected + 1]
    if len(lines) != expected:
        raise NoEvidence("act")
    declared = act_of_line(lines[0])
    corrected = act_of_line(lines[1]) if report.corrected else None
    if not isinstance(declared, acts.Declared | acts.DeclaredOutside):
        raise NoEvidence("act")
    if not isinstance(corrected, acts.NoticeCorrected | None):
        raise NoEvidence("act")
    mark = report.checkpoint
    heads = heads_of(mark, leaves)
    # The act that declared last of all; of a corrected notice before its correction.
    if leaves[-1] != leaf_of_line(lines[-1]) or leaf_of_line(lines[0]) not in leaves:
        raise NoEvidence("place")
    before = leaves[: leaves.index(leaf_of_line(lines[0]))]
    return Bound(
        set_up=set_up_of(carried.set_up, before, mark.stream, declared.set_up),
        declared=declared,
        corrected=corrected,
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
    if bound.corrected:
        yield from _of_correction(report, declared, bound.corrected)
    yield from _of_set_up(report, bound.set_up)


def _of_set_up(report: DeclarationReport, set_up: acts.ContestSetUp) -> Iterator[str]:
    """Where the declaration names other candidates, heads or electors than the contest has."""
    votes = [candidate.votes for candidate in report.candidates]
    elected = {n for n, each in enumerate(report.candidates, 1) if each.elected}
    if len(votes) != len(set_up.candidates):
        yield f"{len(votes)} candidates, the set-up has {len(set_up.candidates)}"
        return
    named = candidate_results(set_up.candidates, votes, elected)
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
        ("electorate", report.electorate, set_up.electorate),
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


def _of_correction(
    report: DeclarationReport,
    declared: acts.Declared | acts.DeclaredOutside,
    corrected: acts.NoticeCorrected,
) -> Iterator[str]:
    if report.corrected != corrected.reason:
        yield "why the notice was corrected"
    # What a later one corrects is not carried; the first corrects the declaration itself.
    if corrected.notice == 1 and corrected.of != declared.id:
        yield say("verify", "binding.another-notice")
    # Whoever was declared stays elected, whatever is found since: so they are elected by the
    # figures that were declared, which no page of a corrected notice shows.
    if isinstance(declared, acts.Declared) and not _have_most(declared):
        yield say("verify", "binding.fewer")


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
