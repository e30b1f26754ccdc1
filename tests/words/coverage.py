"""How much of the catalogue each language has: `python -m tests.words.coverage [LANGUAGE]`."""

import sys

from tallyapp.words.language import ENGLISH, catalogue, shipped

OF_A_LANGUAGE = frozenset({"language", "numbers", "plurals", "lists", "days", "units"})
"""Parts that each language has of its own, and that are no sentences."""


def coverage(key: str) -> dict[str, tuple[int, int]]:
    """Of each part how many sentences the language has, and how many there are."""
    english = catalogue(ENGLISH)
    own = catalogue(key)
    return {
        part: (len(own.get(part, {})), len(english[part]))
        for part in english
        if part not in OF_A_LANGUAGE
    }


def missing(key: str, part: str) -> list[str]:
    """The keys of a part that the language leaves to English."""
    return [each for each in catalogue(ENGLISH)[part] if each not in catalogue(key).get(part, {})]


def report(key: str) -> str:
    """A line for each part that was begun, and one for the whole."""
    told = coverage(key)
    lines = [
        f"{part:20}{100 * have // whole:>4} %  {have} of {whole}"
        for part, (have, whole) in told.items()
        if have
    ]
    have = sum(each for each, _ in told.values())
    whole = sum(each for _, each in told.values())
    return "\n".join([*lines, f"{key:20}{100 * have // whole:>4} %  {have} of {whole}"])


if __name__ == "__main__":
    for name in sys.argv[1:] or shipped():
        print(report(name), end="\n\n")
