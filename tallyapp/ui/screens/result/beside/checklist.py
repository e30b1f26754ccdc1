"""The way to the declaration as a list: what is done, with its numbers, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from tallyapp.domain.reports.pack_re_add import was_added_up
from tallyapp.domain.rules.declaring import borne_out, documents
from tallyapp.domain.rules.hand_totals import is_drawn, re_add_differences
from tallyapp.domain.rules.result import figures, outcome
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import Provisional
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

from .open_now import OpenNow


class Step(IntEnum):
    """What is to be done now."""

    ISSUE = 0
    """A round has begun, and its areas have no sheets yet."""
    OPEN = 1
    """Something is missing or does not agree."""
    LOOK = 2
    """Warnings are still to be seen by whoever gives the provisional result."""
    PROVISIONAL = 3
    REQUEST = 4
    """A request waits for its answer."""
    RECOUNT = 5
    """A re-count was granted, and has not begun."""
    OPPORTUNITY = 6
    LOT = 7
    READ_BACK = 8
    RE_ADD = 9
    """Lines that were drawn wait to be added up by hand, or came to something else."""
    DECLARE = 10
    SIGN = 11
    DONE = 12


_BEFORE_THE_LOT = {
    "request": Step.REQUEST,
    "recount": Step.RECOUNT,
    "opportunity": Step.OPPORTUNITY,
}


@dataclass(frozen=True)
class About:
    """What the list says and the state does not hold.

    `agree` is whether both arithmetics give the same, None while they are being compared;
    `given_at` when the provisional result was given; `read` how many totals are keyed of a
    read-back under way, else None; `warnings` how many nobody has looked into.
    """

    agree: bool | None = None
    given_at: datetime | None = None
    read: int | None = None
    warnings: int = 0


@dataclass(frozen=True)
class Item:
    """One line of the list: its state, its words, its numbers; `step` is where it is done."""

    step: Step
    mark: Mark
    words: str
    detail: str


def step_of(now: OpenNow, agree: bool | None) -> Step:
    """The step at which a contest is."""
    contest = now.contest
    if contest.declaration:
        return Step.DONE if set(documents(contest)) <= contest.signed else Step.SIGN
    if any(area.earlier and not area.sheets for area in contest.areas.values()):
        return Step.ISSUE
    if now.standing or agree is False:
        return Step.OPEN
    if contest.provisional is None:
        return Step.PROVISIONAL
    missing = now.before_declaring
    fields = {found.place.field for found in missing}
    for field, step in _BEFORE_THE_LOT.items():
        if field in fields:
            return step
    if any(found.code is Code.E305 for found in missing):
        return Step.LOT
    if any(not _is_of_re_add(found) for found in missing):
        return Step.READ_BACK
    return Step.RE_ADD if missing else Step.DECLARE


def _is_of_re_add(found: Finding) -> bool:
    return found.code is Code.E320 or found.place.field in ("re-add", "re-add-overtaken")


def items(now: OpenNow, about: About) -> list[Item]:
    """The whole list, in the order in which things are done."""
    contest = now.contest
    return [
        _boxes(contest, now.passed),
        _areas(contest, now.every, now.passed),
        _doubtful(contest),
        _arithmetics(contest, about),
        _tie(contest, bool(now.standing)),
        _provisional(contest, about),
        _recount(contest),
        _read_back(contest, about),
        _re_add(contest),
        _declared(contest),
        _signed(contest),
    ]


def _words(key: str, **values: object) -> str:
    return say("result", f"list.{key}", **values)


def _boxes(contest: ContestState, passed: Sequence[Finding]) -> Item:
    done = sum(box.accurate for box in contest.boxes.values())
    boxes = len(contest.boxes)
    over = [f for f in passed if f.place.kind == "box"]
    stated = contest.statement is not None
    mark = Mark.DIFFERS if over else Mark.AGREES if stated and done == boxes else Mark.UNDER_WAY
    detail = (
        _words("passed-over", n=len(over)) if over else _words("stated" if stated else "not-stated")
    )
    return Item(
        Step.OPEN, mark if done else Mark.NOT_YET, _words("boxes", done=done, boxes=boxes), detail
    )


def _areas(contest: ContestState, found: Sequence[Finding], passed: Sequence[Finding]) -> Item:
    still = {area for f in found if (area := _area_of(contest, f))}
    over = {area for f in passed if (area := _area_of(contest, f))}
    wrong = any(f.code in (Code.E301, Code.E303) for f in found) and not over >= still
    now = figures(contest)
    areas = len(contest.areas)
    counted = sum(area.counted for area in contest.areas.values())
    mark = Mark.DOES_NOT_ADD if wrong and counted >= now.verified else Mark.UNDER_WAY
    if not still:
        mark = Mark.AGREES
    elif over >= still:
        mark = Mark.DIFFERS
    words = _words("areas", done=areas - len(still), areas=areas)
    return Item(Step.OPEN, mark, words, _words("areas-sum", counted=counted, verified=now.verified))


def _area_of(contest: ContestState, found: Finding) -> str:
    """The area that a finding is about; empty if it is about none."""
    kind = found.place.kind
    name = found.place.name
    if kind == "sheet":
        return next((s.area for n, s in contest.sheets.items() if str(n) == name), "")
    if kind == "form":
        return next((f.area for n, f in contest.forms.items() if str(n) == name), "")
    return name if kind == "area" else ""


def _doubtful(contest: ContestState) -> Item:
    sent = sum(area.sent for area in contest.areas.values())
    decided = sum(area.adjudicated for area in contest.areas.values())
    rejected = sum(area.rejected_papers for area in contest.areas.values())
    detail = _words("doubtful-sum", good=decided - rejected, rejected=rejected)
    if decided == sent:
        return Item(Step.OPEN, Mark.AGREES, _words("doubtful", papers=sent), detail)
    key = "doubtful-out" if decided < sent else "doubtful-over"
    return Item(Step.OPEN, Mark.UNDER_WAY, _words(key, done=decided, papers=sent), detail)


def _arithmetics(contest: ContestState, about: About) -> Item:
    now = figures(contest)
    mark, key = {
        True: (Mark.AGREES, "arithmetics"),
        False: (Mark.DOES_NOT_ADD, "arithmetics-differ"),
        None: (Mark.UNDER_WAY, "arithmetics-compared"),
    }[about.agree]
    rejected = contest.set_up.rules.rejected_papers(now.rejected)
    sums = _words("arithmetics-sum", valid=now.valid, rejected=rejected)
    return Item(Step.OPEN, mark, _words(key), _words("call") if about.agree is False else sums)


def _tie(contest: ContestState, stands_open: bool) -> Item:
    votes = contest.provisional.figures.votes if contest.provisional else figures(contest).votes
    if contest.lot:
        chosen = [contest.set_up.candidates[n - 1].name for n in contest.lot.values()]
        return Item(Step.LOT, Mark.AGREES, _words("lot-drawn"), strung(chosen))
    tied = outcome(contest, votes).tied
    if stands_open and not contest.provisional:
        return Item(Step.LOT, Mark.NOT_YET, _words("tie"), _words("tie-unknown"))
    if tied:
        detail = _words("tied", candidates=len(tied), votes=votes[tied[0] - 1])
        if contest.lot_keyed:
            return Item(Step.LOT, Mark.UNDER_WAY, _words("lot-decides"), _words("lot-once"))
        return Item(Step.LOT, Mark.DIFFERS, _words("lot-decides"), detail)
    return Item(Step.LOT, Mark.AGREES, _words("no-tie"), _words("no-lot"))


def _provisional(contest: ContestState, about: About) -> Item:
    if contest.provisional is None:
        detail = (
            _words("warnings", warnings=about.warnings) if about.warnings else _words("not-yet")
        )
        mark = Mark.DIFFERS if about.warnings else Mark.NOT_YET
        name = (
            _words("provisional-of", round=contest.round)
            if contest.rounds
            else _words("provisional")
        )
        return Item(Step.PROVISIONAL, mark, name, detail)
    at = about.given_at.strftime("%H:%M") if about.given_at else ""
    entry = _words("entry", seq=contest.provisional.seq)
    if contest.rounds:
        entry = _words("entry-of", seq=contest.provisional.seq, round=contest.round)
    return Item(Step.PROVISIONAL, Mark.AGREES, _words("provisional-given", at=at).strip(), entry)


def _recount(contest: ContestState) -> Item:
    given = contest.provisional
    waiting = [str(request.number) for request in contest.requests if request.open]
    if waiting:
        detail = _words("requests-open", numbers=strung(waiting))
        return Item(Step.REQUEST, Mark.DIFFERS, _words("recount"), detail)
    if given and given.opportunity:
        return Item(Step.OPPORTUNITY, Mark.AGREES, _words("recount"), _answers(contest, given))
    passed = _gone_over(contest, "opportunity")
    mark, key = (Mark.DIFFERS, "gone-over") if passed else (Mark.NOT_YET, "not-asked")
    return Item(Step.OPPORTUNITY, mark, _words("recount"), _words(key))


def _gone_over(contest: ContestState, field: str) -> bool:
    """Whether this was gone on over for the provisional result that stands."""
    over = (each.finding for each in contest.passed if each.of and each.of == contest.given)
    return any(found.place.field == field for found in over)


def _answers(contest: ContestState, given: Provisional) -> str:
    """What the candidates' sides said; that there was an opportunity is enough."""
    answered = len(given.answers)
    content = sum(given.answers.values())
    if not answered:
        return _words("opportunity")
    return _words("answered", content=content, candidates=len(contest.set_up.candidates))


