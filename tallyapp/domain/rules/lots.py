"""Lots: drawn outside the program, recorded by one officer, and confirmed by another.

The record of a lot says who is elected, and no figure can contradict it. Read from the screen a
wrong one is declared every time: so a second officer keys who was drawn, without seeing the first.
"""

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.rules.towards_declaring import of_result, said_of
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.result import LotKeyed, Lots
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import CandidateNumber


def check_lot(_: CountState, contest: ContestState, act: acts.LotDrawn) -> list[Finding]:
    """Only between exactly those whose equality decides a seat, and one of them is drawn."""
    name = contest.set_up.name
    given = contest.provisional
    found = said_of(contest, act.of)
    if given is None or found:
        return found
    # Recorded anew only once another officer keyed it otherwise: whoever dislikes a lot would else
    # record another until one is liked.
    if contest.lot_keyed:
        return [finding(Code.A105, "contest", name, "lot-keyed")]
    # No lot for a tie lower down: the law has one only where it decides who is elected.
    tied = outcome(contest, given.figures.votes).tied
    if not tied or set(act.tied) != set(tied) or len(act.tied) != len(tied):
        return [finding(Code.A112, "contest", name, "lot")]
    return [] if act.chosen in tied else [finding(Code.A104, "candidate", act.chosen, "lot")]


def apply_lot(contest: ContestState, act: acts.LotDrawn) -> Changed:
    """It waits for the officer who confirms it."""
    seen_by = frozenset({act.by})
    contest.lot_keyed = LotKeyed(act.id, frozenset(act.tied), act.chosen, seen_by)
    return of_result(contest)


def check_lot_corrected(
    count: CountState, contest: ContestState, act: acts.LotCorrected
) -> list[Finding]:
    """The lot that is recorded, for another of those between whom it was drawn;
    with a reason, and by two.
    """
    name = contest.set_up.name
    tied = frozenset(act.tied)
    recorded = contest.lot.get(tied)
    if recorded is None or len(tied) != len(act.tied):
        return [finding(Code.A112, "contest", name, "lot")]
    if act.of != contest.lot_ids[tied]:
        return [finding(Code.A114, "contest", name, "lot")]
    if act.chosen not in act.tied:
        return [finding(Code.A104, "candidate", act.chosen, "lot")]
    found = check_second(count, act, act.second)
    if act.chosen == recorded:
        found.append(finding(Code.A112, "contest", name, "unchanged"))
    return found + check_reason(act.reason, finding(Code.A106, "contest", name, "reason"))


def apply_lot_corrected(contest: ContestState, act: acts.LotCorrected) -> Changed:
    """The one who was really drawn waits to be confirmed; the lots after it followed from it, and
    are drawn again.
    """
    corrected = frozenset(act.tied)
    kept: dict[frozenset[CandidateNumber], CandidateNumber] = {}
    # In the order they were drawn: a lot decides who may be in the next one.
    for tied, chosen in contest.lot.items():
        if tied == corrected:
            break
        kept[tied] = chosen
    contest.lot = kept
    seen_by = frozenset({act.by, act.second})
    contest.lot_keyed = LotKeyed(act.id, corrected, act.chosen, seen_by)
    _remember(contest)
    return of_result(contest)


def check_lot_confirmed(
    _: CountState, contest: ContestState, act: acts.LotConfirmed
) -> list[Finding]:
    """By an officer who has not seen who was recorded (in a small count by anybody); another name
    is flagged and kept.
    """
    name = contest.set_up.name
    keyed = contest.lot_keyed
    if keyed is None:
        return [finding(Code.A112, "contest", name, "lot")]
    if act.of != keyed.id:
        return [finding(Code.A114, "contest", name, "lot")]
    if act.by in keyed.seen_by and not contest.set_up.small_count:
        return [finding(Code.E201, "contest", name, "lot", officer=act.by)]
    if act.chosen not in keyed.tied:
        return [finding(Code.A104, "candidate", act.chosen, "lot")]
    # Which of the two is right the slip says, and nobody here: so the finding names neither.
    differs = [finding(Code.E202, "contest", name, "lot").flagged()]
    return differs if act.chosen != keyed.chosen else []


def apply_lot_confirmed(contest: ContestState, act: acts.LotConfirmed) -> Changed:
    """The one drawn is treated as having an additional vote, which is never added to the figures;
    a lot that two keyed differently is recorded anew.
    """
    keyed = contest.lot_keyed
    contest.lot_keyed = None
    if keyed and act.chosen == keyed.chosen:
        contest.lot[keyed.tied] = keyed.chosen
        contest.lot_ids[keyed.tied] = keyed.id
        _remember(contest)
    return of_result(contest)


def _remember(contest: ContestState) -> None:
    """The lots as they stand, for the votes over which they were drawn."""
    if contest.provisional:
        contest.drawn = Lots(contest.provisional.figures.votes, dict(contest.lot))
