"""Acts signed by another machine than they name, machines that joined as others, codes turned, and
names of officers that are not theirs: each with all heads, codes and pages worked out to fit.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO

import pikepdf
from msgspec.structs import replace

from tallyapp.documents.page.pdf import NAMES
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger.signatures import ORDER, to_sign
from tallyapp.workstation import Workstation
from tests.audit.attacks.acts_changed import at, each, with_act
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import (
    Acts,
    Hall,
    Signer,
    attach,
    changed,
    rechained,
    saved,
    signature_of,
    unsigned,
)
from tests.workstations import workstation

KIND = Kind.WORKSTATIONS
NOT_SIGNED = "is not signed by practice, the workstation that it names"
OTHER = "desk-9"
Change = Callable[[Hall], Acts]


def _drawn_anew(change: Change, by: Signer = signature_of) -> Callable[[World], bytes]:
    """All heads, codes and pages of these acts worked out to fit, with such signatures."""

    def made(world: World) -> bytes:
        hall = world.hall
        return hall.packed_again(rechained(change(hall), hall.stream, by), by)

    return made


def _inside(change: Change) -> Callable[[World], bytes]:
    """The pages left: none can be drawn from acts that cannot be read."""
    return lambda world: world.hall.repacked(rechained(change(world.hall), world.hall.stream))


# ---- another signature


def _of(kind: type[acts.Act], wrong: Signer) -> Signer:
    """Acts of one kind are signed wrongly, all others as they should be."""

    def by(origin: str, stream: str, act: AnyAct) -> bytes:
        signer = wrong if isinstance(act, kind) else signature_of
        return signer(origin, stream, act)

    return by


def _by(machine: str) -> Signer:
    return lambda origin, stream, act: workstation(machine).sign(
        to_sign(origin, stream, acts.encode(act))
    )


def _for_stream(other: str) -> Signer:
    return lambda origin, _, act: signature_of(origin, other, act)


def _for_count(origin: str) -> Signer:
    return lambda _, stream, act: signature_of(origin, stream, act)


def _twin(origin: str, stream: str, act: AnyAct) -> bytes:
    """The other of the two signatures that can be made from one without any key."""
    signature = signature_of(origin, stream, act)
    other = ORDER - int.from_bytes(signature[32:], "big")
    return signature[:32] + other.to_bytes(32, "big")


def _of_another_act(origin: str, stream: str, act: AnyAct) -> bytes:
    return signature_of(origin, stream, replace(act, id="0" * 32))


def _nothing(*_: object) -> bytes:
    return bytes(64)


_SIGNED: dict[str, tuple[type[acts.Act], Signer]] = {
    "keyings signed by another workstation": (acts.SheetKeyed, _by(OTHER)),
    "the declaration signed by another workstation": (acts.Declared, _by(OTHER)),
    "a signature for another contest": (acts.ReadBack, _for_stream("oxford-west")),
    "a signature for the staff list": (acts.ReadBack, _for_stream(COUNT_STREAM)),
    "a signature for another count": (acts.ReadBack, _for_count("0" * 32)),
    "a contest begun under another count": (acts.ContestAct, _for_count("0" * 32)),
    "the other of two signatures": (acts.Declared, _twin),
    "a signature of another act": (acts.Declared, _of_another_act),
    "a signature of nothing": (acts.Declared, _nothing),
    "the staff list signed for a contest": (acts.OfficerEnrolled, _for_stream("oxford-east")),
    "codes signed by another workstation": (acts.CodeIssued, _by(OTHER)),
    "the set-up signed by another workstation": (acts.CountSetUp, _by(OTHER)),
}


# ---- machines that joined


def _joined(
    machine: Workstation, name: str, place: int | None = None, certificate: str = ""
) -> Change:
    """A machine joins the count, at the end of its list unless a place is given."""

    def made(hall: Hall) -> Acts:
        count = hall.acts[COUNT_STREAM]
        where = len(count) if place is None else place
        before = count[where - 1]
        act = acts.WorkstationEnrolled(
            v=1,
            id="ab" * 16,
            at=before.at,
            by=OfficerNumber(1),
            workstation=name,
            name=name,
            certificate=certificate or machine.certificate,
        )
        return hall.acts | {COUNT_STREAM: [*count[:where], act, *count[where:]]}

    return made


def _capitals(letters: str) -> str:
    return letters.swapcase()


def _other_der(certificate: str) -> str:
    """The same certificate with a byte behind its end."""
    return b64encode(b64decode(certificate) + b"\0").decode()


def _certificate(hall: Hall) -> str:
    first = hall.acts[COUNT_STREAM][0]
    assert isinstance(first, acts.CountSetUp)
    return first.certificate


def _again(name: str, change: Callable[[str], str]) -> Change:
    """The count's own machine joins once more."""
    own = workstation("practice")
    return lambda hall: _joined(own, name, certificate=change(_certificate(hall)))(hall)


def _keyed_at(name: str) -> Callable[[AnyAct], AnyAct]:
    return lambda act: replace(act, workstation=name) if isinstance(act, acts.SheetKeyed) else act


def _joined_later(hall: Hall) -> Acts:
    """A machine that joined after the declaration, under whose name sheets had been keyed."""
    return changed(_joined(workstation(OTHER), OTHER)(hall), hall.stream, _keyed_at(OTHER))


def _another_key(hall: Hall) -> Acts:
    """The whole count by a machine with another key, its certificate in the set-up."""

    def instead(act: AnyAct) -> AnyAct:
        if not isinstance(act, acts.CountSetUp):
            return act
        return replace(act, certificate=workstation(OTHER).certificate)

    return changed(hall.acts, COUNT_STREAM, instead)


