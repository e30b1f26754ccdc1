"""After the signature comes proof of its time, or the signature no longer stands for the file."""

import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tallyapp.signing import revision
from tallyapp.signing.examine import examine
from tallyapp.signing.identity import Identity
from tallyapp.signing.later import MOST_REVISIONS
from tallyapp.signing.report import LaterFault, LaterFound, Timestamp
from tests.signing.helpers import NIGHT
from tests.signing.revisions import (
    Later,
    a_certificate,
    a_list,
    an_answer,
    authority,
    dictionary,
    stamper,
    stream,
    written,
)

PAINT = b"1 g 0 0 600 850 re f"
JAVASCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"


@pytest.fixture(scope="module")
def time() -> Identity:
    return authority()


@pytest.fixture(scope="module")
def proved(signed: bytes) -> bytes:
    """A document with a certificate after its signature."""
    later = Later(signed)
    objects = {later.next: stream(a_certificate())}
    return later.with_proofs(objects, b"<< /Certs [%d 0 R] >>" % later.next)


def found(pdf: bytes) -> LaterFault:
    """What is wrong with the first later revision that is; the signed part stays as it was."""
    report = examine(pdf)
    assert report.signed
    assert report.intact
    assert report.revision_canonical
    assert not report.holds
    assert report.covers_file is False
    assert report.problems == ("later-changes",)
    assert report.later_fault
    return report.later_fault


# ---- what holds


def stamped_by_pyhanko(pdf: bytes, time: Identity) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    out = PdfTimeStamper(stamper(time)).timestamp_pdf(
        writer, md_algorithm="sha256", validation_context=None
    )
    return bytes(out.getvalue())


def with_store_by_pyhanko(pdf: bytes, *certificates: Identity) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    signature: EmbeddedPdfSignature = writer.prev.embedded_regular_signatures[0]
    certs = [revision.as_asn1(each.x509) for each in certificates]
    DocumentSecurityStore.supply_dss_in_writer(writer, signature.pkcs7_content, certs=certs)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_timestamps_and_certificates_that_another_program_adds_hold_and_are_told(
    signed: bytes, time: Identity, brought: Identity
) -> None:
    first = stamped_by_pyhanko(signed, time)
    second = with_store_by_pyhanko(first, time, brought)
    third = stamped_by_pyhanko(second, time)
    report = examine(third)
    assert report.holds, (report.problems, report.later_fault)
    stamp = Timestamp(NIGHT, "Time")
    assert [later.timestamps for later in report.later] == [(stamp,), (), (stamp,)]
    assert [later.certificates for later in report.later] == [0, 2, 0]
    assert examine(first).later_revisions == 1
    assert examine(second).later_revisions == 2


def test_a_timestamp_written_by_hand_holds(signed: bytes, time: Identity) -> None:
    """What the attacks below start from: each differs from this in one thing."""
    assert examine(Later(signed).stamped(time)).holds
    page = Later(signed)
    annotated = page.page_with(Annots=b"[ 3 0 R %d 0 R ]" % (page.next + 20))
    assert examine(page.stamped(time, others={page.page: annotated})).holds


def test_certificates_lists_and_answers_packed_or_not_hold(signed: bytes) -> None:
    later = Later(signed)
    at = later.next
    objects = {
        at: stream(a_certificate()),
        at + 1: stream(zlib.compress(a_list()), b"/Filter /FlateDecode"),
        at + 2: stream(zlib.compress(an_answer()), b"/Filter [/FlateDecode]"),
    }
    store = b"<< /Type /DSS /Certs [%d 0 R] /CRLs [%d 0 R] /OCSPs [%d 0 R] >>" % (
        at,
        at + 1,
        at + 2,
    )
    report = examine(later.with_proofs(objects, store))
    assert report.holds, report.later_fault
    (told,) = report.later
    assert (told.certificates, told.lists, told.answers) == (1, 1, 1)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_the_end_of_a_line_that_carrying_the_file_left_behind_holds(
    signed: bytes, time: Identity, ending: bytes
) -> None:
    assert examine(signed + ending).holds
    assert examine(signed + ending).later_revisions == 0
    stamped = stamped_by_pyhanko(signed, time)
    assert examine(stamped + ending).holds
    certificates = with_store_by_pyhanko(signed, time)
    assert examine(certificates[:-1] + ending).holds
    assert examine(certificates[:-1]).holds


