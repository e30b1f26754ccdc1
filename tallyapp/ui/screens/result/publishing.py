"""Both documents signed and written on the worker, recorded, read again from the disk and verified."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from tallyapp.domain import acts
from tallyapp.domain.checks import Finding, Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session import Session

if TYPE_CHECKING:
    from tallyapp.audit.points import Verification
    from tallyapp.publication import DocumentName, Published, Unpublished
    from tallyapp.signing.identity import Identity

DOCUMENTS: "tuple[DocumentName, DocumentName]" = ("declaration", "audit-pack")
Stage = Literal["identity", "declaration", "audit-pack", "verify"]
STAGES: tuple[Stage, ...] = ("identity", *DOCUMENTS, "verify")


@dataclass(frozen=True)
class Checked:
    """A document read again from the disk: its bytes, and what the verifier says of them."""

    path: Path
    pdf: bytes
    found: "Verification"


class Publishing(QObject):
    """Carries a declared contest to its signed files, one stage after the other; it can be begun again."""

    reached = Signal(str)
    """This stage has begun."""
    finished = Signal(object)
    """All is written, recorded and read again: a list of Checked."""
    stopped = Signal(str, str)
    """This stage could not be done, and why; what was done before it stays."""

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._stream, self._folder = session, session.stream, folder
        self._stage: Stage = "identity"

    def begin(self, identity: "Callable[[], Identity]") -> None:
        """Begin with the identity, which is opened or made on the worker."""
        self._reach("identity")
        self._work(identity, lambda opened: self._publish(list(DOCUMENTS), opened))

    def path(self, document: "DocumentName") -> Path:
        """Where a document is written."""
        from tallyapp.publication import document_path

        return document_path(self._session.desk.ledger.path, self._stream, document, self._folder)

    def _publish(self, documents: "list[DocumentName]", identity: "Identity") -> None:
        if not documents:
            self._reach("verify")
            paths = [self.path(document) for document in DOCUMENTS]
            self._work(lambda: [read_and_verified(path) for path in paths], self.finished.emit)
            return
        document = documents.pop(0)
        self._reach(document)
        path = self.path(document)

        def signed(published: "Published") -> None:
            self._session.do(
                self._stream,
                acts.DocumentSigned,
                then=lambda _: self._publish(documents, identity),
                refused=self._on_refused,
                failed=self._on_failed,
                **published.signed,
            )

        def publish(prepared: "Unpublished") -> None:
            self._work(lambda: prepared.publish(identity, path), signed)

        # What is drawn comes from the state, and the state belongs to this thread.
        from tallyapp.publication import prepare

        try:
            publish(prepare(self._session.desk, self._stream, document))
        except Refusal as refusal:
            self._on_refused(refusal.findings)

    def _work(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def attempt() -> Any:
            try:
                return call()
            except Refusal as refusal:
                return refusal

        def ended(result: Any) -> None:
            if isinstance(result, Refusal):
                self._on_refused(result.findings)
            else:
                then(result)

        self._session.work(attempt, ended, self._on_failed)

    def _reach(self, stage: Stage) -> None:
        self._stage = stage
        self.reached.emit(stage)

    def _on_refused(self, findings: list[Finding]) -> None:
        self._on_failed("  ".join(self._session.sentence(found) for found in findings))

    def _on_failed(self, why: str) -> None:
        self.stopped.emit(self._stage, why)


def read_and_verified(path: Path) -> Checked:
    """A document as it lies on the disk, and what the verifier says of it; slow, for the worker.

    Raises EnvironmentFault if it cannot be read.
    """
    from tallyapp.audit.verify import verify

    try:
        pdf = path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be read ({error.strerror}). Check its name.") from error
    return Checked(path, pdf, verify(pdf))
