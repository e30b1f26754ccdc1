"""The block bundles of a sheet for several seats: each slate once, chosen by its number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.ui.screens.key_sheet.several_seats.keying import SeveralKeying
from tallyapp.ui.screens.key_sheet.slate_entry import SlateEntry
from tallyapp.ui.session.slates import Slates
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, NAME, gap, px
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell, keyed
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung
from tallyapp.words.papers import by_description, short_names

_ROW = 46
_FIRST = 2
"""The first column that is keyed."""


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class BlocksModel(RowsModel):
    """The blocks of a sheet in the order in which they are keyed."""

    keyed = Signal()

    def __init__(
        self, keying: SeveralKeying, contest: ContestState, parent: QWidget | None = None
    ) -> None:
        self._keying = keying
        self._contest = contest
        self._columns = keying.kind.columns
        self._derived = self._columns == ("full", "part")
        names = [*self._columns, *(["papers"] if self._derived else [])]
        words = ["papers" if name == "total" else name for name in names]
        headings = [Heading(_say("slate"), True), Heading(_say("candidates"))]
        headings += [Heading(_say(word), True) for word in words]
        super().__init__(headings, range(len(keying.blocks)), parent)

    def slate(self, key: int) -> Slate:
        """The slate of a row."""
        return list(self._keying.blocks)[key]

    def show_blocks(self) -> None:
        """Blocks came or went."""
        for key in range(max(len(self._keying.blocks), len(self.keys))):
            self.refresh(key, present=key < len(self._keying.blocks))

    def describe(self, key: int) -> Sequence[Look]:
        """A slate's number, whom it names, and its figures."""
        slate = self.slate(key)
        cells: list[Look] = [
            cell(self._contest.slate_number(slate), face=FIGURE.heavier()),
            slate_look(self._contest, slate),
        ]
        for column, value in zip(self._columns, self._keying.blocks[slate], strict=True):
            digits = len(str(self._keying.kind.bundle)) if column == "part" else None
            look = keyed(value, FIGURE, wrong=column == self._wrong(slate))
            cells.append(look | {Cell.DIGITS: digits})
        if self._derived:
            cells.append(cell(self._keying.block(slate), face=FIGURE, right=True))
        return cells

    def _wrong(self, slate: Slate) -> str:
        """The column that cannot be right as it stands, if any (E102, E101)."""
        figures = self._keying.blocks[slate]
        part = dict(zip(self._columns, figures, strict=True)).get("part")
        if part is not None and part >= self._keying.kind.bundle:
            return "part"
        both = len(figures) == 3 and None not in figures
        return "total" if both and self._keying.block(slate) != figures[2] else ""

    def wrong_words(self, key: int) -> str:
        """What is wrong in a block as it stands; empty if nothing is."""
        wrong = self._wrong(self.slate(key))
        if wrong == "part":
            return _say("part-too-large", bundle=self._keying.kind.bundle)
        return _say("bundles-are", papers=self._keying.block(self.slate(key))) if wrong else ""

    def name_of(self, key: int) -> str:
        return f"{_say('slate')} {self._contest.slate_number(self.slate(key))}"

    def take(self, key: int, column: int, value: int | None) -> None:
        self._keying.blocks[self.slate(key)][column - _FIRST] = value
        self.refresh(key)
        self.keyed.emit()


_MANY = 8
"""From so many candidates on, their numbers stand closer."""


def slate_look(contest: ContestState, slate: Slate) -> Look:
    """Whom a slate names: their numbers, those of one description
    together with it, and beneath them their surnames.
    """
    together = by_description(contest, slate)
    named = [n for of in together.values() for n in of]
    between = "  " if len(named) < _MANY else " "
    numbers = (f"{between.join(map(str, of))} {words}".strip() for words, of in together.items())
    surnames = short_names(contest.set_up.candidates)
    names = strung(surnames[n - 1] for n in named)
    return cell("  ·  ".join(numbers), face=NAME.heavier(), second=names)


class BlocksTable(KeyedTable):
    """Minus on a slate that was chosen by a slip of the finger takes it off the sheet again."""

    given_up = Signal(int)

    def back(self) -> None:
        at = self._path[self.at] if self.at >= 0 else None
        model = self.model()
        if at is not None and at.column() == _FIRST:
            figures = [model.index(at.row(), c) for c in range(_FIRST, model.columnCount())]
            keyed_ones = [cell for cell in figures if cell.flags() & Qt.ItemFlag.ItemIsEditable]
            if all(cell.data(Qt.ItemDataRole.EditRole) is None for cell in keyed_ones):
                self.given_up.emit(at.row())
                return
        super().back()


class SlatesModel(RowsModel):
    """The slates of the contest so far, to be chosen by number;
    names only of those that may be seen.
    """

    def __init__(
        self, contest: ContestState, slates: Slates, parent: QWidget | None = None
    ) -> None:
        self._contest = contest
        self._slates = slates
        self._unseen: set[int] = set()
        super().__init__([Heading(_say("slate"), True), Heading(_say("slates-known"))], (), parent)

    def show_slates(self, wanted: Sequence[int]) -> None:
        """Show these slates and no others."""
        for gone in set(self.keys) - set(wanted):
            self.refresh(gone, present=False)
        before = self._unseen
        self._unseen = {n for n in wanted if self._slates.unseen(self._slates.numbered(n))}
        for slate in wanted:
            if self.row_of(slate) < 0 or (slate in before) is not (slate in self._unseen):
                self.refresh(slate)

    def describe(self, key: int) -> Sequence[Look]:
        unseen = cell(_say("slate-unseen"), face=BODY, mark=Mark.UNDER_WAY)
        look = unseen if key in self._unseen else self._look(key)
        return cell(key, face=FIGURE), look

    def _look(self, number: int) -> Look:
        return slate_look(self._contest, self._slates.numbered(number))

    def name_of(self, key: int) -> str:
        return f"{_say('slate')} {key}"


