"""What was begun in error is given up: a re-count, of which the round before stands again; and a
contest, because it was set up in error or because a candidate has died.
"""

from collections.abc import Iterator, Sequence

from tallyapp.domain import acts
from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.recounts import retire
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.area import AreaState, EarlierRound
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.given_up import Abandoned, AreaBefore
from tallyapp.domain.state.keyed_paper import LIVE, KeyedPaper, Life
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.result import Round
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import FormNumber, SheetNumber

# ---- a re-count


def check_recount_abandoned(
    count: CountState, contest: ContestState, act: acts.RecountAbandoned
) -> list[Finding]:
    """The last re-count that stands, before its result was given out; with a reason and a second
    officer.
    """
    name = contest.set_up.name
    if not contest.recounts:
        return [finding(Code.A112, "contest", name, "recount")]
    last = contest.recounts[-1]
    if act.of != last.id:
        return [finding(Code.A114, "contest", name, "recount")]
    # Whoever was given its figures has them: to go back then would be to choose between results.
    if contest.given_at > last.seq:
        return [finding(Code.A105, "contest", name, "recount-given", round=last.number)]
    reason = finding(Code.A106, "contest", name, "reason")
    return check_second(count, act, act.second) + check_reason(act.reason, reason)


def apply_recount_abandoned(contest: ContestState, _: acts.RecountAbandoned) -> Changed:
    """What was counted before stands again, as it was; what was keyed since is kept beside it."""
    last = contest.recounts.pop()
    contest.rounds.pop()
    contest.given_up.append(Round(last.number, tuple(last.areas), figures(contest), contest.seq))
    contest.round = last.round
    papers: list[KeyedPaper] = []
    for name, before in last.areas.items():
        papers += _stands_again(contest, contest.areas[name], before)
    if last.request:
        request = contest.request(last.request)
        request.begun = set(last.begun)
        request.followed = last.followed
    contest.unsettle()
    # Over the same votes another lot would be a second chance for whoever lost the first.
    contest.drawn = last.drawn
    return Changed(
        contest.set_up.contest,
        contest.seq,
        areas=frozenset(last.areas),
        sheets=frozenset(SheetNumber(p.number) for p in papers if p.shape != "form"),
        forms=frozenset(FormNumber(p.number) for p in papers if p.shape == "form"),
        result=True,
    )


def _stands_again(
    contest: ContestState, area: AreaState, before: AreaBefore
) -> Sequence[KeyedPaper]:
    """Take out what was first keyed since, and put back what was taken out; all these papers."""
    stays = {id(paper) for paper in (*before.sheets, *before.forms)}
    since = [paper for paper in (*area.sheets, *area.forms) if id(paper) not in stays]
    counted = EarlierRound(
        area.round,
        tuple(area.votes),
        tuple(area.rejected),
        area.counted,
        area.valid,
        abandoned=True,
    )
    retire(contest, area, since)
    for paper, life in before.taken_out:
        _put_back(contest, area, paper, life)
    area.sheets = list(before.sheets)
    area.forms = list(before.forms)
    area.round = before.round
    # The round before is the one that counts now, and this one is kept beside it. Its line is not
    # the last one where a later round was given up already.
    stood = max(n for n, each in enumerate(area.earlier) if not each.abandoned)
    area.earlier = [*area.earlier[:stood], *area.earlier[stood + 1 :], counted]
    return [*since, *(paper for paper, _ in before.taken_out)]


def _put_back(contest: ContestState, area: AreaState, paper: KeyedPaper, life: Life) -> None:
    """The paper counts again, if it did."""
    paper.life = life
    if life in LIVE and paper.values is not None:
        area.add(kind_of(contest, paper).tallied(paper.values), +1)


# ---- a contest


def check_contest_abandoned(
    count: CountState, contest: ContestState, act: acts.ContestAbandoned
) -> list[Finding]:
    """Before it is declared; where a candidate has died, one whose death ends the poll by the rules
    of its kind. With a reason and a second officer.
    """
    name = contest.set_up.name
    no_reason = finding(Code.A106, "contest", name, "reason")
    found = check_second(count, act, act.second) + check_reason(act.reason, no_reason)
    return list(_dead(contest, act)) + found


def _dead(contest: ContestState, act: acts.ContestAbandoned) -> Iterator[Finding]:
    died = act.because == "candidate-died"
    candidates = contest.set_up.candidates
    number = act.candidate
    if died != (number is not None) or (number or 0) > len(candidates):
        yield finding(Code.A104, "contest", contest.set_up.name, "died")
    # A parliamentary poll goes on where an independent candidate has died, and stops for another
    # (RPA 1983, Sch. 1, rules 60 and 63); a local one stops for any (SI 2006/3304, rule 55).
    elif number and _goes_on_without(contest, candidates[number - 1]):
        yield finding(Code.A105, "candidate", number, "independent")


def _goes_on_without(contest: ContestState, candidate: Candidate) -> bool:
    return contest.set_up.rules.death_ends_poll == "party" and candidate.is_independent


def apply_contest_abandoned(contest: ContestState, act: acts.ContestAbandoned) -> Changed:
    """Nothing more is done here; what was counted stays in the ledger."""
    contest.abandoned = Abandoned(act.id, contest.seq, act.because, act.reason, act.candidate)
    contest.unsettle()
    return Changed(
        contest.set_up.contest,
        contest.seq,
        areas=frozenset(contest.areas),
        boxes=frozenset(contest.boxes),
        result=True,
    )


# ---- its sheet numbers


def check_freed(count: CountState, act: acts.SheetNumbersFreed) -> list[Finding]:
    """Numbers that this contest has, and has not given back before."""
    # That it was abandoned by `of`, `count.py` asks: this stream is read before any contest is.
    if act.contest in count.freed or not count.allotted.of(act.contest):
        return [finding(Code.A112, "contest", act.contest, "sheet-numbers")]
    return []


def apply_freed(count: CountState, act: acts.SheetNumbersFreed) -> None:
    """They are nobody's; an act that saw less of `count` is judged by whose they were."""
    count.freed[act.contest] = count.seq
    count.allotted.free(act.contest, count.seq)
