"""Every kind of paper for the tables, as report data: Oxford East, and a ward with three seats."""

from msgspec.structs import replace

from tallyapp.documents.hall.whole_count import render_count_papers
from tallyapp.domain.reports.hall_papers import (
    BlankPapers,
    Blanks,
    BoxLine,
    BoxRecords,
    CandidateLine,
    Card,
    Cards,
    CountPapers,
    CountSummary,
    DrawnLine,
    HallHeading,
    HeadLine,
    Label,
    Labels,
    NumberedPaper,
    Printed,
    ReAddPaper,
    Section,
    VerificationForm,
)
from tallyapp.domain.vocabulary.scan_codes import code_of
from tests.documents.samples import HEADS, OXFORD_EAST, WARD_HEADS, WATLING

OXFORD = "oxford-east"
WARD = "watling"
AREA_C = HallHeading(
    practice=True,
    election="UK Parliamentary general election",
    contest="Oxford East",
    area="Area C, Cowley and Lye Valley",
)
WHOLE = replace(AREA_C, area="")
ALL_OF_WARD = replace(AREA_C, election="Local elections", contest="Watling", area="Watling Ward")
CANDIDATES = tuple(CandidateLine(name=f"{a}, {b}", description=c) for a, b, c, _ in OXFORD_EAST)
WARD_CANDIDATES = tuple(
    CandidateLine(name=f"{a}, {b}", description=description) for a, b, _, description, _ in WATLING
)
HEAD_LINES = tuple(HeadLine(words=words) for words in HEADS)
WARD_HEAD_LINES = tuple(HeadLine(words=w, in_part="in part" in w) for w in WARD_HEADS)
ORDER = "Here Norton, Jane is Jane Adams in full."


def numbered(kind: str, *numbers: int, contest: str = OXFORD) -> tuple[NumberedPaper, ...]:
    return tuple(NumberedPaper(number=n, code=code_of(kind, n, contest)) for n in numbers)


ONE_SEAT = BlankPapers(
    heading=AREA_C,
    seats=1,
    bundle=50,
    candidates=CANDIDATES,
    heads=HEAD_LINES,
    papers=numbered("sheet", 14),
)
THREE_SEATS = BlankPapers(
    heading=ALL_OF_WARD,
    seats=3,
    bundle=25,
    candidates=WARD_CANDIDATES,
    heads=WARD_HEAD_LINES,
    papers=numbered("sheet", 21),
    order=ORDER,
)
BOXES = tuple(
    BoxLine(id=number, name=name, postal=postal, code=code_of("box", number, OXFORD))
    for number, name, postal in (
        ("C1", "St Luke’s Church Hall, Cowley Road", False),
        ("C2", "Church Cowley St James School", False),
        ("CP1", "Postal box 1", True),
    )
)
AREAS = "ABCDEFGH"
KINDS: dict[str, Printed] = {
    "count-sheet": Blanks(name="sheet", papers=ONE_SEAT),
    "count-sheet-total": Blanks(
        name="sheet",
        papers=replace(
            ONE_SEAT,
            written="total",
            papers=(NumberedPaper(number=15, code=code_of("sheet", 15), again=True),),
        ),
    ),
    "count-sheet-three-seats": Blanks(name="sheet", papers=THREE_SEATS),
    "bundle-slips": Blanks(name="slip", papers=replace(ONE_SEAT, papers=numbered("sheet", 31, 32))),
    "bundle-slips-three-seats": Blanks(
        name="slip", papers=replace(THREE_SEATS, papers=numbered("sheet", 33, 34))
    ),
    "mixed-papers": Blanks(name="mixed", papers=THREE_SEATS),
    "adjudication-form": Blanks(name="form", papers=replace(ONE_SEAT, papers=numbered("form", 3))),
    "adjudication-form-three-seats": Blanks(
        name="form", papers=replace(THREE_SEATS, papers=numbered("form", 4, contest=WARD))
    ),
    "box-record": BoxRecords(heading=AREA_C, boxes=BOXES[:1]),
    "verification-form": VerificationForm(
        heading=AREA_C,
        code=code_of("area", "C", OXFORD),
        lines=tuple((box.id, box.name) for box in BOXES),
    ),
    "verification-form-of-all": VerificationForm(
        heading=WHOLE,
        code=code_of("statement", "", OXFORD),
        lines=tuple((area, f"Part {area} of Oxford") for area in AREAS),
    ),
    "count-summary": CountSummary(
        heading=WHOLE,
        seats=1,
        candidates=CANDIDATES,
        heads=HEAD_LINES,
        areas=tuple(f"Area {area}" for area in AREAS),
        code=code_of("summary", "", OXFORD),
    ),
    "count-summary-three-seats": CountSummary(
        heading=replace(ALL_OF_WARD, area=""),
        seats=3,
        candidates=WARD_CANDIDATES,
        heads=WARD_HEAD_LINES,
        areas=("Watling Ward",),
        code=code_of("summary", "", WARD),
        order=ORDER,
    ),
    "lines-drawn": ReAddPaper(
        heading=WHOLE,
        seed="4816230597",
        seats=1,
        lines=(
            DrawnLine(
                area="Area C, Cowley and Lye Valley",
                whose="5 Dodds, Anneliese",
                rejected=False,
                papers=(("sheet", tuple(range(14, 21))), ("slip", (31, 32)), ("form", (3,))),
            ),
            DrawnLine(
                area="Area E, Blackbird Leys",
                whose="11 Nala-Hartley, Jabu",
                rejected=False,
                papers=(("sheet", (33, 34, 35)), ("form", (5,))),
            ),
            DrawnLine(
                area="Area F, Headington",
                whose=f"Rejected: {HEADS[-1]}",
                rejected=True,
                papers=(("form", (6, 7)),),
            ),
        ),
        code=code_of("lines", "", OXFORD),
    ),
    "sign-in-cards": Cards(
        practice=True,
        count="General election 2024",
        cards=tuple(
            Card(number=number, role=role, name=name, code=code_of("officer", number))
            for number, role, name in (
                (1, "returning officer", "Ann Owen"),
                (11, "clerk", ""),
                (12, "clerk", "Krzysztof Wójcik-Featherstonehaugh"),
                (1234, "supervisor", "B. Ito"),
            )
        ),
    ),
    "container-labels": Labels(
        practice=True,
        count="General election 2024",
        labels=tuple(
            Label(id=name, words=words, whose=("Oxford East",), code=code_of("container", name))
            for name, words in (
                ("TRAY-7", "Postal tray"),
                ("D1", "Doubtful folder"),
                ("CP1-LONG-NAME-OF-A-BOX", "Postal ballot box"),
            )
        ),
    ),
}


def drawn(*names: str, large: bool = False) -> bytes:
    """These kinds of paper in one PDF."""
    sections = tuple(
        Section(path=("Oxford East", "Area C", name), printed=KINDS[name]) for name in names
    )
    return render_count_papers(
        CountPapers(title="Papers, Oxford East", practice=True, large=large, sections=sections)
    )
