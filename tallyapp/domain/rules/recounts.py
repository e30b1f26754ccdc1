"""Requests and their answers, and re-counts: a new round beside those before it, which are kept."""

from collections.abc import Sequence

from tallyapp.domain import acts
from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.rules.officers import check_reason
from tallyapp.domain.rules.result import figures
from tallyapp.domain.rules.set_up import repeated
from tallyapp.domain.rules.towards_declaring import of_result, said_of
from tallyapp.domain.state.area import AreaState, EarlierRound
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.given_up import AreaBefore, Recount
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.result import Request, Round
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import FormNumber, SheetNumber


def check_request(_: CountState, contest: ContestState, act: acts.RequestMade) -> list[Finding]:
    """A candidate's side asks, once a provisional result is given;
    the request is the next in number.
    """
    number = len(contest.requests) + 1
    # Candidates and agents may ask once they were given figures, and there is nothing to re-count
    # before (RPA 1983, Sch. 1, rule 46).
    found = said_of(contest, act.of)
    if found:
        return found
    if act.request != number:
        return [
            finding(Code.A109, "request", act.request, "number", stated=act.request, derived=number)
        ]
    if act.candidate > len(contest.set_up.candidates):
        return [finding(Code.A104, "candidate", act.candidate)]
    no_name = finding(Code.A106, "request", act.request, "by-whom")
    return _known(contest, act.areas) or check_reason(act.by_whom, no_name)


def apply_request(contest: ContestState, act: acts.RequestMade) -> Changed:
    """It waits for its answer."""
    contest.requests.append(Request(act.id, act.request, act.candidate, act.asks, act.areas))
    return of_result(contest)


def check_answer(_: CountState, contest: ContestState, act: acts.RequestAnswered) -> list[Finding]:
    """A request that waits; a refusal has its reason, as an inspection in place of a re-count has,
    and as one has that is granted for some of the areas alone.
    """
    request = _request(contest, act.of)
    if request is None:
        return [finding(Code.A114, "contest", contest.set_up.name, "request")]
    if request.answer:
        return [finding(Code.A112, "request", request.number, "answered")]
    asked = request.areas or tuple(contest.areas)
    found = _known(contest, act.areas)
    may_be = asked if act.answer == "granted" else ()
    not_asked = [area for area in act.areas if area not in may_be]
    found += [finding(Code.A109, "area", area, "not-asked") for area in not_asked[:1]]
    if found:
        return found
    # The returning officer may refuse a re-count that is unreasonable, and says why.
    if act.answer == "granted" and set(act.areas or asked) == set(asked):
        return []
    return check_reason(act.reason, finding(Code.A106, "request", request.number, "reason"))


def apply_answer(contest: ContestState, act: acts.RequestAnswered) -> Changed:
    """It is answered; a re-count that was granted waits to be begun."""
    request = contest.request(act.of)
    request.answer = act.answer
    request.granted = act.areas
    return of_result(contest)


def check_recount(_: CountState, contest: ContestState, act: acts.RecountBegun) -> list[Finding]:
    """The next round, in areas that have counted something; on a request only if it was granted."""
    name = contest.set_up.name
    # Two laptops that begin the same re-count must not make two rounds of it.
    number = contest.next_round
    if act.round != number:
        return [finding(Code.A109, "contest", name, "round", stated=act.round, derived=number)]
    if not act.areas:
        return [finding(Code.A104, "contest", name, "no-areas")]
    found = _known(contest, act.areas)
    if found:
        return found
    areas = [contest.areas[area] for area in act.areas]
    # Nothing would be kept of an area that has counted nothing: it is simply counted.
    empty = [area for area in areas if not any(sheet.live for sheet in area.sheets)]
    found = [finding(Code.A112, "area", area.area.id, "nothing-counted") for area in empty]
    if act.request:
        request = _request(contest, act.request)
        if request is None:
            found.append(finding(Code.A114, "contest", name, "request"))
        elif not request.waits_for_recount or request.followed:
            found.append(finding(Code.A112, "request", request.number, "granted"))
    return found or check_reason(act.reason, finding(Code.A106, "contest", name, "reason"))


