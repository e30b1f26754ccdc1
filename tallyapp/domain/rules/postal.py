"""Postal votes: covers opened, papers delivered to the hall and papers verified are the same.

A late postal box that nobody registered is missed by no sum of boxes: only the covers that came
back, keyed from another list, are more than the postal boxes account for.
"""

from collections.abc import Iterator

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.postal import Session, TwiceKeyed
from tallyapp.domain.vocabulary.findings import Code, Finding, check_figure, finding
from tallyapp.domain.vocabulary.units import Papers

# ---- keyed by two


def check_rejected(
    _: CountState, contest: ContestState, act: acts.PostalVotesRejected
) -> list[Finding]:
    """A figure that can be kept, built on the keying before it, by another officer than that."""
    name = contest.set_up.name
    # Part of no sum: these were rejected before the count, and are in total turnout alone.
    found = check_figure("contest", name, "postal-rejected", act.papers)
    return found or _second_look(contest, act, contest.postal.rejected, "postal-rejected")


def check_returned(
    _: CountState, contest: ContestState, act: acts.PostalCoversReturned
) -> list[Finding]:
    """A figure that can be kept, built on the keying before it, by another officer than that."""
    name = contest.set_up.name
    found = check_figure("contest", name, "postal-covers", act.covers)
    return found or _second_look(contest, act, contest.postal.returned, "postal-covers")


def _second_look(
    contest: ContestState,
    act: acts.PostalVotesRejected | acts.PostalCoversReturned,
    figure: TwiceKeyed,
    field: str,
) -> list[Finding]:
    name = contest.set_up.name
    if act.of != figure.last:
        return [finding(Code.A114, "contest", name, field)]
    keyed = [officer for officer, _ in figure.waiting]
    if keyed == [act.by] and not contest.set_up.small_count:
        return [finding(Code.E201, "contest", name, field, officer=act.by)]
    return []


def apply_rejected(contest: ContestState, act: acts.PostalVotesRejected) -> Changed:
    """It stands once two agree."""
    alone = contest.set_up.small_count
    contest.postal.rejected.key(act.by, act.papers, act.id, alone)
    return _of_result(contest)


def apply_returned(contest: ContestState, act: acts.PostalCoversReturned) -> Changed:
    """It stands once two agree."""
    alone = contest.set_up.small_count
    contest.postal.returned.key(act.by, act.covers, act.id, alone)
    return _of_result(contest)


# No figure of the result changes: these were never in it, and what they show is a finding.
def _of_result(contest: ContestState) -> Changed:
    return Changed(contest.set_up.contest, contest.seq, result=True)


# ---- sessions


def check_session(
    _: CountState, contest: ContestState, act: acts.PostalSessionKeyed
) -> list[Finding]:
    """Of a postal box; keyed again, it names what stands and needs a reason. Figures that do not
    agree are recorded, not refused.
    """
    box = contest.boxes.get(act.box)
    if box is None:
        return [finding(Code.A104, "box", act.box)]
    if box.box.kind != "postal":
        return [finding(Code.A105, "box", act.box, "not-postal")]
    before = contest.postal.sessions.get((act.session, act.box))
    if act.of != (before.id if before else ""):
        return [finding(Code.A114, "box", act.box, "session")]
    figures = {"covers": act.covers, "rejected": act.rejected, "papers": act.papers}
    found = [f for field, n in figures.items() for f in check_figure("box", act.box, field, n)]
    if act.session == 0:
        found.append(finding(Code.E105, "box", act.box, "session"))
    if found or before is None:
        return found
    return check_reason(act.reason, finding(Code.A106, "box", act.box, "reason"))


def apply_session(contest: ContestState, act: acts.PostalSessionKeyed) -> Changed:
    """What was opened, and what came to the hall from it."""
    contest.postal.sessions[act.session, act.box] = Session(
        act.session, act.box, act.covers, Papers(act.rejected), act.papers, act.id
    )
    return _of_result(contest)


# ---- what stands open


def postal_boxes(contest: ContestState) -> list[BoxState]:
    """The postal boxes of a contest."""
    return [box for box in contest.boxes.values() if box.box.kind == "postal"]


