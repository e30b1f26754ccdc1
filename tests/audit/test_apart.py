"""Files made to stall or to end whatever reads them: the process apart answers, or is ended."""

import os
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Name

from tallyapp.audit import apart
from tallyapp.audit.apart import LARGEST_FILE, verify_apart
from tallyapp.audit.verify import verify
from tallyapp.errors import EnvironmentFault
from tests.audit.attacks.bombs import packed, painted_without_end, with_an_array, with_names
from tests.audit.hall import Hall, saved, unsigned
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


def test_a_page_too_large_to_be_drawn_does_not_take_the_verdict_with_it(hall: Hall) -> None:
    with pikepdf.open(BytesIO(unsigned(hall.declaration))) as document:
        document.pages[0].MediaBox = Array([0, 0, 14_400, 14_400])
        large = saved(document)
    for pdf in (large, painted_without_end(hall)):
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
        bomb.write(packed(bytes(10**6), 1_000), filter=Name.FlateDecode)
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
