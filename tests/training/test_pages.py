"""The pages of a training count: its papers as a table wrote them, and the report afterwards."""

from pathlib import Path

from msgspec import structs

from tallyapp.documents.hall.filled_papers import render_filled_papers
from tallyapp.documents.record import render_record
from tallyapp.training.making import boxes_left
from tallyapp.training.papers import filled_papers
from tallyapp.training.planted import Mistake
from tallyapp.training.report import training
from tallyapp.training.told import record
from tests.documents.pages import assert_looks_as_before, words

from .trainees import Trainees, made, on_paper, opened

FIND = {Mistake.BOX, Mistake.SHORT, Mistake.LOOK_ALIKE}


def test_its_papers_look_as_before_and_say_what_is_to_be_keyed(tmp_path: Path) -> None:
    desk = opened(made(tmp_path).file)
    written, truth = on_paper()
    boxes = {(written.stream, box) for box in boxes_left(written, truth)}
    whole = filled_papers(desk.count, [written], boxes)
    desk.close()
    first = {paper.title: paper for paper in reversed(whole.papers)}
    one_of_each = structs.replace(whole, papers=tuple(first[name] for name in sorted(first)))
    assert sorted(first) == ["Adjudication form", "Box record", "Count sheet"]
    assert_looks_as_before(render_filled_papers(one_of_each), "paper-training")
    said = words(render_filled_papers(whole))
    assert "Harries, Anne" in said
    assert "mistake" not in said.casefold()


def test_the_report_is_a_page_marked_as_practice(tmp_path: Path) -> None:
    trainees = Trainees(opened(made(tmp_path).file), FIND)
    trainees.play()
    told = training(trainees.desk)
    assert told
    page = render_record(record(trainees.desk, told, trainees.stream))
    trainees.desk.close()
    assert_looks_as_before(page, "training-report")
    said = words(page)
    assert "3 of 5 mistakes found, 2 missed." in said
    assert "2 mistakes got through to the declaration." in said
    assert "PRACTICE" in said
