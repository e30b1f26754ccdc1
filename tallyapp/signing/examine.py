"""
Examine a signed document: what its signature covers, who made it, and whether anything else was
slipped in.

Two independent judgements: pyHanko's validation, as of any signed PDF; and the signature's
revision written again from its own facts and compared byte for byte. The second leaves no bit of
the file free, not even in the parts that a signature does not cover: the container's padding, its
unsigned fields, the case of a digit.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import TypeVar

from asn1crypto import cms
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
from tallyapp.signing.later import MOST_REVISIONS, follow
from tallyapp.signing.report import Problem, SignatureReport
from tallyapp.signing.stamp import Stamp
from tallyapp.signing.strength import is_lone, is_strong
from tallyapp.signing.syntax import (
    NotPlain,
    Protected,
    Table,
    TooMany,
    Value,
    dictionary_in,
    tables,
)
from tallyapp.signing.trust import is_trusted

# What is wrong is in the report; without this the libraries' remarks would reach the console as
# well.
for _library in ("pyhanko", "pyhanko_certvalidator", "fontTools"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

__all__ = ["Problem", "SignatureReport", "examine"]

_T = TypeVar("_T")

_BYTE_RANGE = re.compile(rb"/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\] ")
"""As `sign` writes it; a signature that another program wrote does not hold in any case."""


def examine(pdf: bytes, trusted: Sequence[bytes] = ()) -> SignatureReport:
    """
    What the signature of a document is worth; whatever the bytes are, this gives a report.

    `trusted` are certificates, PEM or DER: of signers themselves, or of those who issue to them.
    """
    return _Examination(pdf).report(trusted)


class _Examination:
    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._signed = pdf
        """What the signature says that it covers, with its own container."""
        self._plain: bytes | None = None
        self._problems: list[Problem] = []

    def report(self, trusted: Sequence[bytes]) -> SignatureReport:
        read = self._tables()
        if read is None:
            return SignatureReport(plain_bytes=self._plain, problems=tuple(self._problems))
        # The signed part alone speaks: later revisions cannot change what the signer did.
        signature = self._try(Problem.UNREADABLE, lambda: _signature(self._signed))
        if signature is None:
            return SignatureReport(plain_bytes=self._plain, problems=tuple(self._problems))
        report = self._later(self._coverage(signature), read)
        report = replace(
            report,
            intact=self._holds(Problem.NOT_INTACT, lambda: _is_intact(signature)),
            certified=self._holds(Problem.NOT_CERTIFIED, lambda: _is_certified(signature)),
            strong=self._holds(Problem.WEAK, lambda: _is_strong(signature)),
            padding_canonical=self._holds(
                Problem.PADDING, lambda: self._padding_is_canonical(signature)
            ),
        )
        signer = self._try(
            Problem.CERTIFICATE_UNREADABLE, lambda: self._signer(report, signature, trusted)
        )
        report = self._canonical(signer or report, signature)
        return replace(report, problems=tuple(self._problems))

    def _try(self, code: Problem, judge: Callable[[], _T]) -> _T | None:
        # Hostile bytes make parsers fail in ways that no list of exceptions can name.
        try:
            return judge()
        except MemoryError:
            raise
        except Exception:
            self._problems.append(code)
            return None

    def _holds(self, code: Problem, judge: Callable[[], bool]) -> bool | None:
        holds = self._try(code, judge)
        if holds is False:
            self._problems.append(code)
        return holds

    def _tables(self) -> list[Table] | None:
        """The tables of the signed part, if there is one that may be given to libraries.

        They unpack and follow whatever a file says, so what they are given is looked at first.
        """
        signed = _range(self._pdf)
        if signed is None:
            # Of a file without a signature of ours it is still told whether it can be opened at
            # all.
            if self._plainly(lambda: tables(self._pdf, most=MOST_REVISIONS + 2)) is not None:
                self._plain = self._pdf
            if b"/ByteRange" in self._pdf and Problem.UNREADABLE not in self._problems:
                self._problems.append(Problem.UNREADABLE)
            return None
        gap, end = signed
        self._signed = self._pdf[:end]
        read = self._plainly(lambda: tables(self._signed, most=2))
        if read is None:
            return None
        self._plain = self._signed
        if gap > revision.RESERVED + 2 or len(read) != 2:
            self._problems.append(Problem.UNREADABLE)
            return None
        fields = self._plainly(lambda: _fields(self._signed, read))
        if fields is None:
            return None
        if len(fields) != 1:
            self._problems.append(Problem.OTHER_SIGNATURES)
            return None
        return read

    def _plainly(self, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except Protected:
            self._problems.append(Problem.PROTECTED)
        except TooMany:
            self._problems.append(Problem.TOO_MUCH)
        except NotPlain:
            self._problems.append(Problem.UNREADABLE)
        return None

    def _coverage(self, signature: EmbeddedPdfSignature) -> SignatureReport:
        """Does the signature cover all but its own container, up to where the signed part ends?"""
        report = SignatureReport(signed=True, plain_bytes=self._plain)
        covers = self._holds(
            Problem.NOT_COVERED, lambda: _covers_its_revision(signature, self._pdf)
        )
        return replace(report, covers_file=covers)

    def _later(self, report: SignatureReport, read: list[Table]) -> SignatureReport:
        """Is what follows the signed part only proof of its time?"""
        later, fault = follow(self._pdf, len(self._signed), read)
        if fault is not None:
            self._problems.append(Problem.LATER_CHANGES)
            report = replace(report, covers_file=False)
        return replace(report, later=later, later_fault=fault)

    def _padding_is_canonical(self, signature: EmbeddedPdfSignature) -> bool:
        """Is the gap the container in upper-case hexadecimal, and then zeros?"""
        _, start, end, _ = (int(number) for number in signature.byte_range)
        der = cms.ContentInfo.load(signature.pkcs7_content).dump()
        gap = b"<" + der.hex().upper().encode().ljust(revision.RESERVED, b"0") + b">"
        return bool(self._pdf[start:end] == gap)

    def _signer(
        self, report: SignatureReport, signature: EmbeddedPdfSignature, trusted: Sequence[bytes]
    ) -> SignatureReport:
        signer, others = _certificates(signature)
        at = _signed_at(signature)
        return replace(
            report,
            signer_name=signer.name,
            organisation=signer.organisation,
            certificate_pem=signer.certificate_pem,
            fingerprint=signer.fingerprint,
            short_fingerprint=signer.short_fingerprint,
            practice=signer.practice,
            self_made=signer.self_made,
            signed_at=at,
            within_validity=self._holds(Problem.OUTSIDE_VALIDITY, lambda: signer.holds_at(at)),
            trusted=(
                self._try(
                    Problem.TRUST_UNREADABLE, lambda: is_trusted(signer.x509, others, trusted, at)
                )
                if trusted
                else None
            ),
        )

    def _canonical(
        self, report: SignatureReport, signature: EmbeddedPdfSignature
    ) -> SignatureReport:
        """Write the signature's revision again from its facts, and compare."""
        drawn = self._try(Problem.OTHER_REVISION, lambda: _drawn(signature))
        if drawn is None:
            return replace(report, revision_canonical=False)
        layout, title, note = drawn
        if layout > revision.LAYOUT:
            self._problems.append(Problem.UNKNOWN_LAYOUT)
            return report
        unsigned = self._try(Problem.OTHER_REVISION, lambda: self._pdf[: _unsigned_end(signature)])
        if unsigned is None:
            return replace(report, revision_canonical=False)
        same = self._holds(
            Problem.OTHER_REVISION,
            lambda: (
                _written_again(signature, unsigned, title, note)
                == self._pdf[: _signed_end(signature)]
            ),
        )
        return replace(
            report, title=title, note=note, unsigned_bytes=unsigned, revision_canonical=bool(same)
        )


