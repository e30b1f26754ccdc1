"""What the acts of the tests name of what stands, as a page names it that is opened now."""

from collections.abc import Mapping
from typing import Any

from tallyapp.domain import acts
from tallyapp.domain.rules.hand_totals import is_drawn
from tallyapp.domain.rules.moves import changed_last
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Stands
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.words.papers import Paper

NO_ACT = "0" * 32
"""The id of no act of any count."""
_ABOUT_A_SHEET = (
    acts.SheetKeyed,
    acts.SheetDifferenceKeyed,
    acts.SheetQueried,
    acts.SheetCorrected,
    acts.SheetWithdrawn,
)
_ABOUT_A_FORM = (
    acts.FormKeyed,
    acts.FormDifferenceKeyed,
    acts.FormQueried,
    acts.FormCorrected,
    acts.FormWithdrawn,
)
_OPENING = (acts.SheetKeyed, acts.SheetQueried, acts.FormKeyed, acts.FormQueried)
_THIRD_LOOKS = (acts.SheetDifferenceKeyed, acts.FormDifferenceKeyed)
_ABOUT_A_BOX = (
    acts.BoxAccountKeyed,
    acts.BoxCounted,
    acts.VarianceExplained,
    acts.PacketsCounted,
    acts.BoxCountCorrected,
    acts.PapersHandedOver,
)


def built_on(
    contest: ContestState, kind: type[acts.Act], fields: Mapping[str, Any]
) -> dict[str, Any]:
    """What an act of this kind names of what stands, of the box or paper that its fields name;
    NO_ACT where nothing stands that it could name.
    """
    if issubclass(kind, _ABOUT_A_SHEET):
        return {"of": _of_paper(kind, stands(contest, Paper("sheet", fields["sheet"])))}
    if issubclass(kind, _ABOUT_A_FORM):
        now = stands(contest, Paper("form", fields["form"]), fields.get("area", ""))
        return {"round": now.round, "of": _of_paper(kind, now)}
    if issubclass(kind, _ABOUT_A_BOX):
        return _of_box(contest, kind, fields["box"])
    if issubclass(kind, acts.PapersMoved):
        return {"of": _of_ends(contest, fields)}
    if issubclass(kind, acts.PapersOfAnotherContest):
        return {"of": contest.between.last if contest.between else ""}
    if issubclass(kind, acts.PapersTakenUp):
        return {"of": next((end.act.id for end in contest.to_take_up()), NO_ACT)}
    if kind is acts.VerificationStated:
        return {**stated_now(contest)}
    given = {"of": contest.given or NO_ACT}
    requests = [request.id for request in contest.requests]
    named: dict[type[acts.Act], dict[str, Any]] = {
        acts.NamesConfirmed: {"of": contest.names_id},
        acts.PassedOver: {"of": contest.given},
        acts.PostalVotesRejected: {"of": contest.postal.rejected.last},
        acts.PostalCoversReturned: {"of": contest.postal.returned.last},
        acts.PostalSessionKeyed: _of_session(contest, fields),
        acts.AgentAnswered: given,
        acts.RequestMade: given,
        acts.RequestAnswered: {"of": [NO_ACT, *requests][-1]},
        acts.RecountOpportunityGiven: given,
        acts.LotDrawn: given,
        acts.LotCorrected: {"of": [NO_ACT, *contest.lot_ids.values()][-1]},
        acts.LotConfirmed: {"of": contest.lot_keyed.id if contest.lot_keyed else NO_ACT},
        acts.ReadBack: given,
        acts.ReAddDrawn: given,
        acts.ReAddDone: {
            "of": contest.re_add.id if contest.re_add else NO_ACT,
            "given": "" if is_drawn(contest) else contest.given,
        },
        acts.Declared: given,
        acts.DeclaredOutside: {"of": contest.given},
        acts.NoticeCorrected: {"of": contest.notice or NO_ACT},
        acts.ResultReleased: {"of": contest.notice or NO_ACT},
        acts.ReleaseWithdrawn: {"of": contest.released.id if contest.released else NO_ACT},
        acts.SetUpCorrected: {"of": contest.set_up_id},
        acts.PreviousResultStated: {"of": contest.previous_id},
        acts.GroupsChosen: {"of": contest.groups_id},
        acts.RecountAbandoned: {"of": [NO_ACT, *(each.id for each in contest.recounts)][-1]},
    }
    return named.get(kind, {})


def _of_session(contest: ContestState, fields: Mapping[str, Any]) -> dict[str, Any]:
    place = fields.get("session", 0), fields.get("box", "")
    known = contest.postal.sessions.get(place)
    return {"of": known.id if known else ""}


def stands(contest: ContestState, paper: Paper, area: str = "") -> Stands:
    """What acts about a paper build on now: of a sheet that nobody handed out, on no act at all; of
    a form that nobody has keyed, on its area's round.
    """
    now = paper.stands(contest, area)
    if paper.state(contest):
        return now
    return Stands(now.round, "" if paper.kind == "form" else NO_ACT, (NO_ACT,), NO_ACT)


def _of_paper(kind: type[acts.Act], now: Stands) -> str | tuple[str, ...]:
    if issubclass(kind, _OPENING):
        return now.opened
    return now.keyings if issubclass(kind, _THIRD_LOOKS) else now.made


def _of_box(contest: ContestState, kind: type[acts.Act], name: str) -> dict[str, Any]:
    late = BallotBox(id=name, name="No box of these", kind="postal", area="A")
    box = contest.boxes.get(name) or BoxState(late)
    if issubclass(kind, acts.BoxCounted):
        return {"attempt": len(box.attempts) + 1}
    if issubclass(kind, acts.BoxCountCorrected):
        return {"attempt": len(box.counts), "of": box.counts[-1].id if box.counts else NO_ACT}
    named = {
        acts.BoxAccountKeyed: box.account_id,
        acts.PacketsCounted: box.packets_id,
        acts.PapersHandedOver: box.papers_id,
    }
    return {"of": named.get(kind, box.variance_id or NO_ACT)}


def _of_ends(contest: ContestState, fields: Mapping[str, Any]) -> tuple[str, str]:
    """What a move names of its two ends; nothing of one that is not there."""
    kind = fields["between"]
    known = contest.boxes if kind == "box" else contest.areas
    left, reached = (
        changed_last(contest, kind, name) if name in known else ""
        for name in (fields["left"], fields["reached"])
    )
    return left, reached
