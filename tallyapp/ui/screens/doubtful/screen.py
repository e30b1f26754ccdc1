"""The screen itself: which form is open."""

from PySide6.QtWidgets import QWidget

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.scan_codes import Scan
from tallyapp.domain.vocabulary.units import FormNumber
from tallyapp.ui.pages.leaves import LeafedScreen
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say
from tallyapp.words.papers import Paper, handed_words

from .form import FormPage
from .keying import FormKeying
from .overview import OverviewPage


class Doubtful(LeafedScreen):
    """Doubtful papers: what is out, and the forms by which they come back into the count."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.overview = OverviewPage(self)
        self.overview.opened.connect(self.open_form)
        self.overview.shown.connect(self._on_shown)
        self.open_leaf(self.overview)

    def entered(self, target: object, /) -> None:
        if isinstance(target, int):
            self.close_leaf()
            self.overview.offer(target)
        self.leaf.entered()
        if isinstance(target, Scan):
            self.overview.take(int(target.name))

    def at_hand(self) -> str:
        if isinstance(self.leaf, FormPage):
            return say("places", "form", name=self.leaf.keying.number)
        return ""

    def scanned(self, scan: Scan, _: object, /) -> bool:
        if scan.kind == "form":
            self.overview.take(int(scan.name))
            return True
        return False

    def open_form(self, number: int, area: str) -> None:
        """Key a form, unless the rules say at once that it cannot be."""
        blank = FormKeying(self.contest, number, area)
        found = self.session.check(
            self.session.stream,
            acts.FormKeyed(
                **self.session.me.contest,
                form=FormNumber(number),
                round=blank.stands.round,
                area=area,
                of=blank.stands.opened,
                figures=blank.figures(),
            ),
        )
        # Nothing is keyed yet: a blank is all that may stand against it.
        against = [f for f in found if not f.flag and f.code is not Code.E105]
        if against:
            of_area = against[0].place.kind == "area" or against[0].place.field == "area"
            self.overview.refuse(self.session.sentence(against[0]), area=of_area)
            return
        form = self.contest.forms.get(FormNumber(number))
        place = DraftPlace.keying(self.stream, Paper("form", number))
        if other := self.session.drafts.in_other_hands(place, form.officers if form else ()):
            self.overview.refuse(handed_words(Paper("form", number), other))
            return
        page = FormPage(self, number, area, second=_keyed_once(self.contest, number))
        page.kept.connect(self._on_kept)
        self.open_leaf(page)

    def _on_shown(self, number: int) -> None:
        form = self.contest.forms[FormNumber(number)]
        if form.life in (Life.KEYED, Life.QUERIED):
            self.overview.offer(number)
            self.overview.area.setFocus()
        else:
            self.asked.emit(Destination.DIFFERENCES, ("form", number))

    def _on_kept(self, done: Done) -> None:
        self.overview.offer(None)
        if isinstance(done.act, acts.FormQueried):
            self.overview.say(say("doubtful", "queried", form=str(done.act.form)), Mark.QUERIED)
        elif isinstance(done.act, acts.FormKeyed):
            self._tell_keyed(done.act.form)
        self.close_leaf()

    def _tell_keyed(self, number: FormNumber) -> None:
        form = self.contest.forms[number]
        said = {Life.DIFFERS: ("differs", Mark.DIFFERS), Life.AGREED: ("agrees", Mark.AGREES)}
        words, mark = said.get(form.life, ("keyed-once", Mark.UNDER_WAY))
        self.overview.say(
            say("doubtful", words, form=str(number), fields=len(form.differing())), mark
        )


def _keyed_once(contest: ContestState, number: int) -> bool:
    form = contest.forms.get(FormNumber(number))
    return form is not None and form.life is Life.KEYED
