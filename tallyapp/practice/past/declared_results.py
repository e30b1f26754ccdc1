"""Past results of several wards in JSON: Medway's declarations of 2023, and ties for the last seat."""

import re
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Figure, Papers, PapersFigure, Text, Votes, VotesFigure
from tallyapp.exchange.identifiers import identifier_of, without_accents
from tallyapp.exchange.tables import FaultBook
from tallyapp.practice.past.json_results import decoded
from tallyapp.practice.past.published import (
    LOCAL,
    PastCandidate,
    PastContest,
    RejectedUnder,
    in_ballot_paper_order,
    numbers_of,
    ordinary_polling_day,
)

_COMPARE = "Compare it with what was published."
_KNOWN_AS = re.compile(r"(.*?)\s*\(commonly known as (.+)\)\Z")
_HEADS = {
    "want_of_official_mark": "official-mark",
    "voting_for_more_than_entitled": "too-many-votes",
    "writing_or_mark_identifying_voter": "voter-identified",
    "unmarked_or_void_for_uncertainty": "void",
}
"""The heads of resources/rules by the names that Medway's file has for them."""


class _Nominated(msgspec.Struct, frozen=True):
    surname: Text
    other_names: Text
    description: Text
    votes: VotesFigure


class _RejectedVotes(msgspec.Struct, frozen=True):
    want_of_official_mark: Figure
    voting_for_more_than_entitled: Figure
    writing_or_mark_identifying_voter: Figure
    unmarked_or_void_for_uncertainty: Figure
    total_as_declared: Figure
    unit_as_declared: Literal['"Number of votes" (not papers) in multi-seat wards']


class _Declared(msgspec.Struct, frozen=True):
    ward: Text
    election_date: date
    seats: int
    elected_names_as_declared: tuple[str, ...]
    electorate: Figure
    verified_polling_station: PapersFigure
    verified_postal: PapersFigure
    verified_total: PapersFigure
    rejected: _RejectedVotes
    candidates: tuple[_Nominated, ...]


class _Stood(msgspec.Struct, frozen=True):
    name: Text
    party: Text
    votes: VotesFigure
    elected: bool


class _Tied(msgspec.Struct, frozen=True):
    source: Text
    authority: Text
    ward: Text
    seats: int
    system: Literal["plurality"]
    candidates: tuple[_Stood, ...]


def read_declarations(data: bytes, book: FaultBook) -> list[PastContest]:
    """Medway's wards. In wards of several seats its rejected figures are votes, with one seat papers.

    Raises ImportRefused with every fault.
    """
    contests = []
    for place, told in enumerate(decoded(data, tuple[_Declared, ...], book, "medway-2023-declarations.json")):
        _examine(told, f"$[{place}]", book)
        candidates = in_ballot_paper_order(_nominated(one) for one in told.candidates)
        contests.append(
            PastContest(
                id=identifier_of(f"Medway {told.ward}"),
                kind=LOCAL,
                election="Election of councillors, Medway",
                authority="Medway",
                name=told.ward,
                polling_day=told.election_date,
                seats=told.seats,
                candidates=candidates,
                source="Figures as declared by Medway Council.",
                electorate=told.electorate,
                ballot_papers=Papers(told.verified_total),
                invalid=None,
                rejected=tuple(
                    RejectedUnder(
                        head=head,
                        figure=getattr(told.rejected, name),
                        unit="votes" if told.seats > 1 else "papers",
                    )
                    for name, head in _HEADS.items()
                ),
                elected=numbers_of(_elected(told, candidates, f"$[{place}]", book), candidates),
            )
        )
    book.refuse_if_any()
    return contests


