"""Lines that were added up by hand beside what the count has for them."""

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.re_add import AreaThen, DrawnOver
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.findings import Code, Finding, finding


def line_total(contest: ContestState, line: AreaLine) -> int:
    """What a line that was drawn comes to now, in votes or papers."""
    # An area that has papers, as every one has of which lines are drawn, is never taken out.
    area = contest.areas[line.area]
    return (area.votes if line.what == "votes" else area.rejected)[line.line - 1]


def counted_now(contest: ContestState) -> DrawnOver | None:
    """What lines drawn now are drawn over; None while no provisional result stands."""
    given = contest.provisional
    if given is None:
        return None
    areas = {
        name: AreaThen(area.round, tuple(area.votes), tuple(area.rejected))
        for name, area in contest.areas.items()
    }
    return DrawnOver(given.figures, areas)


def is_drawn(contest: ContestState) -> bool:
    """Whether the lines drawn last are those of the provisional result that stands: drawn for it,
    or for one that was given before with nothing counted otherwise.
    """
    drawn = contest.re_add
    # The act alone would not do: whoever knows which lines they are, and gives the same result
    # once more, would be rid of them.
    return drawn is not None and drawn.over == counted_now(contest)


def re_add_differences(contest: ContestState) -> list[Finding]:
    """E320 for each line that was last added up by hand to another total than it has now."""
    drawn = contest.re_add
    if drawn is None or not drawn.done:
        return []
    found = []
    last = drawn.done[-1]
    for total, begun in zip(last.totals, last.rounds, strict=True):
        # What differed then, and has not become the same by a correction. A line that agreed is
        # done with, and so is one whose papers were counted anew.
        if total.keyed == total.counted or contest.areas[total.line.area].round != begun:
            continue
        now = line_total(contest, total.line)
        if now != total.keyed:
            field = f"{total.line.line}.{total.line.what}"
            numbers = {"keyed": total.keyed, "figures": now}
            found.append(finding(Code.E320, "area", total.line.area, field, **numbers))
    return found


def open_re_add(contest: ContestState) -> list[Finding]:
    """E302 where lines were drawn and nobody has added them up, whichever result they were drawn
    for; E320 for each that differs.
    """
    drawn = contest.re_add
    # Nothing before it is drawn: it may be left out, and the pack then says so. But whoever has
    # seen which lines they are does not leave it out in silence.
    if drawn and not drawn.done:
        field = "re-add" if is_drawn(contest) else "re-add-overtaken"
        return [finding(Code.E302, "contest", contest.set_up.name, field, lines=len(drawn.lines))]
    return re_add_differences(contest)
