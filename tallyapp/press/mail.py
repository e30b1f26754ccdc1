"""A result as plain text for an e-mail: a line for each candidate, most votes first."""

from collections.abc import Iterator

from tallyapp.documents.page import wording
from tallyapp.domain.reports.press_report import PressCandidate, PressContest
from tallyapp.press.facts import Fact, Tongue, practice_mark
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure
from tallyapp.words.language import given_out


@given_out()
def mail(contest: PressContest) -> str:
    """The text: who is elected, votes and shares, figures, rejected papers, and how to check it."""
    parts = (
        _head(contest),
        _votes(contest),
        _figures(contest),
        _rejected(contest),
        *(part for part in _beside(contest) if len(part) > 1),
        _end(contest),
    )
    # Parts stand apart, lines do not: a program that reads it aloud pauses where a person would.
    return "\n\n".join("\n".join(filter(None, part)) for part in parts) + "\n"


def _head(contest: PressContest) -> Iterator[str]:
    notice = contest.notice
    tongue = Tongue(notice)
    heading = notice.heading
    yield practice_mark(notice)
    yield heading.area
    yield say("press", "date", election=tongue.election, day=tongue.polling_day)
    yield notice.title
    if notice.corrected:
        yield wording.CORRECTED
        yield wording.CORRECTS.format(when=tongue.when, reason=wording.sentence(notice.corrected))
        for each in tongue.changes():
            yield say("press", "mail.change", of=each.of, before=each.before, now=each.now)
    yield ""
    yield f"{tongue.label(wording.ELECTED)}: {', '.join(map(person, contest.elected))}"
    yield notice.lot
    yield tongue.declared
    if notice.outside:
        yield say("press", "mail.otherwise", reason=wording.sentence(notice.outside))


def person(candidate: PressCandidate) -> str:
    """A name with its description, where there is one."""
    return named(candidate.line.name, candidate.line.description)


def named(name: str, description: str) -> str:
    """A name with a description behind it, where there is one."""
    key = "person" if description else "person.alone"
    return say("press", key, name=name, description=description)


def _votes(contest: PressContest) -> Iterator[str]:
    notice = contest.notice
    yield say("press", "mail.result")
    for candidate in contest.by_votes:
        line = candidate.line
        key = "mail.candidate" if line.description else "mail.candidate.alone"
        name = line.name
        if line.full_name:
            name = say("press", "mail.known-as", name=name, full=line.full_name)
        told = figures_of(candidate, Tongue(notice).label(wording.ELECTED))
        yield say("press", key, name=name, description=line.description, figures=told)
    yield share_note(contest)


def figures_of(candidate: PressCandidate, elected: str) -> str:
    """Votes, share and whether elected: 19,541 votes, 49.67%, elected."""
    votes = say("press", "votes", votes=candidate.line.votes)
    parts = [votes, wording.percent(candidate.share)]
    if candidate.line.elected:
        parts.append(elected.lower())
    return ", ".join(parts)


def share_note(contest: PressContest) -> str:
    """Of what the shares are."""
    notice = contest.notice
    seats = notice.heading.vacancies
    key = "mail.share" if seats == 1 else "mail.share.seats"
    return say("press", key, valid=notice.valid, seats=seats)


def _figures(contest: PressContest) -> Iterator[str]:
    tongue = Tongue(contest.notice)
    yield _line(Fact(tongue.total_label, contest.notice.total_votes))
    if contest.notice.heading.vacancies > 1:
        yield _line(Fact(say("press", "mail.valid"), contest.notice.valid))
    yield from map(_line, tongue.figures())
    if contest.notice.electorate is None:
        yield wording.NO_TURNOUT


def _rejected(contest: PressContest) -> Iterator[str]:
    tongue = Tongue(contest.notice)
    yield tongue.label(wording.REJECTED)
    yield contest.notice.rejected_note
    yield from map(_line, tongue.rejected())


def _beside(contest: PressContest) -> tuple[tuple[str, ...], ...]:
    """What is no part of the notice: each with its heading first."""
    told = contest.beside
    return (
        (say("press", "mail.last-time"), *told.last_time),
        (say("press", "mail.ranks"), *told.ranks),
    )


def _line(fact: Fact) -> str:
    label = fact.label
    if fact.formula:
        label = say("press", "mail.formula", label=label, formula=fact.formula)
    return say("press", "mail.head", label=label, figure=fact.figure)


def _end(contest: PressContest) -> Iterator[str]:
    heading = contest.notice.heading
    at = contest.notice.checkpoint
    yield say("press", "mail.code", seq=figure(at.seq), code=at.code)
    yield say("press", "mail.check")
    yield heading.note
    yield heading.imprint
