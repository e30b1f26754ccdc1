"""A result beside the one before it, and candidates beside one another, in plain sentences.

For the screen, the press and the tally; never for the notice of result. Sentences begin in small
letters, so that they can be put together; `source_words` says from where last time's figures are
and stands wherever any of them does.
"""

from collections.abc import Iterator, Sequence

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.against import Against, ShareChange, against
from tallyapp.domain.views.ranking import RankedGroup, Ranking, ranking
from tallyapp.domain.views.seats import PartyChange
from tallyapp.domain.views.seats_against import SeatOutcome, SeatsOfParty, WhyNot
from tallyapp.domain.views.standing import INDEPENDENT
from tallyapp.domain.vocabulary.on_paper import stands_for_no_party
from tallyapp.words.catalogue import say
from tallyapp.words.figures import apart, capital, day, figure, listed, strung
from tallyapp.words.language import in_use
from tallyapp.words.papers import short_names
from tallyapp.words.spoken import ordinal


def last_time(contest: ContestState) -> list[str]:
    """All that is to be said of a contest against last time, each a whole sentence, from where it
    is last; nothing where no result is stated.
    """
    told = against(contest)
    if told is None:
        return []
    first = apart((no_poll_words(told), majority_words(told), boundaries_words(told)))
    parts = [first, seats_words(told), apart(share_words(told))]
    parts += [swing_words(told), turnout_words(told)]
    return [*(whole(part) for part in parts if part), source_words(told)]


def ranks(contest: ContestState) -> list[str]:
    """How candidates of one description, and those of each chosen group, rank among one another,
    and where the first of them stands among all: two sentences for each group.
    """
    every = ranking(contest)
    names = short_names(contest.set_up.candidates)
    groups = [(_described(group), group) for group in every.descriptions]
    groups += [("ranks", group) for group in every.groups]
    return [
        f"{whole(_rank_words(key, group, names))} {whole(_place_words(every, group, names))}"
        for key, group in groups
    ]


def whole(words: str) -> str:
    """Words as a whole sentence."""
    return f"{capital(words)}."


# ---- against last time


def source_words(told: Against) -> str:
    """Of which election last time's figures are, and from where."""
    previous = told.previous
    when = day(previous.polling_day)
    source = previous.source.rstrip(".")
    return say("last_time", "source", election=previous.election, day=when, source=source)


def boundaries_words(told: Against) -> str:
    """That the boundaries changed, and whose notional figures are compared, or that nothing is;
    empty where they are the same.
    """
    previous = told.previous
    if previous.boundaries == "same":
        return ""
    since = say("last_time", f"boundaries.{previous.boundaries}")
    if previous.notional:
        return say("last_time", "boundaries.notional", since=since, by=previous.notional_by)
    return say("last_time", "boundaries.none", since=since)


def no_poll_words(told: Against) -> str:
    """That last time nobody voted; empty where there was a poll."""
    return say("last_time", "no-poll") if told.previous.no_poll else ""


def majority_words(told: Against) -> str:
    """The majority, and that of last time: the majority is 14,465, which is 3,367 smaller than in
    2019 (17,832);
    empty where there is none now or then.
    """
    led = told.majority
    if led is None:
        return ""
    year = str(told.previous.polling_day.year)
    which = _which(led.change, "more", "fewer")
    values = {"now": led.now, "then": led.then, "change": abs(led.change), "year": year}
    return say("last_time", f"majority.{which}", **values)


def seats_words(told: Against) -> str:
    """Who holds or gained the seat, or how many of the seats; or why nothing is said of it."""
    seats = told.seats
    match seats.outcome:
        case SeatOutcome.HOLD:
            return say("last_time", "seat.hold", party=party_words(seats.parties[0]))
        case SeatOutcome.GAIN:
            winner, loser = seats.parties
            return say("last_time", "seat.gain", party=party_words(winner), of=party_words(loser))
    if seats.why_not is WhyNot.BOUNDARIES:
        # Said of everything at once, beside the majority.
        return ""
    if seats.why_not:
        return say("last_time", f"why.{seats.why_not}")
    return apart(_of_party(each) for each in seats.parties)


