"""The third look: fields in which keyings differ are keyed once more from the paper, blind."""

import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.rules.officers import somebody_else
from tallyapp.domain.rules.which_sheet import under_another
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.differences.paper_acts import difference_keyed, queried
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, NAME, gap, px
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell, keyed
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.query_note import QueryNote
from tallyapp.ui.widgets.refusal import Action, Refusal
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words
from tallyapp.words.papers import Line, Paper, field_name, figures_of, lines_of

from .unsettled import officers_words

_FIGURE = 3


class LookModel(RowsModel):
    """The differing fields, each with a box; what was keyed before is not in here."""

    def __init__(self, contest: ContestState, paper: Paper) -> None:
        state = paper.state(contest)
        names = paper.rules(contest).fields
        self.positions = state.differing() if state else ()
        self.values: dict[int, int | None] = dict.fromkeys(self.positions)
        lines = lines_of(contest, paper.shape(contest))
        of_field = {field: line for line in lines for field in line.fields}
        self._lines: Mapping[int, tuple[Line, str]] = {
            i: (of_field[names[i]], names[i]) for i in self.positions
        }
        headings = (("no", True), ("line", False), ("figure", False), ("from-paper", True))
        super().__init__(
            [Heading(say("differences", f"column.{w}"), r) for w, r in headings], self.positions
        )

    def describe(self, key: int) -> Sequence[Look]:
        """One field with its line."""
        line, field = self._lines[key]
        return (
            cell(line.number or None, role="secondary")
            | ({Cell.STRIPE: line.stripe} if line.stripe else {}),
            cell(line.words, face=NAME, lead=line.lead),
            cell(field_name(field), role="secondary"),
            keyed(self.values[key], FIGURE),
        )

    def name_of(self, key: int) -> str:
        line, field = self._lines[key]
        return f"{line.words}, {field_name(field)}"

    def take(self, key: int, _: int, value: int | None, /) -> None:
        self.values[key] = value
        self.refresh(key)


