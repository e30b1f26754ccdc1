"""Sign a document as the returning officer: certified, visible, PAdES B-B."""

from datetime import datetime

from asn1crypto import keys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import SimpleSigner

from tallyapp.signing import revision
from tallyapp.signing.examine import examine
from tallyapp.signing.fit import unfit
from tallyapp.signing.identity import Identity
from tallyapp.signing.revision import FIELD_NAME
from tallyapp.signing.stamp import SigningFault, Stamp, stamp_time
from tallyapp.signing.strength import lowered

__all__ = ["FIELD_NAME", "SigningFault", "Stamp", "sign", "stamp_time"]


def sign(unsigned: bytes, identity: Identity, *, at: datetime, stamp: Stamp) -> bytes:
    """
    The document signed in its field `FIELD_NAME`, beginning with exactly the unsigned bytes.

    `at` is the claimed time of signing, to the second, in local time with its offset. The result
    has been examined: SigningFault, and nothing returned, for a document, stamp or certificate
    that does not do.
    """
    # A PDF keeps seconds: what is compared afterwards must not have been finer than that.
    at = at.replace(microsecond=0)
    # What the stamp shows is read by people, and no signature vouches for a drawing: so it must say
    # what the certificate says.
    _check_stamp(stamp, identity, at)
    for fault in unfit(identity, at):
        raise SigningFault(f"The certificate {fault.sentence} The document was not signed.")
    try:
        prepared = revision.prepare(unsigned, at=at, stamp=stamp)
    except (PdfError, SigningError, ValueError, KeyError) as error:
        raise SigningFault(
            f"The document is not a complete PDF with an empty signature field {FIELD_NAME}. "
            "Make it again."
        ) from error
    signed = prepared.filled(revision.container(prepared.gap.document_digest, _signer(identity)))
    # Examined by the same eyes as the auditor's: a signature nobody can check is not a signature.
    report = examine(signed)
    if not report.holds or report.unsigned_bytes != unsigned:
        found = ", ".join(report.problems) or "it is not the same document"
        raise SigningFault(
            f"The signature just made does not hold ({found}), so the document was not signed."
        )
    return signed


def _check_stamp(stamp: Stamp, identity: Identity, at: datetime) -> None:
    due = Stamp.of(identity, at, title=stamp.told_title)
    for word in ("name", "title", "time", "certificate", "note", "told_title"):
        shown = getattr(stamp, word)
        true = getattr(due, word)
        if shown != true:
            raise SigningFault(
                f"The stamp would show the {word.replace('told_', '')} {shown!r}; "
                f"the signature says {true!r}."
            )


class _Signer(SimpleSigner):
    """Signs with the lower of the two signatures that anybody can make from each other."""

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        signature = await super().async_sign_raw(data, digest_algorithm, dry_run)
        return lowered(signature, self.signing_cert)


def _signer(identity: Identity) -> SimpleSigner:
    key = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return _Signer(
        signing_cert=revision.as_asn1(identity.x509),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=revision.registry(identity.chain),
        signature_mechanism=revision.mechanism(identity.x509),
    )
