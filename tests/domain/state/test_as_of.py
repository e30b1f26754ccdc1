"""What is kept with its position is known as it was at any of them: before, at it, and since."""

from datetime import UTC, datetime, timedelta

from tallyapp.domain.state.containers import Containers, Sighting
from tallyapp.domain.state.hall import Still, StoodStill, Table, Tables
from tallyapp.domain.state.of_count import CountState, OfficerState
from tallyapp.domain.state.printed import Printed, in_runs
from tallyapp.domain.vocabulary.containers import Container, How, Part
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.printed import PrintedPapers
from tallyapp.domain.vocabulary.units import OfficerNumber
from tests.halls import officer

NIGHT = datetime(2024, 7, 4, 22, tzinfo=UTC)


def test_the_count_stands_still_from_the_one_act_to_the_other() -> None:
    stood = StoodStill()
    assert stood.at(9) is None
    first = Still(3, "adjourned", NIGHT, (), last=5, until=NIGHT)
    second = Still(8, "evacuated", NIGHT, ())
    stood.times += [first, second]
    assert [stood.at(seen) for seen in (2, 3, 4, 5, 7)] == [None, first, first, None, None]
    assert [stood.at(seen) for seen in (8, 99)] == [second, second]


def test_a_table_is_known_since_it_was_first_named() -> None:
    tables = Tables()
    for table in (Table("t1", "One", "Red", 4), Table("t2", "Two", "", 5), Table("t1", "I", "", 6)):
        tables.name(table)
    assert [tables.known("t1", seen) for seen in (3, 4, 7)] == [False, True, True]
    assert not tables.known("t3", 9)
    assert [each.name for each in tables.now()] == ["I", "Two"]


def test_an_officer_has_the_role_that_they_held_then() -> None:
    clerk, supervisor = officer(40, "clerk"), officer(40, "supervisor")
    state = OfficerState(clerk.named, [(3, clerk), (6, supervisor), (9, None)])
    assert [state.at(seen) for seen in (2, 3, 5, 6, 8, 9, 10)] == [
        None,
        clerk,
        clerk,
        supervisor,
        supervisor,
        None,
        None,
    ]
    count = CountState(officers={OfficerNumber(40): state})
    assert count.role(OfficerNumber(40), 5) == "clerk"
    assert count.enrolled(OfficerNumber(40), 6) == supervisor
    assert count.role(OfficerNumber(40), 9) is None
    assert count.role(OfficerNumber(41), 9) is None
    assert count.enrolled(OfficerNumber(41), 9) is None


def tray(*holds: Part, name: str = "Tray") -> Container:
    return Container(id="tray", name=name, kind="tray", holds=holds)


def sighting(seq: int, how: How) -> Sighting:
    one, other = OfficerNumber(1), OfficerNumber(2)
    at = NIGHT + timedelta(minutes=seq)
    return Sighting(seq, how, at, one, other, came_from="", seal="", whole=True)


def test_a_container_is_on_the_register_from_one_act_to_another_and_holds_what_it_held() -> None:
    a1, a2 = Part("elm", "a1"), Part("elm", "a2")
    register = Containers()
    register.register(2, tray(a1))
    register.register(4, tray(a2))
    register.withdraw(6, "tray")
    assert [register.known("tray", seen) for seen in (1, 3, 5, 6)] == [
        None,
        tray(a1),
        tray(a2),
        None,
    ]
    assert [register.holder(a1, seen) for seen in (1, 2, 3, 4)] == [
        "elm/a1",
        "tray",
        "tray",
        "elm/a1",
    ]
    assert [register.holder(a2, seen) for seen in (3, 4, 5, 6)] == [
        "elm/a2",
        "tray",
        "tray",
        "elm/a2",
    ]
    assert register.stood("tray", 1) is None
    stood = register.stood("tray", 5)
    assert stood is not None
    assert (stood.holds, stood.alone, stood.label) == ((a2,), False, "Tray")
    assert register.stood("other") is None


def test_what_may_hold_papers_of_a_contest_is_told_once_its_boxes_first() -> None:
    boxes = [
        BallotBox(id="a1", name="A1", kind="polling", area="A"),
        BallotBox(id="a2", name="A2", kind="postal", area="A"),
        BallotBox(id="a3", name="A3", kind="polling", area="A"),
    ]
    register = Containers()
    register.register(2, tray(Part("elm", "a1"), Part("elm", "a3")))
    for other, holds in (("any", ()), ("elms", (Part("elm"),)), ("oaks", (Part("oak"),))):
        register.register(3, Container(id=other, name=other, kind="tray", holds=holds))
    told = list(register.of_contest("elm", boxes))
    assert [each.name for each in told] == ["tray", "elm/a2", "elms", "any"]
    assert [each.kind for each in told] == ["tray", "postal-box", "tray", "tray"]
    assert [each.alone for each in told] == [False, True, False, False]
    before = [each.name for each in register.of_contest("elm", boxes, seen=1)]
    assert before == ["elm/a1", "elm/a2", "elm/a3"]
    # Put right so that it holds papers of another contest, it is of that one.
    register.register(5, Container(id="elms", name="elms", kind="tray", holds=(Part("oak"),)))
    assert "elms" not in [each.name for each in register.of_contest("elm", boxes)]
    assert "elms" in [each.name for each in register.of_contest("elm", boxes, seen=4)]


def test_a_container_is_empty_until_it_is_opened_again_or_holds_other_papers() -> None:
    register = Containers()
    register.register(1, tray())
    for seq, how in ((2, "arrived"), (3, "opened"), (4, "empty"), (6, "opened"), (7, "empty")):
        register.sight("tray", sighting(seq, how))  # type: ignore[arg-type]  # a word of these
    assert register.saw("tray", "empty")
    assert not register.saw("elm/a1", "empty")

    def at(seen: int) -> tuple[bool, bool, bool, bool]:
        now = register.stood("tray", seen)
        assert now is not None
        return bool(now.arrived), bool(now.opened), bool(now.empty), now.again

    assert at(1) == (False, False, False, False)
    assert at(2) == (True, False, False, False)
    assert at(3) == (True, True, False, False)
    assert at(4) == at(5) == (True, True, True, False)
    assert at(6) == (True, True, False, True)
    assert at(7) == (True, True, True, False)
    register.register(8, tray(name="Tray 1"))
    assert at(8) == (True, True, False, True)


def test_what_was_printed_is_known_by_number_and_by_name() -> None:
    printed = Printed()
    runs = [*in_runs("sheet", "elm", (1, 2, 4), "A"), *in_runs("box", "elm", ("a1", "a2"))]
    assert [(each.of, each.first, each.last) for each in runs] == [
        ("A", 1, 2),
        ("A", 4, 4),
        ("a1", 0, 0),
        ("a2", 0, 0),
    ]
    assert list(in_runs("sheet", "elm", ())) == []
    assert printed.last("sheet", "elm") == 0
    for papers in (*runs, PrintedPapers(kind="sheet", contest="elm", of="B", first=3, last=3)):
        printed.add(papers)
    assert [printed.has("sheet", "elm", n) for n in range(6)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert printed.has("box", "elm", "a1")
    assert not printed.has("box", "elm", "a3")
    assert not printed.has("box", "oak", "a1")
    assert printed.of_area("sheet", "elm", "A") == (1, 2, 4)
    assert printed.last("sheet", "elm") == 4
    printed.add(PrintedPapers(kind="sheet", contest="elm", of="A", first=2, last=2))
    assert printed.of_area("sheet", "elm", "A") == (1, 2, 4)
