"""What the two pages have in common on which a corrected notice is keyed: the one has its figures,
the other its names and its electorate, and what is keyed on both is one notice.
"""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import OnNotice
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.screens.result.figures.on_paper import does_not_add, figures_of, listed
from tallyapp.ui.screens.result.page import StepPage, words
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.letters import look_at_letters
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.catalogue import say
from tallyapp.words.notice_changes import changes_to

NAMES = (
    "surname",
    "other_names",
    "commonly_used_surname",
    "commonly_used_forenames",
    "particular",
    "description",
)
"""What of a candidate the notice prints."""


class CorrectingPage(StepPage):
    """Keying the notice as it should have read; then the reason, and a second officer.

    One draft holds it all, whichever page it was keyed on; `other` is the other page.
    """

    def __init__(self, session: Session, contest: ContestState, key: str, other: Way) -> None:
        super().__init__(session, contest, key)
        before = contest.on_notice
        assert before is not None, "a notice is corrected after the declaration"
        self.before = before
        self._of = contest.notice
        self._number = len(contest.corrected) + 1
        self._other = other
        place = DraftPlace(self.stream, "corrected-notice", str(self._number))
        self._draft = session.drafts.open(place)
        kept = json.loads(self._draft.kept or "{}")
        self._values: list[int | None] = kept.get("values") or self.declared
        self.says = _as_keyed(before, kept)
        self.two = TwoOfficers(words("correct.reason"), words("correct.caution"))
        self.two.show_kept(kept.get("reason", ""), None)
        self.two.submit_asked.connect(self._on_record)
        self.changes = Text(face=BODY.heavier(500), wrap=True)
        shortcut = QShortcut(QKeySequence("Alt+A"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.turned.emit(self._other))

    @property
    def declared(self) -> list[int | None]:
        """The figures of the notice that stands, in the order in which they are keyed."""
        return [*listed(self.before.figures, self.contest.set_up.seats)]

    @property
    def values(self) -> list[int | None]:
        """The figures as they are keyed now; None where one is blank."""
        return self._values

    def other_hint(self) -> KeyHint:
        """The key to the other page."""
        return KeyHint(("Alt", "A"), say("result", f"{self._key}.also"))

    def keep(self) -> None:
        """Keep what is keyed on both pages."""
        untouched = self.values == self.declared and self.says == self.before
        if untouched and not self.two.reason.words and not self._draft.kept:
            return
        kept = {
            "values": self.values,
            "names": [[getattr(one, name) for name in NAMES] for one in self.says.candidates],
            "electorate": self.says.electorate,
            "reason": self.two.reason.words,
        }
        self._draft.keep(json.dumps(kept))

    # ---- what changes, and what two officers do

    def show_two(self) -> None:
        """Show what changes, and ask for the reason and a second officer."""
        raise NotImplementedError

    def _now(self) -> OnNotice | None:
        """The notice as keyed on both pages; None while a figure is blank."""
        given = figures_of(self.contest, self.values)
        return None if given is None else self.says._replace(figures=given)

    def go_on(self) -> None:
        """Show what the notice changes, if it can stand; or say why it cannot."""
        self.keep()
        now = self._now()
        if now is None:
            self.say_refused(words("correct.blank"))
            return
        # Figures that were declared outside the program may not add, and are not keyed here.
        keyed = now.figures != self.before.figures
        against = list(does_not_add(self.contest, now.figures)) if keyed else []
        told = changes_to(self.contest, now)
        if not told:
            against = [words(f"{self._key}.unchanged")]
        if against:
            self.say_refused("  ".join(against))
            return
        if now.candidates == self.before.candidates:
            # Nothing that the notice before could not print: whoever keys on loses no key.
            self._on_looked(told, ())
            return
        looked = self.still(partial(self._on_looked, told))
        look_at_letters(self.session, "".join(told), looked)

    def _on_looked(self, told: list[str], unseen: tuple[str, ...]) -> None:
        if unseen:
            self.say_refused(words("correct-names.no-glyph", characters=" ".join(unseen)))
            return
        self.changes.setText("\n".join([words("changed.heading"), *told]))
        self.refusal.hide()
        self.show_two()

    # ---- the act

    def _on_record(self) -> None:
        now = self._now()
        if now is None or not self.two.ready():
            return
        said: dict[str, Any] = {}
        if now.candidates != self.before.candidates:
            said["candidates"] = now.candidates
        if now.electorate != self.before.electorate:
            said["electorate"] = now.electorate
        self.do(
            acts.NoticeCorrected(
                **self.me.fixed,
                of=self._of,
                notice=self._number,
                figures=now.figures,
                reason=self.two.reason.words,
                second=self.two.officer,
                **said,
            ),
            then=self._corrected,
        )

    def _corrected(self, _: object) -> None:
        to = words("to-everyone")
        self.session.issue_code(self.stream, "declaration", to, then=lambda _: None)
        self.still(lambda _: self.finished.emit())(None)

    def refuse(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if not self.two.refuse(findings, sentences):
            super().refuse(findings)


def _as_keyed(before: OnNotice, kept: Mapping[str, Any]) -> OnNotice:
    if "names" not in kept:
        return before
    people = tuple(
        replace(each, **dict(zip(NAMES, values, strict=True)))
        for each, values in zip(before.candidates, kept["names"], strict=True)
    )
    return before._replace(candidates=people, electorate=kept["electorate"])
