"""What the files are called: the same for the same contest on every machine, and safe on each."""

from collections.abc import Collection, Iterable
from typing import Literal, TypeAlias, get_args

ContestFile: TypeAlias = Literal["aloud", "mail", "chart", "chart-words", "notice"]
CountFile: TypeAlias = Literal["results", "summary", "summary-page", "index", "sums"]
OF_CONTEST: tuple[ContestFile, ...] = get_args(ContestFile)
OF_COUNT: tuple[CountFile, ...] = get_args(CountFile)

_ENDINGS: dict[ContestFile, str] = {
    "aloud": "read-aloud.txt",
    "mail": "result.txt",
    "chart": "chart.png",
    "chart-words": "chart.txt",
    "notice": "notice.html",
}
_NAMES: dict[CountFile, str] = {
    "results": "results.csv",
    "summary": "summary.txt",
    "summary-page": "summary.html",
    "index": "README.txt",
    "sums": "SHA256SUMS.txt",
}


class FileNames:
    """The names of a count's files, by its contests; of those of the whole count `there_are` these,
    beside the list and the sums.
    """

    def __init__(
        self, contests: Iterable[str], *, practice: bool, there_are: Collection[CountFile] = ()
    ) -> None:
        self._before = "PRACTICE-" if practice else ""
        self._stems = _stems(contests)
        self._there_are = frozenset({*there_are, "index", "sums"})

    def of(self, contest: str, kind: ContestFile) -> str:
        """A file of one contest."""
        return f"{self.begins(contest)}-{_ENDINGS[kind]}"

    def begins(self, contest: str) -> str:
        """What the names of a contest's files begin with."""
        return f"{self._before}{self._stems[contest]}"

    def ends(self, kind: ContestFile) -> str:
        """What the name of such a file ends with."""
        return f"…-{_ENDINGS[kind]}"

    def whole(self, kind: CountFile) -> str:
        """A file of the whole count."""
        return f"{self._before}{_NAMES[kind]}"

    def has(self, kind: CountFile) -> bool:
        """Whether there is such a file."""
        return kind in self._there_are


def _stems(contests: Iterable[str]) -> dict[str, str]:
    """What the files of each contest begin with: its identifier, with a number behind it where it
    differs from another in capitals alone, which are the same file on many machines.
    """
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for contest in sorted(contests):
        stem = contest
        number = 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{contest}-{number}"
        taken.add(stem.casefold())
        stems[contest] = stem
    return stems
