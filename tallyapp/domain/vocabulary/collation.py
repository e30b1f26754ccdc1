"""Names compared and ordered by their letters alone, as on UK ballot papers."""

import unicodedata

_NOT_COMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ĸ": "k"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ɛ": "e", "ɔ": "o"}
    | {"ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y"}
)
"""Letters that Unicode does not take apart into a letter of the alphabet and a mark."""


def without_accents(name: str) -> str:
    """The name for comparing and ordering: no accents, no capitals, no letters but those of
    English.
    """
    # For order only: what is printed keeps its accents.
    parts = unicodedata.normalize("NFKD", name)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare.casefold().translate(_NOT_COMPOSED)


def collated(name: str) -> str:
    """The key by which a name is put in its place: its letters and digits alone.

    Apostrophes, spaces, hyphens and full stops count for nothing, accents neither; Ł stands with L,
    and Mc as it is written.
    """
    return "".join(filter(str.isalnum, without_accents(name)))
