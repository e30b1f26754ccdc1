"""What was said of one thing is never taken for another: an act that was on its way while something
changed is refused, and says what changed.

Each of these sequences once gave a wrong result: another winner, a box that verified itself, a
point that nobody had gone on over.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.result import before_declaring, outcome
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers
from tests.building_on import NO_ACT
from tests.domain.rules.test_result import level
from tests.halls import (
    CLERK,
    DEPUTY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    Told,
    codes,
    form,
    made,
    refusal,
    sheet,
    told,
)

Maker: TypeAlias = Callable[[Hall], AnyAct]
GONE: Told = [("A114", "contest", "Elm Valley", "provisional", {})]
UNLIKE: Told = [("A114", "contest", "Elm Valley", "document", {})]


def give_another(hall: Hall) -> None:
    """A sheet is put right, and the result given again: Ash has 119 votes now, and Birch 86."""
    hall.correct(3, ("1.part", 13), ("2.part", 16))
    hall.provisional()


# ---- boxes


def explained(hall: Hall) -> AnyAct:
    """The variance of box a1 at its last count, explained."""
    box = hall.contest.boxes["a1"]
    return acts.VarianceExplained(
        **hall.by(SUPERVISOR).contest,
        box="a1",
        of=box.variance_id,
        papers=box.papers,
        explanation="one paper taken away",
        second=OfficerNumber(SECOND_SUPERVISOR),
    )


def test_one_slip_keyed_at_two_places_is_one_count_of_the_box(hall: Hall) -> None:
    """As two counts that agree after a third, the slip verified the box by itself."""
    hall.do(hall.account("a1", 100))
    hall.do(hall.count_of("a1", 98))
    slip = hall.count_of("a1", 99)
    hall.do(slip)
    elsewhere = replace(slip, by=OfficerNumber(OTHER_CLERK))
    again: Told = [("A109", "box", "a1", "attempt", {"stated": 2, "derived": 3})]
    assert told(hall.refused(elsewhere)) == again
    assert hall.contest.boxes["a1"].attempts == [98, 99]
    assert not hall.contest.boxes["a1"].accurate
    hall.do(hall.count_of("a1", 99))
    assert hall.contest.boxes["a1"].accurate


def test_an_explanation_is_of_the_count_for_which_it_was_written(hall: Hall) -> None:
    """Also where the next count found as many papers: what was explained was not this count."""
    hall.do(hall.account("a1", 100))
    hall.do(hall.count_of("a1", 99))
    written = explained(hall)
    hall.do(hall.count_of("a1", 99))
    assert told(hall.refused(written)) == [("A114", "box", "a1", "attempt", {})]
    assert not hall.contest.boxes["a1"].accurate
    hall.do(explained(hall))
    assert hall.contest.boxes["a1"].accurate


def test_an_explanation_does_not_cover_the_variance_from_another_account(hall: Hall) -> None:
    hall.do(hall.account("a1", 100))
    hall.do(hall.count_of("a1", 99))
    written = explained(hall)
    hall.do(hall.account("a1", 101, reason="misread"))
    assert told(hall.refused(written)) == [("A114", "box", "a1", "attempt", {})]
    hall.do(explained(hall))
    assert hall.contest.boxes["a1"].accurate


def test_an_account_takes_the_place_of_the_one_that_was_looked_at(hall: Hall) -> None:
    first = hall.account("a1", 100)
    hall.do(first)
    corrected = hall.account("a1", 101, reason="misread")
    assert told(hall.refused(first)) == [("A114", "box", "a1", "account", {})]
    hall.do(corrected)
    another = replace(corrected, by=OfficerNumber(OTHER_CLERK))
    assert told(hall.refused(another)) == [("A114", "box", "a1", "account", {})]


# ---- what is said of a provisional result


def of_given(kind: type[acts.Act], by: int, **fields: Any) -> Maker:
    """Makes an act of this kind that is said of the provisional result that stands."""
    return lambda hall: made(kind, hall.by(by), of=hall.contest.given, **fields)


def gone_on_over(hall: Hall) -> AnyAct:
    """The first point that is missing before declaring is gone on over."""
    missing = before_declaring(hall.contest)[0].record()
    two = {"reason": "they had left", "second": DEPUTY}
    return of_given(acts.PassedOver, RETURNING_OFFICER, finding=missing, **two)(hall)


def read_back(hall: Hall) -> AnyAct:
    now = hall.figures
    of_these = of_given(acts.ReadBack, SUPERVISOR, votes=now.votes, rejected=now.rejected)
    return of_these(hall)


def declared(hall: Hall) -> AnyAct:
    return made(acts.Declared, hall.by(RETURNING_OFFICER), **hall.declaration())


def declared_outside(hall: Hall) -> AnyAct:
    fields = hall.declaration() | {"reason": "the power failed", "second": DEPUTY}
    return made(acts.DeclaredOutside, hall.by(RETURNING_OFFICER), **fields)


RECOUNT = {"request": 1, "candidate": 2, "asks": "recount", "by_whom": "the agent"}
SAID: Mapping[str, Maker] = {
    "a side is content": of_given(acts.AgentAnswered, RETURNING_OFFICER, candidate=1, content=True),
    "a request": of_given(acts.RequestMade, RETURNING_OFFICER, **RECOUNT),
    "the opportunity": of_given(acts.RecountOpportunityGiven, RETURNING_OFFICER),
    "a lot": of_given(acts.LotDrawn, RETURNING_OFFICER, tied=(1, 2), chosen=2),
    "the read-back": read_back,
    "lines to add up": of_given(
        acts.ReAddDrawn, RETURNING_OFFICER, seed="2718281828", second=DEPUTY
    ),
    "gone on over": gone_on_over,
    "declared": declared,
    "declared outside": declared_outside,
}


@pytest.mark.parametrize("what", SAID)
def test_nothing_said_of_one_provisional_result_is_taken_for_the_next(
    counted: Hall, what: str
) -> None:
    counted.provisional()
    on_its_way = SAID[what](counted)
    counted.correct(3, ("1.part", 13), ("2.part", 16))
    assert told(counted.refused(on_its_way)) == GONE
    counted.provisional()
    assert told(counted.refused(on_its_way)) == GONE
    counted.correct(3, ("1.part", 14), ("2.part", 15))
    counted.provisional()
    # Also where the figures are again those of which it was said: much may have been said since.
    assert told(counted.refused(on_its_way)) == GONE
    assert counted.contest.declaration is None


def test_a_lot_on_its_way_elects_nobody_by_other_votes_than_it_was_drawn_over(
    tmp_path: Path,
) -> None:
    """Ash and Birch are level before and after: the lot drawn before elected by itself."""
    hall = level(tmp_path, 70, 70, 10, 10)
    hall.provisional()
    drawn = of_given(acts.LotDrawn, RETURNING_OFFICER, tied=(1, 2), chosen=2)(hall)
    hall.correct(1, ("3.part", 9), ("4.part", 11))
    hall.provisional()
    assert told(hall.refused(drawn)) == GONE
    assert outcome(hall.contest, hall.figures.votes).tied == (1, 2)
    hall.desk.close()


def test_what_was_done_for_one_result_is_all_to_do_for_the_next(counted: Hall) -> None:
    """The whole way: with the three that were on their way, the next result was declared at once,
    and nobody had been asked about it.
    """
    counted.provisional()
    three = [SAID[what](counted) for what in ("the opportunity", "the read-back", "a lot")]
    counted.correct(3, ("1.part", 13), ("2.part", 16))
    counted.correct(3, ("1.part", 14), ("2.part", 15))
    counted.provisional()
    for act in three:
        assert told(counted.refused(act)) == GONE
    missing = [found.place.field for found in before_declaring(counted.contest)]
    assert missing == ["opportunity", "read-back"]
    assert codes(refusal(counted.declare)) == [Code.E302, Code.E302]


def test_a_point_gone_on_over_for_one_result_stands_open_for_the_next(counted: Hall) -> None:
    counted.provisional()
    for found in before_declaring(counted.contest):
        counted.pass_over(found)
    assert before_declaring(counted.contest) == []
    counted.correct(3, ("1.part", 13), ("2.part", 16))
    counted.correct(3, ("1.part", 14), ("2.part", 15))
    counted.provisional()
    missing = [found.place.field for found in before_declaring(counted.contest)]
    assert missing == ["opportunity", "read-back"]


def test_a_read_back_that_differs_is_gone_on_over_for_one_result_alone(counted: Hall) -> None:
    """The same line differs by the same two figures again, and is looked at again."""
    counted.provisional()
    counted.opportunity()
    counted.read_back(121, 85, 41)
    counted.pass_over(before_declaring(counted.contest)[0])
    counted.correct(3, ("1.part", 13), ("2.part", 16))
    counted.correct(3, ("1.part", 14), ("2.part", 15))
    counted.provisional()
    counted.opportunity()
    counted.read_back(121, 85, 41)
    assert codes(before_declaring(counted.contest)) == [Code.E202]
    assert codes(refusal(counted.declare)) == [Code.E202]


def test_what_was_gone_on_over_before_there_was_a_result_stays_so(verified: Hall) -> None:
    """In the same numbers: it is of the papers, and not of what was given out."""
    hall = verified
    hall.agree(1, sheet((60, 30, 8), sent=2))
    hall.agree(2, sheet((20, 15, 11), sent=4))
    hall.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    hall.agree(3, sheet((39, 40, 20)))
    for found in hall.standing():
        hall.pass_over(found)
    hall.provisional()
    give_another(hall)
    assert hall.standing() == []
    assert {each.of for each in hall.contest.passed} == {""}


def test_before_a_result_is_given_nothing_is_gone_on_over_for_one(counted: Hall) -> None:
    counted.provisional()
    found = before_declaring(counted.contest)[0]
    unnamed = replace(gone_on_over(counted), of="")
    assert told(counted.refused(unnamed)) == GONE
    counted.pass_over(found)


def test_what_was_declared_outside_need_not_have_been_given_before(counted: Hall) -> None:
    counted.provisional()
    counted.do(replace(declared_outside(counted), of=""))
    assert counted.contest.declaration is not None


# ---- requests, lots, postal votes, notices


def request(hall: Hall, number: int, candidate: int) -> AnyAct:
    fields = RECOUNT | {"request": number, "candidate": candidate}
    return of_given(acts.RequestMade, RETURNING_OFFICER, **fields)(hall)


def answer(hall: Hall, of: str) -> AnyAct:
    fields = {"of": of, "answer": "refused", "reason": "each bundle was checked"}
    return made(acts.RequestAnswered, hall.by(RETURNING_OFFICER), **fields)


def test_a_request_is_answered_and_no_other_of_its_number(counted: Hall) -> None:
    """Two sides asked at two places, each as the first: the refusal of one was the other's."""
    counted.provisional()
    of_ash = request(counted, 1, 1)
    of_birch = request(counted, 1, 2)
    asked = counted.do(of_birch).act.id
    assert codes(counted.refused(of_ash)) == [Code.A109]
    to_ash = answer(counted, NO_ACT)
    assert told(counted.refused(to_ash)) == [("A114", "contest", "Elm Valley", "request", {})]
    assert [each.open for each in counted.contest.requests] == [True]
    counted.do(answer(counted, asked))
    assert [each.open for each in counted.contest.requests] == [False]
    again: Told = [("A112", "request", "1", "answered", {})]
    assert told(counted.refused(answer(counted, asked))) == again