@pytest.mark.parametrize("ending", [b"\n\n", b"\r\n\r\n", b" ", b"\n%", b"\0", b"\t"])
def test_anything_more_than_the_end_of_a_line_is_noticed(signed: bytes, ending: bytes) -> None:
    assert found(signed + ending) == LaterFault(1, LaterFound.NO_REVISION)


# ---- what was drawn over a genuine page without any key


def test_a_page_s_content_that_the_store_calls_a_certificate_is_noticed(signed: bytes) -> None:
    later = Later(signed)
    contents = later.page_now["Contents"]
    number = contents.number  # type: ignore[union-attr]
    store = b"<< /Certs [%d 0 R] >>" % number
    assert found(later.with_proofs({number: stream(PAINT)}, store)).found == LaterFound.REPLACED


def test_a_certificate_that_draws_in_a_page_of_its_own_is_noticed(signed: bytes) -> None:
    """The store names a form, the form's resources name the page, and the page is another."""
    later = Later(signed)
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << /X %d 0 R >>" % later.page
    )
    objects = {
        later.next: stream(PAINT, form),
        later.page: later.page_with(Contents=b"%d 0 R" % later.next),
    }
    store = b"<< /Certs [%d 0 R] >>" % later.next
    assert found(later.with_proofs(objects, store)) == LaterFault(
        1, LaterFound.STREAM, f"{later.next}"
    )


STREAMS: dict[str, Callable[[], bytes]] = {
    "a form": lambda: stream(PAINT, b"/Type /XObject /Subtype /Form /BBox [0 0 600 850]"),
    "a drawing": lambda: stream(PAINT),
    "nothing": lambda: stream(b""),
    "a certificate and a drawing": lambda: stream(a_certificate() + PAINT),
    "a certificate that is a form": lambda: stream(a_certificate(), b"/Subtype /Form"),
    "a certificate that refers to a page": lambda: stream(a_certificate(), b"/P 1 0 R"),
    "a certificate that is packed twice": lambda: stream(
        zlib.compress(zlib.compress(a_certificate())), b"/Filter [/FlateDecode /FlateDecode]"
    ),
    "a certificate packed in front of a drawing": lambda: stream(
        zlib.compress(a_certificate()) + PAINT, b"/Filter /FlateDecode"
    ),
    "a certificate in another file": lambda: stream(a_certificate(), b"/F (other.pdf)"),
    "a list": lambda: stream(a_list()),
    "what unpacks without end": lambda: stream(
        zlib.compress(bytes(2**26)), b"/Filter /FlateDecode"
    ),
}


@pytest.mark.parametrize("what", STREAMS)
def test_a_stream_that_is_not_just_a_certificate_is_noticed(signed: bytes, what: str) -> None:
    later = Later(signed)
    pdf = later.with_proofs({later.next: STREAMS[what]()}, b"<< /Certs [%d 0 R] >>" % later.next)
    assert found(pdf) == LaterFault(1, LaterFound.STREAM, f"{later.next}")


STORES: dict[str, bytes] = {
    "an entry of its own": b"<< /Certs [%d 0 R] /Form %d 0 R >>",
    "another type": b"<< /Type /Page /Certs [%d 0 R] >>",
    "what is no array": b"<< /Certs %d 0 R >>",
    "what is no reference": b"<< /Certs [%d 0 R (text)] >>",
    "a part that is nowhere": b"<< /Certs [%d 0 R] /VRI 9999 0 R >>",
    "a part of the signed document": b"<< /Certs [%d 0 R] /VRI 1 0 R >>",
    "a signature by a name of its own": b"<< /Certs [%d 0 R] /VRI << /Elected << >> >> >>",
    "an entry of its own for a signature": b"<< /Certs [%d 0 R] /VRI << /"
    + b"A" * 40
    + b" << /X 1 >> >> >>",
    "no date": b"<< /Certs [%d 0 R] /VRI << /" + b"A" * 40 + b" << /TU (Louise Brown) >> >> >>",
}


@pytest.mark.parametrize("what", STORES)
def test_a_store_that_holds_something_of_its_own_is_noticed(signed: bytes, what: str) -> None:
    later = Later(signed)
    store = STORES[what].replace(b"%d", b"%d" % later.next)
    pdf = later.with_proofs({later.next: stream(a_certificate())}, store)
    assert found(pdf).found in (LaterFound.STORE, LaterFound.STREAM)


