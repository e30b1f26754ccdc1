"""The report of a training count in words: as lines, and as a page."""

from collections.abc import Iterator
from typing import NamedTuple

from tallyapp.desk import Desk
from tallyapp.domain.reports.declaration import heading
from tallyapp.domain.reports.record import Record, RecordLine, RecordPart
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.phrases import listed
from tallyapp.domain.vocabulary.slates import is_slate, slate_called
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, number_words, time_words

from .outcome import Outcome
from .planted import Mistake, Planted
from .report import OfContest, OfOfficer, Training

_MINUTE = 60


class Words(NamedTuple):
    """One planted mistake in words: what it is, where, what became of it, and how it ended."""

    mistake: str
    place: str
    became: str
    end: str
    planted: str

    @property
    def what(self) -> str:
        """The mistake with its place."""
        return say("training", "what", mistake=self.mistake, place=self.place)


# ---- one mistake


def outcome_words(of: OfContest, contest: ContestState, outcome: Outcome) -> Words:
    """What is said of one mistake."""
    planted = outcome.planted
    return Words(
        mistake=mistake_words(planted.mistake),
        place=_where(planted),
        became=_became(outcome),
        end=_end(of, outcome),
        planted=_planted(contest, planted),
    )


def mistake_words(mistake: Mistake) -> str:
    """A kind of mistake, with a capital."""
    words = say("training", f"mistake.{mistake}")
    return words[:1].upper() + words[1:]


def _where(planted: Planted) -> str:
    if planted.box:
        return say("training", "where.box", box=planted.box, area=planted.area)
    sheet, *others = planted.sheets
    if others:
        other = str(others[0])
        return say("training", "where.two", sheet=str(sheet), other=other, area=planted.area)
    return say("training", "where.sheet", sheet=str(sheet), area=planted.area)


def _became(outcome: Outcome) -> str:
    found = outcome.found
    if found is None:
        met = "missed" if outcome.met else "not-met"
        return say("training", met)
    words = say("training", f"how.{found.how}", by=str(found.by), second=str(found.second))
    if outcome.met and found.at > outcome.met:
        after = duration(int((found.at - outcome.met).total_seconds()))
        return say("training", "found.after", how=words, time=time_words(found.at), after=after)
    return say("training", "found.at-once", how=words, time=time_words(found.at))


def _end(of: OfContest, outcome: Outcome) -> str:
    if outcome.put_right:
        return say("training", "end.put-right")
    key = "end.declared" if of.declared_at else "end.stands" if outcome.met else "end.to-come"
    words = say("training", key)
    if outcome.passed_by is not None:
        words += " " + say("training", "end.passed", by=str(outcome.passed_by))
    return words


def _planted(contest: ContestState, planted: Planted) -> str:
    """What is written, and what should be: for the trainer, who answers for the table."""
    if planted.mistake is Mistake.LOOK_ALIKE:
        written, right = (
            listed([_candidate(contest, number) for number in whose]) for whose in planted.slates
        )
        key = "planted.slate" if is_slate(planted.slates[0]) else "planted.lines"
        return say("training", key, written=written, right=right)
    key = "planted.box" if planted.box else "planted.line"
    line = _line_words(contest, planted.field)
    return say("training", key, line=line, written=planted.written[0], right=planted.right[0])


def _line_words(contest: ContestState, field: str) -> str:
    """Whose line a field is on, by number and name; empty of a box."""
    line = field.rpartition(".")[0]
    whose = slate_called(line.removeprefix("s")) if line else ()
    return listed([_candidate(contest, number) for number in whose])


def _candidate(contest: ContestState, number: int) -> str:
    return f"{number} {contest.set_up.candidates[number - 1].ballot_name}"


def duration(seconds: int) -> str:
    """A time in words: 40 seconds; 2 minutes 5 seconds."""
    minutes, rest = divmod(seconds, _MINUTE)
    if not minutes:
        return say("training", "duration.seconds", seconds=rest)
    key = "duration.minutes" if rest else "duration.whole-minutes"
    return say("training", key, minutes=minutes, seconds=rest)


# ---- the whole in lines


def contest_words(of: OfContest) -> list[str]:
    """What is said of a contest before its mistakes: how many were found, and what got through."""
    many = len(of.outcomes)
    key = "found" if of.declared_at else "found.so-far"
    words = [say("training", key, found=of.found, mistakes=many, missed=many - of.found)]
    if of.declared_at is None:
        words.append(say("training", "not-over"))
    elif of.declared:
        words.append(say("training", "got-through", mistakes=len(of.declared)))
    else:
        words.append(say("training", "nothing-through"))
    if of.unkeyed:
        words.append(say("training", "unkeyed", sheets=number_words(of.unkeyed)))
    if of.also_wrong:
        words.append(say("training", "also-wrong", sheets=number_words(of.also_wrong)))
    if of.differed:
        words.append(say("training", "differed", sheets=number_words(of.differed)))
    return words


def officer_words(of: OfOfficer) -> str:
    """How the keying of one officer went."""
    key = "officer.measured" if of.measured else "officer"
    return say(
        "training",
        key,
        sheets=of.sheets,
        queried=of.queried,
        strokes=of.strokes,
        seconds=seconds_words(of.milliseconds),
    )


def seconds_words(milliseconds: int) -> str:
    """Seconds with one place, rounded half up: 12.4."""
    tenths = (milliseconds + 50) // 100
    return f"{figure(tenths // 10)}.{tenths % 10}"


def lines(desk: Desk, training: Training) -> Iterator[str]:
    """The whole report in lines of text."""
    for of in training.contests:
        contest = desk.contest(of.stream)
        yield f"{of.name}: {' '.join(contest_words(of))}"
        for outcome in of.outcomes:
            words = outcome_words(of, contest, outcome)
            yield f"  {words.what}. {words.became} {words.end}"
            yield f"    {words.planted}"
    for each in training.officers:
        yield f"{say('training', 'officer.who', number=str(each.officer))}: {officer_words(each)}"


# ---- on paper


def record(desk: Desk, training: Training, stream: str) -> Record:
    """The report of one contest as a page."""
    of = next(each for each in training.contests if each.stream == stream)
    contest = desk.contest(stream)
    parts = [RecordPart(say("training", "page.whole"), sentences=tuple(contest_words(of)))]
    mistakes = [_mistake_line(of, outcome_words(of, contest, each), each) for each in of.outcomes]
    parts.append(RecordPart(say("training", "page.mistakes"), lines=tuple(mistakes)))
    officers = tuple(
        RecordLine(say("training", "officer.who", number=str(each.officer)), officer_words(each))
        for each in training.officers
    )
    if officers:
        note = say("training", "page.keying.note")
        parts.append(RecordPart(say("training", "page.keying"), note, lines=officers))
    return Record(heading(desk.count, contest), say("training", "page.title"), tuple(parts))


def short_words(of: OfContest, outcome: Outcome) -> str:
    """Found, missed, or not found yet: in a word."""
    if outcome.found:
        return say("training", "page.found")
    return say("training", "page.missed" if of.declared_at else "page.to-come")


def _mistake_line(of: OfContest, words: Words, outcome: Outcome) -> RecordLine:
    note = f"{words.planted} {words.became} {words.end}"
    return RecordLine(words.what, short_words(of, outcome), note, empty=not outcome.found)
