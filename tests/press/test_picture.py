"""The picture of a result: who is on it, that nothing on it is cut, and how it looks."""

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from tallyapp.documents.chart import HEIGHT, MOST_ROWS, WIDTH, chart_page, chart_png
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.press.picture import in_words, picture
from tests.documents import samples, welsh
from tests.documents.pages import assert_alike, in_sixteen_greys, words
from tests.press.golden import kept
from tests.press.samples import told

NOTICES = {
    "practice": samples.oxford_east(),
    "real": samples.oxford_east(practice=False),
    "three-seats": samples.watling(practice=False),
    "crowded": samples.crowded(40),
    "long-names": samples.hard_names(),
    "welsh": welsh.ward(),
    "corrected": replace(
        samples.oxford_east(practice=False), corrected="one bundle was on another pile", lot=""
    ),
}


@pytest.mark.parametrize("name", NOTICES)
def test_the_picture_looks_as_before(name: str) -> None:
    png = chart_png(picture(told(NOTICES[name])))
    with Image.open(BytesIO(png)) as drawn:
        assert drawn.size == (WIDTH, HEIGHT) == (1200, 675)
        page = in_sixteen_greys(drawn)
    assert_alike(page, kept(f"chart-{name}", page), name)


def test_all_who_stood_have_a_row_where_there_is_room() -> None:
    chart = picture(told(samples.oxford_east()))
    assert [bar.name for bar in chart.bars][:3] == [
        "Anneliese Dodds",
        "Sushila Dhall",
        "Louise Brown",
    ]
    assert len(chart.bars) == MOST_ROWS == 12


def test_of_forty_the_others_are_summed_and_said_to_be() -> None:
    notice = samples.crowded(40)
    chart = picture(told(notice))
    *shown, others = chart.bars
    assert len(shown) == MOST_ROWS - 1
    rest = sum(each.votes for each in notice.candidates) - sum(bar.votes for bar in shown)
    assert others.name == "29 others together"
    assert others.votes == rest
    assert f"{rest:,}" in words(chart_page(chart))
    assert f"29 others together: {rest:,} votes" in chart.in_words


def with_elected(notice: DeclarationReport, least: int) -> DeclarationReport:
    """The notice with everybody elected who has so many votes."""
    people = tuple(replace(each, elected=each.votes >= least) for each in notice.candidates)
    return replace(notice, candidates=people, heading=replace(notice.heading, vacancies=15))


def test_whoever_is_elected_has_a_row_however_many_they_are() -> None:
    notice = with_elected(samples.crowded(40), 126)
    chart = picture(told(notice))
    assert sum(bar.elected for bar in chart.bars) == 16
    assert chart.bars[-1].name == "24 others together"
    # Of several votes on a paper, those for many are no share of the papers.
    assert chart.bars[-1].share == ""


def test_nobody_is_summed_alone() -> None:
    notice = with_elected(samples.crowded(17), 103)
    chart = picture(told(notice))
    assert len(chart.bars) == 17
    assert "other" not in chart.bars[-1].name


def test_of_equal_votes_whoever_the_lot_chose_stands_first() -> None:
    notice = samples.oxford_east(practice=False)
    level = tuple(
        replace(each, votes=notice.candidates[4].votes, elected=each.name == "Sushila Dhall")
        if each.elected or each.name in ("Sushila Dhall", "Amir Ali")
        else each
        for each in notice.candidates
    )
    first = picture(told(replace(notice, candidates=level))).bars[0]
    assert (first.name, first.elected) == ("Sushila Dhall", True)


def test_the_words_of_the_picture_are_in_the_file_and_say_who_is_elected() -> None:
    contest = told(samples.oxford_east())
    with Image.open(BytesIO(chart_png(picture(contest)))) as drawn:
        assert drawn.info["Description"] == in_words(contest)
        assert drawn.info["Title"] == "Oxford East"
    assert "Labour and Co-operative: 19,541 votes, 49.67%, elected." in in_words(contest)
    assert in_words(contest).startswith("PRACTICE. Not a real result. Bar chart.")


def test_corrected_figures_are_not_said_to_have_been_declared() -> None:
    chart = picture(told(NOTICES["corrected"]))
    said = "Corrected since it was declared Friday 5 July 2024 at 03:41"
    for text in (" ".join(chart.foot), chart.in_words, words(chart_page(chart))):
        assert "Corrected notice" in text
        assert said in text
        assert ". Declared Friday" not in text


def test_a_lot_is_told_on_the_picture_and_in_its_words() -> None:
    notice = samples.hard_names()
    assert notice.lot
    chart = picture(told(notice))
    assert " ".join(notice.lot.split()) in words(chart_page(chart))
    assert notice.lot in chart.in_words


def test_a_declaration_outside_the_program_is_said_to_be_one() -> None:
    notice = replace(samples.oxford_east(), outside="the laptop failed")
    chart = picture(told(notice))
    assert "Declared outside the program that counted, Friday 5 July 2024" in chart.in_words
    assert "Declared outside the program that counted" in words(chart_page(chart))


def test_every_name_is_whole_on_the_picture() -> None:
    for name, notice in NOTICES.items():
        text = words(chart_page(picture(told(notice))))
        for bar in picture(told(notice)).bars:
            assert " ".join(bar.name.split()) in text, name
            assert bar.figure in text, name


def test_nobody_with_no_vote_has_a_bar_and_a_question_has_no_one_elected() -> None:
    notice = samples.oxford_east(practice=False)
    none = replace(
        notice,
        valid=Papers(0),
        candidates=tuple(replace(each, votes=0, elected=False) for each in notice.candidates),
    )
    text = words(chart_page(picture(told(none))))
    assert "Elected" not in text
    answers = replace(notice, answers=True)
    assert "Most votes" in words(chart_page(picture(told(answers))))
