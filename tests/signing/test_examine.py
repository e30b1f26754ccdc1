"""A signed document examined: nothing that was changed, added or drawn otherwise goes unnoticed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from io import BytesIO

import pytest
from asn1crypto import algos, cms, core
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from tallyapp.signing import revision
from tallyapp.signing import sign as signing
from tallyapp.signing.examine import examine
from tallyapp.signing.identity import Identity, practice_identity
from tallyapp.signing.report import SignatureReport
from tallyapp.signing.sign import FIELD_NAME, Stamp, sign
from tallyapp.signing.stamp import PRACTICE, draw
from tests.data.make_kept import DECLARATION
from tests.signing.helpers import NIGHT


def gap(signed: bytes) -> tuple[int, int]:
    """Where the container's hexadecimal digits begin and end."""
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    return start, signed.index(b">", start)


def flipped(signed: bytes, place: int, bit: int) -> bytes:
    return signed[:place] + bytes([signed[place] ^ 1 << bit]) + signed[place + 1 :]


def with_container(signed: bytes, container: bytes) -> bytes:
    """The document with another container in its gap, written the canonical way."""
    start, end = gap(signed)
    return signed[:start] + container.hex().upper().encode().ljust(end - start, b"0") + signed[end:]


def container_of(signed: bytes) -> cms.ContentInfo:
    start, end = gap(signed)
    return cms.ContentInfo.load(bytes.fromhex(signed[start:end].decode()))


def unnoticed(signed: bytes, changes: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(place, bit) for place, bit in changes if examine(flipped(signed, place, bit)).holds]


def test_what_was_signed_holds_and_says_by_whom_and_when(signed: bytes, practice: Identity) -> None:
    report = examine(signed)
    assert report.holds
    assert report.problems == ()
    assert report.signer_name == "Practice identity"
    assert (report.title, report.note) == ("Acting Returning Officer", PRACTICE)
    assert report.fingerprint == practice.fingerprint
    assert report.short_fingerprint == practice.short_fingerprint
    assert report.certificate_pem == practice.certificate_pem
    assert report.practice
    assert report.self_made
    assert report.signed_at == NIGHT
    assert report.trusted is None
    assert report.later_revisions == 0


def test_one_bit_in_any_byte_of_the_container_is_noticed(signed: bytes) -> None:
    start, _ = gap(signed)
    length = len(container_of(signed).dump())
    # The high and the low digit of a byte by turns, and each bit of a digit by turns.
    changes = ((start + 2 * byte + byte % 2, byte * 3 % 8) for byte in range(length))
    assert not unnoticed(signed, changes)


def test_a_digit_in_lower_case_is_noticed_though_it_means_the_same(signed: bytes) -> None:
    start, end = gap(signed)
    letters = [place for place in range(start, end) if chr(signed[place]).isalpha()]
    assert len(letters) > 200
    assert not unnoticed(signed, ((place, 5) for place in letters[::37]))


