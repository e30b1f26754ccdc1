"""Past results as those with which a count's contests are compared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import Envelope
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.collation import collated
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.parties import looks_like_party
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.previous import (
    Boundaries,
    PreviousCandidate,
    PreviousResult,
    SeatHeld,
)
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.faults import Fault
from tallyapp.exchange.parties import with_parties
from tallyapp.past.published import PastContest, PastFiles
from tallyapp.past.reconciling import elected_by_votes, elected_otherwise
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the files do not say of last time: from where they are, and what boundaries they are of.

    `held` are those who held the seats of the one contest that is stated, where they are not those
    elected. A file's own attribution stands after `source`.
    """

    source: str
    boundaries: Boundaries
    notional_by: str = ""
    held: tuple[SeatHeld, ...] = ()


@dataclass(frozen=True, slots=True)
class ToState:
    """The result of last time of one contest of the count, and what was left out or read otherwise
    in its file.
    """

    contest: ContestState
    result: PreviousResult
    remarks: tuple[str, ...]

    @property
    def stream(self) -> str:
        """The contest by its identifier."""
        return self.contest.set_up.contest

    @property
    def again(self) -> bool:
        """Whether another was stated before."""
        return self.contest.previous is not None

    def act(self, by: Envelope, reason: str) -> acts.PreviousResultStated:
        """The act that states it, on what stands; the reason goes with one that is stated again."""
        of = self.contest.previous_id
        said = reason if self.again else ""
        return acts.PreviousResultStated(**by.contest, of=of, result=self.result, reason=said)


@dataclass(frozen=True, slots=True)
class Matched:
    """Past results by the contests of a count: those to be stated, the names of those that stand so
    already and of those of which the files have no result, and what is at fault in these.
    """

    to_state: tuple[ToState, ...]
    stated: tuple[str, ...]
    without: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


def matched(count: Count, files: PastFiles, told: Told, only: str = "") -> Matched:
    """The past results of a count's contests, by identifier or else by name; of one alone, where
    it is named, the only result of the files may have any name.
    """
    contests = [
        contest
        for stream, contest in count.contests.items()
        if only in ("", stream) and contest.stage is not Stage.ABANDONED
    ]
    authority = count.count.set_up.authority if count.count.set_up else ""
    by_id = {past.id: past for past in files.contests}
    to_state: list[ToState] = []
    stated: list[str] = []
    without: list[str] = []
    for contest in contests:
        name = contest.set_up.name
        past = by_id.get(contest.set_up.contest) or _by_name(files.contests, name, authority)
        if past is None and only and len(files.contests) == 1:
            (past,) = files.contests
        if past is None:
            without.append(contest.set_up.name)
            continue
        result, remarks = as_previous(past, told)
        if result == contest.previous:
            stated.append(contest.set_up.name)
        else:
            to_state.append(ToState(contest, result, remarks))
    wanted = set(map(collated, without))
    faults = [
        fault
        for one in files.at_fault
        if collated(one.name.partition(",")[0]) in wanted
        for fault in one.faults
    ]
    return Matched(tuple(to_state), tuple(stated), tuple(without), tuple(faults))


def _by_name(results: Sequence[PastContest], name: str, authority: str) -> PastContest | None:
    """The only result of a contest of this name; of several wards called Abbey, this council's."""
    found = [past for past in results if collated(past.name) == collated(name)]
    if len(found) > 1:
        council = collated(authority)
        found = [past for past in found if past.authority and collated(past.authority) in council]
    return found[0] if len(found) == 1 else None


def held_by(texts: Iterable[str], kind: str) -> tuple[SeatHeld, ...]:
    """Those who held seats, from descriptions such as Green Party, or PP3902=Ashfield Independents
    where the party is not known by its description. Raises EnvironmentFault for an id that is none.
    """
    stood = []
    for text in texts:
        party, equals, description = text.partition("=")
        if not equals:
            party, description = "", text
        if party and not looks_like_party(party.strip()):
            raise EnvironmentFault(say("last_time", "stated.no-party", text=text))
        one = Candidate(
            surname="", other_names="", description=description.strip(), party=party.strip()
        )
        stood.append(one)
    known = with_parties(stood, kind)
    return tuple(SeatHeld(description=one.description, party=one.party) for one in known)


def must_be_printable(told: Told, reason: str) -> None:
    """Raises EnvironmentFault where a text that is typed has letters that no page can show: the
    audit pack tells of it.
    """
    # Loaded late: with it comes what draws the documents, which no start of the program waits for.
    from tallyapp.documents.page.glyphs import missing_glyphs

    held = (one.description for one in told.held)
    missing = missing_glyphs("".join((told.source, told.notional_by, *held, reason)))
    if missing:
        raise EnvironmentFault(say("new-count", "no-glyph", characters=" ".join(missing)))


