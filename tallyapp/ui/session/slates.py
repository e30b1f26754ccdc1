"""The slates of a contest as whoever sits here may see them:
those still to be confirmed only by number.
"""

from collections.abc import Sequence

from tallyapp.domain import acts
from tallyapp.domain.rules.slates import to_confirm
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.slate_warnings import slate_warning
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, SlateNumber
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say
from tallyapp.words.papers import candidate_words

Candidates = tuple[CandidateNumber, ...]


class Slates:
    """Which slates there are, whom they name, and what stands against naming or confirming one."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        self._session = session
        self._contest = contest

    @property
    def many(self) -> int:
        """How many there are: they are numbered from 1."""
        return len(self._contest.slates)

    def unseen(self, slate: int) -> bool:
        """Whether whoever sits here has still to key its candidates,
        and must not see them before.
        """
        officer = self._session.officer
        return officer is not None and to_confirm(self._contest, slate, officer.number)

    def named(self, slate: int) -> Candidates:
        """Whom a slate names; nobody, where there is none of this
        number or it is not to be seen.
        """
        there = 1 <= slate <= self.many and not self.unseen(slate)
        return self._contest.slates[slate - 1] if there else ()

    def of(self, candidates: Candidates) -> int:
        """The slate of just these candidates; 0 if there is none."""
        numbered = enumerate(self._contest.slates, 1)
        return next((n for n, slate in numbered if slate == tuple(sorted(candidates))), 0)

    def words_of(self, candidates: Sequence[int]) -> str:
        """Candidates by number, name and description; a number that nobody has stands alone."""
        on_paper = self._contest.set_up.candidates
        known = range(1, len(on_paper) + 1)
        names = (with_description(n, on_paper[n - 1]) if n in known else str(n) for n in candidates)
        return ", ".join(names)

    def warning_of(self, candidates: Candidates, slate: int) -> str:
        """Why a slate of these candidates is to be compared with its bundle; empty if it is not."""
        set_up = self._contest.set_up
        known = all(1 <= n <= len(set_up.candidates) for n in candidates)
        found = (
            slate_warning(set_up.candidates, set_up.seats, slate, candidates)
            if known and candidates
            else None
        )
        return self._session.sentence(found) if found else ""

    def against_new(self, candidates: Candidates) -> str:
        """What stands against a new slate of these candidates,
        in a sentence; empty if nothing does.
        """
        unknown = [n for n in candidates if not 1 <= n <= len(self._contest.set_up.candidates)]
        if unknown:
            return say("key-sheet", "no-candidate", number=str(unknown[0]))
        return self._against(acts.SlateNamed, self.many + 1, candidates)

    def against_confirming(self, slate: int, candidates: Candidates) -> str:
        """What stands against these being whom a slate names, in a
        sentence; empty if nothing does.
        """
        return self._against(acts.SlateConfirmed, slate, candidates)

    def _against(
        self, kind: type[acts.SlateNamed | acts.SlateConfirmed], slate: int, candidates: Candidates
    ) -> str:
        session = self._session
        found = session.check(
            self._contest.set_up.contest,
            kind(
                **session.me.contest,
                slate=SlateNumber(slate),
                candidates=candidates,
            ),
        )
        return session.sentence(found[0]) if found else ""


def with_description(number: int, candidate: Candidate) -> str:
    """A candidate by number, name and description, which two of nearly one name do not share."""
    words, _ = candidate_words(candidate)
    described = f" ({candidate.description})" if candidate.description else ""
    return f"{number} {words}{described}"
