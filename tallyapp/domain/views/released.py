"""What everybody may see: results that were released, and when others are expected.

Whoever shows the hall anything is given this and nothing else: what was not released is not in it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.units import Votes


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """One candidate of a released result; `by_lot` where an equality of votes was decided so."""

    name: str
    description: str
    votes: Votes
    elected: bool
    by_lot: bool


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A released result, its candidates in order of votes; `corrected` where the notice was.

    `election` is empty where the contest's name alone tells it from the others that are shown.
    """

    contest: str
    name: str
    election: str
    corrected: bool
    candidates: tuple[ShownCandidate, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A result that is expected, and when, in the words of the returning officer."""

    contest: str
    name: str
    election: str
    expected: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the hall's screen knows."""

    count: str
    practice: bool
    results: tuple[ShownResult, ...] = ()
    awaited: tuple[Awaited, ...] = ()


def shown(count: Count) -> Shown:
    """What may be seen of a count by everybody, contests in the order of their set-up; raises
    ValueError before the count is set up.
    """
    of_count = count.count.set_up
    if of_count is None:
        raise ValueError("a count that is not set up shows nothing")
    contests = list(count.contests.values())
    released = [contest for contest in contests if contest.released]
    awaited = [each for each in contests if each.expected and not each.abandoned]
    # Wards of two councils may be of one name, and be counted in one hall.
    names = Counter(each.set_up.name for each in (*released, *awaited))
    return Shown(
        count=of_count.name,
        practice=of_count.practice,
        results=tuple(_result(each, _election(each, names)) for each in released),
        awaited=tuple(
            Awaited(
                contest=each.set_up.contest,
                name=each.set_up.name,
                election=_election(each, names),
                expected=each.expected,
            )
            for each in awaited
        ),
    )


def _election(contest: ContestState, names: Counter[str]) -> str:
    return contest.set_up.election if names[contest.set_up.name] > 1 else ""


def _result(contest: ContestState, election: str) -> ShownResult:
    figures = contest.noticed
    declared = contest.declaration
    assert figures is not None
    assert declared is not None
    # Of a question the candidates are the answers, and nobody is elected.
    elected = () if contest.set_up.rules.answers else declared.elected
    # By votes; of those who are level, the one whom the lot chose stands first.
    order = sorted(
        range(1, len(figures.votes) + 1),
        key=lambda n: (-figures.votes[n - 1], n not in elected, n),
    )
    return ShownResult(
        contest=contest.set_up.contest,
        name=contest.set_up.name,
        election=election,
        corrected=bool(contest.corrected),
        candidates=tuple(_candidate(contest, n, figures.votes, elected) for n in order),
    )


def _candidate(
    contest: ContestState, n: int, votes: Sequence[Votes], elected: Sequence[int]
) -> ShownCandidate:
    # A corrected notice may have put a name right.
    named = contest.on_notice.candidates if contest.on_notice else contest.set_up.candidates
    candidate = named[n - 1]
    is_elected = n in elected
    declared = contest.declaration
    # By the votes that were declared: a corrected notice takes nobody's seat away.
    then = declared.figures.votes if declared else votes
    level = (m for m, had in enumerate(then, 1) if had == then[n - 1] and m != n)
    return ShownCandidate(
        name=candidate.name,
        description=candidate.description,
        votes=votes[n - 1],
        elected=is_elected,
        by_lot=is_elected and any(m not in elected for m in level),
    )
