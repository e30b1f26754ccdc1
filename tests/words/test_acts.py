"""Corrected fields are told in words, and a request by its number."""

from pathlib import Path

from tallyapp.domain import acts
from tallyapp.words.acts import Lines, where, whole
from tests.halls import CLERK, a_counted_hall, a_ward, slate, slip


def test_a_corrected_field_is_told_by_the_line_it_stands_on(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    done = hall.correct(1, ("3.part", 7), ("1.part", 11))
    told = dict(whole(done.act, Lines.of(hall.contest)))
    assert told["CEDAR Alex, part bundle"] == "7"
    assert told["ASH Alex, part bundle"] == "11"
    assert not [title for title in told if "3.part" in title or told[title].startswith("3.part")]


def test_a_slate_is_told_by_its_number_and_whose_a_slip_is_by_its_candidates(
    tmp_path: Path,
) -> None:
    hall = a_ward(tmp_path)
    hall.name_slate(1, 2)
    named = hall.do(acts.SlateNamed(**hall.by(CLERK).contest, candidates=slate(3, 4))).act
    assert where(named, hall.contest) == "Slate 2"
    assert where(named) == "Slate 3+4"
    hall.issue("A", 11, form="slip")
    told = dict(whole(hall.key(11, slip((3, 4), 40)).act, Lines.of(hall.contest)))
    assert told["Slip"] == "3, 4"


def test_a_request_is_told_by_the_number_under_which_people_know_it(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    hall.request(1)
    hall.answer("refused", "each bundle was checked")
    hall.request(2)
    answered = hall.answer("granted")
    begun = hall.recount("A", request=2)
    lines = Lines.of(hall.contest)
    assert dict(whole(answered.act, lines))["Request"] == "2"
    assert dict(whole(begun.act, lines))["Request"] == "2"
    unasked = hall.recount("B")
    assert "Request" not in dict(whole(unasked.act, lines))
    named = dict(whole(answered.act, lines))["Builds on entry with id"]
    assert named == hall.contest.requests[1].id
