"""The main job without a window: Oxford East, from its candidates to a verified declaration."""

from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.desk.making import making
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.tally import tally
from tallyapp.errors import EnvironmentFault
from tallyapp.past.past_results import PastResult, read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.counts import OXFORD_EAST
from tallyapp.practice.hall_clock import HallClock
from tallyapp.publication import publish_audit_pack, publish_declaration, publish_statement
from tallyapp.resources import resource
from tallyapp.signing.identity import practice_identity


def play(out: Path, seed: int) -> Iterator[str]:
    """Play the count, publish its documents and verify them; says in lines what it did.

    Raises EnvironmentFault if the folder cannot be written, or if a document does not verify.
    """
    (result,) = read_past_results([resource(*OXFORD_EAST)])
    file, *paths = _free(out, result.id)
    clock = HallClock(result.polling_day)
    with making(file) as unfinished:
        desk = rehearsal.begin(unfinished, result.name, [result], clock)
        try:
            yield from _played(desk, result, seed, clock, paths)
        finally:
            desk.close()
    yield f"Count file: {file}"
    for path in paths:
        verdict = verify(path.read_bytes()).verdict
        yield f"Signed PDF: {path} (verify: {verdict})"
        # Verified like a stranger's: a demonstration that lies is worse than none.
        if verdict != "holds":
            raise EnvironmentFault(f"{path} does not verify. Run: tallyapp verify {path}")


def _played(
    desk: Desk, result: PastResult, seed: int, clock: HallClock, paths: Iterable[Path]
) -> Iterator[str]:
    with desk.ledger.together():
        planned = rehearsal.set_up(desk, result, seed)
        rehearsal.play(desk, planned, mishaps=True)
    contest = desk.contest(planned.stream)
    lives = [sheet.life for sheet in contest.sheets.values()]
    told = tally(contest)
    rejected = told.rejected_papers
    yield (f"Practice count of {told.name}: votes as published, areas, boxes and sheets synthetic.")
    yield f"{len(contest.boxes)} ballot boxes verified, {told.verified:,} papers."
    corrected = sum(1 for life in lives if life is Life.CORRECTED)
    sheets = f"{len(lives)} count sheets keyed by two officers each"
    yield f"{sheets}; 1 queried, {corrected} corrected."
    sums = f"{told.valid:,} valid + {rejected:,} rejected = {told.verified:,} papers"
    yield f"Reconciled in {len(contest.areas)} areas: {sums}."
    elected = ", ".join(candidate.name for candidate in told.candidates if candidate.elected)
    yield f"Elected: {elected}, majority {told.majority:,}."
    identity = practice_identity(clock())
    by = rehearsal.RETURNING_OFFICER
    publishing = (publish_statement, publish_declaration, publish_audit_pack)
    for publish, path in zip(publishing, paths, strict=True):
        publish(desk, planned.stream, identity, path, by)


def _free(out: Path, stem: str) -> tuple[Path, ...]:
    """The count and its three documents, by names not taken: nothing is ever written over."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            f"{out} cannot be made ({error.strerror}). Choose another folder."
        ) from error
    for name in chain([stem], (f"{stem}-{number}" for number in count(2))):
        ends = ("verification-statement", "declaration", "audit-pack")
        files = (out / f"{name}.tally", *(out / f"{name}-{end}.pdf" for end in ends))
        if not any(path.exists() for path in files):
            break
    return files
