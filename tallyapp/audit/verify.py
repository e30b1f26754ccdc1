"""A declaration, verification statement or audit pack, checked from its bytes alone, offline, point
by point.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.page.pdf import NAMES, RESULT, STATEMENT, STREAM_SUFFIX, WITHHELD
from tallyapp.documents.reading import NotOurDocument, TooLarge, layout_of, read_attachments
from tallyapp.domain.reports.declaration_report import Heading
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.ledger import chain
from tallyapp.signing.certificate import certificates
from tallyapp.signing.examine import Problem, SignatureReport, examine
from tallyapp.signing.report import Later, LaterFault
from tallyapp.words.catalogue import say

from .declaration import declaration_points, declaration_says, read_result
from .drawing import drawn_again
from .names import names_point, read_names
from .points import Point, Said, Verification, point, said, told, unchecked
from .standing import KnownStatement
from .statement import read_statement, statement_points, statement_says
from .streams import Streams
from .withholding import read_withholding, withholding_point

MARK = b"/TLLY_"
"""In every document of this program: how its layout, and what its stamp was drawn with, are called.
"""
BEFORE_RELEASE = b"/TALY_"
"""How they were called before release 1.0."""


def verify(
    pdf: bytes,
    trusted: Sequence[bytes] = (),
    codes: Sequence[str] = (),
    known: Sequence[KnownStatement] | None = None,
) -> Verification:
    """Everything that can be checked about a document without asking anybody.

    `trusted` are certificates (PEM or DER) that you know to be the signer's; `codes` are those
    noted at the count; `known` are the verification statements of a count that is at hand, among
    which one is looked up. Any bytes can be given; what is none of our documents is not judged.
    """
    # Drawn and signed in ways that nobody keeps: to say that it fails would be to say too much.
    if BEFORE_RELEASE in pdf and MARK not in pdf:
        return Verification((unchecked("original", "before-release"),))
    signature = examine(pdf, trusted)
    # Before anything else is said of it: a file nobody can open is not a file that fails.
    for problem in (Problem.PROTECTED, Problem.TOO_MUCH):
        if problem in signature.problems and not signature.signed:
            return Verification((unchecked("original", problem),))
    # What a later revision might say is for the signature's points; the rest reads the signed
    # bytes.
    original = signature.unsigned_bytes or signature.plain_bytes
    if original is None:
        return Verification(tuple(_unreadable(pdf)))
    try:
        attached = read_attachments(original)
    except TooLarge:
        return Verification((unchecked("original", Problem.TOO_MUCH),))
    except NotOurDocument:
        attached = {}
    about = _about(original, attached, signature, codes, known)
    # A file of somebody else's, without signature or data of ours, is not the signed original: it
    # was printed or flattened, and that is no scandal.
    if not signature.signed and not attached:
        return Verification(tuple(about.points))
    signed = _signature(signature, trusted)
    return Verification(
        (*signed, *about.points),
        tuple(map(_proved, signature.later)),
        (*about.says, *_signature_says(signature)),
        about.practice,
    )


@dataclass(frozen=True)
class _About:
    """What the data of a document showed: the points, and what they say."""

    points: list[Point]
    says: list[Said] = field(default_factory=list)
    practice: bool = False


def _about(
    original: bytes,
    attached: Mapping[str, bytes],
    signature: SignatureReport,
    codes: Sequence[str],
    known: Sequence[KnownStatement] | None,
) -> _About:
    if RESULT in attached:
        return _declaration(original, attached, signature, codes)
    if STATEMENT in attached:
        return _statement(original, attached, signature, codes, known)
    lines = {
        name.removesuffix(STREAM_SUFFIX): data
        for name, data in attached.items()
        if name.endswith(STREAM_SUFFIX)
    }
    if lines:
        return _audit_pack(original, lines, attached, signature, codes)
    return _About([unchecked("original", "not-ours")])


def _unreadable(pdf: bytes) -> Iterator[Point]:
    """A file that no reader can be given: damaged, or written in another way than ours are."""
    if MARK not in pdf:
        yield unchecked("original", "not-ours")
        return
    yield point("signature", False, problems=say("verify", "problem.unreadable"))
    yield unchecked("original", "damaged")


def _signature(found: SignatureReport, trusted: Sequence[bytes]) -> Iterator[Point]:
    problems = _problems(found)
    yield _signature_itself(found, problems)
    writing = _problems(found, of_writing=True)
    if not found.signed:
        return
    yield _coverage(found, problems)
    if Problem.UNKNOWN_LAYOUT in found.problems:
        yield point(
            "padding", "not checked" if found.padding_canonical else "fails", problems=writing
        )
    else:
        canonical = bool(found.padding_canonical and found.revision_canonical)
        yield point("padding", canonical, problems=writing)
    yield _signer(found, trusted)


def _signer(found: SignatureReport, trusted: Sequence[bytes]) -> Point:
    """Whether the signer is known by a certificate that was given, and in which way."""
    made = say("verify", "self-made" if found.self_made else "issued")
    words = {"fingerprint": found.fingerprint, "made": made, "signer": found.signer_name}
    if not trusted:
        return point("signer", "not checked", **words)
    # Whoever asks for a certain certificate must not be told that all holds where it could not be
    # compared.
    if found.trusted and not _is_given(found, trusted):
        # Whoever else has a certificate of that authority would be trusted as well.
        return told("signer", "holds", "signer.by-authority", **words)
    return point("signer", bool(found.trusted), **words)


def _is_given(found: SignatureReport, trusted: Sequence[bytes]) -> bool:
    """Whether the signer's certificate is itself among those given."""
    own = certificates(found.certificate_pem) if found.certificate_pem else []
    return any(each in own for data in trusted for each in certificates(data))


