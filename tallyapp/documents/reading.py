"""The reading side: what a document holds, and how its pages look."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from threading import Lock

import pikepdf
import pypdfium2
from pikepdf import Array, Name, PasswordError, Pdf, PdfError
from PIL import Image

from tallyapp.documents.page.pdf import (
    DRAWN,
    LEAVES,
    NAMES,
    RESULT,
    STATEMENT,
    STREAM_SUFFIX,
    WITHHELD,
)

LARGEST_ATTACHMENT = 16 * 2**20
"""In bytes, decoded, all attachments together; a large contest's stream is a twentieth of it."""
MOST_ATTACHMENTS = 16
LARGEST_PAGE = 2_000
"""In points, either way; an A4 page is 842 high."""
_PDFIUM = Lock()
"""PDFium can be at work on one thread at a time."""


class NotOurDocument(Exception):
    """The bytes are no PDF, or hold nothing of this program's; the message says which."""


class TooLarge(NotOurDocument):
    """More is packed into the document than any of this program's holds."""


def read_attachments(pdf: bytes) -> dict[str, bytes]:
    """The result and the streams embedded in a document, by file name.

    NotOurDocument if there are none, TooLarge if there is more than any document of ours holds.
    """
    with _opened(pdf) as document:
        try:
            # A tree of names may have no end: no more of it is walked than it takes to see that.
            names = list(islice(document.attachments, MOST_ATTACHMENTS + 1))
            if len(names) > MOST_ATTACHMENTS:
                raise TooLarge(f"The PDF holds more than {MOST_ATTACHMENTS} files.")
            ours = (RESULT, STATEMENT, NAMES, WITHHELD, LEAVES)
            names = [name for name in names if name in ours or name.endswith(STREAM_SUFFIX)]
            if not names:
                raise NotOurDocument("The PDF holds neither a result nor a ledger.")
            found: dict[str, bytes] = {}
            for name in names:
                room = LARGEST_ATTACHMENT - sum(map(len, found.values()))
                found[name] = _content(document.attachments[name].get_file().obj, room)
            return found
        except (
            PdfError,
            zlib.error,
            KeyError,
            TypeError,
            ValueError,
            AttributeError,
            RuntimeError,
        ) as fault:
            raise NotOurDocument(
                f"The files embedded in the PDF cannot be read: {fault}"
            ) from fault


def _content(stream: pikepdf.Object, room: int) -> bytes:
    """The decoded content of an embedded file, never more bytes than there is room for."""
    filters = stream.get(Name.Filter, Array())
    names = list(filters) if isinstance(filters, Array) else [filters]
    raw = stream.read_raw_bytes()
    if names and (names != [Name.FlateDecode] or Name.DecodeParms in stream):
        raise NotOurDocument("A file embedded in the PDF is packed in an unknown way.")
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(raw, room + 1) if names else raw
    if len(content) > room:
        raise TooLarge("A file embedded in the PDF is too large.")
    if names and not unpacker.eof:
        raise NotOurDocument("A file embedded in the PDF is cut off.")
    return content


def layout_of(pdf: bytes) -> int:
    """The layout under which a document says it was drawn; 0 if it does not say."""
    with _opened(pdf) as document:
        layout = document.Root.get(DRAWN, 0)
        return layout if isinstance(layout, int) else 0


def page_count(pdf: bytes) -> int:
    """How many pages a document has."""
    with _opened(pdf) as document:
        return len(document.pages)


def page_images(pdf: bytes, scale: float) -> list[Image.Image]:
    """The pages as pictures, signature included; at scale 1 a point is a pixel."""
    with _pages(pdf) as document:
        return [page.render(scale=scale).to_pil() for page in document]


def printed_page(pdf: bytes, index: int, dots: int) -> Image.Image:
    """One page in greys, as a printer with so many dots to the inch takes it."""
    with _pages(pdf) as document:
        picture: Image.Image = document[index].render(scale=dots / 72, grayscale=True).to_pil()
        return picture


def first_page(pdf: bytes, width: int) -> Image.Image:
    """The first page as a picture so many pixels wide, signature included; never a larger one."""
    with _pages(pdf) as document:
        if not len(document):
            raise NotOurDocument("There are no pages.")
        page = document[0]
        across, high = page.get_size()
        if not (1 <= across <= LARGEST_PAGE and 1 <= high <= LARGEST_PAGE):
            raise NotOurDocument("The first page is larger than a page.")
        picture: Image.Image = page.render(scale=width / across).to_pil()
        return picture


@contextmanager
def _pages(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            raise NotOurDocument(f"The pages cannot be shown: {fault}") from fault
        try:
            document.init_forms()
            yield document
        finally:
            document.close()


def _opened(pdf: bytes) -> Pdf:
    try:
        return Pdf.open(BytesIO(pdf), suppress_warnings=True)
    except PasswordError as fault:
        raise NotOurDocument("The PDF is protected by a password.") from fault
    except PdfError as fault:
        raise NotOurDocument(f"This is not a PDF that can be read: {fault}") from fault
