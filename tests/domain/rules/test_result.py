"""From figures to the declaration: what stands open,
who may go on over it, lots, and the read-back.
"""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.result import before_declaring, majority, majority_of, outcome
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.domain.vocabulary.places import Place
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    OfficerNumber,
    Papers,
    SheetNumber,
    Votes,
)
from tests.halls import (
    BOXES,
    CLERK,
    DEPUTY,
    ELM,
    HEADS,
    NOBODY,
    RETURNING_OFFICER,
    RULES,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    Told,
    a_hall,
    codes,
    form,
    made,
    refusal,
    sheet,
    told,
)

LEVEL = (50, 50, 50)


def level(folder: Path, *votes: int) -> Hall:
    """A contest of one area in which these are the votes."""
    hall = a_hall(folder, areas={"A": ("a1", "a2")}, candidates=("Ash", "Birch", "Cedar", "Damson"))
    hall.verify({"a1": sum(votes) - 1, "a2": 1})
    hall.state_verification()
    hall.issue("A", 1)
    hall.agree(1, sheet(votes))
    return hall


# ---- what stands open


def test_nothing_stands_open_where_everything_was_counted(counted: Hall) -> None:
    assert counted.standing() == []
    assert counted.figures.votes == (120, 85, 41)
    assert counted.figures.rejected == (0, 1, 0, 3)
    assert (counted.figures.valid, counted.figures.verified) == (246, 250)


def test_an_area_that_is_not_what_was_verified_names_both_figures(verified: Hall) -> None:
    verified.agree(1, sheet((60, 30, 8), sent=2))
    verified.agree(2, sheet((20, 15, 10), sent=4))
    verified.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    verified.agree(3, sheet((39, 40, 22)))
    short = {"counted": 149, "verified": 150, "difference": -1}
    long = {"counted": 101, "verified": 100, "difference": 1}
    assert told(verified.standing()) == [
        ("E301", "area", "A", "", short),
        ("E301", "area", "B", "", long),
    ]


def test_areas_that_do_not_make_the_verification_total_name_both_figures(verified: Hall) -> None:
    verified.agree(1, sheet((60, 30, 8), sent=2))
    found = [f for f in told(verified.standing()) if f[0] == "E303"]
    numbers = {"counted": 98, "verified": 250, "difference": -152}
    assert found == [("E303", "contest", "Elm Valley", "", numbers)]


def test_an_area_without_a_sheet_a_box_and_the_statement_are_missed_by_name(hall: Hall) -> None:
    missing = [f[1:4] for f in told(hall.standing())]
    boxes = [("box", name, "account") for name in BOXES]
    assert missing == [*boxes, ("contest", "Elm Valley", "statement"), *AREAS_MISSED]
    assert set(codes(hall.standing())) == {Code.E302}


AREAS_MISSED = [("area", "A", "sheets"), ("area", "B", "sheets")]


# ---- the provisional result


def test_no_provisional_result_is_given_while_something_stands_open(verified: Hall) -> None:
    assert set(codes(refusal(verified.provisional))) == {Code.E301, Code.E302, Code.E303}


def test_the_figures_given_are_those_derived(counted: Hall) -> None:
    wrong = replace(
        counted.figures, votes=(120, 84, 42), rejected=(0, 1, 1, 3), valid=245, verified=251
    )
    assert told(
        counted.refused(acts.ProvisionalGiven(**counted.by(RETURNING_OFFICER).fixed, figures=wrong))
    ) == [
        ("A109", "contest", "Elm Valley", "votes.2", {"stated": 84, "derived": 85}),
        ("A109", "contest", "Elm Valley", "votes.3", {"stated": 42, "derived": 41}),
        ("A109", "contest", "Elm Valley", "rejected.3", {"stated": 1, "derived": 0}),
        ("A109", "contest", "Elm Valley", "valid", {"stated": 245, "derived": 246}),
        ("A109", "contest", "Elm Valley", "verified", {"stated": 251, "derived": 250}),
    ]
    short = replace(counted.figures, votes=(120, 85))
    found = counted.refused(
        acts.ProvisionalGiven(**counted.by(RETURNING_OFFICER).fixed, figures=short)
    )
    assert told(found) == [("A111", "contest", "Elm Valley", "votes", {"fields": 2, "expected": 3})]


