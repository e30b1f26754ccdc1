"""Only what was declared is released; a corrected notice leaves nothing of the old one on the
screen.
"""

from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes
from tests.halls import CLERK, DEPUTY, RETURNING_OFFICER, SUPERVISOR, Hall, told

NO_ACT = "0" * 32
TWO = {"second": OfficerNumber(DEPUTY)}


def declare_outside(hall: Hall, **figures: object) -> None:
    """What was declared in the hall is keyed afterwards."""
    said = hall.declaration()
    hall.do(
        acts.DeclaredOutside(
            **hall.by(RETURNING_OFFICER).fixed,
            **said | {"figures": replace(hall.figures, **figures)},
            reason="the lights went out",
            **TWO,
        )
    )


def released(hall: Hall, of: str, by: int = RETURNING_OFFICER) -> acts.ResultReleased:
    return acts.ResultReleased(**hall.by(by).contest, of=of)


def against(code: str, field: str) -> list[tuple[str, str, str, str, dict[str, int]]]:
    """What stands against an act of the contest, as `told` tells it."""
    return [(code, "contest", "Elm Valley", field, {})]


def is_released(hall: Hall) -> bool:
    return hall.contest.released is not None


def test_nothing_is_released_before_it_is_declared(counted: Hall) -> None:
    early = released(counted, NO_ACT)
    not_declared = against("A105", "not-declared")
    assert told(counted.refused(early)) == not_declared
    counted.provisional()
    assert told(counted.refused(replace(early, of=counted.contest.given))) == not_declared


def test_a_declared_result_is_released_once_and_withdrawn_with_a_reason(counted: Hall) -> None:
    counted.finish()
    counted.release()
    of = counted.contest.notice
    again = released(counted, of)
    assert told(counted.refused(again)) == against("A112", "released")
    standing = counted.contest.released
    assert standing is not None
    assert standing.of == of
    by = counted.by(RETURNING_OFFICER).contest
    withdrawn = acts.ReleaseWithdrawn(**by, of=standing.id, reason=" ")
    assert told(counted.refused(withdrawn)) == against("A106", "reason")
    counted.withdraw_release()
    assert not is_released(counted)
    late = replace(withdrawn, reason="put up too soon")
    gone = against("A112", "not-released")
    assert told(counted.refused(late)) == gone
    counted.release()
    other = against("A114", "release")
    assert told(counted.refused(late)) == other


def test_nobody_who_keys_puts_anything_before_the_hall(counted: Hall) -> None:
    counted.finish()
    for officer in (CLERK, SUPERVISOR):
        (found,) = counted.refused(released(counted, counted.contest.notice, by=officer))
        assert found.code == "A102"
    counted.do(released(counted, counted.contest.notice, by=DEPUTY))


def test_a_corrected_notice_darkens_the_screen_until_its_figures_are_released(
    counted: Hall,
) -> None:
    counted.finish()
    declaration = counted.contest.notice
    counted.release()
    counted.correct_notice(replace(counted.figures, verified=Papers(251)))
    assert not is_released(counted)
    old = released(counted, declaration)
    assert told(counted.refused(old)) == against("A114", "released-notice")
    counted.release()
    assert counted.contest.released is not None
    assert counted.contest.released.of == counted.contest.corrected[-1].id


def test_what_was_declared_outside_is_released_as_it_was_declared(counted: Hall) -> None:
    said = tuple(map(Votes, (120, 86, 40)))
    declare_outside(counted, votes=said)
    counted.release()
    assert counted.contest.noticed is not None
    assert counted.contest.noticed.votes == said


def test_the_hall_is_told_when_to_expect_a_result_until_it_is_there(counted: Hall) -> None:
    nothing = acts.ResultExpected(**counted.by(RETURNING_OFFICER).contest)
    unchanged = against("A112", "unchanged")
    assert told(counted.refused(nothing)) == unchanged
    counted.expect("about 3.15 am")
    assert counted.contest.expected == "about 3.15 am"
    counted.do(nothing)
    assert counted.contest.expected == ""
    counted.expect("about 4 am")
    counted.finish()
    assert counted.contest.expected == "about 4 am"
    counted.release()
    assert counted.contest.expected == ""
    late = replace(nothing, expected="about 5 am")
    there = against("A105", "released")
    assert told(counted.refused(late)) == there
    # Of a corrected notice the hall may be told when it comes.
    counted.correct_notice(replace(counted.figures, verified=Papers(251)))
    counted.expect("a corrected notice at 6 am")


def test_a_result_may_be_released_while_the_count_stands_still(counted: Hall) -> None:
    counted.finish()
    by = counted.by(RETURNING_OFFICER).count
    since = counted.desk.clock()
    counted.do(
        acts.CountAdjourned(
            **by, why="evacuated", since=since, reason="a fire alarm", seals=(), **TWO
        )
    )
    counted.expect("at ten in the morning")
    counted.release()


def test_releasing_touches_neither_figures_nor_what_was_signed(counted: Hall) -> None:
    counted.finish()
    counted.do(counted.signing("declaration"))
    counted.do(counted.signing("audit-pack"))
    stood = (counted.figures, set(counted.contest.signed), counted.contest.stage)
    counted.release()
    counted.withdraw_release()
    assert (counted.figures, counted.contest.signed, counted.contest.stage) == stood
