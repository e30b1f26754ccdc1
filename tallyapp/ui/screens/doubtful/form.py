"""The form itself, keyed with the right hand alone as a sheet is."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.adjudication import form_kind
from tallyapp.domain.checks import Code, Finding
from tallyapp.messages import say
from tallyapp.ui.leaves import Leaf, column_of, title_row
from tallyapp.ui.screen import KeyHint, Screen
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.crosscast import Crosscast
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.query_note import QueryNote
from tallyapp.ui.widgets.refusal import Action, Refusal
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.words import area_words

from .keying import FormKeying, LinesModel, headings

_LOWEST, _HIGHEST, _HEAD = 34, 39, 48
"""Rows shrink to the first, in pixels, before the table scrolls; those of the heads have two lines."""


def place_of(stream: str, number: int) -> str:
    """The place of a form's draft."""
    return f"form/{stream}/{number}"


class FormPage(Leaf):
    """One form: Enter next, plus submits, minus back, asterisk queries, Esc keeps a draft."""

    kept = Signal(object)
    """The form is recorded: what was done."""

    def __init__(self, screen: Screen, number: int, area: str, *, second: bool) -> None:
        super().__init__(screen)
        self.keying = FormKeying(self.contest, number, area)
        self.keying.take_draft(self.session.draft(self._place))
        n = self.keying.candidates
        last = len(self.keying.values)
        self.papers = FigureEdit()
        allowed = LinesModel(
            self.keying, range(1, n + 1), headings("no", "candidate", "allowed"), say("doubtful", "allowed")
        )
        rejected = LinesModel(
            self.keying, range(n + 1, last), headings("head", "rejected"), say("doubtful", "rejected")
        )
        self.left = KeyedTable(allowed, say("doubtful", "allowed"))
        self.right = KeyedTable(rejected, say("doubtful", "rejected"))
        self._models = allowed, rejected
        self.crosscast = Crosscast(say("papers", "form.papers"), say("doubtful", "keyed"))
        self.refusal = Refusal()
        self.back_through = Action(say("doubtful", "go-back"), "−")
        self.query = Action(say("doubtful", "query"), "*")
        self._what = Text(role="secondary", wrap=True)
        self.note = QueryNote()
        self._asks_to_query = False
        self._lay_out(second)
        self._listen()
        self._show_sum()

    @property
    def _place(self) -> str:
        return place_of(self.session.stream, self.keying.number)

    def _lay_out(self, second: bool) -> None:
        label = Text(say("papers", "form.papers"), BODY.heavier(500))
        label.setBuddy(self.papers)
        self.papers.setAccessibleName(label.text())
        self.papers.setFixedWidth(px(96))
        self.papers.setFixedHeight(px(40))
        which = say("doubtful", "second-keying" if second else "first-keying")
        area = area_words(self.contest.areas[self.keying.area].area)
        title = say("places", "form", name=str(self.keying.number))
        side = column_of(self.crosscast, self.refusal, self.back_through, self._what, self.note, self.query)
        side.setFixedWidth(px(302))
        columns = QHBoxLayout()
        columns.setSpacing(px(24))
        columns.addWidget(self.left, 54)
        columns.addWidget(self.right, 46)
        columns.addWidget(side)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._column.addLayout(title_row(title, area, which, last=(label, self.papers)))
        self._column.addLayout(columns, 1)
        self.left.shrink_rows(px(_HIGHEST), px(_LOWEST))
        self.right.set_row_height(px(_HEAD))
        self.left.fit_columns(1)
        self.left.setColumnWidth(2, px(104))
        self.right.fit_columns(0)
        self.right.setColumnWidth(1, px(104))
        for table in (self.left, self.right):
            header = table.horizontalHeader()
            header.setSectionResizeMode(table.model().columnCount() - 1, QHeaderView.ResizeMode.Fixed)
        self.refusal.hide()
        self.back_through.hide()
        self._show_query()

    def _listen(self) -> None:
        self.keying.changed.connect(self._show_sum)
        self.papers.typed.connect(lambda value: self.keying.key(0, value))
        self.papers.next_asked.connect(self._on_papers_done)
        self.papers.row_asked.connect(lambda step: self._on_papers_done() if step > 0 else None)
        self.papers.submit_asked.connect(self._on_submit)
        self.papers.query_asked.connect(self._on_query)
        self.papers.on_tab = self._on_papers_tab
        self.left.before_first.connect(self._open_papers)
        self.left.after_last.connect(lambda: self._cross(self.left, self.right, 0))
        self.right.before_first.connect(lambda: self._cross(self.right, self.left, self.left.fields - 1))
        self.right.after_last.connect(self._on_end)
        for table, model in zip((self.left, self.right), self._models, strict=True):
            table.field_done.connect(self.keep)
            table.field_changed.connect(lambda t=table, m=model: m.show_here(t.row_at))
            table.blank_refused.connect(lambda row, m=model: m.note_blanks([m.keys[row]]))
            table.submit_asked.connect(self._on_submit)
            table.query_asked.connect(self._on_query)
        self.back_through.clicked.connect(self._on_back_through)
        self.query.clicked.connect(self._on_query)
        self.note.ended.connect(self._on_query)

    # ---- where one is

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._asks_to_query:
            return (
                KeyHint(("Enter", "*"), say("doubtful", "key.query-sure")),
                KeyHint(("Esc",), say("doubtful", "key.go-on"), last=True),
            )
        again = "key.submit" if self.refusal.isHidden() else "key.submit-again"
        return (
            KeyHint(("Enter",), say("doubtful", "key.next")),
            KeyHint(("−",), say("doubtful", "key.back")),
            KeyHint(("+",), say("doubtful", again)),
            KeyHint(("*",), say("doubtful", "key.query")),
            KeyHint(("Esc",), say("doubtful", "key.leave"), last=True),
        )

    def entered(self) -> None:
        self.papers.show_value(self.keying.papers)
        blanks = [i for i, value in enumerate(self.keying.values) if value is None]
        self.open_field(blanks[0] if blanks else 0)

    def open_field(self, position: int) -> None:
        """Open a field of the form by its position."""
        if position == 0:
            self._open_papers()
        elif position <= self.keying.candidates:
            self._cross(self.right, self.left, position - 1)
        else:
            self._cross(self.left, self.right, position - 1 - self.keying.candidates)

    def back(self) -> bool:
        if self._asks_to_query:
            self._ask_to_query(False)
            self._go_on()
            return True
        return False

    def _go_on(self) -> None:
        """Open again the field that was open last."""
        for table in (self.left, self.right):
            if table.at >= 0:
                table.open_field(table.at)
                return
        self._open_papers()

    def _open_papers(self) -> None:
        self.papers.setFocus()
        self.left.close_field()
        self.right.close_field()

    def _cross(self, left: KeyedTable, entered: KeyedTable, at: int) -> None:
        entered.open_field(at)  # first, so that the focus is there when the other closes
        left.close_field()

    def _on_papers_done(self) -> None:
        if self.keying.papers is not None:
            self.keep()
            self._cross(self.right, self.left, 0)

    def _on_papers_tab(self, following: bool) -> bool:
        if following:
            self._cross(self.right, self.left, 0)
        return following

    def _on_end(self) -> None:
        """The last figure is keyed: what is blank is next, or the form is ready for plus."""
        blanks = [i for i, value in enumerate(self.keying.values) if value is None]
        if blanks:
            self.open_field(blanks[0])

    def _on_back_through(self) -> None:
        for table in (self.left, self.right):
            if table.at >= 0:
                table.back()
                return
        self.open_field(len(self.keying.values) - 1)

    # ---- what stands beside

    def _show_sum(self) -> None:
        keying = self.keying
        summed = keying.allowed + keying.rejected
        self.crosscast.show_sum(keying.papers, summed, complete=keying.complete)
        if not self.refusal.isHidden():
            self._hide_refusal()
        self._ask_to_query(False)

    def _hide_refusal(self) -> None:
        """A refused sum stays refused until it is another; everything else until something is keyed."""
        values = [value or 0 for value in self.keying.values]
        found = form_kind(self.contest).adds_up(self.keying.number, values)
        if found and self.keying.complete:
            self.refusal.show_findings(self.session, found)
            return
        self.refusal.hide()
        self.back_through.hide()
        self.papers.refuse(False)
        self.crosscast.show()
        self._show_query()
        self.hints_changed.emit()

    def _show_query(self) -> None:
        refused = not self.refusal.isHidden()
        told = "query-sum" if refused else "query-sure-what" if self._asks_to_query else "query-what"
        self._what.setText(say("doubtful", told))
        self.query.setText(say("doubtful", "query-again" if self._asks_to_query else "query"))

    def _ask_to_query(self, asked: bool) -> None:
        if asked != self._asks_to_query:
            self._asks_to_query = asked
            self.note.ask(asked)
            self._show_query()
            self.hints_changed.emit()

    # ---- acts

    def keep(self) -> None:
        if self.keying.begun:
            self.session.keep_draft(self._place, self.keying.as_draft())

    def _on_submit(self) -> None:
        self.keep()
        self._finish(acts.FormKeyed)

    def _on_query(self) -> None:
        if self.refusal.isHidden() and not self._asks_to_query:
            self._ask_to_query(True)
            return
        self._finish(acts.FormQueried, note=self.note.words)

    def _finish(self, kind: type[acts.FormKeyed | acts.FormQueried], **more: Any) -> None:
        self.do(
            kind,
            then=self._on_done,
            refused=self._on_refused,
            finishes=self._place,
            form=self.keying.number,
            area=self.keying.area,
            figures=self.keying.figures(),
            **more,
        )

    def _on_done(self, done: Done) -> None:
        self.kept.emit(done)

    def _on_refused(self, findings: list[Finding]) -> None:
        blank = [found for found in findings if found.code is Code.E105]
        fields = form_kind(self.contest).fields
        positions = [fields.index(found.place.field) for found in findings if found.place.field in fields]
        if blank:
            for model in self._models:
                model.note_blanks([p for p in positions if p in model.keys])
        summed = findings[0].code is Code.E101
        self.crosscast.setVisible(not summed)
        self.refusal.show_findings(self.session, findings)
        self.back_through.setVisible(summed)
        self.papers.refuse(summed)
        self._show_query()
        self.hints_changed.emit()
        if positions:
            self.open_field(positions[0])
        elif findings[0].code is Code.A102 and findings[0].place.name == str(self.keying.values[-1]):
            self.open_field(len(fields) - 1)
