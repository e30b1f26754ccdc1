"""Files made to stall or to end whatever reads them: the process apart answers, or is ended."""

import os
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tallyapp.audit import apart
from tallyapp.audit.apart import LARGEST_FILE, verify_apart
from tallyapp.audit.verify import verify
from tallyapp.errors import EnvironmentFault
from tests.audit.hall import Hall, saved, unsigned, with_streams
from tests.signing.revisions import Later, a_certificate, authority, stream

GIVEN_UP = "The check was given up"
TOO_MUCH = "The file holds more than any declaration or audit pack"


def said(pdf: bytes) -> str:
    """What is said of a file that is not judged: one thing."""
    found, picture = verify_apart(pdf)
    assert found.verdict == "not judged"
    assert picture is None
    (point,) = found.points
    assert point.result == "not checked"
    return point.detail


# ---- honest files


@pytest.mark.parametrize("document", ["declaration", "pack"])
def test_apart_the_same_is_found_as_here(hall: Hall, document: str) -> None:
    pdf: bytes = getattr(hall, document)
    codes = [hall.codes["declaration"]]
    for trusted in ([], [hall.identity.certificate_pem], [hall.forger.certificate_pem]):
        assert verify_apart(pdf, trusted, codes) == (verify(pdf, trusted, codes), None)


def test_the_first_page_comes_with_the_verdict(hall: Hall) -> None:
    found, picture = verify_apart(hall.declaration, width=270)
    assert found.verdict == "holds"
    assert picture is not None
    assert (picture.width, picture.height) == (270, 382)
    assert len(picture.pixels) == 4 * 270 * 382
    assert set(picture.pixels) > {0, 255}


def test_timestamps_and_certificates_after_the_signature_hold(hall: Hall) -> None:
    stamped = Later(hall.declaration).stamped(authority())
    later = Later(stamped)
    objects = {later.next: stream(a_certificate())}
    pdf = later.with_proofs(objects, b"<< /Certs [%d 0 R] >>" % later.next)
    found, _ = verify_apart(pdf)
    assert found.verdict == "holds"
    assert len(found.later) == 2
    coverage = next(point for point in found.points if point.code == "coverage")
    assert "Revisions after the signature: 2." in coverage.detail
    assert all(each in coverage.detail for each in found.later)


def test_a_page_repainted_by_what_calls_itself_proof_does_not_hold(hall: Hall) -> None:
    later = Later(hall.declaration)
    paint = b"/Type /XObject /Subtype /Form /BBox [0 0 600 850]"
    objects = {
        later.next: stream(b"1 g 0 0 600 850 re f", paint),
        later.page: later.page_with(Contents=b"%d 0 R" % later.next),
    }
    found, _ = verify_apart(later.with_proofs(objects, b"<< /Certs [%d 0 R] >>" % later.next))
    assert found.verdict == "fails"
    told = {point.code: point.detail for point in found.points if point.result == "fails"}
    assert set(told) == {"signature", "coverage"}
    assert "the file was changed afterwards" in told["signature"]
    assert "what it calls a certificate is none" in told["coverage"]


# ---- files that cannot be opened


@pytest.mark.parametrize("user", ["user", ""])
@pytest.mark.parametrize("kind", list(pikepdf.ObjectStreamMode))
def test_a_protected_file_is_not_judged(
    hall: Hall, user: str, kind: pikepdf.ObjectStreamMode
) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(hall.declaration)) as document:
        protection = pikepdf.Encryption(owner="owner", user=user)
        document.save(out, encryption=protection, object_stream_mode=kind)
    assert "protected by a password and cannot be opened without it" in said(out.getvalue())


# ---- files that take more than an honest one can


def with_page(pdf: bytes, packed: bytes) -> bytes:
    """The document, unsigned, with a page that unpacks to more than can be held."""
    with pikepdf.open(BytesIO(unsigned(pdf))) as document:
        document.pages[0].Contents = document.make_stream(b"")
        document.pages[0].Contents.write(packed, filter=Name.FlateDecode)
        return saved(document)


