"""What a library reads of a signature, once the bytes were found fit to be given to it."""

from datetime import datetime
from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import read_certification_data

from tallyapp.signing import revision
from tallyapp.signing.certificate import Certificate, chain_of
from tallyapp.signing.stamp import Stamp
from tallyapp.signing.strength import is_ours


def signature_of(signed: bytes) -> EmbeddedPdfSignature:
    """The signature of the signed part, if it is the only one and in the officer's field."""
    signatures: list[EmbeddedPdfSignature] = PdfFileReader(BytesIO(signed)).embedded_signatures
    # Exactly one: of two signatures a reader would have to choose which to believe.
    (found,) = signatures
    if found.field_name != revision.FIELD_NAME or signed_end(found) != len(signed):
        raise ValueError("another signature than is looked for")
    return found


def counts(signature: EmbeddedPdfSignature) -> bool:
    """Is the signature made so that nobody can forge it, nor make a second from it?"""
    return is_ours(signature.signer_info, signature.signer_cert)


def drawn(signature: EmbeddedPdfSignature) -> tuple[int, str]:
    """The layout that the stamp was drawn with, and the title that was told; a KeyError for other
    programs' signatures.
    """
    kept = signature.sig_object[revision.DRAWN]
    return int(kept["/Layout"]), str(kept["/Title"])


def signed_end(signature: EmbeddedPdfSignature) -> int:
    """Where the bytes end that the signature covers."""
    _, _, start, length = (int(number) for number in signature.byte_range)
    return start + length


def unsigned_end(signature: EmbeddedPdfSignature) -> int:
    """Where the signature's revision begins: at the first object that it wrote."""
    xrefs = signature.reader.xrefs
    number = signature.signed_revision
    places = [
        xrefs.get_historical_ref(ref, number) for ref in xrefs.explicit_refs_in_revision(number)
    ]
    return min(place for place in places if isinstance(place, int))


def covers_its_revision(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Is all that precedes the end of the signed bytes signed, but for one hexadecimal string in
    brackets?
    """
    # The gap is the only place the signature does not cover, so it may hold hexadecimal alone.
    first, length, start, rest = (int(number) for number in signature.byte_range)
    gap = pdf[length:start]
    return (
        first == 0
        and 0 < length < start
        and rest > 0
        and start + rest <= len(pdf)
        and gap[:1] + gap[-1:] == b"<>"
        and set(gap[1:-1]) <= set(b"0123456789ABCDEFabcdef")
        and pdf[: start + rest].endswith(b"%%EOF\n")
    )


def is_intact(signature: EmbeddedPdfSignature) -> bool:
    """Are the signed bytes as they were, and the signature of this certificate's key?"""
    digest = signature.compute_digest()
    return all(validate_sig_integrity(signature.signer_info, signature.signer_cert, "data", digest))


def is_certified(signature: EmbeddedPdfSignature) -> bool:
    """Is this the author's signature of the document, allowing no changes?"""
    certification = read_certification_data(signature.reader)
    return (
        certification is not None
        and certification.author_sig == signature.sig_object
        # A signature that allows filling in allows a page that looks filled in by the signer.
        and signature.docmdp_level == MDPPerm.NO_CHANGES
    )


def certificates(
    signature: EmbeddedPdfSignature,
) -> tuple[Certificate, tuple[x509.Certificate, ...]]:
    """The signer's certificate, and the issuers' that came with it, nearest first."""
    signer = x509.load_der_x509_certificate(signature.signer_cert.dump())
    others = [
        x509.load_der_x509_certificate(other.dump()) for other in signature.other_embedded_certs
    ]
    return Certificate(signer), chain_of(signer, others)


def signed_at(signature: EmbeddedPdfSignature) -> datetime:
    """When the signer says that they signed; ValueError without an offset from UTC."""
    # Strictly: a time without its offset is an hour that nobody can place.
    at: datetime = parse_pdf_date(signature.sig_object["/M"], strict=True)
    if at.tzinfo is None:
        raise ValueError("the time of signing has no offset from UTC")
    return at


def stamp_again(signature: EmbeddedPdfSignature, title: str) -> Stamp:
    """What the stamp must show, with this title unless the certificate has one."""
    signer, _ = certificates(signature)
    return Stamp.of(signer, signed_at(signature), title=title)


def written_again(
    signature: EmbeddedPdfSignature, unsigned: bytes, stamp: Stamp
) -> revision.Prepared:
    """The document as `sign` would have written it, complete but for the signature's value."""
    return revision.prepare(unsigned, at=signed_at(signature), stamp=stamp)


def container_again(signature: EmbeddedPdfSignature, digest: bytes) -> bytes:
    """The container as `sign` would have written it over this digest, had it had this value."""
    signer, chain = certificates(signature)
    parrot = ExternalSigner(
        signing_cert=revision.as_asn1(signer.x509),
        cert_registry=revision.registry(chain),
        signature_value=signature.signer_info["signature"].native,
        signature_mechanism=revision.mechanism(signer.x509),
    )
    return revision.container(digest, parrot)
