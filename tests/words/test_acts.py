"""Corrected fields are told in words."""

from pathlib import Path

from tallyapp.words.acts import Lines, whole
from tests.halls import a_counted_hall


def test_a_corrected_field_is_told_by_the_line_it_stands_on(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    done = hall.correct(1, ("3.part", 7), ("1.part", 11))
    told = dict(whole(done.act, Lines.of(hall.contest)))
    assert told["CEDAR Alex, part bundle"] == "7"
    assert told["ASH Alex, part bundle"] == "11"
    assert not [title for title in told if "3.part" in title or told[title].startswith("3.part")]
