"""What somebody who signs again can do and not do, beside the attacks of the table; and the two
officers, seen apart from the rules.
"""

from msgspec.structs import replace

from tallyapp.audit.verify import verify
from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.vocabulary.places import FindingRecord, Place
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tests.audit.attacks.declarations import with_votes
from tests.audit.hall import NIGHT, Hall, failing, unsigned


def test_what_the_forger_only_signs_again_holds_but_is_signed_by_another(hall: Hall) -> None:
    for pdf in (hall.signed_again(unsigned(hall.declaration)), hall.packed_again(hall.acts)):
        assert verify(pdf).verdict == "holds"
        assert failing(pdf, trusted=[hall.identity.certificate_pem]) == {"signer"}


# ---- the declaration


def test_a_figure_below_nought_makes_no_declaration(hall: Hall) -> None:
    report = hall.report
    votes: list[int] = [one.votes for one in report.candidates]
    votes[0], votes[1] = -votes[0], votes[1] + 2 * votes[0]
    assert failing(hall.declared_again(with_votes(report, votes))) == {"rendering"}


# ---- two officers, seen apart from the rules


def test_passing_over_one_sheet_excuses_no_other(hall: Hall) -> None:
    """What the rules would refuse is counted anew: were they wrong, this would still say so."""
    from tallyapp.audit.streams import _Eyes

    keyed = [act for act in hall.acts[hall.stream] if isinstance(act, acts.SheetKeyed)]
    alone = [act for act in keyed if act.by == keyed[0].by][:2]
    over = acts.PassedOver(
        v=1,
        id="0" * 32,
        at=NIGHT,
        by=OfficerNumber(1),
        workstation="1",
        seen=1,
        of="",
        finding=FindingRecord(
            code="E302", place=Place("sheet", str(alone[0].sheet), "keyed"), numbers=()
        ),
        reason="The table has gone home.",
        second=OfficerNumber(2),
    )
    eyes = _Eyes()
    told: list[AnyAct] = [*alone, over]
    for act in told:
        eyes.see(act)
    assert list(eyes.problems()) == [f"sheet {alone[1].sheet} was keyed by one officer"]
    eyes.see(replace(over, second=OfficerNumber(1)))
    assert "officer 1 was their own second officer" in list(eyes.problems())
    assert SheetNumber(alone[0].sheet) != alone[1].sheet


def test_what_a_recount_took_the_place_of_need_not_be_keyed_again(hall: Hall) -> None:
    from tallyapp.audit.streams import _Eyes

    done = hall.acts[hall.stream]
    issued = [act for act in done if isinstance(act, acts.SheetsIssued)]
    (once, *_) = (act for act in done if isinstance(act, acts.SheetKeyed))
    (area,) = (act.area for act in issued if act.first <= once.sheet <= act.last)
    other = next(act.area for act in issued if act.area != area)
    begun = acts.RecountBegun(
        v=1,
        id="0" * 32,
        at=NIGHT,
        by=OfficerNumber(1),
        workstation="1",
        seen=1,
        round=2,
        areas=(other,),
        reason="close",
    )
    eyes = _Eyes()
    told: list[AnyAct] = [*issued, once, begun]
    for act in told:
        eyes.see(act)
    assert list(eyes.problems()) == [f"sheet {once.sheet} was keyed by one officer"]
    eyes.see(replace(begun, areas=(area,)))
    assert list(eyes.problems()) == []


def test_in_a_small_count_one_officer_may_look_twice_but_not_once(hall: Hall) -> None:
    from tallyapp.audit.streams import _Eyes

    (set_up, *done) = hall.acts[hall.stream]
    (once, *_) = (act for act in done if isinstance(act, acts.SheetKeyed))
    assert isinstance(set_up, acts.ContestSetUp)
    for small, wrong in ((False, 1), (True, 0)):
        eyes = _Eyes()
        eyes.see(replace(set_up, small_count=small))
        eyes.see(once)
        assert len(list(eyes.problems())) == 1
        eyes.see(once)
        assert len(list(eyes.problems())) == wrong
