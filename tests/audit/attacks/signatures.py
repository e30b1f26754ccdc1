"""Documents signed again with every kind of wrong certificate, and signatures tampered with."""

from collections.abc import Callable

from asn1crypto import algos, cms, core
from cryptography.x509.oid import NameOID

from tallyapp.signing import revision
from tallyapp.signing import sign as signing
from tallyapp.signing.certificate import PRACTICE_UNIT
from tallyapp.signing.identity import practice_identity
from tallyapp.signing.sign import Stamp
from tallyapp.signing.strength import ORDERS
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import NIGHT, unsigned
from tests.signing.test_fit import WRONG

KIND = Kind.CERTIFICATES
TITLE = "Acting Returning Officer"


def _signed_with(what: str) -> Callable[[World], bytes]:
    """The declaration signed by other means than the program, with a certificate that may not."""

    def made(world: World) -> bytes:
        certificate = WRONG[what][0]()
        # Of a practice count, lest that alone gave it away.
        certificate.names.append((NameOID.ORGANIZATIONAL_UNIT_NAME, PRACTICE_UNIT))
        identity = certificate.identity
        stamp = Stamp.of(identity, NIGHT, title=TITLE)
        document = unsigned(world.hall.declaration)
        prepared = revision.prepare(document, at=NIGHT, stamp=stamp)
        signer = signing._signer(identity)
        return prepared.filled(revision.container(prepared.gap.document_digest, signer))

    return made


def _signed_at(hours: int) -> Callable[[World], bytes]:
    """Signed by a forger whose clock says another time."""

    def made(world: World) -> bytes:
        at = NIGHT.replace(day=4, hour=hours)
        identity = practice_identity(at)
        document = unsigned(world.hall.declaration)
        return signing.sign(document, identity, at=at, stamp=Stamp.of(identity, at, title=TITLE))

    return made


def _titled(title: str) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        forger = world.hall.forger
        stamp = Stamp.of(forger, NIGHT, title=title)
        return signing.sign(unsigned(world.hall.declaration), forger, at=NIGHT, stamp=stamp)

    return made


def _gap(pdf: bytes) -> tuple[int, int]:
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    return start, pdf.index(b">", start)


def _container(change: Callable[[cms.ContentInfo], None]) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        pdf = world.hall.declaration
        start, end = _gap(pdf)
        container = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
        change(container)
        digits = bytes(container.dump(force=True)).hex().upper().encode()
        return pdf[:start] + digits.ljust(end - start, b"0") + pdf[end:]

    return made


def _twin(container: cms.ContentInfo) -> None:
    signer = container["content"]["signer_infos"][0]
    pair = algos.DSASignature.load(signer["signature"].native)
    other = ORDERS["secp256r1"] - pair["s"].native
    signer["signature"] = algos.DSASignature({"r": pair["r"].native, "s": other}).dump()


def _remark(container: cms.ContentInfo) -> None:
    values = [core.UTF8String("elected: somebody else")]
    remark = cms.CMSAttribute({"type": "1.2.3.4", "values": values})
    container["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([remark])


def _stranger(container: cms.ContentInfo) -> None:
    stranger = revision.as_asn1(practice_identity(NIGHT).x509)
    container["content"]["certificates"].append(
        cms.CertificateChoices(name="certificate", value=stranger)
    )


def _exchanged(container: cms.ContentInfo) -> None:
    """Another's certificate in the place of the signer's."""
    stranger = revision.as_asn1(practice_identity(NIGHT).x509)
    container["content"]["certificates"] = [
        cms.CertificateChoices(name="certificate", value=stranger)
    ]


def _at_the_end(change: Callable[[bytes], bytes]) -> Callable[[World], bytes]:
    """Another filling of the gap behind the signature."""

    def made(world: World) -> bytes:
        pdf = world.hall.declaration
        _, end = _gap(pdf)
        return pdf[: end - 20] + change(pdf[end - 20 : end]) + pdf[end:]

    return made


def _in_lower_case(world: World) -> bytes:
    pdf = world.hall.declaration
    start, end = _gap(pdf)
    return pdf[:start] + pdf[start:end].lower() + pdf[end:]


SIGNATURE = ("signature",)
PADDING = ("padding",)

ATTACKS = (
    *(
        Attack(what, KIND, _signed_with(what), SIGNATURE, words)
        for what, words in {
            "RSA of 2,048 bits": "can be forged",
            "RSA with the exponent 3": "can be forged",
            "P-384": "can be forged",
            "no usage": "not one for signing documents",
            "for encryption": "not one for signing documents",
            "an authority's": "not one for signing documents",
            "an authority's by its constraints alone": "not one for signing documents",
            "nobody's": "does not name exactly one person",
            "of two persons": "does not name exactly one person",
            "with two titles": "does not name exactly one person",
            "expired": "did not hold at that time",
            "not yet valid": "did not hold at that time",
        }.items()
    ),
    Attack(
        "signed before it was declared",
        Kind.SIGNING,
        _signed_at(12),
        SIGNATURE,
        "before the result was declared",
    ),
    Attack(
        "signed as somebody the document does not name",
        Kind.SIGNING,
        _titled("Lord Chief Justice"),
        SIGNATURE,
        "neither the certificate nor the document has",
    ),
    Attack(
        "signed as nobody in particular, in other letters",
        Kind.SIGNING,
        _titled("Actíng Returning Officer"),
        SIGNATURE,
        "neither the certificate nor the document has",
    ),
    Attack(
        "another's certificate in the place of the signer's",
        Kind.SIGNING,
        _container(_exchanged),
        ("signature", "padding", "rendering"),
        "its certificate or time cannot be read",
    ),
    Attack("the other of two signatures", Kind.SIGNING, _container(_twin), SIGNATURE),
    Attack("a remark nobody signed", Kind.PADDING, _container(_remark), PADDING),
    Attack("a stranger's certificate", Kind.PADDING, _container(_stranger), PADDING),
    Attack("in lower case", Kind.PADDING, _in_lower_case, PADDING),
    Attack("words in the padding", Kind.PADDING, _at_the_end(lambda _: b"AB" * 10), PADDING),
    Attack(
        "one bit in the padding", Kind.PADDING, _at_the_end(lambda old: b"1" + old[1:]), PADDING
    ),
)
