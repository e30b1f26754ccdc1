"""In letters that are read from 20 m, however many candidates there are and whatever they are
called: nothing shrinks, nothing is cut, and nothing is left out.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tallyapp.domain.views.released import (
    Awaited,
    Shown,
    ShownCandidate,
    ShownResult,
    ShownUnopposed,
)
from tallyapp.domain.vocabulary.units import Votes
from tallyapp.ui.hall_screen.leaves import Leaf, Room, leaves
from tallyapp.ui.hall_screen.letters import font, least_picture, letter, metres
from tallyapp.ui.hall_screen.screen import LEAF_SECONDS, HallScreen
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme
from tallyapp.words.figures import figure
from tests.ui.drawn import cut, drawn

SIZES = [
    QSize(*size)
    for size in ((1366, 768), (1920, 1080), (3840, 2160), (1024, 768), (1280, 649), (1080, 1920))
]
IN_SIZES = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.width()}x{s.height()}")


def candidate(name: str, votes: int, description: str = "Green Party") -> ShownCandidate:
    return ShownCandidate(name, description, Votes(votes), elected=False, by_lot=False)


ELECTED = ShownCandidate("Ŵyn Llwyd-Jones", "", Votes(1_201_345), elected=True, by_lot=True)
LONG = candidate(
    "Bartholomew Maximilian Featherstonehaugh-Cholmondeley of Llanfairpwllgwyngyll",
    4_739,
    "Conservative and Unionist Party Candidate for a Better and Cleaner Oxford East",
)
MANY = ShownResult(
    "ox",
    "Oxford East",
    "",
    corrected=False,
    candidates=(ELECTED, LONG, *(candidate(f"Person {n}", 2_000 - n) for n in range(30))),
)
WARD = ShownResult(
    "w",
    "Barton and Sandhills with a name that takes more than one line of a screen",
    "Election of city councillors",
    corrected=True,
    candidates=(candidate("Bo Ash", 12), candidate("Cy Birch", 11, "")),
)
NIGHT = Shown(
    "Oxford, 4 July 2024",
    practice=True,
    results=(MANY, WARD),
    awaited=(Awaited("b", "Henley", "", "about 3.15 am"), Awaited("c", "Banbury", "", "at 4")),
    unopposed=(
        ShownUnopposed("u", "Westgate", "", (("Ann Young", "Green Party"), ("Bo Ash", ""))),
        ShownUnopposed("v", LONG.name, "Election of parish councillors", ((LONG.name, "x"),)),
    ),
)


def opened(shown: Shown, size: QSize, qtbot: QtBot) -> HallScreen:
    screen = HallScreen(shown)
    qtbot.addWidget(screen)
    screen.resize(size)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def through(screen: HallScreen, look: Callable[[], None]) -> None:
    for _ in range(screen.leaves):
        look()
        screen.turn()


def lines_of(leaf: Leaf) -> list[str]:
    return [line.words for block in leaf.blocks for line in (*block.left, *block.right)]


# ---- the arithmetic


def test_a_capital_is_a_sixteenth_of_the_picture_and_a_number_plates_from_twenty_metres() -> None:
    assert letter(QSize(1920, 1080)) == 67.5
    assert least_picture() == 1.264
    assert metres(1_264) == 20
    # A screen of 75 inches, 0.93 m high.
    assert round(metres(930), 1) == 14.7


@IN_SIZES
@pytest.mark.parametrize("weight", [500, 700])
def test_neither_capitals_nor_digits_are_smaller_than_that(
    size: QSize, weight: int, qtbot: QtBot
) -> None:
    metrics = QFontMetricsF(font(size, weight))
    assert metrics.capHeight() >= letter(size)
    for character in "0123456789HE":
        assert metrics.tightBoundingRect(character).height() >= letter(size) - 0.5


@IN_SIZES
@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
def test_every_letter_that_is_painted_is_as_large_and_whole(
    size: QSize, look: Look, theme: Theme, qtbot: QtBot
) -> None:
    theme.choose(look)
    screen = opened(NIGHT, size, qtbot)

    def is_large() -> None:
        labels = [label for label in screen.findChildren(QLabel) if label.isVisible()]
        assert labels
        for label in labels:
            assert QFontMetricsF(label.font()).capHeight() >= letter(size)
        assert not list(cut(screen))
        # No words that the screen breaks into lines are wider than the line they are on.
        assert {text.words for text in drawn(screen)} == {label.text() for label in labels}

    through(screen, is_large)
    theme.choose(Look.LIGHT)


# ---- what is on the leaves


@IN_SIZES
def test_every_candidate_has_a_place_with_votes_and_who_is_elected(
    size: QSize, qtbot: QtBot
) -> None:
    found = leaves(NIGHT, Room(size, practice=True))
    for result in NIGHT.results:
        lines = [
            words for leaf in found if leaf.contest == result.contest for words in lines_of(leaf)
        ]
        for each in result.candidates:
            assert figure(each.votes) in lines
        whole = " ".join(lines).replace(" ", "")
        for each in result.candidates:
            assert each.name.replace(" ", "") in whole or each is LONG
    assert "Elected" in [words for leaf in found for words in lines_of(leaf)]
    assert "by lot" in [words for leaf in found for words in lines_of(leaf)]
    *_, last = found
    assert lines_of(last)[-2:] == ["Banbury", "at 4"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(
        st.text(
            st.characters(codec="utf-8", categories=["Lu", "Ll", "Zs"]), min_size=1, max_size=90
        ),
        min_size=1,
        max_size=25,
    ),
    size=st.sampled_from(SIZES),
    practice=st.booleans(),
)
def test_no_line_is_lost_and_no_leaf_is_too_high(
    qtbot: QtBot, names: list[str], size: QSize, practice: bool
) -> None:
    everybody = tuple(candidate(name, 10_000 + n, name) for n, name in enumerate(names))
    result = ShownResult("w", names[0], "", corrected=False, candidates=everybody)
    room = Room(size, practice)
    found = leaves(Shown("Night", practice, results=(result,)), room)
    lines = [words for leaf in found for words in lines_of(leaf)]
    for each in everybody:
        assert lines.count(figure(each.votes)) == 1
    letters = "".join(lines)
    for name in names:
        for part in name.split():
            assert letters.count(part[:3]) >= 1
    for leaf in found:
        blocks = (leaf.head, *leaf.blocks)
        high = sum(block.lines * room.line for block in blocks) + room.gap * len(leaf.blocks)
        assert high <= room.high
        for block in blocks:
            for line in (*block.left, *block.right):
                assert room.width_of(line) <= room.wide + 2


def test_a_result_on_several_leaves_says_which_of_how_many(qtbot: QtBot) -> None:
    found = leaves(NIGHT, Room(SIZES[0], practice=True))
    of_many = [leaf for leaf in found if leaf.contest == "ox"]
    assert len(of_many) > 5
    told = [leaf.head.right[0].words for leaf in of_many]
    assert told == [f"Page {n} of {len(of_many)}" for n in range(1, len(of_many) + 1)]
    assert {leaf.head.left[0].words for leaf in of_many} == {"Oxford East"}


def test_the_unopposed_are_listed_by_name_without_any_votes(qtbot: QtBot) -> None:
    found = leaves(NIGHT, Room(SIZES[1], practice=False))
    keys = [leaf.key for leaf in found]
    assert len(set(keys)) == len(keys), "each leaf is found again"
    theirs = [leaf for leaf in found if leaf.head.spoken == "Elected unopposed"]
    assert {leaf.head.left[0].words for leaf in theirs} == {"Elected unopposed"}
    assert lines_of(theirs[0])[:3] == ["Westgate", "Ann Young, Green Party", "Bo Ash"]
    assert theirs[0].blocks[0].spoken == "Westgate, Ann Young, Green Party, Bo Ash"
    assert not any(block.right for leaf in theirs for block in leaf.blocks)
    # After every result, before what is still to come.
    assert keys.index(theirs[-1].key) + 1 == keys.index(("", 1))


def test_under_the_contest_stands_that_it_is_the_result_of_the_poll(qtbot: QtBot) -> None:
    found = leaves(NIGHT, Room(SIZES[1], practice=False))
    first = next(leaf for leaf in found if leaf.contest == "ox")
    assert [line.words for line in first.head.left] == ["Oxford East", "Result of the poll"]
    ward = next(leaf for leaf in found if leaf.contest == "w")
    told = "Corrected result of the poll, Election of city councillors"
    assert ward.head.spoken.endswith(told)
    assert not any("Provisional" in words for leaf in found for words in lines_of(leaf))


@pytest.mark.parametrize("size", SIZES[:3])
def test_three_candidates_stand_beneath_it_on_the_first_leaf(size: QSize, qtbot: QtBot) -> None:
    three = tuple(candidate(f"Person {n}", 2_000 - n) for n in range(3))
    night = Shown("Oxford", practice=False, results=(replace(MANY, candidates=three),))
    (leaf,) = leaves(night, Room(size, practice=False))
    assert len(leaf.blocks) == 3


def test_a_practice_count_says_so_on_every_leaf_and_a_real_one_on_none(qtbot: QtBot) -> None:
    for practice in (True, False):
        night = Shown("Night", practice, results=(WARD,))
        for shown in (night, Shown("Night", practice)):
            screen = opened(shown, SIZES[0], qtbot)

            def says_so(screen: HallScreen = screen, practice: bool = practice) -> None:
                assert ("PRACTICE" in {text.words for text in drawn(screen)}) is practice

            through(screen, says_so)


# ---- turning


def test_leaves_turn_by_themselves_and_begin_anew(qtbot: QtBot) -> None:
    screen = opened(NIGHT, SIZES[0], qtbot)
    timer = screen._turning
    assert (timer.isActive(), timer.interval()) == (True, LEAF_SECONDS * 1000)
    first = screen.leaf
    seen = [screen.leaf]
    for _ in range(screen.leaves):
        timer.timeout.emit()
        seen.append(screen.leaf)
    assert len({leaf.key for leaf in seen}) == screen.leaves
    assert seen[-1] == first


def test_one_leaf_alone_stands_still(qtbot: QtBot) -> None:
    assert not opened(Shown("Night", practice=False), SIZES[0], qtbot)._turning.isActive()


def test_a_result_that_comes_is_shown_at_once_and_another_leaf_stays(qtbot: QtBot) -> None:
    screen = opened(Shown("Night", practice=False, results=(MANY,)), SIZES[0], qtbot)
    screen.turn()
    screen.show_shown(Shown("Night", practice=False, results=(MANY, WARD)))
    assert screen.leaf.key == ("w", 1)
    screen.turn()
    screen.turn()
    stood = screen.leaf.key
    assert stood[0] == "ox"
    screen.show_shown(Shown("Night", practice=False, results=(MANY,)))
    assert screen.leaf.key == stood


# ---- whose the keys are


def test_it_takes_neither_focus_nor_keys_beside_the_window_that_is_keyed_in(qtbot: QtBot) -> None:
    screen = opened(NIGHT, SIZES[0], qtbot)
    assert screen.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert screen.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    for widget in (screen, *screen.findChildren(QLabel)):
        assert widget.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_over_that_window_it_takes_the_keys_and_does_nothing_but_close_with_esc(
    qtbot: QtBot,
) -> None:
    screen = HallScreen(NIGHT, covering=True)
    qtbot.addWidget(screen)
    screen.resize(SIZES[0])
    with qtbot.waitExposed(screen):
        screen.show()
    assert not screen.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    stood = screen.leaf
    for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_F9, Qt.Key.Key_Plus):
        QTest.keyClick(screen, key)
    assert (screen.isVisible(), screen.leaf) == (True, stood)
    with qtbot.waitSignal(screen.closed):
        QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()
