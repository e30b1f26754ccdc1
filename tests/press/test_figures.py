"""No number is given to the press that the declared act and the SQL over the file do not have."""

import pytest

from tallyapp.desk import Desk
from tallyapp.documents.chart import chart_page
from tallyapp.documents.declaration import render_declaration
from tallyapp.domain.reports.declaration import declaration_report
from tallyapp.domain.reports.press_report import press_report
from tallyapp.press.picture import picture
from tallyapp.words.spoken import spoken, spoken_share
from tests.documents.pages import words
from tests.press.numbers import allowed, declared_act, entry_of, numbers, percent, told_of
from tests.press.oakshire import COUNTING, DECLARED
from tests.press.pages import parsed, words_of

STREAMS = [ward.id for ward in DECLARED]
WRITTEN = ("result.txt", "chart.txt", "notice.html")


def text_of(name: str, data: bytes) -> str:
    return words_of(parsed(data)) if name.endswith(".html") else data.decode()


@pytest.mark.parametrize("stream", STREAMS)
@pytest.mark.parametrize("kind", WRITTEN)
def test_every_number_of_a_contest_is_in_its_declared_act_and_in_sql(
    oakshire: Desk, files: dict[str, bytes], stream: str, kind: str
) -> None:
    name = f"PRACTICE-{stream}-{kind}"
    found = numbers(text_of(name, files[name]), told_of(oakshire, [stream]))
    assert len(found) >= 2 * len(oakshire.contest(stream).set_up.candidates)
    assert set(found) - allowed(oakshire, stream) - {entry_of(oakshire, stream), "100%"} == set()


@pytest.mark.parametrize("stream", STREAMS)
def test_every_number_on_the_picture_is_in_the_declared_act(oakshire: Desk, stream: str) -> None:
    (contest,) = [each for each in press_report(oakshire.count, {}).contests if each.id == stream]
    text = words(chart_page(picture(contest)))
    found = numbers(text, told_of(oakshire, [stream]))
    assert len(found) > 2 * len(contest.candidates)
    assert set(found) <= allowed(oakshire, stream)


@pytest.mark.parametrize("stream", STREAMS)
def test_every_number_that_is_read_aloud_is_in_the_declared_act(
    oakshire: Desk, files: dict[str, bytes], stream: str
) -> None:
    text = files[f"PRACTICE-{stream}-read-aloud.txt"].decode()
    act = declared_act(oakshire, stream).figures
    assert numbers(text, told_of(oakshire, [stream])) == []
    read = text.partition("____")[2].splitlines()
    said = [line.rpartition(": ")[2] for line in read if ": " in line]
    known = {f"{spoken(votes)} votes." for votes in act.votes}
    known |= {f"{spoken(papers)}." for papers in act.rejected} | {"none."}
    rejected = sum(act.rejected[:4])
    electorate = oakshire.contest(stream).set_up.electorate
    assert electorate is not None
    turnout = percent(act.valid + rejected, electorate).rstrip("%").replace(".", "")
    known |= {f"{spoken(rejected)}.", f"{spoken(electorate)}.", f"{spoken_share(int(turnout))}."}
    assert len(said) == len(act.votes) + len(act.rejected) + 3
    assert [each for each in said if each not in known] == []


@pytest.mark.parametrize("stream", STREAMS)
def test_each_candidates_votes_and_share_stand_beside_their_name(
    oakshire: Desk, files: dict[str, bytes], stream: str
) -> None:
    act = declared_act(oakshire, stream)
    mail = files[f"PRACTICE-{stream}-result.txt"].decode().splitlines()
    aloud = files[f"PRACTICE-{stream}-read-aloud.txt"].decode().splitlines()
    picture_words = files[f"PRACTICE-{stream}-chart.txt"].decode()
    candidates = oakshire.contest(stream).set_up.candidates
    for number, (one, votes) in enumerate(zip(candidates, act.figures.votes, strict=True), 1):
        who = f"{one.name}, {one.description}"
        elected = ", elected" if number in act.elected else ""
        told = f"{who}: {votes:,} votes, {percent(votes, act.figures.valid)}{elected}"
        assert told in mail
        assert f"{told}." in picture_words
        assert f"{who}: {spoken(votes)} votes." in aloud


@pytest.mark.parametrize("stream", STREAMS)
def test_the_page_for_the_website_has_the_numbers_of_the_signed_notice_and_no_others(
    oakshire: Desk, files: dict[str, bytes], stream: str
) -> None:
    at = oakshire.ledger.checkpoint(stream, declared_act_position(oakshire, stream))
    notice = render_declaration(declaration_report(oakshire.count, oakshire.contest(stream), at))
    of_names = told_of(oakshire, [stream])
    page = numbers(words_of(parsed(files[f"PRACTICE-{stream}-notice.html"])), of_names)
    head = [at.head[n : n + 8] for n in range(0, 64, 8)]
    signed = numbers(words(notice), (*head, "Page 1 of 1", *of_names))
    # The steps of verifying are numbered on both; a browser makes the numbers of the page's.
    steps = {"1", "2", "3"}
    assert set(page) - steps == set(signed) - steps


def declared_act_position(desk: Desk, stream: str) -> int:
    declared = desk.contest(stream).declaration
    assert declared is not None
    return declared.seq


def test_no_figure_of_what_is_still_counted_is_in_any_file(
    oakshire: Desk, files: dict[str, bytes]
) -> None:
    counted = oakshire.ledger.totals(COUNTING.id)
    assert counted.valid > 0
    of_it = {f"{n:,}" for n in (*counted.votes, counted.valid, counted.verified) if n > 9}
    elsewhere = set().union(*(allowed(oakshire, stream) for stream in STREAMS))
    names = [each.surname for each in COUNTING.candidates]
    without = told_of(oakshire, [*STREAMS, COUNTING.id])
    for name, data in files.items():
        assert COUNTING.id not in name
        if name.endswith((".png", "SUMS.txt")):
            continue
        found = set(numbers(text_of(name, data), without))
        assert not found & (of_it - elsewhere), name
        assert not [each for each in names if f"{each} Cedar" in data.decode()]


def test_what_is_still_counted_is_named_as_such(files: dict[str, bytes]) -> None:
    for name in ("PRACTICE-summary.txt", "PRACTICE-README.txt"):
        assert "Cedar Green: still counting." in files[name].decode().splitlines()
    assert "Cedar Green: still counting." in words_of(parsed(files["PRACTICE-summary.html"]))


def test_the_seats_over_the_council_are_those_declared_and_those_without_a_poll(
    oakshire: Desk, files: dict[str, bytes]
) -> None:
    text = files["PRACTICE-summary.txt"].decode()
    won: dict[str, int] = {}
    for stream in STREAMS:
        people = oakshire.contest(stream).set_up.candidates
        for number in declared_act(oakshire, stream).elected:
            description = people[number - 1].description
            won[description] = won.get(description, 0) + 1
    assert won == {"Conservative and Unionist Party": 4}
    assert "Conservative and Unionist Party: 4 seats" in text
    assert "Labour Party: 1 seat, 1 of them unopposed" in text
    assert "5 of 8 seats are known." in text
    assert "Seats still to come: 2" in text
    assert "Seats for which nobody stood: 1" in text
    told = numbers(text, told_of(oakshire, [*STREAMS, COUNTING.id]))
    assert sorted(told) == sorted(["5", "8", "4", "1", "1", "2", "1"])
