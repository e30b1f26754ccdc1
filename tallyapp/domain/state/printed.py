"""Which papers have been printed, so that none is printed twice without being said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tallyapp.domain.vocabulary.printed import PrintedKind, PrintedPapers


@dataclass(slots=True)
class Printed:
    """The papers that were printed, by kind and contest: numbers, or names of boxes and areas.

    `by_area` has those with numbers that were printed for an area.
    """

    known: dict[tuple[PrintedKind, str], set[int | str]] = field(default_factory=dict)
    by_area: dict[tuple[PrintedKind, str, str], list[int]] = field(default_factory=dict)

    def add(self, papers: PrintedPapers) -> None:
        """These were printed."""
        known = self.known.setdefault((papers.kind, papers.contest), set())
        if not papers.first:
            known.add(papers.of)
            return
        theirs = self.by_area.setdefault((papers.kind, papers.contest, papers.of), [])
        theirs += [n for n in range(papers.first, papers.last + 1) if n not in known]
        known.update(range(papers.first, papers.last + 1))

    def has(self, kind: PrintedKind, contest: str, name: int | str = "") -> bool:
        """Whether a paper of this number or name was printed before."""
        return name in self.known.get((kind, contest), ())

    def of_area(self, kind: PrintedKind, contest: str, area: str) -> Sequence[int]:
        """The numbers of this kind that were printed for an area, each once."""
        return tuple(self.by_area.get((kind, contest, area), ()))

    def last(self, kind: PrintedKind, contest: str) -> int:
        """The highest number of this kind that was printed in a contest; 0 before the first."""
        known = self.known.get((kind, contest), ())
        return max((number for number in known if isinstance(number, int)), default=0)


def in_runs(
    kind: PrintedKind, contest: str, names: Iterable[int | str], area: str = ""
) -> Iterator[PrintedPapers]:
    """Papers of one kind as an act tells of them: numbers that follow one another together, with
    their area; names one by one.
    """
    run: list[int] = []
    for name in names:
        if isinstance(name, str):
            yield PrintedPapers(kind=kind, contest=contest, of=name)
        elif run and name == run[-1] + 1:
            run.append(name)
        else:
            if run:
                yield _run(kind, contest, area, run)
            run = [name]
    if run:
        yield _run(kind, contest, area, run)


def _run(kind: PrintedKind, contest: str, area: str, run: list[int]) -> PrintedPapers:
    return PrintedPapers(kind=kind, contest=contest, of=area, first=run[0], last=run[-1])