def apply_recount(contest: ContestState, act: acts.RecountBegun) -> Changed:
    """What these areas counted is kept beside the new round;
    doubtful papers stay, unless revisited.
    """
    # Before anything is retired: earlier rounds are never overwritten, and this is their record.
    contest.recounts.append(_as_it_is(contest, act))
    contest.rounds.append(Round(contest.round, act.areas, figures(contest), contest.seq))
    if act.request:
        _follow(contest, contest.request(act.request), act.areas)
    sheets: set[int] = set()
    forms: set[int] = set()
    for name in act.areas:
        area = contest.areas[name]
        # Area by area: a re-count may be of some areas alone, and the others go on as they are.
        area.earlier.append(
            EarlierRound(
                contest.round, tuple(area.votes), tuple(area.rejected), area.counted, area.valid
            )
        )
        area.round = act.round
        sheets |= retire(contest, area, area.sheets)
        area.sheets = []
        # Decisions on doubtful papers stand unless the returning officer looks again.
        if act.revisited:
            forms |= retire(contest, area, area.forms)
            area.forms = []
    contest.round = act.round
    contest.last_round = act.round
    contest.unsettle()
    # A lot was drawn over papers that are now counted anew; even equal votes need another.
    contest.drawn = None
    again = frozenset(act.areas)
    # What was gone on over was in the figures of the round before.
    contest.passed = {
        each
        for each in contest.passed
        if each.finding.place.kind != "contest"
        and not (each.finding.place.kind == "area" and each.finding.place.name in again)
    }
    return Changed(
        contest.set_up.contest,
        contest.seq,
        areas=again,
        sheets=frozenset(map(SheetNumber, sheets)),
        forms=frozenset(map(FormNumber, forms)),
        result=True,
    )


def _follow(contest: ContestState, request: Request, again: Sequence[str]) -> None:
    """A granted re-count is followed when every area that it is for,
    and that has counted, is begun anew.
    """
    request.begun.update(again)
    wanted = request.granted or request.areas or tuple(contest.areas)
    # An area without a live sheet has nothing to count again, and is not waited for; nor is one
    # that was taken out since, which had none.
    areas = (contest.areas[name] for name in wanted if name in contest.areas)
    request.followed = all(
        area.area.id in request.begun or not any(sheet.live for sheet in area.sheets)
        for area in areas
    )


def _as_it_is(contest: ContestState, act: acts.RecountBegun) -> Recount:
    """All that stands again if the re-count was begun in error."""
    request = contest.request(act.request) if act.request else None
    return Recount(
        act.id,
        contest.seq,
        act.round,
        contest.round,
        {name: _area_as_it_is(contest.areas[name], act.revisited) for name in act.areas},
        drawn=contest.drawn,
        request=act.request,
        begun=frozenset(request.begun) if request else frozenset(),
        followed=request.followed if request else False,
    )


def _area_as_it_is(area: AreaState, revisited: bool) -> AreaBefore:
    taken_out = [*area.sheets, *(area.forms if revisited else ())]
    lives = tuple((paper, paper.life) for paper in taken_out)
    return AreaBefore(area.round, tuple(area.sheets), tuple(area.forms), lives)


def retire(contest: ContestState, area: AreaState, papers: Sequence[KeyedPaper]) -> set[int]:
    """These papers of an area count no longer; what they say is kept. Gives their numbers."""
    for paper in papers:
        if paper.live and paper.values is not None:
            area.add(kind_of(contest, paper).tallied(paper.values), -1)
        # A withdrawn sheet left the count for good, and is no sheet of any round.
        if paper.life is not Life.WITHDRAWN:
            paper.life = Life.EARLIER
    return {paper.number for paper in papers}


def _request(contest: ContestState, made: str) -> Request | None:
    return next((request for request in contest.requests if request.id == made), None)


def _known(contest: ContestState, areas: Sequence[str]) -> list[Finding]:
    """A104 for an area that is not registered, A108 for one named twice."""
    unknown = [finding(Code.A104, "area", area) for area in areas if area not in contest.areas]
    return unknown or [finding(Code.A108, "area", areas[n - 1]) for n in repeated(areas)]
