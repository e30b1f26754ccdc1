"""NIST's common data format for election results (SP 1500-100, version 2), as JSON.

It is made for elections in the United States. What fits is put where its readers look for it; what
does not is said in `Notes`, in the same sentences as beside the file.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from tallyapp.domain.views.tally import CandidateTally, ContestTally, UnopposedTally
from tallyapp.domain.vocabulary.on_paper import Candidate, stands_for_no_party

from .exported import Exported, Given
from .remarks import Fact, Remark, lost

Json: TypeAlias = dict[str, object]
Contest: TypeAlias = ContestTally | UnopposedTally
Standing: TypeAlias = CandidateTally | Candidate

_HOLDS = frozenset(
    {
        Fact.PRACTICE,
        Fact.UNDECLARED,
        Fact.UNOPPOSED,
        Fact.SEVERAL_SEATS,
        Fact.ELECTION,
        Fact.DAY,
        Fact.QUESTION,
        Fact.REJECTED,
        Fact.UNUSED,
        Fact.ELECTORATE,
        Fact.CANDIDATES,
        Fact.DESCRIPTIONS,
        Fact.TWO_NAMES,
        Fact.ALIKE,
        Fact.PARTY,
    }
)
_SCOPE = "unit-count"


def export(given: Given) -> Exported:
    """One report of all contests; those in which nobody is counted have candidates and no votes."""
    count = given.count
    remarks = lost(count, _HOLDS)
    contests = count.all
    parties = _Parties(contests)
    # A file that goes from hand to hand loses what was said beside it: so it says it itself.
    notes = " ".join(given.words(remark) for remark in (*given.left_out, *remarks))
    report = _thing(
        "ElectionReport",
        Format="summary-contest",
        GeneratedDate=given.made_at.isoformat(timespec="seconds"),
        Issuer=count.authority or count.name,
        IssuerAbbreviation=count.authority or count.name,
        SequenceStart=1,
        SequenceEnd=1,
        Status="certified" if _complete(given) else "unofficial-partial",
        VendorApplicationId=given.program,
        IsTest=count.practice,
        GpUnit=[_scope(given), *map(_unit, contests)],
        Party=list(parties.listed()),
        Person=[person for one in contests for person in _people(one)],
        Election=[
            _election(title, given, [one for one in contests if one.election == title], parties)
            for title in dict.fromkeys(one.election for one in contests)
        ],
    )
    if count.practice:
        report["TestType"] = given.words(Remark("nist.test-type"))
    if notes:
        report["Notes"] = notes
    return Exported(msgspec.json.format(msgspec.json.encode(report), indent=1), remarks)


def _complete(given: Given) -> bool:
    """Whether every contest that was asked for is here, and declared."""
    return not given.left_out and all(one.declared for one in given.count.contests)


def _thing(kind: str, **fields: object) -> Json:
    """An object of the format, whose class it names."""
    return {"@type": f"ElectionResults.{kind}", **fields}


def _text(words: str) -> Json:
    content = _thing("LanguageString", Content=words, Language="en-GB")
    return _thing("InternationalizedText", Text=[content])


# ---- places


def _unit_id(contest: Contest) -> str:
    return f"unit-{contest.id}"


def _scope(given: Given) -> Json:
    """The whole of the count, of which the contests' areas are parts."""
    return {
        "@id": _SCOPE,
        **_thing("ReportingUnit", Type="other", OtherType="count", Name=_text(given.count.name)),
        "ComposingGpUnitIds": [_unit_id(one) for one in given.count.all],
    }


def _unit(contest: Contest) -> Json:
    unit = {
        "@id": _unit_id(contest),
        **_thing("ReportingUnit", Name=_text(contest.name)),
        "Type": "other",
        "OtherType": "electoral area",
    }
    if not isinstance(contest, ContestTally):
        return unit
    if contest.area_word == "ward":
        unit |= {"Type": "ward"}
        del unit["OtherType"]
    else:
        unit |= {"OtherType": contest.area_word}
    # The papers in the boxes: of a count that goes on, those counted so far are not all of them.
    unit["VotersParticipated"] = contest.verified
    if contest.electorate is not None:
        unit["VotersRegistered"] = contest.electorate
    return unit


# ---- people and parties