def test_a_recount_is_begun_on_the_request_that_was_granted(counted: Hall) -> None:
    counted.provisional()
    first = counted.do(request(counted, 1, 1)).act.id
    second = counted.do(request(counted, 2, 2)).act.id
    counted.do(replace(answer(counted, second), answer="granted"))
    again = {"round": 2, "areas": ("A",), "reason": "close"}
    of_first = made(acts.RecountBegun, counted.by(RETURNING_OFFICER), request=first, **again)
    assert told(counted.refused(of_first)) == [("A112", "request", "1", "granted", {})]
    counted.do(replace(of_first, request=second))
    assert counted.contest.requests[1].begun == {"A"}


def test_a_lot_is_put_right_as_it_is_recorded_now(tmp_path: Path) -> None:
    """Two put it right at once, and the second put right what was right already."""
    hall = level(tmp_path, 70, 70, 70, 10)
    hall.provisional()
    hall.draw(of_given(acts.LotDrawn, RETURNING_OFFICER, tied=(1, 2, 3), chosen=1)(hall))
    (drawn,) = hall.contest.lot_ids.values()
    two = {"reason": "misheard", "second": DEPUTY}
    right = made(
        acts.LotCorrected, hall.by(RETURNING_OFFICER), of=drawn, tied=(1, 2, 3), chosen=2, **two
    )
    hall.draw(right)
    late = replace(right, chosen=CandidateNumber(3))
    assert told(hall.refused(late)) == [("A114", "contest", "Elm Valley", "lot", {})]
    assert outcome(hall.contest, hall.figures.votes).elected == (2,)
    hall.desk.close()