def _read_back(contest: ContestState, about: About) -> Item:
    given = contest.provisional
    totals = len(contest.set_up.candidates) + len(contest.set_up.rules.heads)
    words = _words("read-back")
    if given and about.read is not None:
        detail = _words("read-of", n=about.read, totals=totals)
        return Item(Step.READ_BACK, Mark.UNDER_WAY, words, detail)
    if given and given.read_back is not None:
        differ = len(given.differing)
        if differ:
            return Item(Step.READ_BACK, Mark.DIFFERS, words, _words("read-differ", lines=differ))
        return Item(Step.READ_BACK, Mark.AGREES, words, _words("read-agree", totals=totals))
    passed = _gone_over(contest, "read-back")
    mark, key = (Mark.DIFFERS, "gone-over") if passed else (Mark.NOT_YET, "not-yet")
    return Item(Step.READ_BACK, mark, words, _words(key))


def _re_add(contest: ContestState) -> Item:
    """It may be left out; the audit pack then says so."""
    drawn = contest.re_add
    words = _words("re-add")
    differ = len(re_add_differences(contest))
    if drawn and differ:
        numbers = {"differ": differ, "lines": len(drawn.lines)}
        return Item(Step.RE_ADD, Mark.DIFFERS, words, _words("re-add-differ", **numbers))
    if drawn and was_added_up(contest):
        agree = _words("re-add-agree", lines=len(drawn.lines))
        return Item(Step.RE_ADD, Mark.AGREES, words, agree)
    if drawn and not drawn.done and contest.provisional:
        stands = is_drawn(contest)
        key = "re-add-drawn" if stands else "re-add-overtaken"
        detail = _words(key, lines=len(drawn.lines))
        passed = _gone_over(contest, "re-add" if stands else "re-add-overtaken")
        mark = Mark.DIFFERS if passed else Mark.UNDER_WAY
        return Item(Step.RE_ADD, mark, words, _words("gone-over") if passed else detail)
    none = "re-add-not-made" if contest.declaration else "re-add-none"
    return Item(Step.RE_ADD, Mark.NOT_YET, words, _words(none))


def _declared(contest: ContestState) -> Item:
    if contest.declaration is None:
        return Item(Step.DECLARE, Mark.NOT_YET, _words("declare"), _words("not-yet"))
    at = contest.declaration.declared_at.strftime("%H:%M:%S")
    outside = contest.declaration.outside
    names = strung(contest.set_up.candidates[n - 1].name for n in contest.declaration.elected)
    differs = outside and not borne_out(contest)
    words = _words("declared-outside" if outside else "declared", at=at)
    return Item(Step.DECLARE, Mark.DIFFERS if differs else Mark.AGREES, words, names)


def _signed(contest: ContestState) -> Item:
    wanted = documents(contest) if contest.declaration else ()
    signed = [name for name in wanted if name in contest.signed]
    detail = strung(say("result", f"document.{name}") for name in signed)
    if wanted and len(signed) == len(wanted):
        return Item(Step.SIGN, Mark.AGREES, _words("signed"), detail)
    mark = Mark.UNDER_WAY if signed else Mark.NOT_YET
    waits = "" if contest.declaration else _words("after-declaring")
    return Item(Step.SIGN, mark, _words("sign"), detail or waits)
