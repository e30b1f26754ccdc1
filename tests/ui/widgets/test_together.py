"""No line ends between a figure and what it counts."""

import pytest
from PySide6.QtWidgets import QApplication

from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.text import Text
from tallyapp.words.together import HARD, kept_together


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("read from 3 m.", f"read from 3{HARD}m."),
        ("a screen of 1366 × 768", f"a screen of 1366{HARD}×{HARD}768"),
        ("39,731 papers in Area 4 Cowley", f"39,731{HARD}papers in Area 4 Cowley"),
        ("nothing to part", "nothing to part"),
    ],
)
def test_a_figure_stays_with_its_unit(words: str, kept: str) -> None:
    assert kept_together(words) == kept


def test_a_label_draws_it_so_and_still_says_what_it_was_given(theme: Theme) -> None:
    label = Text("read from 3 m", wrap=True)
    assert label.text() == "read from 3 m"
    assert QApplication.instance() is not None
    label.setText("read from 15.8 m")
    assert label.text() == "read from 15.8 m"
    narrow = label.heightForWidth(label.fontMetrics().horizontalAdvance("read from 15.8") + 2)
    assert narrow == label.heightForWidth(label.fontMetrics().horizontalAdvance("read from") + 2)
