"""The whole vocabulary of checks: one code each, with its rule.
The words for people are elsewhere.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeGuard

from msgspec import Struct

from tallyapp.domain.vocabulary.places import FindingRecord, Kind, Operand, Place
from tallyapp.domain.vocabulary.units import MAX_FIGURE


# Codes are noted on paper and said over the telephone: none is ever used again for another thing.
class Code(StrEnum):
    """E: the figures are wrong or something is missing.
    A: the act may not be done. W: look at this again.
    """

    E101 = "E101"
    """The lines of a sheet or form do not add to the papers written on it."""
    E102 = "E102"
    """A part bundle is as large as a bundle,
    or a figure is negative, not whole, or beyond 9,999,999.
    """
    E103 = "E103"
    """A candidate has more votes than papers, or votes,
    unused and uncertain are not seats times papers.
    """
    E104 = "E104"
    """A slate names more candidates than there are seats, a candidate twice, or nobody."""
    E105 = "E105"
    """A required figure is blank; a blank is not zero."""
    E106 = "E106"
    """This sheet or form is already live: it can be corrected, not keyed again."""
    E107 = "E107"
    """The area's sheets hold more papers than were verified in it: the box may be wrong, or one of
    the sheets that are named beside it.
    """
    E201 = "E201"
    """The second look is by the person who did the first, or the third by one of the two."""
    E202 = "E202"
    """Two keyings differ in a field, or the read-back differs from the figures."""
    E301 = "E301"
    """The area's papers are not the papers verified in it."""
    E302 = "E302"
    """Something registered is missing; the place names it, its field says what is missing of it."""
    E303 = "E303"
    """The areas together do not make the total of the verification statement."""
    E304 = "E304"
    """The program's totals and the totals worked out in SQL differ."""
    E305 = "E305"
    """A tie decides a seat and no lot is recorded."""
    E306 = "E306"
    """More papers were verified than there are electors, in an area or in the contest."""
    E307 = "E307"
    """Papers of a real count were counted before its polling day."""
    E308 = "E308"
    """Nobody has a vote: all candidates are level at none."""
    E313 = "E313"
    """A container was not seen to arrive, or not opened; the place's field says which."""
    E314 = "E314"
    """A container's seal was not whole, or not the one with which it arrived."""
    E315 = "E315"
    """A container was not seen empty."""
    E316 = "E316"
    """Postal covers, the papers that came from them and the papers verified are not the same, or
    were not keyed by two officers.
    """
    E317 = "E317"
    """Papers of another contest were found in a box, and the box of this contest has not followed;
    the place's field says whether it gives them or gets them.
    """
    E318 = "E318"
    """An area is of one ballot box alone, and the returning officer has not decided over it."""
    E319 = "E319"
    """An area is of postal boxes alone."""
    E320 = "E320"
    """A line was added up by hand, outside the program, to another total than the count has."""
    E321 = "E321"
    """Whoever adds lines up by hand has keyed some of the contest's papers, or knows its result."""

    A101 = "A101"
    """The officer is not on the staff of this count."""
    A102 = "A102"
    """This officer's role does not allow this act."""
    A103 = "A103"
    """A second officer is asked for: another person, on the staff."""
    A104 = "A104"
    """The thing named is not registered."""
    A105 = "A105"
    """This is not the moment for this act; the place's field says why."""
    A106 = "A106"
    """A reason or an explanation is asked for."""
    A107 = "A107"
    """The act claims to have seen more, or less, of the stream `count` than it can have."""
    A108 = "A108"
    """The same thing is registered twice."""
    A109 = "A109"
    """The figure stated is not the figure derived."""
    A110 = "A110"
    """This kind of election, or this number of seats, is not provided for."""
    A111 = "A111"
    """The figures do not have the lines of this contest."""
    A112 = "A112"
    """Nothing of this kind stands open, or nothing is changed."""
    A113 = "A113"
    """A text or number is not of a form that can be kept; the place's field names it."""
    A114 = "A114"
    """What the act builds on (`of`) is no longer what stands; the place's field says why."""
    A115 = "A115"
    """The act has the id of an act that is there already."""
    A116 = "A116"
    """The act is dated before the act before it in its stream."""
    A117 = "A117"
    """This sheet number is not allotted to this contest."""
    A118 = "A118"
    """The workstation is not enrolled in this count, or its name is another's."""
    A119 = "A119"
    """An officer's number belongs to another enrolment, or an enrolment to another number."""
    A120 = "A120"
    """The name keyed from the printed ballot paper is not the one of the set-up on this line."""
    A121 = "A121"
    """Something was keyed whose meaning this would change; the place's field says what it is."""
    A123 = "A123"
    """The count stands still: it was adjourned, or the hall was left."""
    A124 = "A124"
    """A container of several contests has a part that one of them has not counted."""

    A136 = "A136"
    """Documents would be kept for less than the law asks."""
    A137 = "A137"
    """Documents are disposed of before the day to which they are kept is over."""
    A138 = "A138"
    """The documents of this count are disposed of already."""
    A139 = "A139"
    """A day is further off than any on which a count is held or its documents are kept."""
    A129 = "A129"
    """With so many candidates the election is not decided by most votes."""
    A125 = "A125"
    """More papers would be taken out of a box or an area than are in it."""
    A126 = "A126"
    """The cause given for a variance is not borne out by its figures; the field names the cause."""
    A134 = "A134"
    """This seed was keyed before in this contest: an old one draws no lines."""
    A135 = "A135"
    """The lines that were added up are not those that the seed draws."""

    A130 = "A130"
    """The figures stated of the election before do not agree with one another."""
    A131 = "A131"
    """The result to be compared with is not of a day before this polling day."""

    W401 = "W401"
    """Rejected papers in an area are above the rate for
    the kind of election, or want the official mark.
    """
    W402 = "W402"
    """An area's turnout or a candidate's share in it is out of line with the other areas."""
    W403 = "W403"
    """Exchanging two candidates' lines in this area fits the other areas far better."""
    W404 = "W404"
    """A candidate with votes elsewhere has none here."""
    W405 = "W405"
    """Few votes lie between the last who is elected and the first who is not."""
    W406 = "W406"
    """A slate is to be compared with its bundle: it mixes parties, has a name like another
    party's candidate, or is shorter than its party's would be.
    """
    W407 = "W407"
    """Two sheets are agreed with the same figures in every field."""
    W409 = "W409"
    """A sheet seems to have been keyed under another's number."""


