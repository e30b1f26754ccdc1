"""A stream as it travels: one line an entry, in these bytes and no others, or its leaf alone."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.rules.result import figures
from tallyapp.domain.rules.withholding import WITHHOLDABLE
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.ledger import chain
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.ledger import Ledger
from tallyapp.ledger.published import leaf_of, line, read_published, rows_of, totals_of
from tests.halls import ELM, a_counted_hall, codes

LEAF = b'{"leaf":"' + b"ab" * 32 + b'"}\n'


@cache
def declared() -> tuple[dict[str, bytes], dict[str, bytes], int, bytes]:
    """The streams of a declared contest, whole and with what an agent answered withheld;
    where that was, and the head of the contest.
    """
    with TemporaryDirectory() as folder:
        hall = a_counted_hall(Path(folder))
        hall.provisional()
        answered = hall.agent_answers(1, True)
        hall.opportunity()
        hall.read_back()
        hall.declare()
        ledger = hall.desk.ledger
        whole = {name: ledger.lines(name) for name in (COUNT_STREAM, ELM)}
        less = whole | {ELM: ledger.lines(ELM, {answered.seq})}
        head = ledger.heads[ELM][1]
        hall.desk.close()
    return whole, less, answered.seq, head


@given(st.binary(min_size=64, max_size=64), st.dictionaries(st.text(), st.integers()))
def test_an_entry_travels_there_and_back(signature: bytes, act: dict[str, int]) -> None:
    entry = msgspec.json.encode(act)
    (row,) = rows_of({COUNT_STREAM: line(signature, entry)})
    assert (row.entry, row.signature, row.leaf) == (entry, signature, b"")


def test_a_line_is_this_and_nothing_else() -> None:
    assert line(bytes(64), b"{}") == b'{"signature":"' + b"0" * 128 + b'","act":{}}\n'
    assert declared()[1][ELM].splitlines(keepends=True)[declared()[2] - 1][:9] == LEAF[:9]


WRONG = {
    "without its end": lambda text: text[:-1],
    "with a carriage return": lambda text: text[:-1] + b"\r\n",
    "with a space": lambda text: text.replace(b'","act"', b'", "act"', 1),
    "in capitals": lambda text: text.replace(text[14:142], text[14:142].upper(), 1),
    "with half a signature": lambda text: text[:14] + text[78:],
    "without a signature": lambda text: text[143:-2] + b"\n",
    "the other way round": lambda text: (
        b'{"act":' + text[150:-2] + b',"signature":"' + text[14:142] + b'"}\n'
    ),
    "with something after it": lambda text: text[:-2] + b',"more":1}\n',
    "with a space after it": lambda text: text[:-1] + b" \n",
    "with a byte order mark": lambda text: b"\xef\xbb\xbf" + text,
    "as a leaf and an act": lambda text: LEAF[:-2] + b',"act":' + text[150:],
}


@pytest.mark.parametrize("how", WRONG)
def test_a_line_written_in_another_way_is_none(how: str) -> None:
    whole = declared()[0]
    lines = whole[ELM].splitlines(keepends=True)
    changed = WRONG[how](lines[4])
    assert changed != lines[4]
    read = read_published(whole | {ELM: b"".join([*lines[:4], changed, *lines[5:]])})
    (found,) = read.disagreements
    assert found.what in (What.UNREADABLE, What.NOT_CANONICAL)
    assert found.seq == 5


def test_the_chain_closes_over_an_entry_that_is_withheld() -> None:
    whole, less, seq, head = declared()
    read = read_published(less)
    assert read.disagreements == []
    assert read.withheld == {ELM: [seq]}
    assert read_published(whole).withheld == {}
    assert read.heads == read_published(whole).heads
    assert read.heads[ELM][1] == head
    assert read.code(ELM) == read_published(whole).code(ELM)
    again = [leaf_of(row) for row in rows_of(whole)]
    assert [leaf_of(row) for row in rows_of(less)] == again


def test_what_is_withheld_changes_no_figure_in_either_arithmetic() -> None:
    whole, less, *_ = declared()
    contest = read_published(less).count.contests[ELM]
    assert figures(contest) == totals_of({ELM: less[ELM]}) == totals_of({ELM: whole[ELM]})
    assert contest.declaration == read_published(whole).count.contests[ELM].declaration


def with_leaf(stream: str, words: str) -> dict[str, bytes]:
    """The streams with the first entry that says this withheld, as by one who asks nobody."""
    streams = dict(declared()[0])
    rows = list(rows_of({stream: streams[stream]}))
    at = next(row.seq for row in rows if words.encode() in row.entry)
    lines = streams[stream].splitlines(keepends=True)
    lines[at - 1] = b'{"leaf":"%b"}\n' % leaf_of(rows[at - 1]).hex().encode()
    return streams | {stream: b"".join(lines)}


def test_an_act_that_leans_on_one_that_is_withheld_is_not_judged() -> None:
    read = read_published(with_leaf(ELM, "SheetsIssued"))
    (found,) = read.disagreements
    assert (found.what, found.stream, found.not_judged) == (What.NOT_JUDGED, ELM, True)
    assert Code.A104 in codes(list(found.findings))


def test_no_leaf_stands_in_the_staff_list_or_after_the_declaration() -> None:
    """There it could be of an officer, or of a corrected notice."""
    for words in ('"number":11', '"act":"SheetsAllotted"'):
        (found, *_) = read_published(with_leaf(COUNT_STREAM, words)).disagreements
        assert (found.what, found.stream) == (What.WITHHELD, COUNT_STREAM)
    whole = declared()[0]
    (found, *_) = read_published(
        whole | {ELM: whole[ELM] + b'{"leaf":"%b"}\n' % (b"0" * 64)}
    ).disagreements
    assert (found.what, found.stream) == (What.WITHHELD, ELM)


@pytest.mark.parametrize(("stream", "kind"), [(COUNT_STREAM, "CountSetUp"), (ELM, "ContestSetUp")])
def test_without_its_first_entry_nothing_of_a_stream_can_be_read(stream: str, kind: str) -> None:
    found = read_published(with_leaf(stream, kind)).disagreements
    assert (found[0].what, found[0].stream, found[0].seq) == (What.WITHHELD, stream, 1)


def test_a_wrong_leaf_does_not_close_the_chain() -> None:
    _, less, seq, head = declared()
    lines = less[ELM].splitlines(keepends=True)
    lines[seq - 1] = LEAF
    read = read_published(less | {ELM: b"".join(lines)})
    assert read.heads[ELM][1] != head


# ---- what may be withheld


def test_nothing_that_brings_a_figure_a_right_or_a_result_may_be_withheld() -> None:
    assert set(WITHHOLDABLE) == {acts.AgentAnswered, acts.WarningAnswered}
    assert set(WITHHOLDABLE) < set(RULES)
    assert all(WITHHOLDABLE.values())


@pytest.mark.parametrize("at", [1, 8, 999])
def test_publishing_refuses_to_withhold_anything_else(tmp_path: Path, at: int) -> None:
    hall = a_counted_hall(tmp_path)
    with pytest.raises(ValueError, match=f"entry {at} of {ELM} may not be withheld"):
        hall.desk.ledger.lines(ELM, {at})
    hall.desk.close()


def test_leaves_are_those_of_the_file(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    ledger: Ledger = hall.desk.ledger
    head = chain.start(ledger.origin, ELM)
    for row in rows_of({ELM: ledger.lines(ELM)}):
        head = chain.following(head, leaf_of(row))
    assert head == ledger.heads[ELM][1]
    hall.desk.close()
