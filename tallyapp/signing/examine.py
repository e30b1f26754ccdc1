"""
Examine a signed document: what its signature covers, who made it, and whether anything else was
slipped in.

Two independent judgements: pyHanko's validation, as of any signed PDF; and the signature's
revision written again from its own facts and compared object by object. The second leaves no bit of
the file free, not even in the parts that a signature does not cover: the container's padding, its
unsigned fields, the case of a digit.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from asn1crypto import cms
from pyhanko.sign.validation import EmbeddedPdfSignature

from tallyapp.signing import embedded, revision
from tallyapp.signing.alike import same_signed
from tallyapp.signing.fit import unfit
from tallyapp.signing.later import MOST_REVISIONS, follow
from tallyapp.signing.report import Problem, SignatureReport
from tallyapp.signing.stamp import Stamp
from tallyapp.signing.syntax import NotPlain, Protected, TooMany, Value
from tallyapp.signing.tables import Table, dictionary_in, tables
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
        signature = self._try(Problem.UNREADABLE, lambda: embedded.signature_of(self._signed))
        if signature is None:
            return SignatureReport(plain_bytes=self._plain, problems=tuple(self._problems))
        report = self._later(self._coverage(signature), read)
        report = replace(
            report,
            intact=self._holds(Problem.NOT_INTACT, lambda: embedded.is_intact(signature)),
            certified=self._holds(Problem.NOT_CERTIFIED, lambda: embedded.is_certified(signature)),
            strong=self._holds(Problem.WEAK, lambda: embedded.counts(signature)),
            padding_canonical=self._holds(
                Problem.PADDING, lambda: self._padding_is_canonical(signature)
            ),
        )
        signer = self._try(
            Problem.CERTIFICATE_UNREADABLE, lambda: self._signer(report, signature, trusted)
        )
        report = self._canonical(signer or report, signature)
        return replace(report, problems=tuple(dict.fromkeys(self._problems)))

    def _try(self, code: Problem, judge: Callable[[], _T]) -> _T | None:
        # Hostile bytes make parsers fail in ways that no list of exceptions can name.
        try:
            return judge()
        # The memory's end is no fault of the document: whoever bounds this process must hear of it.
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
        # A larger gap has room for whatever somebody puts there unsigned; we never write one.
        if gap > revision.RESERVED + 2 or len(read) != 2:
            self._problems.append(Problem.UNREADABLE)
            return None
        fields = self._plainly(lambda: _fields(self._signed, read))
        if fields is None:
            return None
        # A second field could be signed by somebody else, on the same page.
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
            Problem.NOT_COVERED, lambda: embedded.covers_its_revision(signature, self._pdf)
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
        # Bytes flipped in the padding leave a signature valid, as validators see it: so they are
        # looked at one by one here.
        der = cms.ContentInfo.load(signature.pkcs7_content).dump()
        gap = b"<" + der.hex().upper().encode().ljust(revision.RESERVED, b"0") + b">"
        return bool(self._pdf[start:end] == gap)

    def _signer(
        self, report: SignatureReport, signature: EmbeddedPdfSignature, trusted: Sequence[bytes]
    ) -> SignatureReport:
        signer, others = embedded.certificates(signature)
        at = embedded.signed_at(signature)
        against = [each.problem for each in unfit(signer, at)]
        self._problems += against
        return replace(
            report,
            fit=not against,
            signer_name=signer.name,
            organisation=signer.organisation,
            certificate_pem=signer.certificate_pem,
            fingerprint=signer.fingerprint,
            short_fingerprint=signer.short_fingerprint,
            practice=signer.practice,
            self_made=signer.self_made,
            signed_at=at,
            within_validity=signer.holds_at(at),
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
        drawn = self._try(Problem.OTHER_REVISION, lambda: embedded.drawn(signature))
        if drawn is None:
            return replace(report, revision_canonical=False)
        layout, told = drawn
        # Written by a later version: it may be right, so it is not judged rather than condemned.
        if layout > revision.LAYOUT:
            self._problems.append(Problem.UNKNOWN_LAYOUT)
            return report
        unsigned = self._try(
            Problem.OTHER_REVISION, lambda: self._pdf[: embedded.unsigned_end(signature)]
        )
        stamp = self._try(Problem.OTHER_REVISION, lambda: embedded.stamp_again(signature, told))
        if unsigned is None or stamp is None:
            return replace(report, revision_canonical=False)
        same = self._holds(
            Problem.OTHER_REVISION, lambda: self._is_written_again(signature, unsigned, stamp)
        )
        return replace(
            report,
            title=stamp.title,
            told_title=stamp.told_title,
            note=stamp.note,
            unsigned_bytes=unsigned,
            revision_canonical=bool(same),
        )

    def _is_written_again(
        self, signature: EmbeddedPdfSignature, unsigned: bytes, stamp: Stamp
    ) -> bool:
        """Is the signature's revision what signing writes, whatever library wrote it?"""
        signed = self._pdf[: embedded.signed_end(signature)]
        again = embedded.written_again(signature, unsigned, stamp)
        container = embedded.container_again(signature, again.gap.document_digest)
        if again.filled(container) == signed:
            return True
        # Another version's numbers and order give another digest, which is the signature's own.
        over = embedded.container_again(signature, signature.compute_digest())
        found = cms.ContentInfo.load(signature.pkcs7_content).dump()
        return over == found and same_signed(signed, again.output.getvalue(), len(unsigned))


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


def _fields(signed: bytes, read: list[Table]) -> list[Value]:
    """The form's fields, as the signed part's last catalogue names them."""
    catalogue = dictionary_in(signed, read, read[0].trailer.get("Root"))
    form = catalogue.get("AcroForm")
    fields = form.get("Fields") if isinstance(form, dict) else None
    if not isinstance(fields, list):
        raise NotPlain("a form that is not in the catalogue")
    return fields