def _range(pdf: bytes) -> tuple[int, int] | None:
    """How long the gap for the signature is, and where the signed part ends, as the file says.

    It is the first that can be one: timestamps come later. Whether it is the signature's own is
    looked at once that has been read.
    """
    for found in _BYTE_RANGE.finditer(pdf):
        gap_starts, gap_ends, rest = (int(number) for number in found.groups())
        end = gap_ends + rest
        if pdf[gap_starts : gap_starts + 1] == b"<" and pdf[end - 6 : end] == b"%%EOF\n":
            return gap_ends - gap_starts, end
    return None


def _signature(signed: bytes) -> EmbeddedPdfSignature:
    """The signature of the signed part, if it is the only one and in the officer's field."""
    signatures: list[EmbeddedPdfSignature] = PdfFileReader(BytesIO(signed)).embedded_signatures
    (found,) = signatures
    if found.field_name != revision.FIELD_NAME or _signed_end(found) != len(signed):
        raise ValueError("another signature than is looked for")
    return found


def _fields(signed: bytes, read: list[Table]) -> list[Value]:
    """The form's fields, as the signed part's last catalogue names them."""
    catalogue = dictionary_in(signed, read, read[0].trailer.get("Root"))
    form = catalogue.get("AcroForm")
    fields = form.get("Fields") if isinstance(form, dict) else None
    if not isinstance(fields, list):
        raise NotPlain("a form that is not in the catalogue")
    return fields


