"""A bundle slip: one candidate's bundles, or one slate's, as they arrive at a top table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Area
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.ui.screens.key_sheet.keying import LinesKeying
from tallyapp.ui.screens.key_sheet.page import KeyingPage, heading, papers_field
from tallyapp.ui.screens.key_sheet.slate_entry import SlateEntry
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.theme import roles
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, Face, gap, px
from tallyapp.ui.widgets.chain import Chain
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

_WHOSE = 1
_LARGE = Face(25.5, 600)
"""Whose name is read from where the paper is held."""


class SlipPage(KeyingPage):
    """Papers, whose, full and part;
    the name stands large beside, for the eye to compare with the paper.
    """

    keying: LinesKeying

    def __init__(
        self,
        keying: LinesKeying,
        area: Area,
        contest: ContestState,
        entry: SlateEntry | None,
        parent: QWidget | None = None,
    ) -> None:
        """`entry` is for the slate, in a contest for several seats."""
        super().__init__(parent)
        self.keying = keying
        self._contest = contest
        self._entry = entry
        label, papers = papers_field(say("key-sheet", "on-the-slip"))
        self._whose = entry.field if entry else FigureEdit()
        self._lines = [FigureEdit() for _ in keying.kind.columns]
        self.fields = Chain([papers, self._whose, *self._lines], self, own_enter={_WHOSE})
        self._name = Text(face=_LARGE, wrap=True)
        self._description = Text(face=HEADING.heavier(400), role="secondary")
        self._stripe = QLabel()
        self._stripe.setFixedSize(px(6), px(64))
        self._sum = Text(face=FIGURE)
        self._said = State(Mark.DOES_NOT_ADD, "", BODY, wrap=True)
        self._said.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap(24), 0, 0, 0)
        self._column.setSpacing(gap(8))
        parts = (
            [say("key-sheet", "bundles-of", bundle=keying.bundle)] if len(self._lines) > 1 else []
        )
        self._column.addLayout(heading("slip", keying.number, area, parts, (label, papers)))
        self._column.addSpacing(gap(12))
        self._column.addLayout(self._rows())
        self._column.addWidget(self._said)
        self._column.addStretch()
        self._listen()

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(24))
        grid.setVerticalSpacing(gap(14))
        grid.setColumnStretch(2, 1)
        words = "slip.slate" if self._entry else "slip.candidate"
        columns = [f"slip.{column}" for column in self.keying.kind.columns]
        for row, (key, field) in enumerate(
            zip([words, *columns], self.fields.fields[1:], strict=True)
        ):
            label = label_of(field, say("key-sheet", key))
            if self._entry and row == 0:
                label.setFixedHeight(field.height())
                grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(self._entry, row, 1, 1, 2)
            else:
                field.setFixedSize(px(112), px(44))
                grid.addWidget(label, row, 0)
                grid.addWidget(field, row, 1)
        name = QVBoxLayout()
        name.setSpacing(0)
        name.addWidget(self._name)
        name.addWidget(self._description)
        beside = QHBoxLayout()
        beside.setSpacing(gap(14))
        beside.addWidget(self._stripe)
        beside.addLayout(name, 1)
        if self._entry is None:
            kept_open = QWidget()  # the lines beneath stay where they are when a name is shown
            kept_open.setFixedSize(0, px(76))
            beside.addWidget(kept_open)
            grid.addLayout(beside, 0, 2)
        grid.addWidget(self._sum, len(self._lines), 2)
        return grid

    def _listen(self) -> None:
        self.fields.typed.connect(self._on_typed)
        self.fields.field_done.connect(self.field_done)
        self.fields.submit_asked.connect(self.submit_asked)
        self.fields.query_asked.connect(self.query_asked)
        self.fields.after_last.connect(self._on_last)
        self.fields.blank_refused.connect(lambda _: self._say(say("key-sheet", "blank")))
        if self._entry:
            self._entry.chosen.connect(self._on_slate)
            self._entry.left_blank.connect(lambda: self._say(say("key-sheet", "blank")))
            self._entry.asked.connect(self.slate_asked)
        else:
            self._whose.next_asked.connect(self._on_candidate)

    # ---- where one is

    def begin(self) -> None:
        for position, (value, field) in enumerate(
            zip(self.keying.values, self.fields.fields, strict=True)
        ):
            if self._entry and position == _WHOSE and value:
                self._entry.show_slate(self._contest.slate_numbered(value))
            else:
                field.show_value(value)
        self._show_name()
        self._show_sum()
        blanks = self.keying.blanks()
        self.fields.open(blanks[0] if blanks else 0)

    def go_on(self) -> None:
        self.fields.open(self.fields.at)

    def back_through(self) -> None:
        self.fields.open(max(self.fields.at - 1, 0))

    def show_refusal(self, found: Sequence[Finding]) -> None:
        wrong = {f.place.field or "papers" for f in found if f.code is not Code.E105}
        for name, field in zip(self.keying.kind.fields, self.fields.fields, strict=True):
            field.refuse(name in wrong)

    def open_wrong(self, found: Sequence[Finding]) -> None:
        fields = self.keying.kind.fields
        if found[0].place.field in fields:
            self.fields.open(fields.index(found[0].place.field))
        if found[0].code is Code.E105:
            self._say(say("key-sheet", "blank"))

    # ---- figures

    def _on_typed(self, position: int, value: int | None) -> None:
        self._said.hide()
        if self._entry and position == _WHOSE:
            value = None  # until the slate is known to be that of the paper
        self.keying.key(position, value)
        if position == _WHOSE:
            self._show_name()
        self._show_sum()
        self.keyed.emit()

    def _on_candidate(self) -> None:
        whose = self._whose.value
        if whose is None:
            self._say(say("key-sheet", "blank"))
        elif not 1 <= whose <= len(self._contest.set_up.candidates):
            self._whose.refuse(True)
            self._whose.selectAll()
            self._say(say("key-sheet", "no-candidate", number=str(whose)))
        else:
            self.field_done.emit()
            self.fields.open(_WHOSE + 1)

    def _on_slate(self, slate: Slate) -> None:
        self.keying.key(_WHOSE, self._contest.slate_number(slate))
        self.keyed.emit()
        self.field_done.emit()
        self.fields.open(_WHOSE + 1)

    def slate_named(self, slate: Slate) -> None:
        self._on_slate(slate)
        if self._entry:
            self._entry.clear()
            self._entry.show_slate(slate)

    def slate_refused(self, sentence: str) -> None:
        if self._entry:
            self._entry.refuse(sentence)

    def _on_last(self) -> None:
        blanks = self.keying.blanks()
        if blanks:
            self.fields.open(blanks[0])

    def _show_name(self) -> None:
        candidates = self._contest.set_up.candidates
        whose = self.keying.values[_WHOSE]
        self._whose.refuse(False)
        known = self._entry is None and whose is not None and 1 <= whose <= len(candidates)
        for part in (self._name, self._description, self._stripe):
            part.setVisible(known)
        if known and whose:
            candidate = candidates[whose - 1]
            self._name.setText(candidate_words(candidate)[0])
            self._description.setText(candidate.description)
            colour = roles().stripe(stripe(candidate)).name()
            self._stripe.setStyleSheet(f"background: {colour}; border-radius: {px(3)}px")

    def _show_sum(self) -> None:
        keying = self.keying
        papers = self.keying.line(0)
        large = [keying.too_large(keying.first + at) for at in range(keying.width)]
        wrong = [*large[:-1], large[-1] or keying.disagrees(0)]
        for field, refused in zip(self._lines, wrong, strict=True):
            field.refuse(refused)
        if any(large):
            self._say(say("key-sheet", "part-too-large", bundle=keying.bundle))
        elif keying.disagrees(0):
            self._say(say("key-sheet", "bundles-are", papers=papers))
        # Where the slip has a total as well, that is keyed from the paper and not from here.
        shown = papers is not None and keying.width == 2
        self._sum.setText(say("key-sheet", "slip.sum", papers=papers or 0) if shown else "")

    def _say(self, words: str) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, words)
        self._said.show()
