"""A count's documents are destroyed: which files, the two officers' act, and the certificate."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.documents.record import render_record
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.declaration_report import Heading
from tallyapp.domain.reports.record import Record, RecordLine, RecordPart
from tallyapp.domain.rules.retention import kept_by_law, kept_until
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.files import destroy, write_atomically
from tallyapp.ledger.copies import copies_in, ends_of
from tallyapp.words.catalogue import say
from tallyapp.words.figures import role_words
from tallyapp.words.language import given_out

_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite may leave beside a file, and holds parts of it."""


@dataclass(frozen=True)
class Plan:
    """What is to be destroyed: the count's own file, copies of it, and what this machine keeps."""

    origin: str
    file: Path
    copies: tuple[Path, ...]
    machine: tuple[Path, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file, the count's own last: while it is there, the rest can be done again."""
        beside = (path.with_name(path.name + end) for path in self._counts for end in _BESIDE)
        return (*self.copies, *self.machine, *filter(Path.exists, beside), self.file)

    @property
    def _counts(self) -> tuple[Path, ...]:
        return (*self.copies, self.file)


@dataclass(frozen=True)
class Destroyed:
    """A file: how many bytes were destroyed, or (`why` not empty) why it is there still."""

    path: Path
    size: int
    why: str = ""


def planned(desk: Desk, folders: Iterable[Path], pins: Path) -> Plan:
    """What there is of a count: copies in its own folder and in these, its PINs in a folder."""
    ledger = desk.ledger
    # What a link leads to is destroyed, and is what lies beside its copies.
    own = ledger.path.resolve()
    found = copies_in(ledger.origin, own, [own.parent, *folders])
    machine = tuple(path for path in (pins / f"{ledger.origin}.json",) if path.exists())
    return Plan(ledger.origin, own, tuple(found), machine)


def going_beyond(desk: Desk, plan: Plan) -> list[Path]:
    """The copies that hold an entry which the file that is disposed of has not: whoever keeps one
    keeps the count, with any order that stands in it.
    """
    ledger = desk.ledger

    def beyond(copy: Path) -> bool:
        for stream, (seq, head) in ends_of(copy).items():
            own = ledger.checkpoint(stream) if stream in ledger.heads else None
            if own is None or seq > own.seq or ledger.checkpoint(stream, seq).head != head:
                return True
        return False

    return [copy for copy in plan.copies if beyond(copy)]


def agree(desk: Desk, plan: Plan, by: int, second: int, reason: str = "") -> None:
    """Record that two officers agree; raises Refusal with the day to which documents are kept."""
    count = desk.count.count
    until = kept_until(count)
    assert until is not None, "a count that is open is set up"
    order = count.retention.order
    desk.do(
        COUNT_STREAM,
        acts.DisposalRecorded(
            **desk.by(by).count,
            of=order.id if order else "",
            kept_until=until,
            files=tuple(path.name for path in plan.files),
            second=OfficerNumber(second),
            reason=reason,
        ),
    )


class Certificate:
    """What the certificate says: taken from the count while it is there, drawn when it is not."""

    @given_out()
    def __init__(self, desk: Desk, now: datetime) -> None:
        self._heading = _heading(desk.count.count)
        self._about = tuple(_about(desk))
        self._heads = tuple(_heads(desk))
        self._who = tuple(_who(desk, now))

    @given_out()
    def pdf(self, destroyed: Sequence[Destroyed]) -> bytes:
        """The certificate of disposal; a file that is there still is named with the reason."""
        gone = [each for each in destroyed if not each.why]
        left = [each for each in destroyed if each.why]
        parts = [
            RecordPart(say("after", "certificate.count"), lines=self._about),
            RecordPart(
                say("after", "certificate.heads"),
                say("after", "certificate.heads-note"),
                lines=self._heads,
            ),
            RecordPart(
                say("after", "certificate.destroyed"),
                sentences=() if gone else (say("after", "certificate.nothing"),),
                lines=tuple(_file(each) for each in gone),
            ),
            RecordPart(say("after", "certificate.who"), lines=self._who),
            RecordPart(
                say("after", "certificate.honest"),
                sentences=(say("after", "certificate.drives"), say("after", "certificate.stays")),
            ),
        ]
        if left:
            told = tuple(_file(each) for each in left)
            parts.insert(3, RecordPart(say("after", "certificate.left"), lines=told))
        signed_by = tuple(line.value for line in self._who[:2])
        title = say("after", "certificate.title")
        return render_record(Record(self._heading, title, tuple(parts), signed_by))


def dispose(
    plan: Plan, certificate: Certificate, to: Path, forget: Callable[[], None]
) -> list[Destroyed]:
    """Destroy every file of the plan, and write the certificate; says of each what became of it.

    The certificate is written before, with nothing destroyed, so that one that cannot be written is
    known while there is still a count. Raises EnvironmentFault for that alone.
    """
    # A certificate is a document that is kept: none is ever written over.
    if to.exists():
        raise EnvironmentFault(say("after", "certificate.exists", path=str(to)))
    write_atomically(to, certificate.pdf(()))
    done = [_destroyed(path) for path in plan.files]
    try:
        forget()
    except EnvironmentFault as fault:
        done.append(Destroyed(Path(say("after", "certificate.machine")), 0, str(fault)))
    write_atomically(to, certificate.pdf(done))
    return done


def _destroyed(path: Path) -> Destroyed:
    try:
        return Destroyed(path, destroy(path))
    except EnvironmentFault as fault:
        return Destroyed(path, 0, str(fault))


def _heading(count: CountState) -> Heading:
    set_up = count.set_up
    assert set_up is not None, "a count that is open is set up"
    return Heading(
        practice=set_up.practice,
        note=set_up.note,
        election=set_up.authority or set_up.name,
        area=set_up.name,
        polling_day=set_up.polling_day,
        vacancies=0,
        officer_title=set_up.officer_title,
        authority=set_up.authority,
        imprint=set_up.imprint,
    )


def _about(desk: Desk) -> Iterator[RecordLine]:
    count = desk.count.count
    assert count.set_up is not None, "a count that is open is set up"
    names = ", ".join(contest.set_up.name for contest in desk.count.contests.values())
    yield RecordLine(say("after", "certificate.contests"), names)
    polled = count.set_up.polling_day
    yield RecordLine(say("after", "certificate.polled"), day(polled))
    yield RecordLine(say("after", "certificate.law"), day(kept_by_law(polled)))
    order = count.retention.order
    if order:
        label = say("after", "certificate.order")
        yield RecordLine(label, day(order.until), order.reason)


def _heads(desk: Desk) -> Iterator[RecordLine]:
    """How far each stream had got: its code and its head, by which a copy can be known."""
    ledger = desk.ledger
    for stream in sorted(ledger.heads):
        mark = ledger.checkpoint(stream)
        label = say("after", "certificate.entry", stream=stream, seq=mark.seq)
        yield RecordLine(label, mark.code, mark.head)


def _who(desk: Desk, now: datetime) -> Iterator[RecordLine]:
    count = desk.count.count
    disposal = count.retention.disposal
    assert disposal is not None, "two officers agree before anything is destroyed"
    for key, number in (("by", disposal.by), ("second", disposal.second)):
        role = count.role(number, count.seq)
        office = role_words(role) if role else ""
        told = ", ".join(filter(None, (desk.staff.name(number), f"{office} {number}".strip())))
        yield RecordLine(say("after", f"certificate.{key}"), told)
    yield RecordLine(say("after", "certificate.at"), f"{day(now)}, {now:%H:%M}")


def _file(each: Destroyed) -> RecordLine:
    said = each.why or say("after", "certificate.bytes", size=each.size)
    if each.why:
        return RecordLine(str(each.path), say("after", "certificate.there"), each.why)
    return RecordLine(each.path.name, said, str(each.path.parent))
