"""What is not settled: a row for each paper and slate, and for what is to be keyed again."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tallyapp.domain.rules.slates import unconfirmed, wanting
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.branches.pairs import Match, Pair
from tallyapp.domain.views.branches.things import Thing
from tallyapp.domain.vocabulary.slates import Slate, slate_called
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.to_key_again import to_do_words, way_to
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY, FIGURE, NAME
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words, strung
from tallyapp.words.papers import Paper
from tallyapp.words.two_files import area_of, thing_words

ORDER = {Life.DIFFERS: 0, Life.QUERIED: 1}
TO_COMPARE = len(ORDER) + 1
_AGAIN = TO_COMPARE + 1
_NO_PAPER = Paper("slate", 0)
"""Of a row that is no paper's: a slate's, or one of another file."""


class Unsettled(NamedTuple):
    """A row's key: what differs stands before what is queried,
    and then slates: named by one officer alone, or to be compared with their bundle. Last what is
    to be keyed `again`, in the order of its list, because another file of the count has it.
    """

    order: int
    paper: Paper
    number: int = 0
    slate: Slate = ()
    again: Thing | None = None


class UnsettledModel(RowsModel):
    """Sheets and forms whose keyings differ, or that are queried;
    slates seen by one officer alone, and those to be compared with their bundle.
    """

    def __init__(self, contest: ContestState, again: Callable[[], Sequence[Pair]]) -> None:
        """`again` gives what is to be keyed again, as it is now."""
        self._contest = contest
        self._again = again
        self._pairs: dict[Unsettled, Pair] = {}
        papers = [Paper("sheet", n) for n in contest.sheets] + [
            Paper("form", n) for n in contest.forms
        ]
        headings = ("paper", "area", "state", "fields", "officers")
        super().__init__(
            [
                Heading(say("differences", f"column.{name}"), right=name == "fields")
                for name in headings
            ],
            [*(row for paper in papers if (row := self._row(paper))), *self._slates()],
        )
        self.again_changed()

    def _slates(self) -> list[Unsettled]:
        open_now = {slate_called(found.place.name) for found in unconfirmed(self._contest)}
        wants = wanting(self._contest)
        once = [slate for slate in wants if wants[slate] == "once" and slate in open_now]
        rows = [self._of_slate(len(ORDER), slate) for slate in once]
        # Before a paper is counted for it too: its bundle is at hand when the slate is named.
        doubted = [slate for slate in wants if wants[slate] != "once"]
        return rows + [self._of_slate(TO_COMPARE, slate) for slate in doubted]

    def _of_slate(self, order: int, slate: Slate) -> Unsettled:
        return Unsettled(order, _NO_PAPER, self._contest.slate_number(slate), slate)

    def slates_changed(self) -> None:
        """A slate may be named, confirmed or compared, or papers counted for it."""
        now = self._slates()
        for row in {*now, *(row for row in self.keys if row.slate)}:
            if (row in now) is not (self.row_of(row) >= 0):
                self.refresh(row, present=row in now)

    def again_changed(self) -> None:
        """Another file may have been compared, or something that stands there keyed here."""
        all_ = self._again()
        now = {
            Unsettled(_AGAIN, _NO_PAPER, number, again=pair.thing): pair
            for number, pair in enumerate(all_)
            if pair.match is not Match.SAME
        }
        gone = self._pairs.keys() - now.keys()
        self._pairs |= now
        for row in [*now, *gone]:
            self.refresh(row, present=row in now)
        self._pairs = now

    def way_of(self, row: Unsettled) -> tuple[Destination, object]:
        """Where what is to be keyed again is keyed."""
        return way_to(self._pairs[row])

    def _row(self, paper: Paper) -> Unsettled | None:
        state = paper.state(self._contest)
        order = ORDER.get(state.life) if state else None
        return None if order is None else Unsettled(order, paper)

    def paper_changed(self, paper: Paper) -> None:
        """A paper's life may be another one."""
        now = self._row(paper)
        for order in ORDER.values():
            row = Unsettled(order, paper)
            self.refresh(row, present=row == now)

    def describe(self, key: Unsettled) -> Sequence[Look]:
        """Paper, area, state, how many fields differ, and who keyed it; never what was keyed."""
        if key.slate:
            return self._describe_slate(key)
        if key.again:
            return self._describe_again(self._pairs[key])
        state = key.paper.state(self._contest)
        if state is None:
            raise KeyError(key)
        mark, words = life_state(state.life)
        fields = len(state.differing())
        return (
            cell(key.paper.words_in(self._contest), face=NAME.heavier(500)),
            cell(area_words(self._contest.areas[state.area].area)),
            cell(words, mark=mark, face=BODY.heavier(500)),
            cell(fields or None, face=FIGURE),
            cell(officers_words(sorted(state.officers)), role="secondary"),
        )

    def _describe_slate(self, key: Unsettled) -> Sequence[Look]:
        wants = wanting(self._contest).get(key.slate, "once")
        mark = Mark.DIFFERS if key.order == TO_COMPARE else Mark.UNDER_WAY
        keyed_by = sorted(set(self._contest.slate_keyed_by[key.slate]))
        return (
            cell(say("differences", "slate", number=str(key.number)), face=NAME.heavier(500)),
            cell(),
            cell(say("differences", f"slate.{wants}"), mark=mark, face=BODY.heavier(500)),
            cell(),
            cell(officers_words(keyed_by), role="secondary"),
        )

    def _describe_again(self, pair: Pair) -> Sequence[Look]:
        """What is to be done with it; what stood in the other file is not said here."""
        mark, words = to_do_words(pair)
        return (
            cell(thing_words(pair.thing), face=NAME.heavier(500)),
            cell(area_of(pair, self._contest)),
            cell(words, mark=mark, face=BODY.heavier(500), wrap=True),
            cell(),
            cell(),
        )

    def name_of(self, key: Unsettled) -> str:
        if key.again:
            return thing_words(key.again)
        return say("differences", "slate", number=str(key.number)) if key.slate else key.paper.words


def officers_words(numbers: Sequence[int]) -> str:
    """Officers by number: officers 11 and 12."""
    if not numbers:
        return ""
    *most, last = (str(number) for number in numbers)
    if not most:
        return say("differences", "officer", number=last)
    return say("differences", "officers", most=strung(most), last=last)
