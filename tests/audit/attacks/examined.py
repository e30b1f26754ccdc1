"""What an examiner with the source thought of: what no code stands for, notices that correct
another, acts that lean on another than they say.
"""

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from tallyapp.documents.page.pdf import DECLARED, LEAVES
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import CandidateNumber, Figure
from tallyapp.ledger.declared import heads_from, leaf_of_line, read_leaves
from tallyapp.ledger.published import checkpoint, line
from tests.audit.attacks.acts_changed import nth
from tests.audit.attacks.declarations import DODDS, GREEN, OTHER
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import (
    Acts,
    Hall,
    changed,
    lines_of,
    rechained,
    signature_of,
)

Report = Callable[[DeclarationReport], DeclarationReport]
Made = Callable[[World], bytes]


# ---- what no code stands for: the names, the place and the day are in other acts


def _said(change: Report) -> Made:
    """The declaration says something else, its act and its code being what they were."""
    return lambda world: world.hall.declared_again(change(world.hall.report))


def _said_for_real(change: Report) -> Made:
    return lambda world: world.real.declared_again(change(world.real.report))


def _in_heading(**other: object) -> Report:
    return lambda report: replace(report, heading=replace(report.heading, **other))


def _on(days: int) -> Report:
    return lambda report: _in_heading(polling_day=report.heading.polling_day + timedelta(days))(
        report
    )


def _renamed(report: DeclarationReport) -> DeclarationReport:
    """The winner and the second under each other's names, the votes where they were."""
    people = list(report.candidates)
    votes = [(one.votes, one.elected) for one in people]
    people[DODDS], people[GREEN] = people[GREEN], people[DODDS]
    people = [
        replace(one, votes=n, elected=elected)
        for one, (n, elected) in zip(people, votes, strict=True)
    ]
    name = people[DODDS].name
    sentence = report.declaration.replace(report.elected_names[0], name)
    return replace(report, candidates=tuple(people), elected_names=(name,), declaration=sentence)


def _electors(report: DeclarationReport) -> DeclarationReport:
    papers = report.valid + report.rejected_total
    electors = Figure((report.electorate or 0) - 1_000)
    turnout = hundredths_of_percent(papers, electors)
    return replace(report, electorate=electors, turnout=turnout)


def _spoken_by(report: DeclarationReport) -> DeclarationReport:
    spoken = report.declarant
    number = spoken.number if spoken else OTHER
    return replace(
        report, declarant=ReleasedName(number=number, salt="0" * 32, name="Louise Brown")
    )


_AGAINST_THE_SET_UP: dict[str, tuple[Report, str]] = {
    "another area": (_in_heading(area="Oxford West and Abingdon"), "area Oxford West"),
    "another election": (_in_heading(election="UK Parliamentary by-election"), "by-election, the"),
    "the winner and the second under each other's names": (_renamed, "the set-up has"),
    "fewer electors, and the turnout that they make": (_electors, "electorate"),
}
_BY_THE_CERTIFICATE: dict[str, Report] = {
    "another authority": _in_heading(authority="Oxford West Council"),
    "another named as who declared": _spoken_by,
    "another polling day of a practice count": _on(-7),
}


# ---- letters


def _area(text: str) -> Made:
    return _said(_in_heading(area=text))


_LETTERS = {
    "full-width letters": ("Ｏxford East", "U+FF2F"),
    "mathematical letters": ("\U0001d40exford East", "U+1D40E"),
    "a Cherokee letter": ("Ꭼast Oxford", "U+13AC"),
    "an ideographic space": ("Oxford\u3000East", "U+3000"),
    "a Hangul filler": ("Oxford\u3164East", "U+3164"),
    "a variation selector": ("Oxford\ufe0f East", "U+FE0F"),
    "a tag": ("Oxford\U000e0041 East", "U+E0041"),
}


# ---- a corrected notice


def _corrected_to_elect(world: World) -> bytes:
    """A declaration of who had fewer votes, its notice corrected: elected stays elected, but who
    was declared must have had the votes when it was declared.
    """
    hall = world.hall
    report = hall.report
    act = hall.act_for(report)
    wrong = replace(act, elected=(CandidateNumber(GREEN + 1),))
    corrected = _correction(wrong, of=wrong.id)
    return _with_both(hall, wrong, corrected, _elected(report, GREEN))


