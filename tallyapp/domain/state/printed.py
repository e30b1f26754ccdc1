"""Which papers have been printed, so that none is printed twice without being said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tallyapp.domain.vocabulary.printed import PrintedKind, PrintedPapers


@dataclass(slots=True)
class Printed:
    """The papers that were printed, by kind and contest: numbers, or names of boxes and areas."""

    known: dict[tuple[PrintedKind, str], set[int | str]] = field(default_factory=dict)

    def add(self, papers: PrintedPapers) -> None:
        """These were printed."""
        known = self.known.setdefault((papers.kind, papers.contest), set())
        if papers.first:
            known.update(range(papers.first, papers.last + 1))
        else:
            known.add(papers.of)

    def has(self, kind: PrintedKind, contest: str, name: int | str = "") -> bool:
        """Whether a paper of this number or name was printed before."""
        return name in self.known.get((kind, contest), ())

    def last(self, kind: PrintedKind, contest: str) -> int:
        """The highest number of this kind that was printed in a contest; 0 before the first."""
        known = self.known.get((kind, contest), ())
        return max((number for number in known if isinstance(number, int)), default=0)


def in_runs(kind: PrintedKind, contest: str, names: Iterable[int | str]) -> Iterator[PrintedPapers]:
    """Papers of one kind as an act tells of them: numbers that follow one another together."""
    run: list[int] = []
    for name in names:
        if isinstance(name, str):
            yield PrintedPapers(kind=kind, contest=contest, of=name)
        elif run and name == run[-1] + 1:
            run.append(name)
        else:
            if run:
                yield PrintedPapers(kind=kind, contest=contest, first=run[0], last=run[-1])
            run = [name]
    if run:
        yield PrintedPapers(kind=kind, contest=contest, first=run[0], last=run[-1])
