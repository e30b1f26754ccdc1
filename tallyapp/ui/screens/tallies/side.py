"""Beside the bars: the lead, what is still to come, what that can change, and how it went."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.lead import Outlook, Reconciled, Verdict
from tallyapp.domain.views.progress import reconciled
from tallyapp.domain.views.tally import Turnouts, tally
from tallyapp.ui.pages.leaves import column_of
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, NAME, TITLE, gap, px
from tallyapp.ui.widgets.frames import Card, Line, MarkView
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, percent, short_area
from tallyapp.words.last_time import last_time, ranks
from tallyapp.words.papers import short_names

from .painted import StepPlot, Swatch

_MARKS = {
    Verdict.NOTHING_COUNTED: Mark.NOT_YET,
    Verdict.BOXES_OPEN: Mark.NOT_YET,
    Verdict.CAN: Mark.UNDER_WAY,
    Verdict.CANNOT: Mark.AGREES,
    Verdict.TIED: Mark.DIFFERS,
    Verdict.ALL_COUNTED: Mark.AGREES,
}


class OutlookCard(Card):
    """The arithmetic, stated."""

    def __init__(self) -> None:
        super().__init__()
        big = TITLE
        self._leaders = Text(role="secondary", wrap=True)
        self._lead = Text(face=big, right=True)
        self._where = Text(role="secondary", wrap=True)
        self._to_come = Text(face=big, right=True)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(0)
        grid.addWidget(Text(say("tallies", "lead"), BODY.heavier(500)), 0, 0)
        grid.addWidget(self._lead, 0, 1)
        grid.addWidget(self._leaders, 1, 0, 1, 2)
        grid.setRowMinimumHeight(2, gap(10))
        to_come = QHBoxLayout()
        to_come.setSpacing(gap(9))
        to_come.addWidget(Text(say("tallies", "to-come"), BODY.heavier(500)))
        to_come.addWidget(Swatch())
        to_come.addStretch()
        grid.addLayout(to_come, 3, 0)
        grid.addWidget(self._to_come, 3, 1)
        grid.addWidget(self._where, 4, 0, 1, 2)
        self.column.addLayout(grid)
        self.column.addWidget(Line())
        self._mark = MarkView(Mark.NOT_YET, 22, "ink")
        self._verdict = Text(face=HEADING, wrap=True)
        self._why = Text(role="secondary", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(gap(10))
        mark = QVBoxLayout()
        mark.addWidget(self._mark)
        mark.addStretch()
        row.addLayout(mark)
        row.addWidget(self._verdict, 1)
        self.column.addLayout(row)
        self.column.addWidget(self._why)

    def show_outlook(self, contest: ContestState, now: Outlook) -> None:
        """Show what these figures say."""
        names = short_names(contest.set_up.candidates)
        leaders = say(
            "tallies", "over", leader=names[now.leader - 1], runner_up=names[now.runner_up - 1]
        )
        self._leaders.setText(leaders if now.counted else "")
        self._lead.setText(figure(now.lead))
        self._to_come.setText(figure(now.to_come))
        self._where.setText(_where(contest))
        self._mark.show_mark(_MARKS[now.verdict], "ink")
        self._verdict.setText(say("tallies", f"verdict.{now.verdict}"))
        declared = say("tallies", "declared" if contest.declaration else "not-a-result")
        self._why.setText(f"{_why(now)}\n{declared}")


def _why(now: Outlook) -> str:
    """The sum by which it was judged."""
    numbers = {
        "to_come": now.to_come,
        "too_many": now.too_many,
        "in_doubt": now.in_doubt,
        "lead": now.lead,
    }
    keys = [f"why.{now.verdict}"]
    if now.too_many:
        keys.insert(0, f"why.{now.verdict}.too-many")
    elif int(now.in_doubt) == int(now.lead):
        keys.insert(0, f"why.{now.verdict}.equal")
    return say("tallies", *keys, **numbers, boxes=now.boxes_open)


def _where(contest: ContestState) -> str:
    """In which areas papers are still to come."""
    short = [area.area for area in contest.areas.values() if area.difference < 0]
    if not short:
        return ""
    if len(short) == 1:
        return say("tallies", "where.one", area=short_area(short[0]))
    return say("tallies", "where.many", areas=len(short))


class TurnoutCard(Card):
    """The three turnouts, each with what it is of;
    with several seats the papers rejected in part as well.
    """

    def __init__(self, several: bool) -> None:
        super().__init__()
        self.column.setSpacing(gap(4))
        self._several = several
        names = ("valid", "ballot-box", "total", *(("in-part", "unused") if several else ()))
        self._figures = {name: Text(face=NAME.heavier(), right=True) for name in names}
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(gap(2))
        self._title = Text(face=BODY.heavier(500))
        grid.addWidget(self._title, 0, 0, 1, 2)
        for row, name in enumerate(names, 1):
            grid.addWidget(Text(say("tallies", f"turnout.{name}"), role="secondary"), row, 0)
            grid.addWidget(self._figures[name], row, 1)
        self.column.addLayout(grid)

    def show_turnout(self, contest: ContestState) -> None:
        """Show what was counted so far, of the electorate."""
        so_far = "" if contest.declaration else ".so-far"
        self._title.setText(say("tallies", f"turnout{so_far}"))
        now = tally(contest)
        shown = _turnout_words(now.turnout)
        if self._several:
            shown |= {"in-part": figure(now.rejected_in_part), "unused": figure(now.unused)}
        for name, words in shown.items():
            self._figures[name].setText(words)


def _turnout_words(turnout: Turnouts | None) -> dict[str, str]:
    """Each turnout as it is shown; of an electorate that is not known there is none."""
    if turnout is None:
        return dict.fromkeys(
            ("valid", "ballot-box", "total"), say("tallies", "electorate-not-known")
        )
    total = say("tallies", "postal-not-keyed") if turnout.total is None else percent(turnout.total)
    return {
        "valid": percent(turnout.valid),
        "ballot-box": percent(turnout.ballot_box),
        "total": total,
    }


class LastTimeCard(Card):
    """Against last time, and who is first among those told together, in sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._told = QVBoxLayout()
        self._told.setSpacing(gap(6))
        self.column.addLayout(self._told)
        self._shown: list[tuple[str, list[str]]] = []
        self._lines: list[Text] = []

    def show_contest(self, contest: ContestState) -> None:
        """Show what there is to be said now; nothing where there is nothing."""
        so_far = "" if contest.declaration else ".so-far"
        told = (("last-time", last_time(contest)), ("ranks", ranks(contest)))
        now = [(say("tallies", f"{key}{so_far}"), found) for key, found in told if found]
        self.setVisible(bool(now))
        if now == self._shown:
            return
        self._shown = now
        for gone in self._lines:
            self._told.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._lines = list(self._written(now))
        for each in self._lines:
            self._told.addWidget(each)

    @staticmethod
    def _written(parts: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Text]:
        """A heading over the sentences of each part."""
        for heading, sentences in parts:
            yield Text(heading, BODY.heavier(500), wrap=True)
            for sentence in sentences:
                line = Text(sentence, role="secondary", wrap=True)
                # In a low window Tab brings each into view.
                line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                yield line


