"""The screen itself: which page is open, and where it leads."""

from PySide6.QtWidgets import QWidget

from tallyapp.domain.acts import SheetCorrected, SlateCompared
from tallyapp.domain.rules.slates import to_compare, wanting
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.scan_codes import Scan
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.ui.pages.leaves import LeafedScreen
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.drafts import Draft
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.slates import Slates
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say
from tallyapp.words.papers import Paper, handed_words

from .compare import ComparePage
from .compare_slate import CompareSlatePage
from .confirm import ConfirmPage
from .correct import CorrectPage, WithdrawPage
from .listing import ListPage
from .look import LookPage

_OF_A_SLATE = {"": Mark.AGREES, "once": Mark.UNDER_WAY}
"""How it is shown what a slate wants; whatever else it wants is a difference."""


class Differences(LeafedScreen):
    """What is not settled, one paper settled, and papers that stand corrected or withdrawn."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.list = ListPage(self)
        self.list.opened.connect(self.open_paper)
        self.list.slate_opened.connect(self.open_slate)
        self.list.asked.connect(self._on_asked)
        self.open_leaf(self.list)

    def entered(self, target: object, /) -> None:
        if isinstance(target, int):
            self.open_paper(Paper("sheet", target))
        elif isinstance(target, tuple):
            kind, which = target
            self.open_slate(which) if kind == "slate" else self.open_paper(Paper(kind, which))
        else:
            self.leaf.entered()

    def _on_asked(self, wanted: Destination, target: object) -> None:
        if wanted is Destination.DIFFERENCES:
            self.entered(target)
        else:
            self.asked.emit(wanted, target)

    def at_hand(self) -> str:
        if isinstance(self.leaf, LookPage | CorrectPage | WithdrawPage):
            return self.leaf.paper.words
        return say("differences", "at-hand.slate") if isinstance(self.leaf, ConfirmPage) else ""

    def scanned(self, scan: Scan, _: object, /) -> bool:
        if scan.kind not in ("sheet", "form"):
            return False
        self.close_leaf()
        self.list.go_to(Paper("sheet" if scan.kind == "sheet" else "form", int(scan.name)))
        return True

    def open_paper(self, paper: Paper) -> None:
        """Open what can be done with a paper in the state that it is in."""
        state = paper.state(self.contest)
        if state is None:
            self.close_leaf()
        elif state.life is Life.DIFFERS:
            self._open_look(paper, again=False)
        elif self.session.may(SheetCorrected):
            self._open_compare(paper)
        elif state.life is Life.QUERIED:
            self.close_leaf()
            screen = Destination.KEY_SHEET if paper.kind == "sheet" else Destination.DOUBTFUL
            self.asked.emit(screen, paper.number)
        else:
            self.close_leaf()

    def open_slate(self, slate: Slate) -> None:
        """Ask for a slate's candidates; of whoever named it, that another officer keys them. One
        that two have keyed is compared with its bundle, where that is asked for.
        """
        wants = wanting(self.contest).get(slate, "")
        if Slates(self.session, self.contest).unseen(slate):
            page = ConfirmPage(self, slate)
            page.confirmed.connect(lambda: self._say_of_slate("slate.confirmed", slate))
            self.open_leaf(page)
        elif wants == "once":
            self._say_of_slate("slate.by-another", slate)
        elif wants:
            self._open_compare_slate(slate)
        else:
            self._say_of_slate("slate.confirmed", slate)

    def _open_compare_slate(self, slate: Slate) -> None:
        officer = self.session.officer
        third = officer is not None and to_compare(self.contest, slate, officer.number)
        if not third or not self.session.may(SlateCompared):
            self._say_of_slate("slate.by-supervisor", slate)
            return
        page = CompareSlatePage(self, slate)
        page.compared.connect(
            lambda fits: self._say_of_slate("slate.fits" if fits else "slate.not", slate)
        )
        self.open_leaf(page)

    def _say_of_slate(self, words: str, slate: Slate) -> None:
        wants = wanting(self.contest).get(slate, "")
        mark = _OF_A_SLATE.get(wants, Mark.DIFFERS)
        number = self.contest.slate_number(slate)
        self.list.say(say("differences", words, number=str(number)), mark)
        self.close_leaf()

    def _seen(self, paper: Paper) -> Draft:
        return self.session.drafts.open(DraftPlace.about(self.stream, "seen", paper))

    def _open_look(self, paper: Paper, *, again: bool) -> None:
        state = paper.state(self.contest)
        if state is not None and self._seen(paper).kept == state.made:
            self._open_compare(paper)  # who has seen both keyings does not key the third
            return
        if state is not None and (found := self._keyed_it(paper, state)):
            still = say("differences", "still-differs") if again else ""
            self.list.say(f"{still} {self.session.sentence(found[0])}".strip(), Mark.LOCKED)
            self.close_leaf()
            return
        place = DraftPlace.about(self.stream, "look", paper)
        if state is not None and (
            other := self.session.drafts.in_other_hands(place, state.officers)
        ):
            self.list.say(handed_words(paper, other), Mark.LOCKED)
            self.close_leaf()
            return
        page = LookPage(self, paper, again=again)
        page.settled.connect(lambda p: self._open_compare(p, say("differences", "settled")))
        page.still_differs.connect(lambda p: self._open_look(p, again=True))
        page.both_asked.connect(self._on_both_asked)
        page.queried.connect(self._on_queried)
        self.open_leaf(page)

    def _keyed_it(self, paper: Paper, state: KeyedPaper) -> list[Finding]:
        """What stands against a third look by whoever sits here: they keyed the paper."""
        count = self.session.desk.count.count
        me = self.session.me.officer
        return paper.rules(self.contest).check_third(count, self.contest, state, me, count.seq)

    def _open_compare(self, paper: Paper, said: str = "") -> None:
        page = ComparePage(self, paper, said)
        page.correct_asked.connect(self._open_correct)
        page.withdraw_asked.connect(self._open_withdraw)
        self.open_leaf(page)

    def _open_correct(self, paper: Paper) -> None:
        page = CorrectPage(self, paper)
        page.corrected.connect(lambda p: self._open_compare(p, say("differences", "corrected")))
        self.open_leaf(page)

    def _open_withdraw(self, paper: Paper) -> None:
        page = WithdrawPage(self, paper)
        page.withdrawn.connect(lambda p: self._open_compare(p, say("differences", "withdrawn")))
        self.open_leaf(page)

    def _on_both_asked(self, paper: Paper) -> None:
        state = paper.state(self.contest)
        if state is not None:
            self._seen(paper).keep(state.made)
            self._open_compare(paper)

    def _on_queried(self, paper: Paper) -> None:
        self.list.say(
            say("differences", f"queried.{paper.kind}", paper=paper.words_in(self.contest)),
            Mark.QUERIED,
        )
        self.close_leaf()
