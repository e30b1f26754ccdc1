"""Covers returned, covers opened, papers delivered and papers verified are the same, or said so."""

from typing import Any

import pytest

from tallyapp.domain import acts
from tallyapp.domain.rules.postal import not_followed, postal_differences
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import Papers
from tests.halls import BOXES, CLERK, OTHER_CLERK, SUPERVISOR, THIRD_CLERK, Hall, told

POSTAL = BOXES["a2"] + BOXES["b2"]


def returned(hall: Hall, covers: int, by: int) -> acts.PostalCoversReturned:
    of = hall.contest.postal.returned.last
    return acts.PostalCoversReturned(**hall.by(by).contest, of=of, covers=covers)


def rejected(hall: Hall, papers: int, by: int) -> acts.PostalVotesRejected:
    of = hall.contest.postal.rejected.last
    return acts.PostalVotesRejected(**hall.by(by).contest, of=of, papers=Papers(papers))


def session(hall: Hall, number: int, box: str, covers: int, papers: int, **more: Any) -> Any:
    known = hall.contest.postal.sessions.get((number, box))
    fields = {"of": known.id if known else "", **more}
    return acts.PostalSessionKeyed(
        **hall.by(CLERK).contest,
        session=number,
        box=box,
        covers=covers,
        papers=Papers(papers),
        **fields,
    )


@pytest.fixture
def accounted(hall: Hall) -> Hall:
    """Every box verified; nobody has keyed the covers that were returned."""
    for box, papers in BOXES.items():
        hall.do(hall.account(box, papers))
        hall.do(hall.count_of(box, papers))
    return hall


# ---- keyed by two


def test_covers_returned_are_asked_for_and_stand_when_two_officers_agree(accounted: Hall) -> None:
    def missing() -> list[str]:
        return [found.place.field for found in not_followed(accounted.contest)]

    assert missing() == ["covers-blank"]
    accounted.do(returned(accounted, POSTAL + 1, CLERK))
    assert missing() == ["covers-once"]
    same = returned(accounted, POSTAL, CLERK)
    assert told(accounted.refused(same)) == [
        ("E201", "contest", "Elm Valley", "postal-covers", {"officer": CLERK})
    ]
    accounted.do(returned(accounted, POSTAL, OTHER_CLERK))
    assert missing() == ["covers-differ"]
    accounted.do(returned(accounted, POSTAL, THIRD_CLERK))
    assert missing() == []
    assert accounted.contest.postal.returned.agreed == POSTAL
    assert postal_differences(accounted.contest) == []


def test_whoever_keyed_wrongly_first_keys_again_once_another_differed(accounted: Hall) -> None:
    accounted.do(rejected(accounted, 17, CLERK))
    accounted.do(rejected(accounted, 7, OTHER_CLERK))
    accounted.do(rejected(accounted, 7, CLERK))
    assert accounted.contest.postal_rejected == 7


def test_a_keying_that_came_meanwhile_is_not_answered_unseen(accounted: Hall) -> None:
    late = returned(accounted, POSTAL, OTHER_CLERK)
    accounted.do(returned(accounted, POSTAL, CLERK))
    assert told(accounted.refused(late)) == [("A114", "contest", "Elm Valley", "postal-covers", {})]


def test_a_late_postal_box_that_nobody_registered_is_missed_by_its_covers(accounted: Hall) -> None:
    accounted.do(returned(accounted, POSTAL + 36, CLERK))
    accounted.do(returned(accounted, POSTAL + 36, OTHER_CLERK))
    numbers = {"covers": POSTAL + 36, "rejected": 0, "accounted": POSTAL, "difference": -36}
    short = ("E316", "contest", "Elm Valley", "covers", numbers)
    assert told(accounted.refused(accounted.statement())) == [short]
    late = BallotBox(id="p9", name="Late postal papers", kind="postal", area="A")
    accounted.do(acts.BoxAdded(**accounted.by(SUPERVISOR).contest, box=late, reason="found"))
    accounted.do(accounted.account("p9", 36))
    accounted.do(accounted.count_of("p9", 36))
    assert postal_differences(accounted.contest) == []
    accounted.do(accounted.statement())


def test_papers_rejected_before_the_count_are_among_the_covers(accounted: Hall) -> None:
    for officer in (CLERK, OTHER_CLERK):
        accounted.do(returned(accounted, POSTAL + 9, officer))
    assert [found.place.field for found in postal_differences(accounted.contest)] == ["covers"]
    for officer in (CLERK, OTHER_CLERK):
        accounted.do(rejected(accounted, 9, officer))
    assert postal_differences(accounted.contest) == []


# ---- sessions


