"""The form itself, keyed with the right hand alone as a sheet is."""

from functools import partial
from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import FormFigures
from tallyapp.domain.vocabulary.units import FormNumber
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.slips import note_of_query
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.theme.type import gap, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.text import label_of
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words
from tallyapp.words.papers import Paper

from .form_side import FormSide
from .keying import FormKeying, LinesModel, headings

_LOWEST = 34
_HIGHEST = 39
_HEAD = 48
"""Rows shrink to the first, in pixels, before the table scrolls;
those of the heads have two lines.
"""


class _Said(TypedDict):
    """What a form says, whether it is keyed or queried."""

    form: FormNumber
    round: int
    area: str
    of: str
    figures: FormFigures


class FormPage(Leaf):
    """One form: Enter next, plus submits, minus back, asterisk queries, Esc keeps a draft."""

    kept = Signal(object)
    """The form is recorded: what was done."""

    def __init__(self, screen: Screen, number: int, area: str, *, second: bool) -> None:
        super().__init__(screen)
        self.keying = FormKeying(self.contest, number, area)
        place = DraftPlace.keying(screen.stream, Paper("form", number))
        self._draft = self.session.drafts.open(place)
        self.keying.take_draft(self._draft.kept)
        keying = self.keying
        several = self.keying.seats > 1
        self._leads = [FigureEdit() for _ in keying.leads]
        self.papers = self._leads[0]
        unit = "votes" if several else "allowed"
        allowed = LinesModel(
            keying,
            keying.votes,
            keying.votes,
            headings("no", "candidate", unit),
            say("doubtful", "votes" if several else "allowed"),
        )
        rejected = LinesModel(
            keying,
            keying.others,
            keying.whole,
            headings("head", "rejected"),
            say("doubtful", "rejected"),
        )
        self.left = KeyedTable(allowed, say("doubtful", unit))
        self.right = KeyedTable(rejected, say("doubtful", "rejected"))
        self._models = allowed, rejected
        self.side = FormSide(self.session, keying)
        note_of_query(
            self.session,
            Paper("form", keying.number),
            self.while_here(self.side.came_back.show_note),
        )
        self._lay_out(second)
        self._listen()
        self._show_sum()

    def _lay_out(self, second: bool) -> None:
        last: list[QWidget] = []
        for line, field in zip(self.keying.lines, self._leads, strict=False):
            label = label_of(field, line.words)
            field.setFixedWidth(px(96))
            field.setFixedHeight(px(40))
            last += (label, field)
        which = say("doubtful", "second-keying" if second else "first-keying")
        area = area_words(self.contest.areas[self.keying.area].area)
        title = say("places", "form", name=str(self.keying.number))
        columns = QHBoxLayout()
        columns.setSpacing(gap(24))
        columns.addWidget(self.left, 54)
        columns.addWidget(self.right, 46)
        columns.addWidget(self.side)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap(8))
        self._column.addLayout(title_row(title, area, which, last=last))
        self._column.addLayout(columns, 1)
        self.left.shrink_rows(px(_HIGHEST), px(_LOWEST))
        self.right.set_row_height(px(_HEAD))
        self.left.fit_columns(1)
        self.left.setColumnWidth(2, px(104))
        self.right.fit_columns(0)
        self.right.setColumnWidth(1, px(104))
        for table in (self.left, self.right):
            header = table.horizontalHeader()
            header.setSectionResizeMode(
                table.model().columnCount() - 1, QHeaderView.ResizeMode.Fixed
            )

    def _listen(self) -> None:
        self.keying.changed.connect(self._show_sum)
        for at, field in enumerate(self._leads):
            field.typed.connect(partial(self.keying.key, at))
            field.next_asked.connect(partial(self._on_lead_done, at))
            field.row_asked.connect(
                lambda step, at=at: self._on_lead_done(at) if step > 0 else None
            )
            field.back_asked.connect(partial(self._open_lead, max(at - 1, 0)))
            field.submit_asked.connect(self._on_submit)
            field.query_asked.connect(self._on_query)
            field.on_tab = partial(self._on_lead_tab, at)
        self.left.before_first.connect(lambda: self._open_lead(len(self._leads) - 1))
        self.left.after_last.connect(lambda: self._cross(self.left, self.right, 0))
        self.right.before_first.connect(
            lambda: self._cross(self.right, self.left, self.left.fields - 1)
        )
        self.right.after_last.connect(self._on_end)
        for table, model in zip((self.left, self.right), self._models, strict=True):
            table.field_done.connect(self.keep)
            table.field_changed.connect(lambda t=table, m=model: m.show_here(t.row_at))
            table.blank_refused.connect(lambda row, m=model: m.note_blanks([m.keys[row]]))
            table.submit_asked.connect(self._on_submit)
            table.query_asked.connect(self._on_query)
        self.side.back_chosen.connect(self._on_back_through)
        self.side.query_chosen.connect(self._on_query)

    # ---- where one is

    def key_hints(self) -> tuple[KeyHint, ...]:
        return self.side.key_hints()

    def entered(self) -> None:
        for at, field in enumerate(self._leads):
            field.show_value(self.keying.values[at])
        blanks = [i for i, value in enumerate(self.keying.values) if value is None]
        self.open_field(blanks[0] if blanks else 0)

    def open_field(self, position: int) -> None:
        """Open a field of the form by its position."""
        keying = self.keying
        if position in keying.leads:
            self._open_lead(position)
        elif position in keying.votes:
            self._cross(self.right, self.left, position - keying.votes.start)
        else:
            self._cross(self.left, self.right, position - keying.others.start)

    def back(self) -> bool:
        if self.side.asks:
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
        self._open_lead(0)

    def _open_lead(self, at: int) -> None:
        self._leads[at].setFocus()
        self._leads[at].selectAll()
        self.left.close_field()
        self.right.close_field()

    def _cross(self, left: KeyedTable, entered: KeyedTable, at: int) -> None:
        entered.open_field(at)  # first, so that the focus is there when the other closes
        left.close_field()

    def _on_lead_done(self, at: int) -> None:
        if self.keying.values[at] is None:
            self.side.show_blank()
            return
        self.keep()
        self.open_field(at + 1)

    def _on_lead_tab(self, at: int, following: bool) -> bool:
        if following:
            self.open_field(at + 1)
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
        was_refused = self.side.refused
        self.side.show_sums()
        if was_refused and not self.side.refused:
            self.papers.refuse(False)
            self.hints_changed.emit()
        self._ask_to_query(False)

    def _ask_to_query(self, asked: bool) -> None:
        if asked != self.side.asks:
            self.side.ask(asked)
            self.hints_changed.emit()

    # ---- acts

    @property
    def over(self) -> bool:
        return self._draft.over

    def keep(self) -> None:
        if self.keying.begun:
            self._draft.keep(self.keying.as_draft())

    def _on_submit(self) -> None:
        self.keep()
        self._finish(acts.FormKeyed(**self.me.contest, **self._said()))

    def _on_query(self) -> None:
        if not self.side.refused and not self.side.asks:
            self._ask_to_query(True)
            return
        self._finish(acts.FormQueried(**self.me.contest, **self._said(), note=self.side.note.words))

    def _said(self) -> _Said:
        return {
            "form": FormNumber(self.keying.number),
            "round": self.keying.stands.round,
            "area": self.keying.area,
            "of": self.keying.stands.opened,
            "figures": self.keying.figures(),
        }

    def _finish(self, act: acts.FormKeyed | acts.FormQueried) -> None:
        self.do(act, then=self._on_done, refused=self._on_refused)

    def _on_done(self, done: Done) -> None:
        self.kept.emit(done)

    def _on_refused(self, findings: list[Finding]) -> None:
        names = self.keying.fields
        positions = [
            names.index(found.place.field) for found in findings if found.place.field in names
        ]
        if findings[0].code is Code.E105:
            for model in self._models:
                model.note_blanks([p for p in positions if p in model.keys])
        if findings[0].place.field == "in-part":
            positions = sorted(self.keying.in_part)
        self.side.refuse(findings)
        self.papers.refuse(findings[0].code is Code.E101)
        self.hints_changed.emit()
        if positions:
            self.open_field(positions[0])
        elif findings[0].code is Code.A102 and findings[0].place.name == str(
            self.keying.adjudicator
        ):
            self.open_field(len(names) - 1)
