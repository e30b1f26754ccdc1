"""A name, a description or the electorate stood wrongly on the notice: as they should have read."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import OnNotice
from tallyapp.domain.vocabulary.units import MAX_CANDIDATES
from tallyapp.ui.screens.result.page import words
from tallyapp.ui.screens.result.ways.correcting import NAMES, CorrectingPage
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.figures import figure, strung

_ELECTORATE = "electorate"
_DIGITS = 7
_ROW = 44
_RECORD = MAX_CANDIDATES + 1
"""The key of the last row: all else is right. Rows stand in the order of their keys."""


class _Lines(RowsModel):
    """The candidates, the electorate, and the way on."""

    def __init__(self, before: OnNotice) -> None:
        self._before = before
        self.now = before
        self.electorate = len(before.candidates)
        keys = (*range(len(before.candidates)), self.electorate, _RECORD)
        super().__init__([Heading(words("correct-names.heading"))], keys)

    def show_now(self, now: OnNotice) -> None:
        """Show what is keyed now, and beneath it what stood there."""
        self.now = now
        for key in self.keys:
            self.refresh(key)

    def name_of(self, key: Any) -> str:
        if key == _RECORD:
            return words("correct-names.record")
        if key == self.electorate:
            return words("correct-names.electorate", electors=_electors(self.now))
        return f"{key + 1} {_printed(self.now, key)}"

    def describe(self, key: Any) -> Sequence[Look]:
        was = ""
        if key == _RECORD:
            was = words("correct-names.record.for")
        elif key == self.electorate and self.now.electorate != self._before.electorate:
            was = words("correct-names.was", before=_electors(self._before))
        elif key < self.electorate and self.now.candidates[key] != self._before.candidates[key]:
            was = words("correct-names.was", before=_printed(self._before, key))
        return [cell(self.name_of(key), second=was, role="ink", face=BODY.heavier(500))]


def _printed(notice: OnNotice, at: int) -> str:
    candidate = notice.candidates[at]
    full = f"({candidate.full_name})" if candidate.known_as else ""
    name = " ".join(filter(None, (candidate.ballot_name, full)))
    return strung((name, candidate.description))


def _electors(notice: OnNotice) -> str:
    known = notice.electorate
    return words("correct-names.unknown") if known is None else figure(known)


class CorrectNamesPage(CorrectingPage):
    """Each name in its row; Enter opens its fields. Then the reason, and a second officer."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "correct-names", Way.CORRECT)
        self._model = _Lines(self.before)
        self._model.show_now(self.says)
        self._table = ChoosingTable(self._model, words("correct-names.heading"))
        self._table.horizontalHeader().hide()
        self._table.fit_columns(0)
        self._table.set_row_height(px(_ROW))
        self._table.opened.connect(self._open)
        self._opened: dict[str, Field] = {}
        self._at = _RECORD
        self._pages = QStackedWidget()
        self._listed = WithMore(self._table)
        self._pages.addWidget(self._listed)
        self._two = QWidget()
        column = QVBoxLayout(self._two)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.changes)
        column.addWidget(self.two)
        column.addStretch()
        self._pages.addWidget(self._two)
        self.column.addWidget(self._pages, 1)
        self.column.addWidget(self.refusal)
        self._table.choose()

    def keep(self) -> None:
        self._take()
        super().keep()

    # ---- the pages within it

    def enter(self) -> None:
        if self._pages.currentWidget() is self._listed:
            self._table.setFocus()
        elif self._opened:
            next(iter(self._opened.values())).setFocus()
        else:
            self.two.reason.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._pages.currentWidget() is self._listed:
            return (
                KeyHint(("↑", "↓"), words("correct-names.choose")),
                KeyHint(("Enter",), words("correct-names.open")),
                self.other_hint(),
            )
        return (
            KeyHint(("Enter",), words("correct.enter" if not self._opened else "outside.next")),
            self.other_hint(),
            KeyHint(("Esc",), words("correct-names.back"), last=True),
        )

    def back(self) -> bool:
        self.keep()
        if self._pages.currentWidget() is self._listed:
            return False
        self._show_table()
        return True

    def _show(self, page: QWidget) -> None:
        self.refusal.hide()
        self._pages.setCurrentWidget(page)
        self.enter()
        self.hints_changed.emit()

    def _show_table(self) -> None:
        at = self._at
        fields = self._pages.currentWidget() if self._opened else None
        self._opened = {}
        self._at = _RECORD
        self._show(self._listed)
        self._table.choose(at)
        if fields:
            self._pages.removeWidget(fields)
            fields.deleteLater()

    def _open(self, key: int) -> None:
        if key == _RECORD:
            self.go_on()
            return
        self._at = key
        self._opened = dict(self._fields(key))
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, gap(14), 0)
        layout.addWidget(Text(self._model.name_of(key), BODY.heavier(), wrap=True))
        fields = list(self._opened.values())
        for field, following in zip(fields, [*fields[1:], None], strict=True):
            layout.addWidget(field)
            goes_to = following.setFocus if following else self._on_taken
            field.entered.connect(goes_to)
        layout.addStretch()
        scrolled = WithMore(Scrolling(column))
        self._pages.addWidget(scrolled)
        self._show(scrolled)

    def _fields(self, key: int) -> Mapping[str, Field]:
        now = self._model.now
        if key == self._model.electorate:
            known = "" if now.electorate is None else str(now.electorate)
            return {_ELECTORATE: Field(words("field.electorate"), known, digits=_DIGITS)}
        one = now.candidates[key]
        return {name: Field(words(f"field.{name}"), getattr(one, name)) for name in NAMES}

    def _on_taken(self) -> None:
        self.keep()
        self._show_table()

    def _take(self) -> None:
        """Take what stands in the fields that are open."""
        if not self._opened:
            return
        now = self.says
        said = {name: " ".join(field.text.split()) for name, field in self._opened.items()}
        if self._at == self._model.electorate:
            keyed = said[_ELECTORATE]
            now = now._replace(electorate=int(keyed) if keyed else None)
        else:
            people = list(now.candidates)
            people[self._at] = replace(people[self._at], **said)
            now = now._replace(candidates=tuple(people))
        self.says = now
        self._model.show_now(now)

    def show_two(self) -> None:
        self._show(self._two)
