"""Papers that belong elsewhere: in another box or contest, or with another returning officer; and a
bundle that was carried from one area to another.
"""

from PySide6.QtWidgets import QWidget

from tallyapp.desk.between_contests import against_both
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.moves import changed_last
from tallyapp.domain.vocabulary.boxes import BoxOfContest
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words, strung

from .box_leaves import BoxLeaf

HERE = "here"
ELSEWHERE = "officer"


class MovePage(BoxLeaf):
    """How many papers of this box belong where, why, and who saw it too."""

    name = "move"

    def __init__(self, screen: Screen, box: str) -> None:
        super().__init__(screen, box)
        self._changed = {name: changed_last(self.contest, "box", name) for name in self._boxes}
        between = self.session.desk.count.count.between
        self._told = between.last
        self.papers = self.figure(say("verification", "move.papers"))
        self.where = OneOf(say("verification", "move.where"), self._places())
        self.to = Field(say("verification", "move.to-box"))
        self.column.addWidget(Text(say("verification", "move.where"), BODY.heavier(500)))
        self.column.addWidget(self.where)
        self.column.addWidget(self.to)
        self.officer = Field(say("verification", "move.to-officer"))
        self.column.addWidget(self.officer)
        self.officer.hide()
        self._fields += [self.where, self.to, self.officer]
        self.where.next_asked.connect(lambda: self.go_on(self.where))
        self.where.currentIndexChanged.connect(lambda _: self._show_where())
        self._two = self.two()
        self.to.entered.connect(self._two.reason.setFocus)
        self.officer.entered.connect(self._two.reason.setFocus)

    def _places(self) -> dict[str, str]:
        """Where papers can belong: in this contest, in each of the others, or elsewhere."""
        others = {
            stream: say("verification", "move.contest", contest=contest.set_up.name)
            for stream, contest in self.session.desk.count.contests.items()
            if stream != self.owner.stream and contest.declaration is None
        }
        here = {HERE: say("verification", "move.here")}
        return here | others | {ELSEWHERE: say("verification", "move.officer")}

    @property
    def _boxes(self) -> list[str]:
        return list(self.contest.boxes)

    @property
    def _whither(self) -> str:
        return str(self.where.currentData())

    def _show_where(self) -> None:
        away = self._whither == ELSEWHERE
        self.officer.setVisible(away)
        self.to.setVisible(not away)
        # Papers of another contest come from the same polling station's box as a rule.
        if self._whither not in (HERE, ELSEWHERE) and not self.to.text:
            self.to.edit.setText(self.box)
        self.refused.hide()

    def go_on(self, field: QWidget) -> None:
        if field is self.where:
            (self.officer if self._whither == ELSEWHERE else self.to).setFocus()
        else:
            super().go_on(field)

    # ---- the act

    def submit(self) -> None:
        papers = self.papers.value
        if not papers:
            self.say_refused(say("verification", "move.no-papers"))
            self.papers.setFocus()
        elif self._whither == ELSEWHERE and not self.officer.text:
            self.officer.refuse(say("verification", "move.no-officer"))
            self.officer.setFocus()
        elif self._whither != ELSEWHERE and not self.to.text:
            self.to.refuse(say("verification", "move.no-box"))
            self.to.setFocus()
        elif self._two.ready():
            self._do(Papers(papers))

    def _do(self, papers: Papers) -> None:
        if self._whither == HERE:
            self._ask(self._within(papers))
        elif self._whither == ELSEWHERE:
            self._ask(self._handed_over(papers))
        else:
            self._between(papers)

    def _ask(self, act: acts.AnyContestAct) -> None:
        self.do(
            act,
            then=lambda _: self.recorded.emit(self.box),
            refused=self.on_refused(self._two),
        )

    def _within(self, papers: Papers) -> acts.PapersMoved:
        reached = _among(self.to.text, self._boxes)
        return acts.PapersMoved(
            **self.me.contest,
            between="box",
            left=self.box,
            reached=reached,
            papers=papers,
            of=(self._changed[self.box], self._changed.get(reached, "")),
            reason=self._two.reason.words,
            second=self._two.officer,
        )

    def _handed_over(self, papers: Papers) -> acts.PapersHandedOver:
        return acts.PapersHandedOver(
            **self.me.contest,
            box=self.box,
            of=self._changed[self.box],
            papers=papers,
            to=self.officer.text,
            receipt=self._two.reason.words,
            second=self._two.officer,
        )

    def _between(self, papers: Papers) -> None:
        """Told in `count` once; both contests take it up after it."""
        other = self.session.desk.contest(self._whither)
        found = acts.PapersOfAnotherContest(
            **self.me.count,
            of=self._told,
            found=BoxOfContest(contest=self.owner.stream, box=self.box),
            belongs=BoxOfContest(
                contest=self._whither, box=_among(self.to.text, list(other.boxes))
            ),
            papers=papers,
            reason=self._two.reason.words,
            second=self._two.officer,
        )
        refuse = self.on_refused(self._two)
        against = against_both(self.session.desk.count, found)
        if against:
            refuse(against)
            return
        self.session.do(
            COUNT_STREAM,
            found,
            then=self.while_here(lambda _: self.recorded.emit(self.box)),
            refused=self.while_here(refuse),
        )


class CarryPage(BoxLeaf):
    """A bundle of verified papers is counted in another area than its boxes'."""

    name = "carry"

    def __init__(self, screen: Screen, box: str) -> None:
        super().__init__(screen, box)
        self.left = Field(say("verification", "carry.left"), self.state.box.area)
        self.reached = Field(say("verification", "carry.reached"))
        for field in (self.left, self.reached):
            self.column.addWidget(field)
            self._fields.append(field)
        self.left.entered.connect(lambda: self.go_on(self.left))
        self.reached.entered.connect(lambda: self.go_on(self.reached))
        self.papers = self.figure(say("verification", "carry.papers"))
        self._two = self.two()
        self._changed = {
            name: changed_last(self.contest, "area", name) for name in self.contest.areas
        }

    def _title(self) -> tuple[str, ...]:
        return (say("verification", self.name),)

    def submit(self) -> None:
        ends = [self._area(self.left), self._area(self.reached)]
        papers = self.papers.value
        if "" in ends:
            return
        if not papers:
            self.say_refused(say("verification", "move.no-papers"))
            self.papers.setFocus()
        elif self._two.ready():
            self.do(
                acts.PapersMoved(
                    **self.me.contest,
                    between="area",
                    left=ends[0],
                    reached=ends[1],
                    papers=Papers(papers),
                    of=(self._changed[ends[0]], self._changed[ends[1]]),
                    reason=self._two.reason.words,
                    second=self._two.officer,
                ),
                then=lambda _: self.recorded.emit(self.box),
                refused=self.on_refused(self._two),
            )

    def _area(self, field: Field) -> str:
        """The area as the list writes it; empty where there is none, and the field says so."""
        area = _among(field.text, list(self.contest.areas))
        if area in self.contest.areas:
            return area
        areas = strung(area_words(each.area) for each in self.contest.areas.values())
        field.refuse(say("verification", "add.no-area", areas=areas))
        field.setFocus()
        return ""


def _among(typed: str, known: list[str]) -> str:
    """What is typed, as the list writes it; or as it was typed."""
    return {name.casefold(): name for name in known}.get(typed.casefold(), typed)
