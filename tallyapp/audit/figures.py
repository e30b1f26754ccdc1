"""Whether the figures that a declaration prints agree with each other."""

from collections.abc import Iterator

from tallyapp.documents.page.wording import percent
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.vocabulary.shares import hundredths_of_percent


def disagreeing_figures(report: DeclarationReport) -> Iterator[str]:
    """Where the figures that a declaration prints do not agree with each other."""
    yield from _disagreeing_votes(report)
    # Rejected in part is valid, and is no part of the total of rejected papers.
    rejected = sum(head.papers for head in report.rejected if not head.in_part)
    if rejected != report.rejected_total:
        yield f"heads add to {rejected:,}, total rejected {report.rejected_total:,}"
    yield from _wrong_turnout(report)
    yield from _wrongly_elected(report)
    if not report.corrected:  # who was declared elected stays elected, whatever is found afterwards
        yield from _not_most_votes(report)


def papers_missing(report: DeclarationReport) -> int:
    """Papers verified less those valid or rejected; 0 where all of them are accounted for.

    Rule 3, as a reader of the page can do it with a pencil. No failure: the returning officer may
    go on over a variance with a reason, and papers may be found after the declaration.
    """
    return report.verified - report.valid - report.rejected_total


def _wrong_turnout(report: DeclarationReport) -> Iterator[str]:
    papers = report.valid + report.rejected_total
    electors = report.electorate
    turnout = None if electors is None else hundredths_of_percent(papers, electors)
    if turnout != report.turnout:
        yield f"turnout {_percent(report.turnout)}, the papers make it {_percent(turnout)}"


def _percent(turnout: int | None) -> str:
    return "none" if turnout is None else percent(turnout)


def _disagreeing_votes(report: DeclarationReport) -> Iterator[str]:
    votes = [candidate.votes for candidate in report.candidates]
    seats = report.heading.vacancies
    if sum(votes) != report.total_votes or (seats == 1 and report.total_votes != int(report.valid)):
        total = f"total {report.total_votes:,}, valid papers {report.valid:,}"
        yield f"votes add to {sum(votes):,}, {total}"
    # Several votes a paper: only that there are not more votes than papers can hold can be said.
    if seats > 1 and (
        report.total_votes > seats * report.valid or max(votes, default=0) > report.valid
    ):
        yield f"more votes than {report.valid:,} valid papers can have"
    lead = None
    if seats == 1 and len(votes) > 1:
        first, second = sorted(votes, reverse=True)[:2]
        lead = first - second
    if report.corrected and any(c.elected and c.votes < max(votes) for c in report.candidates):
        lead = None
    if lead != report.majority:
        yield f"majority {report.majority}, the votes make it {lead}"


def _wrongly_elected(report: DeclarationReport) -> Iterator[str]:
    """Where those whom a declaration calls elected are not those it names, each with a term."""
    elected = [candidate for candidate in report.candidates if candidate.elected]
    if tuple(candidate.name for candidate in elected) != report.elected_names:
        yield "the names of the elected"
    # The sentence that was read out must name them too: the table alone elects nobody.
    if not all(words in report.declaration for words in (*report.elected_names, *report.terms)):
        yield "the words of the declaration do not name those elected"
    in_welsh = report.welsh
    if in_welsh and not all(name in in_welsh.declaration for name in report.elected_names):
        yield "the words of the declaration in Welsh do not name those elected"
    if in_welsh and bool(in_welsh.lot) != bool(report.lot):
        yield "a lot that is told in one language alone"
    yield from _named_though_not_elected(report)
    yield from _named_otherwise(report)
    if len(elected) != report.heading.vacancies:
        yield f"{len(elected)} elected for {report.heading.vacancies} vacancies"
    if report.terms and len(report.terms) != len(elected):
        yield f"{len(report.terms)} terms for {len(elected)} elected"


def _named_though_not_elected(report: DeclarationReport) -> Iterator[str]:
    """Those not elected whose names stand in the sentences of the notice."""
    # What stands between the names of the elected: one name can be a part of another.
    rest = f"{report.notice} {report.declaration} {report.lot} {report.rejected_note}"
    if report.welsh:
        rest += f" {report.welsh.notice} {report.welsh.declaration} {report.welsh.lot}"
    for name in sorted(report.elected_names, key=len, reverse=True):
        rest = rest.replace(name, "|")
    for candidate in report.candidates:
        if not candidate.elected and candidate.name and candidate.name in rest:
            yield f"{candidate.name} is named as elected and is not"


def _named_otherwise(report: DeclarationReport) -> Iterator[str]:
    """Those who are called one thing in the table and another in the words."""
    for candidate in report.candidates:
        # The ballot paper has the surname first, and nothing else is different.
        if _words(candidate.ballot_name) != _words(candidate.name):
            yield f"{candidate.ballot_name} is called {candidate.name}"
        if candidate.known_as not in ("", candidate.name):
            yield f"{candidate.name} is known as {candidate.known_as}"


def _words(name: str) -> list[str]:
    return sorted(name.replace(",", " ").split())


def _not_most_votes(report: DeclarationReport) -> Iterator[str]:
    """Where those whom a declaration calls elected are not those with most votes, or by a lot."""
    elected = [candidate.votes for candidate in report.candidates if candidate.elected]
    others = [candidate.votes for candidate in report.candidates if not candidate.elected]
    least = min(elected, default=0)
    if others and least < max(others):
        yield "somebody who is not elected has more votes"
    # An equality that decides a seat needs a lot; a lot where none decides is wrong as well.
    level = bool(others) and least == max(others)
    for_term = len({*zip(elected, report.terms, strict=False)}) > len(set(elected))
    if (level or for_term) != bool(report.lot):
        where = "an equality of votes decides a seat or its term"
        yield f"a lot is drawn where, and only where, {where}"