class BlocksSection(QWidget):
    """The blocks of the sheet, the field for the next slate, and the slates met so far."""

    keyed = Signal()
    field_done = Signal()
    done = Signal()
    """No more blocks: on to the mixed papers."""
    back_asked = Signal()
    """One field back from the first."""
    slate_asked = Signal(object)
    shape_changed = Signal()
    """More blocks, or fewer: they are to be fitted again."""

    def __init__(self, keying: SeveralKeying, contest: ContestState, entry: SlateEntry) -> None:
        super().__init__()
        self._keying = keying
        self._contest = contest
        self.entry = entry
        self.model = BlocksModel(keying, contest, self)
        self.table = BlocksTable(self.model, _say("blocks"))
        self._slates = SlatesModel(contest, entry.slates, self)
        self._known = Table(self._slates, _say("slates-known"))
        self._known.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._known.setSelectionMode(Table.SelectionMode.NoSelection)
        self._lay_out()
        self.entry.field.typed.connect(lambda _: self.show_slates())
        self.entry.field.back_asked.connect(self._on_entry_back)
        self.entry.field.row_asked.connect(lambda step: self._on_entry_back() if step < 0 else None)
        self.entry.chosen.connect(self._on_chosen)
        self.entry.left_blank.connect(self.done)
        self.entry.asked.connect(self.slate_asked)
        self.table.before_first.connect(self.back_asked)
        self.table.after_last.connect(self.open_entry)
        self.table.given_up.connect(self._on_given_up)
        self.table.field_done.connect(self.field_done)
        self.table.field_changed.connect(lambda: self.model.show_here(self.table.row_at))
        self.table.blank_refused.connect(lambda _: self._say(_say("blank")))
        self.model.keyed.connect(self._on_figure)
        self.show_slates()

    def _lay_out(self) -> None:
        for table in (self.table, self._known):
            table.set_row_height(px(_ROW))
            table.fit_columns(1)
            header = table.horizontalHeader()
            header.setFixedHeight(px(32))
            for column in range(table.model().columnCount()):
                if column != 1:
                    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                    header.resizeSection(column, px(64 if column == 0 else 118))
        self._wrong = Text(face=BODY.heavier(500), role="refused", wrap=True)
        self._wrong.hide()
        label = label_of(self.entry.field, _say("slate-next"))
        label.setFixedHeight(px(40))
        next_slate = QHBoxLayout()
        next_slate.setSpacing(gap(12))
        next_slate.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        next_slate.addWidget(self.entry, 1)
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, gap(8))
        below.setSpacing(gap(8))
        below.addWidget(self.table)
        below.addWidget(self._wrong)
        below.addLayout(next_slate)
        below.addWidget(Text(_say("slate-what"), role="secondary", wrap=True))
        below.addSpacing(gap(4))
        below.addWidget(self._known, 1)
        below.addStretch()

    def fit(self, height: int) -> None:
        """The blocks take up to half of this height,
        then they scroll; the slates met so far the rest.
        """
        head = px(32)
        row = px(_ROW)
        most = max((height // 2 - head) // row, 1)
        self.table.setFixedHeight(head + min(max(len(self.model.keys), 1), most) * row)
        self.table.setVisible(bool(self.model.keys))

    # ---- where one is

    def open_entry(self) -> None:
        """Ask for the next slate."""
        self.entry.clear()
        self.show_slates()
        self.entry.field.setFocus()
        self.table.close_field()

    def back_through(self) -> None:
        """Open the figure before the one that is open;
        the last one, where the next slate is asked for.
        """
        self._on_entry_back() if self.table.at < 0 else self.table.back()

    def open_block(self, slate: Slate, column: str = "") -> None:
        """Open a block of the sheet, which is there from now on."""
        if slate not in self._keying.blocks:
            self._keying.blocks[slate] = [None] * len(self._keying.kind.columns)
            self.refresh()
            self.keyed.emit()
        self.entry.clear()
        self.show_slates()
        columns = self._keying.kind.columns
        at = _FIRST + (columns.index(column) if column in columns else 0)
        self.table.open_row(list(self._keying.blocks).index(slate), at)

    def refresh(self) -> None:
        """Blocks came or went."""
        self.model.show_blocks()
        self.table.walk()
        self.shape_changed.emit()

    def _on_given_up(self, row: int) -> None:
        del self._keying.blocks[self.model.slate(row)]
        self.refresh()
        self.keyed.emit()
        self.open_entry()

    def show_slates(self) -> None:
        """Those whose number or candidates begin with what is typed; all while nothing is."""
        slates = self.entry.slates
        typed = self.entry.field.text()
        named = set(self.entry.field.candidates)
        every = range(1, slates.many + 1)
        self._slates.show_slates(
            [
                n
                for n in every
                if (named <= set(slates.named(n)) if "/" in typed else str(n).startswith(typed))
            ]
        )
        self._known.setVisible(bool(self._slates.keys))

    def _on_chosen(self, slate: Slate) -> None:
        self.open_block(slate)

    def _on_entry_back(self) -> None:
        if self.table.fields:
            self.table.open_field(self.table.fields - 1)
        else:
            self.back_asked.emit()

    def _on_figure(self) -> None:
        self._say(self.model.wrong_words(self.table.row_at))
        self.keyed.emit()

    def _say(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
