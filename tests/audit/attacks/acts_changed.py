"""Entries of an audit pack that were dropped, doubled, swapped, cut, or said something else.

`rechained` is what a careful forger does: every head and code worked out anew afterwards.
"""

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.vocabulary.on_paper import Bundles, ResultFigures
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Votes
from tests.audit.attacks.declarations import DODDS, GREEN
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import (
    Acts,
    Hall,
    changed,
    lines_of,
    rechained,
    unsigned,
    with_streams,
)

_T = TypeVar("_T")

ORDER = Kind.ORDER
KEYED = Kind.KEYED
RULES = Kind.RULES
WRITTEN = Kind.WRITTEN
Change = Callable[[Hall], Acts]


# ---- the forger's hands


def at(done: Acts, stream: str, kind: type[acts.Act], nth: int = 0) -> int:
    """The place of the nth act of this kind."""
    return [i for i, act in enumerate(done[stream]) if isinstance(act, kind)][nth]


def with_act(done: Acts, stream: str, place: int, *instead: AnyAct) -> Acts:
    return done | {stream: [*done[stream][:place], *instead, *done[stream][place + 1 :]]}


def each(change: Callable[[AnyAct], AnyAct]) -> Change:
    """Every act of the contest changed."""
    return lambda hall: changed(hall.acts, hall.stream, change)


def nth(kind: type[acts.Act], change: Callable[[AnyAct], AnyAct], number: int = 0) -> Change:
    """One act of this kind changed."""

    def made(hall: Hall) -> Acts:
        place = at(hall.acts, hall.stream, kind, number)
        act = hall.acts[hall.stream][place]
        return with_act(hall.acts, hall.stream, place, change(act))

    return made


def by(officer: int) -> Callable[[AnyAct], AnyAct]:
    return lambda act: replace(act, by=OfficerNumber(officer))


def without(kind: type[acts.Act], number: int = 0) -> Change:
    def made(hall: Hall) -> Acts:
        place = at(hall.acts, hall.stream, kind, number)
        return with_act(hall.acts, hall.stream, place)

    return made


def twice(kind: type[acts.Act], number: int = 0, **other: object) -> Change:
    def made(hall: Hall) -> Acts:
        place = at(hall.acts, hall.stream, kind, number)
        act = hall.acts[hall.stream][place]
        return with_act(hall.acts, hall.stream, place, act, replace(act, **other))

    return made


def swapped(kind: type[acts.Act], number: int = 0) -> Change:
    def made(hall: Hall) -> Acts:
        place = at(hall.acts, hall.stream, kind, number)
        inside = list(hall.acts[hall.stream])
        inside[place : place + 2] = reversed(inside[place : place + 2])
        return hall.acts | {hall.stream: inside}

    return made


def _as_it_is(change: Change) -> Callable[[World], bytes]:
    return lambda world: world.hall.repacked(change(world.hall))


def _rechained(change: Change) -> Callable[[World], bytes]:
    return lambda world: world.hall.repacked(rechained(change(world.hall), world.hall.stream))


def _drawn_anew(change: Change) -> Callable[[World], bytes]:
    """With pages that say what the changed acts say: nothing in the file gives it away."""
    return lambda world: world.hall.packed_again(rechained(change(world.hall), world.hall.stream))


# ---- what is changed


def one_figure(hall: Hall) -> Acts:
    """A bundle moved from one candidate to another in the last keying of a sheet."""

    def move(act: AnyAct) -> AnyAct:
        assert isinstance(act, acts.SheetKeyed)
        lines = list(act.figures.lines)
        lines[DODDS] = Bundles((lines[DODDS].full or 0) - 1, lines[DODDS].part)
        lines[GREEN] = Bundles((lines[GREEN].full or 0) + 1, lines[GREEN].part)
        return replace(act, figures=replace(act.figures, lines=tuple(lines)))

    return nth(acts.SheetKeyed, move, -1)(hall)


