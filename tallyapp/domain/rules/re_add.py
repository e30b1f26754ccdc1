"""The hand re-add: lines drawn by a seed, and added up from the paper outside the program.

Whoever doubts the program has no reason to believe its totals. A few lines that nobody could know
before, added up with a calculator, are believed without it.
"""

from dataclasses import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.hand_totals import counted_now, is_drawn, line_total, re_add_differences
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.towards_declaring import of_result, said_of
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.re_add import HandTotal, ReAdd, ReAdded
from tallyapp.domain.vocabulary.drawn_lines import AreaLine, area_lines, drawn_lines
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import OfficerNumber


def lines_drawn(contest: ContestState, provisional: str, seed: str) -> tuple[AreaLine, ...]:
    """The lines of this contest that a seed draws for the provisional result of this id."""
    return drawn_lines(provisional, seed, lines_to_draw(contest))


def lines_to_draw(contest: ContestState) -> list[AreaLine]:
    """The lines of this contest for which there is any paper that counts."""
    set_up = contest.set_up
    areas = contest.areas.items()
    with_forms = [name for name, area in areas if any(form.live for form in area.forms)]
    counted = [name for name, area in areas if any(sheet.live for sheet in area.sheets)]
    # To add up heads of an area that has no form is to add up nothing.
    found = area_lines({*counted, *with_forms}, candidates=len(set_up.candidates))
    return found + area_lines(with_forms, heads=len(set_up.rules.heads))


def check_drawn(count: CountState, contest: ContestState, act: acts.ReAddDrawn) -> list[Finding]:
    """A seed that was keyed for no other result, once for each; another only with a reason, before
    the lines are added up, and while none that was drawn differs. A result given once more with
    nothing counted otherwise is the same.
    """
    name = contest.set_up.name
    found = said_of(contest, act.of)
    if found:
        return found
    stands = contest.re_add
    if stands and re_add_differences(contest):
        # To draw other lines would be to look away from those that are wrong.
        return [finding(Code.A105, "contest", name, "re-add-differs")]
    if act.seed in contest.seeds:
        found.append(finding(Code.A134, "contest", name))
    if stands and is_drawn(contest):
        if stands.done:
            return [finding(Code.A112, "contest", name, "re-add-done")]
        found += check_reason(act.reason, finding(Code.A106, "contest", name, "drawn-before"))
    return found + check_second(count, act, act.second)


def apply_drawn(contest: ContestState, act: acts.ReAddDrawn) -> Changed:
    """Its lines wait to be added up."""
    lines = lines_drawn(contest, act.of, act.seed)
    contest.seeds.add(act.seed)
    over = counted_now(contest)
    assert over is not None, "lines are drawn for a result that stands"
    contest.re_add = ReAdd(act.id, act.of, act.seed, lines, over)
    return of_result(contest)


def check_done(_: CountState, contest: ContestState, act: acts.ReAddDone) -> list[Finding]:
    """Just the lines drawn, by an officer who keyed none of the contest's papers; a total that
    differs is flagged and kept.
    """
    name = contest.set_up.name
    drawn = contest.re_add
    if drawn is None:
        return [finding(Code.A112, "contest", name, "re-add")]
    if act.of != drawn.id:
        return [finding(Code.A114, "contest", name, "re-add")]
    found = _still_to_be_done(contest, drawn, act)
    if found:
        return found
    if tuple(line.of for line in act.lines) != drawn.lines:
        return [finding(Code.A135, "contest", name, lines=len(drawn.lines))]
    done_before = {each.by for each in drawn.done}
    small = contest.set_up.small_count
    if act.by in done_before and not small:
        return [finding(Code.E201, "contest", name, "re-add", officer=act.by)]
    # In a small count there may be nobody else: it is said, on the screen and in the pack.
    known = blind_to(contest, act.by)
    found = [each.flagged() for each in known] if small else known
    differ = [
        finding(
            Code.E320, "area", line.area, f"{line.line}.{line.what}", keyed=line.total, figures=n
        )
        for line in act.lines
        if (n := line_total(contest, line.of)) != line.total
    ]
    # Kept though it differs: a check that is keyed until it fits is none.
    return found + [each.flagged() for each in differ]


def _still_to_be_done(contest: ContestState, drawn: ReAdd, act: acts.ReAddDone) -> list[Finding]:
    """For the result that they were drawn for; once more where they differ, with a reason, and of
    another result only where the act names it.
    """
    name = contest.set_up.name
    if contest.provisional is None:
        return [finding(Code.E302, "contest", name, "provisional")]
    stands = is_drawn(contest)
    of_another = act.given not in ("", contest.given)
    if of_another or not (stands or (drawn.done and act.given)):
        return [finding(Code.A114, "contest", name, "provisional")]
    if not drawn.done:
        return []
    if not re_add_differences(contest):
        return [finding(Code.A112, "contest", name, "re-add-done")]
    return check_reason(act.reason, finding(Code.A106, "contest", name, "added-again"))


def blind_to(contest: ContestState, officer: OfficerNumber) -> list[Finding]:
    """E321 for an officer who has keyed anything of the contest's sheets or forms, or who gave out
    the provisional result: they would add up what they remember.
    """
    name = contest.set_up.name
    if officer in contest.papers_keyed_by:
        return [finding(Code.E321, "contest", name, "keyed", officer=officer)]
    if contest.provisional and contest.provisional.by == officer:
        return [finding(Code.E321, "contest", name, "given", officer=officer)]
    return []


def apply_done(contest: ContestState, act: acts.ReAddDone) -> Changed:
    """The last totals stand beside the count's."""
    drawn = contest.re_add
    if drawn:
        totals = tuple(
            HandTotal(line.of, line.total, line_total(contest, line.of)) for line in act.lines
        )
        rounds = tuple(contest.areas[line.of.area].round for line in act.lines)
        done = ReAdded(contest.seq, act.by, totals, rounds)
        contest.re_add = replace(drawn, done=(*drawn.done, done))
    return of_result(contest)