def as_previous(past: PastContest, told: Told) -> tuple[PreviousResult, tuple[str, ...]]:
    """A past contest as the result of last time, and in sentences what of it was left out.

    Votes and who was elected stand as they were published; papers only where they can be those of
    these votes, for a turnout of figures that do not agree would be of no election.
    """
    elected = elected_by_votes(past)
    candidates = tuple(
        PreviousCandidate(
            name=one.candidate.name,
            description=one.candidate.description,
            party=one.candidate.party,
            votes=one.votes,
            elected=number in elected,
        )
        for number, one in enumerate(past.candidates, 1)
    )
    papers = _papers(past)
    left_out = [say("last_time", "stated.papers")] if papers is None else []
    result = PreviousResult(
        source=f"{told.source.strip().rstrip('.')}. {past.source}".strip(". ") + ".",
        election=past.election,
        polling_day=past.polling_day,
        boundaries=told.boundaries,
        notional_by=told.notional_by,
        seats=past.seats,
        electorate=None if (past.electorate or 0) < _fewest(past) else past.electorate,
        valid=papers[0] if papers else None,
        rejected=papers[1] if papers else None,
        candidates=candidates,
        held=told.held,
    )
    otherwise = elected_otherwise(past)
    return result, tuple(filter(None, (*left_out, otherwise, *past.remarks)))


def _fewest(past: PastContest) -> int:
    """The fewest electors who can have given these votes."""
    return -(-past.votes // past.seats)


def _papers(past: PastContest) -> tuple[Papers, Papers | None] | None:
    """Valid and rejected papers, as far as they were published and can be those of the votes; None
    where they cannot.
    """
    if past.seats == 1:
        valid = Papers(past.votes)
        rejected = past.invalid
        if rejected is None and past.ballot_papers is not None:
            rejected = Papers(past.ballot_papers - valid)
        given = past.ballot_papers
        fits = given is None or given == valid + (rejected or 0)
    else:
        if past.ballot_papers is None or past.invalid is None:
            return None
        rejected = past.invalid
        valid = Papers(past.ballot_papers - rejected)
        highest = max((one.votes for one in past.candidates), default=0)
        fits = max(highest, _fewest(past)) <= valid <= past.votes
    if not fits or (rejected or 0) < 0:
        return None
    in_all = valid + (rejected or 0)
    return (valid, rejected) if in_all <= (past.electorate or in_all) else None


def state(desk: Desk, by: int, found: Matched, reason: str) -> int:
    """State all of them, and say how many; raises Refusal before any is, if one may not be."""
    prepared = [(each.stream, each.act(desk.by(by), reason)) for each in found.to_state]
    against = [wrong for stream, act in prepared for wrong in desk.check(stream, act)]
    if against:
        raise Refusal(against)
    for stream, act in prepared:
        desk.do(stream, act)
    return len(prepared)


# ---- what is shown before it is stated


def preview(found: Matched) -> Iterator[str]:
    """What would be stated, contest by contest, and what would not, in lines."""
    for each in found.to_state:
        yield from _lines(each)
    for key, names in (("stated", found.stated), ("without", found.without)):
        if names:
            listed = ", ".join(names)
            yield say("last_time", f"preview.{key}", contests=len(names), names=listed)
    yield from map(str, found.faults)
    if not found.to_state:
        yield say("last_time", "preview.nothing")


def _lines(each: ToState) -> Iterator[str]:
    result = each.result
    led = _lead(result)
    values: Mapping[str, object] = {
        "contest": each.contest.set_up.name,
        "election": result.election,
        "day": day(result.polling_day),
        "votes": result.votes,
    }
    yield say("last_time", "preview.again" if each.again else "preview.new", **values)
    for one in sorted(result.candidates, key=lambda one: -one.votes):
        key = "preview.elected" if one.elected else "preview.candidate"
        party = one.party or say("last_time", "preview.no-party")
        who = ", ".join(filter(None, (one.name, one.description)))
        yield say("last_time", key, who=who, party=party, votes=figure(one.votes))
    if led is not None:
        yield say("last_time", "preview.majority", votes=led)
    yield from each.remarks


def _lead(result: PreviousResult) -> int | None:
    ranked = sorted((one.votes for one in result.candidates), reverse=True)
    return ranked[0] - ranked[1] if result.seats == 1 and len(ranked) > 1 else None
