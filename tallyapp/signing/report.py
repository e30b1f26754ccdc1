"""What examining a signature can find."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Problem(StrEnum):
    """Every reason why a signature does not hold; the words for people live elsewhere."""

    UNREADABLE = "unreadable"
    """The bytes are not a PDF, or its signature cannot be parsed."""
    OTHER_SIGNATURES = "other-signatures"
    """More than one signature, or one in another field."""
    NOT_INTACT = "not-intact"
    """The signed bytes were changed, or the signature is not of this certificate's key."""
    NOT_CERTIFIED = "not-certified"
    """The signature is not the author's, or allows changes."""
    NOT_COVERED = "not-covered"
    """The signature leaves out more than its own container."""
    COVERAGE_UNREADABLE = "coverage-unreadable"
    APPENDED_BYTES = "appended-bytes"
    """Something follows the end of the signed revision that is no revision."""
    LATER_CHANGES = "later-changes"
    """Later revisions hold more than document timestamps and validation data."""
    PADDING = "padding"
    """The container is not followed by zeros alone, or not written in upper case."""
    CERTIFICATE_UNREADABLE = "certificate-unreadable"
    OUTSIDE_VALIDITY = "outside-validity"
    """The claimed time of signing lies outside the certificate's validity."""
    OTHER_REVISION = "other-revision"
    """The signature's revision is not what signing this document writes: something was added or drawn."""
    UNKNOWN_LAYOUT = "unknown-layout"
    """A later version wrote the signature's revision: it cannot be judged whether something was added."""
    TRUST_UNREADABLE = "trust-unreadable"
    """What was given as a trusted certificate is none."""


@dataclass(frozen=True)
class SignatureReport:
    """What was found; a fact that could not be judged is None; `problems` has a code for all that fails."""

    signed: bool = False
    intact: bool | None = None
    certified: bool | None = None
    covers_file: bool | None = None
    later_revisions: int | None = None
    padding_canonical: bool | None = None
    revision_canonical: bool | None = None
    signer_name: str | None = None
    title: str | None = None
    """The title that the stamp shows."""
    note: str | None = None
    organisation: str | None = None
    certificate_pem: bytes | None = None
    fingerprint: str | None = None
    short_fingerprint: str | None = None
    practice: bool | None = None
    self_made: bool | None = None
    signed_at: datetime | None = None
    """The time that the signer claims."""
    within_validity: bool | None = None
    trusted: bool | None = None
    unsigned_bytes: bytes | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the signature stands in every respect, whoever the signer is; trust is not asked for."""
        return not self.problems and all(
            (
                self.signed,
                self.intact,
                self.certified,
                self.covers_file,
                self.padding_canonical,
                self.revision_canonical,
                self.within_validity,
            )
        )
