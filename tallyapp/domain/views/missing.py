"""What is missing, put together by kind and area, the most pressing first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum

from tallyapp.domain.rules.areas import one_box_alone, postal_alone
from tallyapp.domain.rules.containers import not_arrived, not_empty
from tallyapp.domain.rules.declaring import borne_out
from tallyapp.domain.rules.postal import not_followed, postal_differences
from tallyapp.domain.rules.result import before_declaring, standing
from tallyapp.domain.rules.slates import unconfirmed
from tallyapp.domain.rules.whole_contest import more_than_electors, not_taken_up
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.places import Kind


class What(IntEnum):
    """What can be missing, the most pressing first:
    what is wrong, what can be done now, what must wait.
    """

    NOT_ARRIVED = 0
    DOES_NOT_ADD = 1
    ADJUDICATED_OTHERWISE = 2
    TOTAL_DIFFERS = 3
    MORE_THAN_ELECTORS = 4
    SHEETS_DIFFER = 5
    FORMS_DIFFER = 6
    SHEETS_QUERIED = 7
    FORMS_QUERIED = 8
    SHEETS_NOT_KEYED = 9
    SHEETS_KEYED_ONCE = 10
    SLATES = 11
    FORMS_KEYED_ONCE = 12
    BOXES = 13
    DOUBTFUL_OUT = 14
    NO_SHEETS = 15
    STATEMENT = 16
    BEFORE_POLLING_DAY = 17
    NOBODY_HAS_A_VOTE = 18
    PROVISIONAL = 19
    OPPORTUNITY = 20
    READ_BACK = 21
    READ_BACK_DIFFERS = 22
    REQUEST = 23
    RECOUNT = 24
    LOT = 25
    DECLARE = 26
    SIGN = 27
    NOT_EMPTY = 28
    POSTAL_ALONE = 29
    TO_TAKE_UP = 30
    ONE_BOX = 31
    POSTAL = 32
    NAMES = 33
    RE_ADD = 34
    RE_ADD_DIFFERS = 35


@dataclass(frozen=True, slots=True)
class Missing:
    """Things of one kind that are missing in one area (or in the contest, where `area` is empty).

    `names` are those of the sheets, forms or boxes; `findings` say of each what stands against it.
    `waits` where something else in its area must be done first.
    """

    what: What
    area: str
    names: tuple[str, ...]
    findings: tuple[Finding, ...]
    waits: bool = False

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers compared in the first of the findings, in papers."""
        return {
            operand.name: operand.value for found in self.findings[:1] for operand in found.numbers
        }

    @property
    def urgency(self) -> tuple[bool, int]:
        """Sorts the most pressing first."""
        return self.waits, self.what


# No form is ever issued, so none waits for its first keying. A life that is missing here raises.
_OF_PAPERS = {
    ("sheet", Life.DIFFERS): What.SHEETS_DIFFER,
    ("form", Life.DIFFERS): What.FORMS_DIFFER,
    ("sheet", Life.QUERIED): What.SHEETS_QUERIED,
    ("form", Life.QUERIED): What.FORMS_QUERIED,
    ("sheet", Life.ISSUED): What.SHEETS_NOT_KEYED,
    ("sheet", Life.KEYED): What.SHEETS_KEYED_ONCE,
    ("form", Life.KEYED): What.FORMS_KEYED_ONCE,
}


def missing_in_area(area: AreaState, findings: Sequence[Finding]) -> Iterator[Missing]:
    """What an area's open findings come to, those of its boxes among them, put together by kind."""
    by_kind: defaultdict[What, list[Finding]] = defaultdict(list)
    kinds = {found.place.kind for found in findings}
    for found in findings:
        what = _what(area, found, kinds, alone=len(findings) == 1)
        if what:
            by_kind[what].append(found)
    # Told twice it would send somebody to look for sheets that are on the list already.
    if "sheet" in kinds:
        by_kind.pop(What.NO_SHEETS, None)  # those it has are missed by name
    for what, of_kind in by_kind.items():
        names = tuple(found.place.name for found in of_kind)
        # A sheet of an unverified box cannot be reconciled: it is no use to chase it first.
        waits = "box" in kinds and what in (What.SHEETS_NOT_KEYED, What.NO_SHEETS)
        yield Missing(what, area.area.id, names, tuple(of_kind), waits)


