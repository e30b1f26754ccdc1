"""Small counts as they may be: of one seat or several, with odd names, ties, not declared."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.views.tally import ContestTally, CountTally, count_tally
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.exchange.export.exported import Given
from tallyapp.exchange.export.remarks import Remark
from tests.halls import (
    RETURNING_OFFICER,
    Hall,
    a_hall,
    a_ward,
    form,
    previous_result,
    sheet,
    ward_form,
    ward_sheet,
)

STAGES = ("counting", "keyed", "provisional", "declared")


@dataclass(frozen=True)
class Night:
    """What is on the papers of one contest, and how far its count went."""

    seats: int
    people: tuple[Candidate, ...]
    votes: tuple[int, ...]
    rejected: tuple[int, ...]
    electorate: int | None
    stage: str
    unopposed: bool
    before: bool


_letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
_words = st.text(st.one_of(st.sampled_from("=+-@'\",;ÁŵŷÉ. "), _letters), min_size=1, max_size=12)
_names = _words.map(str.strip).filter(bool)


@st.composite
def nights(draw: st.DrawFn, *, stages: tuple[str, ...] = STAGES) -> Night:
    """Any such contest."""
    seats = draw(st.integers(1, 3))
    standing = draw(st.integers(seats + 1, 5))
    people = tuple(
        Candidate(
            # Told apart by their places: who is who is no matter of this.
            surname=f"{draw(_names)} {number}",
            other_names=draw(_names),
            commonly_used_surname=draw(st.sampled_from(["", "", f"Known {number}"])),
            description=draw(st.one_of(st.just("Independent"), st.just(""), _names)),
            party=draw(st.sampled_from(["", "PP53", "PP63", "joint-party:53-119"])),
        )
        for number in range(standing)
    )
    return Night(
        seats=seats,
        people=people,
        votes=tuple(draw(st.lists(st.integers(1, 30), min_size=standing, max_size=standing))),
        rejected=tuple(draw(st.lists(st.integers(0, 4), min_size=4, max_size=4))),
        electorate=draw(st.one_of(st.none(), st.integers(500, 2_000))),
        stage=draw(st.sampled_from(stages)),
        unopposed=draw(st.booleans()),
        before=draw(st.booleans()),
    )


@contextmanager
def counted(night: Night) -> Iterator[Hall]:
    """The contest in a real count, keyed by two, as far as it went."""
    with TemporaryDirectory() as folder:
        hall = _set_up(Path(folder), night)
        try:
            _count(hall, night)
            yield hall
        finally:
            hall.desk.close()


def _set_up(folder: Path, night: Night) -> Hall:
    begin = a_hall if night.seats == 1 else a_ward
    hall = begin(
        folder,
        areas={"A": ("a1", "a2")},
        candidates=night.people,
        seats=night.seats,
        electorate=night.electorate,
    )
    if night.unopposed:
        hall.desk.do(
            COUNT_STREAM,
            acts.UncontestedRecorded(
                **hall.by(RETURNING_OFFICER).count,
                contest="yew",
                election="Elm Council",
                name="Yew",
                seats=2,
                candidates=(Candidate(surname="Fir", other_names="Kim", description=""),),
            ),
        )
    if night.before:
        hall.do(
            acts.PreviousResultStated(
                **hall.by(RETURNING_OFFICER).contest, of="", result=previous_result()
            )
        )
    return hall


def _count(hall: Hall, night: Night) -> None:
    if night.stage == "counting":
        return
    seats, votes, sent = night.seats, night.votes, sum(night.rejected)
    valid = sum(votes) if seats == 1 else max(*votes, -(-sum(votes) // seats))
    hall.verify({"a1": valid + sent, "a2": 0})
    hall.state_verification()
    hall.issue("A", 1)
    noughts = [0] * len(votes)
    if seats == 1:
        hall.agree(1, sheet(votes, sent=sent))
        hall.agree_form(1, "A", form(noughts, night.rejected))
    else:
        hall.agree(1, ward_sheet(votes, mixed=valid, sent=sent, seats=seats))
        hall.agree_form(1, "A", ward_form(noughts, 0, night.rejected, seats=seats))
    if night.stage == "keyed":
        return
    hall.provisional()
    if night.stage == "declared":
        declare(hall)


def declare(hall: Hall) -> None:
    """From the provisional result to the declaration, with the lots that it takes."""
    hall.opportunity()
    hall.read_back()
    while tied := outcome(hall.contest, hall.figures.votes).tied:
        hall.draw(
            acts.LotDrawn(
                **hall.by(RETURNING_OFFICER).contest,
                of=hall.contest.given,
                tied=tied,
                chosen=tied[0],
            )
        )
    hall.declare()


def given(count: CountTally, words: Callable[[Remark], str] = lambda remark: remark.of) -> Given:
    """What a format is handed of these figures."""
    at = datetime(2024, 7, 5, 3, 0, tzinfo=UTC)
    return Given(count=count, streams={}, made_at=at, program="tallyapp", words=words)


def told(hall: Hall) -> Given:
    """What a format is handed of this count."""
    return given(count_tally(hall.desk.count))


def but(contest: ContestTally, count: CountTally) -> CountTally:
    """The count with another contest in the place of its own."""
    return replace(count, contests=(contest,))