class _Parties:
    """The parties of a report: one for each description and id under which somebody stands."""

    def __init__(self, contests: Iterable[Contest]) -> None:
        named = ((one.description, one.party) for each in contests for one in each.candidates)
        met = dict.fromkeys(each for each in named if any(each))
        self._ids = {each: f"party-{number}" for number, each in enumerate(met, 1)}

    def of(self, one: Standing) -> Json:
        """The reference to the party of a candidate; nothing of one without any."""
        party = self._ids.get((one.description, one.party))
        return {"PartyId": party} if party else {}

    def listed(self) -> Iterator[Json]:
        """Each of them, in the order of the contests."""
        for (description, registered), party_id in self._ids.items():
            party = {"@id": party_id, **_thing("Party", Name=_text(description or registered))}
            # Two Independents share a word, and are no party.
            if stands_for_no_party(description) and not registered:
                party["IsRecognizedParty"] = False
            if registered:
                known = _thing("ExternalIdentifier", Type="other", Value=registered)
                party["ExternalIdentifier"] = [known | {"OtherType": "Electoral Commission"}]
            yield party


def _people(contest: Contest) -> Iterator[Json]:
    for number, one in enumerate(_candidates(contest), 1):
        full = f"{one.other_names} {one.surname}".strip()
        names = _thing("Person", FirstName=one.other_names, LastName=one.surname)
        yield {"@id": f"person-{contest.id}-{number}", **names, "FullName": _text(full)}


def _candidates(contest: Contest) -> Sequence[Standing]:
    """Those who stand; nobody where a question is asked."""
    if isinstance(contest, ContestTally) and contest.answers:
        return ()
    return contest.candidates


# ---- the election


def _election(title: str, given: Given, contests: Sequence[Contest], parties: _Parties) -> Json:
    counted = [one for one in contests if isinstance(one, ContestTally)]
    day = given.count.polling_day.isoformat()
    return _thing(
        "Election",
        Name=_text(title),
        Type="other",
        OtherType=title,
        ElectionScopeId=_SCOPE,
        StartDate=day,
        EndDate=day,
        BallotCounts=[
            _thing(
                "BallotCounts",
                GpUnitId=_unit_id(one),
                Type="total",
                BallotsCast=one.verified,
                BallotsRejected=one.rejected_papers,
            )
            for one in counted
        ],
        Candidate=[person for one in contests for person in _standing(one, parties)],
        Contest=[_contest(one) for one in contests],
    )


def _standing(contest: Contest, parties: _Parties) -> Iterator[Json]:
    for number, one in enumerate(_candidates(contest), 1):
        candidate = {
            "@id": f"candidate-{contest.id}-{number}",
            **_thing("Candidate", BallotName=_text(one.ballot_name)),
            "PersonId": f"person-{contest.id}-{number}",
            **parties.of(one),
        }
        elected = one.elected if isinstance(one, CandidateTally) else True
        if elected is not None:
            candidate["PostElectionStatus"] = "winner" if elected else "defeated"
        yield candidate


def _contest(contest: Contest) -> Json:
    question = isinstance(contest, ContestTally) and contest.answers
    of_all: Json = {
        "@id": f"contest-{contest.id}",
        "Name": contest.name,
        "ElectionDistrictId": _unit_id(contest),
    }
    if question:
        of_all |= _thing("BallotMeasureContest", Type="referendum")
    else:
        of_all |= _thing("CandidateContest", NumberElected=contest.seats)
        of_all["VotesAllowed"] = contest.seats
    of_all["VoteVariation"] = "plurality" if contest.seats == 1 else "n-of-m"
    if not isinstance(contest, ContestTally):
        numbers = range(1, len(contest.candidates) + 1)
        return of_all | {"ContestSelection": [_selection(contest, n) for n in numbers]}
    status = "completed" if contest.declared else "in-process"
    of_all["CountStatus"] = [_thing("CountStatus", Type="total", Status=status)]
    if contest.seats > 1:
        counts = _thing("OtherCounts", GpUnitId=_unit_id(contest), Undervotes=contest.unused)
        of_all["OtherCounts"] = [counts]
    return of_all | {"ContestSelection": [_voted(contest, one) for one in contest.candidates]}


def _voted(contest: ContestTally, one: CandidateTally) -> Json:
    """A candidate or an answer, with the votes."""
    counts = _thing("VoteCounts", Count=one.votes, GpUnitId=_unit_id(contest), Type="total")
    selection = _selection(contest, one.number)
    if contest.answers:
        del selection["CandidateIds"]
        selection |= _thing("BallotMeasureSelection", Selection=_text(one.name))
    return selection | {"VoteCounts": [counts]}


def _selection(contest: Contest, number: int) -> Json:
    return {
        "@id": f"selection-{contest.id}-{number}",
        **_thing("CandidateSelection", SequenceOrder=number),
        "CandidateIds": [f"candidate-{contest.id}-{number}"],
    }
