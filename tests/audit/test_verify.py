"""What was published is verified from its file alone: every point is named, with what it showed."""

from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from msgspec.structs import replace
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tallyapp.audit.points import EXIT_STATUS, Verification
from tallyapp.audit.verify import verify
from tallyapp.documents.page.pdf import LEAVES
from tallyapp.documents.reading import page_images
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.ledger import chain
from tallyapp.ledger.declared import heads_from, read_leaves
from tallyapp.signing import revision
from tallyapp.signing import sign as signing
from tallyapp.signing.identity import Identity
from tests.audit.hall import NIGHT, Hall, detail, failing, results, saved, unsigned
from tests.signing.helpers import certificate
from tests.signing.unsigned import unsigned_pdf

IN_THE_PACK_ALONE = ("chain", "acts", "two-officers", "arithmetic", "derived")


def test_the_declaration_holds_in_every_point_that_can_be_checked(hall: Hall) -> None:
    assert results(hall.declaration) == {
        "signature": "holds",
        "coverage": "holds",
        "padding": "holds",
        "signer": "not checked",
        "practice": "holds",
        "rendering": "holds",
        "figures": "holds",
        "wording": "holds",
        "characters": "holds",
        "binding": "holds",
        **dict.fromkeys(IN_THE_PACK_ALONE, "not checked"),
        "code": "holds",
    }
    assert verify(hall.declaration).verdict == "holds"


def test_the_audit_pack_holds_in_every_point(hall: Hall) -> None:
    found = results(hall.pack, trusted=[hall.identity.certificate_pem])
    assert set(found) == {
        *(
            "signature",
            "coverage",
            "padding",
            "signer",
            "practice",
            "rendering",
            "declared",
            "wording",
            "characters",
            "code",
        ),
        *IN_THE_PACK_ALONE,
    }
    assert set(found.values()) == {"holds"}
    assert verify(hall.pack).verdict == "holds"


def test_every_point_says_what_it_showed_in_a_sentence(hall: Hall) -> None:
    for pdf in (hall.declaration, hall.pack, b""):
        for point in verify(pdf).points:
            assert point.detail.endswith((".", ")"))
            assert "{" not in point.detail
    assert "39,341 valid + 390 rejected = 39,731 verified" in detail(hall.declaration, "figures")
    assert "Practice identity on 5 July 2024" in detail(hall.declaration, "signature")
    assert hall.identity.fingerprint in detail(hall.declaration, "signer")
    assert "44 sheets and forms" in detail(hall.pack, "two-officers")


def test_the_signer_is_the_one_whose_certificate_is_trusted_or_is_not(hall: Hall) -> None:
    for pdf in (hall.declaration, hall.pack):
        own, other = hall.identity.certificate_pem, hall.forger.certificate_pem
        assert results(pdf, trusted=[own])["signer"] == "holds"
        assert results(pdf, trusted=[other, own])["signer"] == "holds"
        assert failing(pdf, trusted=[other]) == {"signer"}
        assert verify(pdf, trusted=[own]).verdict == "holds"
        assert verify(pdf, trusted=[other]).verdict == "fails"


def test_whoever_asks_for_a_certificate_is_not_told_that_all_holds_when_it_is_unreadable(
    hall: Hall,
) -> None:
    assert failing(hall.declaration, trusted=[b"not a certificate"]) == {"signer"}


def test_the_code_of_the_declaration_holds_in_both_documents(hall: Hall) -> None:
    code = hall.codes["declaration"]
    for pdf in (hall.declaration, hall.pack):
        assert results(pdf, codes=[code])["noted"] == "holds"
        assert code in detail(pdf, "noted", codes=[code])


@pytest.mark.parametrize("occasion", ["verification", "provisional", "declaration"])
def test_every_code_noted_is_found_in_the_pack_and_from_the_declaration_alone(
    hall: Hall, occasion: str
) -> None:
    code = hall.codes[occasion]
    for pdf in (hall.pack, hall.declaration):
        assert results(pdf, codes=[code])["noted"] == "holds"
        assert "of oxford-east" in detail(pdf, "noted", codes=[code])
        assert verify(pdf, codes=[code]).verdict == "holds"