def _examine(told: _Declared, place: str, book: FaultBook) -> None:
    _examine_seats(told.ward, told.seats, len(told.candidates), place, book)
    sums = (
        ("verified_total", told.verified_total, told.verified_polling_station + told.verified_postal),
        (
            "rejected.total_as_declared",
            told.rejected.total_as_declared,
            sum(getattr(told.rejected, name) for name in _HEADS),
        ),
    )
    for name, total, parts in sums:
        if total != parts:
            problem = f"{told.ward}: the total is given as {total:,}, its parts add to {parts:,}."
            book.note(0, f"{place}.{name}", problem, _COMPARE)


def _examine_seats(ward: str, seats: int, candidates: int, place: str, book: FaultBook) -> None:
    if not 1 <= seats <= candidates:
        problem = f"{ward}: there are {candidates} candidates for {seats} seats."
        book.note(0, f"{place}.seats", problem, _COMPARE)


def _nominated(one: _Nominated) -> PastCandidate:
    known = _KNOWN_AS.match(one.other_names)
    candidate = Candidate(
        surname=one.surname,
        other_names=known[1] if known else one.other_names,
        known_as=known[2] if known else "",
        description=one.description,
    )
    return PastCandidate(candidate=candidate, votes=Votes(one.votes))


def _elected(
    told: _Declared, candidates: tuple[PastCandidate, ...], place: str, book: FaultBook
) -> list[PastCandidate]:
    """Those declared elected, by name; a name that is spelt otherwise is theirs whose surname it ends in."""
    elected = []
    for name in told.elected_names_as_declared:
        plain = without_accents(name)
        same = [past for past in candidates if without_accents(past.candidate.name) == plain] or [
            past for past in candidates if plain.endswith(f" {without_accents(past.candidate.surname)}")
        ]
        if len(same) == 1:
            elected += same
        else:
            problem = f"{told.ward}: {name[:80]} is the name of {len(same)} candidates."
            book.note(0, f"{place}.elected_names_as_declared", problem, _COMPARE)
    return elected


def read_ties(data: bytes, book: FaultBook) -> list[PastContest]:
    """Contests with nothing but votes; `source` names the file they are from, and with it the polling day.

    Raises ImportRefused with every fault.
    """
    contests = []
    for place, told in enumerate(decoded(data, tuple[_Tied, ...], book, "ties-at-last-seat.json")):
        _examine_seats(told.ward, told.seats, len(told.candidates), f"$[{place}]", book)
        entries = [(_stood(one), one.elected) for one in told.candidates]
        candidates = in_ballot_paper_order(past for past, _ in entries)
        contests.append(
            PastContest(
                id=identifier_of(f"{told.authority} {told.ward}"),
                kind=LOCAL,
                election=f"Election of councillors, {told.authority}",
                authority=told.authority,
                name=told.ward,
                polling_day=_polling_day(told.source, f"$[{place}].source", book),
                seats=told.seats,
                candidates=candidates,
                source=f"Votes as given in {told.source}, from {Path(book.file).name}.",
                electorate=None,
                ballot_papers=None,
                invalid=None,
                elected=numbers_of((past for past, won in entries if won), candidates),
            )
        )
    book.refuse_if_any()
    return contests


def _stood(one: _Stood) -> PastCandidate:
    """The candidate; a name is "Surname, Initials", or ends in the surname's one word."""
    surname, comma, other_names = one.name.partition(", ")
    if not comma:
        other_names, _, surname = one.name.rpartition(" ")
    candidate = Candidate(surname=surname, other_names=other_names, description=one.party)
    return PastCandidate(candidate=candidate, votes=Votes(one.votes))


def _polling_day(source: str, place: str, book: FaultBook) -> date:
    """The day in a file's name, or the ordinary one of the year in it."""
    if day := re.search(r"(\d{4})-(\d\d)-(\d\d)", source):
        try:
            return date.fromisoformat(day[0])
        except ValueError:
            pass
    elif year := re.search(r"\b(19|20)\d\d\b", source):
        return ordinary_polling_day(int(year[0]))
    book.note(0, place, f'There is no polling day in "{source[:60]}".', "Name the file with its day or year.")
    return date.min
