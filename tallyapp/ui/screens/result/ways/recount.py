"""A re-count: what happens is said before it is done;
then new sheets are issued to its areas at once.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tallyapp.domain import acts
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.state.result import Request
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.screens.result.steps.answers import request_words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, px
from tallyapp.ui.widgets.button import CheckBox
from tallyapp.ui.widgets.cells import Heading, Look, cell, keyed
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tallyapp.words.figures import area_words

_AREA, _PAPERS, _SHEETS = range(3)


def granted(contest: ContestState) -> Request | None:
    """The request whose re-count was granted and has not begun."""
    return next((each for each in contest.requests if each.answer and each.open), None)


def may_be_counted_again(contest: ContestState) -> list[AreaState]:
    """The areas that have counted something."""
    return [area for area in contest.areas.values() if any(sheet.live for sheet in area.sheets)]


def _asked(request: Request | None, every: tuple[str, ...]) -> tuple[str, ...]:
    """The areas for which it was granted; where nobody asked, every one."""
    return (request.granted or request.areas or every) if request else every


class _Areas(RowsModel):
    """A row for each area that has counted something: whether it is counted again."""

    def __init__(self, areas: Sequence[AreaState], chosen: Sequence[str]) -> None:
        self._areas = dict(enumerate(areas))
        self._chosen = {n for n, area in self._areas.items() if area.area.id in chosen}
        heads = ("area", "papers", "sheets")
        super().__init__(
            [Heading(words(f"head.{name}"), name != "area") for name in heads], self._areas
        )

    @property
    def chosen(self) -> tuple[str, ...]:
        """The areas that are counted again."""
        return tuple(self._areas[n].area.id for n in sorted(self._chosen))

    def choose(self, rows: Sequence[int], chosen: bool) -> None:
        """These are counted again, or are not."""
        self._chosen = self._chosen | set(rows) if chosen else self._chosen - set(rows)
        for row in rows:
            self.refresh(row)

    def is_chosen(self, row: int) -> bool:
        """Whether this area is counted again."""
        return row in self._chosen

    def name_of(self, key: Any) -> str:
        return area_words(self._areas[key].area)

    def describe(self, key: Any) -> Sequence[Look]:
        area = self._areas[key]
        chosen = key in self._chosen
        told = words("recount.again" if chosen else "recount.stands")
        mark = Mark.UNDER_WAY if chosen else Mark.AGREES
        role = "" if chosen else "secondary"
        return [
            cell(area_words(area.area), mark=mark, role="ink", second=told),
            cell(int(area.counted), face=FIGURE, role=role),
            cell(len(area.sheets), role=role),
        ]


class _AreasTable(ChoosingTable):
    """Space takes an area in, or out."""

    def __init__(self, model: _Areas) -> None:
        super().__init__(model, words("recount.areas"))
        self._areas = model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        every = range(self._areas.rowCount())
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self._areas.choose([row], not self._areas.is_chosen(row))
        elif event.text().lower() == "a":
            self._areas.choose(every, not all(map(self._areas.is_chosen, every)))
        else:
            super().keyPressEvent(event)


class RecountPage(StepPage):
    """Which areas, why, and whether the decisions on doubtful papers are revisited."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "recount")
        self._request = granted(contest)
        areas = may_be_counted_again(contest)
        every = tuple(area.area.id for area in areas)
        self.heading.setText(words("recount.heading-of", round=contest.next_round))
        self._model = _Areas(areas, _asked(self._request, every))
        self._table = _AreasTable(self._model)
        self._table.fit_columns(_AREA, keep=(_PAPERS, _SHEETS))
        self._table.shrink_rows(px(48), px(40))
        self._revisited = CheckBox(words("recount.revisited"))
        self._revisited.next_asked.connect(self._go_to_reason)
        self._table.opened.connect(lambda _: self._revisited.setFocus())
        self._reason = ReasonEdit()
        self._reason.setAccessibleName(words("recount.reason"))
        self._begin = button(words("recount.begin", round=contest.next_round))
        self._reason.next_asked.connect(self._begin.setFocus)
        self._begin.clicked.connect(self._on_begin)
        if self._request:
            self.column.addWidget(
                Text(request_words(contest, self._request), BODY.heavier(500), wrap=True)
            )
            self._reason.setPlainText(words("recount.on-request", number=str(self._request.number)))
        self.column.addWidget(WithMore(self._table), 1)
        self.column.addWidget(self._revisited)
        self.column.addWidget(Text(words("recount.reason"), BODY.heavier()))
        self.column.addWidget(self._reason)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._begin)

    def _go_to_reason(self) -> None:
        self._reason.setFocus()

    def enter(self) -> None:
        self._table.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        space = words("recount.space")
        if self._begin.hasFocus():
            return (KeyHint(("Enter",), words("recount.begin", round=self.contest.next_round)),)
        enter = KeyHint(("Enter",), words("recount.enter"))
        if self._revisited.hasFocus():
            return (KeyHint((space,), words("recount.key-tick")), enter)
        if self._table.hasFocus():
            area = KeyHint((space,), words("recount.key-area"))
            return (area, KeyHint(("A",), words("recount.key-all")), enter)
        return (enter,)

    def _on_begin(self) -> None:
        if not self._model.chosen:
            self.say_refused(words("recount.none"))
            self._table.setFocus()
            return
        self.do(
            acts.RecountBegun(
                **self.me.contest,
                round=self.contest.next_round,
                request=self._request.id if self._request else "",
                areas=self._model.chosen,
                reason=self._reason.words,
                revisited=self._revisited.isChecked(),
            ),
            then=lambda _: self.finished.emit(),
        )