_OF_WRITING = (Problem.PADDING, Problem.OTHER_REVISION)
"""What is wrong with how a signature is written, and not with what it covers."""


def _problems(found: SignatureReport, *, of_writing: bool = False) -> str:
    """What is wrong with the signature: each thing at the point that it is of, if others are."""
    own = [each for each in found.problems if (each in _OF_WRITING) is of_writing]
    names = own or found.problems or ("unsigned",)
    return "; ".join(say("verify", f"problem.{name}") for name in names)


def _signature_itself(found: SignatureReport, problems: str) -> Point:
    """The signature with its certificate; one whose file was changed since does not hold either."""
    at = f"{day(found.signed_at)} at {found.signed_at:%H:%M:%S}" if found.signed_at else ""
    intact = bool(found.signed and found.intact and found.certified and found.within_validity)
    words = {"signer": found.signer_name, "at": at}
    if not (intact and found.strong and found.fit):
        return point("signature", False, problems=problems)
    if fault := found.later_fault:
        changed = say("verify", "signature.changed-since", found=_found(fault), **words)
        return Point("signature", "fails", changed)
    return point("signature", True, **words)


def _coverage(found: SignatureReport, problems: str) -> Point:
    """What the signature covers, and what follows it."""
    if fault := found.later_fault:
        words = {"revision": fault.revision, "found": _found(fault)}
        return Point("coverage", "fails", say("verify", "coverage.changed-since", **words))
    if found.covers_file and found.later:
        proved = " ".join(map(_proved, found.later))
        followed = say("verify", "coverage.followed", number=len(found.later), proved=proved)
        return Point("coverage", "holds", followed)
    return point("coverage", bool(found.covers_file), problems=problems)


def _found(fault: LaterFault) -> str:
    return say("verify", f"later.{fault.found}", what=fault.what)


def _proved(later: Later) -> str:
    """What a revision after the signature proves."""
    parts = [
        say(
            "verify",
            "proved.timestamp",
            at=f"{day(stamp.at)}, {stamp.at:%H:%M:%S} UTC",
            by=stamp.authority,
        )
        for stamp in later.timestamps
    ]
    numbers = {"certificates": later.certificates, "lists": later.lists, "answers": later.answers}
    if any(numbers.values()):
        parts.append(say("verify", "proved.certificates", **numbers))
    return " ".join(parts)


def _against_data(
    found: SignatureReport, made_at: datetime, title: str, early: str = "before-declaring"
) -> Iterator[Point]:
    """Where the signature says other than the signed data: when, or as what somebody signed."""
    for problem, wrong in (
        (early, found.signed_before(made_at)),
        # What the certificate does not carry the program was told, and the data must say it.
        ("told-title", bool(found.told_title) and found.told_title != title),
    ):
        if wrong:
            yield point("signature", False, problems=say("verify", f"problem.{problem}"))


def _practice(practice: bool, signature: SignatureReport) -> Iterator[Point]:
    if signature.practice is not None:
        kind = say("verify", "practice" if practice else "real")
        yield point("practice", practice == signature.practice, kind=kind)