def both_keyings(hall: Hall) -> Acts:
    """The same bundle moved in both keyings of the last sheet."""
    last = hall.acts[hall.stream][at(hall.acts, hall.stream, acts.SheetKeyed, -1)]
    assert isinstance(last, acts.SheetKeyed)

    def move(act: AnyAct) -> AnyAct:
        if not isinstance(act, acts.SheetKeyed) or act.sheet != last.sheet:
            return act
        lines = list(act.figures.lines)
        lines[DODDS] = Bundles((lines[DODDS].full or 0) - 1, lines[DODDS].part)
        lines[GREEN] = Bundles((lines[GREEN].full or 0) + 1, lines[GREEN].part)
        return replace(act, figures=replace(act.figures, lines=tuple(lines)))

    return changed(hall.acts, hall.stream, move)


def second_by_the_first(hall: Hall) -> Acts:
    """The last sheet's second keying under the number of who keyed it first."""
    done = hall.acts[hall.stream]
    place = at(hall.acts, hall.stream, acts.SheetKeyed, -1)
    second = done[place]
    assert isinstance(second, acts.SheetKeyed)
    first = next(a for a in done if isinstance(a, acts.SheetKeyed) and a.sheet == second.sheet)
    return with_act(hall.acts, hall.stream, place, by(first.by)(second))


NOTHING_TO_SEE = "Nothing to see."


def explained_alone(act: AnyAct) -> AnyAct:
    """An explanation reworded, and not in the statement that gives it."""
    if isinstance(act, acts.VarianceExplained):
        return replace(act, explanation=NOTHING_TO_SEE)
    return act


def explained(act: AnyAct) -> AnyAct:
    """An explanation reworded, in every act that gives it."""
    if isinstance(act, acts.VerificationStated):
        boxes = (
            replace(box, explanation=NOTHING_TO_SEE) if box.explanation else box
            for box in act.boxes
        )
        return replace(act, boxes=tuple(boxes))
    return explained_alone(act)


def rewritten(act: AnyAct) -> AnyAct:
    """Two losers' votes exchanged in every act that tells of them."""
    match act:
        case acts.SheetKeyed() | acts.SheetQueried():
            lines = act.figures.lines
            return replace(act, figures=replace(act.figures, lines=_exchanged(lines, 10, 11)))
        case acts.FormKeyed():
            allowed = _exchanged(act.figures.allowed, 10, 11)
            return replace(act, figures=replace(act.figures, allowed=allowed))
        case acts.ProvisionalGiven() | acts.Declared():
            figures: ResultFigures = act.figures
            votes = _exchanged(figures.votes, 10, 11)
            return replace(act, figures=replace(figures, votes=votes))
        case acts.ReadBack():
            return replace(act, votes=_exchanged(act.votes, 10, 11))
        case _:
            return act


def _exchanged(values: tuple[_T, ...], a: int, b: int) -> tuple[_T, ...]:
    found = list(values)
    found[a] = values[b]
    found[b] = values[a]
    return tuple(found)


def declared_with(**other: object) -> Change:
    return nth(acts.Declared, lambda act: replace(act, **other))


def _votes_given(act: AnyAct) -> AnyAct:
    """The winner's votes given to the second in the act that declared alone."""
    assert isinstance(act, acts.Declared)
    votes = _exchanged(act.figures.votes, DODDS, GREEN)
    elected = (CandidateNumber(GREEN + 1),)
    return replace(act, figures=replace(act.figures, votes=votes), elected=elected)


def set_up_with(**other: object) -> Change:
    return nth(acts.ContestSetUp, lambda act: replace(act, **other))


def rules_with(**other: object) -> Change:
    def change(act: AnyAct) -> AnyAct:
        assert isinstance(act, acts.ContestSetUp)
        return replace(act, rules=replace(act.rules, **other))

    return nth(acts.ContestSetUp, change)


def _fewer_heads(hall: Hall) -> Acts:
    set_up = hall.acts[hall.stream][0]
    assert isinstance(set_up, acts.ContestSetUp)
    return rules_with(heads=set_up.rules.heads[:-1])(hall)


def _candidates_swapped(hall: Hall) -> Acts:
    set_up = hall.acts[hall.stream][0]
    assert isinstance(set_up, acts.ContestSetUp)
    people = _exchanged(set_up.candidates, DODDS, GREEN)
    return set_up_with(candidates=people)(hall)


