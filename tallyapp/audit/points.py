"""What a verification says: what the signed data say, and one point after another, each holds,
fails, or could not be checked.
"""

from dataclasses import dataclass
from typing import Literal

from tallyapp.words.catalogue import say

Result = Literal["holds", "fails", "not checked"]
Verdict = Literal["holds", "consistent", "fails", "not judged"]

EXIT_STATUS: dict[Verdict, int] = {"holds": 0, "fails": 1, "not judged": 2, "consistent": 3}
"""The exit status that tells a verdict to other programs."""


@dataclass(frozen=True)
class Point:
    """One thing that was looked at, and a sentence on what it showed."""

    code: str
    result: Result
    detail: str


@dataclass(frozen=True)
class Said:
    """One thing that the signed data say, whatever a page may show: its label, and the words."""

    code: str
    label: str
    words: str


@dataclass(frozen=True)
class Verification:
    """What the data say, the points in order, and what they come to."""

    points: tuple[Point, ...]
    later: tuple[str, ...] = ()
    """What each revision after the signature proves, a sentence each."""
    said: tuple[Said, ...] = ()
    practice: bool = False
    """Whether the data are of a practice count, for which nobody publishes a certificate."""

    @property
    def verdict(self) -> Verdict:
        """Holds only where the signer is known: by a certificate that was given, or practice.

        Without the pages themselves nothing is judged.
        """
        results = {(point.code, point.result) for point in self.points}
        if any(result == "fails" for _, result in results):
            return "fails"
        # Every other point could hold of other pages than these.
        if ("rendering", "holds") not in results:
            return "not judged"
        # Whoever keeps a file can sign a consistent forgery with a key of their own: a document
        # that agrees with itself says nothing of who made it.
        practised = self.practice and ("practice", "holds") in results
        return "holds" if practised or ("signer", "holds") in results else "consistent"


def point(code: str, result: Result | bool, /, **words: object) -> Point:
    """A point with its sentence from the catalogue."""
    said: Result = result if isinstance(result, str) else "holds" if result else "fails"
    return Point(code, said, say("verify", f"{code}.{said}", **words))


def told(code: str, result: Result, key: str, /, **words: object) -> Point:
    """A point with the sentence of this key, where its code and result have several."""
    return Point(code, result, say("verify", key, **words))


def unchecked(code: str, why: str) -> Point:
    """A point that could not be checked, and the sentence that says why."""
    return Point(code, "not checked", say("verify", why))


def said(code: str, words: object) -> Said:
    """What the data say of one thing, under its label from the catalogue."""
    return Said(code, say("verify", f"said.{code}"), str(words))
