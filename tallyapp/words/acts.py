"""What an act says, in words: in a line, where, and whole."""

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, get_args

import msgspec
from msgspec import UNSET

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct, AnyContestAct, AnyCountAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import PaperShape
from tallyapp.domain.vocabulary.on_paper import Block, Bundles, Candidate, Enrolled
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.slates import slate_name
from tallyapp.words.catalogue import is_said, say
from tallyapp.words.figures import apart, capital, day, figure, strung
from tallyapp.words.papers import ballot_words, field_name, lines_of

_ENVELOPE = frozenset({"v", "id", "at", "by", "workstation", "seen", "of"})
_BY_CANDIDATE = frozenset({"lines", "votes", "allowed"})
_SHAPES: tuple[PaperShape, ...] = ("sheet", "form", "slip")
_QUOTED = frozenset({"reason", "note", "manner", "explanation", "source", "receipt"})


def kinds(of_count: bool) -> Sequence[str]:
    """The names of the kinds of act that a stream may hold, in the order in which they come."""
    return [kind.__name__ for kind in get_args(AnyCountAct if of_count else AnyContestAct)]


def kind_words(kind: str) -> str:
    """A kind of act in a few words."""
    return say("audit", f"kind.{kind}")


def line(act: AnyAct) -> str:
    """An act in a line, with its reason if it has one."""
    words = kind_words(type(act).__name__)
    match act:
        case (
            acts.BoxCounted()
            | acts.VarianceExplained()
            | acts.PostalVotesRejected()
            | acts.BoxCountCorrected()
            | acts.PapersMoved()
            | acts.PapersTakenUp()
            | acts.PapersHandedOver()
            | acts.PapersOfAnotherContest()
        ):
            words = f"{words}: {figure(act.papers)}"
        case acts.BoxAccountKeyed():
            words = f"{words}: {say('audit', 'expected', papers=act.account.issued)}"
        case acts.VerificationStated():
            words = f"{words}: {say('audit', 'counted', papers=act.counted)}"
        case acts.SheetKeyed() | acts.FormKeyed() if act.figures.papers is not None:
            words = f"{words}: {say('audit', 'papers', papers=act.figures.papers)}"
        case acts.SheetCorrected() | acts.FormCorrected() | acts.SheetDifferenceKeyed():
            words = f"{words}: {say('audit', 'fields', fields=len(act.fields))}"
        case acts.CodeIssued():
            words = f"{words}: {act.code}, {act.to}"
        case acts.OfficerEnrolled():
            words = f"{words}: {act.officer.number}, {say('ui', f'role.{act.officer.role}')}"
        case _ if of_result := _of_result(act):
            words = f"{words}: {of_result}"
    said = next((text for name in _QUOTED if (text := getattr(act, name, ""))), "")
    return f"{words}. {said}" if said else words


def _of_result(act: AnyAct) -> str:
    """What an act says of a result that is given out; empty of any other."""
    match act:
        case (
            acts.ProvisionalGiven()
            | acts.Declared()
            | acts.DeclaredOutside()
            | acts.NoticeCorrected()
        ):
            return say("audit", "valid", papers=act.figures.valid)
        case acts.ResultExpected():
            return act.expected
        case acts.DocumentSigned():
            return say("result", f"document.{act.document}")
        case acts.PreviousResultStated():
            told = act.result
            of = say("audit", "previous", election=told.election, day=day(told.polling_day))
            return f"{of}. {told.source}"
        case acts.GroupsChosen():
            return apart(group.label for group in act.groups)
        case _:
            return ""


def where(act: AnyAct, contest: ContestState | None = None) -> str:
    """The thing that an act is about; empty if it is about the whole.

    A slate has its number from the contest: whom it names would be longer than the line.
    """
    if slate := _slate(act):
        return say("places", "slate", name=(contest and contest.number_of_slate(slate)) or slate)
    if isinstance(act, acts.ContainersRegistered | acts.ContainersSighted):
        return _containers(act)
    return _ends(act) or _where(act)


