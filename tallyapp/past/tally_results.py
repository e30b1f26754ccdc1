"""Results of a count of our own, from what `tallyapp tally --json` wrote of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.parties import looks_like_party
from tallyapp.domain.vocabulary.units import MAX_SEATS, CandidateNumber, Papers, Votes
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.identifiers import identifier_of, is_identifier
from tallyapp.exchange.tables import FaultBook
from tallyapp.exchange.tally_json import FORMAT, VERSION
from tallyapp.past.json_fields import Told
from tallyapp.past.published import COMPARE, PastCandidate, PastContest, Read
from tallyapp.past.reading import set_apart

FIELDS = ("format", "version", "contests", "unopposed")
"""The fields by which the form is known."""
_SAMPLE = "that tallyapp tally --json writes"


def read_tally(value: object, book: FaultBook, given: date | None) -> list[Read]:
    """Every contest of a count; those without a declared result are told by name.

    Raises ImportRefused for a file of another version than this program writes.
    """
    top = replace(book, faults=[])
    told = Told(value, top, _SAMPLE)
    if told.text("format") != FORMAT or told.figure("version") != VERSION:
        told.note("version", f"Known is {FORMAT}, version {VERSION}.", "Write the file again.")
    day = told.day("polling_day", required=given is None) or given or date.min
    authority = told.text("authority", required=False)
    practice = told.truth("practice")
    contests = told.groups("contests", "contest")
    unopposed = told.groups("unopposed", "contest without a poll")
    if top.faults:
        raise ImportRefused(top.faults)
    read = [_contest(one, book, authority, day, practice) for one in contests]
    return read + [_without_a_poll(one, book) for one in unopposed]


def _contest(before: Told, shared: FaultBook, authority: str, day: date, practice: bool) -> Read:
    told, book = before.apart(shared)
    name = told.text("name")
    if told.text("figures") != "declared":
        told.note("figures", "It is not declared.", "Wait for its declaration, or leave it out.")
        return set_apart(name, None, book)
    if told.truth("question"):
        told.note("question", "A question was asked, and nobody stood.", "Leave it out.")
        return set_apart(name, None, book)
    corrections = told.groups("corrections", "correction")
    # The notice that stands: its figures are the right ones, and who was declared stays elected.
    notice = corrections[-1] if corrections else told
    stood = tuple(_candidates(notice))
    elected = tuple(
        CandidateNumber(n)
        for n, one in enumerate(told.groups("candidates", "candidate"), 1)
        if one.truth("elected")
    )
    rejected = Papers(notice.group("rejected").figure("papers") or 0)
    valid = notice.figure("valid_papers") or 0
    identifier = told.text("id")
    seats = told.whole_number("seats", 1, MAX_SEATS) or 1
    if len(elected) > seats or any(n > len(stood) for n in elected):
        told.note("candidates", f"{len(elected):,} are elected to {seats:,}.", COMPARE)
    corrected = f" By corrected notice {len(corrections)}." if corrections else ""
    contest = PastContest(
        id=identifier if is_identifier(identifier) else identifier_of(name),
        kind=told.text("kind"),
        election=told.text("election"),
        authority=authority,
        name=name,
        polling_day=day,
        seats=seats,
        candidates=stood,
        source=f"{'A practice count' if practice else 'A count'} kept with tallyapp.{corrected}",
        electorate=notice.figure("electorate", required=False),
        ballot_papers=Papers(valid + rejected),
        invalid=rejected,
        elected=elected,
        remarks=tuple(told.remarks),
    )
    return set_apart(name, contest, book)


def _without_a_poll(before: Told, shared: FaultBook) -> Read:
    told, book = before.apart(shared)
    name = told.text("name")
    problem = "There was no poll, so there are no votes to compare with."
    told.note("name", problem, "Say who held its seats, where the next poll is compared.")
    return set_apart(name, None, book)


def _candidates(told: Told) -> Iterator[PastCandidate]:
    for one in told.groups("candidates", "candidate"):
        surname, _, forenames = one.text("ballot_paper_name").partition(", ")
        nominated = Candidate(
            surname=one.text("surname"),
            other_names=one.text("other_names", required=False),
            description=one.text("description", required=False),
        )
        # What replaced a part of the name on the ballot paper is told by that paper alone.
        candidate = Candidate(
            surname=nominated.surname,
            other_names=nominated.other_names,
            commonly_used_surname="" if surname == nominated.surname else surname,
            commonly_used_forenames="" if forenames == nominated.other_names else forenames,
            description=nominated.description,
            party=_party(one),
        )
        yield PastCandidate(candidate=candidate, votes=Votes(one.figure("votes") or 0))


def _party(told: Told) -> str:
    party = told.text("party", required=False)
    if party and not looks_like_party(party):
        told.note("party", f'"{party[:40]}" is no id of a party.', COMPARE)
        return ""
    return party
