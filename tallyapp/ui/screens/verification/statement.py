"""The areas' totals, and the statement as to the result of the verification."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.count import refusals
from tallyapp.domain.rules.containers import not_arrived
from tallyapp.domain.rules.postal import postal_differences
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.rules.verification import expected_and_counted, missing_boxes
from tallyapp.domain.rules.whole_contest import more_than_electors
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.pages.leaves import Leaf
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, NAME, Face, gap, px
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, strung

from .models import AreasModel, variance_words
from .sign_statement import SignStatement

_ROW = 36
_NAMED = 8
"""So many boxes that are not verified are named; the table has them all."""
_SAID = 2
_CODE = Face(27, 600)


class StatementPage(Leaf):
    """Area by area, and below it what the returning officer states."""

    stated = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.areas = AreasModel(self.contest)
        self._sure = False
        self._version = self.contest.statement_version
        table = Table(self.areas, say("verification", "by-area"))
        table.setSelectionMode(Table.SelectionMode.NoSelection)
        table.set_row_height(px(_ROW))
        table.fit_columns(0)
        rows = min(self.areas.rowCount(), 9)
        table.setFixedHeight(rows * px(_ROW) + table.horizontalHeader().sizeHint().height())
        names = ("expected", "counted", "variance", "postal")
        self._totals = {name: Text(face=FIGURE, right=True) for name in names}
        self._state = State(Mark.NOT_YET, "", NAME)
        self._missing = Text(role="secondary", wrap=True)
        self._refused = Text(role="refused", wrap=True)
        self._code = Text(face=_CODE)
        self._code_words = Text(role="secondary", wrap=True)
        self.make = Action(say("verification", "make"))
        self.make.clicked.connect(self._on_make)
        self.give = Action(say("verification", "give-code"))
        self.give.clicked.connect(self._issue)
        self.signing = SignStatement(self.session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addWidget(table)
        column.addWidget(self._card())
        column.addStretch()
        self._refused.hide()
        self._code.hide()
        self._code_words.hide()
        self._refresh()

    def _card(self) -> Card:
        card = Card()
        card.column.addWidget(Text(say("verification", "statement"), HEADING))
        card.column.addWidget(self._state)
        card.column.addWidget(self._missing)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for row, (name, total) in enumerate(self._totals.items()):
            grid.addWidget(Text(say("verification", f"total.{name}"), BODY, "secondary"), row, 0)
            grid.addWidget(total, row, 1)
        card.column.addLayout(grid)
        parts = (self.make, self.give, self._refused, self._code, self._code_words, self.signing)
        for part in parts:
            card.column.addWidget(part)
        return card

    def changed(self, changed: Changed) -> None:
        if changed.hall:
            self._refresh()
        if changed.stream != self.session.stream:
            return
        for area in changed.areas:
            self.areas.area_changed(area)
        if changed.boxes or changed.result:
            self._sure = False
            self._refresh()

    def _refresh(self) -> None:
        contest = self.contest
        missing = missing_boxes(contest)
        more = self._more()
        expected, counted = expected_and_counted(contest)
        postal = sum(box.papers for box in contest.boxes.values() if box.box.kind == "postal")
        # While boxes are still to be counted, expected less counted is no variance.
        complete = all(box.attempts for box in contest.boxes.values())
        off = variance_words(counted - expected) if complete else "–"
        shown = (figure(expected), figure(counted), off, figure(postal))
        for total, words in zip(self._totals.values(), shown, strict=True):
            total.setText(words)
        done = len(contest.boxes) - len(missing)
        every = len(contest.boxes)
        stands = contest.statement is not None
        if stands:
            words = say("verification", "stands", version=str(contest.statement_version))
            self._state.show_state(Mark.AGREES, words)
        else:
            words = say("verification", "boxes-verified", done=done, all=every)
            mark = Mark.DOES_NOT_ADD if more else Mark.NOT_YET
            self._state.show_state(Mark.UNDER_WAY if missing else mark, words, "ink")
            self._code.hide()
            self._code_words.hide()
        self._show_missing([found.place.name for found in missing], more)
        self._show_actions(stands)

    def _more(self) -> list[Finding]:
        """What stands against it besides boxes, and nobody has gone on over."""
        passed = self.contest.is_passed_over
        found = not_arrived(self.contest) + postal_differences(self.contest)
        found += more_than_electors(self.contest)
        return [each for each in found if not passed(each)]

    def _show_missing(self, names: list[str], more: list[Finding]) -> None:
        some = strung(names[:_NAMED])
        words = "missing-more" if len(names) > _NAMED else "missing"
        if names:
            self._missing.setText(say("verification", words, boxes=some, more=len(names) - _NAMED))
        elif more and self.contest.statement is None:
            sentences = [self.session.sentence(found) for found in more[:_SAID]]
            self._missing.setText(" ".join([*sentences, say("verification", "more-pass-over")]))
        elif self.contest.statement is None and not self.session.may(acts.VerificationStated):
            self._missing.setText(say("verification", "ro-states"))
        else:
            self._missing.setText("")
        self._missing.setVisible(bool(self._missing.text()))

    def _show_actions(self, stands: bool) -> None:
        may = self.session.may(acts.VerificationStated)
        able = may and not stands and not refusals(self._check())
        self.make.setVisible(able)
        words = "make-sure" if self._sure else "make"
        self.make.setText(say("verification", words, papers=expected_and_counted(self.contest)[1]))
        self.give.setVisible(may and stands and self._code.isHidden())
        self.signing.show_standing(self.contest.statement_version if stands else 0)

    # ---- acts

    def _stated(self) -> acts.VerificationStated:
        return acts.VerificationStated(**self.me.fixed, **stated_now(self.contest))

    def _check(self) -> list[Finding]:
        return self.session.check(self.session.stream, self._stated())

    def _on_make(self) -> None:
        if not self._sure:
            self._sure = True
            self._refresh()
            return
        self.do(self._stated(), then=lambda _: self._issue(), refused=self._on_refused)

    def _issue(self) -> None:
        to = say("verification", "code-to")
        self.session.issue_code(
            self.session.stream, "verification", to, then=self.while_here(self._show_code)
        )

    def _show_code(self, code: str) -> None:
        groups = code.split("-")
        half = len(groups) // 2
        self._code.setText("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]))
        self._code.setAccessibleName(say("verification", "code", code=code))
        self._code_words.setText(say("verification", "code-what"))
        self._code.show()
        self._code_words.show()
        self._refresh()
        self.stated.emit()

    def _on_refused(self, findings: list[Finding]) -> None:
        self._refused.setText("  ".join(self.session.sentence(found) for found in findings[:3]))
        self._refused.show()
