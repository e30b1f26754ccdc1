"""How candidates with one surname are told apart, and corrected fields told in words."""

from pathlib import Path

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.words.acts import Lines, whole
from tallyapp.words.papers import short_names
from tests.halls import a_counted_hall


def test_two_candidates_of_one_surname_are_told_apart_by_their_other_names() -> None:
    standing = [
        Candidate(surname=surname, other_names=other, description="")
        for surname, other in (("Smith", "Ann"), ("Jones", "Rhys"), ("SMITH", "Bob"))
    ]
    assert short_names(standing) == ["Ann Smith", "Jones", "Bob SMITH"]


def test_a_corrected_field_is_told_by_the_line_it_stands_on(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    done = hall.correct(1, ("3.part", 7), ("1.part", 11))
    told = dict(whole(done.act, Lines.of(hall.contest)))
    assert told["CEDAR Alex, part bundle"] == "7"
    assert told["ASH Alex, part bundle"] == "11"
    assert not [title for title in told if "3.part" in title or told[title].startswith("3.part")]
