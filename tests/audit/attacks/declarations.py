"""Declarations whose figures were changed: with the act that declared left as it was, and with one
that says the same.
"""

from collections.abc import Callable

from msgspec.structs import replace

from tallyapp.domain.reports.declaration_report import CandidateResult, DeclarationReport
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes
from tests.audit.attacks.table import Attack, Kind, World

DODDS = 4
GREEN = 3
"""Who won, and who came second, by their places in the list."""
OTHER = OfficerNumber(2)
FIGURES = Kind.FIGURES
AGREEING = Kind.AGREEING
Change = Callable[[DeclarationReport], DeclarationReport]


def with_votes(report: DeclarationReport, votes: list[int]) -> DeclarationReport:
    people = zip(report.candidates, votes, strict=True)
    return replace(report, candidates=tuple(replace(one, votes=Votes(n)) for one, n in people))


def exchanged(report: DeclarationReport, a: int, b: int) -> DeclarationReport:
    votes: list[int] = [one.votes for one in report.candidates]
    votes[a], votes[b] = votes[b], votes[a]
    return with_votes(report, votes)


def winner(report: DeclarationReport, *numbers: int) -> tuple[CandidateResult, ...]:
    return tuple(replace(one, elected=i in numbers) for i, one in enumerate(report.candidates))


def named(report: DeclarationReport, *numbers: int) -> DeclarationReport:
    """These elected, and called so in every field."""
    names = tuple(report.candidates[number].name for number in numbers)
    sentence = report.declaration.replace(report.elected_names[0], " and ".join(names))
    people = winner(report, *numbers)
    return replace(report, candidates=people, elected_names=names, declaration=sentence)


def _one_vote_more(report: DeclarationReport) -> DeclarationReport:
    return with_votes(report, [one.votes + (i == 0) for i, one in enumerate(report.candidates)])


def _another_named_too(report: DeclarationReport) -> DeclarationReport:
    other = report.candidates[GREEN].name
    return replace(report, declaration=f"{report.declaration} And {other} is duly elected.")


def _in_the_table(report: DeclarationReport, **other: str) -> DeclarationReport:
    """What the table says of the winner, and no sentence does."""
    people = list(report.candidates)
    people[DODDS] = replace(people[DODDS], **other)
    return replace(report, candidates=tuple(people))


_CHANGES: dict[str, tuple[Change, str, bool]] = {
    "the winner's votes given to the second": (
        lambda r: exchanged(r, DODDS, GREEN),
        "somebody who is not elected has more votes",
        True,
    ),
    "another flagged as elected": (
        lambda r: replace(r, candidates=winner(r, GREEN)),
        "the names of the elected",
        True,
    ),
    "another elected and named so": (
        lambda r: named(r, GREEN),
        "somebody who is not elected has more votes",
        True,
    ),
    "another named in the words alone": (
        lambda r: replace(r, declaration=r.declaration.replace(r.elected_names[0], "Louise Brown")),
        "the words of the declaration do not name those elected",
        False,
    ),
    "another named beside the elected": (
        _another_named_too,
        "is named as elected and is not",
        False,
    ),
    "a changed total": (
        lambda r: replace(r, total_votes=Votes(39_431)),
        "votes add to 39,341",
        False,
    ),
    "a changed number of valid papers": (
        lambda r: replace(r, valid=Papers(39_314)),
        "valid papers 39,314",
        True,
    ),
    "one vote more": (_one_vote_more, "votes add to 39,342", True),
    "a changed number of rejected papers": (
        lambda r: replace(r, rejected_total=Papers(391)),
        "heads add to 390",
        False,
    ),
    "another majority": (
        lambda r: replace(r, majority=Votes(4_465)),
        "the votes make it 14465",
        False,
    ),
    "another turnout": (
        lambda r: replace(r, turnout=6_530),
        "the papers make it 55.30%",
        False,
    ),
    "a lot that nobody drew": (
        lambda r: replace(r, lot="Lots were drawn."),
        "an equality of votes",
        False,
    ),
    "another named in the notice": (
        lambda r: replace(r, notice=f"{r.notice} {r.candidates[GREEN].name} is elected."),
        "is named as elected and is not",
        False,
    ),
    "another named beside the rejected papers": (
        lambda r: replace(r, rejected_note=f"{r.candidates[GREEN].name} is elected."),
        "is named as elected and is not",
        False,
    ),
    "the winner under another name in the table": (
        lambda r: _in_the_table(r, ballot_name="BROWN, Louise"),
        "BROWN, Louise is called",
        False,
    ),
    "the winner known as another": (
        lambda r: _in_the_table(r, known_as="Louise Brown"),
        "is known as Louise Brown",
        False,
    ),
    "two elected to one seat": (
        lambda r: named(r, GREEN, DODDS),
        "2 elected for 1 vacancies",
        True,
    ),
    "nobody elected": (
        lambda r: replace(r, candidates=winner(r), elected_names=()),
        "0 elected for 1 vacancies",
        True,
    ),
}
"""Each change with what the figures then say, and whether the act that declared says otherwise."""


