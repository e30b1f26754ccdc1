"""The tables of the hall and their teams, by labels and never by people's names."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed, Count
from tallyapp.domain.state.hall import Table
from tallyapp.domain.views.tables import TableProgress, table_progress
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.exchange.identifiers import is_identifier
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import StepState, done

_COLUMNS = ("table", "team", "handed-out", "keyed", "queried", "agreed")
_RIGHT = ("handed-out", "keyed", "queried", "agreed")


def _say(key: str, **values: object) -> str:
    return say("hall", key, **values)


def tables_state(session: Session, _: ContestState) -> StepState:
    """Whether tables have names; a hall of one table needs none."""
    tables = session.desk.count.count.tables.now()
    return done("tables.done", tables=len(tables)) if tables else done("tables.none")


class TablesModel(RowsModel):
    """A row for each table: its label, its team, and how far its sheets are."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self.tables: list[Table] = []
        self._progress: list[TableProgress] = []
        super().__init__(headings("hall", _COLUMNS, _RIGHT))
        self.read()

    def read(self) -> None:
        """Show them as they are now."""
        before = list(zip(self.tables, self._progress, strict=True))
        self.tables = self._count.count.tables.now()
        names = [table.id for table in self.tables]
        self._progress = table_progress(self._count.contests.values(), names)
        now = list(zip(self.tables, self._progress, strict=True))
        for row, each in enumerate(now):
            if row >= len(before) or before[row] != each:
                self.refresh(row)

    def describe(self, key: int) -> Sequence[Look]:
        table = self.tables[key]
        far = self._progress[key]
        return (
            cell(_say("called", number=table.id, name=table.name), face=NAME.heavier(500)),
            cell(table.team),
            cell(far.handed_out, right=True),
            cell(far.keyed, right=True),
            cell(far.queried, right=True, role="attention" if far.queried else "secondary"),
            cell(far.agreed, right=True),
        )

    def name_of(self, key: int) -> str:
        return self.tables[key].name


class TablesPage(Leaf):
    """A table's number, its label and its team, each after Enter; the tables below."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.model = TablesModel(self.session.desk.count)
        self.number = Field(_say("number"))
        self.name = Field(_say("name"))
        self.team = Field(_say("team"))
        self.record = Action(_say("record"))
        self.record.clicked.connect(self._on_record)
        self._said = State(Mark.AGREES, "", NAME)
        self._said.hide()
        self.table = ChoosingTable(self.model, _say("tables"))
        self.table.set_row_height(px(36))
        self.table.fit_columns(0)
        self.table.opened.connect(self._on_opened)
        self._lay_out()
        self.number.entered.connect(self.name.setFocus)
        self.name.entered.connect(self.team.setFocus)
        self.team.entered.connect(self._on_record)
        may = self.session.may(acts.TableNamed)
        for widget in (self.number, self.name, self.team, self.record):
            widget.setEnabled(may)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(_say("tables")))
        column.addWidget(Text(_say("tables-what"), role="secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(gap(12))
        self.number.setFixedWidth(px(120))
        row.addWidget(self.number)
        row.addWidget(self.name, 1)
        row.addWidget(self.team, 1)
        column.addLayout(row)
        column.addWidget(self.record)
        column.addWidget(self._said)
        column.addWidget(WithMore(self.table), 1)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), _say("key.next")),
            KeyHint(("Tab",), _say("key.table")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        (self.number if self.number.isEnabled() else self.table).setFocus()

    def changed(self, _: Changed) -> None:
        self.model.read()

    def _on_opened(self, row: int) -> None:
        """A table that is named is put right where it is chosen."""
        table = self.model.tables[row]
        for field, text in (
            (self.number, table.id),
            (self.name, table.name),
            (self.team, table.team),
        ):
            field.edit.setText(text)
        self.name.setFocus()

    def _on_record(self) -> None:
        if not is_identifier(self.number.text):
            self.number.refuse(_say("no-number"))
            self.number.setFocus()
            return
        self.session.do(
            COUNT_STREAM,
            acts.TableNamed(
                **self.me.count,
                table=self.number.text,
                name=self.name.text,
                team=self.team.text,
            ),
            then=self.while_here(lambda _: self._on_recorded()),
            refused=self.while_here(self._on_refused),
        )

    def _on_recorded(self) -> None:
        self._said.show_state(Mark.AGREES, _say("recorded", number=self.number.text))
        self._said.show()
        self.model.read()
        for field in (self.number, self.name, self.team):
            field.edit.clear()
        self.number.setFocus()

    def _on_refused(self, found: list[Finding]) -> None:
        field = self.name if found[0].place.field == "name" else self.number
        field.refuse("  ".join(self.session.sentence(each) for each in found))
        field.setFocus()
