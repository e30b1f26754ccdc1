"""Whether a signer's certificate is one that the reader trusts, or was issued by one that is
trusted.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from tallyapp.signing.certificate import certificates
from tallyapp.signing.revision import as_asn1


def is_trusted(
    signer: x509.Certificate,
    chain: Sequence[x509.Certificate],
    trusted: Sequence[bytes],
    at: datetime,
) -> bool:
    """
    Whether the signer is among the trusted certificates, PEM or DER, or its issuers lead to one
    of them.

    Judged at the time of signing, without asking anybody about revocation. ValueError for bytes
    that are no certificate.
    """
    roots = [root for data in trusted for root in certificates(data)]
    # A certificate given by hand is trusted itself, whoever issued it: self-made ones have nobody.
    if signer in roots:
        return True
    context = ValidationContext(
        trust_roots=[as_asn1(root) for root in roots],
        other_certs=[as_asn1(issuer) for issuer in chain],
        # At the time of signing: an old notice does not become untrue when a certificate expires.
        moment=at,
        # Offline: asking the issuer whether a signature is good would tell them who is reading it.
        allow_fetching=False,
    )
    try:
        asyncio.run(
            CertificateValidator(as_asn1(signer), validation_context=context).async_validate_path()
        )
    except (PathError, ValidationError):
        return False
    return True
