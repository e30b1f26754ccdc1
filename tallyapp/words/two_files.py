"""Two files of one count, compared, in words."""

from collections.abc import Iterator

from tallyapp.domain.acts import AnyAct, ContestAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.branches.pairs import Match, Pair
from tallyapp.domain.views.branches.parting import Parting
from tallyapp.domain.views.branches.things import Held, Kind, Thing
from tallyapp.domain.vocabulary.slates import slate_name
from tallyapp.words.acts import Lines, line, where
from tallyapp.words.catalogue import is_said, say
from tallyapp.words.figures import area_words, capital, figure, role_words, strung


def parting_words(parting: Parting, of: str) -> str:
    """How far a stream is the same in both files; `of` is what it is the stream of."""
    first = len(parting.first)
    second = len(parting.second)
    if not parting.parts:
        return say("two-files", "same", of=of, entries=parting.common)
    if parting.last is None:
        return say("two-files", "apart", of=of, first=first, second=second)
    last = strung((line(parting.last), where(parting.last)))
    at = time_of(parting.last)
    seq = figure(parting.common)
    return say("two-files", "parted", of=of, seq=seq, last=last, at=at, first=first, second=second)


def time_of(act: AnyAct) -> str:
    """When an act was done: 23:14:02."""
    return act.at.strftime("%H:%M:%S")


def officer_of(count: Count, act: AnyAct, seq: int) -> str:
    """Who did an act, by number and by the role held then; names are for those entitled to them."""
    role = count.count.role(act.by, act.seen if isinstance(act, ContestAct) else seq)
    if role is None:
        return str(act.by)
    return say("two-files", "officer", number=str(act.by), role=role_words(role))


def thing_words(thing: Thing) -> str:
    """Sheet 24; Box a1, count 2."""
    return say("two-files", f"thing.{thing.kind}", name=thing.name, part=str(thing.part))


def area_of(pair: Pair, *contests: ContestState | None) -> str:
    """The area that a thing is of, in words; empty where it is of the whole contest."""
    known = (contest.areas.get(pair.area) for contest in contests if contest)
    return next((area_words(area.area) for area in known if area), "")


def match_words(pair: Pair) -> str:
    """What is to be said of a thing, without its figures."""
    words = say("two-files", f"match.{pair.match}")
    if pair.match is Match.SAME:
        return words
    first = standing_words(pair.first)
    second = standing_words(pair.second)
    return f"{words} ({say('two-files', 'standings', first=first, second=second)})"


def standing_words(held: Held | None) -> str:
    """How far a file has come with a thing."""
    if held is None:
        return say("two-files", "standing.none")
    return say("two-files", f"life.{held.life}", f"standing.{held.standing}")


def differing_words(pair: Pair, contest: ContestState | None) -> Iterator[str]:
    """Each field in which both have figures, and other ones, with these figures."""
    first = dict(pair.first.figures) if pair.first else {}
    second = dict(pair.second.figures) if pair.second else {}
    for name in pair.differing:
        yield say(
            "two-files",
            "field",
            field=field_words(pair.thing, name, contest),
            first=value_words(first.get(name)),
            second=value_words(second.get(name)),
        )


def field_words(thing: Thing, name: str, contest: ContestState | None) -> str:
    """A field of a thing by its name."""
    if thing.kind in (Kind.SHEET, Kind.FORM):
        return Lines.of(contest).field(name)
    key = f"field.{name}"
    return say("audit", key) if is_said("audit", key) else capital(name.replace("_", " "))


def value_words(value: object) -> str:
    """A figure as it was keyed: a blank as a blank, a slate by whom it names."""
    if value is None:
        return say("audit", "blank")
    if isinstance(value, tuple):
        return slate_name(value)
    return figure(int(str(value)))
