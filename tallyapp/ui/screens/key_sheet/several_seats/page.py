"""A sheet of a contest for several seats:
its block bundles, then its mixed papers, one section at a time.
"""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Area
from tallyapp.domain.vocabulary.slates import Slate, slate_called
from tallyapp.ui.screens.key_sheet.page import KeyingPage, heading, papers_field, section_head
from tallyapp.ui.screens.key_sheet.several_seats.blocks import BlocksSection
from tallyapp.ui.screens.key_sheet.several_seats.keying import SeveralKeying
from tallyapp.ui.screens.key_sheet.several_seats.mixed import MixedSection
from tallyapp.ui.screens.key_sheet.slate_entry import SlateEntry
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, gap, px, set_face
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import Line, State
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say, told

_OTHERS = 200
"""What all but the section that is open takes of the page's height, in pixels."""


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class SeveralPage(KeyingPage):
    """Papers on the sheet, blocks, mixed papers with their votes, papers sent: in this order.

    The section that is being keyed has all the room; of the other its heading says what it adds to.
    """

    keying: SeveralKeying

    def __init__(
        self,
        keying: SeveralKeying,
        area: Area,
        contest: ContestState,
        entry: SlateEntry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keying = keying
        self._candidates = len(contest.set_up.candidates)
        label, self.papers = papers_field(_say("on-the-sheet"))
        sent_label, self.sent = papers_field(_say("sent"))
        set_face(sent_label, HEADING)
        self.blocks = BlocksSection(keying, contest, entry)
        self.mixed = MixedSection(keying, contest.set_up.candidates)
        self._in_blocks = Text(role="secondary")
        self._bundled = Text(face=FIGURE, right=True)
        self._said = State(Mark.DOES_NOT_ADD, "", BODY, wrap=True)
        self._said.hide()
        self._last: FigureEdit = self.papers
        parts = [_say("seats", seats=contest.set_up.seats)]
        if "full" in keying.kind.columns:
            parts.append(_say("bundles-of", bundle=keying.kind.bundle))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap(24), 0, 0, gap(4))
        self._column.setSpacing(0)
        self._column.addLayout(heading("sheet", keying.number, area, parts, (label, self.papers)))
        self._column.addWidget(Line())
        self._column.addLayout(
            section_head(Text(_say("blocks"), HEADING), self._in_blocks, self._bundled)
        )
        self._column.addWidget(self.blocks, 1)
        self._column.addWidget(Line())
        self._column.addWidget(self.mixed)
        self._column.addWidget(self._said)
        self._column.addWidget(Line())
        sent_of = Text(_say("sent-of"), role="secondary")
        self._column.addLayout(section_head(sent_label, sent_of, self.sent))
        self._listen()
        self._show_section(mixed=False)
        self._show()

    def _listen(self) -> None:
        self.papers.typed.connect(self._on_papers)
        self.papers.next_asked.connect(self._on_papers_done)
        self.papers.row_asked.connect(lambda step: self._on_papers_done() if step > 0 else None)
        self.sent.typed.connect(self._on_sent)
        self.sent.next_asked.connect(self._on_sent_done)
        self.sent.back_asked.connect(self._open_last_votes)
        self.sent.row_asked.connect(lambda step: self._open_last_votes() if step < 0 else None)
        for part in (
            self.papers,
            self.sent,
            self.mixed,
            self.blocks.entry.field,
            self.blocks.table,
        ):
            part.submit_asked.connect(self.submit_asked)
            part.query_asked.connect(self.query_asked)
        self.blocks.keyed.connect(self._on_keyed)
        self.blocks.field_done.connect(self.field_done)
        self.blocks.done.connect(self._open_mixed)
        self.blocks.back_asked.connect(lambda: self._open(self.papers))
        self.blocks.slate_asked.connect(self.slate_asked)
        self.blocks.shape_changed.connect(self._fit)
        self.blocks.entry.asking_changed.connect(self.hints_changed)
        self.blocks.table.field_changed.connect(self.hints_changed)
        self.mixed.keyed.connect(self._on_keyed)
        self.mixed.field_done.connect(self.field_done)
        self.mixed.done.connect(lambda: self._open(self.sent))
        self.mixed.back_asked.connect(self._open_blocks)
        self.mixed.told.connect(self._tell)
        self.mixed.hints_changed.connect(self.hints_changed)
        self.mixed.noughts_asked.connect(self.rest_are_nought)

    # ---- where one is

    def begin(self) -> None:
        keying = self.keying
        self.papers.show_value(keying.written)
        self.sent.show_value(keying.sent)
        self.blocks.refresh()
        self.mixed.show_figures()
        blank = next((slate for slate, figures in keying.blocks.items() if None in figures), ())
        mixed = keying.part or keying.mixed
        if keying.written is None or (keying.complete and keying.part is None):
            self._open(self.papers)
        elif blank:
            self._show_section(mixed=False)
            self.blocks.open_block(blank)
        elif keying.part is not None or mixed.papers is not None:
            self._show_section(mixed=True)
            self.mixed.open_first_blank()
        else:
            self._open_blocks()

    def go_on(self) -> None:
        if self.mixed.votes.at >= 0 and self.mixed.votes.isVisible():
            self.mixed.votes.open_field(self.mixed.votes.at)
        elif self.blocks.table.at >= 0 and self.blocks.isVisible():
            self.blocks.table.open_field(self.blocks.table.at)
        else:
            self._last.setFocus()

    def show_figures(self) -> None:
        self.mixed.model.refresh_all()

    def open_blank(self) -> None:
        self.mixed.open_first_blank()

    def back_through(self) -> None:
        if self.blocks.isVisible():
            self.blocks.back_through()
        elif self._last is self.sent and self.mixed.votes.at < 0:
            self._open_last_votes()
        else:
            self.mixed.back_through()

    def key_hints(self) -> tuple[KeyHint, ...]:
        first: tuple[KeyHint, ...] = (KeyHint(("Enter",), _say("key.next")),)
        if self.blocks.entry.field.hasFocus():
            words = (
                ("key.confirm", "key.between")
                if self.blocks.entry.asking
                else ("key.slate", "key.new-slate")
            )
            first = tuple(
                KeyHint((cap,), _say(key)) for cap, key in zip(("Enter", "/"), words, strict=True)
            )
        elif self.blocks.table.at >= 0 and "full" in self.keying.kind.columns:
            first = (*first, KeyHint(("/",), _say("key.split")))
        elif self.mixed.papers.hasFocus():
            first = self.mixed.key_hints()
        elif self.mixed.votes.at >= 0:
            first = (*first, KeyHint((".",), _say("key.noughts")))
        return (
            *first,
            KeyHint(("−",), _say("key.back")),
            KeyHint(hand_in_keys(), _say("key.submit")),
            KeyHint(("*",), _say("key.query")),
            KeyHint(("Esc",), _say("key.leave"), last=True),
        )

    def _open(self, field: FigureEdit) -> None:
        self._last = field
        field.setFocus()
        field.selectAll()
        self.mixed.votes.close_field()
        self.blocks.table.close_field()
        self.hints_changed.emit()

    def _open_blocks(self) -> None:
        self._show_section(mixed=False)
        self._last = self.blocks.entry.field
        self.blocks.open_entry()
        self.mixed.votes.close_field()
        self.hints_changed.emit()

    def _open_mixed(self) -> None:
        self._show_section(mixed=True)
        self._last = self.mixed.papers
        self.mixed.open()

    def _open_last_votes(self) -> None:
        self._show_section(mixed=True)
        self._last = self.mixed.papers
        self.mixed.open_last()

    def _show_section(self, *, mixed: bool) -> None:
        self.blocks.setVisible(not mixed)
        self.mixed.show_votes(mixed)
        self._column.setStretch(self._column.indexOf(self.mixed), int(mixed))
        self._fit()

    # ---- figures

    def _on_papers(self, value: int | None) -> None:
        self.keying.written = value
        self._on_keyed()

    def _on_sent(self, value: int | None) -> None:
        self.keying.sent = value
        self._on_keyed()

    def _on_keyed(self) -> None:
        self._said.hide()
        self._show()
        self.keyed.emit()

    def _on_papers_done(self) -> None:
        if self.keying.written is None:
            self._tell(_say("blank"))
        else:
            self.field_done.emit()
            self._open_blocks()

    def _on_sent_done(self) -> None:
        if self.keying.sent is None:
            self._tell(_say("blank"))
        else:
            self.field_done.emit()
            if not self.keying.complete:
                self.begin()

    def ready(self) -> bool:
        rolling = self.keying.part is not None
        if rolling:
            self._show_section(mixed=True)
        return self.mixed.ready()

    # ---- what is refused

    def show_refusal(self, found: Sequence[Finding]) -> None:
        self.papers.refuse(any(f.code is Code.E101 and not f.place.field for f in found))
        self.mixed.papers.refuse(
            any(f.code is Code.E103 and f.place.field == "votes" for f in found)
        )

    def open_wrong(self, found: Sequence[Finding]) -> None:
        first = found[0]
        field = found[0].place.field
        line, _, what = field.rpartition(".")
        names = self.keying.kind.fields
        if field not in names:
            return
        if line.startswith("s"):
            self._show_section(mixed=False)
            self.blocks.open_block(slate_called(line[1:]), what)
        elif field in ("papers", "sent"):
            self._open(self.papers if field == "papers" else self.sent)
        else:
            self._show_section(mixed=True)
            at = names.index(field) - names.index("mixed")
            if at:
                self.mixed.open_line(at - 1)
            else:
                self.mixed.open()
        blank = first.code is Code.E105
        self._tell(_say("blank") if blank else told(first).of_field)

    def _tell(self, words: str) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, words)
        self._said.show()

    # ---- slates

    def slate_named(self, slate: Slate) -> None:
        self.blocks.open_block(slate)
        self.blocks.entry.clear()

    def slate_refused(self, sentence: str) -> None:
        self.blocks.entry.refuse(sentence)

    # ---- what is shown

    def _show(self) -> None:
        blocks = self.keying.blocks
        self._in_blocks.setText(
            _say("in-slates", slates=len(blocks)) if blocks else _say("blocks-what")
        )
        self._bundled.setText(_say("papers-of", papers=self.keying.bundled))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many blocks as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.blocks.fit(self.height() - px(_OTHERS))