def test_each_step_to_the_declaration_is_missed_by_name(counted: Hall) -> None:
    assert told(refusal(counted.declare)) == [("E302", "contest", "Elm Valley", "provisional", {})]
    for step in (counted.opportunity, counted.read_back):
        assert told(refusal(step)) == [("E302", "contest", "Elm Valley", "provisional", {})]
    counted.provisional()
    assert told(refusal(counted.declare)) == [
        ("E302", "contest", "Elm Valley", "opportunity", {}),
        ("E302", "contest", "Elm Valley", "read-back", {}),
    ]
    counted.opportunity()
    counted.read_back()
    counted.declare()
    assert (counted.contest.stage, counted.elected) == (Stage.DECLARED, (1,))


def test_a_figure_that_changes_takes_the_provisional_result_and_its_answers_with_it(
    counted: Hall,
) -> None:
    counted.provisional()
    counted.opportunity()
    counted.read_back()
    counted.correct(3, ("1.part", 13), ("2.part", 16))
    assert counted.contest.provisional is None
    assert told(refusal(counted.declare)) == [("E302", "contest", "Elm Valley", "provisional", {})]
    counted.provisional()
    assert told(before_declaring(counted.contest)) == [
        ("E302", "contest", "Elm Valley", "opportunity", {}),
        ("E302", "contest", "Elm Valley", "read-back", {}),
    ]


# ---- reading back


