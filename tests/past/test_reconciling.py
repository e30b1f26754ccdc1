"""Published figures: those of a count reconcile, those of none are refused with the difference."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.phrases import several
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.past.published import PastCandidate, PastContest, PastResult, RejectedUnder
from tallyapp.past.reconciling import (
    Irreconcilable,
    Reason,
    elected_by_votes,
    elected_otherwise,
    reconcile,
)


def contest_of(
    votes: list[int], ballots: int | None, invalid: int | None, seats: int = 1
) -> PastContest:
    return PastContest(
        id="elm",
        kind="local-england",
        election="Election of councillors",
        authority="Elmshire",
        name="Elm",
        polling_day=date(2025, 5, 1),
        seats=seats,
        candidates=tuple(
            PastCandidate(
                candidate=Candidate(surname=f"C{n}", other_names="", description=""),
                votes=Votes(one),
            )
            for n, one in enumerate(votes, 1)
        ),
        source="made for a test",
        electorate=None,
        ballot_papers=None if ballots is None else Papers(ballots),
        invalid=None if invalid is None else Papers(invalid),
        elected=(),
    )


def result_of(contest: PastContest) -> PastResult:
    judged = reconcile(contest)
    assert isinstance(judged, PastResult), judged
    return judged


def refused(contest: PastContest) -> Irreconcilable:
    judged = reconcile(contest)
    assert isinstance(judged, Irreconcilable), judged
    return judged


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, list[set[int]], int, int]:
    """Seats; the valid papers, each the candidates that have a vote on it; rejected papers;
    candidates.
    """
    seats = draw(st.integers(1, 4))
    candidates = draw(st.integers(seats, 7))
    paper = st.sets(st.integers(0, candidates - 1), min_size=1, max_size=seats)
    return seats, draw(st.lists(paper, max_size=40)), draw(st.integers(0, 9)), candidates


def votes_of(papers: list[set[int]], candidates: int) -> list[int]:
    return [sum(n in paper for paper in papers) for n in range(candidates)]


@given(counts())
@settings(deadline=None)
def test_the_figures_of_a_real_count_always_reconcile(
    count: tuple[int, list[set[int]], int, int],
) -> None:
    seats, papers, rejected, candidates = count
    contest = contest_of(votes_of(papers, candidates), len(papers) + rejected, rejected, seats)
    result = result_of(contest)
    assert (result.valid, result.rejected) == (len(papers), rejected)
    assert result.unused == sum(seats - len(paper) for paper in papers)


@given(counts())
@settings(deadline=None)
def test_papers_that_were_not_published_are_the_fewest_that_can_have_been(
    count: tuple[int, list[set[int]], int, int],
) -> None:
    seats, papers, rejected, candidates = count
    votes = votes_of(papers, candidates)
    result = result_of(contest_of(votes, None, None, seats))
    assert max(votes) <= result.valid <= len(papers)
    assert result.rejected == 0
    assert result.unused == seats * result.valid - sum(votes)
    assert "not" in result.basis
    if seats == 1:
        assert result.valid == len(papers)
    with_invalid = result_of(contest_of(votes, None, rejected, seats))
    assert (with_invalid.valid, with_invalid.rejected) == (result.valid, rejected)
    with_papers = result_of(contest_of(votes, len(papers) + rejected, None, seats))
    assert with_papers.rejected <= len(papers) + rejected - result.valid


@given(counts(), st.integers(1, 5), st.booleans())
@settings(deadline=None)
def test_with_one_seat_a_single_paper_too_many_or_too_few_is_refused_by_its_number(
    count: tuple[int, list[set[int]], int, int], slip: int, more: bool
) -> None:
    _, papers, rejected, _ = count
    ballots = len(papers) + rejected + (slip if more else -slip)
    assume(ballots >= rejected)
    assume(more or slip != rejected)
    (difference,) = refused(contest_of([len(papers)], ballots, rejected)).differences
    assert difference.by == slip
    assert difference.reason is (Reason.TOO_FEW_VOTES if more else Reason.TOO_MANY_VOTES)
    assert (
        f"{slip} {'fewer' if more else 'more'} than the {several(ballots, 'ballot paper')}."
        in difference.words
    )


@given(counts(), st.integers(0, 5), st.integers(0, 5), st.integers(0, 6))
@settings(deadline=None)
def test_of_rejected_votes_only_what_must_be_whole_papers_becomes_papers(
    count: tuple[int, list[set[int]], int, int], too_many: int, void: int, uncertain: int
) -> None:
    """`void` papers are rejected whole, `uncertain` votes are on papers that stay; both are told as
    one.
    """
    seats, papers, _, candidates = count
    assume(seats > 1)
    assume(sum(seats - len(paper) for paper in papers) >= uncertain)
    contest = replace(
        contest_of(votes_of(papers, candidates), len(papers) + too_many + void, None, seats),
        rejected=(
            RejectedUnder(head="too-many-votes", figure=too_many * seats, unit="votes"),
            RejectedUnder(head="void", figure=void * seats + uncertain, unit="votes"),
        ),
    )
    judged = reconcile(contest)
    if isinstance(judged, Irreconcilable):
        assert void, "with none, nothing is unknown"
        assert judged.differences[0].reason is Reason.TOO_FEW_VOTES
        return
    assert judged.rejected == too_many
    assert dict(judged.by_head) == {"too-many-votes": too_many, "void": 0}
    assert judged.uncertain == void * seats + uncertain
    votes, papers_in_all = contest.votes, contest.ballot_papers or 0
    assert (
        votes + judged.unused + judged.uncertain + seats * judged.rejected == seats * papers_in_all
    ), "identity 5"


def test_invalid_papers_that_are_left_out_are_named_as_such() -> None:
    judged = refused(contest_of([800, 700], 1_500, 14))
    (difference,) = judged.differences
    assert (difference.reason, difference.by) == (Reason.INVALID_LEFT_OUT, 14)
    assert judged.words == (
        "The 1,500 ballot papers are given without the 14 invalid ones: "
        "all of them are votes (1,500)."
    )


@pytest.mark.parametrize(
    ("contest", "reason", "by", "said"),
    [
        (
            contest_of([90, 80, 40], 101, 1, 2),
            Reason.TOO_MANY_VOTES,
            10,
            "210 votes are 10 more than",
        ),
        (
            contest_of([50, 40, 9], 101, 1, 2),
            Reason.TOO_FEW_VOTES,
            1,
            "99 votes are 1 fewer than the 100",
        ),
        (
            contest_of([103, 40, 9], 101, 1, 2),
            Reason.CANDIDATE_BEYOND_PAPERS,
            3,
            "103 votes for C1 are 3 more than the 100 valid papers",
        ),
        (
            contest_of([5, 4], 10, 12, 2),
            Reason.INVALID_BEYOND_PAPERS,
            2,
            "12 invalid papers are 2 more",
        ),
        (
            replace(contest_of([5, 4], 10, 1), electorate=9),
            Reason.BEYOND_ELECTORATE,
            1,
            "10 ballot papers are 1 more than the electorate of 9",
        ),
        (
            replace(
                contest_of([5, 4], 10, None, 2),
                rejected=(RejectedUnder(head="voter-identified", figure=5, unit="votes"),),
            ),
            Reason.REJECTED_NO_WHOLE_PAPERS,
            1,
            "5 rejected votes (voter-identified) are not whole papers of 2 votes",
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Reason) else "",
)
def test_each_impossible_figure_is_named_with_its_difference(
    contest: PastContest, reason: Reason, by: int, said: str
) -> None:
    (difference,) = refused(contest).differences
    assert (difference.reason, difference.by) == (reason, by)
    assert said in difference.words


def test_every_difference_of_a_contest_is_told() -> None:
    contest = replace(contest_of([300, 1], 101, 1, 2), electorate=50)
    reasons = [difference.reason for difference in refused(contest).differences]
    assert reasons == [
        Reason.BEYOND_ELECTORATE,
        Reason.TOO_MANY_VOTES,
        Reason.CANDIDATE_BEYOND_PAPERS,
    ]


def test_the_votes_elect_and_the_source_decides_only_between_equals() -> None:
    contest = contest_of([10, 30, 20, 20], 80, 0, 2)
    third, fourth = CandidateNumber(3), CandidateNumber(4)
    assert elected_by_votes(contest) == (2, 3)
    drawn = replace(contest, elected=(CandidateNumber(2), fourth))
    assert elected_by_votes(drawn) == (2, 4)
    assert elected_otherwise(drawn) == ""
    assert elected_otherwise(replace(contest, elected=(CandidateNumber(1), third))) == (
        "The source marks C1 (10) as elected; with 2 to elect, the votes elect C2 (30) instead."
    )
    assert elected_otherwise(replace(contest, elected=(third,))) == (
        "The source does not mark C2 (30) as elected; with 2 to elect, the votes do."
    )


def test_heads_told_in_papers_are_taken_as_they_are() -> None:
    rejected = (
        RejectedUnder(head="too-many-votes", figure=4, unit="papers"),
        RejectedUnder(head="void", figure=1, unit="papers"),
    )
    result = result_of(replace(contest_of([500, 460], 965, None), rejected=rejected))
    assert (result.valid, result.by_head) == (960, (("too-many-votes", 4), ("void", 1)))
    assert result.basis.startswith("Votes and rejected papers by head as published.")
    assert (
        refused(replace(contest_of([500, 461], 965, None), rejected=rejected)).differences[0].by
        == 1
    )
