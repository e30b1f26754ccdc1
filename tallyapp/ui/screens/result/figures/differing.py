"""The lines of a read-back that are not as the program has them, in words:
by name alone, or with both figures.
"""

from collections.abc import Iterator, Sequence

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import Provisional
from tallyapp.ui.screens.result.page import words
from tallyapp.words.figures import figure, strung
from tallyapp.words.papers import ballot_words


def differing_names(contest: ContestState, given: Provisional) -> str:
    """The lines that differ by name, and no figure of them."""
    candidates = len(contest.set_up.candidates)
    return strung(
        f"{n} {_name(contest, n)}" if n <= candidates else _name(contest, n)
        for n in given.differing
    )


def differences(contest: ContestState, given: Provisional) -> Iterator[str]:
    """A sentence for each line that differs; one for two lines that are exchanged."""
    if given.read_back is None:
        return
    theirs = given.read_back.lines
    ours = given.to_add.lines
    rest = given.differing
    while rest:
        here = rest.pop(0)
        of_head = here > len(contest.set_up.candidates)
        told = {
            "line": str(here),
            "name": _name(contest, here),
            "keyed": figure(theirs[here - 1]),
        }
        other = _exchanged(contest, here, rest, theirs, ours)
        if other:
            rest.remove(other)
            told |= {
                "other": str(other),
                "other_name": _name(contest, other),
                "other_keyed": figure(theirs[other - 1]),
            }
            yield words("read-back.exchanged-heads" if of_head else "read-back.exchanged", **told)
        else:
            told["ours"] = figure(ours[here - 1])
            yield words("read-back.differs-head" if of_head else "read-back.differs", **told)


def _exchanged(
    contest: ContestState,
    here: int,
    rest: Sequence[int],
    theirs: Sequence[int],
    ours: Sequence[int],
) -> int:
    """The line with which this one is exchanged; 0 if with none."""
    candidates = len(contest.set_up.candidates)
    for n in rest:
        # Votes are never read for papers: two such figures that happen to fit are no exchange.
        alike = (n <= candidates) == (here <= candidates)
        if alike and theirs[n - 1] == ours[here - 1] and theirs[here - 1] == ours[n - 1]:
            return n
    return 0


def _name(contest: ContestState, line: int) -> str:
    candidates = contest.set_up.candidates
    if line <= len(candidates):
        return ballot_words(candidates[line - 1])
    head = contest.set_up.rules.heads[line - len(candidates) - 1]
    return words("read-back.head", head=head.label)
