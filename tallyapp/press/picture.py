"""The picture of a result and what it shows in words, from one report."""

from collections.abc import Iterator, Sequence

from tallyapp.documents.chart import MOST_ROWS, Bar, Chart
from tallyapp.documents.page import wording
from tallyapp.documents.page.tongues import Tongues
from tallyapp.domain.reports.press_report import PressCandidate, PressContest
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.press.facts import Tongue, practice_mark
from tallyapp.press.mail import figures_of
from tallyapp.words.catalogue import say
from tallyapp.words.language import given_out
from tallyapp.words.parties import stripe

_JOINED = " · "


@given_out()
def picture(contest: PressContest) -> Chart:
    """The picture of a contest: all who stood, or the first of them and the others summed."""
    notice = contest.notice
    heading = notice.heading
    both = Tongues(welsh=notice.welsh is not None, answers=notice.answers)
    shown, others = _shown(contest)
    bars = [_bar(each) for each in shown]
    if others:
        bars.append(_summed(contest, others))
    return Chart(
        title=heading.area,
        under=_under(contest),
        bars=tuple(bars),
        foot=_foot(contest),
        note=heading.note,
        elected=both.line(wording.ELECTED),
        practice=both.line(wording.PRACTICE) if heading.practice else "",
        in_words=in_words(contest),
    )


@given_out()
def in_words(contest: PressContest) -> str:
    """What the picture shows, for those who cannot see it: the same rows, the same figures."""
    elected = Tongue(contest.notice).label(wording.ELECTED)
    shown, others = _shown(contest)
    bars = [
        _told(each.line.name, each.line.description, figures_of(each, elected)) for each in shown
    ]
    if others:
        summed = _summed(contest, others)
        votes = say("press", "votes", votes=summed.votes)
        bars.append(_told(summed.name, "", ", ".join(filter(None, (votes, summed.share)))))
    told = say(
        "press",
        "chart.in-words",
        contest=contest.notice.heading.area,
        under=_under(contest),
        bars=" ".join(bars),
        foot=_sentences((*_facts(contest), contest.notice.lot, _when(contest))),
    )
    return " ".join(filter(None, (practice_mark(contest.notice), told)))


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _shown(contest: PressContest) -> tuple[Sequence[PressCandidate], Sequence[PressCandidate]]:
    """Who has a row, and who is summed in the last one: nobody who is elected, and never one
    alone.
    """
    by_votes = contest.by_votes
    if len(by_votes) <= MOST_ROWS:
        return by_votes, ()
    first = by_votes[: MOST_ROWS - 1]
    shown = [each for each in by_votes if each in first or each.line.elected]
    others = [each for each in by_votes if each not in shown]
    return (by_votes, ()) if len(others) == 1 else (shown, others)


def _bar(candidate: PressCandidate) -> Bar:
    line = candidate.line
    return Bar(
        name=line.name,
        description=line.description,
        votes=line.votes,
        figure=wording.figure(line.votes),
        share=wording.percent(candidate.share),
        stripe=stripe(line),
        elected=line.elected,
    )


def _summed(contest: PressContest, others: Sequence[PressCandidate]) -> Bar:
    """Those without a row of their own, together."""
    votes = sum(each.line.votes for each in others)
    share = ""
    # Of several votes on a paper, those for many candidates are no share of the papers.
    if contest.notice.heading.vacancies == 1:
        share = wording.percent(hundredths_of_percent(votes, contest.notice.valid))
    return Bar(
        name=say("press", "chart.others", others=len(others)),
        description="",
        votes=votes,
        figure=wording.figure(votes),
        share=share,
    )


def _told(name: str, description: str, figures: str) -> str:
    key = "chart.bar" if description else "chart.bar.alone"
    return say("press", key, name=name, description=description, figures=figures)


def _under(contest: PressContest) -> str:
    tongue = Tongue(contest.notice)
    return say("press", "date", election=tongue.election, day=tongue.polling_day)


def _facts(contest: PressContest) -> Iterator[str]:
    notice = contest.notice
    seats = notice.heading.vacancies
    if notice.corrected:
        yield wording.CORRECTED
    if seats > 1:
        yield say("press", "chart.foot.share", valid=notice.valid, seats=seats)
    if notice.majority is not None:
        yield say("press", "chart.foot.majority", majority=notice.majority)
    if notice.turnout is not None:
        yield say("press", "chart.foot.turnout", turnout=wording.percent(notice.turnout))


def _foot(contest: PressContest) -> tuple[str, ...]:
    """What stands beneath the rows: figures, a lot, and when it was declared."""
    return tuple(filter(None, (_JOINED.join(_facts(contest)), contest.notice.lot, _when(contest))))


def _when(contest: PressContest) -> str:
    notice = contest.notice
    key = "declared"
    if notice.corrected:
        # These figures were not declared then: others were.
        key = "corrected"
    elif notice.outside:
        key = "outside"
    when = Tongue(notice).when
    authority = notice.heading.authority
    return say("press", f"chart.foot.{key}", when=when, authority=authority)