def share_words(told: Against) -> Iterator[str]:
    """Each party's share, and by how much it changed; the largest now first."""
    for each in told.shares:
        # Whoever was in no party may stand under another description now: nothing is said of it.
        if each.now is not None or each.registered:
            yield _share(each)


def swing_words(told: Against) -> str:
    """The swing between the two that are first now; empty where there is none to be told."""
    swing = told.swing
    if swing is None:
        return ""
    names = {each.party: party_words(each) for each in told.shares}
    told_forwards = swing.reversed if swing.hundredths < 0 else swing
    here = names[told_forwards.from_party]
    there = names[told_forwards.to_party]
    if not swing.hundredths:
        return say("last_time", "swing.none", of=here, to=there)
    return say("last_time", "swing", points=_points(swing.hundredths), of=here, to=there)


def turnout_words(told: Against) -> str:
    """Turnout by a definition that is named, and by how much it changed; empty where it is not
    known of both.
    """
    if told.turnout is None:
        return ""
    turnout = told.turnout.turnout
    of = say("last_time", f"turnout.{told.turnout.of}")
    which = f"turnout.{_which(turnout.change, 'up', 'down')}"
    return say("last_time", which, now=turnout.now, points=_points(turnout.change), of=of)


def _share(each: ShareChange) -> str:
    party = party_words(each)
    if each.now is None:
        return say("last_time", "share.gone", party=party, share=each.then)
    if each.change is None:
        return say("last_time", "share.alone", party=party, share=each.now)
    which = _which(each.change, "up", "down")
    points = _points(each.change)
    return say("last_time", f"share.{which}", party=party, share=each.now, points=points)


def _of_party(each: SeatsOfParty) -> str:
    parts = strung(_parts(each))
    key = "seats" if each.now else "seats.none"
    return say("last_time", key, party=party_words(each), now=each.now, parts=parts)


def _parts(each: SeatsOfParty) -> Iterator[str]:
    counts = {"held": each.held, "gained": each.gained, "lost": each.lost}
    for what, count in counts.items():
        if count:
            yield say("last_time", f"seats.{what}", count=count)


def _which(change: int, more: str, fewer: str) -> str:
    return "same" if not change else more if change > 0 else fewer


def _points(hundredths: int) -> str:
    """A difference of shares: 1.16 points. Its sign is in the words around it."""
    return say("last_time", "points", change=in_use().points(abs(hundredths)))


def party_words(told: ShareChange | SeatsOfParty | PartyChange) -> str:
    """Whose shares or seats they are; those who stand for no party are told together."""
    if told.party == INDEPENDENT:
        return say("last_time", "independent")
    return told.description or say("last_time", "party-unknown")


# ---- candidates beside one another


def _described(group: RankedGroup) -> str:
    return "ranks.independents" if stands_for_no_party(group.label) else "ranks.described"


def _rank_words(key: str, group: RankedGroup, names: Sequence[str]) -> str:
    told = strung(
        say(
            "last_time",
            "rank.level" if each.level else "rank",
            name=names[each.number - 1],
            votes=figure(each.votes),
        )
        for each in group.ranked
    )
    return say("last_time", key, label=group.label, names=told)


def _place_words(every: Ranking, group: RankedGroup, names: Sequence[str]) -> str:
    """Where the first of a group stands among all candidates, and behind whom."""
    first = every.of(group.ranked[0].number)
    told = {"name": names[first.number - 1], "place": ordinal(first.rank)}
    level = ".level" if first.level else ""
    if not group.ahead:
        return say("last_time", f"place.first{level}", **told)
    ahead = [names[number - 1] for number in group.ahead]
    if len(ahead) > _NAMED:
        return say("last_time", f"place.many{level}", **told, others=len(ahead))
    return say("last_time", f"place{level}", **told, names=listed(ahead))


_NAMED = 8
"""How many that are ahead are told by name: more are not heard out."""