def _is_strong(signature: EmbeddedPdfSignature) -> bool:
    signer = signature.signer_info
    certificate = signature.signer_cert
    return is_strong(signer, certificate) and is_lone(signer["signature"].native, certificate)


def _drawn(signature: EmbeddedPdfSignature) -> tuple[int, str, str]:
    """The layout, title and note that the stamp was drawn with; a KeyError for other programs'
    signatures.
    """
    drawn = signature.sig_object[revision.DRAWN]
    return int(drawn["/Layout"]), str(drawn["/Title"]), str(drawn["/Note"])


def _signed_end(signature: EmbeddedPdfSignature) -> int:
    _, _, start, length = (int(number) for number in signature.byte_range)
    return start + length


def _unsigned_end(signature: EmbeddedPdfSignature) -> int:
    """Where the signature's revision begins: at the first object that it wrote."""
    xrefs, number = signature.reader.xrefs, signature.signed_revision
    places = [
        xrefs.get_historical_ref(ref, number) for ref in xrefs.explicit_refs_in_revision(number)
    ]
    return min(place for place in places if isinstance(place, int))


def _covers_its_revision(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Is all that precedes the end of the signed bytes signed, but for one hexadecimal string in
    brackets?
    """
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


def _is_intact(signature: EmbeddedPdfSignature) -> bool:
    digest = signature.compute_digest()
    return all(validate_sig_integrity(signature.signer_info, signature.signer_cert, "data", digest))


def _is_certified(signature: EmbeddedPdfSignature) -> bool:
    """Is this the author's signature of the document, allowing no changes?"""
    certification = read_certification_data(signature.reader)
    return (
        certification is not None
        and certification.author_sig == signature.sig_object
        and signature.docmdp_level == MDPPerm.NO_CHANGES
    )


def _certificates(
    signature: EmbeddedPdfSignature,
) -> tuple[Certificate, tuple[x509.Certificate, ...]]:
    signer = x509.load_der_x509_certificate(signature.signer_cert.dump())
    others = [
        x509.load_der_x509_certificate(other.dump()) for other in signature.other_embedded_certs
    ]
    return Certificate(signer), chain_of(signer, others)


def _signed_at(signature: EmbeddedPdfSignature) -> datetime:
    at: datetime = parse_pdf_date(signature.sig_object["/M"], strict=True)
    if at.tzinfo is None:
        raise ValueError("the time of signing has no offset from UTC")
    return at


def _written_again(
    signature: EmbeddedPdfSignature, unsigned: bytes, title: str, note: str
) -> bytes:
    """The signed document as `sign` would have written it, had it had this signature value."""
    signer, chain = _certificates(signature)
    at = _signed_at(signature)
    prepared = revision.prepare(unsigned, at=at, stamp=Stamp.of(signer, at, title=title, note=note))
    parrot = ExternalSigner(
        signing_cert=revision.as_asn1(signer.x509),
        cert_registry=revision.registry(chain),
        signature_value=signature.signer_info["signature"].native,
        signature_mechanism=revision.mechanism(signer.x509),
    )
    return prepared.filled(revision.container(prepared.gap.document_digest, parrot))
