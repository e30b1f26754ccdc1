"""Names of the staff: an act holds a commitment to a name, and the name itself stands beside it."""

from hashlib import sha256

from msgspec import Struct

from tallyapp.domain.vocabulary.units import Hex32, Hex64, Officer, Text

__all__ = ["ReleasedName", "StaffName", "commitment"]


def commitment(salt: str, name: str) -> Hex64:
    """What an act says of a name: its SHA-256 with a salt, which binds it and gives nothing away.

    SHA-256("tallyapp.name/1\\n" salt "\\n" name "\\n") in lower-case hexadecimal; the salt is 32
    hexadecimal digits.
    """
    said = f"tallyapp.name/1\n{salt}\n{name}\n"
    # A lone surrogate is no text and is never kept: the desk refuses it, and says so in words.
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class StaffName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name and the salt of its own: without the salt a name could be found by trying names."""

    salt: Hex32
    name: Text

    @property
    def named(self) -> Hex64:
        """The commitment that acts hold of it."""
        return commitment(self.salt, self.name)


class ReleasedName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name that a document gives, with all that is needed to compare it with its commitment."""

    number: Officer
    salt: Hex32
    name: Text

    @property
    def named(self) -> Hex64:
        """The commitment that the act which enrolled this officer must hold."""
        return commitment(self.salt, self.name)