def _what(area: AreaState, found: Finding, kinds: Set[Kind], alone: bool) -> What | None:
    """The kind of a finding in an area; None for a difference that is merely still to come."""
    place = found.place
    if place.kind == "box":
        return What.BOXES
    if place.kind in ("sheet", "form"):
        return _OF_PAPERS[place.kind, Life(place.field)]
    if place.field == "sheets":
        return What.NO_SHEETS
    if place.field == "doubtful":
        if area.adjudicated < area.sent:
            return What.DOUBTFUL_OUT
        # More adjudicated than sent is an error only once nothing is still to come in; before that
        # the sheet that sent them may simply not be keyed.
        to_come = kinds & {"box", "sheet", "form"} or not any(sheet.live for sheet in area.sheets)
        return None if to_come else What.ADJUDICATED_OTHERWISE
    # Too few is the ordinary state of an area being counted. Too many never mends itself.
    too_many = area.difference > 0 and area.all_accurate
    return What.DOES_NOT_ADD if alone or too_many else None


_OF_CONTEST = {
    "names": What.NAMES,
    "statement": What.STATEMENT,
    "provisional": What.PROVISIONAL,
    "opportunity": What.OPPORTUNITY,
    "read-back": What.READ_BACK,
    "request": What.REQUEST,
    "recount": What.RECOUNT,
    "re-add": What.RE_ADD,
    "re-add-overtaken": What.RE_ADD,
}


_OF_CODE = {
    Code.E303: What.TOTAL_DIFFERS,
    Code.E305: What.LOT,
    Code.E307: What.BEFORE_POLLING_DAY,
    Code.E308: What.NOBODY_HAS_A_VOTE,
}


_OF_BOXES: tuple[tuple[What, Callable[[ContestState], list[Finding]]], ...] = (
    (What.POSTAL_ALONE, postal_alone),
    (What.TO_TAKE_UP, not_taken_up),
    (What.ONE_BOX, one_box_alone),
)


def missing(contest: ContestState, of_areas: Iterable[Missing]) -> list[Missing]:
    """All that is missing, the most pressing first; what comes next, where nothing is.

    `of_areas` is what is missing in every area, in their order.
    """
    if contest.declaration:
        # Where the count does not bear out what was declared there is no notice to be signed.
        document = "declaration" if borne_out(contest) else "audit-pack"
        return [] if document in contest.signed else [Missing(What.SIGN, "", (), ())]
    found = list(of_areas)
    if contest.statement is None:
        found.append(Missing(What.STATEMENT, "", (), ()))
    for what, each in (
        (What.NOT_ARRIVED, not_arrived(contest)),
        (What.NOT_EMPTY, not_empty(contest)),
        (What.POSTAL, [*postal_differences(contest), *not_followed(contest)]),
    ):
        still = tuple(one for one in each if not contest.is_passed_over(one))
        if still:
            found.append(Missing(what, "", tuple(one.place.name for one in still), still))
    found += _slates(contest)
    more = tuple(each for each in more_than_electors(contest) if not contest.is_passed_over(each))
    if more:
        names = tuple(each.place.name for each in more)
        found.append(Missing(What.MORE_THAN_ELECTORS, "", names, more))
    for what, of_kind in _OF_BOXES:
        open_now = tuple(f for f in of_kind(contest) if not contest.is_passed_over(f))
        if open_now:
            names = tuple(each.place.name for each in open_now)
            found.append(Missing(what, "", names, open_now))
    found.sort(key=lambda each: each.urgency)
    # What comes next is said only when nothing is missing: it would hide what is.
    return found or list(_towards_declaring(contest))


def _slates(contest: ContestState) -> Iterator[Missing]:
    """Slates that want something, those that want the same together."""
    open_now = [each for each in unconfirmed(contest) if not contest.is_passed_over(each)]
    for why in dict.fromkeys(each.place.field for each in open_now):
        of_kind = tuple(each for each in open_now if each.place.field == why)
        yield Missing(What.SLATES, "", tuple(each.place.name for each in of_kind), of_kind)


def _towards_declaring(contest: ContestState) -> Iterator[Missing]:
    findings = standing(contest)
    if not findings and contest.provisional is None:
        yield Missing(What.PROVISIONAL, "", (), ())
        return
    findings = findings or before_declaring(contest)
    for found in findings:
        if found.place.kind == "contest":
            what = _OF_CODE.get(found.code) or _OF_CONTEST[found.place.field]
            yield Missing(what, "", (), (found,))
    differing = tuple(found for found in findings if found.place.kind in ("candidate", "head"))
    if differing:
        names = tuple(found.place.name for found in differing)
        yield Missing(What.READ_BACK_DIFFERS, "", names, differing)
    by_hand = tuple(found for found in findings if found.code is Code.E320)
    if by_hand:
        names = tuple(found.place.name for found in by_hand)
        yield Missing(What.RE_ADD_DIFFERS, "", names, by_hand)
    if not findings:
        yield Missing(What.DECLARE, "", (), ())
