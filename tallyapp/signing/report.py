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
    PROTECTED = "protected"
    """The document is encrypted: it opens with a password alone, and none of this program's does.
    """
    TOO_MUCH = "too-much"
    """The document's tables have no bound."""
    LATER_CHANGES = "later-changes"
    """Later revisions hold more than document timestamps and validation data."""
    PADDING = "padding"
    """The container is not followed by zeros alone, or not written in upper case."""
    WEAK = "weak"
    """Made with a digest or a key that others can forge, or one of two that make each other."""
    CERTIFICATE_UNREADABLE = "certificate-unreadable"
    NOT_FOR_SIGNING = "not-for-signing"
    """The certificate does not say that it is for signing, or is one that issues others."""
    NAMES = "names"
    """The certificate has not exactly one common name, two titles, or one nobody can be shown."""
    OUTSIDE_VALIDITY = "outside-validity"
    """The claimed time of signing lies outside the certificate's validity."""
    BEFORE_DECLARING = "before-declaring"
    """The claimed time of signing lies before that of the declaration that is signed."""
    OTHER_REVISION = "other-revision"
    """The signature's revision is not what signing this document writes: something was added or
    drawn.
    """
    UNKNOWN_LAYOUT = "unknown-layout"
    """A later version wrote the signature's revision: it cannot be judged whether something was
    added.
    """
    TRUST_UNREADABLE = "trust-unreadable"
    """What was given as a trusted certificate is none."""


class LaterFound(StrEnum):
    """What a revision after the signature can hold that proves nothing."""

    NO_REVISION = "no-revision"
    """Bytes that are no revision, or none that every viewer reads alike."""
    TOO_MANY = "too-many"
    TOO_MUCH = "too-much"
    EMPTY = "empty"
    TABLE = "table"
    """The table of objects or the trailer is not that of these objects."""
    CATALOGUE = "catalogue"
    INFORMATION = "information"
    PAGE = "page"
    FIELD = "field"
    """A field with other keys than a timestamp has, such as an appearance, text or JavaScript."""
    FIELD_SEEN = "field-seen"
    """A field that takes room on a page."""
    TIMESTAMP = "timestamp"
    """A timestamp that is none, or is not of all that precedes it."""
    STORE = "store"
    STREAM = "stream"
    """A stream that is no certificate, list or answer."""
    REPLACED = "replaced"
    """An object of an earlier revision in another form."""
    LOOSE = "loose"
    """An object that nothing allowed refers to."""


@dataclass(frozen=True)
class LaterFault:
    """The first revision after the signature that is no proof, counted from 1; what was found in
    it.
    """

    revision: int
    found: LaterFound
    what: str = ""
    """Where: keys as a PDF writes them, the number of an object, or a bound."""


@dataclass(frozen=True)
class Timestamp:
    """A time at which all that precedes it was there, as an authority says that nobody asked."""

    at: datetime
    authority: str


@dataclass(frozen=True)
class Later:
    """A revision after the signature that proves its time or its certificates, and does nothing
    else.
    """

    timestamps: tuple[Timestamp, ...] = ()
    certificates: int = 0
    lists: int = 0
    """Lists of certificates that were revoked."""
    answers: int = 0
    """Answers of authorities on whether a certificate was revoked."""

    @property
    def proves_something(self) -> bool:
        """Whether anything is in it."""
        return bool(self.timestamps or self.certificates or self.lists or self.answers)


@dataclass(frozen=True)
class SignatureReport:
    """What was found; a fact that could not be judged is None; `problems` has a code for all that
    fails.
    """

    signed: bool = False
    intact: bool | None = None
    certified: bool | None = None
    covers_file: bool | None = None
    later: tuple[Later, ...] = ()
    """The revisions after the signature that only prove its time, up to the first that does not."""
    later_fault: LaterFault | None = None
    padding_canonical: bool | None = None
    revision_canonical: bool | None = None
    strong: bool | None = None
    fit: bool | None = None
    """Whether the certificate is one that may sign such documents (`fit`), at that time."""
    signer_name: str | None = None
    title: str | None = None
    """The title that the stamp shows."""
    told_title: str | None = None
    """That title if the program was told it and the certificate does not carry it; else empty."""
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
    plain_bytes: bytes | None = field(default=None, repr=False)
    """The signed part, or all of a file without one, if every reader reads it alike and soon."""
    problems: tuple[Problem, ...] = ()

    @property
    def later_revisions(self) -> int:
        """How many revisions follow the signature and only prove its time."""
        return len(self.later)

    @property
    def holds(self) -> bool:
        """Whether the signature stands in every respect, whoever the signer is; trust is not asked
        for.
        """
        # A fact that could not be judged is None, and so does not hold.
        return not self.problems and all(
            (
                self.signed,
                self.intact,
                self.certified,
                self.covers_file,
                self.padding_canonical,
                self.revision_canonical,
                self.within_validity,
                self.strong,
                self.fit,
            )
        )

    def signed_before(self, declared: datetime | None) -> bool:
        """Whether it was signed before the document's own data say that it was declared."""
        # A stamp has seconds: what was declared in the same one was not declared later.
        moment = declared and declared.replace(microsecond=0)
        return moment is not None and self.signed_at is not None and self.signed_at < moment