def test_the_position_of_a_code_is_told_by_the_declaration_alone(hall: Hall) -> None:
    mark = hall.report.checkpoint
    heads = heads_from(mark.origin, mark.stream, read_leaves(hall.evidence[LEAVES]))
    for seq in (1, 2, len(heads) // 2, len(heads)):
        code = chain.code(mark.origin, mark.stream, seq, heads[seq - 1])
        assert f"entry {seq:,} of oxford-east" in detail(hall.declaration, "noted", codes=[code])


def test_a_code_of_the_staff_list_that_the_declaration_saw_is_said_to_be_one(hall: Hall) -> None:
    act = hall.act_for(hall.report)
    head = bytes.fromhex(act.count_head)
    code = chain.code(hall.report.checkpoint.origin, COUNT_STREAM, act.seen, head)
    assert f"entry {act.seen} of count" in detail(hall.declaration, "noted", codes=[code])


def test_a_code_that_was_never_given_is_never_held_for_met(hall: Hall) -> None:
    unknown = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"
    for pdf in (hall.pack, hall.declaration):
        assert failing(pdf, codes=[unknown]) == {"noted"}
        assert failing(pdf, codes=[hall.codes["provisional"], unknown]) == {"noted"}
        assert verify(pdf, codes=[unknown]).verdict == "fails"
    assert "this is not the count" in detail(hall.declaration, "noted", codes=[unknown])
    assert "A code given later" in detail(hall.declaration, "noted", codes=[unknown])


def test_a_code_may_be_typed_as_it_was_written_by_hand(hall: Hall) -> None:
    code = hall.codes["declaration"].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert results(hall.pack, codes=[code])["noted"] == "holds"
    assert results(hall.declaration, codes=[code])["noted"] == "holds"


def test_what_the_signed_data_say_is_told_whatever_a_page_shows(hall: Hall) -> None:
    for pdf in (hall.declaration, hall.pack):
        says = {each.code: each.words for each in verify(pdf).said}
        assert says["contest"].startswith("Oxford East, ")
        assert says["polling-day"] == "4 July 2024"
        assert says["kind"] == "Practice"
        assert says["elected"] == "Anneliese Dodds, 19,541 votes"
        assert says["declared"].startswith("Friday 5 July 2024 at ")
        assert says["signer"] == "Practice identity"
        assert says["fingerprint"] == hall.identity.fingerprint
        assert "For practice: it shows" in says["stamp"]
        assert "of oxford-east" in says["entries"]


def test_a_document_timestamp_added_later_does_no_harm(hall: Hall) -> None:
    key = rsa.generate_private_key(65537, 2048)
    root = ec.generate_private_key(ec.SECP256R1())
    authority = Identity(certificate("Time", key.public_key(), "Trust Root", root), key)
    stamper = DummyTimeStamper(
        tsa_cert=revision.as_asn1(authority.x509),
        tsa_key=signing._signer(authority).signing_key,
        certs_to_embed=SimpleCertificateStore(),
        fixed_dt=NIGHT,
    )
    stamped = PdfTimeStamper(stamper).timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(hall.declaration)),
        md_algorithm="sha256",
        validation_context=None,
    )
    assert verify(stamped.getvalue()).verdict == "holds"


# ---- three-valued points


def test_pages_of_a_later_layout_are_not_checked_and_the_file_is_not_judged(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = hall.declared_again(replace(hall.report, layout=2))
    assert results(later)["rendering"] == "not checked"
    assert "later version" in detail(later, "rendering")
    assert failing(later) == set()
    assert verify(later).verdict == "not judged"
    with pikepdf.open(BytesIO(unsigned(hall.pack))) as pdf:
        pdf.Root["/TLLY_Layout"] = 2
        pack = hall.signed_again(saved(pdf))
    assert (results(pack)["rendering"], results(pack)["derived"]) == ("not checked", "not checked")
    assert verify(pack).verdict == "not judged"


def test_a_signature_written_by_a_later_version_is_not_judged(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "LAYOUT", 2)
    later = hall.signed_again(unsigned(hall.declaration))
    monkeypatch.undo()
    assert results(later)["padding"] == "not checked"
    assert results(later)["rendering"] == "not checked"
    assert verify(later).verdict == "not judged"


def test_a_layout_that_never_was_is_no_excuse(hall: Hall) -> None:
    for layout in (0, -1):
        assert "rendering" in results(hall.declared_again(replace(hall.report, layout=layout)))
    with pikepdf.open(BytesIO(unsigned(hall.pack))) as pdf:
        pdf.Root["/TLLY_Layout"] = pikepdf.Name("/Two")
        assert failing(hall.signed_again(saved(pdf))) == {"rendering", "derived"}


# ---- files that are none of ours


def printed(pdf: bytes) -> bytes:
    """The pages alone, as a scanner or `print to PDF` leaves them."""
    out = BytesIO()
    canvas = Canvas(out)
    for image in page_images(pdf, 1):
        canvas.drawImage(ImageReader(image), 0, 0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def flattened(pdf: bytes) -> bytes:
    """The document taken apart and saved again: no field, no files."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.flatten_annotations("all")
        del document.Root["/Names"]
        del document.Root["/AF"]
        document.save(out)
    return out.getvalue()


def signed_elsewhere(hall: Hall) -> bytes:
    """A contract, signed by another program in a field of its own."""
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, "Lease of a sports hall")
    canvas.save()
    writer = IncrementalPdfFileWriter(BytesIO(out.getvalue()))
    signer = PdfSigner(
        PdfSignatureMetadata(field_name="Tenant"),
        signing._signer(hall.forger),
        new_field_spec=SigFieldSpec("Tenant"),
    )
    return bytes(signer.sign_pdf(writer).getvalue())


def test_what_is_not_the_signed_original_is_not_judged_and_told_so(hall: Hall) -> None:
    others = {
        "a print": printed(hall.declaration),
        "a flattened copy": flattened(hall.declaration),
        "a flattened pack": flattened(hall.pack),
        "nothing": b"",
        "text": b"Dodds 19,541\n",
        "a foreign signed PDF": signed_elsewhere(hall),
        "half a header": b"%PDF-1.7\n",
    }
    for what, pdf in others.items():
        found = verify(pdf)
        assert found.verdict == "not judged", what
        assert EXIT_STATUS[found.verdict] == 2
        (point,) = found.points
        assert point.detail.startswith("This is not the signed original"), what


def test_a_signed_pdf_without_any_data_of_ours_does_not_hold(hall: Hall) -> None:
    found = verify(hall.signed_again(unsigned_pdf()))
    assert found.verdict == "not judged"
    assert found.points[-1].detail.startswith("This is not the signed original")


def test_an_unsigned_original_fails(hall: Hall) -> None:
    for pdf in (hall.declaration, hall.pack):
        assert failing(unsigned(pdf)) == {"signature"}


def test_an_empty_verification_judges_nothing() -> None:
    assert Verification(()).verdict == "not judged"