def test_postal_votes_rejected_take_the_place_of_the_figure_that_was_looked_at(
    counted: Hall,
) -> None:
    first = made(acts.PostalVotesRejected, counted.by(SUPERVISOR), of="", papers=7)
    seven = counted.do(first).act.id
    late = replace(first, papers=Papers(9))
    gone: Told = [("A114", "contest", "Elm Valley", "postal-rejected", {})]
    assert told(counted.refused(late)) == gone
    counted.do(replace(late, of=seven, by=OfficerNumber(CLERK)))
    assert counted.contest.postal_rejected is None, "one said 7, the other 9"


def test_a_notice_is_corrected_as_it_stands(counted: Hall) -> None:
    """A correction written beside another, and then numbered as the next, undid the other."""
    counted.finish()
    right = replace(counted.figures, verified=Papers(251))
    two = {"reason": "printed wrongly", "second": DEPUTY}

    def corrected(number: int, of: str) -> AnyAct:
        fields = {"of": of, "notice": number, "figures": right, **two}
        return made(acts.NoticeCorrected, counted.by(RETURNING_OFFICER), **fields)

    declaration = counted.contest.notice
    counted.do(corrected(1, declaration))
    late = replace(corrected(2, declaration), figures=counted.figures)
    assert told(counted.refused(late)) == [("A114", "contest", "Elm Valley", "notice", {})]
    counted.do(replace(late, of=counted.contest.notice))
    assert [notice.number for notice in counted.contest.corrected] == [1, 2]


