"""Documents of a contest signed and written on the worker, recorded, read
again from the disk and verified.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from tallyapp.domain import acts
from tallyapp.domain.reports.withholding import Withholding
from tallyapp.domain.rules.declaring import documents
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.domain.vocabulary.findings import Finding, Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.ledger import Ledger
from tallyapp.ui.session.said_at_once import said_at_once
from tallyapp.ui.session.session import Session

if TYPE_CHECKING:
    from tallyapp.audit.points import Verification
    from tallyapp.publication import Published
    from tallyapp.signing.identity import Identity

Stage: TypeAlias = Literal["identity", "verify"] | DocumentName


def unsigned(contest: ContestState) -> list[DocumentName]:
    """The documents of a declared contest that wait for their signature."""
    return [document for document in documents(contest) if document not in contest.signed]


def stages(contest: ContestState) -> list[Stage]:
    """What is done one after the other, to have them all signed."""
    return ["identity", *unsigned(contest), "verify"]


@dataclass(frozen=True)
class Checked:
    """A signed document read again from the disk: its bytes, and what the verifier says of them."""

    document: DocumentName
    path: Path
    pdf: bytes
    found: "Verification"


class Publishing(QObject):
    """Carries a contest to its signed files, one stage after the other.

    What was signed before is not signed again; after a fault another may be begun. Without
    `documents` they are those of a declared contest; `withholding` is that of a pack for counsel.
    """

    reached = Signal(str)
    """This stage has begun."""
    finished = Signal(object)
    """All is written, recorded and read again: a list of Checked."""
    stopped = Signal(str, str)
    """This stage could not be done, and why; what was done before it stays."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        parent: QObject | None = None,
        documents: Sequence[DocumentName] | None = None,
        withholding: Withholding | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._withholding = withholding
        self._session = session
        self._stream = session.stream
        self._folder = folder
        self._stage: Stage = "identity"
        self._release_names = False

    def begin(self, identity: "Callable[[], Identity]", *, release_names: bool = False) -> None:
        """Begin with the identity, which is opened or made on the worker.

        With `release_names` the audit pack gives the names of its officers.
        """
        self._release_names = release_names
        contest = self._session.desk.contest(self._stream)
        waiting = unsigned(contest) if self._documents is None else list(self._documents)
        self._reach("identity")
        self._work(identity, lambda opened: self._publish(waiting, opened))

    def _publish(self, waiting: list[DocumentName], identity: "Identity") -> None:
        from tallyapp.publication import free_path, prepare, prepare_counsel_pack

        if not waiting:
            self._reach("verify")
            ledger = self._session.desk.ledger
            stream = self._stream
            folder = self._folder
            own = [identity.certificate_pem]
            self._work(lambda: signed_documents(ledger, stream, folder, own), self.finished.emit)
            return
        document, *others = waiting
        self._reach(document)
        folder = self._folder
        stem = self._stem
        try:
            # What is drawn comes from the state, and the state belongs to this thread.
            by = self._session.officer.number if self._session.officer else 0
            desk = self._session.desk
            if self._withholding:
                prepared = prepare_counsel_pack(desk, self._stream, self._withholding, by)
            else:
                release = self._release_names and document == "audit-pack"
                prepared = prepare(desk, self._stream, document, by, release_names=release)
        except (Refusal, EnvironmentFault) as error:
            self._on_error(error)
            return
        self._work(
            lambda: prepared.publish(identity, free_path(folder, stem, document)),
            lambda published: self._record(published, others, identity),
        )

    @property
    def _stem(self) -> str:
        """What the files are named after: the count, and the contest where there are several."""
        desk = self._session.desk
        several = len(desk.count.contests) > 1
        return f"{desk.ledger.path.stem}-{self._stream}" if several else desk.ledger.path.stem

    def _record(
        self, published: "Published", others: list[DocumentName], identity: "Identity"
    ) -> None:
        def undone(tell: Callable[[Any], None]) -> Callable[[Any], None]:
            """There is neither file nor act, or both."""
            return lambda why: self._session.work(
                published.withdraw, lambda _: tell(why), self._on_failed
            )

        self._session.do(
            self._stream,
            acts.DocumentSigned(**self._session.me.contest, **published.signed),
            then=lambda _: self._publish(others, identity),
            refused=undone(self._on_refused),
            failed=undone(self._on_failed),
        )

    def _work(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def attempt() -> Any:
            try:
                return call()
            except Refusal as refusal:
                return refusal

        def ended(result: Any) -> None:
            if isinstance(result, Refusal):
                self._on_error(result)
            else:
                then(result)

        self._session.work(attempt, ended, self._on_failed)

    def _reach(self, stage: Stage) -> None:
        self._stage = stage
        self.reached.emit(stage)

    def _on_error(self, error: Refusal | EnvironmentFault) -> None:
        if isinstance(error, Refusal):
            self._on_refused(error.findings)
        else:
            self._on_failed(str(error))

    def _on_refused(self, findings: list[Finding]) -> None:
        self._on_failed(said_at_once(self._session, findings))

    def _on_failed(self, why: str) -> None:
        self.stopped.emit(self._stage, why)


def signed_documents(
    ledger: Ledger, stream: str, folder: Path, trusted: Sequence[bytes] = ()
) -> list[Checked]:
    """The contest's signed documents that lie in this folder, each as it is on the disk, verified.

    They are known by the SHA-256 that the ledger keeps of them, whatever their names. `trusted` is
    the signer's certificate, where it is at hand. Slow: for the worker.
    """
    from tallyapp.audit.verify import verify

    recorded = ledger.read_these(stream, ledger.matching(stream, kind="DocumentSigned"))
    # Of a document that was signed again, the last counts: a corrected notice, the pack that tells
    # of it.
    last = {act.document: act.sha256 for _, act in recorded if isinstance(act, acts.DocumentSigned)}
    wanted = {digest: document for document, digest in last.items()}
    found: dict[str, Checked] = {}
    for path in sorted(folder.glob("*.pdf")):
        try:
            pdf = path.read_bytes()
        except OSError:
            continue
        document = wanted.get(sha256(pdf).hexdigest())
        if document:
            found[document] = Checked(document, path, pdf, verify(pdf, trusted))
    return list(found.values())
