"""What everybody may see: results that were released, and when others are expected.

Whoever shows the hall anything is given this and nothing else: what was not released is not in it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tallyapp.domain import acts
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
class ShownUnopposed:
    """A contest without a poll: each of the elected by name and description, as on the ballot
    paper.

    `election` is empty as that of a ShownResult.
    """

    contest: str
    name: str
    election: str
    elected: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A result that is expected, and when, in the words of the returning officer."""

    contest: str
    name: str
    election: str
    expected: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the hall's screen knows; `unopposed` once a result is released."""

    count: str
    practice: bool
    results: tuple[ShownResult, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    unopposed: tuple[ShownUnopposed, ...] = ()


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
    # Who is elected without a poll was published when nominations closed. The screen begins with
    # what the returning officer releases all the same: before that it says nothing of anybody.
    unopposed = [each for each in unopposed_in(count) if released]
    # Wards of two councils may be of one name, and be counted in one hall.
    names = Counter(each.set_up.name for each in (*released, *awaited))
    names.update(each.name for each in unopposed)
    return Shown(
        count=of_count.name,
        practice=of_count.practice,
        results=tuple(_result(each, _election(each.set_up, names)) for each in released),
        awaited=tuple(
            Awaited(
                contest=each.set_up.contest,
                name=each.set_up.name,
                election=_election(each.set_up, names),
                expected=each.expected,
            )
            for each in awaited
        ),
        unopposed=tuple(
            ShownUnopposed(
                contest=each.contest,
                name=each.name,
                election=_election(each, names),
                elected=tuple((one.name, one.description) for one in each.candidates),
            )
            for each in unopposed
        ),
    )


def unopposed_in(count: Count) -> list[acts.UncontestedRecorded]:
    """The contests of a count in which somebody is elected without a poll."""
    return [each for each in count.count.uncontested.values() if each.candidates]


def _election(of: acts.ContestSetUp | acts.UncontestedRecorded, names: Counter[str]) -> str:
    return of.election if names[of.name] > 1 else ""


def _result(contest: ContestState, election: str) -> ShownResult:
    notice = contest.on_notice
    declared = contest.declaration
    assert notice is not None
    assert declared is not None
    votes = notice.figures.votes
    # Of a question the candidates are the answers, and nobody is elected.
    elected = () if contest.set_up.rules.answers else declared.elected
    # By the votes that were declared: a corrected notice takes nobody's seat away.
    by_lot = _by_lot(declared.figures.votes, elected)
    # By votes; of those who are level, the one whom the lot chose stands first.
    order = sorted(range(1, len(votes) + 1), key=lambda n: (-votes[n - 1], n not in elected, n))
    return ShownResult(
        contest=contest.set_up.contest,
        name=contest.set_up.name,
        election=election,
        corrected=bool(contest.corrected),
        candidates=tuple(
            ShownCandidate(
                name=notice.candidates[n - 1].name,
                description=notice.candidates[n - 1].description,
                votes=votes[n - 1],
                elected=n in elected,
                by_lot=n in by_lot,
            )
            for n in order
        ),
    )


def _by_lot(votes: Sequence[Votes], elected: Sequence[int]) -> set[int]:
    """The elected who have as many votes as somebody who is not."""
    others = {had for n, had in enumerate(votes, 1) if n not in elected}
    return {n for n in elected if votes[n - 1] in others}
