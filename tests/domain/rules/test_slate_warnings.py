"""Slates of look-alikes and of mixed parties: compared with their bundle, or named in the pack."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.audit_pack import audit_pack_report
from tallyapp.domain.reports.pack_words import warning_words
from tallyapp.domain.rules.slate_warnings import look_alike, slate_warning
from tallyapp.domain.rules.slates import (
    named_otherwise,
    papers_by_slate,
    slates_to_compare,
    to_compare,
    unconfirmed,
)
from tallyapp.domain.views.missing import What, missing
from tallyapp.domain.views.warnings import unanswered
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import OfficerNumber
from tests.halls import (
    CLERK,
    DEPUTY,
    ELM,
    OTHER_CLERK,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    Told,
    a_ward,
    another_desk,
    codes,
    refusal,
    slate,
    told,
    ward_sheet,
)

A, B = "Afon Party", "Bryn Party"
PRESTATYN = (
    ("Penrose", A),
    ("Griffiths", B),
    ("Penrosse", B),
    ("Tudor", B),
    ("Lloyd", A),
    ("Vaughan", A),
)
"""Six candidates for three seats in ballot-paper order: 2 3 4 are one party, 1 5 6 the other."""


def people(*named: tuple[str, str]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(surname=surname, other_names="Alex", description=party)
        for surname, party in named
    )


def why(named: Sequence[int], *standing: tuple[str, str], seats: int = 3) -> str:
    """Why a slate of these is to be compared; empty if it is not."""
    found = slate_warning(people(*(standing or PRESTATYN)), seats, slate(*named))
    return found.place.field if found else ""


def test_slates_that_want_something_are_missed_by_name_until_they_are_gone_on_over(
    tmp_path: Path,
) -> None:
    hall = a_ward(tmp_path, seats=3, candidates=people(*PRESTATYN))
    hall.name_slate(1, 4, 6)
    hall.name_slate(1, 5, 6)
    hall.do(acts.SlateNamed(**hall.by(CLERK).contest, candidates=slate(2, 3, 4)))
    hall.issue("A", 1)
    papers = {(1, 4, 6): 30, (1, 5, 6): 20, (2, 3, 4): 10}
    hall.agree(1, ward_sheet((0,) * 6, blocks=papers, seats=3))

    def waiting() -> list[tuple[tuple[str, ...], set[str]]]:
        every = missing(hall.contest, ())
        slates = (each for each in every if each.what is What.SLATES)
        return [(each.names, {f.place.field for f in each.findings}) for each in slates]

    assert waiting() == [(("1+4+6",), {"to-compare"}), (("2+3+4",), {"once"})]
    hall.do(acts.SlateConfirmed(**hall.by(OTHER_CLERK).contest, candidates=slate(2, 3, 4)))
    assert waiting() == [(("1+4+6",), {"to-compare"})]
    hall.compare(1, 4, 6, fits=False)
    assert waiting() == [(("1+4+6",), {"does-not-fit"})]
    (found,) = unconfirmed(hall.contest)
    hall.pass_over(found)
    assert waiting() == []
    hall.desk.close()


def test_each_party_with_one_look_alike_of_the_other_is_to_be_compared(tmp_path: Path) -> None:
    hall = a_ward(tmp_path, seats=3, candidates=people(*PRESTATYN))
    hall.name_slate(1, 4, 6)
    hall.name_slate(2, 3, 5)
    found: Told = told(slates_to_compare(hall.contest))
    assert [each[:4] for each in found] == [
        ("W406", "slate", "1+4+6", "look-alike"),
        ("W406", "slate", "2+3+5", "look-alike"),
    ]
    hall.desk.close()


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Hall]:
    """A ward counted in one place whose one slate has a look-alike of another party in it."""
    hall = a_ward(tmp_path, seats=3, candidates=people(*PRESTATYN), areas={"A": ("a1", "a2")})
    hall.verify({"a1": 60, "a2": 40})
    hall.state_verification()
    hall.issue("A", 1)
    hall.name_slate(1, 4, 6)
    hall.agree(1, ward_sheet((0,) * 6, blocks={(1, 4, 6): 100}, seats=3))
    yield hall
    hall.desk.close()


def open_now(hall: Hall) -> list[tuple[str, str, str]]:
    return [(f.code, f.place.name, f.place.field) for f in hall.standing()]


def test_no_result_is_given_until_a_supervisor_has_compared_it_with_its_bundle(
    counted: Hall,
) -> None:
    assert open_now(counted) == [("E302", "1+4+6", "to-compare")]
    assert refusal(counted.provisional) == counted.standing()
    counted.compare(1, 4, 6)
    assert counted.standing() == []
    counted.finish()
    ledger = counted.desk.ledger
    streams = (ledger.read_from(COUNT_STREAM), ledger.read_from(ELM))
    report = audit_pack_report(ELM, *streams, [ledger.checkpoint(ELM)])
    assert [(line.found, line.officers) for line in report.warnings or ()] == [
        ("Compared with its bundle: its names are those on the papers", "Supervisor 3")
    ]
    said = "Slate 1 compared with its bundle: its names are those on the papers"
    assert said in [event.what for event in report.events]


def test_who_keyed_a_slate_either_time_does_not_compare_it(counted: Hall) -> None:
    """Whoever read a name wrongly reads it so again."""
    named = slate(1, 2)
    counted.do(acts.SlateNamed(**counted.by(SUPERVISOR).contest, candidates=named))
    once = acts.SlateCompared(**counted.by(DEPUTY).contest, candidates=named, fits=True)
    assert told(counted.refused(once)) == [("A105", "slate", "1+2", "once", {})]
    counted.do(acts.SlateConfirmed(**counted.by(SECOND_SUPERVISOR).contest, candidates=named))
    for keyer in (SUPERVISOR, SECOND_SUPERVISOR):
        mine = acts.SlateCompared(**counted.by(keyer).contest, candidates=named, fits=True)
        assert told(counted.refused(mine)) == [
            ("E201", "slate", "1+2", "compared", {"officer": keyer})
        ]
    counted.compare(1, 2, by=DEPUTY)


def test_a_clerk_compares_none(counted: Hall) -> None:
    act = acts.SlateCompared(
        **counted.by(THIRD_CLERK).contest, candidates=slate(1, 4, 6), fits=True
    )
    assert codes(counted.refused(act)) == [Code.A102]


def test_a_slate_that_nobody_named_is_not_compared(counted: Hall) -> None:
    act = acts.SlateCompared(**counted.by(SUPERVISOR).contest, candidates=slate(2, 3), fits=True)
    assert told(counted.refused(act)) == [("A104", "slate", "2+3", "named", {})]


def test_a_bundle_with_other_names_leads_to_the_correction(counted: Hall) -> None:
    """What does not fit stands open until no paper is counted for it."""
    unsaid = acts.SlateCompared(
        **counted.by(SUPERVISOR).contest, candidates=slate(1, 4, 6), fits=False
    )
    assert told(counted.refused(unsaid)) == [("A106", "slate", "1+4+6", "note", {})]
    counted.compare(1, 4, 6, fits=False)
    assert open_now(counted) == [("E302", "1+4+6", "does-not-fit")]
    counted.name_slate(1, 5, 6)
    counted.correct(1, ("s1+4+6.full", 0), ("s1+5+6.full", 4))
    assert counted.standing() == []


def test_a_warning_is_not_answered_in_place_of_the_comparing(counted: Hall) -> None:
    (found,) = slates_to_compare(counted.contest)
    answer = acts.WarningAnswered(
        **counted.by(SUPERVISOR).contest, finding=found.record(), reason="looks right"
    )
    assert told(counted.refused(answer)) == [("A112", "slate", "1+4+6", "compared", {})]
    assert found.record() not in {each.record() for each in unanswered(counted.contest)}


def test_a_file_that_is_opened_again_knows_who_compared_what(counted: Hall) -> None:
    counted.compare(1, 4, 6)
    again = another_desk(counted).contest
    assert again.compared == {slate(1, 4, 6): True}
    assert again.slate_keyed_by == counted.contest.slate_keyed_by
    assert unconfirmed(again) == []


def test_whole_parties_are_never_warned_of() -> None:
    assert why((2, 3, 4)) == ""
    assert why((1, 5, 6)) == ""


def test_two_parties_on_one_slate_are_to_be_compared_where_one_could_fill_it() -> None:
    assert why((1, 2, 5)) == "look-alike"
    assert why((1, 2, 3)) == "mixed"
    nobody_could = (("Ash", "A"), ("Birch", "B"), ("Cedar", "C"))
    assert why((1, 2), *nobody_could, seats=2) == ""


def test_a_slate_shorter_than_its_party_is_to_be_compared() -> None:
    assert why((2, 4)) == "short"
    assert why((2, 3)) == "look-alike"
    standing = (("Ash", A), ("Birch", A), ("Cedar", A), ("Dogwood", B))
    assert why((1, 2), *standing) == "short"
    assert why((4,), *standing) == ""


def test_one_candidate_alone_is_no_party_that_could_not_be_misread() -> None:
    """Nobody else stands for it: it could still be the like name of another party."""
    standing = (("Penrose", A), ("Penrosse", B), ("Tudor", "Coed Party"))
    assert why((1,), *standing) == "look-alike"
    assert why((3,), *standing) == ""


def test_independents_are_no_party() -> None:
    standing = (("Ash", "Independent"), ("Birch", "Independent"), ("Cedar", A), ("Dogwood", A))
    assert why((1,), *standing, seats=2) == ""
    assert why((1, 2), *standing, seats=2) == ""
    assert why((1, 3), *standing, seats=2) == "mixed"


@pytest.mark.parametrize(
    ("surname", "other"),
    [
        ("Penrose", "Penrosse"),
        ("O’Neill", "ONeil"),
        ("Davies", "Davis"),
        ("Jones", "JONES"),
        ("Reed", "Read"),
    ],
)
def test_surnames_nearly_the_same_are_look_alikes(surname: str, other: str) -> None:
    assert look_alike(surname, other)
    assert look_alike(other, surname)


@pytest.mark.parametrize(("surname", "other"), [("Lee", "Ash"), ("Griffiths", "Vaughan")])
def test_other_surnames_are_not(surname: str, other: str) -> None:
    assert not look_alike(surname, other)


@pytest.mark.parametrize(
    ("surname", "other", "alike"),
    [
        # In a short name one letter may be another, be missing, or be too many.
        ("Cole", "Hole", True),
        ("Cole", "Coles", True),
        ("Cole", "Ole", True),
        ("Cole", "Hale", False),
        ("Cole", "Scoles", False),
        ("Marsh", "Parsk", False),
        # In a longer one two may.
        ("Marten", "Barden", True),
        ("Martens", "Bardens", True),
        ("Griffith", "Griff", False),
        ("Griffith", "Griffi", True),
        ("Thomson", "Thompsons", True),
        ("Martens", "Bardend", False),
    ],
)
def test_how_many_letters_make_another_name_follows_its_length(
    surname: str, other: str, alike: bool
) -> None:
    assert look_alike(surname, other) is alike
    assert look_alike(other, surname) is alike


def test_a_slate_is_of_whom_it_names_and_of_what_else_stands_for_their_party() -> None:
    found = slate_warning(people(*PRESTATYN), 3, slate(2, 3))
    assert found is not None
    numbers = {"named": 2, "descriptions": 1, "candidate": 3, "other": 1}
    assert told([found]) == [("W406", "slate", "2+3", "look-alike", numbers)]
    short = slate_warning(people(*PRESTATYN), 3, slate(5, 6))
    assert short is not None
    numbers = {"named": 2, "descriptions": 1, "party": 3}
    assert told([short]) == [("W406", "slate", "5+6", "short", numbers)]


def test_only_sheets_that_count_have_papers_of_a_slate(tmp_path: Path) -> None:
    hall = a_ward(tmp_path)
    hall.verify({"a1": 40, "a2": 0, "b1": 0, "b2": 0})
    hall.state_verification()
    hall.name_slate(1, 2)
    hall.issue("A", 1, 2)
    hall.agree(1, ward_sheet((0,) * 4, blocks={(1, 2): 30}))
    hall.key(2, ward_sheet((0,) * 4, blocks={(1, 2): 10}))
    assert papers_by_slate(hall.contest) == {slate(1, 2): 30}
    hall.key(2, ward_sheet((0,) * 4, blocks={(1, 2): 10}), by=OTHER_CLERK)
    assert papers_by_slate(hall.contest) == {slate(1, 2): 40}
    hall.desk.close()


def test_who_may_compare_a_slate_has_not_keyed_it_and_two_have(tmp_path: Path) -> None:
    hall = a_ward(tmp_path)
    named = slate(1, 2)
    assert not to_compare(hall.contest, named, OfficerNumber(SUPERVISOR))
    hall.do(acts.SlateNamed(**hall.by(CLERK).contest, candidates=named))
    assert not to_compare(hall.contest, named, OfficerNumber(SUPERVISOR))
    done = hall.do(acts.SlateConfirmed(**hall.by(OTHER_CLERK).contest, candidates=named))
    assert done.changed.result
    assert to_compare(hall.contest, named, OfficerNumber(SUPERVISOR))
    for keyed in (CLERK, OTHER_CLERK):
        assert not to_compare(hall.contest, named, OfficerNumber(keyed))
    assert hall.compare(1, 2).changed.result
    hall.desk.close()


def test_no_number_of_the_warning_is_votes_and_the_pack_says_why(tmp_path: Path) -> None:
    hall = a_ward(tmp_path, seats=3, candidates=people(*PRESTATYN))
    hall.name_slate(1, 4, 6)
    (found,) = slates_to_compare(hall.contest)
    assert {operand.name for operand in found.numbers} == {
        "named",
        "descriptions",
        "candidate",
        "other",
    }
    assert warning_words(hall.contest, found) == (
        "Slate 1: names one, and not the other, of Alex Penrose and Alex Penrosse, "
        "whose surnames are alike"
    )
    hall.desk.close()


@given(st.data())
def test_who_stands_in_what_order_changes_no_warning(data: st.DataObject) -> None:
    names = st.tuples(st.sampled_from(("Ash", "Ashe", "Birch", "Cedar")), st.sampled_from((A, B)))
    standing = data.draw(st.lists(names, min_size=3, max_size=7))
    named = data.draw(st.sets(st.integers(1, len(standing)), min_size=1, max_size=3))
    order = data.draw(st.permutations(range(len(standing))))
    shuffled = [standing[i] for i in order]
    moved = sorted(order.index(n - 1) + 1 for n in named)
    assert why(sorted(named), *standing) == why(moved, *shuffled)


def test_other_candidates_than_the_slates_are_told_and_the_same_are_not() -> None:
    assert told(named_otherwise(slate(1, 3), slate(2, 3))) == [
        ("E202", "slate", "1+3", "candidates", {})
    ]
    assert named_otherwise(slate(1, 3), slate(1, 3)) == []