def with_names(pdf: bytes, number: int) -> bytes:
    """The document, unsigned, with so many attachments."""
    with pikepdf.open(BytesIO(unsigned(pdf))) as document:
        file = document.make_stream(b"{}")
        one = document.make_indirect(
            Dictionary(Type=Name.Filespec, F="a.jsonl", EF=Dictionary(F=file))
        )
        names = [each for n in range(number) for each in (String(f"{n:07}.jsonl"), one)]
        document.Root.Names.EmbeddedFiles = Dictionary(Names=Array(names))
        return saved(document)


def with_an_array(pdf: bytes, number: int) -> bytes:
    with pikepdf.open(BytesIO(unsigned(pdf))) as document:
        document.Root.Deep = Array([1] * number)
        return saved(document)


def in_the_catalogue(pdf: bytes, content: bytes) -> bytes:
    """The document, unsigned, with this at the beginning of its catalogue."""
    whole = unsigned(pdf)
    place = whole.index(b"<< /AF") + len(b"<<")
    return whole[:place] + b" /D " + content + whole[place:]


def a_table(entries: int) -> bytes:
    """Nothing but a table of so many objects, each in the place of one."""
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /TLLY_Layout 1 >>\nendobj\n"
    table = b"xref\n0 %d\n" % entries + b"0000000009 00000 n \n" * entries
    trailer = b"trailer\n<< /Root 1 0 R /Size %d >>\n" % entries
    return head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(head)


def a_packed_table() -> bytes:
    """A table of two hundred million objects, packed into a stream of a megabyte."""
    packed = zlib.compress(bytes(10**9))
    entries = b"/Type /XRef /TLLY_Layout 1 /Size 200000000 /W [1 3 1] /Root 2 0 R"
    filters = b"/Filter /FlateDecode /Length %d" % len(packed)
    begun = b"%PDF-1.7\n1 0 obj\n<< " + entries + b" " + filters + b" >>\nstream\n"
    return begun + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def with_certificates(pdf: bytes, number: int) -> bytes:
    """The document with so many certificates after its signature, and one that is none."""
    later = Later(pdf)
    certificate = a_certificate()
    objects = {later.next + n: stream(certificate) for n in range(number)}
    objects[later.next + number] = stream(b"0 0 600 850 re f")
    names = b" ".join(b"%d 0 R" % n for n in objects)
    return later.with_proofs(objects, b"<< /Certs [ " + names + b" ] >>")


