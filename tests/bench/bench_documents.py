"""What a declaration costs beyond the libraries that draw and sign it."""

import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from asn1crypto import keys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.pdfgen.canvas import Canvas

from tallyapp import publication
from tallyapp.audit.verify import verify
from tallyapp.documents.page import pdf, signature
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.signing import revision
from tallyapp.signing.identity import Identity, practice_identity
from tallyapp.signing.sign import FIELD_NAME, Stamp, sign

from .counts import DAY, result
from .harness import Row, Side, compare

PAPERS = 20_000
AIM = "1.5"
_Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def measure() -> Iterable[Row]:
    """One declaration of one contest: drawn, signed and verified."""
    with tempfile.TemporaryDirectory() as folder:
        clock = HallClock(DAY)
        contest = result("bench", PAPERS)
        desk = rehearsal.begin(Path(folder) / "bench.tally", "Bench", [contest], clock)
        with desk.ledger.together():
            planned = rehearsal.set_up(desk, contest, seed=1)
            rehearsal.play(desk, planned)
        identity = practice_identity(clock())
        by = rehearsal.RETURNING_OFFICER
        declaration = publication.prepare(desk, planned.stream, "declaration", by)
        yield drawing(declaration)
        yield signing(declaration, identity)
        yield verifying(declaration, identity)
        desk.close()


def drawing(declaration: publication.Unpublished) -> Row:
    """Laid out, drawn, and its data embedded, against ReportLab's part of it."""
    mark = declaration._mark()
    drawn = _Recorded()
    with (
        patch.object(pdf, "Canvas", drawn.canvas),
        patch.object(signature, "_qr", wraps=signature._qr) as symbol,
    ):
        declaration._drawn(mark)

    def bare() -> None:
        # Packed, as a file is that somebody is given: ours is packed only when it is finished.
        canvas = Canvas(BytesIO(), **{**drawn.given, "pageCompression": 1})
        for name, given, named in drawn.calls:
            getattr(canvas, name)(*given, **named)
        code = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(symbol.call_args.args[1])
        code.make()

    return compare(
        "A declaration drawn",
        Side("laid out, drawn, with its data embedded", lambda: declaration._drawn(mark)),
        Side("bare ReportLab: the same marks, and the same QR symbol", bare),
        unit="declaration",
        aim=AIM,
    )


class _Recorded:
    """What is asked of the canvas, to be asked of another that nobody lays out for."""

    def __init__(self) -> None:
        self.calls: list[_Call] = []
        self.given: dict[str, Any] = {}

    def canvas(self, out: BytesIO, **given: Any) -> "_Recorder":
        """The canvas that is drawn on."""
        self.given = given
        return _Recorder(Canvas(out, **given), self.calls)


class _Recorder:
    def __init__(self, canvas: Canvas, calls: list[_Call]) -> None:
        self._canvas = canvas
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._canvas, name)
        if not callable(found):
            return found

        def called(*given: Any, **named: Any) -> Any:
            self._calls.append((name, given, named))
            return found(*given, **named)

        return called


def signing(declaration: publication.Unpublished, identity: Identity) -> Row:
    """Stamped, signed and examined, against pyHanko signing the same field and reading it back."""
    unsigned = declaration._drawn(declaration._mark())
    stamp = Stamp.of(identity, declaration.at, title=declaration.report.heading.officer_title)
    key = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=revision.as_asn1(identity.x509),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=revision.registry(identity.chain),
    )
    wanted = signers.PdfSignatureMetadata(
        field_name=FIELD_NAME,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )

    def bare() -> None:
        writer = IncrementalPdfFileWriter(BytesIO(unsigned))
        out = signers.PdfSigner(wanted, signer).sign_pdf(writer, existing_fields_only=True)
        (found,) = PdfFileReader(BytesIO(out.getvalue())).embedded_signatures
        digest = found.compute_digest()
        assert all(validate_sig_integrity(found.signer_info, found.signer_cert, "data", digest))

    return compare(
        "A declaration signed",
        Side(
            "stamped, signed, and examined as an auditor would",
            lambda: sign(unsigned, identity, at=declaration.at, stamp=stamp),
        ),
        Side("bare pyHanko: signed without a stamp, and its integrity validated", bare),
        unit="declaration",
        aim=AIM,
    )


def verifying(declaration: publication.Unpublished, identity: Identity) -> Row:
    """All that an auditor's reading judges, against making it."""
    mark = declaration._mark()
    stamp = Stamp.of(identity, declaration.at, title=declaration.report.heading.officer_title)
    signed = sign(declaration._drawn(mark), identity, at=declaration.at, stamp=stamp)

    def ours() -> None:
        assert verify(signed).verdict == "holds"

    def again() -> None:
        sign(declaration._drawn(mark), identity, at=declaration.at, stamp=stamp)

    return compare(
        "A declaration verified",
        Side("signature, data and pages judged: each is made again and compared", ours),
        Side("that declaration drawn and signed", again),
        unit="declaration",
        aim="1",
    )
