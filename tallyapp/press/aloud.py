"""A result to be read aloud: the words of the notice, with figures in words."""

from collections.abc import Iterator

from tallyapp.documents.page import wording
from tallyapp.domain.reports.declaration_report import CandidateResult
from tallyapp.domain.reports.press_report import PressContest
from tallyapp.press.facts import Fact, Tongue, practice_mark, tongues_of
from tallyapp.words.catalogue import say
from tallyapp.words.language import given_out
from tallyapp.words.spoken import spoken, spoken_day, spoken_share

_LINE = "_" * 60


@given_out()
def aloud(contest: PressContest) -> str:
    """What is read aloud, a line for each thing that is said."""
    notice = contest.notice
    area = notice.heading.area
    yielded = [say("press", "aloud.title", contest=area), say("press", "aloud.how")]
    if notice.welsh:
        yielded.append(say("press", "aloud.welsh"))
    if notice.outside:
        yielded.append(wording.OUTSIDE.format(reason=wording.sentence(notice.outside)))
    if notice.corrected:
        when = Tongue(notice).when
        yielded.append(
            wording.CORRECTS.format(when=when, reason=wording.sentence(notice.corrected))
        )
    yielded += [_LINE, *_read(contest)]
    return "\n\n".join(yielded) + "\n"


def _read(contest: PressContest) -> Iterator[str]:
    if mark := practice_mark(contest.notice):
        yield mark
    for tongue in tongues_of(contest.notice):
        yield from _in_welsh(tongue) if tongue.language == "cy" else _in_english(tongue)


def _in_english(tongue: Tongue) -> Iterator[str]:
    notice = tongue.notice
    heading = notice.heading
    day = spoken_day(heading.polling_day)
    yield say("press", "aloud.held", election=tongue.election, contest=heading.area, day=day)
    if notice.corrected:
        yield wording.CORRECTED + "."
    yield _by_name(tongue)
    for candidate in notice.candidates:
        yield _candidate(candidate, _votes(candidate.votes))
    yield f"{tongue.label(wording.REJECTED)}:"
    yield from (_fact(fact, _in_words(fact)) for fact in tongue.rejected())
    yield from (_fact(fact, _in_words(fact)) for fact in _turnout(tongue))
    yield from filter(None, (tongue.lot, tongue.declaration))


def _in_welsh(tongue: Tongue) -> Iterator[str]:
    """The same, with figures left to the reader, who knows which of the two ways of counting in
    Welsh is usual there.
    """
    notice = tongue.notice
    heading = notice.heading
    yield f"{tongue.election}, {heading.area}, {tongue.polling_day}."
    if notice.corrected:
        yield tongue.label(wording.CORRECTED) + "."
    yield _by_name(tongue)
    for candidate in notice.candidates:
        yield _candidate(candidate, wording.figure(candidate.votes))
    yield f"{tongue.label(wording.REJECTED)}:"
    yield from (_fact(fact, fact.figure) for fact in tongue.rejected())
    yield from (_fact(fact, fact.figure) for fact in _turnout(tongue))
    yield from filter(None, (tongue.lot, tongue.declaration))


def _by_name(tongue: Tongue) -> str:
    """The sentence before the votes, with the name of whoever speaks where they are the officer
    that it speaks of.
    """
    notice = tongue.notice
    name = notice.declarant.name if notice.declarant else ""
    # A deputy who declares does not say of themselves that they are the returning officer.
    is_theirs = notice.declared_by == f"the {notice.heading.officer_title}"
    if name and is_theirs and tongue.language == "en":
        return tongue.given.replace("I, the undersigned,", f"I, {name},")
    return tongue.given


def _candidate(candidate: CandidateResult, votes: str) -> str:
    key = "spoken.candidate" if candidate.description else "spoken.candidate.alone"
    name = candidate.name
    return say("press", key, name=name, description=candidate.description, votes=votes)


def _votes(number: int) -> str:
    unit = say("press", "spoken.vote.one" if number == 1 else "spoken.vote.many")
    said = spoken(number) if number else say("press", "spoken.none")
    return say("press", "spoken.votes", number=said, votes=unit) if number else said


def _turnout(tongue: Tongue) -> Iterator[Fact]:
    """What is announced of the figures: the electorate and the turnout."""
    known = (tongue.label(wording.ELECTORATE), tongue.label(wording.TURNOUT))
    return (fact for fact in tongue.figures() if fact.label in known)


def _fact(fact: Fact, said: str) -> str:
    return say("press", "spoken.figure", label=_capital(fact.label), number=said)


def _in_words(fact: Fact) -> str:
    if fact.percent:
        return spoken_share(fact.number)
    return spoken(fact.number) if fact.number else say("press", "spoken.none")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