FIELDS: dict[str, tuple[Mapping[str, bytes | None], LaterFound]] = {
    "an edge that is a reference": ({"Rect": b"[0 0 %d 0 R 850]"}, LaterFound.FIELD_SEEN),
    "a rectangle that is a reference": ({"Rect": b"%d 0 R"}, LaterFound.FIELD_SEEN),
    "five edges": ({"Rect": b"[0 0 0 0 850]"}, LaterFound.FIELD_SEEN),
    "five noughts": ({"Rect": b"[0 0 0 0 0]"}, LaterFound.FIELD_SEEN),
    "three edges": ({"Rect": b"[0 0 0]"}, LaterFound.FIELD_SEEN),
    "a size": ({"Rect": b"[0 0 600 850]"}, LaterFound.FIELD_SEEN),
    "an edge that is no number": ({"Rect": b"[0 0 0 false]"}, LaterFound.FIELD_SEEN),
    "an appearance": ({"AP": b"<< /N %d 0 R >>"}, LaterFound.FIELD),
    "an action": ({"A": JAVASCRIPT}, LaterFound.FIELD),
    "actions": ({"AA": b"<< /Fo " + JAVASCRIPT + b" >>"}, LaterFound.FIELD),
    "a border": ({"MK": b"<< /BG [1] >>"}, LaterFound.FIELD),
    "a remark": ({"TU": b"(Louise Brown is elected)"}, LaterFound.FIELD),
    "a text for its appearance": ({"DA": b"(/Helv 12 Tf)"}, LaterFound.FIELD),
    "a name in words": ({"T": b"(Louise Brown is elected)"}, LaterFound.FIELD),
    "the officer's name": ({"T": b"(ReturningOfficer)"}, LaterFound.FIELD),
    "fields of its own": ({"Kids": b"[ ]"}, LaterFound.FIELD),
    "no value": ({"V": None}, LaterFound.FIELD),
    "no rectangle": ({"Rect": None}, LaterFound.FIELD),
    "another kind": ({"FT": b"/Tx"}, LaterFound.FIELD),
    "another subtype": ({"Subtype": b"/FreeText"}, LaterFound.FIELD),
    "a value that is text": ({"V": b"(Louise Brown)"}, LaterFound.TIMESTAMP),
    "an appearance under a name in other letters": ({"#41P": b"<< >>"}, LaterFound.FIELD),
}


@pytest.mark.parametrize("what", FIELDS)
def test_a_field_that_is_not_just_a_timestamp_s_is_noticed(
    signed: bytes, time: Identity, what: str
) -> None:
    later = Later(signed)
    changes, code = FIELDS[what]
    form = {later.next: stream(PAINT, b"/Type /XObject /Subtype /Form /BBox [0 0 600 850]")}
    filled = {
        key: value.replace(b"%d", b"%d" % later.next) if value else None
        for key, value in changes.items()
    }
    assert found(later.stamped(time, field=filled, others=form)).found == code


def test_an_object_that_nothing_refers_to_is_noticed_beside_a_timestamp(
    signed: bytes, time: Identity
) -> None:
    later = Later(signed)
    pdf = later.stamped(time, others={later.next: stream(PAINT)})
    assert found(pdf) == LaterFault(1, LaterFound.LOOSE, f"{later.next}")


def test_a_page_that_shows_more_is_noticed_beside_a_timestamp(
    signed: bytes, time: Identity
) -> None:
    later = Later(signed)
    own = b"3 0 R %d 0 R" % (later.next + 20)
    for entries in (
        {"Rotate": b"180"},
        {"Annots": b"[ " + own + b" %d 0 R ]" % later.next},
        {"Annots": b"[ %d 0 R ]" % (later.next + 20)},
        {"Annots": b"[ " + own + b" ]", "AA": b"<< /O " + JAVASCRIPT + b" >>"},
        {"Annots": b"[ " + own + b" ]", "MediaBox": b"[ 0 0 100 100 ]"},
    ):
        pdf = later.stamped(time, others={later.page: later.page_with(**entries)})
        assert found(pdf).found == LaterFound.PAGE


CATALOGUES: dict[str, bytes] = {
    "OpenAction": JAVASCRIPT,
    "AA": b"<< /WC " + JAVASCRIPT + b" >>",
    "Names": b"<< /JavaScript << /Names [(a) " + JAVASCRIPT + b"] >> >>",
    "Pages": b"5 0 R",
    "OCProperties": b"<< /OCGs [ ] >>",
    "Metadata": b"1 0 R",
    "Perms": b"<< >>",
    "Lang": b"(cy)",
    "Extensions": b"<< >>",
}


