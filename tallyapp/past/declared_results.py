"""Past results of wards in JSON: Medway's declarations of 2023, and ties for the last seat."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tallyapp.domain.vocabulary.collation import without_accents
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.phrases import several
from tallyapp.domain.vocabulary.units import MAX_SEATS, Papers, Votes
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.names import commonly_used
from tallyapp.exchange.tables import FaultBook
from tallyapp.past.json_fields import Told
from tallyapp.past.published import (
    COMPARE,
    LOCAL,
    PastCandidate,
    PastContest,
    Read,
    RejectedUnder,
    in_ballot_paper_order,
    numbers_of,
    ordered,
    ordinary_polling_day,
    polling_day_in,
)
from tallyapp.past.reading import set_apart

DECLARED = ("ward", "verified_total")
TIED = ("ward", "authority", "candidates")
"""The fields by which the two forms are known."""
_KNOWN_AS = re.compile(r"(.*?)\s*\(commonly known as (.+)\)\Z")
_HEADS = {
    "want_of_official_mark": "official-mark",
    "voting_for_more_than_entitled": "too-many-votes",
    "writing_or_mark_identifying_voter": "voter-identified",
    "unmarked_or_void_for_uncertainty": "void",
}
"""The heads of resources/rules by the names that Medway's file has for them."""
_UNIT = '"Number of votes" (not papers) in multi-seat wards'
"""In what Medway's rejected figures are; of another unit nothing could be made of them."""
_PLURALITY = "plurality"


def read_declaration(value: object, book: FaultBook, place: str, given: date | None) -> Read:
    """A ward as Medway declared its own, or another `authority` with its `source`; `given` is the
    polling day if the file does not say it.

    In a ward of several seats its rejected figures are votes, with one seat they are papers.
    """
    own = replace(book, faults=[])
    told = Told(value, own, "medway-2023-declarations.json")
    ward = told.text("ward")
    seats = _seats(told)
    rejected = told.group("rejected")
    candidates = in_ballot_paper_order(
        _nominated(one) for one in told.groups("candidates", "candidate")
    )
    _examine_seats(told, seats, candidates)
    under = _rejected(rejected, seats)
    _examine_sums(told, rejected, under)
    elected = _elected(told, candidates)
    authority = told.text("authority", required=False) or "Medway"
    source = told.text("source", required=False) or "Figures as declared by Medway Council."
    contest = PastContest(
        id=identifier_of(f"{authority} {ward}"),
        kind=LOCAL,
        election=f"Election of councillors, {authority}",
        authority=authority,
        name=ward,
        polling_day=told.day("election_date", required=given is None) or given or date.min,
        seats=seats,
        candidates=candidates,
        source=source,
        electorate=told.figure("electorate"),
        ballot_papers=Papers(told.figure("verified_total") or 0),
        invalid=None,
        rejected=under,
        elected=numbers_of(elected, candidates),
        remarks=tuple(told.remarks),
    )
    return set_apart(f"{ward}, {authority}" if ward else place, contest, own)


def _seats(told: Told) -> int:
    """The seats to be filled; one, where what stands there is a fault."""
    return told.whole_number("seats", 1, MAX_SEATS) or 1


def _examine_seats(told: Told, seats: int, candidates: Sequence[PastCandidate]) -> None:
    if seats > len(candidates):
        there = "There is" if len(candidates) == 1 else "There are"
        problem = f"{there} {several(len(candidates), 'candidate')} for {several(seats, 'seat')}."
        told.note("seats", problem, COMPARE)


def _rejected(told: Told, seats: int) -> tuple[RejectedUnder, ...]:
    if (unit := told.text("unit_as_declared")) not in ("", _UNIT):
        problem = f'The unit is given as "{unit[:60]}": known is {_UNIT}.'
        told.note("unit_as_declared", problem, COMPARE)
    return tuple(
        RejectedUnder(
            head=head,
            figure=told.figure(name) or 0,
            # As the council published it: with several seats it counted rejected votes, not papers.
            unit="votes" if seats > 1 else "papers",
        )
        for name, head in _HEADS.items()
    )