def _ends(act: AnyAct) -> str:
    """Both ends of an act that has two; the area, of one that is of an area and names its box."""
    match act:
        case acts.PapersMoved():
            ends = (say("places", act.between, name=name) for name in (act.left, act.reached))
            return " → ".join(ends)
        case acts.PapersOfAnotherContest():
            return f"{act.found.contest} → {act.belongs.contest}"
        case acts.OneBoxAreaDecided():
            return say("places", "area", name=act.area)
        case _:
            return ""


def _where(act: AnyAct) -> str:
    match act:
        case acts.SheetsIssued() | acts.SheetsWithdrawn():
            return say("audit", "where.sheets", first=str(act.first), last=str(act.last))
        case acts.SheetsAllotted():
            first = str(act.first)
            last = str(act.last)
            return say("audit", "where.allotted", first=first, last=last, contest=act.contest)
        case acts.BoxAdded():
            return say("audit", "where.box", name=act.box.id)
        case acts.WorkstationEnrolled():
            return say("audit", "where.workstation", name=act.name)
        case acts.OfficerEnrolled() | acts.OfficerStoodDown():
            number = act.officer.number if isinstance(act, acts.OfficerEnrolled) else act.number
            return say("audit", "where.officer", name=str(number))
        case acts.CodeIssued():
            return say("audit", "where.entry", stream=act.stream, seq=act.seq)
        case acts.PassedOver() | acts.WarningAnswered():
            place = act.finding.place
            return say("places", place.kind, name=place.name)
    for kind in ("sheet", "form", "box", "container", "table"):
        if hasattr(act, kind):
            return say("audit", f"where.{kind}", name=str(getattr(act, kind)))
    return ""


def _containers(act: acts.ContainersRegistered | acts.ContainersSighted) -> str:
    """One by its name, several by how many they are."""
    if isinstance(act, acts.ContainersRegistered):
        names = [each.id for each in act.containers]
    else:
        names = [each.container for each in act.sighted]
    if len(names) == 1:
        return say("audit", "where.container", name=names[0])
    return say("audit", "where.containers", count=len(names))


def _slate(act: AnyAct) -> str:
    """The name of the slate that an act is about; empty if it is about something else."""
    if isinstance(act, acts.SlateNamed | acts.SlateConfirmed | acts.SlateCompared):
        return slate_name(act.candidates)
    if isinstance(act, acts.PassedOver | acts.WarningAnswered):
        place = act.finding.place
        return place.name if place.kind == "slate" else ""
    return ""


@dataclass(frozen=True)
class Lines:
    """What the lines of a contest's papers are called: by candidate, and by head of rejection.

    `staff` gives an officer's name, which no act holds.
    """

    candidates: Sequence[str] = ()
    heads: Sequence[str] = ()
    contest: ContestState | None = None
    staff: Callable[[int], str] | None = None

    @classmethod
    def of(cls, contest: ContestState | None, staff: Callable[[int], str] | None = None) -> "Lines":
        """Those of a contest; of the count itself there are none."""
        if contest is None:
            return cls(staff=staff)
        told = contest.set_up
        names = [ballot_words(each) for each in told.candidates]
        return cls(names, [capital(head.label) for head in told.rules.heads], contest, staff)

    def officer(self, officer: Enrolled) -> str:
        """An officer by number and role, and by name where names are at hand."""
        named = [self.staff(officer.number)] if self.staff else []
        return strung((str(officer.number), *named, say("ui", f"role.{officer.role}")))

    def field(self, name: str) -> str:
        """A field of a sheet, a form or a slip in words: its line, and what stands in it."""
        if self.contest is None:
            return name
        lines = (line for shape in _SHAPES for line in lines_of(self.contest, shape))
        found = next((line for line in lines if name in line.fields), None)
        return strung((found.words, field_name(name))) if found else name

    def called(self, field: str) -> Sequence[str]:
        """The lines' names in a field that has one for each."""
        return {"rejected": self.heads}.get(
            field, self.candidates if field in _BY_CANDIDATE else ()
        )


