"""Last time is told to the press beside a result, and neither on the notice nor on the picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.previous import CandidateGroup
from tallyapp.domain.vocabulary.units import CandidateNumber, Votes
from tests.halls import DEPUTY, Hall, a_counted_hall, previous_result
from tests.press.oakshire import pressed

CANDIDATES = (
    Candidate(surname="Ash", other_names="Ann", description="Green Party", party="PP63"),
    Candidate(surname="Birch", other_names="Bob", description="Independent"),
    Candidate(surname="Cedar", other_names="Cy", description="Independent"),
)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Votes of 120, 85 and 41 beside a majority of 30 last time, declared."""
    counted = a_counted_hall(tmp_path, candidates=CANDIDATES, practice=False)
    counted.do(counted.made(acts.PreviousResultStated, DEPUTY, result=previous_result()))
    group = CandidateGroup(
        label="the two of Elm Street", candidates=(CandidateNumber(1), CandidateNumber(3))
    )
    counted.do(counted.made(acts.GroupsChosen, DEPUTY, groups=(group,)))
    counted.finish()
    yield counted
    counted.desk.close()


def test_the_email_tells_the_result_against_last_time_and_from_where_that_is(
    hall: Hall, folder: Path
) -> None:
    text = pressed(hall.desk, folder)["elm-valley-result.txt"].decode()
    part = text.partition("Compared with last time (not part of the notice)\n")[2].partition(
        "\n\n"
    )[0]
    lines = part.splitlines()
    # 120 − 85 now; 100 − 70 then, and both worked out here by hand.
    assert "The majority is 35, which is 5 larger than in 2019 (30)." in lines
    assert "Green Party hold." in lines
    assert lines[-1] == (
        "Last time: Elm election of 2019, 12 December 2019. From: Elm Council’s notice of result."
    )


def test_the_email_ranks_the_independents_and_the_chosen_groups(hall: Hall, folder: Path) -> None:
    text = pressed(hall.desk, folder)["elm-valley-result.txt"].decode()
    part = text.partition("Order within each group of candidates\n")[2].partition("\n\n")[0]
    assert part.splitlines() == [
        "Among the Independents: Birch 85, Cedar 41. "
        "Birch is second of all candidates, behind Ash.",
        "Among the two of Elm Street: Ash 120, Cedar 41. Ash is first of all candidates.",
    ]


def test_nothing_of_last_time_is_on_the_notice_the_picture_or_read_aloud(
    hall: Hall, folder: Path
) -> None:
    with_it = pressed(hall.desk, folder)
    for ending in ("notice.html", "chart.txt", "read-aloud.txt"):
        told = with_it[f"elm-valley-{ending}"].decode().casefold()
        for words in ("2019", "last time", "hold", "elm street", "notice of result."):
            assert words not in told, ending


def test_a_corrected_notice_is_not_set_beside_figures_that_it_no_longer_has(
    hall: Hall, folder: Path
) -> None:
    figures = hall.figures
    right = replace(figures, votes=(Votes(119), *figures.votes[1:]))
    hall.correct_notice(right)
    text = pressed(hall.desk, folder)["elm-valley-result.txt"].decode()
    assert "Against last time" not in text
    assert "beside one another" not in text


def test_without_last_time_nothing_is_said_of_it(tmp_path: Path, folder: Path) -> None:
    counted = a_counted_hall(tmp_path)
    counted.finish()
    text = pressed(counted.desk, folder)["PRACTICE-elm-valley-result.txt"].decode()
    assert "last time" not in text.casefold()
    counted.desk.close()
