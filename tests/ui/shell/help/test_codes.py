"""Each code that the program can say stands in the manual, with what it means and what to do."""

import re

import pytest

from tallyapp.audit.points import EXIT_STATUS
from tallyapp.cli.status import FAULT, REFUSED
from tallyapp.domain.vocabulary.findings import NEVER_PASSED_OVER, Code
from tallyapp.ui.shell.help.pages import page_path
from tallyapp.ui.shell.help.passages import passages
from tallyapp.words.catalogue import catalogue, say, sentence
from tests.ui.shell.help.codes import HEADS, page_of, said
from tests.words.test_catalogue import EVERY_FINDING


@pytest.mark.parametrize("code", Code)
def test_each_code_has_its_place_in_the_manual_and_says_what_to_do(code: Code) -> None:
    page = page_of(code[0])
    markdown = page_path(page).read_text(encoding="utf-8")
    (found,) = [each for each in passages(page, markdown) if each.heading == code]
    assert found.anchor == code.lower()
    means, _, rest = found.text.partition("What to do: ")
    do, _, examples = rest.partition("It says, for example: ")
    assert len(means.split()) >= 5
    assert len(do.split()) >= 4
    assert len(examples.split()) >= 3, "the sentence of the screen finds it too"


def test_nothing_is_told_of_a_code_that_is_not_there() -> None:
    told = {key.partition(".")[0] for key in catalogue()["codes"]} - {"status"}
    assert told == {str(code) for code in Code}
    assert {code[0] for code in Code} == set(HEADS)


def test_every_sentence_is_there_in_one_of_its_ways() -> None:
    for code in Code:
        assert set(said(code)) <= {sentence(each) for each in EVERY_FINDING}
        assert said(code)


@pytest.mark.parametrize("code", sorted(NEVER_PASSED_OVER))
def test_what_nobody_can_pass_over_says_so(code: Code) -> None:
    assert "Nobody can pass over this." in say("codes", f"{code}.do")


def test_every_exit_status_of_a_command_is_told() -> None:
    statuses = {0, REFUSED, FAULT, *EXIT_STATUS.values()}
    told = {
        int(each.group(1))
        for each in map(re.compile(r"status\.(\d+)\.do").fullmatch, catalogue()["codes"])
        if each
    }
    assert told == statuses
    markdown = page_path("codes").read_text(encoding="utf-8")
    anchors = {each.anchor for each in passages("codes", markdown)}
    assert {f"status-{status}" for status in statuses} <= anchors
