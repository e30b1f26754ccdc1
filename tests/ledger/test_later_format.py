"""Entries that a later version wrote:
nobody is told that they are wrong, and nothing is added after them.
"""

from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, FORMAT
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.published import rows_of
from tallyapp.ledger.replay import replay
from tests.halls import CLERK, ELM, Hall, NightClock
from tests.workstations import workstation

from .tampering import edit, found_in, position, recompute_heads, renew_heads_of_count, tampering


def later(entry: str) -> str:
    """The act as a later version might write it, with something in it that nobody knows yet."""
    return entry.replace(f'"v":{FORMAT}', f'"v":{FORMAT + 1}').replace(
        '"at":', '"new":{"x":[1]},"at":'
    )


def written_later(path: Path, stream: str, seq: int) -> None:
    with tampering(path) as file:
        edit(file, stream, seq, later)
        recompute_heads(file, stream)
        if stream == COUNT_STREAM:
            renew_heads_of_count(file)
            recompute_heads(file)


@pytest.mark.parametrize("stream", [ELM, COUNT_STREAM])
def test_a_file_is_read_up_to_the_first_entry_of_a_later_version(closed: Path, stream: str) -> None:
    written_later(closed, stream, 5)
    assert [(d.what, d.stream, d.seq) for d in found_in(closed)] == [(What.LATER_FORMAT, stream, 5)]


def test_such_a_file_can_only_be_read_and_says_that_a_newer_program_is_needed(closed: Path) -> None:
    written_later(closed, ELM, 20)
    before = closed.read_bytes()
    desk = Desk.open(closed, NightClock(), workstation("desk-2"))
    with pytest.raises(EnvironmentFault) as fault:
        Hall(desk).issue("A", 9)
    said = str(fault.value)
    assert (
        "can only be read. Entry 20 of elm-valley was written by a later version of tallyapp."
        in said
    )
    assert "Open the file with that version." in said
    assert "backup" not in said
    with pytest.raises(EnvironmentFault, match="readonly"):
        desk.ledger.keep_draft(CLERK, "sheet 4", "12", NightClock()())
    assert desk.contest(ELM).seq == 19
    desk.close()
    assert closed.read_bytes() == before


def test_a_count_that_a_later_version_began_is_no_damaged_one(closed: Path) -> None:
    with tampering(closed) as file:
        edit(file, COUNT_STREAM, 1, later)
        for stream in (COUNT_STREAM, ELM):
            recompute_heads(file, stream)
    assert [d.what for d in found_in(closed)] == [What.LATER_FORMAT]


def test_who_only_says_that_a_later_version_wrote_it_does_not_hide_a_change(closed: Path) -> None:
    """The chain is the same in every version: an entry that does not fit it was changed."""
    with tampering(closed) as file:
        seq = position(file, ELM, "SheetKeyed", 2)
        edit(file, ELM, seq, later)
    assert [(d.what, d.seq) for d in found_in(closed)] == [(What.HEAD, seq)]
    with tampering(closed) as file:
        file.execute("DELETE FROM act WHERE stream = ? AND seq = ?", (ELM, seq - 1))
    assert [(d.what, d.seq) for d in found_in(closed)] == [(What.GAP, seq - 1)]


def test_a_version_that_is_no_number_or_too_old_is_unreadable(closed: Path) -> None:
    desk = Desk.open(closed, NightClock(), workstation("desk-2"))
    lines = {name: desk.ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    desk.close()
    for version in ('"3"', "0", "-3", "3.5", "null", "[3]"):
        changed = lines | {
            ELM: lines[ELM].replace(f'"v":{acts.FORMAT}'.encode(), f'"v":{version}'.encode(), 1)
        }
        assert [d.what for d in replay(rows_of(changed)).disagreements] == [What.UNREADABLE]
