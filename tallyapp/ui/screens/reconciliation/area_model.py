"""One area's sheets and forms: their state, their papers, and who keyed them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.contest import AreaState, ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.listing import Column, Look, ShownModel, look
from tallyapp.words.catalogue import say
from tallyapp.words.figures import number_words

PAPER, STATE, PAPERS, SENT, KEYED_BY = range(5)
_HEADINGS = ("paper", "state", "papers", "sent", "keyed-by")
Name = tuple[str, int]
"""A sheet or form: its kind and number."""
Hands = Mapping[Name, tuple[OfficerNumber, ...]]
"""Who keyed each paper since it last went back to its table, in order."""


def hands(done: Iterable[tuple[int, AnyAct]]) -> Hands:
    """Who keyed what, from the acts of a contest in their order."""
    keyed: defaultdict[Name, list[OfficerNumber]] = defaultdict(list)
    for _, act in done:
        match act:
            case acts.SheetKeyed() | acts.SheetDifferenceKeyed() | acts.SheetCorrected():
                keyed["sheet", act.sheet].append(act.by)
            case acts.FormKeyed() | acts.FormDifferenceKeyed() | acts.FormCorrected():
                keyed["form", act.form].append(act.by)
            case acts.SheetQueried():
                keyed.pop(("sheet", act.sheet), None)
            case acts.FormQueried():
                keyed.pop(("form", act.form), None)
    return {name: tuple(dict.fromkeys(officers)) for name, officers in keyed.items()}


class AreaModel(ShownModel):
    """Sheets in the order of their numbers, then forms. Papers are
    shown once two officers agree.
    """

    def __init__(self, contest: ContestState, parent: QObject | None = None) -> None:
        columns = (
            Column(say("reconciliation", f"column.{name}"), right=i in (PAPERS, SENT))
            for i, name in enumerate(_HEADINGS)
        )
        super().__init__(tuple(columns), parent)
        self._contest = contest
        self._papers: list[tuple[str, KeyedPaper]] = []
        self._hands: Hands = {}

    def show_area(self, area: AreaState) -> None:
        """Another area, or another number of papers in it."""
        self.beginResetModel()
        by_number = [
            *(("sheet", sheet) for sheet in sorted(area.sheets, key=lambda s: s.number)),
            *(("form", form) for form in sorted(area.forms, key=lambda f: f.number)),
        ]
        self._papers = by_number
        self.endResetModel()

    def show_hands(self, who: Hands) -> None:
        """Who keyed the papers is known now."""
        self._hands = who
        if self._papers:
            self.dataChanged.emit(
                self.index(0, KEYED_BY), self.index(len(self._papers) - 1, KEYED_BY)
            )

    def show_papers(self, names: Iterable[Name]) -> None:
        """These papers changed, if they are of this area."""
        rows = {(kind, paper.number): row for row, (kind, paper) in enumerate(self._papers)}
        for name in names:
            if name in rows:
                self.tell_row(rows[name])

    @property
    def names(self) -> Sequence[Name]:
        """The papers from the top."""
        return [(kind, paper.number) for kind, paper in self._papers]

    def paper(self, row: int) -> tuple[str, KeyedPaper]:
        """A row's paper with its kind."""
        return self._papers[row]

    def row_count(self) -> int:
        return len(self._papers)

    def cell(self, row: int, column: int) -> Look:
        kind, paper = self._papers[row]
        match column:
            case 0:
                return look(say("places", kind, name=paper.number), face=BODY.heavier(500))
            case 1:
                mark, words = life_state(paper.life)
                return look(words, mark=mark, face=BODY.heavier(500))
            case 2:
                return look(paper.values[0] if paper.values else None, face=NAME)
            case 3:
                return look(self._sent(paper) if kind == "sheet" else None, face=NAME)
            case _:
                who = self._hands.get((kind, paper.number), paper.officers)
                return look(number_words_of(who), role="secondary")

    def _sent(self, paper: KeyedPaper) -> int | None:
        """Papers that a sheet sent for adjudication; a slip sends none."""
        if paper.values is None or paper.shape == "slip":
            return None
        return sheet_kind(self._contest, "sheet").tallied(paper.values).sent


def number_words_of(officers: Sequence[OfficerNumber]) -> str:
    """Officers by their numbers, in the order in which they keyed."""
    if not officers:
        return ""
    key = "officer" if len(officers) == 1 else "officers"
    return say("reconciliation", key, numbers=number_words(officers))
