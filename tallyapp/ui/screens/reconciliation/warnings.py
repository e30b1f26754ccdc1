"""What is to be looked at again although it adds up: each warning, and what was found."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.rules.seeing import Seen, seen
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.warnings import AREAS_TO_COMPARE, warnings
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.places import FindingRecord
from tallyapp.domain.vocabulary.slates import slate_called
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, TITLE, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.choosing import BY_ARROW, ChoosingTable
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tallyapp.words.catalogue import say, sentence

_CODE, _WORDS, _FOUND = range(3)
_ROW = 46


class Warned(NamedTuple):
    """A warning, what was found when it was looked into (empty:
    nobody did), and whether it still stands.
    """

    record: FindingRecord
    reason: str
    stands: bool = True


def warned(contest: ContestState, votes_shown: bool) -> list[Warned]:
    """The warnings of a contest that this officer sees: those nobody has looked into,
    the others, those that stand no longer.
    """
    now = [found.record() for found in warnings(contest)]
    found = [Warned(record, _found_of(contest, record)) for record in now]
    found += [
        Warned(record, why, False) for record, why in contest.warned.items() if record not in now
    ]
    shown = [each for each in found if seen(each.record, votes_shown) is not Seen.NOTHING]
    return sorted(shown, key=lambda each: (bool(each.reason), not each.stands))


def _found_of(contest: ContestState, record: FindingRecord) -> str:
    """What was found when a warning was looked into; of a slate, that it fits its bundle."""
    if record.code != Code.W406:
        return contest.warned.get(record, "")
    fits = contest.compared.get(slate_called(record.place.name), False)
    return say("reconciliation", "slate-fits") if fits else ""


def unanswered(found: Sequence[Warned]) -> int:
    """How many of them nobody has looked into."""
    return sum(each.stands and not each.reason for each in found)


class WarningsModel(RowsModel):
    """A row for each warning; without their figures,
    where those would be votes and `votes_shown` is not.
    """

    def __init__(self, session: Session, votes_shown: bool, parent: QObject | None = None) -> None:
        super().__init__(headings("reconciliation", ("code", "warning", "found")), parent=parent)
        self._session = session
        self._votes_shown = votes_shown
        self.warned: list[Warned] = []

    def show_warned(self, found: list[Warned]) -> None:
        """Show these."""
        if found != self.warned:
            self.warned = found
            self.show_others(range(len(found)))

    def words(self, record: FindingRecord) -> str:
        """A warning as this officer reads it."""
        if seen(record, self._votes_shown) is Seen.WHOLE:
            return sentence(record, self._session.names())
        bare = FindingRecord(code=record.code, place=record.place, numbers=())
        numbers = {
            each.name: each.value for each in record.numbers if each.name in ("first", "second")
        }
        place = sentence_place(bare, self._session)
        line = record.place.field.partition(".")[0]
        return say(
            "reconciliation", f"without-votes.{record.code}", place=place, line=line, **numbers
        )

    def describe(self, key: int) -> Sequence[Look]:
        """A warning, and what was found."""
        each = self.warned[key]
        mark = Mark.LOCKED if not each.stands else Mark.TICK if each.reason else Mark.DIFFERS
        words = self.words(each.record)
        return (
            cell(each.record.code, mark=mark, face=BODY.heavier(500)),
            cell(words, wrap=True, role="" if each.stands else "secondary"),
            self._found(each),
        )

    def _found(self, each: Warned) -> Look:
        if not each.reason:
            return cell(say("reconciliation", "not-looked-into"), role="secondary")
        key = "found" if each.stands else "stands-no-longer"
        found = say("reconciliation", key, reason=each.reason)
        return cell(found, wrap=True)


def sentence_place(record: FindingRecord, session: Session) -> str:
    """The thing that a warning is about, by its own name."""
    place = record.place
    return session.names().get((place.kind, place.name)) or say(
        "places", place.kind, name=place.name
    )


class WarningsPage(QWidget):
    """Enter on a warning asks what was found; Enter there records it."""

    answered = Signal(object, str)
    """This warning was looked into, and this was found."""
    compare_asked = Signal(object)
    """This slate is to be compared with its bundle: that is what answers its warning."""

    def __init__(
        self, session: Session, contest: ContestState, votes_shown: bool, may_answer: bool
    ) -> None:
        super().__init__()
        self._contest = contest
        self._votes_shown = votes_shown
        self._may_answer = may_answer
        self.model = WarningsModel(session, votes_shown, self)
        self.table = ChoosingTable(
            self.model,
            say("reconciliation", "warnings"),
            opened_by=BY_ARROW,
        )
        self.reason = ReasonEdit()
        self.reason.setAccessibleName(say("reconciliation", "what-was-found"))
        self.reason.next_asked.connect(self._on_reason)
        self._of: FindingRecord | None = None
        self._about = Text(face=BODY.heavier(500), wrap=True)
        self._refused = Text(role="refused", wrap=True)
        self._none = State(Mark.AGREES, say("reconciliation", "no-warnings"))
        few = len(contest.areas) < AREAS_TO_COMPARE
        words = "too-few-areas" if few else "compared"
        self._compared = Text(
            say("reconciliation", words, least=AREAS_TO_COMPARE, areas=len(contest.areas)),
            role="secondary",
            wrap=True,
        )
        self._card = Card("here")
        asked = Text(say("reconciliation", "what-was-found"), BODY.heavier())
        told = Text(say("reconciliation", "no-voters"), role="secondary", wrap=True)
        for widget in (self._about, asked, self.reason, told, self._refused):
            self._card.column.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(10))
        column.addWidget(Text(say("reconciliation", "warnings"), TITLE))
        column.addWidget(self._compared)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        column.addWidget(self._card)
        column.addStretch()
        self._card.hide()
        self._refused.hide()
        self.show_now()
        self.table.fit_columns(_WORDS)
        self.table.setColumnWidth(_CODE, px(104))
        self.table.setColumnWidth(_FOUND, px(340))
        self.table.wrap_rows(px(_ROW))

    @property
    def answering(self) -> bool:
        """Whether it is being said what was found."""
        return not self._card.isHidden()

    def show_now(self) -> None:
        """Show the warnings as they are now."""
        row = self.table.row
        self.model.show_warned(warned(self._contest, self._votes_shown))
        some = bool(self.model.warned)
        self.table.setVisible(some)
        self._none.setVisible(not some)
        self.table.choose(min(max(row, 0), len(self.model.warned) - 1))

    def begin(self) -> None:
        """The first that nobody has looked into."""
        self.table.choose(0)
        self.table.setFocus()

    def ask(self) -> None:
        """Ask what was found about the warning that is chosen."""
        row = self.table.row
        if row < 0 or not self._may_answer or not self.model.warned[row].stands:
            return
        self._of = self.model.warned[row].record
        if self._of.code == Code.W406:
            self.compare_asked.emit(slate_called(self._of.place.name))
            return
        self._about.setText(self.model.words(self._of))
        self.reason.setPlainText(self.model.warned[row].reason)
        self._refused.hide()
        self._card.show()
        self.reason.setFocus()

    def close_answer(self) -> None:
        """Back to the table."""
        self._card.hide()
        self.table.setFocus()

    def refuse(self, words: str) -> None:
        """Why it was not recorded."""
        self._refused.setText(words)
        self._refused.show()
        self.reason.setFocus()

    def _on_reason(self) -> None:
        if self._of is not None:
            self.answered.emit(self._of, self.reason.words)
