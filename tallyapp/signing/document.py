"""A document as it stands after each revision that was looked at."""

from tallyapp.signing.report import LaterFound
from tallyapp.signing.revision import FIELD_NAME
from tallyapp.signing.syntax import Object, Value
from tallyapp.signing.tables import Table, dictionary_in, object_in

ENDINGS = (b"", b"\n", b"\r\n", b"\r")
"""What may follow the last `%%EOF`: carrying a file from one machine to another can leave the end
of a line.
"""


class NotProof(Exception):
    """A later revision holds something else."""

    def __init__(self, found: LaterFound, what: str = "") -> None:
        super().__init__(found, what)
        self.found = found
        self.what = what


class Document:
    """The document as it stands after each revision that was looked at."""

    def __init__(self, pdf: bytes, signed: list[Table]) -> None:
        self.pdf = pdf
        self.trailer = signed[0].trailer
        self.tables = signed
        """From the last to the first."""
        self.roles: dict[int, str] = {}
        """What each object that later revisions added is for."""
        self.values = 0
        # The officer's own field is taken, so that no timestamp can be given its name.
        self.names = {FIELD_NAME.encode()}

    def knows(self, number: int) -> bool:
        """Whether an earlier revision has this object."""
        return any(number in table.places for table in self.tables)

    def dictionary(self, ref: Value | None) -> dict[str, Value]:
        """The dictionary referred to, after the revisions looked at; NotPlain if none is."""
        return dictionary_in(self.pdf, self.tables, ref)

    def object(self, ref: Value | None) -> Object:
        """The object referred to, after the revisions looked at; NotPlain if none is."""
        return object_in(self.pdf, self.tables, ref)

    def reference(self, key: str) -> Value | None:
        """What the trailer refers to under this key: the catalogue, or the information."""
        return self.trailer.get(key)

    def role(self, number: int) -> str:
        """What a later object is for; empty for one of the signed revisions."""
        return self.roles.get(number, "")

    def bytes(self, start: int, end: int) -> bytes:
        """The file's own bytes."""
        return self.pdf[start:end]

    def ends(self, at: int, end: int) -> bool:
        """Whether nothing but the end of a line stands between the two places."""
        return is_ending(self.pdf, at, end)


def is_ending(pdf: bytes, at: int, end: int) -> bool:
    """Whether nothing but the end of a line stands between the two places."""
    return 0 <= end - at <= 2 and pdf[at:end] in ENDINGS
