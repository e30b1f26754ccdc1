"""What the streams of an audit pack show of lines that were added up by hand."""

from collections.abc import Iterator, Mapping

from tallyapp.domain.reports.pack_re_add import line_words, was_added_up
from tallyapp.domain.rules.hand_totals import line_total
from tallyapp.domain.state.contest import ContestState
from tallyapp.ledger.published import line_totals, rows_of
from tallyapp.words.catalogue import say

from .points import Said, said


def problems(contest: ContestState, lines: Mapping[str, bytes]) -> Iterator[str]:
    """The lines last drawn of which the two arithmetics make different totals."""
    drawn = contest.re_add.lines if contest.re_add else ()
    if not drawn:
        return
    theirs = line_totals(rows_of(lines), drawn)
    for line in drawn:
        ours = line_total(contest, line)
        if ours != theirs[line]:
            yield f"{line_words(contest, line)}: {ours:,} and {theirs[line]:,}"


def says(contest: ContestState) -> Iterator[Said]:
    """Whether lines of the declared result were added up by hand, and what they came to."""
    if contest.declaration is None:
        return
    drawn = contest.re_add
    if drawn is None or not was_added_up(contest):
        if drawn and not drawn.done:
            owed = {"lines": len(drawn.lines), "seed": drawn.seed}
            yield said("re-add", say("verify", "said.re-add-owed", **owed))
        else:
            yield said("re-add", say("verify", "said.no-re-add"))
        return
    # Of what stands, and not of what is open: a count made anew closes a line, and mends none.
    differ = sum(
        each.keyed not in (each.counted, line_total(contest, each.line))
        for each in drawn.done[-1].totals
    )
    numbers = {"lines": len(drawn.lines), "differ": differ}
    words = "said.re-add-differs" if differ else "said.re-add-agrees"
    yield said("re-add", say("verify", words, seed=drawn.seed, **numbers))