def test_one_bit_in_the_padding_is_noticed(signed: bytes) -> None:
    start, end = gap(signed)
    padding = range(start + 2 * len(container_of(signed).dump()), end)
    assert set(signed[padding.start : padding.stop]) == set(b"0")
    changes = (
        (place, place % 8)
        for place in [*padding[:3], *padding[:: len(padding) // 60], *padding[-3:]]
    )
    assert not unnoticed(signed, changes)


def test_one_bit_anywhere_else_in_the_signature_s_revision_is_noticed(
    unsigned: bytes, signed: bytes
) -> None:
    start, end = gap(signed)
    bits = [
        (place, bit)
        for place in (*range(len(unsigned), start), *range(end, len(signed)))
        for bit in range(8)
    ]
    assert not unnoticed(signed, iter(bits[::499] + bits[-160:]))


def test_one_bit_in_the_document_is_noticed(unsigned: bytes, signed: bytes) -> None:
    chance = random.Random(20240704)
    changes = ((chance.randrange(len(unsigned)), chance.randrange(8)) for _ in range(120))
    assert not unnoticed(signed, changes)


@pytest.mark.parametrize(
    "tail", [b"\n\n", b"\0", b" ", b"%", b"%%EOF\n", b"\nstartxref\n0\n%%EOF\n"]
)
def test_bytes_appended_are_noticed(signed: bytes, tail: bytes) -> None:
    report = examine(signed + tail)
    assert not report.holds
    assert report.problems


def test_a_byte_cut_off_is_noticed(signed: bytes) -> None:
    assert not examine(signed[:-1]).holds
    assert not examine(signed[:-2] + signed[-1:]).holds


def test_a_later_change_is_noticed_and_the_signature_itself_still_told(
    signed: bytes, unsigned: bytes
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    paint = writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f"))
    writer.add_stream_to_page(0, paint)
    out = BytesIO()
    writer.write(out)
    report = examine(out.getvalue())
    assert report.covers_file is False
    assert report.problems == ("later-changes",)
    assert (report.intact, report.revision_canonical) == (True, True)
    assert report.unsigned_bytes == unsigned


def _later_version(container: cms.ContentInfo) -> None:
    container["content"]["version"] = "v3"


def _another_digest_named(container: cms.ContentInfo) -> None:
    container["content"]["digest_algorithms"].append(algos.DigestAlgorithm({"algorithm": "sha512"}))


def _remark_added(container: cms.ContentInfo) -> None:
    remark = cms.CMSAttribute(
        {"type": "1.2.3.4", "values": [core.UTF8String("elected: somebody else")]}
    )
    container["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([remark])


def _stranger_s_certificate(container: cms.ContentInfo) -> None:
    stranger = revision.as_asn1(practice_identity(NIGHT).x509)
    container["content"]["certificates"].append(
        cms.CertificateChoices(name="certificate", value=stranger)
    )


@pytest.mark.parametrize(
    "change",
    [_later_version, _another_digest_named, _remark_added, _stranger_s_certificate],
    ids=lambda change: change.__name__.strip("_"),
)
def test_what_a_signature_does_not_cover_in_its_container_cannot_be_changed(
    signed: bytes, change: Callable[[cms.ContentInfo], None]
) -> None:
    container = container_of(signed)
    change(container)
    assert container.dump() != container_of(signed).dump()
    report = examine(with_container(signed, container.dump()))
    assert report.intact
    assert report.padding_canonical
    assert report.revision_canonical is False
    assert not report.holds


def test_an_issuer_s_certificate_in_the_container_cannot_be_changed(
    unsigned: bytes, brought: Identity
) -> None:
    signed = sign(unsigned, brought, at=NIGHT, stamp=Stamp.of(brought, NIGHT))
    container = container_of(signed).dump()
    root = brought.chain[1].public_bytes(Encoding.DER)
    place = container.index(root) + len(root) - 1
    report = examine(with_container(signed, flipped(container, place, 0)))
    assert report.revision_canonical is False
    dropped = container_of(signed)
    kept = [choice for choice in dropped["content"]["certificates"] if choice.chosen.dump() != root]
    dropped["content"]["certificates"] = kept
    assert not examine(with_container(signed, dropped.dump())).holds


def by_hand(
    unsigned: bytes, identity: Identity, change: Callable[[IncrementalPdfFileWriter], None]
) -> bytes:
    """Signed with the right key by another program, which adds something in the same revision."""
    writer = IncrementalPdfFileWriter(BytesIO(unsigned))
    change(writer)
    facts = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    out = PdfSigner(facts, signing._signer(identity)).sign_pdf(writer, existing_fields_only=True)
    return bytes(out.getvalue())


def test_a_signer_who_draws_over_the_page_in_the_same_revision_is_noticed(
    unsigned: bytes, practice: Identity
) -> None:
    def paint(writer: IncrementalPdfFileWriter) -> None:
        writer.add_stream_to_page(
            0, writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f"))
        )

    report = examine(by_hand(unsigned, practice, paint))
    assert report.signed
    assert report.intact
    assert report.certified
    assert report.revision_canonical is False
    assert not report.holds


def test_a_signer_whose_stamp_shows_another_name_is_noticed(
    unsigned: bytes, practice: Identity, stamp: Stamp
) -> None:
    prepared = revision.prepare(unsigned, at=NIGHT, stamp=replace(stamp, name="Anne Example"))
    signer = signing._signer(practice)
    report = examine(prepared.filled(revision.container(prepared.gap.document_digest, signer)))
    assert report.intact
    assert report.signer_name == "Practice identity"
    assert report.problems == ("other-revision",)


def test_a_signature_of_a_later_layout_is_not_judged_but_does_not_hold(
    unsigned: bytes, practice: Identity, stamp: Stamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "LAYOUT", 2)
    signed = sign(unsigned, practice, at=NIGHT, stamp=stamp)
    monkeypatch.undo()
    report = examine(signed)
    assert report.intact
    assert report.revision_canonical is None
    assert report.problems == ("unknown-layout",)
    assert not report.holds


def test_the_document_kept_from_layout_1_still_holds() -> None:
    report = examine(DECLARATION.read_bytes())
    assert report.problems == ()
    assert report.holds
    assert report.signer_name == "Practice identity"


def test_trust_is_asked_of_the_signer_or_of_those_who_issue_to_them(
    unsigned: bytes, signed: bytes, practice: Identity, brought: Identity
) -> None:
    own = practice.certificate_pem
    stranger = practice_identity(NIGHT).certificate_pem
    assert examine(signed, [own]).trusted is True
    assert examine(signed, [practice.x509.public_bytes(Encoding.DER)]).trusted is True
    assert examine(signed, [stranger]).trusted is False
    assert examine(signed, [stranger, own]).trusted is True
    bought = sign(unsigned, brought, at=NIGHT, stamp=Stamp.of(brought, NIGHT))
    middle, root = (issuer.public_bytes(Encoding.PEM) for issuer in brought.chain)
    assert examine(bought, [root]).trusted is True
    assert examine(bought, [middle]).trusted is True
    assert examine(bought, [brought.certificate_pem]).trusted is True
    assert examine(bought, [own]).trusted is False


def test_a_trusted_certificate_that_cannot_be_read_is_told(signed: bytes) -> None:
    report = examine(signed, [b"not a certificate"])
    assert report.trusted is None
    assert report.problems == ("trust-unreadable",)


def test_a_document_without_a_signature_is_not_signed(unsigned: bytes) -> None:
    assert examine(unsigned) == SignatureReport(plain_bytes=unsigned)
    assert not examine(unsigned).holds


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report(data: bytes) -> None:
    for pdf in (data, b"%PDF-1.7\n" + data + b"\n%%EOF\n"):
        assert not examine(pdf).holds


@given(data=st.data())
def test_any_part_of_a_signed_document_gives_a_report(signed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(signed) - 1))
    end = data.draw(st.integers(start, len(signed) - 1))
    filling = data.draw(st.binary(max_size=20))
    changed = signed[:start] + filling + signed[end:]
    if changed != signed:
        assert not examine(changed).holds


@pytest.mark.parametrize(
    ("entry", "instead"),
    [
        (b"/TLLY_Stamp <<", b"/TLLY_Stamp 7%"),
        (b"/Layout 1", b"/Layout x"),
        (b"/Title (", b"/Title 7%"),
        (b"/M (D", b"/M (X"),
        (b"/ByteRange [0 ", b"/ByteRange [7 "),
        (b"/ByteRange [0 ", b"/ByteRange 7 %"),
        (b"/Contents <", b"/Contents ("),
        (b"/Contents <30", b"/Contents <31"),
        (b"/SubFilter ", b"/Subfilter "),
        (b"/DocMDP", b"/DocXXX"),
        (b"/Rect", b"/Wect"),
    ],
)
def test_any_entry_of_the_signature_may_be_nonsense(
    signed: bytes, entry: bytes, instead: bytes
) -> None:
    place = signed.rindex(entry)
    report = examine(signed[:place] + instead[: len(entry)] + signed[place + len(entry) :])
    assert not report.holds
    assert report.problems
    assert len(set(report.problems)) == len(report.problems)


def test_a_title_of_any_length_in_a_foreign_file_is_no_burden(
    unsigned: bytes, practice: Identity, stamp: Stamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        revision, "draw", lambda _, width, height, writer: draw(stamp, width, height, writer)
    )
    prepared = revision.prepare(unsigned, at=NIGHT, stamp=replace(stamp, told_title="a " * 500_000))
    monkeypatch.undo()
    container = revision.container(prepared.gap.document_digest, signing._signer(practice))
    assert examine(prepared.filled(container)).problems == ("other-revision",)


def test_every_fact_of_a_report_has_a_value_when_the_signature_holds(signed: bytes) -> None:
    report = examine(signed, [examine(signed).certificate_pem or b""])
    absent = [fact.name for fact in fields(report) if getattr(report, fact.name) is None]
    assert absent == ["later_fault", "organisation"]