SINCE: Mapping[Code, int] = {}
"""The layout of documents since which a pack tells of a code: 1, unless it came later.

A code that is added after the formats are frozen stands here, with the layout that it brought: an
earlier pack that is drawn again must not tell of it.
"""


def told_under(code: Code, layout: int) -> bool:
    """Whether a pack drawn under this layout tells of the code."""
    return SINCE.get(code, 1) <= layout


# No reason makes two results of one, nor a tie a result: these are settled, not gone on over.
NEVER_PASSED_OVER = frozenset({Code.E304, Code.E305})
"""A lot settles a tie, and a disagreement between two arithmetics settles nothing."""


class Finding(Struct, frozen=True):
    """What a check found: the code, where, and the numbers compared (never prose).

    The act that raises a flag is recorded all the same: something must be looked at.
    """

    code: Code
    place: Place
    numbers: tuple[Operand, ...] = ()
    flag: bool = False

    def flagged(self) -> "Finding":
        """The same finding as a flag."""
        return Finding(self.code, self.place, self.numbers, flag=True)

    def record(self) -> FindingRecord:
        """The finding as an act keeps it."""
        # Without the flag: whether it stands against an act is for the rule to say.
        return FindingRecord(code=self.code, place=self.place, numbers=self.numbers)


def finding(code: Code, kind: Kind, name: object, field: str = "", /, **numbers: int) -> Finding:
    """A finding at a place, with its numbers by name."""
    return Finding(
        code, Place(kind, str(name), field), tuple(Operand(n, v) for n, v in numbers.items())
    )


def all_whole(figures: list[int | None]) -> TypeGuard[list[int]]:
    """Whether these are whole numbers, all of them: no blank is, nor True, though 1 equals it."""
    # By `type` and not `isinstance`: True is an int to the latter, and no figure on any paper.
    return [*map(type, figures)].count(int) == len(figures)


def can_be_kept(figures: list[int | None]) -> TypeGuard[list[int]]:
    """Whether these are whole numbers that can be kept, all of them; no blank is, nor is nothing.

    Which of them it is, `check_figure` says.
    """
    # For every keying at once; and whole first: a blank has no order. Where none is below 0, none
    # is more than all together, which is soon known.
    return (
        all_whole(figures)
        and min(figures, default=-1) >= 0
        and (sum(figures) <= MAX_FIGURE or max(figures) <= MAX_FIGURE)
    )


def check_figure(kind: Kind, name: object, field: str, value: int | None) -> list[Finding]:
    """E102 unless the figure is a whole number that can be kept; a blank is not judged here."""
    if value is None or (type(value) is int and 0 <= value <= MAX_FIGURE):
        return []
    return [finding(Code.E102, kind, name, field, value=value, most=MAX_FIGURE)]


class Refusal(Exception):
    """The rules say no: the findings say where and with which numbers."""

    def __init__(self, findings: list[Finding]) -> None:
        # Not for people, whose words are in the catalogue: a log or a failing test shows this.
        super().__init__(
            "; ".join(f"{f.code} {f.place.kind} {f.place.name} {f.place.field}" for f in findings)
        )
        self.findings = findings
