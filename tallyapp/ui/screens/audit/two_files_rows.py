"""The lines of a comparison: things on paper, and entries."""

from collections.abc import Sequence

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.branches.pairs import Pair
from tallyapp.domain.views.branches.parting import Entry, Parting
from tallyapp.ui.screens.to_key_again import match_words, to_do_words
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.cells import Look, cell
from tallyapp.words.acts import Lines, kind_words, line, where, whole
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, strung
from tallyapp.words.two_files import (
    area_of,
    officer_of,
    standing_words,
    thing_words,
    time_of,
)


def parting_words(parting: Parting) -> str:
    """Up to where the contest that is shown is the same in both files."""
    if not parting.parts:
        return say("two-files", "window.same", entries=parting.common)
    if parting.last is None:
        return say("two-files", "window.apart")
    last = strung((line(parting.last), where(parting.last)))
    seq = figure(parting.common)
    return say("two-files", "window.parted", seq=seq, last=last, at=time_of(parting.last))


def pair_look(
    pair: Pair, here: ContestState | None, there: ContestState | None, *, again: bool
) -> Sequence[Look]:
    """A thing on paper; what is to be done with it where it is to be keyed `again`."""
    mark, words = to_do_words(pair) if again else match_words(pair)
    return (
        cell(thing_words(pair.thing), face=NAME.heavier(500), second=area_of(pair, here, there)),
        cell(words, mark=mark, face=BODY.heavier(500), wrap=True),
        cell(standing_words(pair.first), role="secondary", wrap=True),
        cell(standing_words(pair.second), role="secondary", wrap=True),
    )


def entry_look(entry: Entry, count: Count, stream: str) -> Sequence[Look]:
    """An entry that one of the files has alone."""
    act = entry.act
    return (
        cell(entry.seq),
        cell(time_of(act), role="secondary"),
        cell(officer_of(count, act, entry.seq), role="secondary"),
        cell(line(act), face=BODY.heavier(500), wrap=True),
        cell(where(act, count.contests.get(stream)), role="secondary"),
    )


def whole_entry(
    entry: Entry, contest: ContestState | None
) -> tuple[str, Sequence[tuple[str, str]]]:
    """An entry's name, and everything that it says."""
    title = strung((kind_words(type(entry.act).__name__), where(entry.act, contest)))
    return title, list(whole(entry.act, Lines.of(contest)))
