"""A name, a description or the electorate stood wrongly on the notice: as they should have read."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import OnNotice
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import MAX_CANDIDATES
from tallyapp.ui.screens.result.page import StepPage, words
from tallyapp.ui.session.draft_place import DraftPlace
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
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.figures import figure, strung
from tallyapp.words.notice_changes import changes_to

_NAMES = (
    "surname",
    "other_names",
    "commonly_used_surname",
    "commonly_used_forenames",
    "particular",
    "description",
)
"""What of a candidate the notice prints."""
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


class CorrectNamesPage(StepPage):
    """Each name in its row; Enter opens its fields. Then the reason, and a second officer."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "correct-names")
        before = contest.on_notice
        assert before is not None, "a notice is corrected after the declaration"
        self._before = before
        self._of = contest.notice
        self._number = len(contest.corrected) + 1
        place = DraftPlace(self.stream, "corrected-notice", f"{self._number}.names")
        self._draft = session.drafts.open(place)
        self._model = _Lines(before)
        self._table = ChoosingTable(self._model, words("correct-names.heading"))
        self._table.horizontalHeader().hide()
        self._table.fit_columns(0)
        self._table.set_row_height(px(_ROW))
        self._table.opened.connect(self._open)
        self._over = TwoOfficers(words("correct.reason"), words("correct.caution"))
        self._over.submit_asked.connect(self._on_record)
        self._changes = Text(face=BODY.heavier(500), wrap=True)
        self._opened: dict[str, Field] = {}
        self._at = _RECORD
        self._pages = QStackedWidget()
        self._listed = WithMore(self._table)
        self._pages.addWidget(self._listed)
        self._two = QWidget()
        column = QVBoxLayout(self._two)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._changes)
        column.addWidget(self._over)
        column.addStretch()
        self._pages.addWidget(self._two)
        self.column.addWidget(self._pages, 1)
        self.column.addWidget(self.refusal)
        self._restore()
        self._table.choose()

    # ---- what is kept

    def keep(self) -> None:
        self._take()
        if self._model.now == self._before and not self._over.reason.words:
            return
        names = [[getattr(each, name) for name in _NAMES] for each in self._model.now.candidates]
        kept = {
            "names": names,
            "electorate": self._model.now.electorate,
            "reason": self._over.reason.words,
        }
        self._draft.keep(json.dumps(kept))

    def _restore(self) -> None:
        if not self._draft.kept:
            return
        kept = json.loads(self._draft.kept)
        people = tuple(
            replace(each, **dict(zip(_NAMES, values, strict=True)))
            for each, values in zip(self._before.candidates, kept["names"], strict=True)
        )
        self._model.show_now(
            self._before._replace(candidates=people, electorate=kept["electorate"])
        )
        self._over.show_kept(kept["reason"], None)

    # ---- the pages within it

    def enter(self) -> None:
        if self._pages.currentWidget() is self._listed:
            self._table.setFocus()
        elif self._opened:
            next(iter(self._opened.values())).setFocus()
        else:
            self._over.reason.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._pages.currentWidget() is self._listed:
            return (
                KeyHint(("↑", "↓"), words("correct-names.choose")),
                KeyHint(("Enter",), words("correct-names.open")),
            )
        return (
            KeyHint(("Enter",), words("correct.enter" if not self._opened else "outside.next")),
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
            self._on_all_right()
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
        return {name: Field(words(f"field.{name}"), getattr(one, name)) for name in _NAMES}

    def _on_taken(self) -> None:
        self.keep()
        self._show_table()

    def _take(self) -> None:
        """Take what stands in the fields that are open."""
        if not self._opened:
            return
        now = self._model.now
        said = {name: " ".join(field.text.split()) for name, field in self._opened.items()}
        if self._at == self._model.electorate:
            keyed = said[_ELECTORATE]
            now = now._replace(electorate=int(keyed) if keyed else None)
        else:
            people = list(now.candidates)
            people[self._at] = replace(people[self._at], **said)
            now = now._replace(candidates=tuple(people))
        self._model.show_now(now)

    # ---- the act

    def _on_all_right(self) -> None:
        told = changes_to(self.contest, self._model.now)
        if not told:
            self.say_refused(words("correct-names.unchanged"))
            return
        texts = "".join(told)

        def glyphs() -> tuple[str, ...]:
            from tallyapp.documents.page.glyphs import missing_glyphs

            return missing_glyphs(texts)

        self.session.work(glyphs, self.still(partial(self._on_looked, told)))

    def _on_looked(self, told: list[str], unseen: tuple[str, ...]) -> None:
        if unseen:
            self.say_refused(words("correct-names.no-glyph", characters=" ".join(unseen)))
            return
        self._changes.setText("\n".join([words("changed.heading"), *told]))
        self._show(self._two)

    def _on_record(self) -> None:
        if not self._over.ready():
            return
        now = self._model.now
        said: dict[str, Any] = {}
        if now.candidates != self._before.candidates:
            said["candidates"] = now.candidates
        if now.electorate != self._before.electorate:
            said[_ELECTORATE] = now.electorate
        self.do(
            acts.NoticeCorrected(
                **self.me.fixed,
                of=self._of,
                notice=self._number,
                figures=self._before.figures,
                reason=self._over.reason.words,
                second=self._over.officer,
                **said,
            ),
            then=self._corrected,
        )

    def _corrected(self, _: object) -> None:
        to = words("to-everyone")
        self.session.issue_code(self.stream, "declaration", to, then=lambda _: None)
        self.still(lambda _: self.finished.emit())(None)

    def refuse(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if not self._over.refuse(findings, sentences):
            super().refuse(findings)
