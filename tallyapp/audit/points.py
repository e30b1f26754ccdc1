"""What a verification says: one point after another, each holds, fails, or could not be checked."""

from dataclasses import dataclass
from typing import Literal

from tallyapp.words.catalogue import say

Result = Literal["holds", "fails", "not checked"]
Verdict = Literal["holds", "fails", "not judged"]

EXIT_STATUS: dict[Verdict, int] = {"holds": 0, "fails": 1, "not judged": 2}
"""The exit status that tells a verdict to other programs."""


@dataclass(frozen=True)
class Point:
    """One thing that was looked at, and a sentence on what it showed."""

    code: str
    result: Result
    detail: str


@dataclass(frozen=True)
class Verification:
    """The points in order, and what they come to: everything checked holds, something fails, or
    neither.
    """

    points: tuple[Point, ...]
    later: tuple[str, ...] = ()
    """What each revision after the signature proves, a sentence each."""

    @property
    def verdict(self) -> Verdict:
        """Whether everything that was checked holds; without the pages themselves nothing is
        judged.
        """
        # Every other point could hold of other pages than these.
        results = {(point.code, point.result) for point in self.points}
        if any(result == "fails" for _, result in results):
            return "fails"
        return "holds" if ("rendering", "holds") in results else "not judged"


def point(code: str, result: Result | bool, /, **words: object) -> Point:
    """A point with its sentence from the catalogue."""
    said: Result = result if isinstance(result, str) else "holds" if result else "fails"
    return Point(code, said, say("verify", f"{code}.{said}", **words))


def unchecked(code: str, why: str) -> Point:
    """A point that could not be checked, and the sentence that says why."""
    return Point(code, "not checked", say("verify", why))
