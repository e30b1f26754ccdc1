"""Everything that can hold papers is seen to arrive, and seen empty, or it is missed by name."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.count import check
from tallyapp.domain.rules.containers import containers, counted_parts, not_arrived, not_empty
from tallyapp.domain.vocabulary.containers import Container, Part, Sighted
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay
from tests.halls import (
    BOXES,
    CLERK,
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    SUPERVISOR,
    TRAY,
    Hall,
    Told,
    a_counted_hall,
    a_hall,
    contest_fields,
    told,
)

ALONE = ("elm-valley/a1", "elm-valley/a2", "elm-valley/b1", "elm-valley/b2")
OAK = "oak"


@pytest.fixture
def unseen(tmp_path: Path) -> Hall:
    """The small contest, of whose boxes nobody has seen any."""
    return a_hall(tmp_path, seen=False)


def register(hall: Hall, *what: Container, reason: str = "") -> None:
    hall.do(acts.ContainersRegistered(**hall.by(SUPERVISOR).count, containers=what, reason=reason))


def sighting(hall: Hall, how: str, *names: str, second: int = DEPUTY) -> acts.ContainersSighted:
    at = hall.desk.clock()
    return acts.ContainersSighted(
        **hall.by(CLERK).count,
        how=how,  # type: ignore[arg-type]
        sighted=tuple(Sighted(container=name, at=at) for name in names),
        second=OfficerNumber(second),
    )


# ---- what is missed


def test_a_box_that_nobody_saw_arrive_is_missed_by_name_at_the_statement(unseen: Hall) -> None:
    unseen.verify(BOXES)
    unseen.see("arrived", *ALONE[:3])
    assert told(unseen.refused(unseen.statement())) == [("E313", "box", "b2", "arrived", {})]
    unseen.see("arrived", ALONE[3])
    unseen.state_verification()
    assert unseen.contest.statement == sum(BOXES.values())


def test_a_box_that_arrived_is_opened_by_whoever_counts_it_and_no_other_box_is(
    unseen: Hall,
) -> None:
    unseen.see("arrived", *ALONE)
    unseen.verify({"a1": BOXES["a1"]})
    assert told(not_arrived(unseen.contest)) == [
        ("E313", "box", name, "opened", {}) for name in ("a2", "b1", "b2")
    ]


def test_a_box_that_nobody_saw_empty_is_missed_before_the_provisional_result(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.see("opened", "elm-valley/a2")
    assert told(hall.standing()) == [("E315", "box", "a2", "again", {})]
    refused = hall.refused(
        acts.ProvisionalGiven(**hall.by(RETURNING_OFFICER).fixed, figures=hall.figures)
    )
    assert told(refused) == [("E315", "box", "a2", "again", {})]
    hall.see("empty", "elm-valley/a2", reason="nothing was left in it")
    hall.finish()
    assert hall.elected == (1,)


def test_a_late_box_is_on_the_register_from_the_act_that_adds_it(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    late = BallotBox(id="p9", name="Late postal papers", kind="postal", area="A")
    hall.desk.do(
        ELM, acts.BoxAdded(**hall.by(SUPERVISOR).contest, box=late, reason="handed in at ten")
    )
    missed = [each for each in told(hall.standing()) if each[2] == "p9"]
    assert missed == [
        ("E313", "box", "p9", "arrived", {}),
        ("E302", "box", "p9", "account", {}),
        ("E315", "box", "p9", "", {}),
    ]


def test_a_tray_of_no_box_is_missed_until_it_was_looked_into(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    register(hall, TRAY)
    assert told(hall.standing()) == [
        ("E313", "container", "tray-1", "arrived", {}),
        ("E315", "container", "tray-1", "", {}),
    ]
    hall.see("arrived", "tray-1")
    assert ("E313", "container", "tray-1", "opened", {}) in told(hall.standing())
    hall.see("empty", "tray-1")
    assert hall.standing() == []


def test_a_folder_of_doubtful_papers_arrives_from_nowhere_and_a_packet_stays_sealed(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    folder = Container(id="folder-1", name="Doubtful papers", kind="folder")
    packet = Container(id="packet-1", name="Tendered papers", kind="packet", holds=(Part(ELM),))
    register(hall, folder, packet)
    assert told(hall.standing()) == [
        ("E313", "container", "packet-1", "arrived", {}),
        ("E315", "container", "folder-1", "", {}),
    ]
    hall.see("arrived", "packet-1")
    hall.see("empty", "folder-1")
    assert hall.standing() == []


def test_a_broken_seal_or_another_one_is_the_returning_officers_to_answer_for(
    unseen: Hall,
) -> None:
    for name, arrived, opened, whole in (
        ("elm-valley/a1", "117", "117", False),
        ("elm-valley/a2", "118", "119", True),
    ):
        for how, seal in (("arrived", arrived), ("opened", opened)):
            act = sighting(unseen, how, name)
            seen = Sighted(
                container=name, at=act.sighted[0].at, seal=seal, whole=whole or how == "opened"
            )
            unseen.do(acts_with(act, seen))
    found = not_arrived(unseen.contest)
    assert told(found)[:2] == [
        ("E314", "box", "a1", "broken", {}),
        ("E314", "box", "a2", "another", {}),
    ]
    unseen.pass_over(found[0])
    assert found[0] not in unseen.standing()


def acts_with(act: acts.ContainersSighted, seen: Sighted) -> acts.ContainersSighted:
    return replace(act, sighted=(seen,))


def test_what_was_not_seen_is_gone_on_over_by_the_returning_officer_alone(unseen: Hall) -> None:
    (first, *_) = not_empty(unseen.contest)
    act = acts.PassedOver(
        **unseen.by(DEPUTY).contest,
        of="",
        finding=first.record(),
        reason="it was burnt",
        second=OfficerNumber(SUPERVISOR),
    )
    assert [found.code for found in unseen.refused(act)] == [Code.A102]
    unseen.pass_over(first)
    assert first not in unseen.standing()


# ---- who sees it


def test_two_people_see_a_container_and_each_once(unseen: Hall) -> None:
    alone = sighting(unseen, "arrived", ALONE[0], second=CLERK)
    assert told(unseen.refused(alone)) == [("A103", "officer", str(CLERK), "", {})]
    twice = sighting(unseen, "arrived", ALONE[0], "ELM-valley/a1")
    assert told(unseen.refused(twice)) == [("A108", "container", "ELM-valley/a1", "sighted", {})]
    unseen.do(sighting(unseen, "arrived", *ALONE))
    again = sighting(unseen, "arrived", ALONE[0])
    assert told(unseen.refused(again)) == [("A106", "container", ALONE[0], "arrived-before", {})]
    unknown = sighting(unseen, "arrived", "tray-9")
    assert told(unseen.refused(unknown)) == [("A104", "container", "tray-9", "", {})]


def test_an_act_sees_many_at_once(tmp_path: Path) -> None:
    hundred = {"A": [f"a{n}" for n in range(100)]}
    hall = a_hall(tmp_path, areas=hundred, seen=False)
    assert len(not_arrived(hall.contest)) == 100
    before = hall.desk.count.count.seq
    hall.see_containers()
    assert not_arrived(hall.contest) == not_empty(hall.contest) == []
    assert hall.desk.count.count.seq == before + 2


def test_what_was_registered_wrongly_is_put_right_or_withdrawn(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    register(hall, TRAY)
    again = acts.ContainersRegistered(**hall.by(SUPERVISOR).count, containers=(TRAY,))
    assert told(hall.refused(again)) == [("A112", "container", "tray-1", "unchanged", {})]
    box = Container(id="tray-1", name="Box a1", kind="ballot-box", holds=(Part(ELM, "a1"),))
    unsaid = acts.ContainersRegistered(**hall.by(SUPERVISOR).count, containers=(box,))
    assert told(hall.refused(unsaid)) == [("A106", "container", "tray-1", "reason", {})]
    register(hall, box, reason="it is a box")
    names = [each.name for each in containers(hall.contest)]
    assert names == ["tray-1", *ALONE[1:]]
    into_two = Container(id="other", name="Other", kind="ballot-box", holds=(Part(ELM, "a1"),))
    twice = acts.ContainersRegistered(**hall.by(SUPERVISOR).count, containers=(into_two,))
    assert told(hall.refused(twice)) == [("A108", "box", "a1", "container", {})]
    hall.do(
        acts.ContainerWithdrawn(
            **hall.by(SUPERVISOR).count,
            container="tray-1",
            reason="there is none",
            second=OfficerNumber(DEPUTY),
        )
    )
    assert [each.name for each in containers(hall.contest)] == list(ALONE)
    assert hall.standing() == []


def test_the_register_has_each_container_and_each_box_once(unseen: Hall) -> None:
    def refused(*what: Container) -> Told:
        act = acts.ContainersRegistered(**unseen.by(SUPERVISOR).count, containers=what)
        return told(unseen.refused(act))

    assert refused() == [("A112", "count", "count", "containers", {})]
    nameless = Container(id="tray-3", name=" ", kind="tray")
    assert refused(nameless) == [("A106", "container", "tray-3", "name", {})]
    # A scanner reads capitals and small letters alike.
    shouted = Container(id="TRAY-1", name="Tray 2", kind="tray")
    assert refused(TRAY, shouted) == [("A108", "container", "TRAY-1", "", {})]
    register(unseen, TRAY)
    assert refused(shouted) == [("A108", "container", "TRAY-1", "", {})]
    first, second = (
        Container(id=name, name=name, kind="ballot-box", holds=(Part(ELM, "a2"), Part(ELM, box)))
        for name, box in (("one", "a1"), ("two", "b1"))
    )
    assert refused(first, second) == [("A108", "box", "a2", "container", {})]
    register(unseen, first)
    held = Container(id="three", name="Three", kind="ballot-box", holds=(Part(ELM, "a1"),))
    assert refused(held) == [("A108", "box", "a1", "container", {})]


def test_one_act_takes_a_box_out_of_one_container_and_puts_it_into_another(unseen: Hall) -> None:
    box = Container(id="one", name="One", kind="ballot-box", holds=(Part(ELM, "a1"),))
    register(unseen, box)
    emptied = Container(id="one", name="One", kind="ballot-box")
    instead = Container(id="two", name="Two", kind="ballot-box", holds=(Part(ELM, "a1"),))
    register(unseen, emptied, instead, reason="the lid says two")
    assert [each.name for each in containers(unseen.contest)] == ["two", *ALONE[1:], "one"]


def test_somebody_sees_something_and_not_later_than_they_say_so(unseen: Hall) -> None:
    act = replace(sighting(unseen, "arrived", ALONE[0]), at=unseen.desk.clock())
    nothing = replace(act, sighted=())
    assert told(unseen.refused(nothing)) == [("A112", "count", "count", "containers", {})]

    def against(at: datetime) -> Told:
        seen = acts_with(act, replace(act.sighted[0], at=at))
        # Not at the desk, which stamps every act anew.
        return told(check(unseen.desk.count, COUNT_STREAM, seen))

    later: Told = [("A109", "container", ALONE[0], "at", {})]
    assert against(act.at + timedelta(seconds=1)) == later
    # An act is stamped to the second.
    assert against(act.at + timedelta(microseconds=999_999)) == against(act.at) == []


# ---- one box of two contests


@pytest.fixture
def combined(tmp_path: Path) -> tuple[Hall, Hall]:
    """Two polls on one day: box a1 of each is one box."""
    elm = a_counted_hall(tmp_path)
    fields = contest_fields() | {"contest": OAK, "name": "Oak"}
    elm.desk.do(OAK, acts.ContestSetUp(**elm.by(RETURNING_OFFICER).fixed, **fields))
    box = Container(
        id="station-1",
        name="Station 1",
        kind="ballot-box",
        holds=(Part(ELM, "a1"), Part(OAK, "a1")),
    )
    register(elm, box)
    return elm, Hall(elm.desk, OAK)


def test_nothing_is_final_in_either_poll_while_their_box_is_open(
    combined: tuple[Hall, Hall],
) -> None:
    elm, oak = combined
    elm.see("arrived", "station-1")
    assert told(elm.standing()) == [("E315", "container", "station-1", "", {})]
    not_counted = sighting(elm, "empty", "station-1")
    parts: Told = [("A124", "container", "station-1", name, {}) for name in (ELM, OAK)]
    assert told(elm.refused(not_counted)) == parts
    oak.verify({"a1": 70})
    elm.see("empty", "station-1")
    assert elm.standing() == []
    assert "station-1" not in {found.place.name for found in oak.standing()}


def test_a_part_that_is_said_to_be_counted_and_is_not_is_refused(
    combined: tuple[Hall, Hall],
) -> None:
    elm, oak = combined
    oak.verify({"a1": 70})
    parts = counted_parts(elm.desk.count, "station-1")
    assert [part.papers for part in parts] == [100, 70]
    act = sighting(elm, "empty", "station-1")
    seen = Sighted(container="station-1", at=act.sighted[0].at, counted=parts)
    oak.do(oak.count_of("a1", 71))
    refused = elm.refused(acts_with(act, seen))
    assert told(refused) == [("A124", "container", "station-1", OAK, {})]


def test_the_box_of_two_polls_is_seen_and_not_each_poll_s_part_of_it(
    combined: tuple[Hall, Hall],
) -> None:
    elm, _ = combined
    part = sighting(elm, "opened", "elm-valley/a1")
    assert told(elm.refused(part)) == [("A108", "container", "elm-valley/a1", "in-another", {})]


# ---- as of what an act had seen


def test_an_act_is_judged_again_by_what_was_known_of_containers_when_it_was_done(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    hall.declare()
    # Found afterwards: what was declared was declared lawfully, and is read so for ever.
    register(hall, TRAY)
    read = replay(database.rows(hall.desk.ledger._connection))
    assert read.disagreements == []
    assert read.count.contests[ELM].declaration is not None
    assert not_empty(read.count.contests[ELM], seen=hall.contest.seen) == []
    assert told(not_empty(read.count.contests[ELM])) == [("E315", "container", "tray-1", "", {})]


def test_a_tray_registered_after_the_provisional_result_stands_against_declaring(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    register(hall, TRAY)
    declared = acts.Declared(**hall.by(RETURNING_OFFICER).fixed, **hall.declaration())
    assert [found.code for found in hall.refused(declared)] == [Code.E313, Code.E315]
    seq = hall.desk.count.count.seq
    assert not_arrived(hall.contest, seen=seq - 1) == []
    assert hall.desk.check(COUNT_STREAM, sighting(hall, "arrived", "tray-1")) == []
