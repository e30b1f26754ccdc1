"""Nothing that was not released is on any pixel of the hall's screen, nor told to anybody who hears
it: it is as if the rest of the count had never been counted.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.views.released import shown
from tallyapp.domain.vocabulary.units import Votes
from tallyapp.ui.hall_screen.screen import HallScreen
from tallyapp.words.figures import figure
from tests import wards
from tests.halls import Hall

from .seen import heard, image, kept, painted

RELEASED = wards.Ward("ashton", "Ashton", 1, 4, ("A", "B"))
OTHER = wards.Ward("birchley", "Birchley", 3, 7, ("A", "B", "C"), sheets=3, first=101)
SIZES = [QSize(1366, 768), QSize(1920, 1080), QSize(1024, 768)]


def counted(file: Path, *, whole: bool) -> Desk:
    """Ashton is declared and released; Birchley counted and declared, or (not `whole`) only set
    up, its boxes not even verified.
    """
    desk = wards.begin(file, [RELEASED, OTHER])
    wards.played(desk, RELEASED)
    if whole:
        wards.played(desk, OTHER)
    Hall(desk, RELEASED.id).release()
    return desk


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Desk]:
    desk = counted(tmp_path / "whole.tally", whole=True)
    yield desk
    desk.close()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Desk]:
    desk = counted(tmp_path / "bare.tally", whole=False)
    yield desk
    desk.close()


def opened(desk: Desk, size: QSize, qtbot: QtBot) -> HallScreen:
    screen = HallScreen(shown(desk.count))
    qtbot.addWidget(screen)
    screen.resize(size)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def turned_through(screen: HallScreen) -> Iterator[None]:
    """Each leaf, one after the other."""
    for _ in range(screen.leaves):
        yield
        screen.turn()


def all_of_it(screen: HallScreen) -> set[str]:
    return {
        words
        for _ in turned_through(screen)
        for words in heard(screen) | painted(screen) | kept(screen)
    }


def figures_of(desk: Desk, ward: str) -> set[str]:
    """Every figure that the count has of a ward: votes, papers, heads, areas and sheets."""
    contest = desk.contest(ward)
    declared = contest.declaration
    assert declared is not None
    now = declared.figures
    numbers = [*now.votes, *now.rejected, now.valid, now.verified, now.unused, now.uncertain]
    numbers += [sum(now.votes), contest.set_up.electorate or 0]
    for area in contest.areas.values():
        numbers += [*area.votes, area.counted, area.verified]
    return {figure(number) for number in numbers if number > 9}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_picture_is_the_same_whether_the_rest_was_counted_or_not(
    whole: Desk, bare: Desk, size: QSize, qtbot: QtBot
) -> None:
    with_it = opened(whole, size, qtbot)
    without = opened(bare, size, qtbot)
    assert with_it.leaves == without.leaves
    for _ in zip(turned_through(with_it), turned_through(without), strict=True):
        assert image(with_it) == image(without)
        assert heard(with_it) == heard(without)
        assert painted(with_it) == painted(without)


def test_no_figure_and_no_name_of_what_was_not_released_is_anywhere_in_it(
    whole: Desk, qtbot: QtBot
) -> None:
    told = all_of_it(opened(whole, SIZES[0], qtbot))
    digits = {part for words in told for part in re.findall(r"\d[\d,]*", words)}
    (result,) = shown(whole.count).results
    released = {figure(candidate.votes) for candidate in result.candidates}
    assert released <= digits
    hidden = (figures_of(whole, OTHER.id) | figures_of(whole, RELEASED.id)) - released
    assert len(hidden) > 20
    # The count's name and the number of the leaf have digits of their own.
    of_leaf = {str(n) for n in range(10)} | set(re.findall(r"\d[\d,]*", shown(whole.count).count))
    assert digits - of_leaf == released
    assert not digits & (hidden - of_leaf)
    text = "\n".join(told)
    for candidate in whole.contest(OTHER.id).set_up.candidates:
        assert candidate.name not in text
    assert whole.contest(OTHER.id).set_up.name not in text


def test_what_is_taken_back_leaves_nothing_behind(whole: Desk, qtbot: QtBot) -> None:
    screen = opened(whole, SIZES[0], qtbot)
    never = Path(whole.ledger.path.parent / "never.tally")
    unreleased = wards.begin(never, [RELEASED, OTHER])
    plain = opened(unreleased, SIZES[0], qtbot)
    names = {candidate.name for candidate in whole.contest(RELEASED.id).set_up.candidates}
    assert names & kept(screen)
    Hall(whole, RELEASED.id).withdraw_release()
    screen.show_shown(shown(whole.count))
    assert not names & (kept(screen) | heard(screen) | painted(screen))
    assert heard(screen) == heard(plain)
    assert image(screen) == image(plain)
    unreleased.close()


def test_a_corrected_notice_leaves_no_old_figure_on_it(whole: Desk, qtbot: QtBot) -> None:
    screen = opened(whole, SIZES[0], qtbot)
    (result,) = shown(whole.count).results
    most = figure(result.candidates[0].votes)
    assert most in painted(screen)
    hall = Hall(whole, RELEASED.id)
    now = whole.contest(RELEASED.id).noticed
    assert now is not None
    votes = (Votes(now.votes[0] + 1000), *now.votes[1:])
    hall.correct_notice(replace(now, votes=votes))
    screen.show_shown(shown(whole.count))
    assert most not in painted(screen) | heard(screen) | kept(screen)
    assert painted(screen) == {shown(whole.count).count, "PRACTICE"}
    hall.release()
    screen.show_shown(shown(whole.count))
    assert figure(votes[0]) in painted(screen)
    assert "Corrected result of the" in painted(screen)
