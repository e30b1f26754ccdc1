"""The slates of a contest as whoever sits here may see them:
those still to be confirmed only by number.

People type a number; it is asked here what slate that is, and the slate goes on from here.
"""

from collections.abc import Sequence

from tallyapp.domain import acts
from tallyapp.domain.rules.slate_warnings import slate_warning
from tallyapp.domain.rules.slates import named_otherwise, to_confirm
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.slates import Slate, slate_name
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say, sentence
from tallyapp.words.figures import strung
from tallyapp.words.papers import candidate_words


class Slates:
    """Which slates there are, whom they name, and what stands against naming or confirming one."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        self._session = session
        self._contest = contest

    @property
    def many(self) -> int:
        """How many there are: they are numbered from 1."""
        return len(self._contest.slates)

    def numbered(self, number: int) -> Slate:
        """The slate of this number; nobody's if there is none."""
        return self._contest.slate_numbered(number)

    def number_of(self, slate: Slate) -> int:
        """A slate's number; of a new one, the number that it will have."""
        return self._contest.slate_number(slate) or self.many + 1

    def is_named(self, slate: Slate) -> bool:
        """Whether there is this slate."""
        return slate in self._contest.slates

    def unseen(self, slate: Slate) -> bool:
        """Whether whoever sits here has still to key its candidates,
        and must not see them before.
        """
        officer = self._session.officer
        return officer is not None and to_confirm(self._contest, slate, officer.number)

    def named(self, number: int) -> Slate:
        """Whom the slate of this number names; nobody, where there is none or it is not to be
        seen.
        """
        slate = self.numbered(number)
        return () if self.unseen(slate) else slate

    def words_of(self, candidates: Sequence[int]) -> str:
        """Candidates by number, name and description; a number that nobody has stands alone."""
        on_paper = self._contest.set_up.candidates
        known = range(1, len(on_paper) + 1)
        names = (with_description(n, on_paper[n - 1]) if n in known else str(n) for n in candidates)
        return strung(names)

    def warning_of(self, slate: Slate) -> str:
        """Why this slate is to be compared with its bundle; empty if it is not."""
        set_up = self._contest.set_up
        known = all(1 <= n <= len(set_up.candidates) for n in slate)
        found = slate_warning(set_up.candidates, set_up.seats, slate) if known and slate else None
        return self._sentence(found, slate) if found else ""

    def against_new(self, slate: Slate) -> str:
        """What stands against a new slate of these candidates,
        in a sentence; empty if nothing does.
        """
        unknown = [n for n in slate if not 1 <= n <= len(self._contest.set_up.candidates)]
        if unknown:
            return say("key-sheet", "no-candidate", number=str(unknown[0]))
        return self._against(acts.SlateNamed, slate)

    def against_confirming(self, slate: Slate, keyed: Slate) -> str:
        """What stands against the keyed candidates being whom this slate names, in a
        sentence; empty if nothing does.
        """
        if found := named_otherwise(slate, keyed):
            return self._sentence(found[0], slate)
        return self._against(acts.SlateConfirmed, slate)

    def _against(self, kind: type[acts.SlateNamed | acts.SlateConfirmed], slate: Slate) -> str:
        session = self._session
        act = kind(**session.me.contest, candidates=slate)
        found = session.check(self._contest.set_up.contest, act)
        return self._sentence(found[0], slate) if found else ""

    def _sentence(self, found: Finding, slate: Slate) -> str:
        """A finding as a person reads it; a new slate has the number that it will have."""
        new = {("slate", slate_name(slate)): str(self.number_of(slate))}
        return sentence(found, new | self._session.names())


def with_description(number: int, candidate: Candidate) -> str:
    """A candidate by number, name and description, which two of nearly one name do not share."""
    words, _ = candidate_words(candidate)
    described = f" ({candidate.description})" if candidate.description else ""
    return f"{number} {words}{described}"
