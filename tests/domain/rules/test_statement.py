"""What a verification statement states: every box, as it was verified, and nothing else."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.domain.vocabulary.stated import StatedBox
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tests.domain.second_arithmetic import asked_in_sql
from tests.halls import (
    BOXES,
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    a_hall,
    told,
)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = a_hall(tmp_path)
    yield hall
    hall.desk.close()


def explain(hall: Hall, box: str, why: str) -> None:
    state = hall.contest.boxes[box]
    hall.do(
        acts.VarianceExplained(
            **hall.by(SUPERVISOR).contest,
            box=box,
            of=state.variance_id,
            papers=state.papers,
            explanation=why,
            second=OfficerNumber(DEPUTY),
        )
    )


def test_each_box_is_stated_with_its_papers_and_what_explains_them(hall: Hall) -> None:
    hall.verify(BOXES, expected={"a1": 101})
    explain(hall, "a1", "one in b1's packet")
    hall.state_verification()
    stated = hall.contest.stated
    assert stated
    first, *others = stated.boxes
    assert first == StatedBox(
        box="a1",
        name="Box a1",
        kind="polling",
        area="A",
        expected=Papers(101),
        counted=Papers(100),
        attempts=1,
        how="explained",
        cause="other",
        explanation="one in b1's packet",
    )
    assert first.variance == -1
    assert [(box.box, box.area, box.variance) for box in others] == [
        ("a2", "A", 0),
        ("b1", "B", 0),
        ("b2", "B", 0),
    ]


def test_a_box_counted_until_two_counts_agree_is_stated_with_how_often_it_was_counted(
    hall: Hall,
) -> None:
    hall.verify(BOXES, expected={"a1": 101})
    for _ in range(2):
        hall.do(hall.count_of("a1", 100))
    hall.state_verification()
    stated = hall.contest.stated
    assert stated
    box = stated.boxes[0]
    assert (box.attempts, box.how, box.explanation) == (3, "counts-agree", "")


def test_a_box_that_was_proceeded_despite_is_stated_as_not_verified(hall: Hall) -> None:
    hall.verify({box: papers for box, papers in BOXES.items() if box != "b2"})
    hall.do(hall.account("b2", 20))
    with pytest.raises(Refusal) as refused:
        hall.state_verification()
    (missing,) = refused.value.findings
    hall.do(
        acts.PassedOver(
            **hall.by(RETURNING_OFFICER).contest,
            of="",
            finding=missing.record(),
            reason="the box is under water",
            second=OfficerNumber(DEPUTY),
        )
    )
    hall.state_verification()
    stated = hall.contest.stated
    assert stated
    box = stated.boxes[-1]
    assert (box.expected, box.counted, box.how, box.variance) == (20, None, "not-yet", None)


@pytest.mark.parametrize(
    ("changes", "place", "field"),
    [
        ({"counted": Papers(99)}, "a1", "stated"),
        ({"explanation": "nothing"}, "a1", "stated"),
        ({"name": "Another"}, "a1", "stated"),
        ({"area": "B"}, "a1", "stated"),
    ],
)
def test_a_box_that_is_stated_otherwise_than_it_stands_is_refused_by_its_name(
    changes: Mapping[str, object], place: str, field: str, hall: Hall
) -> None:
    hall.verify(BOXES)
    statement = hall.statement()
    first = replace(statement.boxes[0], **changes)
    found = hall.refused(replace(statement, boxes=(first, *statement.boxes[1:])))
    assert told(found) == [("A109", "box", place, field, {})]


def test_a_statement_that_leaves_a_box_out_is_refused(hall: Hall) -> None:
    hall.verify(BOXES)
    statement = hall.statement()
    found = hall.refused(replace(statement, boxes=statement.boxes[:-1]))
    numbers = {"stated": 3, "derived": 4}
    assert told(found) == [("A109", "contest", "Elm Valley", "boxes", numbers)]


def test_a_statement_of_another_electorate_is_refused(hall: Hall) -> None:
    hall.verify(BOXES)
    found = hall.refused(replace(hall.statement(), electorate=999))
    assert told(found) == [("A109", "contest", "Elm Valley", "electorate", {})]


def test_its_document_is_signed_while_it_stands_and_not_after_a_box_was_reopened(
    hall: Hall,
) -> None:
    signing = hall.signing("verification-statement")
    assert told(hall.refused(signing)) == [("A105", "contest", "Elm Valley", "not-stated", {})]
    hall.verify(BOXES)
    hall.state_verification()
    hall.do(hall.signing("verification-statement"))
    assert "verification-statement" in hall.contest.signed
    hall.do(hall.count_of("a1", 100))
    again = hall.refused(hall.signing("verification-statement"))
    assert [found.code for found in again] == [Code.A105]
    hall.state_verification()
    # The next version waits for a signature of its own.
    assert "verification-statement" not in hall.contest.signed
    earlier = replace(hall.signing("verification-statement"), seq=1)
    assert [found.code for found in hall.refused(earlier)] == [Code.A114]


def test_a_statement_is_of_the_papers_carried_and_of_the_set_up_that_stand(hall: Hall) -> None:
    hall.verify(BOXES)
    before = hall.statement()
    moved = hall.made(
        acts.PapersMoved,
        SUPERVISOR,
        between="area",
        left="A",
        reached="B",
        papers=25,
        reason="a bundle lay there",
        second=SECOND_SUPERVISOR,
    )
    hall.do(moved)
    now = hall.statement()
    assert now.carried != before.carried
    told_of_none = replace(now, carried=before.carried)
    found = told(hall.refused(told_of_none))
    assert ("A109", "contest", "Elm Valley", "carried", {}) in found
    another = told(hall.refused(replace(now, set_up="ab" * 16)))
    assert another == [("A114", "contest", "Elm Valley", "set-up", {})]
    hall.do(now)


# ---- the second arithmetic

_VERIFIED = """
SELECT b.box, json_extract(a.entry, '$.account.issued') AS expected, n.papers, max(a.seq)
FROM boxes b JOIN boxes_counted n USING (stream, box)
JOIN act a ON a.stream = b.stream AND json_extract(a.entry, '$.act') = 'BoxAccountKeyed'
    AND json_extract(a.entry, '$.box') = b.box
GROUP BY b.box
"""


papers = st.integers(0, 300)
attempts = st.lists(st.tuples(st.sampled_from(sorted(BOXES)), papers, papers), max_size=8)


@settings(max_examples=15, deadline=None)
@given(tried=attempts)
def test_what_is_stated_is_what_sql_makes_of_the_entries(
    tried: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    hall = a_hall(tmp_path_factory.mktemp("elm"))
    try:
        hall.verify(BOXES)
        for box, issued, counted in tried:
            hall.do(hall.account(box, issued, reason="again"))
            hall.do(hall.count_of(box, counted))
        rows = asked_in_sql(hall.desk.ledger, _VERIFIED, COUNT_STREAM, ELM)
        by_sql = {box: (expected, counted) for box, expected, counted, _ in rows}
        now = stated_now(hall.contest)
        assert {each.box: (each.expected, each.counted) for each in now["boxes"]} == by_sql
        assert now["counted"] == sum(counted for _, counted in by_sql.values())
        assert now["expected"] == sum(expected for expected, _ in by_sql.values())
        areas = {area.area.id: area.verified for area in hall.contest.areas.values()}
        for area, verified in areas.items():
            assert verified == sum(b.counted or 0 for b in now["boxes"] if b.area == area)
    finally:
        hall.desk.close()