@pytest.mark.parametrize("key", CATALOGUES)
def test_a_catalogue_that_changes_anything_else_is_noticed(
    signed: bytes, time: Identity, key: str
) -> None:
    later = Later(signed)
    pdf = later.stamped(time, catalogue={key: CATALOGUES[key]})
    assert found(pdf) == LaterFault(1, LaterFound.CATALOGUE, f"/{key}")


def test_a_form_that_changes_anything_but_its_new_field_is_noticed(
    signed: bytes, time: Identity
) -> None:
    later = Later(signed)
    own = b"%d 0 R" % (later.next + 20)
    for form in (
        b"<< /Fields [ " + own + b" ] /SigFlags 3 >>",
        b"<< /Fields [ 3 0 R " + own + b" ] /SigFlags 3 /NeedAppearances true >>",
        b"<< /Fields [ 3 0 R " + own + b" ] /SigFlags 3 /XFA (x) >>",
        b"<< /Fields [ 3 0 R " + own + b" 3 0 R ] /SigFlags 3 >>",
    ):
        assert found(later.stamped(time, catalogue={"AcroForm": form})).revision == 1


def test_the_document_s_own_words_of_itself_are_not_changed(signed: bytes, time: Identity) -> None:
    later = Later(signed)
    for entries in (b"/Title (Louise Brown is elected)", b"/Producer %d 0 R" % later.next):
        pdf = later.stamped(time, others={later.info: b"<< %b >>" % entries})
        assert found(pdf).found == LaterFound.INFORMATION


# ---- timestamps that are none


STAMPS: dict[str, Mapping[str, bytes | None]] = {
    "a signature": {"Type": b"/Sig"},
    "another format": {"SubFilter": b"/ETSI.CAdES.detached"},
    "another program": {"Filter": b"/Own"},
    "a range of a part": {"ByteRange": b"[0 100 200 300]"},
    "a range of three": {"ByteRange": b"[0 100 200]"},
    "a range that refers": {"ByteRange": b"[0 100 200 1 0 R]"},
    "words": {"Reason": b"(Louise Brown is elected)"},
    "a reference": {"Reference": b"[ ]"},
    "no range": {"ByteRange": None},
}


@pytest.mark.parametrize("what", STAMPS)
def test_a_timestamp_that_is_none_is_noticed(signed: bytes, time: Identity, what: str) -> None:
    pdf = Later(signed).stamped(time, stamp=STAMPS[what])
    assert found(pdf).found == LaterFound.TIMESTAMP


def test_a_timestamp_of_other_bytes_is_noticed(signed: bytes, time: Identity) -> None:
    stamped = Later(signed).stamped(time)
    place = stamped.index(b"/F 132", len(signed))
    assert found(stamped[:place] + b"/F 133" + stamped[place + 6 :]) == LaterFault(
        1, LaterFound.TIMESTAMP, "/Contents"
    )
    digits = stamped.index(b"/Contents <", len(signed)) + len(b"/Contents <")
    for at in (digits + 400, digits + 1000, stamped.index(b"0>", digits)):
        digit = b"1" if stamped[at : at + 1] != b"1" else b"2"
        changed = stamped[:at] + digit + stamped[at + 1 :]
        assert found(changed).found == LaterFound.TIMESTAMP


def test_a_timestamp_that_can_be_forged_is_noticed(signed: bytes, time: Identity) -> None:
    later = Later(signed)
    assert found(later.stamped(authority(1024))).found == LaterFound.TIMESTAMP
    assert found(later.stamped(time, digest="sha1")).found == LaterFound.TIMESTAMP


# ---- revisions that are none


def test_a_revision_that_proves_nothing_is_noticed(signed: bytes) -> None:
    later = Later(signed)
    information = b"<< /Producer (Another program) >>"
    for objects in ({}, {later.root: later.catalogue_with()}):
        assert found(later.with_objects(objects)) == LaterFault(1, LaterFound.EMPTY)
    assert found(later.with_proofs({}, b"<< >>")) == LaterFault(1, LaterFound.EMPTY)
    assert found(later.with_objects({later.info: information})).found == LaterFound.INFORMATION


