"""A declaration made outside the program:
keyed from its paper, compared figure by figure, and recorded.
"""

import json
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.phrases import number_in
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber
from tallyapp.ui.screens.result.figures.on_paper import LINE, OURS, PAPER, STATE, PaperFigures
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.figures import strung
from tallyapp.words.papers import ballot_words

_ABOUT, _FIGURES, _COMPARED = range(3)


def moment_of(text: str, now: datetime) -> datetime | None:
    """A time of day as it was written, on this day or the one before; None if it is none."""
    for form in ("%H:%M:%S", "%H:%M", "%H.%M", "%H%M"):
        try:
            # Only its hours and minutes are taken: it needs no zone.
            read = datetime.strptime(text, form)  # noqa: DTZ007
        except ValueError:
            continue
        at = now.replace(hour=read.hour, minute=read.minute, second=read.second, microsecond=0)
        return at if at <= now else at - timedelta(days=1)
    return None


class OutsidePage(StepPage):
    """When, by whom, why and who was elected;
    then the figures; then what differs, and it is recorded.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "outside")
        self._given = contest.given
        self._set_up = contest.corrected_by
        self._draft = session.drafts.open(DraftPlace(self.stream, "declared-outside"))
        self._at = Field(words("outside.at"), hint=words("outside.at-hint"))
        self._elected = Field(words("outside.elected", seats=contest.set_up.seats))
        self._names = Text(role="secondary", wrap=True)
        self._declarant = FigureEdit()
        self._over = TwoOfficers(words("outside.reason"), words("outside.caution"))
        ours = figures(contest)
        several = [int(ours.unused), int(ours.uncertain)] if contest.set_up.seats > 1 else []
        blank: list[int | None] = [None] * (len(ours.votes) + len(ours.rejected) + 2)
        self._model = PaperFigures(contest, ours, [*blank, *several], ("paper", "ours"))
        self._table = KeyedTable(self._model, words("outside.heading"))
        self._compared = Table(self._model, words("outside.compared"))
        self._findings = Text(wrap=True)
        self._findings.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._record = button(words("outside.record"))
        self._pages = QStackedLayout()
        self.column.addLayout(self._pages, 1)
        for page in (self._lay_out_about(), self._lay_out_figures(), self._lay_out_compared()):
            self._pages.addWidget(page)
        self.column.addWidget(self.refusal)
        self._connect()
        self._restore()

    # ---- its three pages

    def _lay_out_about(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        self._declarant.setFixedWidth(px(96))
        self._declarant.setAccessibleName(words("outside.declarant"))
        row = QHBoxLayout()
        row.addWidget(Text(words("outside.declarant"), BODY.heavier()), 1)
        row.addWidget(self._declarant)
        column.addWidget(self._at)
        column.addLayout(row)
        column.addWidget(self._elected)
        column.addWidget(self._names)
        column.addWidget(self._over)
        column.addStretch()
        return page

    def _lay_out_figures(self) -> QWidget:
        self._table.shrink_rows(px(38), px(28), self._model.heads)
        self._table.setColumnWidth(PAPER, px(120))
        self._table.horizontalHeader().hideSection(OURS)
        self._table.horizontalHeader().hideSection(STATE)
        self._table.fit_columns(LINE, keep=(PAPER, OURS, STATE))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(WithMore(self._table), 1)
        if self.contest.set_up.seats > 1:
            column.addWidget(Text(words("outside.follows"), role="secondary", wrap=True))
        return page

    def _lay_out_compared(self) -> QWidget:
        for at, width in ((PAPER, 94), (OURS, 86), (STATE, 108)):
            self._compared.setColumnWidth(at, px(width))
        self._compared.setSelectionMode(Table.SelectionMode.NoSelection)
        self._compared.fit_columns(LINE, keep=(PAPER, OURS, STATE))
        self._compared.shrink_rows(px(36), px(28), self._model.heads, lines=3)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        self._sum = State(Mark.AGREES, "", wrap=True)
        column.addWidget(WithMore(self._compared), 3)
        column.addWidget(self._sum)
        column.addWidget(WithMore(Scrolling(self._findings)), 2)
        column.addWidget(self._record)
        return page

    def _connect(self) -> None:
        self._at.entered.connect(self._declarant.setFocus)
        self._declarant.next_asked.connect(self._elected.setFocus)
        self._declarant.typed.connect(lambda _: self.refusal.hide())
        self._elected.entered.connect(self._over.reason.setFocus)
        self._elected.edit.textChanged.connect(lambda _: self._show_names())
        self._over.submit_asked.connect(self._on_about)
        self._table.after_last.connect(self._on_keyed)
        self._table.submit_asked.connect(self._on_keyed)
        self._table.field_done.connect(self.keep)
        self._table.field_changed.connect(self.refusal.hide)
        self._table.before_first.connect(lambda: self._turn(_ABOUT))
        self._table.blank_refused.connect(lambda _: self.say_refused(words("outside.blank")))
        self._record.clicked.connect(self._on_record)

    # ---- what is keyed

    @property
    def _who(self) -> tuple[CandidateNumber, ...]:
        """Who was declared elected, in ballot-paper order."""
        told = self._elected.text.replace(",", " ").split()
        return tuple(
            sorted({CandidateNumber(n) for each in told if (n := number_in(each)) is not None})
        )

    def _show_names(self) -> None:
        candidates = self.contest.set_up.candidates
        told = [ballot_words(candidates[n - 1]) for n in self._who if 0 < n <= len(candidates)]
        self._names.setText(strung(told))
        self._names.setVisible(bool(told))

    def keep(self) -> None:
        kept = {
            "at": self._at.text,
            "declarant": self._declarant.value,
            "elected": self._elected.text,
            "reason": self._over.reason.words,
            "second": self._over.second.value,
            "values": self._model.values,
        }
        if any(kept[each] for each in ("at", "elected", "reason", "second")) or any(
            value is not None for value in self._model.values
        ):
            self._draft.keep(json.dumps(kept))

    def _restore(self) -> None:
        draft = self._draft.kept
        kept = json.loads(draft) if draft else {}
        officer = self.session.officer
        self._at.edit.setText(kept.get("at", ""))
        self._declarant.show_value(kept.get("declarant", officer.number if officer else None))
        self._elected.edit.setText(kept.get("elected", ""))
        self._over.show_kept(kept.get("reason", ""), kept.get("second"))
        self._show_names()
        if kept:
            self._model.restore(kept["values"])

    # ---- from one page to the next

    def enter(self) -> None:
        page = self._pages.currentIndex()
        if page == _ABOUT:
            self._at.setFocus()
        elif page == _FIGURES:
            self._table.open_field(max(self._table.first_blank(), 0))
        else:
            self._record.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        key = ("outside.next", "outside.line", "outside.enter")[self._pages.currentIndex()]
        back = (
            ()
            if self._pages.currentIndex() == _ABOUT
            else (KeyHint(("Esc",), words("outside.back"), last=True),)
        )
        return (KeyHint(("Enter",), words(key)), *back)

    def back(self) -> bool:
        self.keep()
        if self._pages.currentIndex() == _ABOUT:
            return False
        self._turn(self._pages.currentIndex() - 1)
        return True

    def _turn(self, page: int) -> None:
        self.refusal.hide()
        self._pages.setCurrentIndex(page)
        self._model.compare(page == _COMPARED)
        asked = ("outside.asked", "outside.asked-figures", "outside.asked-compared")[page]
        self.asked.setText(words(asked))
        self.enter()
        self.hints_changed.emit()

    def _on_about(self) -> None:
        now = self.session.desk.clock()
        if moment_of(self._at.text, now) is None:
            self._at.refuse(words("outside.no-time"))
            self._at.setFocus()
        elif self._declarant.value is None:
            self.say_refused(words("outside.no-declarant"))
            self._declarant.setFocus()
        elif len(self._who) != self.contest.set_up.seats or self._who[-1] > len(
            self.contest.set_up.candidates
        ):
            self._elected.refuse(words("outside.no-elected", seats=self.contest.set_up.seats))
            self._elected.setFocus()
        elif self._over.ready():
            self.keep()
            self._turn(_FIGURES)

    def _on_keyed(self) -> None:
        if self._model.figures is None:
            self._table.open_field(self._table.first_blank())
            self.say_refused(words("outside.blank"))
            return
        self.keep()
        self._compare()

    def _compare(self) -> None:
        """Lay what was declared beside what stands in the count now."""
        self._given = self.contest.given
        self._set_up = self.contest.corrected_by
        self._model.show_ours(figures(self.contest))
        found = self.session.check(self.stream, self._declared())
        against = [each for each in found if not each.flag]
        if against:
            self._turn(_ABOUT)
            self.refuse(against)
            return
        self._turn(_COMPARED)
        self._show_compared(found)

    def _show_compared(self, found: list[Finding]) -> None:
        """What stands open, and every figure that differs, in words as well."""
        rest = [
            each for each in found if each.code is not Code.A109 or each.place.field == "elected"
        ]
        figures_told = [each for each in found if each not in rest]
        differing = self._model.differing
        mark = Mark.DIFFERS if differing or rest else Mark.AGREES
        self._sum.show_state(mark, words("outside.sum", differing=differing, points=len(rest)))
        self._findings.setText(
            "\n".join(self.session.sentence(each) for each in (*rest, *figures_told))
        )

    def _declared(self) -> acts.DeclaredOutside:
        declared = self._model.figures
        at = moment_of(self._at.text, self.session.desk.clock())
        if declared is None or at is None:
            raise RuntimeError("a declaration was asked for before its figures or its time")
        return acts.DeclaredOutside(
            **self.me.fixed,
            of=self._given,
            figures=declared,
            elected=self._who,
            declared_at=at,
            declarant=OfficerNumber(self._declarant.value or 0),
            reason=self._over.reason.words,
            second=OfficerNumber(self._over.second.value or 0),
            set_up=self._set_up,
        )

    def _on_record(self) -> None:
        session = self.session
        stream = self.stream
        to = words("to-everyone")

        def declared(_: object) -> None:
            session.issue_code(stream, "declaration", to, then=lambda _: None)

        self._record.setEnabled(False)
        self.do(self._declared(), then=declared)

    def refuse(self, findings: list[Finding]) -> None:
        if any(found.code is Code.A114 for found in findings):
            self._compare()
        sentences = [self.session.sentence(found) for found in findings]
        if not self._over.refuse(findings, sentences):
            super().refuse(findings)

    def say_refused(self, sentence: str) -> None:
        super().say_refused(sentence)
        self._record.setEnabled(True)
