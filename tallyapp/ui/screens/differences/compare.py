"""What was keyed of a paper, side by side, and what stands: nothing of it is ever overwritten."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life, officer_of
from tallyapp.ledger.ledger import Ledger
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.slips import print_slip_again
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import FIGURE, NAME, gap, px
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words, time_words
from tallyapp.words.papers import Paper, field_name, lines_of

from .history import Event, History, Keying, history


class CompareModel(RowsModel):
    """A row for each field that was not always keyed the same;
    a column for each keying, and what stands.
    """

    def __init__(
        self, contest: ContestState, paper: Paper, keyings: Sequence[Keying], fields: Sequence[str]
    ) -> None:
        self._keyings = keyings
        self._of = {
            field: line for line in lines_of(contest, paper.shape(contest)) for field in line.fields
        }
        self._names = paper.rules(contest).fields
        state = paper.state(contest)
        stands = state.values if state and state.values else (None,) * len(self._names)
        self._stands: Mapping[str, int | None] = dict(zip(self._names, stands, strict=True))
        self._live = bool(state and state.live)
        words = [
            Heading(say("differences", f"column.{name}"), name == "no")
            for name in ("no", "line", "figure")
        ]
        headings = [*words, *(Heading(_heading(keying), True) for keying in keyings)]
        if self._live:
            headings.append(Heading(say("differences", "column.stands"), True))
        super().__init__(headings, (self._names.index(field) for field in fields))

    def describe(self, key: int) -> Sequence[Look]:
        """One field: what each keyed, in attention where it is not what stands."""
        field = self._names[key]
        line = self._of[field]
        stands = self._stands[field]
        cells = [
            cell(line.number or None, role="secondary")
            | ({Cell.STRIPE: line.stripe} if line.stripe else {}),
            cell(line.words, face=NAME, lead=line.lead),
            cell(field_name(field), role="secondary"),
        ]
        for keying in self._keyings:
            value = keying.values.get(field)
            other = self._live and value is not None and value != stands
            cells.append(cell(value, face=FIGURE, role="attention" if other else "", right=True))
        if self._live:
            cells.append(cell(stands, face=FIGURE.heavier(), right=True))
        return cells

    def name_of(self, key: int) -> str:
        field = self._names[key]
        return f"{self._of[field].words}, {field_name(field)}"


def _heading(keying: Keying) -> str:
    words = "keying-corrected" if keying.second else "keying"
    return say("differences", words, officer=str(keying.by), at=_when(keying.at)).rstrip()


def _when(at: datetime | None) -> str:
    return time_words(at)[:5] if at else ""


class ComparePage(Leaf):
    """A paper that stands, or is out of the count:
    its keyings, corrections, and what may be done with it.
    """

    correct_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, screen: Screen, paper: Paper, said: str = "") -> None:
        super().__init__(screen)
        self.paper = paper
        self._said = said
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap(12))
        self._actions: list[Action] = []
        state = self._state
        if state.life is Life.DIFFERS:
            # Somebody entitled to it looks at both keyings; they are in the state, not yet in any
            # history.
            names = paper.rules(self.contest).fields
            looks = [(officer_of(look), row) for look, row in state.looks.items()]
            shown = [Keying(by, None, dict(zip(names, row, strict=True))) for by, row in looks]
            self._fill(History(tuple(shown), ()))
        else:
            self._read(self._fill)

    @property
    def _state(self) -> KeyedPaper:
        state = self.paper.state(self.contest)
        if state is None:
            raise ValueError(f"there is no {self.paper.words}")
        return state

    def _read(self, then: Callable[[History], None]) -> None:
        stream = self.session.stream
        paper = self.paper

        def read(ledger: Ledger) -> list[tuple[int, AnyAct]]:
            return ledger.read_these(stream, ledger.matching(stream, thing=str(paper.number)))

        self.session.read(
            read,
            self.while_here(lambda told: then(history(self.contest, paper, told))),
        )

    # ---- what is shown

    def _fill(self, told: History) -> None:
        area = self.contest.areas[self._state.area].area
        mark, words = life_state(self._state.life)
        self._column.addLayout(
            title_row(self.paper.words_in(self.contest), area_words(area), *self._round())
        )
        main = column_of(State(mark, f"{words}. {self._said}" if self._said else words, NAME))
        layout = main.layout()
        assert isinstance(layout, QVBoxLayout)
        keyed_again = self._state.life in (Life.KEYED, Life.QUERIED, Life.ISSUED)
        fields = [] if keyed_again else told.differing(self.paper.rules(self.contest).fields)
        if fields:
            self.model = CompareModel(self.contest, self.paper, told.keyings, fields)
            table = Table(self.model, say("differences", "compared"))
            table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            table.set_row_height(px(39))
            table.fit_columns(1)
            layout.insertWidget(1, table, 1)
        else:
            hidden = "hidden-figures" if keyed_again else "all-same"
            layout.insertWidget(1, Text(say("differences", hidden), NAME, "secondary", wrap=True))
        self._column.addLayout(beside(main, column_of(*self._side(told))), 1)
        self.entered()
        self.hints_changed.emit()

    def _round(self) -> tuple[str, ...]:
        """Which round it is of, where there are several."""
        several = self.contest.round > 1
        return (say("differences", "round", round=self._state.round),) if several else ()

    def _side(self, told: History) -> list[Card | Action | Text]:
        side: list[Card | Action | Text] = []
        entries = [_correction_words(keying) for keying in told.keyings if keying.second]
        entries += [_event_words(event) for event in told.events]
        if entries:
            card = Card()
            for head, reason in entries:
                card.column.addWidget(Text(head, NAME, wrap=True))
                if reason:
                    card.column.addWidget(Text(reason, role="secondary", wrap=True))
            side.append(card)
        if self._state.life is Life.DIFFERS:
            side.append(Text(say("differences", "seen-both"), role="secondary", wrap=True))
            return side
        if self._state.life is Life.QUERIED:
            again = Action(say("printing", "again"))
            again.clicked.connect(lambda: print_slip_again(self.session, self.paper))
            self._actions.append(again)
            side += [again, PrintCard(self.session.printing, "slip")]
        if self._state.life is Life.EARLIER:
            side.append(Text(say("differences", "earlier"), role="secondary", wrap=True))
        elif self.session.may(acts.SheetCorrected) and self._state.life is not Life.WITHDRAWN:
            side += self._corrections()
        return side

    def _corrections(self) -> list[Card | Action | Text]:
        offered: list[Card | Action | Text] = []
        if self._state.live:
            correct = Action(
                say("differences", "correct", paper=self.paper.words_in(self.contest).lower()),
                "Enter",
            )
            correct.clicked.connect(lambda: self.correct_asked.emit(self.paper))
            self._actions.append(correct)
            offered += [
                Text(say("differences", "correct-what"), role="secondary", wrap=True),
                correct,
            ]
        withdraw = Action(
            say("differences", "withdraw", paper=self.paper.words_in(self.contest).lower())
        )
        withdraw.clicked.connect(lambda: self.withdraw_asked.emit(self.paper))
        self._actions.append(withdraw)
        return [
            *offered,
            Text(say("differences", "withdraw-what"), role="secondary", wrap=True),
            withdraw,
        ]

    # ---- keys

    def key_hints(self) -> tuple[KeyHint, ...]:
        leave = KeyHint(("Esc",), say("differences", "key.list"), last=True)
        if not self._actions:
            return (leave,)
        return (
            KeyHint(("Enter",), say("differences", "key.do")),
            KeyHint(("Tab",), say("differences", "key.other")),
            leave,
        )

    def entered(self) -> None:
        if self._actions:
            self._actions[0].setFocus()
        else:
            self.setFocus()

    def changed(self, changed: Changed) -> None:
        """What is shown stands no longer: back to the list, which shows how it is now."""
        numbers = changed.sheets if self.paper.kind == "sheet" else changed.forms
        if changed.stream == self.session.stream and self.paper.number in numbers:
            self.closed.emit()


def _correction_words(keying: Keying) -> tuple[str, str]:
    numbers = {"officer": str(keying.by), "second": str(keying.second), "at": _when(keying.at)}
    return say("differences", "corrected-by", **numbers), keying.reason


def _event_words(event: Event) -> tuple[str, str]:
    numbers = {"officer": str(event.by), "second": str(event.second), "at": _when(event.at)}
    return say(
        "differences", "withdrawn-by" if event.withdrawn else "queried-by", **numbers
    ), event.reason
