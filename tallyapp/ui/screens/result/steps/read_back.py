"""The read-back: each candidate's hand-added total, keyed by
another officer who does not see ours.
"""

import json

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.contest import Changed, ContestState, Provisional
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.domain.vocabulary.units import OfficerNumber, Votes
from tallyapp.ui.screens.result.figures.by_candidate import CANDIDATE, FIGURES, STATE, HandAdded
from tallyapp.ui.screens.result.page import StepPage, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.text import Text
from tallyapp.words.figures import figure, role_words
from tallyapp.words.papers import ballot_words


class ReadBackPage(StepPage):
    """Asks who sits down to it; from then until Esc or the last
    line, this officer alone keys here.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "read-back")
        self.reader: Enrolled | None = None
        self._lines = HandAdded(contest)
        self._who = QWidget()
        self._number = FigureEdit()
        self._lay_out_who()
        self._sitting = Text(face=BODY.heavier(500))
        self._table = KeyedTable(self._lines, words("read-back.heading"))
        self._table.shrink_rows(px(38), px(28))
        self._table.fit_columns(CANDIDATE, keep=(FIGURES, STATE))
        self._table.setColumnWidth(FIGURES, px(124))
        self._table.setColumnWidth(STATE, px(140))
        self._table.after_last.connect(self._on_last)
        self._table.field_done.connect(self.keep)
        self._table.field_done.connect(self.progressed)
        self._table.blank_refused.connect(lambda _: self.say_refused(words("read-back.blank")))
        self._table.field_changed.connect(self.refusal.hide)
        for widget in (self._who, self._sitting, self.refusal):
            self.column.addWidget(widget)
        self.column.addWidget(self._table, 1)
        self._below = QWidget()
        self.column.addWidget(self._below, 1)
        self._show_standing()

    def _lay_out_who(self) -> None:
        self._number.setFixedWidth(px(96))
        self._number.setAccessibleName(words("read-back.who"))
        self._number.next_asked.connect(self._on_number)
        self._number.typed.connect(lambda _: self.refusal.hide())
        row = QHBoxLayout(self._who)
        row.setContentsMargins(0, px(4), 0, px(4))
        row.addWidget(Text(words("read-back.who"), BODY.heavier()), 1)
        row.addWidget(self._number)

    @property
    def _given(self) -> Provisional:
        given = self.contest.provisional
        assert given is not None, "a read-back answers a provisional result"
        return given

    def _place(self, reader: Enrolled) -> str:
        """Where what this officer keyed is kept; the returning
        officer's drafts hold it meanwhile.
        """
        return f"read-back:{self._given.seq}:{reader.number}"

    @property
    def keyed(self) -> int | None:
        """How many totals are in, while somebody keys them; else None."""
        return len(self._lines.votes) - self._lines.missing if self.reader else None

    @property
    def hides_figures(self) -> bool:
        return self.reader is not None or self._given.read_back is None

    @property
    def holding(self) -> str:
        return words("read-back.holding", number=str(self.reader.number)) if self.reader else ""

    # ---- who

    def enter(self) -> None:
        if self.reader:
            self._table.open_field(max(self._table.at, 0))
        else:
            self._number.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if not self.reader:
            return (KeyHint(("Enter",), words("read-back.sit-down")),)
        return (
            KeyHint(("Enter",), words("read-back.next")),
            KeyHint(("−",), words("read-back.before")),
            KeyHint(("Esc",), words("read-back.stop"), last=True),
        )

    def _on_number(self) -> None:
        number = self._number.value
        if number is None:
            self.say_refused(words("read-back.number-missing"))
            return
        officers = self.session.desk.count.count
        state = officers.officers.get(OfficerNumber(number))
        enrolled = state.at(officers.seq) if state else None
        against = self._against(number)
        if against or enrolled is None:
            self.refuse(against)
            self._number.selectAll()
            return
        self._sit_down(enrolled)

    def _against(self, number: int) -> list[Finding]:
        votes = tuple(Votes(0) for _ in self._lines.votes)
        found = self.session.desk.check(
            self.session.stream, acts.ReadBack(**self.session.desk.by(number).contest, votes=votes)
        )
        return [each for each in found if not each.flag]

    def refuse(self, findings: list[Finding]) -> None:
        if any(found.code is Code.E201 for found in findings):
            self.say_refused(words("read-back.same", number=str(self._given.by)))
        else:
            super().refuse(findings)

    # ---- keying

    def _sit_down(self, reader: Enrolled) -> None:
        self.reader = reader
        differing = self._differing()
        keyed = self._kept(reader)
        last = self._given.read_back
        if last is None:
            self._lines.ask(range(1, len(self._lines.votes) + 1), keyed)
        else:
            stands = [None if n in differing else last[n - 1] for n in range(1, len(last) + 1)]
            self._lines.ask(
                differing, [k if s is None else s for k, s in zip(keyed, stands, strict=True)]
            )
        role = role_words(reader.role)
        self._sitting.setText(words("read-back.sitting", number=str(reader.number), role=role))
        self.asked.setText(words("read-back.asked-now", candidates=len(self._lines.votes)))
        self._who.hide()
        self._sitting.show()
        self.refusal.hide()
        self._below.hide()
        self._table.show()
        self._table.open_field(max(self._table.first_blank(), 0))
        self.hints_changed.emit()
        self.progressed.emit()

    def _kept(self, reader: Enrolled) -> list[int | None]:
        """What this officer keyed before a stop or a crash."""
        blank: list[int | None] = [None] * len(self._lines.votes)
        draft = self.session.draft(self._place(reader))
        told = json.loads(draft) if draft else blank
        return told if len(told) == len(blank) else blank

    def keep(self) -> None:
        if self.reader:
            self.session.keep_draft(self._place(self.reader), json.dumps(self._lines.votes))

    def back(self) -> bool:
        """Whoever keys gets up; what is keyed waits for them."""
        if self.reader is None:
            return False
        self.keep()
        self._get_up()
        return True

    def _get_up(self) -> None:
        self.reader = None
        self._table.close_field()
        self._number.clear()
        self._show_standing()
        self.enter()
        self.hints_changed.emit()
        self.progressed.emit()

    def _on_last(self) -> None:
        votes = [Votes(value) for value in self._lines.votes if value is not None]
        if self._lines.missing:
            self._table.open_field(self._table.first_blank())
            self.say_refused(words("read-back.blank"))
        elif self.reader:
            self.keep()
            self.do(
                acts.ReadBack(
                    **self.session.desk.by(self.reader.number).contest, votes=tuple(votes)
                )
            )

    def changed(self, _: Changed, /) -> None:
        """All are in, and some differ; else this page would be gone."""
        if self.reader and self._given.read_back is not None:
            self.session.drop_draft(self._place(self.reader))
            self._get_up()

    # ---- agreeing or differing

    def _differing(self) -> list[int]:
        given = self._given
        if given.read_back is None:
            return []
        pairs = enumerate(zip(given.read_back, given.figures.votes, strict=True), 1)
        return [n for n, (theirs, ours) in pairs if theirs != ours]

    def _show_standing(self) -> None:
        """Before anybody sits down: nothing, or the last read-back line by line."""
        given = self._given
        self._who.show()
        self._sitting.hide()
        self.asked.setText(words("read-back.asked"))
        self._table.setVisible(given.read_back is not None)
        self._below.setVisible(given.read_back is None)
        if given.read_back is None:
            return
        self._lines.compare(given.read_back, given.figures.votes)
        self.asked.setText(words("read-back.again"))
        self.refusal.show_state(Mark.DIFFERS, "  ".join(self._differences(given.read_back)))
        self.refusal.show()

    def _differences(self, theirs: tuple[Votes, ...]) -> list[str]:
        """A sentence for each line that differs; one for two lines that are exchanged."""
        ours = self._given.figures.votes
        told = []
        rest = self._differing()
        while rest:
            here = rest.pop(0)
            other = next(
                (
                    n
                    for n in rest
                    if theirs[n - 1] == ours[here - 1] and theirs[here - 1] == ours[n - 1]
                ),
                0,
            )
            given = {"line": str(here), "name": self._name(here), "keyed": figure(theirs[here - 1])}
            if other:
                rest.remove(other)
                two = {"other": str(other), "other_name": self._name(other)}
                told.append(
                    words(
                        "read-back.exchanged", **given, **two, other_keyed=figure(theirs[other - 1])
                    )
                )
            else:
                told.append(words("read-back.differs", **given, ours=figure(ours[here - 1])))
        return told

    def _name(self, number: int) -> str:
        return ballot_words(self.contest.set_up.candidates[number - 1])