def test_two_figures_read_back_on_each_others_line_stop_the_declaration(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    done = counted.read_back(85, 120, 41)
    exchanged = [
        ("E202", "candidate", "1", "read-back", {"keyed": 85, "figures": 120}),
        ("E202", "candidate", "2", "read-back", {"keyed": 120, "figures": 85}),
    ]
    assert told(done.flags) == exchanged
    assert told(refusal(counted.declare)) == exchanged
    counted.read_back(120, 85, 41)
    counted.declare()


def test_whoever_gave_the_provisional_result_does_not_read_it_back(counted: Hall) -> None:
    counted.provisional()
    own = counted.refused(
        acts.ReadBack(
            **counted.by(RETURNING_OFFICER).contest,
            of=counted.contest.given,
            votes=counted.figures.votes,
            rejected=counted.figures.rejected,
        )
    )
    numbers = {"officer": RETURNING_OFFICER}
    assert told(own) == [("E201", "contest", "Elm Valley", "read-back", numbers)]


def test_a_read_back_has_a_line_for_each_candidate_and_each_head(counted: Hall) -> None:
    counted.provisional()
    now = counted.figures
    for votes, rejected, numbers in (
        (now.votes[:2], now.rejected, {"fields": 2, "expected": 3}),
        (now.votes, now.rejected[:-1], {"fields": HEADS - 1, "expected": HEADS}),
        (now.votes, (*now.rejected, Papers(0)), {"fields": HEADS + 1, "expected": HEADS}),
    ):
        by = counted.by(CLERK).contest
        given = counted.contest.given
        short = counted.refused(acts.ReadBack(**by, of=given, votes=votes, rejected=rejected))
        assert told(short) == [("A111", "contest", "Elm Valley", "read-back", numbers)]


def test_a_head_read_back_otherwise_stops_the_declaration_by_its_name(counted: Hall) -> None:
    """By name and in what was keyed, never by ours: whoever reads back again must not know it."""
    counted.provisional()
    counted.opportunity()
    ours = counted.figures.rejected
    first, second = RULES.heads[:2]
    done = counted.read_back(rejected=(ours[0] + 1, ours[1] + 2, *ours[2:]))
    otherwise = [
        ("E202", "head", first.label, "read-back", {"keyed": ours[0] + 1}),
        ("E202", "head", second.label, "read-back", {"keyed": ours[1] + 2}),
    ]
    assert told(done.flags) == otherwise
    assert told(refusal(counted.declare)) == otherwise
    counted.read_back(rejected=(ours[0] + 1, *ours[1:]))
    assert told(refusal(counted.declare)) == otherwise[:1]
    counted.read_back()
    counted.declare()
    assert counted.contest.stage is Stage.DECLARED


def test_a_head_that_differs_may_be_gone_on_over(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    ours = counted.figures.rejected
    counted.read_back(rejected=(*ours[:-1], ours[-1] + 1))
    (found,) = before_declaring(counted.contest)
    counted.pass_over(found)
    counted.declare()
    assert counted.contest.stage is Stage.DECLARED


# ---- passing over


def one_paper_short(hall: Hall) -> Hall:
    """Everything counted, but a paper of area B was not found."""
    hall.agree(1, sheet((60, 30, 8), sent=2))
    hall.agree(2, sheet((20, 15, 11), sent=4))
    hall.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    hall.agree(3, sheet((39, 40, 20)))
    return hall


def test_the_returning_officer_goes_on_over_a_variance_by_name_and_it_is_recorded(
    verified: Hall,
) -> None:
    hall = one_paper_short(verified)
    assert codes(hall.standing()) == [Code.E301, Code.E303]
    for found in hall.standing():
        hall.pass_over(found)
    hall.finish()
    passed = [act for _, act in hall.desk.ledger.read_from(ELM) if isinstance(act, acts.PassedOver)]
    assert [act.finding.code for act in passed] == ["E301", "E303"]
    assert passed[0].finding.place == Place("area", "B")


@pytest.mark.parametrize("by", [DEPUTY, SUPERVISOR, CLERK])
def test_nobody_else_passes_over_anything(verified: Hall, by: int) -> None:
    found = one_paper_short(verified).standing()[0]
    assert codes(refusal(lambda: verified.pass_over(found, by=by))) == [Code.A102]


def test_a_passing_over_needs_a_second_officer_and_a_reason(verified: Hall) -> None:
    found = one_paper_short(verified).standing()[0]
    alone = refusal(lambda: verified.pass_over(found, second=RETURNING_OFFICER))
    assert told(alone) == [("A103", "officer", "1", "", {})]
    silent = verified.refused(
        acts.PassedOver(
            **verified.by(RETURNING_OFFICER).contest,
            of=verified.contest.given,
            finding=found.record(),
            reason="  ",
            second=OfficerNumber(DEPUTY),
        )
    )
    assert told(silent) == [("A106", "contest", "Elm Valley", "reason", {})]


def test_only_what_stands_open_is_passed_over_in_just_its_numbers(verified: Hall) -> None:
    found = one_paper_short(verified).standing()[0]
    nothing: Told = [("A112", "contest", "Elm Valley", "passed-over", {})]
    other_numbers = replace(
        found, numbers=(*found.numbers[:2], replace(found.numbers[2], value=-2))
    )
    assert told(refusal(lambda: verified.pass_over(other_numbers))) == nothing
    not_open = finding(Code.E302, "box", "a1", "account")
    assert told(refusal(lambda: verified.pass_over(not_open))) == nothing
    verified.pass_over(found)
    assert told(refusal(lambda: verified.pass_over(found))) == nothing


def test_what_was_passed_over_stands_open_again_when_its_numbers_change(verified: Hall) -> None:
    hall = one_paper_short(verified)
    for found in hall.standing():
        hall.pass_over(found)
    hall.provisional()
    hall.correct(3, ("3.part", 19), ("papers", 98))
    numbers = {"counted": 98, "verified": 100, "difference": -2}
    assert told(hall.standing())[0] == ("E301", "area", "B", "", numbers)
    assert codes(refusal(hall.provisional)) == [Code.E301, Code.E303]


def test_a_read_back_that_differs_may_be_passed_over_and_never_for_another_result(
    counted: Hall,
) -> None:
    counted.provisional()
    counted.opportunity()
    counted.read_back(121, 85, 41)
    counted.pass_over(before_declaring(counted.contest)[0])
    assert before_declaring(counted.contest) == []
    counted.correct(3, ("1.part", 15), ("2.part", 14))
    counted.provisional()
    assert [found.place.field for found in before_declaring(counted.contest)] == [
        "opportunity",
        "read-back",
    ]


def test_opportunity_and_read_back_are_passed_over_like_anything_else(counted: Hall) -> None:
    counted.provisional()
    for found in before_declaring(counted.contest):
        counted.pass_over(found)
    counted.declare()
    assert counted.contest.stage is Stage.DECLARED


def test_a_statement_that_was_passed_over_is_missed_again_when_a_box_is_counted_again(
    hall: Hall,
) -> None:
    missing: tuple[object, ...] = ("E302", "contest", "Elm Valley", "statement", {})
    hall.verify(BOXES)
    (found,) = (each for each in hall.standing() if each.place.field == "statement")
    hall.pass_over(found)
    assert missing not in told(hall.standing())
    hall.do(hall.count_of("a1", 99))
    assert missing in told(hall.standing())


def test_an_unverified_box_may_be_passed_over_for_the_statement(hall: Hall) -> None:
    hall.verify({"a1": 100, "a2": 50, "b1": 80})
    hall.do(hall.account("b2", 80))
    hall.pass_over(hall.standing()[0])
    hall.state_verification()
    assert hall.contest.statement == 230


# ---- lots


def test_a_tie_that_decides_the_seat_asks_for_a_lot(tmp_path: Path) -> None:
    hall = level(tmp_path, 50, 70, 70, 10)
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    tie = ("E305", "contest", "Elm Valley", "", {"candidates": 2, "votes": 70})
    assert told(refusal(hall.declare)) == [tie]
    assert outcome(hall.contest, hall.figures.votes).tied == (2, 3)
    assert majority(hall.contest, hall.figures.votes) == 0
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(3), CandidateNumber(2)),
            chosen=CandidateNumber(3),
        )
    )
    hall.declare()
    assert hall.elected == (3,)
    assert hall.figures.votes == (50, 70, 70, 10)


