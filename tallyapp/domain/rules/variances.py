"""A box that is not as its account says: what staff found beside it, counts that were miskeyed, and
the cause by which a variance is explained.
"""

from msgspec.structs import astuple

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.verification import check_written, reopened, take_back, to_be_stated
from tallyapp.domain.state.area import RECOUNTED, Attempt, BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.boxes import Cause
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import Papers

# ---- what staff found beside the box


def check_packets(_: CountState, contest: ContestState, act: acts.PacketsCounted) -> list[Finding]:
    """Something was counted, in place of what stands; doing it again needs a reason."""
    box = contest.boxes.get(act.box)
    if box is None:
        return [finding(Code.A104, "box", act.box)]
    if act.of != box.packets_id:
        return [finding(Code.A114, "box", act.box, "packets")]
    if all(papers is None for papers in astuple(act.packets)):
        return [finding(Code.E105, "box", act.box, "unused")]
    return check_written(act.box, act.packets, act.reason, again=box.packets is not None)


def apply_packets(contest: ContestState, act: acts.PacketsCounted) -> Changed:
    """What staff found stands beside the account, and changes no figure of the box."""
    box = contest.boxes[act.box]
    box.packets = act.packets
    box.packets_id = act.id
    # It explained the variance by what was found beside the box, and something else was found.
    if box.explanation and box.cause == "unused":
        return reopened(contest, box)
    areas = frozenset({box.box.area})
    return Changed(contest.set_up.contest, contest.seq, areas=areas, boxes=frozenset({act.box}))


# ---- where a variance can come from


def added_wrongly(box: BoxState) -> int:
    """Papers by which the account's sum is off: entrusted, less what the parts come to; 0 where
    nothing is off, or nobody wrote what was entrusted.
    """
    account = box.account
    if account is None or account.entrusted is None:
        return 0
    parts = account.issued + account.unused + account.spoilt + account.tendered
    return account.entrusted - parts


def kept_otherwise(box: BoxState) -> int:
    """Papers more that should be in the box because staff found fewer unused and spoilt ones than
    the account has (fewer than 0: the other way round); 0 where nobody counted them.
    """
    account = box.account
    packets = box.packets
    if account is None or packets is None:
        return 0
    unused = account.unused - (account.unused if packets.unused is None else packets.unused)
    spoilt = account.spoilt - (account.spoilt if packets.spoilt is None else packets.spoilt)
    return unused + spoilt


def tendered_differ(box: BoxState) -> int:
    """Papers in the tendered packet, by what is written on it, less those on the list; 0 where
    nobody compared them.
    """
    packets = box.packets
    if packets is None or packets.tendered_list is None or packets.tendered_packet is None:
        return 0
    return packets.tendered_packet - packets.tendered_list


def makes_up_for(box: BoxState, other: BoxState) -> bool:
    """Whether the error of another ballot box in the same polling place makes up for a box's.

    Where it is not known in which polling place they are, those who count judge that.
    """
    variance = box.variance
    places = (box.box.place, other.box.place)
    same_place = not all(places) or places[0] == places[1]
    polling = box.box.kind == other.box.kind == "polling"
    opposite = bool(variance) and other.variance is not None and other.variance == -(variance or 0)
    return box is not other and polling and same_place and opposite


# ---- the explanation


def check_explained(
    count: CountState, contest: ContestState, act: acts.VarianceExplained
) -> list[Finding]:
    """There must be a variance at the attempt named, a cause that its figures bear out, words that
    explain it, and a second officer.
    """
    box = contest.boxes.get(act.box)
    if box is None:
        return [finding(Code.A104, "box", act.box)]
    if not box.variance:
        return [finding(Code.A112, "box", act.box, "variance")]
    # The box may have been counted again while the words were written.
    if act.of != box.variance_id:
        return [finding(Code.A114, "box", act.box, "attempt")]
    if act.papers != box.papers:
        return [finding(Code.A109, "box", act.box, "papers", stated=act.papers, derived=box.papers)]
    reason = finding(Code.A106, "box", act.box, "explanation")
    return (
        _cause(contest, box, act)
        + check_second(count, act, act.second)
        + check_reason(act.explanation, reason)
    )


def _cause(contest: ContestState, box: BoxState, act: acts.VarianceExplained) -> list[Finding]:
    """A126 where the figures do not bear the cause out; the field names the cause."""
    other = contest.boxes.get(act.other_box) if act.other_box else None
    if act.other_box and (other is None or act.cause != "compensating"):
        return [finding(Code.A104, "box", act.other_box)]
    if holds(box, act.cause, other):
        return []
    numbers = {"variance": box.variance or 0, "counts": len(box.counts)}
    return [finding(Code.A126, "box", act.box, act.cause, **numbers)]


def holds(box: BoxState, cause: Cause, other: BoxState | None = None) -> bool:
    """Whether a box's figures bear a cause out, as far as figures can; `other` is the box that
    makes up for it.
    """
    match cause:
        case "arithmetic":
            # Without what was entrusted nobody can add it up again but those who have the paper.
            return box.account is None or box.account.entrusted is None or bool(added_wrongly(box))
        case "unused":
            return bool(kept_otherwise(box) or tendered_differ(box))
        case "compensating":
            return other is not None and makes_up_for(box, other)
        case "recounted" | "verified-again":
            return len(box.counts) >= RECOUNTED
        case _:
            return True


def apply_explained(contest: ContestState, act: acts.VarianceExplained) -> Changed:
    """The box is accurate as explained."""
    box = contest.boxes[act.box]
    take_back(contest, box)
    box.explanation = act.explanation
    box.cause = act.cause
    if act.other_box:
        box.other_box = act.other_box
        contest.boxes[act.other_box].made_up_for |= {act.box}
    return to_be_stated(contest, [box])


# ---- a count that was miskeyed


def check_count_corrected(
    count: CountState, contest: ContestState, act: acts.BoxCountCorrected
) -> list[Finding]:
    """A count that there is, as it stands, to other papers; with a reason, and by two."""
    box = contest.boxes.get(act.box)
    if box is None or not 1 <= act.attempt <= len(box.counts):
        return [finding(Code.A104, "box", act.box, "attempt")]
    attempt = box.counts[act.attempt - 1]
    if act.of != attempt.id:
        return [finding(Code.A114, "box", act.box, "counted")]
    if act.papers == attempt.papers:
        return [finding(Code.A112, "box", act.box, "unchanged")]
    reason = finding(Code.A106, "box", act.box, "reason")
    return (
        _enough_left(box, attempt, act)
        + check_second(count, act, act.second)
        + check_reason(act.reason, reason)
    )


def _enough_left(box: BoxState, attempt: Attempt, act: acts.BoxCountCorrected) -> list[Finding]:
    """A125 where more papers were taken out of the box since than there would have been in it."""
    if act.papers + attempt.moved >= 0:
        return []
    numbers = {"papers": -attempt.moved, "there": int(act.papers)}
    return [finding(Code.A125, "box", box.box.id, "counted", **numbers)]


def apply_count_corrected(contest: ContestState, act: acts.BoxCountCorrected) -> Changed:
    """What was counted stands in place of what was keyed, and what was keyed is kept beside it."""
    box = contest.boxes[act.box]
    attempt = box.counts[act.attempt - 1]
    if attempt is box.counts[-1]:
        area = contest.areas[box.box.area]
        area.verified = Papers(area.verified - attempt.papers + act.papers)
        box.papers_id = act.id
    attempt.miskeyed += (attempt.papers,)
    attempt.papers = act.papers
    attempt.id = act.id
    box.variance_id = act.id
    return reopened(contest, box)