class OverTimeCard(Card):
    """Papers reconciled over time."""

    def __init__(self) -> None:
        super().__init__()
        self._papers = Text(face=NAME.heavier(), right=True)
        self._verified = Text(role="secondary")
        self.plot = StepPlot()
        self.plot.setAccessibleName(say("tallies", "over-time"))
        row = QHBoxLayout()
        row.addWidget(Text(say("tallies", "over-time"), BODY.heavier(500)), 1)
        row.addWidget(self._papers)
        self.column.addLayout(row)
        self.column.addWidget(self._verified)
        self.column.addWidget(self.plot, 1)

    def show_points(self, points: Sequence[Reconciled], verified: int) -> None:
        """Show how it went."""
        papers = points[-1].papers if points else 0
        self._papers.setText(figure(papers))
        self._verified.setText(say("tallies", "verified", papers=verified))
        self.plot.show_points(points, verified)
        self.plot.setAccessibleDescription(
            ". ".join(f"{point.at:%H:%M}: {figure(point.papers)}" for point in points)
        )


class Side(QWidget):
    """The cards, one beneath the other."""

    def __init__(self, several: bool) -> None:
        super().__init__()
        # The figures have their width beside the bar by which it scrolls.
        give_way(self, 320)
        self.outlook = OutlookCard()
        self.turnout = TurnoutCard(several)
        self.last_time = LastTimeCard()
        self.over_time = OverTimeCard()
        cards = (self.outlook, self.turnout, self.last_time, self.over_time)
        # What is said of last time may be longer than the window: it scrolls, and loses no line.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(WithMore(Scrolling(column_of(*cards))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low, figures come before the picture of them."""
        super().resizeEvent(event)
        wide = self.width()
        last = 0 if self.last_time.isHidden() else self.last_time.heightForWidth(wide) + px(12)
        above = (self.outlook.heightForWidth(wide), self.turnout.sizeHint().height(), last)
        needed = sum(above) + self.over_time.minimumSizeHint().height() + 2 * px(12)
        self.over_time.setVisible(self.height() >= needed)


def areas_reconciled(contest: ContestState) -> int:
    """How many areas have reconciled."""
    return sum(reconciled(area) for area in contest.areas.values())
