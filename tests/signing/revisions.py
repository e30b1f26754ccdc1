"""Revisions written by hand after a signature: honest ones, and those that want to be taken for
such.
"""

import asyncio
import datetime as dt
import hashlib
from collections.abc import Mapping

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tallyapp.signing import revision
from tallyapp.signing import sign as signing
from tallyapp.signing.identity import Identity
from tallyapp.signing.syntax import Name, Ref, Value, Word
from tallyapp.signing.tables import dictionary_in, tables
from tests.signing.helpers import NIGHT, certificate

ROOM = 6_000
"""Bytes for a timestamp."""


def authority(bits: int = 2048) -> Identity:
    """Somebody who gives timestamps."""
    key = rsa.generate_private_key(65537, bits)
    root = ec.generate_private_key(ec.SECP256R1())
    return Identity(certificate("Time", key.public_key(), "Trust Root", root), key)


def stamper(of: Identity) -> DummyTimeStamper:
    """What gives the authority's timestamps, without asking anybody."""
    return DummyTimeStamper(
        tsa_cert=revision.as_asn1(of.x509),
        tsa_key=signing._signer(of).signing_key,
        certs_to_embed=SimpleCertificateStore(),
        fixed_dt=NIGHT,
    )


class Later:
    """A document to which revisions are added, and the numbers in it that they need."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        read = tables(pdf, most=80)
        self.root = _number(read[0].trailer["Root"])
        self.info = _number(read[0].trailer["Info"])
        self.next = 1 + max(number for table in read for number in table.places)
        self.catalogue = dictionary_in(pdf, read, Ref(self.root, 0))
        self.page = next(
            number
            for table in read
            for number, place in table.places.items()
            if b"/Type /Page\n" in pdf[place : place + 600].split(b"endobj")[0]
            or b"/Type /Page " in pdf[place : place + 600].split(b"endobj")[0]
        )
        self.page_now = dictionary_in(pdf, read, Ref(self.page, 0))
        self._read = read

    def with_objects(self, objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
        """The document with one more revision that holds these objects."""
        out = bytearray(self.pdf)
        places = {}
        for number, content in objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        start = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \n"
        for number in sorted(places):
            out += b"%d 1\n%010d 00000 n \n" % (number, places[number])
        size = max([self.next, *(number + 1 for number in objects)])
        names = b"/Root %d 0 R /Info %d 0 R /Size %d" % (self.root, self.info, size)
        out += b"trailer\n<< %b /Prev %d %b >>\n" % (names, self._read[0].start, trailer)
        out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(out)

    def catalogue_with(self, **entries: bytes) -> bytes:
        """The catalogue's content with other entries."""
        return dictionary({**written(self.catalogue), **entries})

    def page_with(self, **entries: bytes) -> bytes:
        """The page's content with other entries."""
        return dictionary({**written(self.page_now), **entries})

    def with_proofs(self, objects: Mapping[int, bytes], store: bytes) -> bytes:
        """The document with one more revision, whose catalogue names this security store."""
        return self.with_objects({self.root: self.catalogue_with(DSS=store), **objects})

    def stamped(
        self,
        by: Identity,
        *,
        field: Mapping[str, bytes | None] | None = None,
        stamp: Mapping[str, bytes | None] | None = None,
        others: Mapping[int, bytes] | None = None,
        catalogue: Mapping[str, bytes] | None = None,
        digest: str = "sha256",
    ) -> bytes:
        """The document with a timestamp over all of it, and what else somebody put into its
        revision.
        """
        number = self.next + 20
        value = number + 1
        form = self.catalogue["AcroForm"]
        assert isinstance(form, dict)
        fields_before = form["Fields"]
        assert isinstance(fields_before, list)
        fields = [*fields_before, Ref(number, 0)]
        form_now = dictionary({**written(form), "Fields": text(fields)})
        own = {
            "FT": b"/Sig",
            "Type": b"/Annot",
            "Subtype": b"/Widget",
            "T": b"(Timestamp-%d)" % number,
            "F": b"132",
            "Rect": b"[0 0 0 0]",
            "P": b"%d 0 R" % self.page,
            "V": b"%d 0 R" % value,
        }
        gap = b"<" + b"0" * (2 * ROOM) + b">"
        room = b"[0 0000000000 0000000000 0000000000]"
        dictionary_of_stamp = {
            "Type": b"/DocTimeStamp",
            "Filter": b"/Adobe.PPKLite",
            "SubFilter": b"/ETSI.RFC3161",
            "ByteRange": room,
            "Contents": gap,
        }
        entries = {"AcroForm": form_now, **(catalogue or {})}
        objects = {
            self.root: self.catalogue_with(**entries),
            number: dictionary(_changed(own, field)),
            value: dictionary(_changed(dictionary_of_stamp, stamp)),
            **(others or {}),
        }
        pdf = self.with_objects(objects)
        start = pdf.find(gap, len(self.pdf))
        end = start + len(gap)
        pdf = pdf.replace(room, b"[0 %010d %010d %010d]" % (start, end, len(pdf) - end))
        over = hashlib.new(digest, pdf[:start] + pdf[end:]).digest()
        token = _token(by, over, digest)
        return pdf[: start + 1] + token.hex().encode().ljust(2 * ROOM, b"0") + pdf[end - 1 :]


def _token(by: Identity, over: bytes, digest: str) -> bytes:
    return bytes(asyncio.run(stamper(by).async_timestamp(over, digest)).dump())


def _changed(
    entries: dict[str, bytes], changes: Mapping[str, bytes | None] | None
) -> dict[str, bytes]:
    now: dict[str, bytes | None] = {**entries, **(changes or {})}
    return {key: value for key, value in now.items() if value is not None}


def _number(value: Value) -> int:
    assert isinstance(value, Ref)
    return value.number


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """A dictionary with these entries."""
    return (
        b"<< "
        + b" ".join(b"/%b %b" % (key.encode(), value) for key, value in entries.items())
        + b" >>"
    )


def written(entries: Mapping[str, Value]) -> dict[str, bytes]:
    """The entries of a dictionary that was read, as bytes again."""
    return {key: text(value) for key, value in entries.items()}


def text(value: Value) -> bytes:
    """A value that was read, as bytes again."""
    match value:
        case Name():
            return b"/" + value.text.encode()
        case Ref():
            return b"%d %d R" % (value.number, value.generation)
        case Word():
            return value.text.encode()
        case bytes():
            return b"<" + value.hex().encode() + b">"
        case list():
            return b"[ " + b" ".join(map(text, value)) + b" ]"
        case dict():
            return dictionary(written(value))
        case _:
            return str(value).encode()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream with this content."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def a_certificate(name: str = "Trust Root") -> bytes:
    """A certificate that a security store may hold: DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    return certificate(name, key.public_key(), name, key, ca=True).public_bytes(Encoding.DER)


def a_list() -> bytes:
    """A list of certificates that were revoked: DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Trust Root")])
    builder = x509.CertificateRevocationListBuilder().issuer_name(name)
    builder = builder.last_update(NIGHT).next_update(NIGHT + dt.timedelta(days=7))
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def an_answer() -> bytes:
    """An authority's answer that it does not answer: DER."""
    unsuccessful = ocsp.OCSPResponseStatus.TRY_LATER
    return ocsp.OCSPResponseBuilder.build_unsuccessful(unsuccessful).public_bytes(Encoding.DER)
