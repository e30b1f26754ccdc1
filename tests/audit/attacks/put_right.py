"""The acts that put a set-up right: left out, altered, exchanged or added, in a declaration and in
a pack of a count whose electorate, names and a box were put right.
"""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tallyapp.documents.page.pdf import SET_UP
from tallyapp.domain import acts
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger.published import line
from tests.audit.attacks.acts_changed import Change, nth, without
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import Acts, Hall, changed, rechained, signature_of

KIND = Kind.PUT_RIGHT
NOT_ALL = "not all of those that there were"
WRONG = 1_000
"""The electorate as it was typed first."""


def _lines(hall: Hall) -> list[bytes]:
    """The set-up, then each act that put it right."""
    return hall.evidence[SET_UP].splitlines(keepends=True)


def _declared(
    change: Callable[[Hall], Sequence[bytes]],
    say: Callable[[DeclarationReport], DeclarationReport] = lambda report: report,
) -> Callable[[World], bytes]:
    """The declaration with other lines of its set-up, and saying what they say."""

    def made(world: World) -> bytes:
        hall = world.put_right
        carried = hall.evidence | {SET_UP: b"".join(change(hall))}
        return hall.declared_again(say(hall.report), carried)

    return made


def _as_typed_first(report: DeclarationReport) -> DeclarationReport:
    """What the declaration would say if nothing had been put right."""
    papers = report.valid + report.rejected_total
    first, *others = report.candidates
    name = first.name.replace("Ashe", "Ash")
    typed = replace(first, name=name, ballot_name=first.ballot_name.replace("Ashe", "Ash"))
    return replace(
        report,
        candidates=(typed, *others),
        elected_names=(name,),
        declaration=report.declaration.replace(first.name, name),
        electorate=WRONG,
        turnout=hundredths_of_percent(papers, WRONG),
    )


def _added(hall: Hall) -> Sequence[bytes]:
    """One more act that puts it right, of which no leaf is there."""
    mark = hall.report.checkpoint
    inside = hall.acts[hall.stream]
    last = [each for each in inside if isinstance(each, acts.SetUpCorrected)][-1]
    more = replace(last, id="ab" * 16, of=last.id, name="Elm Hill")
    signature = signature_of(mark.origin, mark.stream, more)
    return [*_lines(hall), line(signature, acts.encode(more))]


def _packed(change: Change) -> Callable[[World], bytes]:
    """The pack with other acts, every head and code worked out anew, and pages that say them."""

    def made(world: World) -> bytes:
        hall = world.put_right
        return hall.packed_again(rechained(change(hall), hall.stream))

    return made


def _unnamed(hall: Hall) -> Acts:
    """Nothing was put right, says the act that declared too."""
    as_if: Acts = dict(hall.acts)
    as_if[hall.stream] = [
        each for each in hall.acts[hall.stream] if not isinstance(each, acts.SetUpCorrected)
    ]
    return changed(
        as_if,
        hall.stream,
        lambda act: replace(act, set_up="") if isinstance(act, acts.Declared) else act,
    )


def _of_pack(name: str, change: Change, caught: tuple[str, ...], words: str) -> Attack:
    return Attack(name, KIND, _packed(change), caught, words, of="put-right")


_LEFT_OUT: dict[str, Callable[[Hall], Sequence[bytes]]] = {
    "the last act that put it right left out": lambda hall: _lines(hall)[:-1],
    "the first act that put it right left out": lambda hall: [
        _lines(hall)[0],
        *_lines(hall)[2:],
    ],
    "every act that put it right left out": lambda hall: _lines(hall)[:1],
    "the acts that put it right exchanged": lambda hall: [
        _lines(hall)[0],
        *reversed(_lines(hall)[1:]),
    ],
    "an act that put it right twice": lambda hall: [*_lines(hall), _lines(hall)[-1]],
    "an act that put it right altered": lambda hall: [
        each.replace(b'"electorate":1010', b'"electorate":1020') for each in _lines(hall)
    ],
    "an act that puts it right added": _added,
}

ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(name, KIND, _declared(change), ("binding",), NOT_ALL, of="put-right")
        for name, change in _LEFT_OUT.items()
    ),
    Attack(
        "nothing put right, and said as it was typed first",
        KIND,
        _declared(lambda hall: _lines(hall)[:1], _as_typed_first),
        ("binding",),
        NOT_ALL,
        of="put-right",
    ),
    _of_pack(
        "an act that put it right left out of a pack",
        without(acts.SetUpCorrected, 1),
        ("acts",),
        "",
    ),
    _of_pack(
        "an act that put it right by one officer alone",
        nth(acts.SetUpCorrected, lambda act: replace(act, by=OfficerNumber(3))),
        ("acts",),
        "",
    ),
    Attack(
        "an act that put it right for another reason",
        KIND,
        _packed(nth(acts.SetUpCorrected, lambda act: replace(act, reason="another"))),
        (),
        shown_by="a noted code",
        of="put-right",
    ),
    Attack(
        "a pack in which nothing was put right",
        KIND,
        _packed(_unnamed),
        ("acts",),
        "",
        of="put-right",
    ),
)
