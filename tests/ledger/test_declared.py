"""What a declaration carries of its stream binds its figures to every code that was noted of it."""

from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.ledger import chain
from tallyapp.ledger.declared import (
    MOST_LEAVES,
    Evidence,
    NoEvidence,
    act_of_line,
    evidence,
    heads_from,
    leaf_of_line,
    read_leaves,
)
from tests.halls import ELM, Hall, a_counted_hall


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Declared, after its electorate was put right; the notice is signed."""
    hall = a_counted_hall(tmp_path)
    hall.put_right(electorate=1_010)
    hall.state_verification()
    hall.finish()
    hall.do(hall.signing())
    return hall


def carried(hall: Hall) -> Evidence:
    declaration = hall.contest.declaration
    assert declaration
    put_right = [seq for seq, _ in hall.contest.put_right]
    return evidence(hall.desk.ledger.lines(ELM), [declaration.seq], put_right)


def test_the_set_up_each_correction_and_the_declaration_travel_and_nothing_else(
    hall: Hall,
) -> None:
    found = carried(hall)
    set_up = [type(act_of_line(line)) for line in found.set_up.splitlines(keepends=True)]
    assert set_up == [acts.ContestSetUp, acts.SetUpCorrected]
    assert isinstance(act_of_line(found.declared), acts.Declared)
    hall.desk.close()


def test_the_leaves_up_to_the_declaration_give_every_head_that_was_noted_of_it(
    hall: Hall,
) -> None:
    found = carried(hall)
    ledger = hall.desk.ledger
    assert hall.contest.declaration
    last = hall.contest.declaration.seq
    heads = heads_from(ledger.origin, ELM, read_leaves(found.leaves))
    noted = [ledger.checkpoint(ELM, seq).code for seq in range(1, last + 1)]
    codes = [chain.code(ledger.origin, ELM, n, head) for n, head in enumerate(heads, 1)]
    assert codes == noted, "one for each entry, and none of what came after"
    assert read_leaves(found.leaves)[-1] == leaf_of_line(found.declared)
    hall.desk.close()


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"ab" * 32, "leaves"),
        (b"AB" * 32 + b"\n", "leaves"),
        (b"\n", "leaves"),
        (b"0" * 65 * (MOST_LEAVES + 1), "too-many"),
    ],
)
def test_leaves_that_are_written_otherwise_are_none(written: bytes, why: str) -> None:
    with pytest.raises(NoEvidence, match=why):
        read_leaves(written)


def test_as_many_leaves_as_a_stream_may_have_are_read() -> None:
    assert len(read_leaves((b"0" * 64 + b"\n") * MOST_LEAVES)) == MOST_LEAVES
    assert read_leaves(b"") == []


def test_a_line_that_holds_no_act_as_it_is_written_here_is_none(hall: Hall) -> None:
    line = carried(hall).declared
    for wrong in (b"", b"{}\n", line.replace(b'"by":', b'"by": '), line[:-9] + b"\n"):
        with pytest.raises(NoEvidence, match="act"):
            act_of_line(wrong)
    hall.desk.close()


def test_a_code_has_its_letters_and_no_others(hall: Hall) -> None:
    code = hall.desk.ledger.checkpoint(COUNT_STREAM).code
    assert chain.is_code(code)
    assert chain.is_code(code.replace("-", ""))
    assert not chain.is_code(code[:-1])
    assert not chain.is_code(code[:-1] + "!")
    assert not chain.is_code(code.lower())
    hall.desk.close()