def _corrects_another(world: World) -> bytes:
    """A first correction of some other notice."""
    hall = world.hall
    act = hall.act_for(hall.report)
    return _with_both(hall, act, _correction(act, of="0" * 32), hall.report)


def _correction(act: acts.Declared, of: str) -> acts.NoticeCorrected:
    return acts.NoticeCorrected(
        v=1,
        id="cd" * 16,
        at=act.at,
        by=act.by,
        workstation=act.workstation,
        seen=act.seen,
        count_head=act.count_head,
        of=of,
        notice=Figure(1),
        figures=act.figures,
        reason="typed wrongly",
        second=OTHER,
    )


def _elected(report: DeclarationReport, number: int) -> DeclarationReport:
    people = tuple(replace(one, elected=i == number) for i, one in enumerate(report.candidates))
    name = people[number].name
    sentence = report.declaration.replace(report.elected_names[0], name)
    report = replace(report, candidates=people, elected_names=(name,), declaration=sentence)
    # The lead of nobody: as the verifier has it of a notice whose elected have fewer votes.
    return replace(report, majority=None)


def _with_both(
    hall: Hall, declared: acts.Declared, corrected: acts.NoticeCorrected, report: DeclarationReport
) -> bytes:
    """A corrected notice with these two acts, its leaves and code worked out anew."""
    carried, mark = hall.evidence_for(declared)
    told = line(signature_of(mark.origin, mark.stream, corrected), acts.encode(corrected))
    leaf = _leaf(told)
    files = carried | {DECLARED: carried[DECLARED] + told, LEAVES: carried[LEAVES] + leaf}
    head = heads_from(mark.origin, mark.stream, read_leaves(files[LEAVES]))[-1]
    anew = checkpoint(mark.origin, mark.stream, mark.seq + 1, head)
    report = replace(report, corrected=corrected.reason, checkpoint=anew)
    return hall.declared_again(report, files)


def _leaf(told: bytes) -> bytes:
    return leaf_of_line(told).hex().encode() + b"\n"


def _leaves_of_the_staff_list(world: World) -> bytes:
    hall = world.hall
    lines = lines_of(hall.pack)[COUNT_STREAM].splitlines(keepends=True)
    leaves = b"".join(map(_leaf, lines))
    return hall.declared_again(hall.report, hall.evidence | {LEAVES: leaves})


# ---- acts


def _inside(change: Callable[[Hall], Acts]) -> Made:
    return lambda world: world.hall.repacked(rechained(change(world.hall), world.hall.stream))


def _as_it_is(change: Callable[[Hall], Acts]) -> Made:
    return lambda world: world.hall.repacked(change(world.hall))


def _signed_from(**other: object) -> Callable[[Hall], Acts]:
    return nth(acts.DocumentSigned, lambda act: replace(act, **other))


def _same_id(hall: Hall) -> Acts:
    """An act of the contest under the id of one of the staff list."""
    other = hall.acts[COUNT_STREAM][1].id
    return nth(acts.BoxCounted, lambda act: replace(act, id=other))(hall)


def _earlier(hall: Hall) -> Acts:
    return nth(acts.ReadBack, lambda act: replace(act, at=act.at - timedelta(hours=1)))(hall)


def _to_come(hall: Hall) -> Acts:
    """Declared at a time that had not come when it was said so."""
    return nth(acts.Declared, _an_hour_later)(hall)


def _an_hour_later(act: AnyAct) -> AnyAct:
    assert isinstance(act, acts.Declared)
    return replace(act, declared_at=act.at + timedelta(hours=1))


def _twice_set_up(hall: Hall) -> Acts:
    first = hall.acts[COUNT_STREAM][0]
    last = hall.acts[COUNT_STREAM][-1]
    again = replace(first, id="0" * 32, at=last.at)
    return hall.acts | {COUNT_STREAM: [*hall.acts[COUNT_STREAM], again]}


