"""The mixed papers of a sheet for several seats;
counting sheets of them are rolled up into one sum.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.screens.key_sheet.page import papers_field, section_head
from tallyapp.ui.screens.key_sheet.several_seats.keying import MixedFigures, SeveralKeying
from tallyapp.ui.screens.key_sheet.several_seats.votes import VotesModel, VotesTable
from tallyapp.ui.theme.type import HEADING, set_face
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say, told


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class MixedSection(QWidget):
    """Mixed papers and their votes, of the sheet or of the counting
    sheet that is being rolled up.
    """

    keyed = Signal()
    field_done = Signal()
    done = Signal()
    """The last figure is keyed."""
    back_asked = Signal()
    """One field back from the first."""
    told = Signal(str)
    """What is wrong at the field that is open."""
    hints_changed = Signal()
    submit_asked = Signal()
    query_asked = Signal()
    noughts_asked = Signal()

    def __init__(self, keying: SeveralKeying, candidates: tuple[Candidate, ...]) -> None:
        super().__init__()
        self._keying = keying
        self._label, self.papers = papers_field(_say("mixed"))
        set_face(self._label, HEADING)
        self._detail = Text(role="secondary")
        self.model = VotesModel(keying.mixed, candidates, self)
        self.votes = VotesTable(self.model, _say("votes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(section_head(self._label, self._detail, self.papers))
        column.addWidget(self.votes, 1)
        self.papers.typed.connect(self._on_papers)
        self.papers.next_asked.connect(self._on_papers_done)
        self.papers.split_asked.connect(self._on_roll_up)
        self.papers.back_asked.connect(self._on_back)
        self.papers.row_asked.connect(
            lambda step: self._on_papers_done() if step > 0 else self._on_back()
        )
        self.votes.field_done.connect(self.field_done)
        self.votes.field_changed.connect(self._on_line)
        self.votes.before_first.connect(self.open)
        self.votes.after_last.connect(self._on_votes_done)
        self.votes.blank_refused.connect(lambda _: self._on_blank())
        self.votes.noughts_asked.connect(self.noughts_asked)
        self.model.keyed.connect(self._on_votes)
        for part in (self.papers, self.votes):
            part.submit_asked.connect(self.submit_asked)
            part.query_asked.connect(self.query_asked)

    @property
    def _figures(self) -> MixedFigures:
        return self._keying.part or self._keying.mixed

    # ---- where one is

    def show_votes(self, shown: bool) -> None:
        """Whether there is room for the votes."""
        self.votes.setVisible(shown)

    def open(self) -> None:
        """Ask for the papers."""
        self.votes.close_field()
        self.papers.setFocus()
        self.papers.selectAll()
        self.hints_changed.emit()

    def open_line(self, line: int) -> None:
        """Open a candidate's votes, or those not used or uncertain."""
        self.votes.open_line(line)
        self.hints_changed.emit()

    def open_first_blank(self) -> None:
        """Open the first figure that is not keyed, or go on where there is none."""
        if self._figures.papers is None:
            self.open()
        elif not self._figures.complete:
            self.open_line(self._figures.first_blank_line)
        else:
            self._on_votes_done()

    def open_last(self) -> None:
        """Open the last figure."""
        if self.votes.fields:
            self.votes.open_field(self.votes.fields - 1)
            self.hints_changed.emit()
        else:
            self.open()

    def back_through(self) -> None:
        """Open the figure before the one that is open."""
        if self.votes.at > 0:
            self.votes.open_field(self.votes.at - 1)
        else:
            self.open()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """What Enter and slash mean at the papers."""
        if self._keying.part is not None:
            return (
                KeyHint(("Enter",), _say("key.next-or-done" if self._keying.parts else "key.next")),
            )
        return (KeyHint(("Enter",), _say("key.next")), KeyHint(("/",), _say("key.roll-up")))

    # ---- figures

    def show_figures(self) -> None:
        """Show the figures of the sheet, or those of the counting sheet that is rolled up."""
        figures = self._figures
        parts = len(self._keying.parts)
        self.model.show_figures(figures)
        self.votes.walk()
        self.papers.setText("" if figures.papers is None else str(figures.papers))
        rolling = self._keying.part is not None
        words = _say("counting-sheet", number=parts + 1) if rolling else _say("mixed")
        self._label.setText(words)
        self.papers.setAccessibleName(words)
        self._show_detail()

    def _show_detail(self) -> None:
        """What is to be known of the section;
        in narrow columns, in full, whose votes are being keyed.
        """
        line = self.votes.line_at
        parts = len(self._keying.parts)
        if line >= 0 and self.model.across > 1:
            self._detail.setText(self.model.in_full(line))
        elif parts:
            self._detail.setText(
                _say("rolled-up", papers=self._keying.mixed.papers or 0, parts=parts)
            )
        else:
            self._detail.setText("" if self._keying.part is not None else _say("mixed-what"))

    def _on_line(self) -> None:
        self.model.be_at(self.votes.line_at)
        self._show_detail()

    def _on_papers(self, value: int | None) -> None:
        closed = self.votes.fields == 0
        self._figures.key(0, value)
        if closed is not (value == 0):
            self.votes.walk()
        self.model.refresh_all()
        self.keyed.emit()

    def _on_votes(self) -> None:
        self.keyed.emit()
        line = self.votes.line_at
        if line >= 0 and self._figures.too_many(line + 1):
            numbers = {
                "votes": self._figures.on_line(line) or 0,
                "mixed": self._figures.papers or 0,
            }
            self.told.emit(_say("too-many-votes", name=self.model.words(line), **numbers))

    def _on_papers_done(self) -> None:
        if self._figures.papers is None:
            if self._keying.part is not None and self._keying.parts:
                self._end_roll_up()
                self.done.emit()
            else:
                self.told.emit(_say("blank"))
            return
        self.field_done.emit()
        if self.votes.fields:
            self.open_line(0)
        else:
            self._on_votes_done()

    def _on_votes_done(self) -> None:
        if None in self._figures.row:
            self.open_first_blank()
        elif self._keying.part is not None:
            self._on_part_done()
        else:
            self.done.emit()

    def _on_blank(self) -> None:
        self.model.note_blank(self.votes.line_at)
        self.told.emit(_say("blank"))

    # ---- rolling up

    def _on_roll_up(self) -> None:
        if self._keying.part is None:
            self._keying.begin_part()
            self.show_figures()
            self.keyed.emit()
            self.open_first_blank()

    def _on_part_done(self) -> None:
        """E103 is asked of each counting sheet by itself, before it is added."""
        found = self._keying.end_part()
        if found:
            self.open_last()
            self.told.emit(told(found[0]).matter)
            return
        self._keying.begin_part()
        self.show_figures()
        self.keyed.emit()
        self.field_done.emit()
        self.open()

    def _end_roll_up(self) -> None:
        self._keying.drop_part()
        self.show_figures()
        self.keyed.emit()

    def _on_back(self) -> None:
        if self._keying.part is not None and self._keying.parts and self._figures.papers is None:
            self._keying.take_back_part()
            self.show_figures()
            self.keyed.emit()
            self.open_last()
        else:
            self.back_asked.emit()

    def ready(self) -> bool:
        """Whether no counting sheet is half keyed; if one is, it is opened, and that is said."""
        part = self._keying.part
        if part is not None and None not in part.row:
            self._on_part_done()
            part = self._keying.part
        if part is None:
            return True
        begun = any(value is not None for value in part.row)
        if begun and None in part.row:
            self.open_first_blank()
            self.told.emit(_say("part-first"))
        elif not begun:
            self._end_roll_up()
        return not begun