def whole(act: AnyAct, lines: Lines) -> Iterator[tuple[str, str]]:
    """Everything that an act says, field by field; lines of a paper by their names."""
    for name in act.__struct_fields__:
        shown = _shown(act, name)
        # What an act leaves as it is, it does not say. A request is named by an id, and people know
        # it by its number.
        if shown is UNSET or (name == "request" and isinstance(act, acts.RecountBegun)):
            continue
        if name not in _ENVELOPE:
            yield from _field(name, shown, lines)
    request = _request(act, lines.contest)
    if request:
        yield _name("request"), figure(request)
    of = getattr(act, "of", "")
    if of:
        yield _name("of"), _plain(of)
    for name in ("workstation", "id"):
        yield _name(name), str(getattr(act, name))
    if isinstance(act, acts.ContestAct):
        yield _name("seen"), figure(act.seen)


def _shown(act: AnyAct, name: str) -> Any:
    """A field's value as people compare it: of a whole certificate, its fingerprint."""
    if name == "certificate" and isinstance(act, acts.CountSetUp | acts.WorkstationEnrolled):
        with suppress(ValueError):  # whoever writes a file may put anything there
            return sha256(b64decode(act.certificate)).hexdigest()
    return getattr(act, name)


def _request(act: AnyAct, contest: ContestState | None) -> int:
    """The number of the request that an act answers, or on which it was begun; 0 if of none."""
    match act:
        case acts.RequestAnswered():
            made = act.of
        case acts.RecountBegun():
            made = act.request
        case _:
            made = ""
    return contest.request(made).number if contest and made else 0


def _field(name: str, value: Any, lines: Lines) -> Iterator[tuple[str, str]]:
    """One field; a thing of several is told part by part, and whose a slip is together."""
    called = lines.called(name)
    if isinstance(value, tuple) and called and len(value) == len(called):
        for title, part in zip(called, value, strict=True):
            yield title, _plain(part)
    elif name == "slip":
        yield _name(name), _plain(value)
    elif isinstance(value, tuple):
        many = len(value) > 1
        for number, part in enumerate(value, 1):
            yield from _part(f"{_name(name)} {number}" if many else _name(name), part, lines)
    else:
        yield from _part(_name(name), value, lines)


def _part(title: str, value: Any, lines: Lines) -> Iterator[tuple[str, str]]:
    if isinstance(value, FieldValue):
        yield lines.field(value.field), _plain(value.value)
        return
    if isinstance(value, Enrolled):
        yield title, lines.officer(value)
        yield _name("named"), value.named
        if value.contests:
            yield _name("contests"), _plain(value.contests)
        return
    simple = isinstance(value, Bundles | Block | Candidate) or not isinstance(value, msgspec.Struct)
    if simple:
        yield title, _plain(value)
        return
    inner = [
        pair
        for name in value.__struct_fields__
        for pair in _field(name, getattr(value, name), lines)
    ]
    if len(inner) <= 3 and all(len(text) < 24 for _, text in inner):
        yield title, strung(text for _, text in inner if text)
    else:
        yield title, ""
        yield from inner


def _plain(value: Any) -> str:
    """One value: figures with separators, a blank as a blank."""
    match value:
        case None:
            return say("audit", "blank")
        case bool():
            return say("audit", "yes" if value else "no")
        case int():
            return figure(value)
        case Bundles():
            return say("audit", "bundles", full=_plain(value.full), loose=_plain(value.part))
        case Block():
            given = (value.full, value.part, value.total)
            lines = strung(_plain(part) for part in given if part is not None)
            return say("audit", "block", slate=slate_name(value.candidates), lines=lines)
        case Candidate():
            full = value.full_name if value.known_as else ""
            parts = (value.ballot_name, full, value.description, value.party)
            return strung(text for text in parts if text)
        case tuple():
            return strung(_plain(part) for part in value)
        case _:
            return str(value)


def _name(field: str) -> str:
    """A field's name in words."""
    # A field without words is shown by its name: an act is never told with a part left out.
    key = f"field.{field}"
    return say("audit", key) if is_said("audit", key) else capital(field.replace("_", " "))