def test_a_lot_settles_a_tie_and_nobody_passes_over_one(tmp_path: Path) -> None:
    hall = level(tmp_path, 70, 70, 10, 10)
    hall.provisional()
    tie = next(f for f in before_declaring(hall.contest) if f.code == Code.E305)
    assert codes(refusal(lambda: hall.pass_over(tie))) == [Code.A112]


def test_no_lot_is_drawn_where_none_is_asked_for(tmp_path: Path) -> None:
    hall = level(tmp_path, 70, 60, 10, 10)
    lot = {"tied": (3, 4), "chosen": 3}
    early = hall.refused(
        made(acts.LotDrawn, hall.by(RETURNING_OFFICER), of=hall.contest.given, **lot)
    )
    assert told(early) == [("E302", "contest", "Elm Valley", "provisional", {})]
    hall.provisional()
    nothing: Told = [("A112", "contest", "Elm Valley", "lot", {})]
    assert (
        told(
            hall.refused(
                made(acts.LotDrawn, hall.by(RETURNING_OFFICER), of=hall.contest.given, **lot)
            )
        )
        == nothing
    )


def test_an_impossible_lot_is_refused(tmp_path: Path) -> None:
    hall = level(tmp_path, 70, 70, 70, 10)
    hall.provisional()
    for tied in ((1, 2), (1, 2, 3, 4), (1, 2, 2)):
        found = hall.refused(
            acts.LotDrawn(
                **hall.by(RETURNING_OFFICER).contest,
                of=hall.contest.given,
                tied=tuple(map(CandidateNumber, tied)),
                chosen=CandidateNumber(1),
            )
        )
        assert codes(found) == [Code.A112]
    stranger = hall.refused(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2), CandidateNumber(3)),
            chosen=CandidateNumber(4),
        )
    )
    assert told(stranger) == [("A104", "candidate", "4", "lot", {})]
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2), CandidateNumber(3)),
            chosen=CandidateNumber(2),
        )
    )
    again = hall.refused(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2), CandidateNumber(3)),
            chosen=CandidateNumber(1),
        )
    )
    assert codes(again) == [Code.A112]


def test_a_lot_is_of_the_figures_it_was_drawn_over(tmp_path: Path) -> None:
    hall = level(tmp_path, 70, 70, 10, 10)
    hall.provisional()
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2)),
            chosen=CandidateNumber(2),
        )
    )
    hall.correct(1, ("3.part", 9), ("4.part", 11))
    hall.provisional()
    assert outcome(hall.contest, hall.figures.votes).tied == (1, 2)


def test_a_lot_is_not_drawn_twice_over_the_same_figures(tmp_path: Path) -> None:
    """Otherwise whoever dislikes a lot issues a sheet, withdraws it, and draws again."""
    hall = level(tmp_path, 70, 70, 10, 10)
    hall.provisional()
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2)),
            chosen=CandidateNumber(2),
        )
    )
    hall.issue("A", 9)
    hall.do(
        acts.SheetWithdrawn(
            **hall.by(SUPERVISOR).contest,
            sheet=SheetNumber(9),
            of=hall.of_sheet(9).made,
            reason="not used",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    hall.provisional()
    assert outcome(hall.contest, hall.figures.votes).elected == (2,)
    again = hall.refused(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2)),
            chosen=CandidateNumber(1),
        )
    )
    assert codes(again) == [Code.A112]


def test_after_a_recount_an_equality_is_another(tmp_path: Path) -> None:
    hall = level(tmp_path, 70, 70, 10, 10)
    hall.provisional()
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=(CandidateNumber(1), CandidateNumber(2)),
            chosen=CandidateNumber(2),
        )
    )
    hall.recount("A")
    hall.issue("A", 9)
    hall.agree(9, sheet((70, 70, 10, 10)))
    hall.provisional()
    assert outcome(hall.contest, hall.figures.votes).tied == (1, 2)


