"""Verification statements that were changed: their pages, their figures, what binds them to their
code; and an earlier version that is passed off as a later one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import msgspec
import pikepdf
from msgspec.structs import replace

from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP, STATED, STATEMENT
from tallyapp.domain.reports.statement import StatementReport
from tallyapp.domain.vocabulary.stated import StatedBox
from tallyapp.domain.vocabulary.units import Papers
from tests.audit.attacks.data_changed import changed_pages
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import Hall, attach, saved, unsigned

STATEMENT_KIND = Kind.STATEMENT
Change = Callable[[StatementReport], StatementReport]
Boxes = tuple[StatedBox, ...]


def _with_box(report: StatementReport, at: int, box: StatedBox) -> Boxes:
    return (*report.boxes[:at], box, *report.boxes[at + 1 :])


def _more_papers(report: StatementReport) -> StatementReport:
    """A hundred papers more in the first box, and in nothing else."""
    box = report.boxes[0]
    more = Papers((box.counted or 0) + 100)
    return replace(report, boxes=_with_box(report, 0, replace(box, counted=more)))


def _as_expected(report: StatementReport) -> StatementReport:
    """A box that was short is called as it was expected, and all figures agree."""
    at, box = _varying(report)
    boxes = _with_box(
        report,
        at,
        replace(box, counted=box.expected, explanation="", how="as-accounted", cause=None),
    )
    return _summed(replace(report, boxes=boxes))


def _varying(report: StatementReport) -> tuple[int, StatedBox]:
    return next((at, box) for at, box in enumerate(report.boxes) if box.variance)


def _unexplained(report: StatementReport) -> StatementReport:
    """A variance of which nothing is said, though it was counted but once or twice."""
    at, box = _varying(report)
    return replace(report, boxes=_with_box(report, at, replace(box, explanation="", attempts=1)))


def _summed(report: StatementReport) -> StatementReport:
    """The totals of these boxes; the turnout is left, as it is where papers only move."""
    expected = sum(box.expected or 0 for box in report.boxes)
    counted = sum(box.counted or 0 for box in report.boxes)
    postal = sum(box.counted or 0 for box in report.boxes if box.kind == "postal")
    electors = report.electorate or 0
    turnout = (counted * 20_000 + electors) // (2 * electors) if electors else 0
    return replace(
        report,
        expected=Papers(expected),
        counted=Papers(counted),
        postal=Papers(postal),
        turnout=turnout,
    )


def _without_a_box(report: StatementReport) -> StatementReport:
    return _summed(replace(report, boxes=report.boxes[1:]))


def _moved(report: StatementReport) -> StatementReport:
    """A hundred papers from one box to another of its area: every total stays."""
    first, second, *others = report.boxes
    moved = {"explanation": "moved", "how": "explained", "cause": "other"}
    fewer = replace(first, counted=Papers((first.counted or 0) - 100), **moved)
    more = replace(second, counted=Papers((second.counted or 0) + 100), **moved)
    return replace(report, boxes=(fewer, more, *others))


def _renamed(report: StatementReport) -> StatementReport:
    box = report.boxes[0]
    return replace(report, boxes=_with_box(report, 0, replace(box, name="The next station")))


def _of_another_area(report: StatementReport) -> StatementReport:
    box = report.boxes[0]
    other = report.areas[-1].id
    return replace(report, boxes=_with_box(report, 0, replace(box, area=other)))


def _of_no_area(report: StatementReport) -> StatementReport:
    box = report.boxes[0]
    return replace(report, boxes=_with_box(report, 0, replace(box, area="nowhere")))


def _twice(report: StatementReport) -> StatementReport:
    return _summed(replace(report, boxes=(report.boxes[0], *report.boxes)))


def _fewer_electors(report: StatementReport) -> StatementReport:
    return _summed(replace(report, electorate=(report.electorate or 0) - 10_000))


def _explained_otherwise(report: StatementReport) -> StatementReport:
    at, box = _varying(report)
    return replace(report, boxes=_with_box(report, at, replace(box, explanation="two stuck")))


@dataclass(frozen=True)
class _Row:
    """A change, what fails, and the words of the first."""

    change: Change
    caught: tuple[str, ...]
    words: str


_CHANGES: dict[str, _Row] = {
    "papers added to a box": _Row(_more_papers, ("figures", "binding"), "papers counted 39,731"),
    "a box left out": _Row(_without_a_box, ("binding",), "boxes, the act has 60"),
    "a box twice": _Row(_twice, ("figures", "binding"), "a box twice"),
    "a box that was short said to be as expected": _Row(_as_expected, ("binding",), "counted"),
    "papers moved from one box to another": _Row(_moved, ("binding",), "the act has box 1"),
    "a box under another name": _Row(_renamed, ("binding",), "the act has box 1"),
    "a box in another area": _Row(_of_another_area, ("binding",), "the act has box 1"),
    "a box in no area": _Row(_of_no_area, ("figures", "binding"), "a box of no area"),
    "a variance explained otherwise": _Row(_explained_otherwise, ("binding",), "the act has box"),
    "a variance that nobody explained": _Row(
        _unexplained, ("figures", "binding"), "is called verified, and is not"
    ),
    "another total": _Row(
        lambda r: replace(r, counted=Papers(r.counted + 1)),
        ("figures", "binding"),
        "papers counted 39,732, the boxes make it 39,731",
    ),
    "another number of papers expected": _Row(
        lambda r: replace(r, expected=r.counted), ("figures", "binding"), "papers expected 39,731"
    ),
    "another postal total": _Row(
        lambda r: replace(r, postal=Papers(r.postal - 864)), ("figures",), "postal papers"
    ),
    "another turnout at the verification": _Row(
        lambda r: replace(r, turnout=6_530), ("figures",), "the papers make it 55.30%"
    ),
    "another electorate": _Row(_fewer_electors, ("binding",), "electorate 61845"),
    "an earlier version passed off as the next": _Row(
        lambda r: replace(r, version=r.version + 1), ("binding",), "version 2, the act has 1"
    ),
    "stated an hour earlier": _Row(
        lambda r: replace(r, stated_at=r.stated_at.replace(hour=(r.stated_at.hour - 1) % 24)),
        ("binding",),
        "stated Friday 5 July 2024 at",
    ),
    "stated by an office that nobody holds": _Row(
        lambda r: replace(r, stated_by="the Lord Chief Justice"),
        ("binding",),
        "stated by the Lord Chief Justice",
    ),
    "another sentence over the boxes": _Row(
        lambda r: replace(r, sentence="Nothing was verified."), ("binding",), "sentence Nothing"
    ),
    "called another document": _Row(
        lambda r: replace(r, title="Declaration of result of poll"), ("binding",), "title Decl"
    ),
    "the areas exchanged": _Row(
        lambda r: replace(r, areas=r.areas[::-1]), ("binding",), "the count areas"
    ),
    "another number of vacancies": _Row(
        lambda r: replace(r, heading=replace(r.heading, vacancies=2)), ("binding",), "vacancies 2"
    ),
    "another contest's name on a statement": _Row(
        lambda r: replace(r, heading=replace(r.heading, area="Oxford West")),
        ("binding",),
        "area Oxford West",
    ),
}

_AGREEING: dict[str, Change] = {
    "papers moved from one box to another": _moved,
    "a box left out": _without_a_box,
    "a box that was short said to be as expected": _as_expected,
    "an earlier version passed off as the next": lambda r: replace(r, version=r.version + 1),
}
"""Changes of which an act that says the same gives nothing away."""


def _as_it_was(change: Change) -> Callable[[World], bytes]:
    return lambda world: world.hall.stated_again(change(world.hall.stated))


def _agreeing(change: Change) -> Callable[[World], bytes]:
    return lambda world: world.hall.stated_bound_again(change(world.hall.stated))


# ---- what binds it


def _carrying(change: Callable[[Hall], dict[str, bytes]]) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        hall = world.hall
        return hall.stated_again(hall.stated, hall.stated_evidence | change(hall))

    return made


def _without(name: str) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        carried = {n: data for n, data in world.hall.stated_evidence.items() if n != name}
        return world.hall.stated_again(world.hall.stated, carried)

    return made


def _first_leaves(hall: Hall) -> dict[str, bytes]:
    return {LEAVES: hall.stated_evidence[LEAVES][:-65]}


_EVIDENCE: dict[str, tuple[Callable[[Hall], dict[str, bytes]], str]] = {
    "the act that declared in the place of the one that stated": (
        lambda hall: {STATED: hall.evidence[DECLARED]},
        "not the act that stated it",
    ),
    "the act that stated, twice": (
        lambda hall: {STATED: hall.stated_evidence[STATED] * 2},
        "not the act that stated it",
    ),
    "another figure in the act that stated": (
        lambda hall: {STATED: hall.stated_evidence[STATED].replace(b"39731", b"39732")},
        "not the entry for which the code stands",
    ),
    "the last leaf of a statement left out": (_first_leaves, "do not come to the head"),
    "the leaves of the declaration in a statement": (
        lambda hall: {LEAVES: hall.evidence[LEAVES]},
        "do not come to the head",
    ),
    "another candidate in a statement's set-up": (
        lambda hall: {SET_UP: hall.evidence[SET_UP].replace(b"Dodds", b"Doods")},
        "not the first entry of its stream",
    ),
}


# ---- pages, and what is in the file


def _page(change: Callable[[bytes], bytes]) -> Callable[[World], bytes]:
    return lambda world: world.hall.signed_again(change(unsigned(world.hall.statement)))


def _other_page(world: World) -> bytes:
    """The page of one statement over the data of another."""
    with pikepdf.open(BytesIO(unsigned(world.hall.statement))) as document:
        content = msgspec.json.encode(world.other.stated)
        document.attachments[STATEMENT].get_file().obj.write(content)
        return world.hall.signed_again(saved(document))


def _result_beside(world: World) -> bytes:
    """A statement that carries the result of a declaration as well."""
    with pikepdf.open(BytesIO(unsigned(world.hall.statement))) as document:
        attach(document, "result.json", msgspec.json.encode(world.hall.report))
        return world.hall.signed_again(saved(document))


def _cyrillic(report: StatementReport) -> StatementReport:
    box = report.boxes[0]
    name = box.name.replace("o", "о", 1)
    return replace(report, boxes=_with_box(report, 0, replace(box, name=name)))


ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(name, STATEMENT_KIND, _as_it_was(row.change), row.caught, row.words)
        for name, row in _CHANGES.items()
    ),
    *(
        Attack(
            name,
            Kind.STATED,
            _agreeing(change),
            (),
            shown_by="a noted code",
            occasion="verification",
        )
        for name, change in _AGREEING.items()
    ),
    *(
        Attack(name, Kind.EVIDENCE, _carrying(change), ("binding",), words)
        for name, (change, words) in _EVIDENCE.items()
    ),
    *(
        Attack(
            f"no {name} in a statement", Kind.EVIDENCE, _without(name), ("binding",), "not carry"
        )
        for name in (SET_UP, STATED, LEAVES)
    ),
    *(
        Attack(f"{name}, in a statement", Kind.PAGES, _page(change), ("rendering",))
        for name, change in changed_pages().items()
    ),
    Attack(
        "the page of one statement over the data of another",
        Kind.PAGES,
        _other_page,
        ("rendering", "binding"),
    ),
    Attack(
        "a result beside the statement",
        Kind.PAGES,
        _result_beside,
        ("rendering", "binding"),
    ),
    Attack(
        "a Cyrillic о in the name of a box",
        Kind.TEXTS,
        _agreeing(_cyrillic),
        ("characters",),
        "U+043E",
    ),
)
