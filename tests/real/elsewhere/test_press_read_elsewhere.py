"""The files for the press of Oxford East, Medway and sixty divisions, read back.

The page for the website, the text for an e-mail and the words of the picture tell what the views
in a backup tell; the list of what is in the folder is true of it.
"""

from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.running import told

from . import by_press
from .nights import Night
from .told import Line, squeezed

BEFORE = "PRACTICE-"


@pytest.fixture(scope="module")
def pressed(night: Night, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the command fills."""
    folder = tmp_path_factory.mktemp("press") / "press"
    told("press", night.file, "--out", folder)
    return folder


def test_the_page_for_the_website_tells_what_the_views_tell(night: Night, pressed: Path) -> None:
    for contest, result in night.told.items():
        page = (pressed / f"{BEFORE}{contest}-notice.html").read_bytes()
        assert squeezed(by_press.page(page)) == squeezed(result), contest


def test_the_text_for_an_e_mail_ranks_what_the_views_tell(night: Night, pressed: Path) -> None:
    for contest, result in night.told.items():
        text = (pressed / f"{BEFORE}{contest}-result.txt").read_text("utf-8")
        told = by_press.ranked(text)
        expected = [(person(line), line.votes, line.elected) for line in result.lines]
        assert sorted(told) == sorted(expected), contest
        votes = [each for _, each, _ in told]
        assert votes == sorted(votes, reverse=True), contest


def test_the_words_of_a_picture_tell_the_votes_of_all_that_the_views_tell(
    night: Night, pressed: Path
) -> None:
    for contest, result in night.told.items():
        words = (pressed / f"{BEFORE}{contest}-chart.txt").read_text("utf-8")
        told = by_press.pictured(words)
        ranked = sorted((line.votes for line in result.lines), reverse=True)
        together = "others together" in words
        named = told[:-1] if together else told
        assert named == ranked[: len(named)], contest
        assert told[len(named) :] == [sum(ranked[len(named) :])] * together, contest
        with Image.open(pressed / f"{BEFORE}{contest}-chart.png") as picture:
            assert picture.size == (1200, 675)


def test_the_list_of_the_folder_is_true_of_it(pressed: Path) -> None:
    sums = pressed / f"{BEFORE}SHA256SUMS.txt"
    listed = dict(line.split("  ")[::-1] for line in sums.read_text("utf-8").splitlines())
    there = {path.name: sha256(path.read_bytes()).hexdigest() for path in pressed.iterdir()}
    del there[sums.name]
    assert listed == there


def person(line: Line) -> str:
    """A candidate as the text names them: as spoken, in full where that is another name."""
    surname, _, others = line.name.partition(", ")
    name = f"{others} {surname}".strip()
    if line.full_name:
        name = f"{name} (in full {line.full_name})"
    return f"{name}, {line.description}" if line.description else name
