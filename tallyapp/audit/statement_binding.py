"""Whether what a verification statement says is what its act says, and its act what its code
stands for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tallyapp.documents.page.pdf import LEAVES, SET_UP, STATED
from tallyapp.documents.page.wording import moment
from tallyapp.domain import acts
from tallyapp.domain.reports.declaration import ROLE_WORDS
from tallyapp.domain.reports.statement import (
    SENTENCE,
    TITLE,
    StatementReport,
    office,
    stated_in_welsh,
)
from tallyapp.domain.vocabulary.stated import StatedBox
from tallyapp.ledger.declared import (
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
    """What a statement carries of its stream, and the act that it is of."""

    stated: acts.VerificationStated

    def codes(self) -> Known:
        """Every code that the stream could have given up to here."""
        return self.codes_given([self.stated])


def bound_to(report: StatementReport, attached: Mapping[str, bytes]) -> Bound:
    """What the statement carries of its stream, if its act stands where its code says.

    Raises NoEvidence, with the sentence that says why not.
    """
    if not {SET_UP, STATED, LEAVES} <= set(attached):
        raise NoEvidence(say("verify", "binding.statement.missing"))
    try:
        return _bound(report, attached)
    except NoEvidence as fault:
        why = str(fault)
        key = f"binding.statement.{why}" if why in ("act", "place") else f"binding.{why}"
        raise NoEvidence(say("verify", key)) from fault


def _bound(report: StatementReport, attached: Mapping[str, bytes]) -> Bound:
    leaves = read_leaves(attached[LEAVES])
    lines = attached[STATED].splitlines(keepends=True)[:2]
    if len(lines) != 1:
        raise NoEvidence("act")
    stated = act_of_line(lines[0])
    if not isinstance(stated, acts.VerificationStated):
        raise NoEvidence("act")
    mark = report.checkpoint
    heads = heads_of(mark, leaves)
    if leaves[-1] != leaf_of_line(lines[0]):
        raise NoEvidence("place")
    return Bound(
        set_up=set_up_of(attached[SET_UP], leaves[:-1], mark.stream, stated.set_up),
        stated=stated,
        origin=mark.origin,
        stream=mark.stream,
        heads=heads,
    )


def disagreements(report: StatementReport, bound: Bound) -> Iterator[str]:
    """Where the statement says something else than the acts that it carries."""
    stated = bound.stated
    set_up = bound.set_up
    yield from _boxes(report.boxes, stated.boxes)
    areas = [(area.id, area.name) for area in report.areas]
    if areas != [(area.id, area.name) for area in set_up.areas]:
        yield "the count areas"
    if report.welsh != stated_in_welsh(report.heading, report.stated_by):
        yield "the words in Welsh"
    sentence = SENTENCE.replace("{title}", report.heading.officer_title)
    for what, ours, theirs in (
        ("version", report.version, stated.version),
        ("papers expected", report.expected, stated.expected),
        ("papers counted", report.counted, stated.counted),
        ("electorate", report.electorate, stated.electorate),
        ("carried", report.carried, stated.carried),
        ("election", report.heading.election, set_up.election),
        ("area", report.heading.area, set_up.name),
        ("election in Welsh", report.heading.election_cy, set_up.rules.title_cy),
        ("vacancies", report.heading.vacancies, set_up.seats),
        ("title", report.title, TITLE),
        ("sentence", report.sentence, sentence),
    ):
        if ours != theirs:
            yield f"{what} {ours}, the act has {theirs}"
    # As they are written: two offsets of one moment are not the same time on a page.
    if report.stated_at.isoformat() != stated.at.isoformat():
        yield f"stated {moment(report.stated_at)}, the act {moment(stated.at)}"
    roles = ("returning-officer", "", *ROLE_WORDS)
    if report.stated_by not in {office(report.heading, role) for role in roles}:
        yield f"stated by {report.stated_by}"


def _boxes(ours: tuple[StatedBox, ...], theirs: tuple[StatedBox, ...]) -> Iterator[str]:
    if len(ours) != len(theirs):
        yield f"{len(ours)} boxes, the act has {len(theirs)}"
    for here, there in zip(ours, theirs, strict=False):
        if here != there:
            yield f"box {here.box}: {_of(here)}, the act has box {there.box}: {_of(there)}"


def _of(box: StatedBox) -> str:
    return f"{box.expected} expected, {box.counted} counted"
