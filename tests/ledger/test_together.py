"""A count that is being made waits for the disk once for many acts; all of them are there, or none
and it takes no more.
"""

import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import plain_connect
from tallyapp.past.past_results import read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.counts import OXFORD_EAST, make
from tallyapp.resources import resource
from tests.halls import ELM, Hall, NightClock, a_hall, sheet
from tests.ledger.test_durability import FailingStorage
from tests.workstations import workstation


class Commits:
    """Ordinary connections, of which it is known how often something was committed."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    @property
    def many(self) -> int:
        return self.statements.count("COMMIT")

    def connect(self, name: str) -> sqlite3.Connection:
        connection = plain_connect(name)
        connection.set_trace_callback(self.statements.append)
        return connection


def opened(file: Path) -> Desk:
    return Desk.open(file, NightClock(), workstation("desk-1"))


def test_acts_done_together_are_one_commit_and_the_same_acts_as_ever(tmp_path: Path) -> None:
    done = Commits()
    hall = a_hall(tmp_path, connect=done.connect)
    before = done.many
    with hall.desk.ledger.together():
        hall.issue("A", 1, 2)
        hall.key(1, sheet((60, 30, 8)))
        hall.desk.ledger.keep_draft(11, "sheet/1", "60", NightClock()())
        assert done.many == before
    assert done.many == before + 1
    hall.key(2, sheet((60, 30, 8)))
    assert done.many == before + 2, "outside, each act is on the disk by itself again"
    live = hall.desk.count
    hall.desk.close()
    desk = opened(hall.desk.ledger.path)
    assert (desk.disagreements, desk.ledger.signatures.wait(), desk.count) == ((), (), live)
    assert desk.ledger.drafts(11) == {"sheet/1": "60"}
    desk.close()


def test_a_practice_count_takes_one_commit_for_each_contest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Commits()
    monkeypatch.setattr(rehearsal, "begin", partial(rehearsal.begin, connect=done.connect))
    (one,) = read_past_results([resource(*OXFORD_EAST)])
    results = [one, *(replace(one, id=f"{one.id}-{n}", name=f"Oxford {n}") for n in (2, 3))]
    took = [0]
    for n in (1, 2, 3):
        make(tmp_path / f"{n}.tally", results[:n], seed=1)
        took.append(done.many - sum(took))
    _, one_contest, two, three = took
    assert (two - one_contest, three - two) == (1, 1)


@pytest.mark.parametrize("statement", ["BEGIN", "INSERT INTO act", "COMMIT"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk of .* is full"),
        (sqlite3.SQLITE_IOERR_FSYNC, "cannot be read or written"),
    ],
)
def test_of_acts_that_cannot_all_be_saved_none_is_and_no_more_is_taken(
    tmp_path: Path, statement: str, code: int, words: str
) -> None:
    storage = FailingStorage()
    hall = a_hall(tmp_path, connect=storage.connect)
    file = hall.desk.ledger.path
    kept = dict(hall.desk.ledger.heads)

    def made() -> None:
        with hall.desk.ledger.together():
            hall.issue("A", 1, 2)
            hall.key(1, sheet((60, 30, 8)))

    # Handing out sheets is the first two acts in there, so the third is in the middle of them.
    storage.fail(statement, code, nth=3 if statement == "INSERT INTO act" else 1)
    with pytest.raises(EnvironmentFault, match=words):
        made()
    must_take_nothing_more(hall, began=statement != "BEGIN")
    hall.desk.close()
    desk = opened(file)
    assert (desk.disagreements, dict(desk.ledger.heads)) == ((), kept)
    desk.close()


def test_what_is_given_up_in_the_middle_is_not_saved(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    kept = dict(hall.desk.ledger.heads)

    def given_up() -> None:
        with hall.desk.ledger.together():
            hall.issue("A", 1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        given_up()
    must_take_nothing_more(hall, began=True)
    hall.desk.close()
    desk = opened(hall.desk.ledger.path)
    assert (desk.disagreements, dict(desk.ledger.heads)) == ((), kept)
    assert not desk.contest(ELM).sheets
    desk.close()


def must_take_nothing_more(hall: Hall, *, began: bool) -> None:
    """Nothing is built upon acts that are in no file; where none was done, it can go on."""
    if not began:
        return
    with pytest.raises(EnvironmentFault, match=r"lost entries .* Nothing more is saved"):
        hall.issue("A", 7, 8)