def _signature_says(found: SignatureReport) -> Iterator[Said]:
    """Who signed, as the certificate and the stamp on the page have it."""
    if not found.signed:
        return
    at = f"{day(found.signed_at)} at {found.signed_at:%H:%M:%S}" if found.signed_at else ""
    yield said("signer", ", ".join(filter(None, [found.signer_name, found.organisation])))
    yield said("fingerprint", found.fingerprint)
    yield said("signed-at", at)
    stamp = " ".join(filter(None, [found.title and f"{found.title}.", found.note]))
    if stamp:
        yield said("stamp", stamp)


def _declaration(
    original: bytes,
    attached: Mapping[str, bytes],
    signature: SignatureReport,
    codes: Sequence[str],
) -> _About:
    report = read_result(attached[RESULT])
    if report is None:
        return _About([point("rendering", False)])
    later = Problem.UNKNOWN_LAYOUT in signature.problems
    return _told(
        report.heading,
        signature,
        _against_data(signature, report.declared_at, report.heading.officer_title),
        declaration_points(original, report, attached, codes, later=later),
        declaration_says(report),
    )


def _statement(
    original: bytes,
    attached: Mapping[str, bytes],
    signature: SignatureReport,
    codes: Sequence[str],
    known: Sequence[KnownStatement] | None,
) -> _About:
    report = read_statement(attached[STATEMENT])
    if report is None:
        return _About([point("rendering", False)])
    later = Problem.UNKNOWN_LAYOUT in signature.problems
    title = report.heading.officer_title
    return _told(
        report.heading,
        signature,
        _against_data(signature, report.stated_at, title, "before-stating"),
        statement_points(original, report, attached, codes, known, later=later),
        statement_says(report),
    )


def _told(
    heading: Heading,
    signature: SignatureReport,
    signed: Iterable[Point],
    own: Iterable[Point],
    says: Iterable[Said],
) -> _About:
    """What a notice showed: points of its signature on it, those of its own, and what it says."""
    points = [*_practice(heading.practice, signature), *signed, *own]
    return _About(points, list(says), heading.practice)


def _audit_pack(
    original: bytes,
    lines: Mapping[str, bytes],
    attached: Mapping[str, bytes],
    signature: SignatureReport,
    codes: Sequence[str],
) -> _About:
    streams = Streams.of(lines)
    if streams is None:
        return _About([point("chain", False, problems=say("verify", "not-one-contest"))])
    set_up = streams.read.count.count.set_up
    practice = bool(set_up and set_up.practice)
    points = list(_practice(practice, signature)) if set_up else []
    points += streams.points()
    if not streams.whole:
        points += [unchecked("rendering", streams.why_not), unchecked("derived", streams.why_not)]
        points += [told("noted", "not checked", "noted.not-tested", code=c) for c in codes]
        return _About(points, [], practice)
    released = read_names(attached.get(NAMES))
    if NAMES in attached:
        points.append(names_point(streams.read.count.count, released))
    withholding = read_withholding(attached.get(WITHHELD))
    if WITHHELD in attached:
        leaves = streams.withheld.get(streams.contest, ())
        points.append(withholding_point(withholding, leaves))
    layout = layout_of(original)
    report = streams.report(layout, released or (), withholding)
    if made := streams.declaration:
        points += _against_data(signature, made.declared_at, report.heading.officer_title)
    alike = drawn_again(
        original,
        layout,
        lambda: render_audit_pack(report, lines),
        later=Problem.UNKNOWN_LAYOUT in signature.problems,
    )
    points += [alike, point("derived", alike.result), *streams.declared(), *streams.meaning()]
    points.append(point("code", True, code=report.checkpoints[0].code))
    points += _noted(streams, codes)
    return _About(points, list(streams.says()), practice)


def _noted(streams: Streams, codes: Sequence[str]) -> Iterator[Point]:
    # In a pack every entry gives a code, so one that is unknown here was never given out.
    known = {code: (name, seq) for name, seq, code in streams.codes()} if codes else {}
    for noted in map(chain.read_code, codes):
        if not chain.is_code(noted):
            yield told("noted", "fails", "noted.no-code", code=noted)
            continue
        name, seq = known.get(noted, ("", 0))
        yield point("noted", bool(name), code=noted, seq=seq, stream=name)