def _at_noon(world: World) -> bytes:
    """A real count, all of whose acts were done on polling day before it was over."""
    real = world.real
    shift = timedelta(hours=14)

    def before(act: AnyAct) -> AnyAct:
        moved = replace(act, at=act.at - shift)
        if isinstance(moved, acts.Declared):
            return replace(moved, declared_at=moved.declared_at - shift)
        if isinstance(moved, acts.ContainersSighted):
            seen = (replace(each, at=each.at - shift) for each in moved.sighted)
            return replace(moved, sighted=tuple(seen))
        return moved

    done = changed(changed(real.acts, COUNT_STREAM, before), real.stream, before)
    return real.packed_again(rechained(done, real.stream))


def _declared_at_noon(world: World) -> bytes:
    """A clock may have been wrong and passed over, which the pack alone can tell."""
    report = world.real.report
    return world.real.bound_again(
        replace(report, declared_at=report.declared_at - timedelta(hours=14))
    )


ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(name, Kind.FIGURES, _said(change), (), shown_by="a certificate")
        for name, change in _BY_THE_CERTIFICATE.items()
    ),
    *(
        Attack(name, Kind.FIGURES, _said(change), ("binding",), words)
        for name, (change, words) in _AGAINST_THE_SET_UP.items()
    ),
    Attack(
        "a real count's polling day a week before",
        Kind.TIMES,
        _said_for_real(_on(-7)),
        (),
        shown_by="a certificate",
        of="real",
    ),
    Attack(
        "a real count's polling day a week later",
        Kind.TIMES,
        _said_for_real(_on(7)),
        ("time",),
        "before the close of the poll",
        of="real",
    ),
    *(
        Attack(f"{name} in the name of the area", Kind.TEXTS, _area(text), ("characters",), words)
        for name, (text, words) in _LETTERS.items()
    ),
    Attack(
        "a corrected notice of who had fewer votes",
        Kind.EVIDENCE,
        _corrected_to_elect,
        ("binding",),
        "elects somebody with fewer votes",
    ),
    Attack(
        "a corrected notice that corrects another",
        Kind.EVIDENCE,
        _corrects_another,
        ("binding",),
        "its correction is of another notice",
    ),
    Attack(
        "the leaves of the staff list",
        Kind.EVIDENCE,
        _leaves_of_the_staff_list,
        ("binding",),
        "do not come to the head",
    ),
    Attack(
        "a document signed over another head",
        Kind.ORDER,
        _as_it_is(_signed_from(head="0" * 64)),
        ("chain",),
        "names a document that was not drawn from this count",
    ),
    Attack(
        "a document signed before the declaration",
        Kind.ORDER,
        _as_it_is(_signed_from(seq=7)),
        ("acts",),
        "drawn from another state",
    ),
    Attack(
        "an entry by the identifier of one of another stream",
        Kind.ORDER,
        _inside(_same_id),
        ("acts",),
        "the identifier of one that is there already",
    ),
    Attack(
        "a count set up twice", Kind.ORDER, _inside(_twice_set_up), ("acts",), "was not allowed"
    ),
    Attack(
        "a result declared that no longer stood",
        Kind.KEYED,
        _inside(nth(acts.Declared, lambda act: replace(act, of="0" * 32))),
        ("acts",),
        "no longer stands",
    ),
    Attack(
        "a sheet keyed as that of another handing out",
        Kind.KEYED,
        _inside(nth(acts.SheetKeyed, lambda act: replace(act, of="0" * 32), 4)),
        ("acts",),
        "was not allowed",
    ),
    Attack(
        "an entry dated before the one before it",
        Kind.TIMES,
        _inside(_earlier),
        ("acts",),
        "before the one before it",
    ),
    Attack(
        "declared at a time to come", Kind.TIMES, _inside(_to_come), ("acts",), "later than now"
    ),
    Attack(
        "a real declaration at noon of its polling day",
        Kind.TIMES,
        _declared_at_noon,
        (),
        shown_by="a noted code",
        of="real",
    ),
    Attack("a real count at noon of its polling day", Kind.TIMES, _at_noon, ("time",), of="real"),
)
