"""One area's sheets and forms: their state, their papers, and who keyed them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.rows import RowsModel
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


class AreaModel(RowsModel):
    """Sheets in the order of their numbers, then forms. Papers are
    shown once two officers agree.
    """

    def __init__(self, contest: ContestState, parent: QObject | None = None) -> None:
        super().__init__(
            headings("reconciliation", _HEADINGS, right=("papers", "sent")), (), parent
        )
        self._contest = contest
        self._papers: list[tuple[str, KeyedPaper]] = []
        self._hands: Hands = {}

    def show_area(self, area: AreaState) -> None:
        """Another area, or another number of papers in it."""
        self._papers = [
            *(("sheet", sheet) for sheet in sorted(area.sheets, key=lambda s: s.number)),
            *(("form", form) for form in sorted(area.forms, key=lambda f: f.number)),
        ]
        self.show_others(range(len(self._papers)))

    def show_hands(self, who: Hands) -> None:
        """Who keyed the papers is known now."""
        self._hands = who
        self.refresh_all()

    def show_papers(self, names: Iterable[Name]) -> None:
        """These papers changed, if they are of this area."""
        rows = {(kind, paper.number): row for row, (kind, paper) in enumerate(self._papers)}
        for name in names:
            if name in rows:
                self.refresh(rows[name])

    @property
    def names(self) -> Sequence[Name]:
        """The papers from the top."""
        return [(kind, paper.number) for kind, paper in self._papers]

    def paper(self, row: int) -> tuple[str, KeyedPaper]:
        """A row's paper with its kind."""
        return self._papers[row]

    def describe(self, key: int) -> Sequence[Look]:
        """A sheet or form."""
        kind, paper = self._papers[key]
        mark, words = life_state(paper.life)
        who = self._hands.get((kind, paper.number), paper.officers)
        return (
            cell(say("places", kind, name=paper.number), face=BODY.heavier(500)),
            cell(words, mark=mark, face=BODY.heavier(500)),
            cell(paper.papers, face=NAME),
            cell(self._sent(paper) if kind == "sheet" else None, face=NAME),
            cell(number_words_of(who), role="secondary"),
        )

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