def _candidates_and_names_swapped(hall: Hall) -> Acts:
    changed = _candidates_swapped(hall)
    place = at(changed, hall.stream, acts.NamesConfirmed)
    confirmed = changed[hall.stream][place]
    assert isinstance(confirmed, acts.NamesConfirmed)
    names = _exchanged(confirmed.surnames, DODDS, GREEN)
    return with_act(changed, hall.stream, place, replace(confirmed, surnames=names))


def _own(hall: Hall) -> list[AnyAct]:
    return hall.acts[hall.stream]


def _cut_before(kind: type[acts.Act]) -> Change:
    def made(hall: Hall) -> Acts:
        place = at(hall.acts, hall.stream, kind)
        return hall.acts | {hall.stream: hall.acts[hall.stream][:place]}

    return made


def _cut(stream: str, number: int) -> Change:
    def made(hall: Hall) -> Acts:
        name = hall.stream if stream == "contest" else stream
        return hall.acts | {name: hall.acts[name][:number]}

    return made


PAGES = ("rendering", "derived")

ATTACKS: tuple[Attack, ...] = (
    Attack("one figure of one keying", KEYED, _as_it_is(one_figure), ("acts",), "Entry"),
    Attack(
        "one figure of one keying, heads and codes anew",
        KEYED,
        _rechained(one_figure),
        ("acts",),
        "Entry",
    ),
    Attack(
        "one figure of both keyings, heads and codes anew",
        KEYED,
        _rechained(both_keyings),
        ("acts",),
        "Entry",
    ),
    Attack(
        "one officer keyed a sheet twice",
        KEYED,
        _rechained(second_by_the_first),
        ("acts",),
        "before",
    ),
    Attack(
        "a sheet keyed under a number that nobody has",
        KEYED,
        _rechained(nth(acts.SheetKeyed, by(99), 3)),
        ("acts",),
        "Officer 99 is not on the staff",
    ),
    Attack(
        "a box counted under a number that nobody has",
        KEYED,
        _rechained(nth(acts.BoxCounted, by(99))),
        ("acts",),
        "Officer 99 is not on the staff",
    ),
    Attack(
        "declared under a clerk's number",
        KEYED,
        _rechained(nth(acts.Declared, by(11))),
        ("acts",),
        "Officer 11 may not do this",
    ),
    Attack(
        "the winner's votes given to the second in the declaration alone",
        KEYED,
        _rechained(nth(acts.Declared, _votes_given)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "another elected in the declaration alone",
        KEYED,
        _rechained(declared_with(elected=(CandidateNumber(GREEN + 1),))),
        ("acts",),
        "Entry",
    ),
    Attack(
        "a vote fewer read back than given out",
        KEYED,
        _rechained(nth(acts.ReadBack, lambda act: _one_less(act), -1)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "an explanation reworded",
        KEYED,
        _as_it_is(each(explained)),
        ("chain",),
        "A code given out",
    ),
    Attack(
        "an explanation reworded, and not in the statement",
        KEYED,
        _rechained(each(explained_alone)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "an explanation reworded, heads and codes anew",
        KEYED,
        _rechained(each(explained)),
        PAGES,
    ),
    Attack(
        "an explanation reworded, heads, codes and pages anew",
        KEYED,
        _drawn_anew(each(explained)),
        (),
        shown_by="a noted code",
    ),
    Attack(
        "a whole history written anew",
        KEYED,
        _drawn_anew(each(rewritten)),
        (),
        shown_by="a noted code",
        occasion="provisional",
    ),
    Attack("an act dropped", ORDER, _as_it_is(without(acts.BoxCounted, 5)), ("acts",), "Entry"),
    Attack(
        "a count of a box dropped, heads and codes anew",
        ORDER,
        _rechained(without(acts.BoxCounted, 5)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "a keying dropped, heads and codes anew",
        ORDER,
        _rechained(without(acts.SheetKeyed, 5)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "the read-back dropped, heads and codes anew",
        ORDER,
        _rechained(without(acts.ReadBack, -1)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "the verification statement dropped, heads and codes anew",
        ORDER,
        _rechained(without(acts.VerificationStated)),
        ("acts",),
        "Entry",
    ),
    Attack("the last act cut off", ORDER, _as_it_is(_cut("contest", -1)), PAGES),
    Attack(
        "the last act of the staff list cut off", ORDER, _as_it_is(_cut("count", -1)), ("acts",)
    ),
    Attack("all acts of the contest cut off", ORDER, _as_it_is(_cut("contest", 0)), ("chain",)),
    Attack("all acts of the staff list cut off", ORDER, _as_it_is(_cut("count", 0)), ("chain",)),
    Attack(
        "cut off before the declaration",
        ORDER,
        _as_it_is(_cut_before(acts.Declared)),
        ("chain",),
        "A code given out",
    ),
    Attack(
        "an act doubled",
        ORDER,
        _as_it_is(twice(acts.RecountOpportunityGiven)),
        ("acts",),
        "the identifier of one that is there already",
    ),
    Attack(
        "the last act, the signing of a document, entered twice",
        ORDER,
        _as_it_is(lambda hall: hall.acts | {hall.stream: [*_own(hall), _own(hall)[-1]]}),
        ("acts",),
        "the identifier of one that is there already",
    ),
    Attack(
        "an act slipped in under another id, heads and codes anew",
        ORDER,
        _rechained(twice(acts.RecountOpportunityGiven, id="0" * 32)),
        PAGES,
    ),
    Attack(
        "the declaration doubled, heads and codes anew",
        ORDER,
        _rechained(twice(acts.Declared, id="0" * 32)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "a keying doubled, heads and codes anew",
        ORDER,
        _rechained(twice(acts.SheetKeyed, -1, id="0" * 32)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "two acts swapped",
        ORDER,
        _as_it_is(swapped(acts.BoxCounted, 20)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "declaration and read-back swapped, heads and codes anew",
        ORDER,
        _rechained(swapped(acts.ReadBack, -1)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "a head of rejection left out of the rules",
        RULES,
        _rechained(_fewer_heads),
        ("acts",),
        "Entry",
    ),
    Attack(
        "two candidates exchanged in the set-up, the names that were confirmed left",
        RULES,
        _rechained(_candidates_swapped),
        ("acts",),
        "Entry",
    ),
    Attack(
        "two candidates exchanged in the set-up and in what was confirmed, the figures left",
        RULES,
        _rechained(_candidates_and_names_swapped),
        PAGES,
    ),
    Attack(
        "two seats for one",
        RULES,
        _rechained(set_up_with(seats=2)),
        ("acts",),
        "Entry",
    ),
    Attack(
        "a small count, in which one officer may key twice",
        RULES,
        _rechained(set_up_with(small_count=True)),
        PAGES,
    ),
    Attack(
        "rules of another day",
        RULES,
        _drawn_anew(rules_with(most_seats=9)),
        (),
        shown_by="a noted code",
        occasion="verification",
    ),
)


def _one_less(act: AnyAct) -> AnyAct:
    assert isinstance(act, acts.ReadBack)
    return replace(act, votes=(Votes(act.votes[0] - 1), *act.votes[1:]))


# ---- entries not written as the program writes them

_WRITTEN = {
    "a space": (b'{"act":', b'{ "act":'),
    "a key written otherwise": (b'"sheet":', b'"sh\\u0065et":'),
    "a figure written otherwise": (b'"seen":9', b'"seen":9.0'),
    "a key twice": (b'"by":', b'"by":1,"by":'),
    "an unknown key": (b'"by":', b'"w":1,"by":'),
    "a line that is no act": (b'{"act":"ReadBack"', b'{"act":"ReadBlack"'),
    "bytes that are no text": (b'"workstation":"practice"', b'"workstation":"pract\xff"'),
    "a line end of another system": (b"\n", b"\r\n"),
    "an empty line": (b"\n", b"\n\n"),
}


def _entry(old: bytes, new: bytes) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        hall = world.hall
        content = lines_of(hall.pack)[hall.stream]
        assert old in content
        place = content.rindex(old, 0, content.index(b'"ReadBack"') + 40)
        forged = content[:place] + new + content[place + len(old) :]
        return hall.signed_again(with_streams(unsigned(hall.pack), {hall.stream: forged}))

    return made


ATTACKS += tuple(
    Attack(name, WRITTEN, _entry(old, new), ("chain",), "Entry")
    for name, (old, new) in _WRITTEN.items()
)