# ---- signatures


def test_a_document_is_signed_as_drawn_from_what_is_published(counted: Hall) -> None:
    """A pack drawn before a correction, and signed after it, passed for one that has it."""
    counted.finish()
    pack = counted.signing("audit-pack")
    notice = counted.signing("declaration")
    assert told(counted.refused(replace(notice, seq=notice.seq - 1))) == UNLIKE
    right = replace(counted.figures, verified=Papers(251))
    two = {"reason": "printed wrongly", "second": DEPUTY}
    fields = {"of": counted.contest.notice, "notice": 1, "figures": right, **two}
    counted.do(made(acts.NoticeCorrected, counted.by(RETURNING_OFFICER), **fields))
    assert told(counted.refused(pack)) == UNLIKE
    counted.do(counted.signing("audit-pack"))
    # What was said on the night is what it was.
    counted.do(notice)
    assert counted.contest.signed == {"audit-pack", "declaration"}


def test_the_signature_of_a_notice_is_of_the_last_correction(counted: Hall) -> None:
    counted.finish()
    two = {"reason": "printed wrongly", "second": DEPUTY}
    for number in (1, 2):
        right = replace(counted.figures, verified=Papers(250 + number))
        fields = {"of": counted.contest.notice, "notice": number, "figures": right, **two}
        counted.do(made(acts.NoticeCorrected, counted.by(RETURNING_OFFICER), **fields))
        if number == 1:
            of_the_first = counted.signing("corrected-notice")
    assert told(counted.refused(of_the_first)) == UNLIKE
    counted.do(counted.signing("corrected-notice"))


def test_a_document_drawn_from_another_head_is_not_signed(counted: Hall) -> None:
    """The place is right, and what stood there was not this."""
    counted.finish()
    other = replace(counted.signing(), head="0" * 64)
    assert told(counted.refused(other)) == [("A114", "contest", counted.stream, "document", {})]
    assert not counted.contest.signed
