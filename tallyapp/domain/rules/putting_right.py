"""What was set up is put right: the contest and its areas, boxes and sheets, and the count itself.

Freely until anything is keyed of a sheet or form; from then on only what changes the meaning of no
keyed figure. A figure stands on a line and in an area: so never the order, the number or the seats.
"""

from collections.abc import Iterator, Sequence

from msgspec import UNSET
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.far_off import too_far_off
from tallyapp.domain.rules.handing_out import MOST_SHEETS_AT_ONCE
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.previous import renumbered
from tallyapp.domain.rules.set_up import check_set_up, empty_area, repeated
from tallyapp.domain.rules.variances import makes_up_for
from tallyapp.domain.rules.verification import reopened, take_back, to_be_stated
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import SheetNumber

_OF_CONTEST = (
    "election",
    "name",
    "seats",
    "electorate",
    "bundle",
    "written",
    "terms",
    "candidates",
    "rules",
)
_OF_COUNT = ("name", "polling_day", "note", "authority", "imprint", "officer_title")
"""What an act says anew, or leaves as it is."""
_NEVER_ONCE_KEYED = ("seats", "bundle", "written", "rules")
"""What every keyed figure means: votes of how many seats, papers of which bundles."""

# ---- a contest's set-up


def corrected(set_up: acts.ContestSetUp, act: acts.SetUpCorrected) -> acts.ContestSetUp:
    """A set-up as an act puts it right, of those areas and boxes that it had."""
    said = {name: getattr(act, name) for name in _OF_CONTEST}
    areas = {area.id: area for area in (*set_up.areas, *act.areas) if area.id not in act.areas_out}
    boxes = {box.id: box for box in act.boxes}
    return replace(
        set_up,
        **{name: value for name, value in said.items() if value is not UNSET},
        areas=tuple(areas.values()),
        boxes=tuple(boxes.get(box.id, box) for box in set_up.boxes),
    )


def as_it_stands(contest: ContestState) -> acts.ContestSetUp:
    """The set-up with the areas and boxes that there are now: as it would be set up again."""
    return replace(
        contest.set_up,
        areas=tuple(area.area for area in contest.areas.values()),
        boxes=tuple(box.box for box in contest.boxes.values()),
    )


def check_set_up_corrected(
    count: CountState, contest: ContestState, act: acts.SetUpCorrected
) -> list[Finding]:
    """Another set-up than stands, which could have been set up; once anything is keyed, with the
    same lines for the same candidates. With a reason and a second officer.
    """
    name = contest.set_up.name
    if act.of != contest.set_up_id:
        return [finding(Code.A114, "contest", name, "set-up")]
    found = list(_unknown(contest, act))
    if found:
        return found
    now = as_it_stands(contest)
    then = corrected(now, act)
    if then == now:
        return [finding(Code.A112, "contest", name, "unchanged")]
    found = list(_not_empty(contest, act)) + list(_other_meaning(contest, then))
    if (now.seats == 1) != (then.seats == 1) and act.rules is UNSET:
        # Of a paper of one vote no part can be rejected: one head more, or one fewer.
        found.append(finding(Code.A110, "contest", name, "heads-of-seats", seats=then.seats))
    # By the polling day that this act saw: it may have been put right since the set-up.
    found += check_set_up(count, replace(then, seen=act.seen))
    found += check_second(count, act, act.second)
    return found + check_reason(act.reason, finding(Code.A106, "contest", name, "reason"))


def _unknown(contest: ContestState, act: acts.SetUpCorrected) -> Iterator[Finding]:
    """A104 for what is not there, A108 for what is named twice."""
    areas = [*(area.id for area in act.areas), *act.areas_out]
    boxes = [box.id for box in act.boxes]
    yield from (finding(Code.A104, "area", a) for a in act.areas_out if a not in contest.areas)
    yield from (finding(Code.A104, "box", b) for b in boxes if b not in contest.boxes)
    yield from (finding(Code.A108, "area", areas[n - 1]) for n in repeated(areas))
    yield from (finding(Code.A108, "box", boxes[n - 1]) for n in repeated(boxes))


def _not_empty(contest: ContestState, act: acts.SetUpCorrected) -> Iterator[Finding]:
    """A105 for an area to be taken out that has sheets or forms, or to which a bundle was carried;
    its boxes must have moved.
    """
    used = {paper.area for paper in contest.papers_keyed()}
    used |= {name for name, area in contest.areas.items() if area.moves}
    # Withdrawn sheets too: what is in the ledger of an area is told of that area for ever.
    yield from (finding(Code.A105, "area", a, "not-empty") for a in act.areas_out if a in used)


def _other_meaning(contest: ContestState, then: acts.ContestSetUp) -> Iterator[Finding]:
    """A121 for each thing that would give another meaning to a figure that was keyed."""
    if not contest.has_figures:
        return
    now = contest.set_up
    for what in _NEVER_ONCE_KEYED:
        if getattr(then, what) != getattr(now, what):
            yield finding(Code.A121, "contest", now.name, what)
    yield from on_other_lines(now.name, now.candidates, then.candidates)