HOSTILE: dict[str, Callable[[Hall], bytes]] = {
    "a page of a thousand million bytes": lambda hall: with_page(
        hall.declaration, zlib.compress(bytes(10**9))
    ),
    "a page painted twenty million times": lambda hall: with_page(
        hall.declaration, zlib.compress(b"0 0 600 800 re f\n" * 20_000_000)
    ),
    "ten thousand attachments": lambda hall: with_names(hall.pack, 10_000),
    "two hundred thousand attachments": lambda hall: with_names(hall.pack, 200_000),
    "an array of a million and a half": lambda hall: with_an_array(hall.declaration, 1_500_000),
    "a million brackets": lambda hall: in_the_catalogue(hall.declaration, b"[" * 1_000_000),
    "a million dictionaries": lambda hall: in_the_catalogue(hall.declaration, b"<</A" * 1_000_000),
    "a table of 200,000 objects": lambda _: a_table(200_000),
    "a packed table": lambda _: a_packed_table(),
    "five million bytes of nothing": lambda _: bytes(5_000_000),
    "five million brackets": lambda _: b"%PDF-1.7\n" + b"<" * 5_000_000,
    "signatures without end": lambda _: b"/ByteRange [0 1 2 3] " * 240_000,
    "objects without a table": lambda _: b"1 0 obj\n<<>>\nendobj\n" * 250_000,
    "eight thousand certificates": lambda hall: with_certificates(hall.declaration, 8_000),
    "revisions without end": lambda hall: (
        hall.declaration + b"xref\n0 0\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n" * 90_000
    ),
    "objects without end after the signature": lambda hall: (
        hall.declaration + b"99 0 obj\n<<>>\nendobj\n" * 220_000
    ),
    "numbers without end after the signature": lambda hall: (
        hall.declaration + b"99 0 obj\n[" + b"1 " * 2_200_000 + b"]\nendobj\n"
    ),
    "a text without end after the signature": lambda hall: (
        hall.declaration + b"99 0 obj\n(" + b"\\(" * 2_200_000 + b")\nendobj\n"
    ),
    "spaces without end after the signature": lambda hall: hall.declaration + b" " * 4_500_000,
    "millions of empty entries": lambda hall: hall.signed_again(
        with_streams(unsigned(hall.pack), {"count": b"\n" * 12_000_000})
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_made_to_stall_has_a_verdict(hall: Hall, what: str) -> None:
    pdf = HOSTILE[what](hall)
    assert len(pdf) < 5_300_000
    found, _ = verify_apart(pdf, width=270)
    assert found.verdict in ("fails", "not judged")
    assert found.points[-1].detail


def test_a_page_too_large_to_be_drawn_does_not_take_the_verdict_with_it(hall: Hall) -> None:
    with pikepdf.open(BytesIO(unsigned(hall.declaration))) as document:
        document.pages[0].MediaBox = Array([0, 0, 14_400, 14_400])
        large = saved(document)
    for pdf in (large, HOSTILE["a page painted twenty million times"](hall)):
        found, picture = verify_apart(pdf, width=270)
        assert {point.code for point in found.points if point.result == "fails"} == {
            "signature",
            "rendering",
        }
        assert picture is None


def test_a_file_with_too_many_attachments_is_told_so(hall: Hall) -> None:
    assert said(with_names(hall.pack, 10_000)).startswith(TOO_MUCH)


def test_a_file_that_unpacks_without_end_is_told_so(hall: Hall) -> None:
    with pikepdf.open(BytesIO(unsigned(hall.declaration))) as document:
        bomb = document.attachments["result.json"].get_file().obj
        bomb.write(zlib.compress(bytes(10**9)), filter=Name.FlateDecode)
        pdf = hall.signed_again(saved(document))
    assert said(pdf).startswith(TOO_MUCH)


def test_a_file_larger_than_any_is_not_even_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_asked", lambda _: pytest.fail("it was handed over"))
    assert said(bytes(LARGEST_FILE + 1)).startswith(TOO_MUCH)


# ---- the process


def test_whoever_does_not_answer_in_time_is_ended(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "TIMEOUT", 0.05)
    assert said(hall.declaration).startswith(GIVEN_UP)


@pytest.mark.skipif(sys.platform == "win32", reason="bounded by the time it takes alone")
def test_time_is_bounded_in_the_process(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a bound that an honest file passes, for no file is known that passes the true one."""
    bound = "apart.LEAST_TIME = apart.MOST_LOADS = 0.001"
    answer = "apart.answer(sys.stdin.buffer, sys.stdout.buffer)"
    program = f"import sys; from tallyapp.audit import apart; {bound}; {answer}"
    monkeypatch.setattr(apart, "_program", lambda: [sys.executable, "-c", program])
    assert said(hall.pack).startswith(GIVEN_UP)


def test_an_array_without_end_is_told_of_before_a_library_reads_it(hall: Hall) -> None:
    assert said(with_an_array(hall.declaration, 1_500_000)).startswith(TOO_MUCH)


def test_half_an_answer_is_none() -> None:
    whole = len(b"verdict").to_bytes(4, "big") + b"verdict"
    assert list(apart._frames(whole + whole)) == [b"verdict", b"verdict"]
    for end in range(len(whole)):
        assert list(apart._frames(whole + whole[:end])) == [b"verdict"]


def test_nothing_in_the_folder_of_a_file_is_run(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("tallyapp", "msgspec", "zlib", "click"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this was run')")
    monkeypatch.chdir(tmp_path)
    found, _ = verify_apart(hall.declaration)
    assert found.verdict == "holds"


def test_a_frozen_program_answers_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert apart._program() == [sys.executable, "-m", "tallyapp", apart.COMMAND]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart._program() == [sys.executable, apart.COMMAND]


def test_where_no_process_can_be_started_it_is_said(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", os.fspath(tmp_path / "nowhere"))
    with pytest.raises(EnvironmentFault, match="could not be started"):
        verify_apart(hall.declaration)
