"""What `tally` prints: one contest in full, or a line for each of many."""

from collections.abc import Iterator

from tallyapp.domain.state.contest import Stage
from tallyapp.domain.views.tally import CandidateTally, ContestTally, CountTally, Turnouts
from tallyapp.words.catalogue import say
from tallyapp.words.figures import listed, percent, strung, weekday


def tallies(count: CountTally, *, undeclared: bool = False) -> Iterator[str]:
    """One contest in full, or a line for each of many;
    votes of one that is not declared only with `undeclared`.
    """
    if len(count.contests) == 1 and not count.unopposed:
        yield from _one(count, count.contests[0], undeclared)
        return
    for contest in count.contests:
        line = f"{contest.name:<48} {contest.stage:<12}"
        if contest.valid and _shown(contest, undeclared):
            line += f" {'' if contest.declared else 'so far: '}{_first(contest)}"
            if contest.majority is not None:
                line += f"  majority {contest.majority:,}"
            line += "".join(f"  {words}" for words in _beside(contest))
        yield line.rstrip()
    for ward in count.unopposed:
        people = strung(one.name for one in ward.candidates)
        said = say("tally", "unopposed" if people else "unopposed.nobody", names=people)
        yield f"{ward.name:<48} {said}"
    if count.practice:
        yield say("tally", "practice")


def _beside(contest: ContestTally) -> Iterator[str]:
    """What makes the figures of a contest other than they look in a line."""
    if contest.lots:
        yield say("tally", "short.lot")
    if contest.outside:
        yield say("tally", "short.outside" if contest.borne_out else "short.not-borne-out")
    if contest.corrected:
        yield say("tally", "short.corrected")


def _shown(contest: ContestTally, undeclared: bool) -> bool:
    """Whether the votes of a contest are shown."""
    if contest.stage is Stage.ABANDONED:
        return False
    return contest.declared or undeclared


def _first(contest: ContestTally) -> str:
    """Who is elected, with their votes;
    before the declaration, who would be if no more were counted.
    """
    by_votes = sorted(
        contest.candidates, key=lambda candidate: (not candidate.elected, -candidate.votes)
    )
    first = by_votes[: contest.seats]
    if len(first) == 1:
        return f"{first[0].name:<32} {first[0].votes:>8,}"
    return strung(f"{candidate.name} {candidate.votes:,}" for candidate in first)


def _one(count: CountTally, contest: ContestTally, undeclared: bool) -> Iterator[str]:
    shown = _shown(contest, undeclared)
    yield f"{contest.name}, {contest.stage}"
    yield f"{contest.election}, polling day {weekday(count.polling_day)}"
    if count.practice:
        yield say("tally", "practice")
    yield from _standing(contest, shown)
    yield ""
    for candidate in contest.candidates:
        line = f"{candidate.name:<32} {candidate.description:<32}"
        yield f"{line} {_votes(candidate)}".rstrip() if shown else line.rstrip()
    yield ""
    if shown:
        yield from _papers_of(contest)
    yield f"Papers verified   {contest.verified:>9,}"
    known = contest.electorate
    electorate = "not known" if known is None else f"{known:,}"
    yield f"Electorate        {electorate:>9}"
    if shown:
        yield from _of_result(contest)


def _standing(contest: ContestTally, shown: bool) -> Iterator[str]:
    """What must be said of a contest's figures before they are read."""
    if contest.stage is Stage.ABANDONED:
        yield say("tally", "given-up")
    elif not contest.declared:
        of = "counting" if contest.stage is Stage.COUNTING else "provisional"
        yield say("tally", of if shown else f"{of}.withheld")
    if contest.outside:
        yield say("tally", "outside", reason=contest.outside)
    if not contest.borne_out:
        yield say("tally", "not-borne-out")
    for notice in contest.corrected:
        yield say("tally", "corrected", number=notice.number, reason=notice.reason)


def _votes(candidate: CandidateTally) -> str:
    words = strung(
        word
        for word in ("elected" if candidate.elected else "", _deposit(candidate.deposit))
        if word
    )
    return f"{candidate.votes:>9,} {percent(candidate.share_of_valid):>9}  {words}"


def _papers_of(contest: ContestTally) -> Iterator[str]:
    yield f"Valid papers      {contest.valid:>9,}"
    if contest.seats > 1:
        yield f"  rejected in part {contest.rejected_in_part:>8,}"
    for head in contest.rejected:
        if not head.in_part:
            yield f"  {head.label}: {head.papers:,}"
    yield f"Rejected papers   {contest.rejected_papers:>9,}"


def _of_result(contest: ContestTally) -> Iterator[str]:
    if contest.seats > 1:
        yield f"Votes not used    {contest.unused:>9,}"
        yield f"Uncertain votes   {contest.uncertain:>9,}"
    if turnout := contest.turnout_declared:
        yield from _turnouts(turnout)
    if contest.majority is not None:
        yield f"Majority          {contest.majority:>9,}"
    names_of = {one.number: one.name for one in contest.candidates}
    for lot in contest.lots:
        between = listed([names_of[number] for number in lot.tied])
        yield say("tally", "lot", names=between, chosen=names_of[lot.chosen])
    if contest.tied:
        yield f"Level, a lot decides: {strung(names_of[number] for number in contest.tied)}"


def _turnouts(turnout: Turnouts) -> Iterator[str]:
    """All three, each with what it is of."""
    total = (
        "not known: how many were rejected is not keyed"
        if turnout.total is None
        else percent(turnout.total)
    )
    yield f"Turnout, valid papers ÷ electorate                  {percent(turnout.valid)}"
    yield f"Ballot box turnout (valid + rejected) ÷ electorate  {percent(turnout.ballot_box)}"
    yield f"Total turnout (+ postal votes rejected before)      {total}"


def _deposit(deposit: str | None) -> str:
    return f"deposit {deposit}" if deposit else ""