def on_other_lines(
    contest: str, now: Sequence[Candidate], then: Sequence[Candidate]
) -> Iterator[Finding]:
    """A121 for candidates more or fewer, and for each who would stand on another's line."""
    if len(then) != len(now):
        yield finding(Code.A121, "contest", contest, "candidates")
        return
    stood = {_on_paper(candidate): n for n, candidate in enumerate(now, 1)}
    for n, candidate in enumerate(then, 1):
        # Newham 2018: a name that comes to stand on another's line takes the other's votes.
        if stood.get(_on_paper(candidate), n) != n:
            yield finding(Code.A121, "candidate", n, "order")


def _on_paper(candidate: Candidate) -> tuple[str, str]:
    return candidate.ballot_name.casefold(), candidate.description.casefold()


def apply_set_up_corrected(contest: ContestState, act: acts.SetUpCorrected) -> Changed:
    """The set-up as put right; a box that moved takes its papers along."""
    before = contest.set_up
    contest.set_up = corrected(before, act)
    contest.put_right.append((contest.seq, act.id))
    then = [one.on_paper for one in contest.set_up.candidates]
    if then != [one.on_paper for one in before.candidates]:
        # Whoever saw the names on the printed ballot paper saw others: they are seen once more.
        contest.names_id = act.id
        contest.names_by = frozenset({act.by, act.second})
        # Whoever was choosing groups chose them by the numbers before.
        contest.groups_id = act.id
        contest.groups = renumbered(contest.groups, before.candidates, then)
    if contest.set_up.electorate != before.electorate:
        # Put back to what somebody confirmed, it was changed all the same: it is keyed once more.
        contest.electorate_by = frozenset({act.by, act.second})
        contest.electorate_seen = None
    for area in act.areas:
        known = contest.areas.get(area.id)
        if known:
            known.area = area
        else:
            contest.areas[area.id] = empty_area(contest.set_up, area)
    if not contest.has_figures:
        _as_many_lines(contest)
    for box in act.boxes:
        _move(contest, contest.boxes[box.id], box.area)
        contest.boxes[box.id].box = box
    unexplained = {name for box in act.boxes for name in _explained_no_longer(contest, box.id)}
    for name in act.areas_out:
        del contest.areas[name]
    changed = Changed(contest.set_up.contest, contest.seq, result=True)
    if act.boxes or _shown_by_statement(before) != _shown_by_statement(contest.set_up):
        names = {box.id for box in act.boxes} | unexplained
        changed = to_be_stated(contest, [contest.boxes[name] for name in names])
    if contest.set_up.terms != before.terms or not contest.has_figures:
        # Who is elected for which term is another question now; and of a result that was given over
        # nothing keyed, the very lines may be others.
        contest.unsettle()
    return replace(changed, areas=frozenset({*contest.areas, *act.areas_out}))


def _shown_by_statement(set_up: acts.ContestSetUp) -> tuple[object, ...]:
    """What the document of a verification statement shows of a set-up."""
    return set_up.election, set_up.name, set_up.seats, set_up.electorate, set_up.areas


def _as_many_lines(contest: ContestState) -> None:
    """Every area has a line for each candidate and head; all are none yet."""
    for area in contest.areas.values():
        empty = empty_area(contest.set_up, area.area)
        area.votes = empty.votes
        area.rejected = empty.rejected


def _move(contest: ContestState, box: BoxState, to: str) -> None:
    """The box is in this area from now on, and its papers with it."""
    if box.box.area != to:
        contest.areas[box.box.area].take_out(box)
        contest.areas[to].take_in(box)


def _explained_no_longer(contest: ContestState, changed: str) -> Iterator[str]:
    """The box, and those that it made up for, whose variance was explained by what it is not: a
    ballot box, in the same polling place. What explained it is taken back.
    """
    for name in (changed, *sorted(contest.boxes[changed].made_up_for)):
        box = contest.boxes[name]
        if box.other_box and not makes_up_for(box, contest.boxes[box.other_box]):
            take_back(contest, box)
            yield name


# ---- a box, and sheets


def check_box_withdrawn(
    count: CountState, contest: ContestState, act: acts.BoxWithdrawn
) -> list[Finding]:
    """A box in which no papers were counted, and never the only polling station's box of its area;
    with a reason and a second officer.
    """
    box = contest.boxes.get(act.box)
    if box is None:
        return [finding(Code.A104, "box", act.box)]
    # Broughton 2023: papers that were there once are not to be taken out of the count by a word.
    papers = box.papers or _put_in(contest, box, act.seen)
    if papers:
        return [finding(Code.A105, "box", act.box, "papers-counted", papers=papers)]
    area = contest.areas[box.box.area]
    if not any(other.box.kind == "polling" for other in area.boxes if other is not box):
        return [finding(Code.A105, "area", area.area.id, "no-ballot-box")]
    no_reason = finding(Code.A106, "box", act.box, "reason")
    return check_second(count, act, act.second) + check_reason(act.reason, no_reason)


