"""The board's words: stages, times, forecasts, and what is in the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tallyapp.desk import Clock
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.board import BoardStage
from tallyapp.domain.views.missing import Missing
from tallyapp.domain.views.pace import ENOUGH, Expected, Pace, Unsaid
from tallyapp.domain.views.times import Stretch
from tallyapp.ui.screens.overview.words import tell
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

from .night import AreaNow, ContestNow

_MARKS = {
    BoardStage.BOXES_COMING: Mark.NOT_YET,
    BoardStage.BOXES_HERE: Mark.NOT_YET,
    BoardStage.VERIFIED: Mark.NOT_YET,
    BoardStage.DIFFERS: Mark.DIFFERS,
    BoardStage.QUERIED: Mark.QUERIED,
    BoardStage.DOES_NOT_ADD: Mark.DOES_NOT_ADD,
    BoardStage.PASSED_OVER: Mark.DIFFERS,
    BoardStage.RECONCILED: Mark.AGREES,
    BoardStage.DECLARED: Mark.AGREES,
    BoardStage.SIGNED: Mark.AGREES,
    BoardStage.ABANDONED: Mark.LOCKED,
}
_STEP = timedelta(minutes=5)


def stage_mark(stage: BoardStage) -> Mark:
    """A stage's picture."""
    return _MARKS.get(stage, Mark.UNDER_WAY)


def stage_words(stage: BoardStage, arrived: int, boxes: int) -> str:
    """A stage in a word or two; while boxes come, how many of them are here."""
    return say("board", f"stage.{stage}", arrived=arrived, boxes=boxes)


def clock_words(moment: datetime) -> str:
    """A time of day to the minute: 01:04."""
    return f"{moment:%H:%M}"


def stretch_words(stretch: Stretch) -> str:
    """When a stage began and ended; empty where it has not begun."""
    if stretch.began is None:
        return ""
    began = clock_words(stretch.began)
    if stretch.ended is None:
        return say("board", "from", began=began)
    ended = clock_words(stretch.ended)
    return began if began == ended else say("board", "from-to", began=began, ended=ended)


# ---- forecasts


def soon(moment: datetime) -> datetime:
    """The next five minutes by the clock: nobody knows it to the minute, and it is never before."""
    past = timedelta(
        minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment - past + _STEP if past else moment


def expected_words(expected: Expected) -> str:
    """A forecast in a table: its middle, and between when; or why there is none."""
    if isinstance(expected, Unsaid):
        return say("board", f"expected.{expected}", enough=ENOUGH)
    early, middle, late = (clock_words(soon(each)) for each in expected)
    if early == late:
        return middle
    return say("board", "expected", early=early, middle=middle, late=late)


def night_words(pace: Pace) -> str:
    """When all will be done, in a sentence."""
    if isinstance(pace.night, Unsaid):
        return say("board", f"night.{pace.night}", settled=pace.settled, enough=ENOUGH)
    early, middle, late = (clock_words(soon(each)) for each in pace.night)
    key = "night.one" if early == late else "night"
    return say("board", key, early=early, middle=middle, late=late)


# ---- what is in the way


def way_of_area(contest: ContestState, area: AreaNow, clock: Clock) -> str:
    """What an area waits for, the most pressing by name."""
    missing = area.progress.missing
    # What must wait for something else is in nobody's way yet.
    now = tuple(each for each in missing if not each.waits)
    return _first(list(_told(contest, now or missing, clock)))


def way_of_contest(contest: ContestState, now: ContestNow, clock: Clock) -> str:
    """What a contest waits for, beside what its areas say."""
    found = list(_told(contest, now.way.named, clock))
    if now.way.slates:
        found.append(say("board", "way.slates"))
    if now.way.returning_officer:
        found.append(say("board", "way.returning-officer"))
    return _first(found)


def _told(contest: ContestState, missing: tuple[Missing, ...], clock: Clock) -> Iterator[str]:
    for each in sorted(missing, key=lambda each: each.urgency):
        yield tell(contest, each, {}, clock).title


def _first(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return say("board", "more", words=words[0], more=len(words) - 1)
