"""Finding by name or number, without a window."""

import pytest

from tallyapp.desk import Desk
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.begun import kept
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.shell.find.index import MOST, Found, Index
from tallyapp.words.papers import Paper


@pytest.fixture
def index(oxford: tuple[Desk, Rehearsal]) -> Index:
    return Index(oxford[0].count.contests)


def words(found: list[Found]) -> list[str]:
    return [each.words for each in found]


def test_a_number_finds_the_sheet_and_the_box_of_that_number_first(index: Index) -> None:
    assert words(index.find("24", "oxford-east"))[:2] == ["Sheet 24", "Box 24, Polling station 24"]


def test_a_kind_and_a_number_find_one_thing(index: Index) -> None:
    (found,) = index.find("sheet 7", "oxford-east")
    assert (found.words, found.target, found.screens) == ("Sheet 7", 7, (Destination.KEY_SHEET,))
    assert words(index.find("box 7", "oxford-east"))[0] == "Box 7, Polling station 7"
    assert words(index.find("area c", "oxford-east"))[0] == "Area C"


@pytest.mark.parametrize("query", ["dodds", "DOD", "anneliese d", "Dódds"])
def test_a_candidate_is_found_by_any_part_of_the_name_with_or_without_accents(
    index: Index, query: str
) -> None:
    (found,) = index.find(query, "oxford-east")
    assert (found.words, found.target) == ("Dodds, Anneliese", 5)
    assert found.screens == (
        Destination.TALLIES,
        Destination.RECONCILIATION,
        Destination.OVERVIEW,
    ), "the tallies, where the officer may open them"


def test_the_second_part_of_a_double_name_is_found(index: Index) -> None:
    assert words(index.find("hartley", "oxford-east")) == ["Nala-Hartley, Jabu"]


def test_a_contest_is_found_by_its_name(index: Index) -> None:
    found = index.find("oxford", "")
    assert found[0].kind == "contest"
    assert found[0].stream == "oxford-east"


def test_what_begins_no_word_is_not_found(index: Index) -> None:
    assert index.find("odds", "oxford-east") == []
    assert index.find("", "oxford-east") == []
    assert index.find("  ", "oxford-east") == []


def test_a_sheet_leads_to_where_something_can_be_done_with_it(
    oxford: tuple[Desk, Rehearsal], index: Index
) -> None:
    contest = oxford[0].contest("oxford-east")
    contest.sheets[SheetNumber(3)].life = Life.DIFFERS
    contest.sheets[SheetNumber(4)].life = Life.AGREED
    leads = {n: index.find(f"sheet {n}", "oxford-east")[0] for n in (2, 3, 4)}
    assert leads[2].screens[0] is Destination.KEY_SHEET, "keyed"
    assert leads[3].screens[0] is Destination.DIFFERENCES, "settled"
    assert leads[4].screens[0] is Destination.DIFFERENCES, "corrected"
    assert leads[3].detail == "Oxford East, differs"


def test_the_contest_that_is_open_comes_before_the_others(oxford: tuple[Desk, Rehearsal]) -> None:
    contest = oxford[0].contest("oxford-east")
    contests = {f"contest-{n:03}": contest for n in range(200)}
    found = Index(contests).find("sheet 24", "contest-150")
    assert found[0].stream == "contest-150"
    assert len(found) == MOST


def test_sheets_that_are_issued_later_are_found(
    oxford: tuple[Desk, Rehearsal], index: Index
) -> None:
    from tallyapp.domain import acts

    assert index.find("sheet 99", "oxford-east") == []
    oxford[0].hand_out(
        "oxford-east",
        acts.SheetsIssued(
            **oxford[0].by(3).contest, area="A", first=SheetNumber(99), last=SheetNumber(99)
        ),
    )
    assert words(index.find("sheet 99", "oxford-east")) == ["Sheet 99"]


def test_unfinished_keying_is_said_in_words_and_leads_to_its_screen(
    oxford: tuple[Desk, Rehearsal],
) -> None:
    here = "oxford-east"
    places = [
        DraftPlace.keying(here, Paper("sheet", 24)),
        DraftPlace.keying(here, Paper("form", 3)),
        DraftPlace(here, "account", "17"),
        DraftPlace.about(here, "correct", Paper("sheet", 7)),
        DraftPlace.about(here, "look", Paper("form", 2)),
        DraftPlace.about(here, "seen", Paper("sheet", 7)),
        DraftPlace.keying("elsewhere", Paper("sheet", 3)),
        DraftPlace(here, "read-back", "31"),
    ]
    contests = oxford[0].count.contests
    assert [(each.words, each.screen, each.target) for each in kept(places, contests)] == [
        ("Sheet 24", Destination.KEY_SHEET, 24),
        ("Form 3", Destination.DOUBTFUL, 3),
        ("Box 17", Destination.VERIFICATION, "17"),
        ("the correction of sheet 7", Destination.DIFFERENCES, ("sheet", 7)),
        ("the third look at form 2", Destination.DIFFERENCES, ("form", 2)),
        ("the read-back", Destination.RESULT, None),
    ]
