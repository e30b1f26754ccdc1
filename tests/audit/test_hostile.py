"""Files made to break or to stall the verifier: there is always an answer, and soon."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import msgspec
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pikepdf import Name

from tallyapp.audit.declaration import LARGEST_RESULT
from tallyapp.audit.verify import verify
from tallyapp.documents.page.pdf import LEAVES
from tests.audit.attacks.bombs import packed
from tests.audit.hall import Hall, attach, failing, lines_of, saved, unsigned, with_streams

SOON = 20.0
"""Seconds of computing, on a slow machine; most take a tenth of one."""


@contextmanager
def soon() -> Iterator[None]:
    # Of this process alone: whatever else a computer does, it takes no longer for that.
    start = time.process_time()
    yield
    assert time.process_time() - start < SOON


def with_result(hall: Hall, content: bytes) -> bytes:
    """The declaration, unsigned, with these data."""
    with pikepdf.open(BytesIO(unsigned(hall.declaration))) as document:
        document.attachments["result.json"].get_file().obj.write(content)
        return saved(document)


RESULTS: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"\x00\xff{",
    "JSON cut off": b'{"layout":1,',
    "deep arrays": b"[" * 1_000_000,
    "deep objects": b'{"layout":' * 200_000,
    "deep in a field": b'{"layout":1,"heading":' + b'{"practice":' * 200_000,
    "deep in an unknown field": b'{"x":' + b"[" * 1_000_000,
    "a number without end": b'{"layout":' + b"9" * 1_000_000 + b"}",
    "a float without end": b'{"layout":1e' + b"9" * 100_000 + b"}",
    "another type": b'{"layout":"one"}',
    "a list": b"[]",
    "half a surrogate": b'{"layout":"\\ud800"}',
}


@pytest.mark.parametrize("what", RESULTS)
def test_data_that_make_no_declaration_fail(hall: Hall, what: str) -> None:
    with soon():
        pdf = hall.signed_again(with_result(hall, RESULTS[what]))
        assert failing(pdf) == {"rendering"}


def test_data_of_any_size_are_no_burden(hall: Hall) -> None:
    large = msgspec.json.encode(hall.report).replace(b"{", b"{" + b" " * 12_000_000, 1)
    with soon():
        assert failing(hall.signed_again(with_result(hall, large))) == {"rendering"}


LONG: dict[str, Callable[[Hall, str], msgspec.Struct]] = {
    "area": lambda hall, text: replace(
        hall.report, heading=replace(hall.report.heading, area=text)
    ),
    "imprint": lambda hall, text: replace(
        hall.report, heading=replace(hall.report.heading, imprint=text)
    ),
    "note": lambda hall, text: replace(
        hall.report, heading=replace(hall.report.heading, note=text)
    ),
    "title": lambda hall, text: replace(hall.report, title=text),
    "declaration": lambda hall, text: replace(hall.report, declaration=text),
    "name": lambda hall, text: replace(
        hall.report, candidates=tuple(replace(one, name=text) for one in hall.report.candidates)
    ),
    "code": lambda hall, text: replace(
        hall.report, checkpoint=replace(hall.report.checkpoint, code=text, head=text)
    ),
}


@pytest.mark.parametrize("field", LONG)
@pytest.mark.parametrize("letters", ["W", "W ", "- ", "\u0301", "\0"])
def test_texts_that_fill_pages_are_no_burden(hall: Hall, field: str, letters: str) -> None:
    for length in (3_999, 100_000):
        report = LONG[field](hall, letters * (length // len(letters)))
        with soon():
            found = verify(with_result(hall, msgspec.json.encode(report)))
            assert found.verdict == "fails"


def test_as_many_candidates_as_fit_are_no_burden(hall: Hall) -> None:
    one = replace(
        hall.report.candidates[0], ballot_name="A", name="A", description="", elected=True
    )
    many = msgspec.json.encode(replace(hall.report, candidates=(one,) * 2_500))
    assert len(many) < LARGEST_RESULT
    with soon():
        assert "figures" in failing(with_result(hall, many))


@pytest.mark.parametrize("leaves", [50_000, 200_001, 500_000])
def test_as_many_leaves_as_anybody_likes_are_no_burden(hall: Hall, leaves: int) -> None:
    carried = hall.evidence | {LEAVES: hall.evidence[LEAVES][:65] * leaves}
    pdf = hall.declared_again(hall.report, carried)
    with soon():
        found = verify(pdf, codes=[hall.codes["declaration"]])
        # More than any document of ours holds is not unpacked, and so is not judged.
        assert found.verdict == ("not judged" if leaves > 250_000 else "fails")


STREAMS: dict[str, bytes] = {
    "nothing": b"",
    "lines that are no acts": b"ab\n" * 500_000,
    "empty lines": b"\n" * 2_000_000,
    "one line without end": b"x" * 12_000_000,
    "deep objects": b'{"a":' * 1_000_000,
    "deep in an act": b'{"act":"SheetKeyed","x":' + b"[" * 1_000_000,
    "numbers without end": b'{"act":"SheetKeyed","v":' + b"1" * 1_000_000 + b"}",
    "no text": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("what", STREAMS)
@pytest.mark.parametrize("stream", ["count", "oxford-east"])
def test_streams_that_hold_no_acts_fail(hall: Hall, stream: str, what: str) -> None:
    with soon():
        pdf = hall.signed_again(with_streams(unsigned(hall.pack), {stream: STREAMS[what]}))
        assert failing(pdf) == {"chain"}


def test_a_stream_that_unpacks_without_end_is_refused(hall: Hall) -> None:
    with pikepdf.open(BytesIO(unsigned(hall.pack))) as document:
        bomb = packed(bytes(2**20), 200)
        document.attachments["count.jsonl"].get_file().obj.write(bomb, filter=Name.FlateDecode)
        with soon():
            assert verify(hall.signed_again(saved(document))).verdict == "not judged"


@pytest.mark.parametrize("ending", [".jsonl", ".txt"])
def test_a_thousand_attachments_are_no_burden(hall: Hall, ending: str) -> None:
    with pikepdf.open(BytesIO(unsigned(hall.pack))) as document:
        for number in range(1_000):
            attach(document, f"{number}{ending}", b"{}\n")
        with soon():
            assert verify(hall.signed_again(saved(document))).verdict != "holds"


# ---- anything


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data: bytes) -> None:
    for pdf in (data, b"%PDF-1.7\n" + data + b"\n%%EOF\n"):
        assert verify(pdf, codes=["x"]).verdict != "holds"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(data=st.data())
@settings(max_examples=30)
def test_any_value_in_any_field_of_the_data_is_answered(hall: Hall, data: st.DataObject) -> None:
    value = msgspec.json.decode(msgspec.json.encode(hall.report))
    inside = data.draw(
        st.sampled_from([value, value["heading"], value["candidates"][0], value["checkpoint"]])
    )
    field = data.draw(st.sampled_from(sorted(inside)))
    inside[field] = data.draw(json_values)
    content = msgspec.json.encode(value)
    if content != msgspec.json.encode(hall.report):
        assert verify(with_result(hall, content)).verdict == "fails"


@given(data=st.data())
@settings(max_examples=30)
def test_any_value_in_any_act_is_answered(hall: Hall, data: st.DataObject) -> None:
    lines = lines_of(hall.pack)
    stream = data.draw(st.sampled_from(sorted(lines)))
    entries = lines[stream].splitlines()
    place = data.draw(st.integers(0, len(entries) - 1))
    act = msgspec.json.decode(entries[place])
    act[data.draw(st.sampled_from(sorted(act)))] = data.draw(json_values)
    changed = msgspec.json.encode(act)
    if changed != entries[place]:
        entries[place] = changed
        pdf = with_streams(unsigned(hall.pack), {stream: b"\n".join(entries) + b"\n"})
        assert verify(pdf).verdict == "fails"
