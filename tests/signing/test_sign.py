"""A document signed: what stands in it, what it shows, and what other programs say of it."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_cms_attribute_iter

from tallyapp.signing.certificate import Certificate
from tallyapp.signing.examine import examine
from tallyapp.signing.identity import Identity, create_identity, practice_identity
from tallyapp.signing.sign import FIELD_NAME, SigningFault, Stamp, sign, stamp_time
from tallyapp.signing.stamp import PRACTICE
from tests.signing.helpers import BST, NIGHT, by_openssl, outside
from tests.signing.unsigned import unsigned_pdf


def test_the_signed_document_begins_with_exactly_the_unsigned_one(
    unsigned: bytes, signed: bytes
) -> None:
    assert signed.startswith(unsigned)
    assert examine(signed).unsigned_bytes == unsigned


def test_the_signature_is_certified_pades_at_the_time_that_was_given(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as opened:
        field = opened.Root.AcroForm.Fields[0]
        assert field.T == FIELD_NAME
        value = field.V
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert str(value.M) == "D:20240705035207+01'00'"
        assert str(value.Name) == "Practice identity"
        assert opened.Root.Perms.DocMDP.objgen == value.objgen
        assert value.Reference[0].TransformParams.P == 1
    assert examine(signed).signed_at == NIGHT


def test_signing_twice_gives_the_same_bytes_but_for_the_signature(
    unsigned: bytes, signed: bytes, practice: Identity, stamp: Stamp
) -> None:
    again = sign(unsigned, practice, at=NIGHT, stamp=stamp)
    start, end = (
        signed.index(b"/Contents <") + len(b"/Contents "),
        signed.index(b">", signed.index(b"/Contents <")),
    )
    assert again[:start] == signed[:start]
    assert again[end:] == signed[end:]
    assert again != signed


def test_the_stamp_shows_who_signed_when_and_what_it_does_not_prove(
    tmp_path: Path, signed: bytes, practice: Identity
) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed)
    words = outside("pdftotext", "-layout", tmp_path / "signed.pdf", "-")
    rows = [" ".join(line.split()) for line in words.splitlines()]
    for row in (
        "Name Practice identity",
        "Signs as Acting Returning Officer",
        "Time 5 July 2024, 03:52:07 BST",
        f"Certificate {practice.short_fingerprint} …",
    ):
        assert row in rows
    assert PRACTICE in " ".join(rows)


def test_every_font_of_the_stamp_is_embedded_and_nothing_in_it_is_compressed(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as opened:
        form = opened.Root.AcroForm.Fields[0].AP.N
        fonts = list(form.Resources.Font.values())
        assert [str(font.BaseFont) for font in fonts] == [
            "/SIGNED+InterTally-Regular",
            "/SIGNED+InterTally-Bold",
        ]
        programs = [font.DescendantFonts[0].FontDescriptor.FontFile2 for font in fonts]
        assert all("/Filter" not in stream for stream in [form, *programs])
        assert all(len(program.read_raw_bytes()) < 20_000 for program in programs)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (dt.datetime(2024, 7, 5, 3, 52, 7, tzinfo=BST), "5 July 2024, 03:52:07 BST"),
        (dt.datetime(2025, 1, 12, 0, 0, 0, tzinfo=dt.UTC), "12 January 2025, 00:00:00 GMT"),
        (
            dt.datetime(2025, 5, 2, 1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=-3))),
            "2 May 2025, 01:02:03 UTC-0300",
        ),
    ],
)
def test_the_time_is_written_in_words_with_its_zone(at: dt.datetime, words: str) -> None:
    assert stamp_time(at) == words


def test_a_time_without_its_zone_is_a_mistake(
    unsigned: bytes, practice: Identity, stamp: Stamp
) -> None:
    with pytest.raises(ValueError, match="no offset"):
        sign(unsigned, practice, at=NIGHT.replace(tzinfo=None), stamp=stamp)


def test_a_brought_rsa_identity_signs_with_its_chain_and_its_own_letters(
    unsigned: bytes, brought: Identity
) -> None:
    stamp = Stamp.of(brought, NIGHT, title="Swyddog Canlyniadau – (dros dro) Ŵ")
    report = examine(sign(unsigned, brought, at=NIGHT, stamp=stamp))
    assert report.holds
    assert report.signer_name == "Ẹniọlá O’Brien-Łukasz"
    assert report.title == "Swyddog Canlyniadau – (dros dro) Ŵ"
    assert report.self_made is False
    assert report.practice is False


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": "Anneliese Dodds"}, "name"),
        ({"time": "5 July 2024, 02:00:00 BST"}, "time"),
        ({"certificate": "0000 0000 0000 0000"}, "certificate"),
    ],
)
def test_a_stamp_that_says_other_than_the_signature_is_refused(
    unsigned: bytes, practice: Identity, stamp: Stamp, change: dict[str, str], word: str
) -> None:
    with pytest.raises(SigningFault, match=f"would show the {word}"):
        sign(unsigned, practice, at=NIGHT, stamp=replace(stamp, **change))


def test_a_character_that_cannot_be_shown_is_named(
    unsigned: bytes, practice: Identity, stamp: Stamp
) -> None:
    with pytest.raises(SigningFault, match="CJK UNIFIED IDEOGRAPH-9078"):
        sign(unsigned, practice, at=NIGHT, stamp=Stamp.of(practice, NIGHT, title="選挙長"))


def test_the_longest_name_and_title_fit_the_box_and_far_too_long_ones_are_refused(
    tmp_path: Path, unsigned: bytes
) -> None:
    name = "Wilhelmina Featherstonehaugh-Cholmondeley Montgomery-Walmsley MBE"[:64]
    title = "Acting Returning Officer and Chief Executive (Governance & Law)"
    identity = create_identity(
        tmp_path / "o.p12", "a long password", name=name, title=title, now=NIGHT
    )
    report = examine(sign(unsigned, identity, at=NIGHT, stamp=Stamp.of(identity, NIGHT)))
    assert report.holds
    practice = practice_identity(NIGHT)
    with pytest.raises(SigningFault, match="too long for the signature's box"):
        sign(
            unsigned,
            practice,
            at=NIGHT,
            stamp=Stamp.of(practice, NIGHT, title="Acting Returning " * 23),
        )


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"%PDF-1.7\n%%EOF\n",
        unsigned_pdf(field="SomebodyElse"),
        unsigned_pdf()[:-1],
        unsigned_pdf() + b"\n",
    ],
    ids=["empty", "no pdf", "another field", "cut short", "more at the end"],
)
def test_a_document_that_cannot_be_signed_is_refused(
    document: bytes, practice: Identity, stamp: Stamp
) -> None:
    with pytest.raises(SigningFault):
        sign(document, practice, at=NIGHT, stamp=stamp)


def test_a_signed_document_is_not_signed_again(
    signed: bytes, practice: Identity, stamp: Stamp
) -> None:
    with pytest.raises(SigningFault):
        sign(signed, practice, at=NIGHT, stamp=stamp)


def test_nothing_is_signed_outside_the_certificate_s_validity(unsigned: bytes) -> None:
    identity = practice_identity(NIGHT)
    late = NIGHT.replace(year=2031)
    with pytest.raises(SigningFault, match="certificate expired on 5 July 2029"):
        sign(unsigned, identity, at=late, stamp=Stamp.of(identity, late))


def test_a_title_that_was_told_is_shown_only_where_the_certificate_has_none(
    practice: Identity, tmp_path: Path
) -> None:
    identity = create_identity(
        tmp_path / "o.p12", "a long password", name="A", title="Returning Officer", now=NIGHT
    )
    told = "Acting Returning Officer"
    for stamp in (Stamp.of(identity, NIGHT), Stamp.of(identity, NIGHT, title=told)):
        assert ("Title", "Returning Officer") in stamp.rows
        assert stamp.told_title == ""
    assert ("Signs as", told) in Stamp.of(practice, NIGHT, title=told).rows
    assert [label for label, _ in Stamp.of(Certificate(practice.x509), NIGHT).rows] == [
        "Name",
        "Time",
        "Certificate",
    ]


@pytest.mark.parametrize("kind", ["practice", "brought"])
def test_pdfsig_and_qpdf_accept_it(
    tmp_path: Path, unsigned: bytes, kind: str, request: pytest.FixtureRequest
) -> None:
    identity: Identity = request.getfixturevalue(kind)
    file = tmp_path / "signed.pdf"
    file.write_bytes(
        sign(
            unsigned, identity, at=NIGHT, stamp=Stamp.of(identity, NIGHT, title="Returning Officer")
        )
    )
    said = outside("pdfsig", file)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "No syntax or stream encoding errors" in outside("qpdf", "--check", file)


def test_openssl_verifies_the_container_against_the_published_certificate(
    tmp_path: Path, signed: bytes, practice: Identity
) -> None:
    said = by_openssl(tmp_path, signed, practice.certificate_pem)
    assert "CMS Verification successful" in said or "CAdES Verification successful" in said


def test_the_container_has_no_time_of_its_own_as_pades_asks(signed: bytes) -> None:
    info = PdfFileReader(BytesIO(signed)).embedded_regular_signatures[0].signer_info
    assert not list(find_cms_attribute_iter(info["signed_attrs"], "signing_time"))
    assert {attribute["type"].native for attribute in info["signed_attrs"]} == {
        "content_type",
        "message_digest",
        "signing_certificate_v2",
    }