# ---- new sheets


def without_sheets(contest: ContestState) -> list[AreaState]:
    """The areas of a new round to which no sheet has been issued yet."""
    return [area for area in contest.areas.values() if area.earlier and not area.sheets]


class _NewSheets(RowsModel):
    """A row for each area and form of sheet: how many, and the numbers that follow from it."""

    def __init__(self, contest: ContestState, last: int) -> None:
        """`last` is the highest number that a sheet of the count has:
        those of other contests count too.
        """
        heads = ("area", "sheets", "from", "to")
        self._names = {area.area.id: area_words(area.area) for area in contest.areas.values()}
        self._next = last + 1
        self.many: dict[tuple[int, str, str], int | None] = {}
        for n, area in enumerate(without_sheets(contest)):
            earlier = [
                sheet
                for sheet in contest.sheets.values()
                if sheet.area == area.area.id and sheet.life is Life.EARLIER
            ]
            latest = max((sheet.round for sheet in earlier), default=1)
            before = [sheet.shape for sheet in earlier if sheet.round == latest]
            for form in ("sheet", "slip"):
                if form in before or (form == "sheet" and not before):
                    self.many[n, area.area.id, form] = max(before.count(form), 1)
        super().__init__(
            [Heading(words(f"head.{name}"), name != "area") for name in heads], self.many
        )

    def issued(self, by: acts.Envelope) -> Iterator[acts.SheetsIssued]:
        """The acts by which they are issued."""
        at = self._next
        for key in self.keys:
            many = self.many[key] or 0
            if many:
                first = SheetNumber(at)
                last = SheetNumber(at + many - 1)
                yield acts.SheetsIssued(
                    **by.contest, area=key[1], first=first, last=last, form=key[2]
                )
            at += many

    def name_of(self, key: Any) -> str:
        return (
            self._names[key[1]]
            if key[2] == "sheet"
            else words("issue.slips", area=self._names[key[1]])
        )

    def take(self, key: Any, _: int, value: int | None, /) -> None:
        self.many[key] = value
        for each in self.keys:
            self.refresh(each)

    def describe(self, key: Any) -> Sequence[Look]:
        at = self._next + sum(self.many[each] or 0 for each in self.keys if each < key)
        many = self.many[key]
        first, last = (cell(at), cell(at + many - 1)) if many else (cell(), cell())
        return [cell(self.name_of(key)), keyed(many, FIGURE), first, last]


class IssuePage(StepPage):
    """How many new sheets each area gets; Enter on the last issues them."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "issue")
        self.heading.setText(words("issue.heading-of", round=contest.round))
        self._model = _NewSheets(contest, session.desk.count.last_sheet)
        self._table = KeyedTable(self._model, words("issue.heading-of", round=contest.round))
        self._table.fit_columns(_AREA, keep=(1, 2, 3))
        self._table.shrink_rows(px(44), px(34))
        self._table.after_last.connect(self._on_last)
        self._table.blank_refused.connect(lambda _: self.say_refused(words("issue.blank")))
        self._issue = button(words("issue.issue"))
        self._issue.clicked.connect(self._on_issue)
        self.column.addWidget(WithMore(self._table), 1)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._issue)

    def enter(self) -> None:
        self._table.open_field(0)

    def _on_last(self) -> None:
        self._issue.setFocus()

    def _on_issue(self) -> None:
        issued = list(self._model.issued(self.me))
        if {each.area for each in issued} != {
            area.area.id for area in without_sheets(self.contest)
        }:
            self.say_refused(words("issue.blank"))
            self.enter()
            return
        self._issue.setEnabled(False)
        for sheets in issued:
            self.do(sheets)

    def changed(self, _: Changed, /) -> None:
        """The first areas have their sheets; the others follow by themselves."""

    def say_refused(self, sentence: str) -> None:
        super().say_refused(sentence)
        self._issue.setEnabled(True)
