"""
The signature's revision: everything that signing adds to a document, as a function of what is
signed.

`sign` writes it and `examine` writes it again to compare: given the unsigned bytes, the
certificates, the time and the title that was told, only the signature value is free. So pyHanko's
clock and dice are taken out.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TypeVar

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tallyapp.signing.stamp import Stamp, draw
from tallyapp.signing.strength import DIGEST

_Asn1 = TypeVar("_Asn1", bound=core.Asn1Value)

FIELD_NAME = "ReturningOfficer"
LAYOUT = 1
"""The number of this way of writing the revision; another way needs another number."""
DRAWN = "/TLLY_Stamp"
"""The entry of the signature dictionary that keeps what the stamp shows and the certificate does
not say.
"""
RESERVED = 16_384
"""Hexadecimal digits kept for the signature container, filled up with zeros."""


@dataclass(frozen=True)
class Prepared:
    """A document complete but for its signature container, and the digest to be signed."""

    output: BytesIO
    gap: PreparedByteRangeDigest

    def filled(self, container: bytes) -> bytes:
        """The signed document, with this DER signature container in the gap."""
        self.gap.fill_with_cms(self.output, container)
        return self.output.getvalue()


class _Writer(IncrementalPdfFileWriter):
    """pyHanko's writer, repeatable: the file's second identifier follows from the file, metadata
    stay.
    """

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        unsigned = prev.stream.getvalue()
        first = prev.document_id[0]
        # From the file and not by chance: what signing writes must come out the same again.
        second = hashlib.sha256(unsigned).digest()[:16]
        return generic.ArrayObject(
            [generic.ByteStringObject(first), generic.ByteStringObject(second)]
        )

    def _update_meta(self) -> None:
        pass


def prepare(unsigned: bytes, *, at: datetime, stamp: Stamp) -> Prepared:
    """The document with its stamp drawn and its signature dictionary written, to be signed."""
    # Whatever stood behind the end would be signed with it, and be seen by nobody.
    if not unsigned.endswith(b"%%EOF\n"):
        raise ValueError("the document does not end where a PDF ends")
    writer = _Writer(BytesIO(unsigned))
    # The field is in the page already, with its words for a screen reader: none is made here.
    embedder = PdfCMSEmbedder().write_cms(FIELD_NAME, writer, existing_fields_only=True)
    field = next(embedder).get_object()
    left, low, right, high = (float(edge) for edge in field["/Rect"])
    appearance = draw(stamp, round(right - left, 3), round(high - low, 3), writer)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): appearance})
    signature = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, name=stamp.name, bytes_reserved=RESERVED
    )
    signature[pdf_name(DRAWN)] = generic.DictionaryObject(
        {
            pdf_name("/Layout"): generic.NumberObject(LAYOUT),
            pdf_name("/Title"): pdf_string(stamp.told_title),
        }
    )
    # No changes at all: a form that may be filled in is a declaration that may be filled in.
    certified = SigMDPSetup(md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    embedder.send(SigObjSetup(sig_placeholder=signature, mdp_setup=certified))
    writer.register_extension(ESIC_EXTENSION_1)
    gap, output = embedder.send(SigIOSetup(md_algorithm=DIGEST))
    return Prepared(output, gap)


def container(digest: bytes, signer: Signer) -> bytes:
    """
    The DER signature container (CMS SignedData, PAdES B-B) that this signer makes over the digest.

    signing-certificate-v2 names the whole chain, so that no certificate in the container is left
    unsigned. The time is not in it: PAdES wants that in the signature dictionary alone, which is
    signed as well.
    """
    certificates = [signer.signing_cert, *signer.cert_registry]
    bound = [as_signing_certificate_v2(certificate)["certs"][0] for certificate in certificates]
    attributes = [
        simple_cms_attribute("content_type", "data"),
        simple_cms_attribute("message_digest", digest),
        simple_cms_attribute(
            "signing_certificate_v2", _as_read(tsp.SigningCertificateV2({"certs": bound}))
        ),
    ]
    whole = _as_read(cms.CMSAttributes([_as_read(each) for each in attributes]))
    signing = signer.async_sign_prescribed_attributes(DIGEST, whole)
    return bytes(asyncio.run(signing).dump())


def _as_read(value: _Asn1) -> _Asn1:
    """The same value as if read from its bytes: of one that was made, each part is encoded anew at
    every step upwards.
    """
    read: _Asn1 = type(value).load(value.dump())
    return read


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The certificate as pyHanko takes it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def registry(chain: Sequence[x509.Certificate]) -> SimpleCertificateStore:
    """The issuers' certificates as pyHanko takes them, in their order."""
    store = SimpleCertificateStore()
    store.register_multiple([as_asn1(certificate) for certificate in chain])
    return store


def mechanism(certificate: x509.Certificate) -> algos.SignedDigestAlgorithm:
    """How a key of this certificate's kind signs: ECDSA, or RSA with PKCS #1 v1.5, over SHA-256."""
    kind = {"ec": "sha256_ecdsa", "rsa": "sha256_rsa"}[as_asn1(certificate).public_key.algorithm]
    return algos.SignedDigestAlgorithm({"algorithm": kind})
