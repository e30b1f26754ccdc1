"""Reading a count again from bytes that anybody may have written:
never a crash, never two meanings.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.result import figures
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.published import line, rows_of, totals_of
from tallyapp.ledger.replay import replay
from tests.halls import ELM, SUPERVISOR, a_counted_hall


@cache
def streams(with_code: bool = False) -> dict[str, bytes]:
    """The streams of a declared contest;
    a code given out would expose whatever is changed before it.
    """
    with TemporaryDirectory() as folder:
        hall = a_counted_hall(Path(folder))
        hall.correct(3, ("1.part", 13), ("2.part", 16))
        hall.provisional()
        if with_code:
            hall.desk.issue_code(ELM, "provisional", "agents", 1)
        hall.opportunity()
        hall.read_back()
        hall.declare()
        lines = {name: hall.desk.ledger.lines(name) for name in (COUNT_STREAM, ELM)}
        hall.desk.close()
        return lines


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 60),
    st.sampled_from([10**7, 2**53, 2**63, 2**64, 10**30, SUPERVISOR]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["", "A", "a1", "1.part", "papers", "returning-officer", "elm-valley", "count", "\u2028"]
    ),
    st.just([]),
    st.just({}),
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value where something else could stand."""
    found = [at] if at else []
    if isinstance(value, dict):
        return found + [place for key, part in value.items() for place in places(part, (*at, key))]
    if isinstance(value, list):
        return found + [place for i, part in enumerate(value) for place in places(part, (*at, i))]
    return found


@settings(max_examples=300)
@given(st.data())
def test_whatever_is_put_in_place_of_a_value_is_exposed_or_means_the_same_to_both_arithmetics(
    data: st.DataObject,
) -> None:
    stream = data.draw(st.sampled_from([COUNT_STREAM, ELM, ELM, ELM]))
    lines = streams()[stream].splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    raw = msgspec.json.decode(lines[number])
    *path, last = data.draw(st.sampled_from(places(raw)))
    inner = raw
    for step in path:
        inner = inner[step]
    inner[last] = data.draw(anything)
    lines[number] = msgspec.json.encode(raw)
    changed = streams() | {stream: b"".join(text + b"\n" for text in lines)}
    read = replay(rows_of(changed), whole=True)
    if not read.disagreements:
        assert totals_of({ELM: changed[ELM]}) == figures(read.count.contests[ELM])


@settings(max_examples=100)
@given(st.sampled_from([COUNT_STREAM, ELM]), st.integers(0, 400), st.binary(max_size=6))
def test_bytes_of_no_meaning_are_told_and_not_stumbled_over(
    stream: str, at: int, noise: bytes
) -> None:
    lines = streams()[stream].splitlines()
    number = at % len(lines)
    entry = lines[number]
    where = at % (len(entry) + 1)
    lines[number] = entry[:where] + noise.replace(b"\n", b"") + entry[where:]
    changed = streams() | {stream: b"".join(text + b"\n" for text in lines)}
    read = replay(rows_of(changed), whole=True)
    if not read.disagreements:
        assert totals_of({ELM: changed[ELM]}) == figures(read.count.contests[ELM])


def test_a_nest_without_end_is_unreadable() -> None:
    nest = line(bytes(64), b'{"act":' + b"[" * 100_000 + b"}")
    changed = {COUNT_STREAM: nest}
    assert [found.what for found in replay(rows_of(changed)).disagreements] == [What.UNREADABLE]


def test_a_contest_published_alone_with_its_count_is_read_without_the_others() -> None:
    travelled = streams(with_code=True)
    read = replay(rows_of(travelled))
    assert read.disagreements == []
    assert read.code(ELM) == replay(rows_of(travelled), whole=True).code(ELM)


def test_codes_over_streams_that_did_not_travel_are_nobodys_fault_in_an_audit_pack() -> None:
    count_alone = {COUNT_STREAM: streams(with_code=True)[COUNT_STREAM]}
    assert replay(rows_of(count_alone)).disagreements == []
    (missing,) = replay(rows_of(count_alone), whole=True).disagreements
    assert (missing.what, missing.stream) == (What.CODE, ELM)
