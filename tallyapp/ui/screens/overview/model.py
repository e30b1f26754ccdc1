"""The areas as a table, and their sums beneath."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from tallyapp.domain.views.missing import What
from tallyapp.domain.views.progress import AreaProgress, AreaStage
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.cells import Cell, Look, cell, headings
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure

NUMBER, AREA, VERIFIED, KEYED, AGREED, DIFFERENCE, STATE = range(7)
_HEADINGS = ("number", "area", "verified", "keyed", "agreed", "difference", "state")
_MARKS = {
    AreaStage.DOES_NOT_ADD: Mark.DOES_NOT_ADD,
    AreaStage.DIFFERS: Mark.DIFFERS,
    AreaStage.QUERIED: Mark.QUERIED,
    AreaStage.NEEDS_BOXES: Mark.NOT_YET,
    AreaStage.NOT_YET: Mark.NOT_YET,
    AreaStage.BEING_KEYED: Mark.UNDER_WAY,
    AreaStage.DOUBTFUL_OUT: Mark.UNDER_WAY,
    AreaStage.PASSED_OVER: Mark.DIFFERS,
    AreaStage.RECONCILED: Mark.AGREES,
}
_OF_WHICH = {
    AreaStage.DIFFERS: (What.SHEETS_DIFFER, What.FORMS_DIFFER),
    AreaStage.QUERIED: (What.SHEETS_QUERIED, What.FORMS_QUERIED),
    AreaStage.NEEDS_BOXES: (What.BOXES,),
}


def area_state(area: AreaProgress) -> tuple[Mark, str]:
    """The mark and the words of an area's state."""
    which = _OF_WHICH.get(area.stage, ())
    missing = next((each for each in area.missing if each.what in which), None)
    if missing is None:
        return _MARKS[area.stage], say("overview", f"state.{area.stage}")
    count = len(missing.names)
    form = "form" if missing.what in (What.FORMS_DIFFER, What.FORMS_QUERIED) else "sheet"
    keys = (f"state.{area.stage}.{form}.{'one' if count == 1 else 'many'}", f"state.{area.stage}")
    return _MARKS[area.stage], say("overview", *keys, name=missing.names[0], count=count)


class AreasModel(RowsModel):
    """One row for each area; the last row holds the sums."""

    def __init__(self, areas: Sequence[AreaProgress], parent: QObject | None = None) -> None:
        right = ("number", "verified", "keyed", "agreed", "difference")
        self.areas = list(areas)
        super().__init__(headings("overview", _HEADINGS, right), range(len(self.areas) + 1), parent)

    def show_area(self, row: int, area: AreaProgress) -> None:
        """An area changed, and with it the sums."""
        if area != self.areas[row]:
            self.areas[row] = area
            self.refresh(row)
            self.refresh(len(self.areas))

    def choosable(self, key: int) -> bool:
        return key < len(self.areas)

    def name_of(self, key: int) -> str:
        return self.areas[key].area.name if self.choosable(key) else say("overview", "sums")

    def describe(self, key: int) -> Sequence[Look]:
        """An area, or all of them together."""
        columns = range(len(_HEADINGS))
        if key == len(self.areas):
            return [self._sum(column) for column in columns]
        last: dict[int, str] = {Cell.RULE: "field"} if key == len(self.areas) - 1 else {}
        return [{**self._cell(self.areas[key], column), **last} for column in columns]

    def _cell(self, area: AreaProgress, column: int) -> Look:
        match column:
            case 0:
                return cell(area.area.id, role="secondary")
            case 1:
                return cell(area.area.name, face=BODY.heavier(500))
            case 2:
                return cell(area.verified if area.boxes_verified else None, face=NAME)
            case 3:
                return _part(area.keyed, area.sheets)
            case 4:
                return _part(area.agreed, area.sheets)
            case 5:
                return _difference(area)
            case _:
                mark, words = area_state(area)
                return cell(words, mark=mark, face=BODY.heavier(500))

    def _sum(self, column: int) -> Look:
        areas = self.areas
        strong = NAME.heavier()
        sheets = sum(a.sheets for a in areas)
        match column:
            case 1:
                return cell(say("overview", "areas", count=len(areas)), face=BODY.heavier())
            case 2:
                begun = any(a.boxes_verified for a in areas)
                return cell(sum(a.verified for a in areas) if begun else None, face=strong)
            case 3:
                return cell(_of(sum(a.keyed for a in areas), sheets), face=strong)
            case 4:
                return cell(_of(sum(a.agreed for a in areas), sheets), face=strong)
            case 5:
                return _difference_of(areas)
            case 6:
                done = sum(a.stage is AreaStage.RECONCILED for a in areas)
                words = say("overview", "reconciled", done=done, areas=len(areas))
                return cell(words, face=BODY.heavier())
            case _:
                return cell()


def _of(done: int, whole: int) -> str:
    return say("overview", "of", done=done, whole=whole)


def _part(done: int, whole: int) -> Look:
    """What is not whole yet stands out."""
    return cell(_of(done, whole), face=NAME if done == whole else NAME.heavier())


def _difference(area: AreaProgress) -> Look:
    if area.final:
        return _final(area.difference)
    if area.to_come < 0:
        return cell(say("overview", "more", papers=-area.to_come), role="secondary")
    return _to_come(area.to_come) if area.boxes_verified else cell()


def _difference_of(areas: Sequence[AreaProgress]) -> Look:
    """A difference of nothing is shown only once it is one."""
    if all(area.final for area in areas):
        return _final(sum(area.difference for area in areas))
    # Papers too many in one area are none of those that another still waits for.
    to_come = sum(max(0, area.to_come) for area in areas if not area.final)
    return _to_come(to_come) if to_come else cell()


def _to_come(papers: int) -> Look:
    return cell(say("overview", "to-come", papers=papers), role="secondary")


def _final(difference: int) -> Look:
    if difference:
        return cell(figure(difference), role="refused", face=NAME.heavier())
    return cell(0, face=NAME)
