"""Tables have labels, and a count that is adjourned stands still until its seals were looked at."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.containers import Sealed
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay
from tests.halls import (
    DEPUTY,
    RETURNING_OFFICER,
    SUPERVISOR,
    Hall,
    a_counted_hall,
    a_verified_hall,
    sheet,
    told,
)

BOXES = Sealed(what="the boxes of area A", seal="0815")
SHEETS = Sealed(what="the sheets", seal="0816")


@pytest.fixture
def verified(tmp_path: Path) -> Hall:
    return a_verified_hall(tmp_path)


def adjourned(hall: Hall, *seals: Sealed, reason: str = "a fire alarm") -> acts.CountAdjourned:
    return acts.CountAdjourned(
        **hall.by(RETURNING_OFFICER).count,
        why="evacuated",
        since=hall.desk.clock(),
        reason=reason,
        seals=seals,
        second=OfficerNumber(DEPUTY),
    )


def restarted(hall: Hall, *seals: Sealed, reason: str = "") -> acts.CountRestarted:
    return acts.CountRestarted(
        **hall.by(DEPUTY).count,
        seals=seals,
        reason=reason,
        second=OfficerNumber(RETURNING_OFFICER),
    )


def test_nothing_is_keyed_while_the_count_stands_still(verified: Hall) -> None:
    verified.do(adjourned(verified, BOXES))
    keyed = acts.SheetKeyed(
        **verified.by(11).contest,
        sheet=verified.sheet(1).number,  # type: ignore[arg-type]
        of=verified.of_sheet(1).opened,
        figures=sheet((60, 30, 8), sent=2),
    )
    assert told(verified.refused(keyed)) == [("A123", "count", "count", "evacuated", {})]
    assert told(verified.refused(adjourned(verified))) == [
        ("A123", "count", "count", "evacuated", {})
    ]
    verified.do(restarted(verified, BOXES))
    verified.do(keyed)
    assert verified.sheet(1).officers == (11,)


def test_every_seal_is_looked_at_and_another_one_needs_a_reason(verified: Hall) -> None:
    verified.do(adjourned(verified, BOXES, SHEETS))
    assert told(verified.refused(restarted(verified, BOXES))) == [
        ("A109", "count", "the sheets", "seal-unseen", {})
    ]
    broken = Sealed(what=SHEETS.what, seal=SHEETS.seal, whole=False)
    another = Sealed(what=BOXES.what, seal="0999")
    assert told(verified.refused(restarted(verified, another, broken))) == [
        ("A106", "count", "the boxes of area A", "seal-differs", {}),
        ("A106", "count", "the sheets", "seal-differs", {}),
    ]
    verified.do(restarted(verified, another, broken, reason="the firemen moved them"))
    assert verified.desk.count.count.stood_still.at(verified.desk.count.count.seq) is None
    assert told(verified.refused(restarted(verified))) == [
        ("A112", "count", "count", "adjourned", {})
    ]


def test_seals_that_nobody_looked_at_are_told_in_the_order_in_which_they_were_noted(
    verified: Hall,
) -> None:
    places = ("the safe", "area B", "the strong room", "area A", "the trays", "the office")
    verified.do(adjourned(verified, *(Sealed(what=what, seal="0815") for what in places[:4])))
    others = restarted(verified, *(Sealed(what=what, seal="0815") for what in places[4:]))
    assert [(each[0], each[2]) for each in told(verified.refused(others))] == [
        *(("A109", what) for what in places[:4]),
        *(("A104", what) for what in places[4:]),
    ]


def test_an_adjournment_has_a_reason_and_does_not_begin_in_the_future(verified: Hall) -> None:
    assert told(verified.refused(adjourned(verified, reason=" "))) == [
        ("A106", "count", "count", "reason", {})
    ]
    twice = adjourned(verified, BOXES, Sealed(what="The boxes of area A", seal="1"))
    assert told(verified.refused(twice)) == [("A108", "count", "The boxes of area A", "seal", {})]
    nameless = adjourned(verified, BOXES, Sealed(what=SHEETS.what, seal=" "))
    assert told(verified.refused(nameless)) == [("A106", "count", "the sheets", "seal", {})]
    tomorrow = replace(adjourned(verified), since=verified.desk.clock() + timedelta(days=1))
    assert told(verified.refused(tomorrow)) == [("A109", "count", "count", "since", {})]


def test_an_adjournment_may_begin_in_the_very_second_in_which_it_is_recorded(
    tmp_path: Path,
) -> None:
    hall = a_verified_hall(tmp_path, clock=lambda: datetime(2024, 7, 5, 1, tzinfo=UTC))
    done = hall.do(adjourned(hall, BOXES)).act
    assert isinstance(done, acts.CountAdjourned)
    assert done.since == done.at
    hall.desk.close()


def test_who_declares_outside_an_adjourned_count_is_believed(tmp_path: Path) -> None:
    """The hall was left, and the result was declared in the car park: that is recorded at once."""
    hall = a_counted_hall(tmp_path)
    said = hall.declaration()
    hall.do(adjourned(hall, BOXES))
    hall.do(
        acts.DeclaredOutside(
            **hall.by(RETURNING_OFFICER).fixed,
            **said,
            reason="the alarm",
            second=OfficerNumber(DEPUTY),
        )
    )
    assert hall.contest.declaration is not None


def test_what_was_keyed_before_an_adjournment_is_judged_as_it_was_then(verified: Hall) -> None:
    verified.key(1, sheet((60, 30, 8), sent=2))
    verified.do(adjourned(verified, BOXES))
    read = replay(database.rows(verified.desk.ledger._connection))
    assert read.disagreements == []
    assert read.count.contests[verified.stream].seq == verified.contest.seq


# ---- tables


def table(hall: Hall, name: str, team: str = "", ident: str = "t1") -> acts.TableNamed:
    return acts.TableNamed(**hall.by(SUPERVISOR).count, table=ident, name=name, team=team)


def test_a_table_and_its_team_are_called_anew_while_sheets_keep_their_table(verified: Hall) -> None:
    unknown = acts.SheetsIssued(
        **verified.by(SUPERVISOR).contest,
        area="A",
        first=SheetNumber(7),
        last=SheetNumber(8),
        table="t1",
    )
    assert told(verified.refused(unknown)) == [("A104", "table", "t1", "", {})]
    verified.do(table(verified, "Table 1", "Red"))
    verified.do(unknown)
    verified.do(table(verified, "Table 1", "Blue"))
    assert [each.team for each in verified.desk.count.count.tables.now()] == ["Blue"]
    assert {verified.sheet(n).table for n in (7, 8)} == {"t1"}
    assert told(verified.refused(table(verified, "Table 1", "Blue"))) == [
        ("A112", "table", "t1", "unchanged", {})
    ]
    assert told(verified.refused(table(verified, "Table", ident="T1"))) == [
        ("A108", "table", "T1", "", {})
    ]
    assert told(verified.refused(table(verified, " "))) == [("A106", "table", "t1", "name", {})]
