"""What stands against a contest as a whole although its parts agree with each other.

More papers than electors, a real count before its polling day, nobody with a vote: each can be
so, and none may come to a declaration without a word. The returning officer can go on over
them with a reason, as over anything else that stands open.
"""

from collections.abc import Iterator

from tallyapp.domain.state.between import NOW
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.places import Kind


def more_than_electors(contest: ContestState) -> list[Finding]:
    """E306 for each box, each area and the contest with more papers than electors.

    Numbers are papers and electors. Of an electorate that nobody knows nothing is said.
    """
    areas = contest.areas.values()
    found = [
        each
        for box in contest.boxes.values()
        # Of most boxes nobody knows how many electors they have.
        if (electors := box.box.electorate) is not None
        for each in _more("box", box.box.id, box.papers, electors)
    ]
    found += [
        each
        for area in areas
        for each in _more("area", area.area.id, area.verified, area.area.electorate)
    ]
    set_up = contest.set_up
    papers = sum(area.verified for area in areas)
    return found + list(_more("contest", set_up.name, papers, set_up.electorate))


def _more(kind: Kind, name: str, papers: int, electors: int | None) -> Iterator[Finding]:
    if electors is not None and papers > electors:
        numbers = {"papers": papers, "electors": electors, "difference": papers - electors}
        yield finding(Code.E306, kind, name, **numbers)


def not_taken_up(contest: ContestState, seen: int = NOW) -> list[Finding]:
    """E317 for each box of which `count` tells that papers of another contest were in it, or that
    its own were in another's, and which has not followed; numbers are papers.
    """
    return [
        finding(Code.E317, "box", end.box, end.way, papers=int(end.act.papers))
        for end in contest.to_take_up(seen)
    ]


# A rehearsal in the real file looks like a count: whoever keyed it is asked before declaring.
def before_polling_day(contest: ContestState) -> list[Finding]:
    """E307 where a box of a real count was last counted before its polling day was there.

    The day is that of the machine at which its papers were keyed.
    """
    day = contest.polls_on
    counted = (box.counted_on for box in contest.boxes.values())
    if day is None or not any(on and on < day for on in counted):
        return []
    numbers = {"day": day.day, "month": day.month, "year": day.year}
    return [finding(Code.E307, "contest", contest.set_up.name, **numbers)]


def nobody_has_a_vote(contest: ContestState) -> list[Finding]:
    """E308 where every candidate has no vote; to be asked once nothing else stands open."""
    areas = contest.areas.values()
    # Every candidate with none is possible in theory, and in practice a sheet keyed in the wrong
    # contest: it is put before the returning officer by name.
    if any(any(area.votes) for area in areas):
        return []
    candidates = len(contest.set_up.candidates)
    papers = sum(area.verified for area in areas)
    return [
        finding(Code.E308, "contest", contest.set_up.name, candidates=candidates, papers=papers)
    ]
