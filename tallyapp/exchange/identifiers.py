"""Identifiers made of names, always the same for the same name."""

import hashlib
import re

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.collation import without_accents

_LONGEST = 64
_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_OTHER = re.compile(r"[^a-z0-9]+")


def is_identifier(text: str) -> bool:
    """Whether this is an `Identifier` of the domain as it stands."""
    return _PATTERN.match(text) is not None


def identifier_of(name: str) -> str:
    """The identifier of this name: small letters, digits and hyphens.

    One that would be empty, too long or the name of the stream `count` ends in eight digits of its
    hash.
    """
    plain = _OTHER.sub("-", without_accents(name)).strip("-")
    if plain in ("", COUNT_STREAM) or len(plain) > _LONGEST:
        # From the name alone, so that the same list gives the same contest on every machine.
        digits = hashlib.sha256(name.encode()).hexdigest()[:8]
        plain = f"{plain[: _LONGEST - 9].strip('-') or 'contest'}-{digits}"
    return plain
