"""Papers of one contest that were found in a box of another: what is done for them, and in which
stream.
"""

from tallyapp.domain import acts
from tallyapp.domain.rules.hall import stands_still
from tallyapp.domain.rules.other_contests import against_end
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.findings import Code, Finding, finding


def against_both(count: Count, act: acts.PapersOfAnotherContest) -> list[Finding]:
    """What would stand against either contest taking it up: asked before `count` is told, because
    what it is told it keeps.
    """
    # While the count stands still neither could follow.
    found = stands_still(count.count, count.count.seq)
    for end, way in ((act.found, "out"), (act.belongs, "in")):
        contest = count.contests.get(end.contest)
        if contest is None:
            found.append(finding(Code.A104, "contest", end.contest))
        else:
            found += against_end(contest, end.box, act.papers, way)
    return found


def to_take_up(count: Count, by: acts.Envelope, stream: str) -> list[acts.PapersTakenUp]:
    """The acts by which a contest takes up what it was told of and has not taken up yet; none of
    one that was given up, which follows nothing any more.
    """
    contest = count.contests[stream]
    if contest.abandoned:
        return []
    return [
        acts.PapersTakenUp(
            **by.contest, of=end.act.id, box=end.box, way=end.way, papers=end.act.papers
        )
        for end in contest.to_take_up()
    ]