class LookPage(Leaf):
    """One differing paper, keyed where it differs.
    No sum is shown: it would give away what was keyed.
    """

    settled = Signal(object)
    """Two officers agree now in every field of this paper."""
    both_asked = Signal(object)
    """Show what both keyed; whoever sees that does not key it."""
    still_differs = Signal(object)
    """No two of the keyings agree yet."""
    queried = Signal(object)

    def __init__(self, screen: Screen, paper: Paper, *, again: bool = False) -> None:
        super().__init__(screen)
        self.paper = paper
        state = paper.state(self.contest)
        if state is None or state.life is not Life.DIFFERS:
            raise ValueError(f"the keyings of {paper.words} do not differ")
        self._stands = state.stands
        place = DraftPlace.about(screen.stream, "look", paper)
        self._draft = self.session.drafts.open(place)
        self._area = self.contest.areas[state.area].area
        self._asked_to_query = False
        self.model = LookModel(self.contest, paper)
        self.table = KeyedTable(self.model, say("differences", "look"))
        self.table.set_row_height(px(39))
        explained = say("differences", "look-what", fields=len(self.model.positions))
        self._said = State(Mark.DIFFERS, say("differences", "still-differs"), NAME)
        self._said.setVisible(again)
        self.refusal = Refusal()
        self._query_what = Text(say("differences", "query-what"), role="secondary", wrap=True)
        self.query = Action(
            say("differences", "query", paper=paper.words_in(self.contest).lower()), "*"
        )
        self.query.clicked.connect(self._on_query)
        self.note = QueryNote()
        self.note.ended.connect(self._on_query)
        keyed_by = self._keyed_by(sorted(state.officers))
        side = [keyed_by, self.refusal, self._query_what, self.note, self.query]
        if self.session.may(acts.SheetCorrected) and self._another_may_look(state.officers):
            both = Action(say("differences", "show-both"))
            both.clicked.connect(lambda: self.both_asked.emit(self.paper))
            side += [Text(say("differences", "show-both-what"), role="secondary", wrap=True), both]
        main = column_of(Text(explained, NAME, "secondary", wrap=True), self._said)
        layout = main.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(
            title_row(
                paper.words_in(self.contest),
                area_words(self._area),
                say("differences", "third-look"),
            )
        )
        column.addLayout(beside(main, column_of(*side)), 1)
        self._listen()
        self._take_draft()
        self.table.fit_columns(1)
        self.table.setColumnWidth(_FIGURE, px(150))

    def _another_may_look(self, keyed_by: Sequence[OfficerNumber]) -> bool:
        """Whether somebody would be left for the third look if whoever sits here saw both."""
        count = self.session.desk.count.count
        known = (*keyed_by, self.me.officer)
        return self.contest.set_up.small_count or somebody_else(count, known, count.seq)

    def _keyed_by(self, officers: Sequence[int]) -> Card:
        card = Card()
        card.column.addWidget(State(Mark.DIFFERS, say("differences", "keyed-by"), NAME))
        card.column.addWidget(Text(officers_words(officers), NAME))
        card.column.addWidget(Text(say("differences", "hidden"), role="secondary", wrap=True))
        state = self.paper.state(self.contest)
        # Which other sheet it may be tells nothing of what was keyed in any field.
        for found in under_another(self.contest, state) if state else ():
            card.column.addWidget(Text(self.session.sentence(found), BODY.heavier(), wrap=True))
        return card

    def _listen(self) -> None:
        self.table.submit_asked.connect(self._on_submit)
        self.table.query_asked.connect(self._on_query)
        self.table.field_done.connect(self.keep)
        self.table.after_last.connect(self._on_submit)
        self.table.blank_refused.connect(lambda _: self._say_blank())
        self.table.field_changed.connect(self._on_field)

    # ---- keys

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._asked_to_query:
            return (
                KeyHint(("Enter", "*"), say("differences", "key.query-sure")),
                KeyHint(("Esc",), say("differences", "key.not"), last=True),
            )
        return (
            KeyHint(("Enter",), say("differences", "key.next")),
            KeyHint(("−",), say("differences", "key.back")),
            KeyHint(hand_in_keys(), say("differences", "key.submit")),
            KeyHint(("*",), say("differences", "key.query")),
            KeyHint(("Esc",), say("differences", "key.leave"), last=True),
        )

    def entered(self) -> None:
        self.table.open_field(max(self.table.first_blank(), 0))

    def back(self) -> bool:
        if self._asked_to_query:
            self._ask_to_query(False)
            self.table.open_field(max(self.table.at, 0))
            return True
        return False

    def _on_field(self) -> None:
        self.model.show_here(self.table.row_at)
        self._ask_to_query(False)

    def _say_blank(self) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, say("differences", "blank"))
        self._said.show()

    # ---- drafts

    @property
    def over(self) -> bool:
        """Whether something was done with the paper since it was opened here."""
        state = self.paper.state(self.contest)
        return state is None or state.stands != self._stands

    def keep(self) -> None:
        if self.over or not any(v is not None for v in self.model.values.values()):
            return
        self._draft.keep(json.dumps([self._stands.keyings, list(self.model.values.values())]))

    def _take_draft(self) -> None:
        kept = self._draft.kept
        if not kept:
            return
        of, values = json.loads(kept)
        if of == list(self._stands.keyings) and len(values) == len(self.model.positions):
            for key, value in zip(self.model.positions, values, strict=True):
                self.model.take(key, _FIGURE, value)

    # ---- acts

    def _on_submit(self) -> None:
        blank = self.table.first_blank()
        if blank >= 0:
            self.table.open_field(blank)
            self._say_blank()
            return
        self._said.hide()
        rules = self.paper.rules(self.contest)
        fields = tuple(rules.named(i, value or 0) for i, value in self.model.values.items())
        self.do(
            difference_keyed(self.me, self.paper, self._stands, fields),
            then=self._on_done,
            refused=self._on_refused,
        )

    def _on_done(self, _: Done) -> None:
        state = self.paper.state(self.contest)
        if state is not None and state.life is Life.DIFFERS:
            self.still_differs.emit(self.paper)
        else:
            self.settled.emit(self.paper)

    def _on_refused(self, findings: list[Finding]) -> None:
        self.refusal.show_findings(self.session, findings)
        if findings[0].code is Code.E101:
            self._query_what.setText(say("differences", "query-sum"))
        self.table.open_field(0)

    def _on_query(self) -> None:
        if not self._asked_to_query and self.refusal.isHidden():
            self._ask_to_query(True)
            return
        figures = figures_of(self.contest, self.paper.shape(self.contest), self._agreed())
        self.do(
            queried(self.me, self.paper, self._stands, self._area.id, figures, self.note.words),
            then=lambda _: self.queried.emit(self.paper),
            refused=self._on_refused,
        )

    def _ask_to_query(self, asked: bool) -> None:
        if asked != self._asked_to_query:
            self._asked_to_query = asked
            self.note.ask(asked)
            words = "query-sure" if asked else "query"
            self.query.setText(
                say("differences", words, paper=self.paper.words_in(self.contest).lower())
            )
            self.hints_changed.emit()

    def _agreed(self) -> list[int | None]:
        """What is known of the paper:
        fields that two officers agree in, and what was keyed just now.
        """
        state = self.paper.state(self.contest)
        looks = list(state.looks.values()) if state else []
        known = list(looks[0]) if looks else []
        for i in self.model.positions:
            known[i] = self.model.values[i]
        return known