def test_covers_opened_are_papers_delivered_and_papers_verified(accounted: Hall) -> None:
    accounted.do(session(accounted, 1, "a2", 30, 30))
    accounted.do(session(accounted, 2, "a2", 20, 20))
    accounted.do(session(accounted, 2, "b2", 20, 20))
    assert postal_differences(accounted.contest) == []
    accounted.do(session(accounted, 3, "b2", 8, 6, rejected=Papers(1)))
    fields = [(f.place.name, f.place.field) for f in postal_differences(accounted.contest)]
    assert fields == [("Elm Valley", "session"), ("b2", "delivered")]
    numbers = {"session": 3, "covers": 8, "rejected": 1, "papers": 6, "difference": -1}
    assert told(postal_differences(accounted.contest))[0][4] == numbers
    put_right = session(accounted, 3, "b2", 1, 0, rejected=Papers(1))
    assert told(accounted.refused(put_right)) == [("A106", "box", "b2", "reason", {})]
    accounted.do(session(accounted, 3, "b2", 1, 0, rejected=Papers(1), reason="of another contest"))
    assert postal_differences(accounted.contest) == []


def test_sessions_are_compared_with_the_covers_returned_and_the_papers_rejected(
    accounted: Hall,
) -> None:
    accounted.do(session(accounted, 1, "a2", 52, 50, rejected=Papers(2)))
    accounted.do(session(accounted, 1, "b2", 20, 20))
    for officer in (CLERK, OTHER_CLERK):
        accounted.do(returned(accounted, POSTAL + 3, officer))
        accounted.do(rejected(accounted, 3, officer))
    assert [found.place.field for found in postal_differences(accounted.contest)] == [
        "opened",
        "rejected",
    ]


def test_a_session_is_of_a_postal_box(accounted: Hall) -> None:
    polling = session(accounted, 1, "a1", 1, 1)
    assert told(accounted.refused(polling)) == [("A105", "box", "a1", "not-postal", {})]
    unknown = session(accounted, 1, "zz", 1, 1)
    assert told(accounted.refused(unknown)) == [("A104", "box", "zz", "", {})]
    none = session(accounted, 0, "a2", 1, 1)
    assert told(accounted.refused(none)) == [("E105", "box", "a2", "session", {})]


def test_papers_rejected_before_the_count_are_keyed_by_two_and_can_be_kept(accounted: Hall) -> None:
    def missing() -> list[str]:
        of_both = not_followed(accounted.contest)
        return [f.place.field for f in of_both if f.place.field.startswith("rejected")]

    beyond = accounted.refused(rejected(accounted, 10_000_000, CLERK))
    assert [(f.code, f.place.field) for f in beyond] == [("E102", "postal-rejected")]
    accounted.do(rejected(accounted, 17, CLERK))
    assert missing() == ["rejected-once"]
    again = accounted.refused(rejected(accounted, 17, CLERK))
    assert told(again) == [("E201", "contest", "Elm Valley", "postal-rejected", {"officer": CLERK})]
    accounted.do(rejected(accounted, 7, OTHER_CLERK))
    assert missing() == ["rejected-differ"]
    accounted.do(rejected(accounted, 7, THIRD_CLERK))
    assert missing() == []


def test_a_session_has_a_number_and_names_what_was_keyed_of_it_before(accounted: Hall) -> None:
    numberless = session(accounted, 0, "a2", 30, 30)
    assert told(accounted.refused(numberless)) == [("E105", "box", "a2", "session", {})]
    meanwhile = session(accounted, 1, "a2", 29, 29)
    accounted.do(session(accounted, 1, "a2", 30, 30))
    assert told(accounted.refused(meanwhile)) == [("A114", "box", "a2", "session", {})]


def test_what_differs_of_sessions_is_told_with_every_figure(accounted: Hall) -> None:
    accounted.do(session(accounted, 1, "a2", 52, 50, rejected=Papers(2)))
    accounted.do(session(accounted, 1, "b2", 20, 20))
    for officer in (CLERK, OTHER_CLERK):
        accounted.do(returned(accounted, POSTAL + 3, officer))
        accounted.do(rejected(accounted, 3, officer))
    opened, of_rejected = told(postal_differences(accounted.contest))
    assert opened[4] == {"opened": 72, "returned": 73, "difference": -1}
    assert of_rejected[4] == {"sessions": 2, "keyed": 3, "difference": 1}
    accounted.do(session(accounted, 2, "b2", 5, 5))
    numbers = {"delivered": 25, "verified": 20, "difference": -5}
    assert ("E316", "box", "b2", "delivered", numbers) in told(
        postal_differences(accounted.contest)
    )