def sessions_of(contest: ContestState) -> list[Session]:
    """What was keyed of the postal boxes that there are."""
    # Papers that were never in a box that was registered in error are counted with another.
    boxes = {box.box.id for box in postal_boxes(contest)}
    return [each for each in contest.postal.sessions.values() if each.box in boxes]


def not_followed(contest: ContestState) -> list[Finding]:
    """E316 where the covers returned, or the papers rejected before the count, were not keyed by
    two officers.
    """
    name = contest.set_up.name
    postal = contest.postal
    found = []
    # Before the last postal box is accounted for there is nothing to compare them with.
    accounted = all(box.account for box in postal_boxes(contest))
    silent = postal.returned.agreed is None and not postal.returned.waiting
    if silent and accounted and postal_boxes(contest):
        found.append(finding(Code.E316, "contest", name, "covers-blank"))
    if postal.returned.waiting:
        field = "covers-once" if len(postal.returned.waiting) == 1 else "covers-differ"
        found.append(finding(Code.E316, "contest", name, field))
    if postal.rejected.waiting:
        field = "rejected-once" if len(postal.rejected.waiting) == 1 else "rejected-differ"
        found.append(finding(Code.E316, "contest", name, field))
    return found


def postal_differences(contest: ContestState) -> list[Finding]:
    """E316 for each difference between covers returned, covers opened, papers delivered and papers
    verified; numbers are covers or papers, as they are named.
    """
    return [*_of_accounts(contest), *_of_sessions(contest), *_of_boxes(contest)]


def _of_accounts(contest: ContestState) -> Iterator[Finding]:
    """Covers returned against what the postal accounts come to."""
    boxes = postal_boxes(contest)
    covers = contest.postal.returned.agreed
    if covers is None or not all(box.account for box in boxes):
        return
    accounted = sum(box.account.issued for box in boxes if box.account)
    rejected = contest.postal_rejected or 0
    difference = accounted + rejected - covers
    if difference:
        numbers = {"covers": covers, "rejected": rejected, "accounted": accounted}
        name = contest.set_up.name
        yield finding(Code.E316, "contest", name, "covers", **numbers, difference=difference)


def _of_sessions(contest: ContestState) -> Iterator[Finding]:
    """Covers opened against the papers that came from them, session by session, and in all."""
    name = contest.set_up.name
    sessions = sessions_of(contest)
    for number in sorted({session.number for session in sessions}):
        of_it = [session for session in sessions if session.number == number]
        covers = sum(session.covers for session in of_it)
        rejected = sum(session.rejected for session in of_it)
        papers = sum(session.papers for session in of_it)
        difference = papers + rejected - covers
        if difference:
            numbers = {"covers": covers, "rejected": rejected, "papers": papers}
            yield finding(
                Code.E316,
                "contest",
                name,
                "session",
                session=number,
                **numbers,
                difference=difference,
            )
    returned = contest.postal.returned.agreed
    opened = sum(session.covers for session in sessions)
    if sessions and returned is not None and opened != returned:
        numbers = {"opened": opened, "returned": returned, "difference": opened - returned}
        yield finding(Code.E316, "contest", name, "opened", **numbers)
    rejected = sum(session.rejected for session in sessions)
    keyed = contest.postal_rejected
    if sessions and keyed is not None and keyed != rejected:
        numbers = {"sessions": rejected, "keyed": keyed, "difference": keyed - rejected}
        yield finding(Code.E316, "contest", name, "rejected", **numbers)


def _of_boxes(contest: ContestState) -> Iterator[Finding]:
    """Papers delivered in each postal box against those verified in it."""
    if not sessions_of(contest):
        return
    for box in postal_boxes(contest):
        delivered = contest.postal.delivered(box.box.id)
        if box.attempts and delivered != box.papers:
            numbers = {"delivered": int(delivered), "verified": int(box.papers)}
            difference = box.papers - delivered
            yield finding(
                Code.E316, "box", box.box.id, "delivered", **numbers, difference=difference
            )
