"""What stands against an area and its boxes together: one that is over while a box of it is short,
one whose papers are mixed with those of no polling station, or of no other box.
"""

from collections.abc import Iterable

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason
from tallyapp.domain.state.area import AreaState, BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import BallotBox

# ---- an area that is over, and a box of it that is short


def missing_of_box(box: BoxState) -> Finding | None:
    """E302 unless the box is verified, its field saying what is missing; numbers are papers."""
    if box.accurate:
        return None
    name = box.box.id
    if box.account is None:
        return finding(Code.E302, "box", name, "account")
    if not box.attempts:
        return finding(Code.E302, "box", name, "count", expected=box.account.issued)
    # Named by its numbers, so that an explanation of this variance does not cover the next one.
    variance = box.papers - box.account.issued
    numbers = {"expected": box.account.issued, "counted": box.papers, "difference": variance}
    return finding(Code.E302, "box", name, "variance", **numbers)


def short_box(area: AreaState) -> BoxState | None:
    """The box whose missing papers may be those that its area has too many; None where none is.

    Of several the one that is short by just as many, else the one that is short by most.
    """
    # While a box is still to be counted the area is over by what is in it, and nothing is wrong.
    if area.difference <= 0 or not all(box.counts for box in area.boxes):
        return None
    short = [box for box in area.boxes if (box.variance or 0) < 0]
    if not short:
        return None
    alike = [box for box in short if box.variance == -area.difference]
    return (alike or sorted(short, key=lambda box: box.variance or 0))[0]


def difference(area: AreaState) -> Finding:
    """E301: papers counted in an area are not those verified in it; where they are more and a box
    is short of its account, the field names that box, and `missing` is what it is short of.
    """
    numbers = {
        "counted": int(area.counted),
        "verified": int(area.verified),
        "difference": area.difference,
    }
    box = short_box(area)
    if box is None:
        return finding(Code.E301, "area", area.area.id, **numbers)
    numbers["missing"] = -(box.variance or 0)
    return finding(Code.E301, "area", area.area.id, box.box.id, **numbers)


def area_boxes_apart(area: AreaState) -> list[Finding]:
    """E302 for each box of an area that is not verified, but for one that E301 of the area names:
    papers that the box is short of and the area has too many are one thing, told once.
    """
    told = short_box(area)
    return [each for box in area.boxes if box is not told and (each := missing_of_box(box))]


def boxes_apart(contest: ContestState) -> list[Finding]:
    """The same for every area, in the order of the contest's boxes."""
    told = {box.box.id for area in contest.areas.values() if (box := short_box(area))}
    boxes = contest.boxes.items()
    return [each for name, box in boxes if name not in told and (each := missing_of_box(box))]


def missing_before_statement(contest: ContestState) -> list[Finding]:
    """E302 for each box that is not verified, or was passed over together with its area."""
    open_now = boxes_apart(contest)
    for area in contest.areas.values():
        box = short_box(area)
        found = missing_of_box(box) if box else None
        if found and not contest.is_passed_over(difference(area)):
            open_now.append(found)
    return open_now


# ---- with what the papers of an area are mixed


def no_polling_box(areas: Iterable[str], boxes: Iterable[BallotBox]) -> list[Finding]:
    """A105 for each of these areas that has none but postal boxes among these."""
    # Postal papers are counted mixed with those of a polling station's box: the law asks for it, so
    # that nobody learns how the postal voters of a few streets voted.
    mixed = {box.area for box in boxes if box.kind == "polling"}
    alone = [area for area in areas if area not in mixed]
    return [finding(Code.A105, "area", area, "no-ballot-box") for area in alone]


def postal_alone(contest: ContestState) -> list[Finding]:
    """E319 for each area whose boxes are all postal ones."""
    return [
        finding(Code.E319, "area", area.area.id)
        for area in contest.areas.values()
        if area.boxes and all(box.box.kind == "postal" for box in area.boxes)
    ]


def one_box_alone(contest: ContestState) -> list[Finding]:
    """E318 for each area of a single polling station's box, over which the returning officer has
    not decided; the field names the box.
    """
    found = []
    for area in contest.areas.values():
        boxes = [box.box for box in area.boxes]
        if len(boxes) == 1 and boxes[0].kind == "polling" and area.decided_box != boxes[0].id:
            found.append(finding(Code.E318, "area", area.area.id, boxes[0].id))
    return found


def check_decided(
    _: CountState, contest: ContestState, act: acts.OneBoxAreaDecided
) -> list[Finding]:
    """The area has just this one box, and there is a reason."""
    area = contest.areas.get(act.area)
    if area is None:
        return [finding(Code.A104, "area", act.area)]
    if [box.box.id for box in area.boxes] != [act.box]:
        return [finding(Code.A112, "area", act.area, "one-box")]
    return check_reason(act.reason, finding(Code.A106, "area", act.area, "reason"))


def apply_decided(contest: ContestState, act: acts.OneBoxAreaDecided) -> Changed:
    """It was decided, while this is its one box."""
    area = contest.areas[act.area]
    area.decided = act.reason
    area.decided_box = act.box
    return Changed(contest.set_up.contest, contest.seq, areas=frozenset({act.area}), result=True)