# ---- the declaration


def test_the_loser_is_not_declared_and_strangers_do_not_declare(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    counted.read_back()
    right = counted.declaration()
    for elected in ((2,), (1, 2), ()):
        found = counted.refused(
            made(acts.Declared, counted.by(RETURNING_OFFICER), **(right | {"elected": elected}))
        )
        assert told(found) == [("A109", "contest", "Elm Valley", "elected", {})]
    found = counted.refused(
        acts.Declared(
            **counted.by(RETURNING_OFFICER).fixed, **right | {"declarant": OfficerNumber(NOBODY)}
        )
    )
    assert told(found) == [("A101", "officer", "99", "", {})]
    figures = replace(right["figures"], votes=(Votes(121), Votes(85), Votes(41)))
    found = counted.refused(
        acts.Declared(**counted.by(RETURNING_OFFICER).fixed, **right | {"figures": figures})
    )
    assert codes(found) == [Code.A109]


def test_a_declared_contest_is_closed_to_every_act_but_the_signature(counted: Hall) -> None:
    early = counted.refused(counted.signing())
    assert told(early) == [("A105", "contest", "Elm Valley", "not-declared", {})]
    counted.finish()
    closed: Told = [("A105", "contest", "Elm Valley", "declared", {})]
    assert told(refusal(lambda: counted.issue("A", 9))) == closed
    assert told(refusal(counted.provisional)) == closed
    assert told(counted.refused(counted.count_of("a1", 1))) == closed
    assert told(refusal(counted.declare)) == closed
    counted.do(counted.signing())
    assert counted.contest.stage is Stage.SIGNED


def test_one_seat_is_led_by_the_difference_of_the_first_two_and_several_by_none() -> None:
    votes = tuple(map(Votes, (30, 50, 45)))
    assert majority_of(1, votes) == 5
    assert majority_of(2, votes) is None
    assert majority_of(1, votes[:1]) is None
    assert majority_of(1, votes[:2]) == 20
    # Whoever was declared stays elected, whatever is found since.
    assert majority_of(1, votes, (CandidateNumber(1),)) is None
    assert majority_of(1, votes, (CandidateNumber(2),)) == 5
    level = (Votes(50), Votes(50))
    assert majority_of(1, level, (CandidateNumber(1),)) == 0


def test_what_is_said_of_a_result_names_the_one_that_stands(counted: Hall) -> None:
    now = counted.figures
    figures = {"votes": now.votes, "rejected": now.rejected}

    def said(of: str) -> list[acts.AnyAct]:
        return [
            made(acts.ReadBack, counted.by(CLERK), of=of, **figures),
            made(acts.RecountOpportunityGiven, counted.by(RETURNING_OFFICER), of=of),
            made(
                acts.AgentAnswered,
                counted.by(RETURNING_OFFICER),
                of=of,
                candidate=CandidateNumber(1),
                content=True,
            ),
        ]

    for act in said(""):
        none = told(counted.refused(act))
        assert none == [("E302", "contest", "Elm Valley", "provisional", {})]
    counted.provisional()
    for act in (*said(""), *said("ab" * 16)):
        other = told(counted.refused(act))
        assert other == [("A114", "contest", "Elm Valley", "provisional", {})]
    for act in said(counted.contest.given):
        counted.do(act)


def test_an_answer_is_a_candidates_and_a_warnings_is_to_a_warning(counted: Hall) -> None:
    counted.provisional()
    fields = {"of": counted.contest.given, "content": True}
    last, beyond = (
        made(acts.AgentAnswered, counted.by(DEPUTY), candidate=CandidateNumber(n), **fields)
        for n in (3, 4)
    )
    assert told(counted.refused(beyond)) == [("A104", "candidate", "4", "", {})]
    counted.do(last)
    no_warning = finding(Code.E301, "area", "A").record()
    act = acts.WarningAnswered(
        **counted.by(SUPERVISOR).contest, finding=no_warning, reason="looked at"
    )
    refused = told(counted.refused(act))
    assert refused == [("A112", "contest", "Elm Valley", "warning", {})]


def test_what_was_passed_over_is_known_with_the_time_of_it(verified: Hall) -> None:
    hall = one_paper_short(verified)
    (found, *_) = hall.standing()
    done = hall.pass_over(found)
    (passed,) = (each for each in hall.contest.passed if each.finding == found.record())
    assert hall.contest.times.passed[passed] == done.act.at