def _put_in(contest: ContestState, box: BoxState, seen: int) -> int:
    """Papers that are in a box by what was told, though it was not counted since."""
    told = (end for end in contest.to_take_up(seen) if end.box == box.box.id and end.way == "in")
    # Of a box that was counted, its count says what was in it before.
    moved = 0 if box.counts else sum(move.papers for move in box.moves)
    return max(moved, 0) + sum(end.act.papers for end in told)


def apply_box_withdrawn(contest: ContestState, act: acts.BoxWithdrawn) -> Changed:
    """It is no box of this contest; the statement is made anew without it."""
    box = contest.boxes[act.box]
    # Before it is gone: a variance that it made up for is explained no longer.
    changed = reopened(contest, box)
    del contest.boxes[act.box]
    # Its number stays its own: what was keyed under it is never taken for another box's.
    contest.withdrawn.add(act.box)
    contest.areas[box.box.area].take_out(box)
    return changed


def check_sheets_withdrawn(
    count: CountState, contest: ContestState, act: acts.SheetsWithdrawn
) -> list[Finding]:
    """Sheets that are out and of which nothing was keyed; those that were withdrawn already do not
    matter. With a reason and a second officer.
    """
    if not act.first <= act.last < act.first + MOST_SHEETS_AT_ONCE:
        numbers = {"value": act.last, "first": act.first, "most": MOST_SHEETS_AT_ONCE}
        return [finding(Code.E102, "sheet", act.last, "last", **numbers)]
    run = [SheetNumber(n) for n in range(act.first, act.last + 1)]
    unknown = [finding(Code.A104, "sheet", n) for n in run if n not in contest.sheets]
    if unknown:
        return unknown
    sheets = [sheet for n in run if (sheet := contest.sheets[n]).life is not Life.WITHDRAWN]
    # A sheet that somebody keyed is no slip of handing out: it is withdrawn by itself, and seen.
    keyed = [s for s in sheets if s.life is not Life.ISSUED]
    if keyed:
        return [finding(Code.A121, "sheet", sheet.number, "keyed") for sheet in keyed]
    if not sheets:
        return [finding(Code.A112, "sheet", act.first, "withdrawn")]
    no_reason = finding(Code.A106, "sheet", act.first, "reason")
    return check_second(count, act, act.second) + check_reason(act.reason, no_reason)


def apply_sheets_withdrawn(contest: ContestState, act: acts.SheetsWithdrawn) -> Changed:
    """None of them is missed any longer; their numbers are not used again here."""
    run = (contest.sheets[SheetNumber(n)] for n in range(act.first, act.last + 1))
    sheets: list[KeyedPaper] = [sheet for sheet in run if sheet.life is Life.ISSUED]
    for sheet in sheets:
        sheet.withdraw(contest.seq, act.id)
    contest.unsettle()
    return Changed(
        contest.set_up.contest,
        contest.seq,
        areas=frozenset(sheet.area for sheet in sheets),
        sheets=frozenset(SheetNumber(sheet.number) for sheet in sheets),
        result=True,
    )


# ---- the count


def check_count_corrected(count: CountState, act: acts.CountCorrected) -> list[Finding]:
    """Something else than stands, with a reason and a second officer; name and title are there."""
    # What the contests have against it, such as that one is declared, `count.py` asks: they are
    # not read yet when this stream is read again.
    set_up = count.set_up
    if set_up is None or act.of != count.set_up_id:
        return [finding(Code.A114, "count", "count", "set-up")]
    if count.retention.disposal:
        # The day to which everything is kept was agreed on as it stood.
        return [finding(Code.A138, "count", "count")]
    then = count_corrected(set_up, act)
    if then == set_up:
        return [finding(Code.A112, "count", set_up.name, "unchanged")]
    found = []
    if not then.name.strip() or not then.officer_title.strip():
        found.append(finding(Code.A106, "count", set_up.name, "name"))
    found += too_far_off(then.polling_day, set_up.name)
    found += check_second(count, act, act.second)
    return found + check_reason(act.reason, finding(Code.A106, "count", set_up.name, "reason"))


def count_corrected(set_up: acts.CountSetUp, act: acts.CountCorrected) -> acts.CountSetUp:
    """The count's set-up as an act puts it right."""
    said = {name: getattr(act, name) for name in _OF_COUNT}
    return replace(set_up, **{name: value for name, value in said.items() if value is not UNSET})


def apply_count_corrected(count: CountState, act: acts.CountCorrected) -> None:
    """It stands from this act on: what saw less of `count` is judged by what stood before."""
    if count.set_up:
        count.become(count_corrected(count.set_up, act), act.id)
