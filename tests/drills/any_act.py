"""An act of any kind: as it may be done in a contest as it stands, or with something wrong."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.rules.names import lines_to_key
from tallyapp.domain.rules.result import open_findings
from tallyapp.domain.rules.retention import kept_until
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.views.warnings import warnings
from tallyapp.domain.vocabulary.boxes import CAUSES, BoxOfContest
from tallyapp.domain.vocabulary.containers import Container, Part, Sealed, Sighted
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import MAX_FIGURE, OfficerNumber, Papers
from tests.building_on import NO_ACT, built_on
from tests.halls import SUPERVISOR, Hall, fields_of_each_kind, officer, staff_name

Fields = dict[str, Any]
Said = Callable[[Hall, Random], Fields]

_HUGE = MAX_FIGURE + 1
_TEXTS = ("", " ", "nothing", NO_ACT, "f" * 32, "A", "a1", "9" * 400, "\u202e")
# One of a few words: no screen has another to give, and no file that has one is read.
_CHOSEN = frozenset(
    {
        "answer",
        "asks",
        "because",
        "between",
        "boundaries",
        "cause",
        "document",
        "how",
        "kind",
        "occasion",
        "role",
        "way",
        "what",
        "why",
        "written",
    }
)
_SIGNED: tuple[DocumentName, ...] = (
    "declaration",
    "corrected-notice",
    "audit-pack",
    "verification-statement",
)


def of_this_contest(hall: Hall, kind: type[acts.Act], chance: Random) -> Fields:
    """Fields with which an act of this kind can be made here and now, if it can be done at all."""
    fields = dict(fields_of_each_kind(hall)[kind])
    contest = hall.contest
    for name, known in (("sheet", contest.sheets), ("form", contest.forms)):
        if name in fields and known:
            fields[name] = chance.choice(list(known))
    if "box" in fields and contest.boxes:
        fields["box"] = chance.choice(list(contest.boxes))
    if "area" in fields:
        fields["area"] = chance.choice(list(contest.areas))
    if "second" in fields:
        fields["second"] = OfficerNumber(SUPERVISOR + chance.randrange(2))
    said = _SAID[kind](hall, chance) if kind in _SAID else {}
    return fields | built_on(contest, kind, fields | said) | said


# ---- what is said of boxes and papers


def _variance(hall: Hall, chance: Random) -> Fields:
    boxes = hall.contest.boxes
    if not boxes:
        return {}
    cause = chance.choice(CAUSES)
    box = boxes[chance.choice(list(boxes))]
    other = {"other_box": chance.choice(list(boxes))} if cause == "compensating" else {}
    return {"box": box.box.id, "papers": box.papers, "cause": cause} | other


def _moved(hall: Hall, chance: Random) -> Fields:
    between = chance.choice(["box", "area"])
    ends = list(hall.contest.boxes if between == "box" else hall.contest.areas)
    left, reached = (chance.choice(ends or ["a9"]) for _ in range(2))
    papers = Papers(chance.choice([1, 1, 400]))
    return {"between": between, "left": left, "reached": reached, "papers": papers}


def _taken_up(hall: Hall, _: Random) -> Fields:
    ends = list(hall.contest.to_take_up())
    if not ends:
        return {}
    return {"box": ends[0].box, "way": ends[0].way, "papers": ends[0].act.papers}


def _late_box(hall: Hall, chance: Random) -> Fields:
    contest = hall.contest
    number = len(contest.boxes) + len(contest.withdrawn)
    area = chance.choice(list(contest.areas))
    late = BallotBox(id=f"z{number}", name=f"Late box {number}", kind="postal", area=area)
    return {"box": late}


def _one_box(hall: Hall, chance: Random) -> Fields:
    area = chance.choice(list(hall.contest.areas.values()))
    return {"area": area.area.id, "box": area.boxes[0].box.id if area.boxes else "a9"}


def _postal(hall: Hall, chance: Random) -> Fields:
    postal = [name for name, box in hall.contest.boxes.items() if box.box.kind == "postal"]
    papers = Papers(chance.choice([0, 5, 50]))
    box = chance.choice(postal or ["a9"])
    return {"session": chance.randint(1, 2), "box": box, "covers": papers + 2, "papers": papers}


def _sheet_that_does_not_add(hall: Hall, chance: Random) -> Fields:
    sheets = list(hall.contest.sheets.values())
    if not sheets:
        return {}
    sheet = chance.choice(sheets)
    kind = sheet_kind(hall.contest, "slip" if sheet.shape == "slip" else "sheet")
    return {"sheet": sheet.number, "figures": kind.figures([None] * len(kind.fields))}


def _form_that_does_not_add(hall: Hall, _: Random) -> Fields:
    kind = form_kind(hall.contest)
    blank = kind.figures([None] * len(kind.fields))
    return {"form": len(hall.contest.forms) + 1, "figures": blank}


def _known_slate(hall: Hall, chance: Random) -> Fields:
    slates = list(hall.contest.slates)
    return {"candidates": chance.choice(slates)} if slates else {}


def _last_sheet(hall: Hall, _: Random) -> Fields:
    last = max(hall.contest.sheets, default=91)
    return {"first": last, "last": last}


# ---- what is said of the contest and its result


def _passed_over(hall: Hall, chance: Random) -> Fields:
    found = open_findings(hall.contest)
    return {"finding": chance.choice(found).record()} if found else {}


def _answered(hall: Hall, chance: Random) -> Fields:
    warned = warnings(hall.contest)
    return {"finding": chance.choice(warned).record()} if warned else {}


def _set_up_put_right(hall: Hall, chance: Random) -> Fields:
    set_up = hall.contest.set_up
    first, second, *others = set_up.candidates
    boxes = [box.box for box in hall.contest.boxes.values()][-1:]
    area = chance.choice(list(hall.contest.areas))
    said: list[Fields] = [
        {"electorate": 900 + chance.randrange(9)},
        {"name": f"{set_up.name[:20]} {chance.randrange(9)}"},
        {"seats": set_up.seats + 1},
        {"bundle": 50},
        {"candidates": (second, first, *others)},
        {"candidates": (replace(first, other_names=f"Kim {chance.randrange(9)}"), second, *others)},
        {"boxes": tuple(replace(box, area=area) for box in boxes)},
    ]
    return {"electorate": msgspec.UNSET} | chance.choice(said)


def _abandoned(hall: Hall, chance: Random) -> Fields:
    candidate = chance.randint(1, len(hall.contest.set_up.candidates))
    died = {"because": "candidate-died", "candidate": candidate}
    return chance.choice([{}, died])


def _signed(hall: Hall, chance: Random) -> Fields:
    signed = msgspec.structs.asdict(hall.signing(chance.choice(_SIGNED)))
    return {name: signed[name] for name in ("document", "sha256", "certificate", "head", "seq")}


def _seeded(_: Hall, chance: Random) -> Fields:
    return {"seed": f"{chance.randrange(10**10):010}"}


# ---- what is said of the count


def _between(hall: Hall, chance: Random) -> Fields:
    count = hall.desk.count
    found, belongs = (chance.choice(list(count.contests)) for _ in range(2))
    return {
        "of": count.count.between.last,
        "found": BoxOfContest(contest=found, box="a1"),
        "belongs": BoxOfContest(contest=belongs, box="b1"),
    }


def _container(hall: Hall, chance: Random) -> Fields:
    """A tray of postal votes, or one box in which two contests have papers."""
    streams = list(hall.desk.count.contests)[:2]
    both = tuple(Part(stream, "b2") for stream in streams)
    tray = Container(id="tray-1", name="Tray 1", kind="tray", holds=(Part(streams[0]),))
    box = Container(id="both", name="Box of two polls", kind="ballot-box", holds=both)
    return {"containers": (chance.choice([tray, box]),)}


def _sighted(hall: Hall, chance: Random) -> Fields:
    stream = chance.choice(list(hall.desk.count.contests))
    alone = [f"{stream}/{box}" for box in ("a1", "b2")]
    seen = Sighted(
        container=chance.choice([*hall.desk.count.count.containers.registered, *alone]),
        at=hall.desk.clock(),
        came_from="the presiding officer",
        seal=chance.choice(["00417", "00418"]),
        whole=chance.randrange(4) > 0,
    )
    how = chance.choice(["arrived", "opened", "empty"])
    return {"how": how, "sighted": (seen,), "reason": chance.choice(["", "seen again"])}


def _kept_longer(hall: Hall, chance: Random) -> Fields:
    order = hall.desk.count.count.retention.order
    until = date(2026, 1, 1) + timedelta(days=chance.randrange(99))
    return {"of": order.id if order else "", "until": until}


def _disposed_of(hall: Hall, _: Random) -> Fields:
    order = hall.desk.count.count.retention.order
    return {"of": order.id if order else "", "kept_until": kept_until(hall.desk.count.count)}


def _council(hall: Hall, chance: Random) -> Fields:
    of = hall.desk.count.count.set_up_id
    return {"of": of, "authority": f"Elm Council {chance.randrange(9)}"}


def _freed(hall: Hall, _: Random) -> Fields:
    for stream, contest in hall.desk.count.contests.items():
        if contest.abandoned:
            return {"contest": stream, "of": contest.abandoned.id}
    return {}


def _newcomer(hall: Hall, chance: Random) -> Fields:
    """Somebody who was not here before, or has another role from now on."""
    number = 31 + chance.randrange(3)
    # Now and then somebody else comes under a number that is taken.
    name = chance.choice(["", "", "", "Kim Fir"])
    hall.desk.staff.know(staff_name(number, name))
    return {"officer": officer(number, chance.choice(["clerk", "supervisor", "adjudicator"]), name)}


_SAID: Mapping[type[acts.Act], Said] = {
    acts.VarianceExplained: _variance,
    acts.PapersMoved: _moved,
    acts.PapersTakenUp: _taken_up,
    acts.BoxAdded: _late_box,
    acts.OneBoxAreaDecided: _one_box,
    acts.SheetsWithdrawn: _last_sheet,
    acts.SheetQueried: _sheet_that_does_not_add,
    acts.FormQueried: _form_that_does_not_add,
    acts.PostalSessionKeyed: _postal,
    acts.SlateCompared: _known_slate,
    acts.PassedOver: _passed_over,
    acts.WarningAnswered: _answered,
    acts.NamesConfirmed: lambda hall, _: {"surnames": lines_to_key(hall.contest.set_up.candidates)},
    acts.SetUpCorrected: _set_up_put_right,
    acts.ContestAbandoned: _abandoned,
    acts.DocumentSigned: _signed,
    acts.ReAddDrawn: _seeded,
    acts.PapersOfAnotherContest: _between,
    acts.ContainersRegistered: _container,
    acts.ContainersSighted: _sighted,
    acts.KeptLonger: _kept_longer,
    acts.DisposalRecorded: _disposed_of,
    acts.CountCorrected: _council,
    acts.SheetNumbersFreed: _freed,
    acts.OfficerEnrolled: _newcomer,
    acts.TableNamed: lambda _, chance: {"name": f"Table {chance.randrange(9)}"},
    acts.CodeIssued: lambda _, chance: {"drawn": chance.randrange(999)},
}
"""What an act of a kind says here and now, besides what every one of its kind may say."""


def sealed(*broken: str) -> tuple[Sealed, ...]:
    """What was sealed up when the hall was left; some seals are `broken` when it is back."""
    return tuple(
        Sealed(what=what, seal="0815", whole=what not in broken) for what in ("boxes", "trays")
    )


# ---- something wrong


def gone_wrong(fields: Mapping[str, Any], chance: Random) -> Fields:
    """The same fields, with one of them another than it should be."""
    name = chance.choice(sorted(set(fields) - _CHOSEN))
    return {**fields, name: _wrong(fields[name], chance)}


def _wrong(value: Any, chance: Random) -> Any:
    """Another value of the same type: of no use, too large, or not to be kept."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return chance.choice([0, 1, value + 1, 98, _HUGE])
    if isinstance(value, str):
        return chance.choice([text for text in _TEXTS if text != value])
    if isinstance(value, date):
        return chance.choice([value + timedelta(days=2_000), value.replace(year=9_000)])
    if isinstance(value, tuple) and value:
        doubled = (*value, value[0])
        spoilt = (_wrong(value[0], chance), *value[1:])
        return chance.choice([(), value[1:], doubled, value[::-1], spoilt, spoilt, spoilt])
    if isinstance(value, msgspec.Struct) and value.__struct_fields__:
        field = chance.choice(sorted(set(value.__struct_fields__) - _CHOSEN))
        return replace(value, **{field: _wrong(getattr(value, field), chance)})
    return value
