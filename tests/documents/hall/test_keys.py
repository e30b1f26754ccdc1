"""The page of keys: one side of A4, with every key on it."""

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4

from tallyapp.cli.commands import main
from tallyapp.documents.hall.keys import CAPS, KeyList, KeyRow, TooMany, cap_wide, render_keys
from tallyapp.documents.page.typeface import load_typeface
from tallyapp.paperwork.keys import page_of_keys
from tallyapp.words.keys import sections


def test_all_keys_stand_on_one_side_of_a4() -> None:
    document = pypdfium2.PdfDocument(page_of_keys())
    assert len(document) == 1
    page = document[0]
    assert page.get_size() == pytest.approx(A4, abs=0.1)
    text = " ".join(page.get_textpage().get_text_range().split())
    for section in sections():
        assert section.title in text
        for key in section.keys:
            assert key.words in text
            assert all(cap in text for cap in key.caps)
    document.close()


def test_no_key_runs_into_its_words() -> None:
    load_typeface()
    for section in sections():
        for key in section.keys:
            assert sum(cap_wide(cap) + 3 for cap in key.caps) <= CAPS, key.caps


def test_the_page_is_always_the_same_bytes() -> None:
    assert page_of_keys() == page_of_keys()


def test_more_keys_than_there_is_room_for_are_refused_and_not_cut_off() -> None:
    row = KeyRow(("Ctrl", "K"), "find")
    with pytest.raises(TooMany):
        render_keys("Keys", (), [KeyList(str(n), "", (row,) * 10) for n in range(12)])


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "keys.pdf"
    done = CliRunner().invoke(main, ["keys", "--out", str(out)])
    assert (done.exit_code, done.output) == (0, f"The keys are in {out}, on one side of A4.\n")
    assert out.read_bytes() == page_of_keys()