def _examine_sums(told: Told, rejected: Told, under: Sequence[RejectedUnder]) -> None:
    """Each total is the sum of its parts."""
    stations = told.figure("verified_polling_station") or 0
    postal = told.figure("verified_postal") or 0
    sums = (
        (told, "verified_total", stations + postal),
        (rejected, "total_as_declared", sum(one.figure for one in under)),
    )
    for where, name, parts in sums:
        total = where.figure(name)
        # The file's own sum is asked first: a figure mistyped there is nobody's count.
        if total is not None and total != parts:
            problem = f"The total is given as {total:,}, its parts add to {parts:,}."
            where.note(name, problem, COMPARE)


def _nominated(told: Told) -> PastCandidate:
    surname = told.text("surname")
    names = told.text("other_names", required=False)
    known = _KNOWN_AS.match(names)
    full = known[1] if known else names
    # Where it is not clear what the name replaces, the full one is published and true as well.
    used = commonly_used(surname, full, known[2]) if known else None
    candidate = Candidate(
        surname=surname,
        other_names=full,
        commonly_used_surname=used.surname if used else "",
        commonly_used_forenames=used.forenames if used else "",
        description=told.text("description", required=False),
    )
    return PastCandidate(candidate=candidate, votes=Votes(told.figure("votes") or 0))


def _elected(told: Told, candidates: tuple[PastCandidate, ...]) -> list[PastCandidate]:
    """Those declared elected, by name; one spelt otherwise is theirs whose surname it ends in."""
    elected = []
    for name in told.texts("elected_names_as_declared"):
        plain = without_accents(name)
        # The whole name first; only then the end of it, and only where that is one person's.
        same = [past for past in candidates if without_accents(past.candidate.name) == plain] or [
            past
            for past in candidates
            if plain.endswith(f" {without_accents(past.candidate.ballot_surname)}")
        ]
        if len(same) == 1:
            elected += same
        else:
            problem = f"{name[:80]} is the name of {len(same)} candidates."
            told.note("elected_names_as_declared", problem, COMPARE)
    return elected


def read_tie(value: object, book: FaultBook, place: str, given: date | None) -> Read:
    """A contest with nothing but votes.

    Its `source` names the file that it is from, and with it the polling day; `given` is the day
    where that does not say it.
    """
    own = replace(book, faults=[])
    told = Told(value, own, "ties-at-last-seat.json")
    ward = told.text("ward")
    authority = told.text("authority")
    source = told.text("source")
    seats = _seats(told)
    _examine_system(told)
    groups = told.groups("candidates", "candidate")
    candidates, elected = ordered((_stood(one), one.truth("elected")) for one in groups)
    _examine_seats(told, seats, candidates)
    contest = PastContest(
        id=identifier_of(f"{authority} {ward}"),
        kind=LOCAL,
        election=f"Election of councillors, {authority}",
        authority=authority,
        name=ward,
        polling_day=_polling_day(told, source, given),
        seats=seats,
        candidates=candidates,
        source=f"Votes as given in {source}, from {Path(book.file).name}.",
        electorate=None,
        ballot_papers=None,
        invalid=None,
        elected=elected,
        remarks=tuple(told.remarks),
    )
    return set_apart(f"{ward}, {authority}" if ward else place, contest, own)


def _examine_system(told: Told) -> None:
    """The seats go to those with the most votes: nothing else can be practised."""
    # Counted as if the most votes won, another system's figures would elect other people.
    if (system := told.text("system")) not in ("", _PLURALITY):
        problem = (
            f'It was decided by another system ("{system[:40]}"): only an election in which '
            f'those with the most votes are elected ("{_PLURALITY}") can be counted here.'
        )
        told.note("system", problem, "Leave it out.")


def _stood(told: Told) -> PastCandidate:
    """The candidate; a name is "Surname, Initials", or ends in the surname's one word."""
    name = told.text("name")
    surname, comma, other_names = name.partition(", ")
    if not comma:
        other_names, _, surname = name.rpartition(" ")
    candidate = Candidate(
        surname=surname,
        other_names=other_names,
        description=told.text("party", required=False),
    )
    return PastCandidate(candidate=candidate, votes=Votes(told.figure("votes") or 0))


def _polling_day(told: Told, source: str, given: date | None) -> date:
    """The day in a file's name; else the one that is given, or the ordinary one of its year."""
    day = polling_day_in(source, lambda year: given or ordinary_polling_day(year)) or given
    if day is None and source:
        problem = f'There is no polling day in "{source[:60]}".'
        told.note("source", problem, "Name the file with its day or year, or give the polling day.")
    return day or date.min
