"""What an audit pack tells of lines that were drawn and added up by hand."""

from collections.abc import Iterator

from tallyapp.domain import acts
from tallyapp.domain.reports.pack_report import HandLine
from tallyapp.domain.rules.hand_totals import is_drawn, line_total
from tallyapp.domain.rules.re_add import blind_to, lines_drawn
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.drawn_lines import AreaLine


def hand_lines(
    contest: ContestState, seq: int, act: acts.ContestAct, officers: str
) -> Iterator[HandLine]:
    """What this act tells of a hand re-add; the state is that before it."""
    match act:
        case acts.ReAddDrawn():
            given = contest.provisional.seq if contest.provisional else 0
            manner = f", {act.manner}" if act.manner else ""
            drawn = f"Seed {act.seed}{manner}, for the provisional result of entry {given:,}."
            before = contest.re_add
            # Whoever reads the pack is told of lines that somebody knew, and nobody added up.
            left = (
                " It takes the place of lines that nobody had added up."
                if (before and not before.done)
                else ""
            )
            reason = f" Keyed anew: {act.reason}." if act.reason else ""
            lines = "; ".join(
                line_words(contest, line) for line in lines_drawn(contest, act.of, act.seed)
            )
            what = f"{drawn}{left}{reason} It draws: {lines}."
            yield HandLine(seq=seq, at=act.at, what=what.replace("..", "."), officers=officers)
        case acts.ReAddDone():
            if about := _about(contest, act):
                yield HandLine(seq=seq, at=act.at, what=about, officers=officers)
            for line in act.lines:
                yield HandLine(
                    seq=seq,
                    at=act.at,
                    what=line_words(contest, line.of),
                    keyed=line.total,
                    counted=line_total(contest, line.of),
                    officers=officers,
                )
        case _:
            return


def _about(contest: ContestState, act: acts.ReAddDone) -> str:
    """Why the lines were added up once more; and, of a small count alone, who did it."""
    told = [f"Added up once more: {act.reason}"] if act.reason else []
    known = {found.place.field for found in blind_to(contest, act.by)}
    if "keyed" in known:
        told.append("Added up by an officer who had keyed papers of the contest")
    if "given" in known:
        told.append("Added up by the officer who gave the result")
    return "".join(f"{each.removesuffix('.')}. " for each in told).strip()


def line_words(contest: ContestState, line: AreaLine) -> str:
    """A line as a page names it: Area north: Ash, Alex."""
    set_up = contest.set_up
    if line.what == "votes":
        name = set_up.candidates[line.line - 1].ballot_name
    else:
        name = f"Rejected, {set_up.rules.heads[line.line - 1].label}"
    return f"Area {line.area}: {name}"


def was_added_up(contest: ContestState) -> bool:
    """Whether lines were added up of the provisional result that stands: since it was given, or
    before, with nothing counted otherwise since they were drawn.
    """
    given = contest.provisional
    drawn = contest.re_add
    if given is None or drawn is None or not drawn.done:
        return False
    return drawn.done[-1].seq > given.seq or is_drawn(contest)