def _as_it_was(change: Change) -> Callable[[World], bytes]:
    return lambda world: world.hall.declared_again(change(world.hall.report))


def _agreeing(change: Change) -> Callable[[World], bytes]:
    return lambda world: world.hall.bound_again(change(world.hall.report))


def _bound_alone(name: str, change: Change, words: str) -> Attack:
    """A change after which all figures agree: only the act that declared says otherwise."""
    return Attack(name, FIGURES, _as_it_was(change), ("binding",), words)


def _all_moved(report: DeclarationReport) -> DeclarationReport:
    """The winner and the second exchanged in everything that is said of them."""
    moved = named(exchanged(report, DODDS, GREEN), GREEN)
    return replace(moved, majority=report.majority)


def _rejected_moved(report: DeclarationReport) -> DeclarationReport:
    first, second, *others = report.rejected
    a = replace(first, papers=second.papers)
    b = replace(second, papers=first.papers)
    return replace(report, rejected=(a, b, *others))


ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(
            name,
            FIGURES,
            _as_it_was(change),
            ("figures", "binding") if otherwise else ("figures",),
            words,
        )
        for name, (change, words, otherwise) in _CHANGES.items()
    ),
    *(
        Attack(name, AGREEING, _agreeing(change), ("figures",), words)
        for name, (change, words, _) in _CHANGES.items()
    ),
    _bound_alone(
        "two losers' votes exchanged",
        lambda r: exchanged(r, 0, 1),
        "the acts that it carries say something else (votes:",
    ),
    _bound_alone("winner and second exchanged in all that is said of them", _all_moved, "votes:"),
    _bound_alone("rejected papers moved to another head", _rejected_moved, "rejected papers:"),
    _bound_alone(
        "papers that were never verified",
        lambda r: replace(r, verified=Papers(39_732)),
        "papers verified: 39,732 here, 39,731 there",
    ),
    _bound_alone(
        "declared an hour earlier",
        lambda r: replace(r, declared_at=r.declared_at.replace(hour=r.declared_at.hour - 1)),
        "declared Friday 5 July 2024 at",
    ),
    _bound_alone(
        "declared by another officer",
        lambda r: replace(r, declarant=ReleasedName(number=OTHER, salt="0" * 32, name="B. Other")),
        "declared by officer 2, the act 1",
    ),
    _bound_alone(
        "declared by an office that nobody holds",
        lambda r: replace(r, declared_by="the Lord Chief Justice"),
        "declared by the Lord Chief Justice",
    ),
    _bound_alone(
        "said to be declared outside the program",
        lambda r: replace(r, outside="no power"),
        "whether and why it was declared outside the program",
    ),
    _bound_alone(
        "said to correct an earlier notice",
        lambda r: replace(r, corrected="typed wrongly"),
        "not the act that declared",
    ),
    Attack(
        "two losers' votes exchanged",
        AGREEING,
        _agreeing(lambda r: exchanged(r, 0, 1)),
        (),
        shown_by="a noted code",
    ),
    Attack(
        "winner and second exchanged in all that is said of them",
        AGREEING,
        _agreeing(_all_moved),
        (),
        shown_by="a noted code",
    ),
    Attack(
        "the winner of a real count exchanged",
        AGREEING,
        lambda world: world.real.bound_again(_real_moved(world.real.report)),
        (),
        shown_by="a noted code",
        of="real",
    ),
    Attack(
        "a real declaration signed by somebody else in the officer's name",
        Kind.CERTIFICATES,
        lambda world: world.real.declared_again(world.real.report),
        (),
        shown_by="a certificate",
        of="real",
    ),
)


def _real_moved(report: DeclarationReport) -> DeclarationReport:
    return named(exchanged(report, 0, 1), 1)
