"""A job that is asked for on a page is done once, and says how it stands in one place."""

from collections.abc import Callable
from typing import Any

import pytest
from shiboken6 import delete

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session.one_job import OneJob
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.job_line import JobLine


class Slow:
    """What runs jobs, and ends each when the test says so."""

    def __init__(self) -> None:
        self.begun: list[tuple[Callable[[Any], None], Callable[[Any], None]]] = []

    def __call__(
        self, call: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Any], None]
    ) -> None:
        self.begun.append((then, failed))

    def end(self, result: object) -> None:
        """The job that was begun last came to this."""
        self.begun[-1][0](result)

    def fail(self, why: object) -> None:
        """It could not be done."""
        self.begun[-1][1](why)


@pytest.fixture
def slow(theme: Theme) -> Slow:
    return Slow()


def test_what_is_asked_for_twice_is_begun_once_and_again_when_it_has_ended(slow: Slow) -> None:
    line = JobLine(slow)
    assert line.isHidden()
    for _ in range(2):
        line.begin(lambda: 0, lambda pages: f"{pages} pages are written")
    assert len(slow.begun) == 1
    assert not line.isHidden()
    assert line.accessibleName() == "Being written. This can take a moment."
    slow.end(12)
    assert line.accessibleName() == "12 pages are written"
    line.begin(lambda: 0, str)
    assert len(slow.begun) == 2


@pytest.mark.parametrize("why", ["the disk is full", EnvironmentFault("the disk is full")])
def test_why_it_is_not_done_stands_in_the_same_place_and_it_can_be_tried_again(
    slow: Slow, why: object
) -> None:
    line = JobLine(slow)
    line.begin(lambda: 0, str)
    slow.fail(why)
    assert line.accessibleName() == "the disk is full"
    line.begin(lambda: 0, str)
    assert len(slow.begun) == 2


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_surroundings(slow: Slow) -> None:
    line = JobLine(slow)
    line.begin(lambda: 0, str)
    with pytest.raises(KeyError):
        slow.fail(KeyError("page"))


def test_a_page_that_is_gone_and_a_job_that_was_dropped_are_told_nothing(slow: Slow) -> None:
    line = JobLine(slow)
    told: list[object] = []
    job = OneJob(line, slow)
    job.begin(lambda: 0, told.append, told.append)
    job.drop()
    assert not job.under_way
    slow.end("late")
    assert job.begin(lambda: 0, told.append, told.append)
    delete(line)
    slow.end("gone")
    assert told == []
