"""Which papers have been printed, so that none is printed twice without being said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tallyapp.domain.vocabulary.printed import PrintedKind, PrintedPapers


@dataclass(slots=True)
class Printed:
    """The papers that were printed, by kind and contest: in `runs` those with numbers, each run
    with its area; in `names` those of boxes, areas, containers, or of a whole contest.
    """

    # Runs and not their numbers: a file is read in the room that its acts take, whatever they say.
    runs: dict[tuple[PrintedKind, str], list[PrintedPapers]] = field(default_factory=dict)
    names: dict[tuple[PrintedKind, str], set[str]] = field(default_factory=dict)

    def add(self, papers: PrintedPapers) -> None:
        """These were printed."""
        key = papers.kind, papers.contest
        if papers.first:
            self.runs.setdefault(key, []).append(papers)
        else:
            self.names.setdefault(key, set()).add(papers.of)

    def has(self, kind: PrintedKind, contest: str, name: int | str = "") -> bool:
        """Whether a paper of this number or name was printed before."""
        if isinstance(name, str):
            return name in self.names.get((kind, contest), ())
        return any(run.first <= name <= run.last for run in self._runs(kind, contest))

    def of_area(self, kind: PrintedKind, contest: str, area: str) -> Sequence[int]:
        """The numbers of this kind that were printed for an area, each once."""
        runs = (run for run in self._runs(kind, contest) if run.of == area)
        return tuple(dict.fromkeys(n for run in runs for n in range(run.first, run.last + 1)))

    def last(self, kind: PrintedKind, contest: str) -> int:
        """The highest number of this kind that was printed in a contest; 0 before the first."""
        return max((run.last for run in self._runs(kind, contest)), default=0)

    def _runs(self, kind: PrintedKind, contest: str) -> Sequence[PrintedPapers]:
        return self.runs.get((kind, contest), ())


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