# ---- acts about other acts


def _in_count(kind: type[acts.Act], change: Callable[[AnyAct], AnyAct]) -> Change:
    def made(hall: Hall) -> Acts:
        place = at(hall.acts, COUNT_STREAM, kind)
        act = hall.acts[COUNT_STREAM][place]
        return with_act(hall.acts, COUNT_STREAM, place, change(act))

    return made


def _turned(code: str) -> str:
    """The groups of a code in another order."""
    return "-".join(reversed(code.split("-")))


def _code_turned(act: AnyAct) -> AnyAct:
    assert isinstance(act, acts.CodeIssued)
    return replace(act, code=_turned(act.code))


def _declared_code(change: Callable[[str], str]) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        report = world.hall.report
        mark = replace(report.checkpoint, code=change(report.checkpoint.code))
        return world.hall.declared_again(replace(report, checkpoint=mark))

    return made


# ---- names of officers


def _released(*names: tuple[int, str]) -> Callable[[World], bytes]:
    """A pack that gives such names, on its pages and in its data."""
    given = tuple(
        ReleasedName(number=OfficerNumber(number), salt="0" * 32, name=name)
        for number, name in names
    )
    return lambda world: world.hall.packed_again(world.hall.acts, released=given)


def _names_of(content: bytes) -> Callable[[World], bytes]:
    """Something beside the streams that should be names."""

    def made(world: World) -> bytes:
        with pikepdf.open(BytesIO(unsigned(world.hall.pack))) as document:
            attach(document, NAMES, content)
            return world.hall.signed_again(saved(document))

    return made


_SOMEBODY = ReleasedName(number=OfficerNumber(1), salt="0" * 32, name="Louise Brown")


def _committed(world: World) -> bytes:
    """Another name, and the commitment to it where its officer was enrolled."""

    def other(act: AnyAct) -> AnyAct:
        if not isinstance(act, acts.CountSetUp):
            return act
        officer = replace(act.returning_officer, named=_SOMEBODY.named)
        return replace(act, returning_officer=officer)

    hall = world.hall
    done = rechained(changed(hall.acts, COUNT_STREAM, other), hall.stream)
    return hall.packed_again(done, released=(_SOMEBODY,))


ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(
            name, KIND, _drawn_anew(lambda hall: hall.acts, _of(kind, by)), ("chain",), NOT_SIGNED
        )
        for name, (kind, by) in _SIGNED.items()
    ),
    Attack(
        "sheets keyed at a machine that nobody enrolled",
        KIND,
        _inside(each(_keyed_at(OTHER))),
        ("acts",),
        "has not joined this count",
    ),
    Attack(
        "sheets keyed at a machine that joined after the declaration",
        KIND,
        _inside(_joined_later),
        ("acts",),
        "has not joined this count",
    ),
    Attack(
        "a machine under another's name in capitals",
        KIND,
        _inside(_joined(workstation(OTHER), "PRACTICE")),
        ("acts",),
        "another computer of this count has this name",
    ),
    Attack(
        "one machine under two names",
        KIND,
        _inside(_again(OTHER, str)),
        ("acts",),
        "has joined the count already",
    ),
    Attack(
        "one certificate twice, once in other letters",
        KIND,
        _inside(_again(OTHER, _capitals)),
        ("chain",),
        "is not signed by desk-9",
    ),
    Attack(
        "one certificate twice, once with a byte behind it",
        KIND,
        _inside(_again(OTHER, _other_der)),
        ("chain",),
        "is not signed by desk-9",
    ),
    Attack(
        "a machine brought in by the key of another",
        KIND,
        _drawn_anew(
            _joined(workstation(OTHER), OTHER), _of(acts.WorkstationEnrolled, _by("practice"))
        ),
        ("chain",),
        "is not signed by desk-9",
    ),
    Attack(
        "the whole count by a machine with another key",
        KIND,
        _drawn_anew(_another_key, _by(OTHER)),
        (),
        shown_by="a noted code",
        occasion="verification",
    ),
    Attack(
        "a code that was given out, its groups turned",
        Kind.CODES,
        lambda world: world.hall.repacked(_in_count(acts.CodeIssued, _code_turned)(world.hall)),
        ("chain",),
        "A code given out for entry",
    ),
    Attack("a code with its groups turned", Kind.CODES, _declared_code(_turned), ("code",)),
    Attack("a code in small letters", Kind.CODES, _declared_code(str.lower), ("code",)),
    Attack("a code of four groups", Kind.CODES, _declared_code(lambda code: code[:-6]), ("code",)),
    Attack(
        "another name for an officer",
        Kind.NAMES,
        _released((1, "Louise Brown")),
        ("names", "rendering", "derived"),
        "1 Louise Brown",
    ),
    Attack(
        "a name for a number that nobody has",
        Kind.NAMES,
        _released((99, "Louise Brown")),
        ("names", "rendering", "derived"),
        "99 Louise Brown",
    ),
    Attack(
        "names that cannot be read", Kind.NAMES, _names_of(b"["), ("names", "rendering", "derived")
    ),
    Attack(
        "names that nobody released",
        Kind.NAMES,
        _names_of(b"[]"),
        ("rendering", "derived"),
    ),
    Attack(
        "another name for an officer, and the commitment to it",
        Kind.NAMES,
        _committed,
        (),
        shown_by="a noted code",
        occasion="verification",
    ),
)