def test_as_many_revisions_as_are_allowed_hold_and_one_more_does_not(signed: bytes) -> None:
    pdf = signed
    certificates = b""
    for _ in range(MOST_REVISIONS):
        later = Later(pdf)
        certificates += b"%d 0 R " % later.next
        store = b"<< /Certs [ " + certificates + b"] >>"
        pdf = later.with_proofs({later.next: stream(a_certificate())}, store)
    report = examine(pdf)
    assert report.holds, report.later_fault
    assert report.later_revisions == MOST_REVISIONS == 64
    later = Later(pdf)
    store = b"<< /Certs [ " + certificates + b"%d 0 R ] >>" % later.next
    assert found(later.with_proofs({later.next: stream(a_certificate())}, store)) == LaterFault(
        65, LaterFound.TOO_MANY, "64"
    )


TWO_WAYS: dict[str, tuple[bytes, bytes]] = {
    "a remark between objects": (b"\nendobj\nxref", b"\nendobj\n% hidden\nxref"),
    "an object outside the table": (
        b"\nendobj\nxref",
        b"\nendobj\n77 0 obj\n<< >>\nendobj\nxref",
    ),
    "another generation": (b" 0 obj", b" 1 obj"),
    "no first entry": (b"xref\n0 1", b"xref\n1 1"),
    "an object twice": (b"xref\n0 1\n0000000000 65535 f", b"xref\n1 1\n0000000000 00000 n"),
    "another table before": (b"/Prev ", b"/Prev 1"),
    "a table in a stream": (b"/Prev ", b"/XRefStm 9 /Prev "),
    "a password": (b"/Prev ", b"/Encrypt 9 0 R /Prev "),
    "two catalogues": (b"trailer\n<< /Root", b"trailer\n<< /Root 9 0 R /Root"),
    "a table elsewhere": (b"startxref\n", b"startxref\n1"),
    "no end": (b"%%EOF", b"%%EOX"),
    "half an end": (b"%%EOF", b"%%"),
    "bytes behind the end": (b"%%EOF\n", b"%%EOF\n%%EOF\n"),
    "a stream longer than it says": (b"\nendstream", b"\n0 0 600 850 re f\nendstream"),
    "a key twice": (b"/Certs [", b"/Certs [1 0 R] /Certs ["),
    "a text over two lines": (b"/Certs [", b"/Type (a\\\nb) /Certs ["),
}


@pytest.mark.parametrize("what", TWO_WAYS)
def test_a_revision_that_readers_could_read_in_two_ways_is_noticed(
    signed: bytes, proved: bytes, what: str
) -> None:
    assert examine(proved).holds
    old, new = TWO_WAYS[what]
    after = proved[len(signed) :]
    assert old in after
    assert found(signed + after.replace(old, new, 1)).found in (
        LaterFound.NO_REVISION,
        LaterFound.TABLE,
    )


def test_another_catalogue_is_noticed(signed: bytes) -> None:
    later = Later(signed)
    other = later.catalogue_with(DSS=b"<< >>")
    pdf = later.with_objects({later.next: other})
    place = pdf.index(b"/Root", len(signed))
    root = b"/Root %d 0 R" % later.root
    pdf = pdf[:place] + pdf[place:].replace(root, b"/Root %d 0 R" % later.next)
    assert found(pdf) == LaterFault(1, LaterFound.TABLE, "/Root")


def test_a_certificate_of_an_earlier_revision_stays_as_it_was(signed: bytes) -> None:
    later = Later(signed)
    number = later.next
    store = b"<< /Certs [%d 0 R] >>" % number
    once = later.with_proofs({number: stream(a_certificate())}, store)
    again = Later(once)
    assert found(again.with_proofs({number: stream(a_certificate())}, store)).found in (
        LaterFound.REPLACED,
        LaterFound.LOOSE,
    )
    assert found(again.with_objects({number: stream(a_certificate())})).found == LaterFound.REPLACED
    dropped = dictionary({k: v for k, v in written(again.catalogue).items() if k != "DSS"})
    assert found(again.with_objects({again.root: dropped})) == LaterFault(
        2, LaterFound.CATALOGUE, "/DSS"
    )


@given(data=st.data())
def test_any_bytes_after_a_signature_give_a_report(
    signed: bytes, proved: bytes, data: st.DataObject
) -> None:
    honest = proved
    start = data.draw(st.integers(len(signed), len(honest) - 2))
    end = data.draw(st.integers(start, len(honest) - 1))
    filling = data.draw(st.one_of(st.binary(max_size=20), st.just(honest[start:end] * 2)))
    report = examine(honest[:start] + filling + honest[end:])
    assert report.signed
    assert report.intact
    assert report.holds is (report.later_fault is None)
