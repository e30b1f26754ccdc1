"""Report data to draw: Oxford East 2024 as published,
and a ward with three seats as published in 2023.

Areas, boxes, times, officers and codes are invented, and so is the split of the rejected papers.
Contains Parliamentary information licensed under the Open Parliament Licence v3.0.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

from msgspec.structs import replace

from tallyapp.domain.reports.declaration_report import (
    CandidateResult,
    Checkpoint,
    DeclarationReport,
    HeadCount,
    Heading,
)
from tallyapp.domain.reports.pack_report import (
    Answers,
    AreaColumn,
    AuditPackReport,
    BoxVariance,
    CodeLine,
    ComparedLine,
    CorrectedLine,
    Correction,
    Event,
    LotLine,
    OfficerLine,
    OutsideReport,
    PassedOverLine,
    RequestLine,
    RoundFigures,
    RoundLine,
    Turnouts,
    WarningLine,
)
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes

BST = timezone(timedelta(hours=1))
NOTE = (
    "Votes as published; split of rejected papers, times, codes and fingerprint invented. "
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."
)
OXFORD_EAST = (
    ("Adams", "Benjamin", "Social Democratic Party", 232),
    ("Ali", "Amir", "Independent", 1761),
    ("Brown", "Louise", "Conservative", 4739),
    ("Dhall", "Sushila", "Green", 5076),
    ("Dodds", "Anneliese", "Labour and Co-operative", 19541),
    ("French", "Brandon", "Workers Revolutionary Party", 197),
    ("Henwood", "David", "Independent Oxford Alliance", 2381),
    ("Jupp", "Theodore", "Liberal Democrat", 3437),
    ("Longthorp", "Katherine", "Party of Women", 337),
    ("Marham", "Zaid", "Workers Party of Britain", 615),
    ("Nala-Hartley", "Jabu", "Independent", 600),
    ("Smith", "Andrew", "Rejoin EU", 425),
)
WATLING = (
    ("Coombs", "Tracy", "", "Labour and Co-operative Party", 1977),
    ("Marsden", "Steven James", "", "Conservative Party candidate", 985),
    ("Munro", "Tina", "", "Green Party", 361),
    ("Nestorov", "Marian Angelov", "", "Labour and Co-operative Party", 1823),
    ("Stamp", "Christina Melanie", "Chrissy Stamp", "Labour and Co-operative Party", 1998),
    ("Strudwick-Long", "Adam", "", "Conservative Party candidate", 808),
    ("Venus-Coppard", "Tina Louise", "", "Conservative Party candidate", 817),
    ("Yale", "David William", "", "Liberal Democrats", 313),
)
HEADS = (
    "want of an official mark",
    "voting for more than one candidate",
    "writing or mark by which the voter could be identified",
    "unmarked or void for uncertainty",
)
WARD_HEADS = (
    "want of official mark",
    "voting for more candidates than entitled to",
    "writing or mark by which voter could be identified",
    "unmarked or void for uncertainty",
    "rejected in part",
)
CODES = (
    "T3V33-JGXVE-MDPEY-F8Q2K-7W0NS",
    "KG5BW-ME6WS-JNV0E-Y4T9C-XH31P",
    "FGE9F-QRQR1-K94J1-2WB6D-5MA8V",
    "NQW2E-2QVW2-V0MQF-GR7TZ-9K4C1",
)


def checkpoint(stream: str = "oxford-east", seq: int = 1131, code: str = CODES[3]) -> Checkpoint:
    """A checkpoint with an invented head."""
    head = hashlib.sha256(f"{stream} {seq}".encode()).hexdigest()
    return Checkpoint(origin="5d" * 16, stream=stream, seq=seq, head=head, code=code)


def candidate(
    surname: str,
    other: str,
    description: str,
    votes: int,
    *,
    elected: bool = False,
    known_as: str = "",
) -> CandidateResult:
    """One candidate's line; the last word of a commonly used name is the surname."""
    forenames, _, used = known_as.rpartition(" ")
    person = Candidate(
        surname=surname,
        other_names=other,
        commonly_used_surname="" if used == surname else used,
        commonly_used_forenames=forenames,
        description=description,
    )
    return CandidateResult(
        ballot_name=person.ballot_name,
        name=person.name,
        known_as=person.known_as,
        full_name=person.full_name if known_as else "",
        description=description,
        votes=Votes(votes),
        elected=elected,
    )


def heading(*, practice: bool = True) -> Heading:
    """The heading of Oxford East."""
    return Heading(
        practice=practice,
        note=NOTE if practice else "",
        election="UK Parliamentary general election",
        area="Oxford East",
        polling_day=date(2024, 7, 4),
        vacancies=1,
        officer_title="Acting Returning Officer",
        authority="Oxford City Council",
        imprint=(
            "Printed and published by the Acting Returning Officer, Town Hall, St Aldate’s, "
            "Oxford OX1 1BX"
        ),
    )


def rejected(*papers: int, heads: tuple[str, ...] = HEADS) -> tuple[HeadCount, ...]:
    """Rejected papers by head."""
    return tuple(
        HeadCount(label=label, papers=Papers(count), in_part=label == "rejected in part")
        for label, count in zip(heads, papers, strict=True)
    )


def oxford_east(*, practice: bool = True) -> DeclarationReport:
    """One seat, twelve candidates, 39,731 papers."""
    return DeclarationReport(
        layout=1,
        heading=heading(practice=practice),
        title="Declaration of result of poll",
        notice=(
            "I, the undersigned, being the Acting Returning Officer at the above election, do "
            "hereby give "
            "notice that the number of votes recorded for each candidate at the said election is "
            "as follows:"
        ),
        candidates=tuple(candidate(*row, elected=row[0] == "Dodds") for row in OXFORD_EAST),
        total_votes=Votes(39341),
        valid=Papers(39341),
        declaration="And I do hereby declare that Anneliese Dodds is duly elected.",
        elected_names=("Anneliese Dodds",),
        lot="",
        declared_at=datetime(2024, 7, 5, 3, 41, tzinfo=BST),
        declared_by="the Acting Returning Officer",
        rejected=rejected(1, 97, 9, 283),
        rejected_total=Papers(390),
        rejected_note="practice: synthetic split" if practice else "",
        verified=Papers(39731),
        electorate=71845,
        turnout=5530,
        majority=Votes(14465),
        checkpoint=checkpoint(),
    )


def watling(*, practice: bool = True) -> DeclarationReport:
    """Three seats, eight candidates, one known by another name, papers rejected in part."""
    names = ("Tracy Coombs", "Marian Angelov Nestorov", "Chrissy Stamp")
    people = tuple(
        candidate(surname, other, description, votes, elected=votes > 1000, known_as=known_as)
        for surname, other, known_as, description, votes in WATLING
    )
    report = oxford_east(practice=practice)
    return replace(
        report,
        heading=replace(
            report.heading,
            note="Votes as published by Medway Council; the rest is invented." if practice else "",
            election="Election of councillors, Medway Council",
            area="Watling ward",
            polling_day=date(2023, 5, 4),
            vacancies=3,
            officer_title="Returning Officer",
            authority="Medway Council",
            imprint="Printed and published by the Returning Officer, Gun Wharf, Dock Road, "
            "Chatham ME4 4TR",
        ),
        candidates=people,
        notice=report.notice.replace("Acting Returning", "Returning"),
        total_votes=Votes(sum(person.votes for person in people)),
        valid=Papers(3286),
        declaration=(
            "And I do hereby declare that Tracy Coombs, Marian Angelov Nestorov and Chrissy Stamp "
            "are duly elected."
        ),
        elected_names=names,
        declared_at=datetime(2023, 5, 5, 14, 27, tzinfo=BST),
        declared_by="a Deputy Returning Officer",
        rejected=rejected(0, 4, 1, 13, 4, heads=WARD_HEADS),
        rejected_total=Papers(18),
        verified=Papers(3304),
        electorate=10149,
        turnout=3255,
        majority=None,
        checkpoint=checkpoint("watling", 418, "9J4HX-J1TBF-RXCNH-2Q8WV-5D0ME"),
    )


def crowded(number: int) -> DeclarationReport:
    """Oxford East with so many candidates; figures still add up."""
    people = [candidate("Dodds", "Anneliese", "Labour and Co-operative", 19541, elected=True)]
    people += [
        candidate(f"Person-Number{index:02}", "Ann", "Independent", 100 + index)
        for index in range(2, number + 1)
    ]
    total = sum(person.votes for person in people)
    return replace(
        oxford_east(practice=False),
        candidates=tuple(people),
        total_votes=Votes(total),
        valid=Papers(total),
        verified=Papers(total + 390),
        majority=Votes(19541 - people[-1].votes) if number > 1 else None,
    )


LONG_NAME = (
    "Hephzibah Anastasia Featherstonehaugh-Cholmondeley-Worcestershire-Smythe Olúfẹ́miọlá "
    "Llŷwelyn-Ŵyn"
)
HARD_NAMES = (
    ("Smith <b>& Sons", "A. <i>", "Party & Co. <para>"),
    ("Ŵyn-Llŷr", "Siân", "Plaid Cymru – The Party of Wales"),
    ("Ṣówándé", "Adéọlá Ẹniọlá", "Independent"),
    ("O’Brien", "Seán", "Green &amp; Gold"),
    (
        "Olúfẹ́mi",
        "Tẹ́lẹ̀",
        "Trade Unionist and Socialist Coalition: No to Cuts, Yes to Homes for All of Us",
    ),
)


def hard_names(*, practice: bool = False) -> DeclarationReport:
    """Names that look like markup, that need rare letters, and that take several lines."""
    people = [candidate(*row, 100 + index) for index, row in enumerate(HARD_NAMES)]
    surname = LONG_NAME.partition(" ")[2]
    people.append(candidate(surname, "Hephzibah", "Labour and Co-operative", 19541, elected=True))
    people.append(
        candidate(
            "de la Tour-Fitzgerald", "Bartholomew", "Independent", 7, known_as="Barty “B.” Tour"
        )
    )
    report = oxford_east(practice=practice)
    name = people[5].name
    return replace(
        report,
        candidates=tuple(people),
        elected_names=(name,),
        declaration=f"And I do hereby declare that {name} is duly elected.",
        lot=(
            "Following an equality of votes, lots were drawn and, as a consequence, an "
            "additional vote was "
            f"allotted to candidate {name}."
        ),
    )


# ---- the audit pack


def areas(number: int, people: int = 12, heads: int = 4) -> tuple[AreaColumn, ...]:
    """Areas whose figures differ from place to place and add up."""
    out = []
    for index in range(number):
        votes = tuple(Votes(40 + (index * 37 + person * 211) % 900) for person in range(people))
        papers = tuple(Papers((index + head * 7) % 60) for head in range(heads))
        valid = sum(votes)
        counted = Papers(valid + sum(papers))
        out.append(
            AreaColumn(
                id=chr(65 + index) if number <= 26 else f"A{index + 1:02}",
                name=f"Area of place number {index + 1}",
                boxes=f"boxes {index * 9 + 1}–{index * 9 + 9}, postal {index + 1}",
                votes=votes,
                rejected=papers,
                valid=Papers(valid),
                counted=counted,
                verified=counted,
            )
        )
    return tuple(out)


def oxford_pack(number: int = 6, *, practice: bool = True, quiet: bool = False) -> AuditPackReport:
    """An audit pack with something of everything, or (quiet) with nothing to tell."""

    def at(hour: int, minute: int) -> datetime:
        return datetime(2024, 7, 5, hour, minute, tzinfo=BST)

    columns = areas(number)
    totals = [sum(area.rejected[head] for area in columns) for head in range(4)]
    verified = sum(area.verified for area in columns)
    return AuditPackReport(
        layout=1,
        heading=heading(practice=practice),
        candidates=tuple(f"{row[0]}, {row[1]}" for row in OXFORD_EAST),
        heads=rejected(*totals),
        areas=columns,
        boxes=(63, 0) if quiet else (60, 3),
        variances=()
        if quiet
        else (
            variance(
                "B",
                "box 17",
                612,
                611,
                (611, 612, 611, 611),
                "Cause not found; the last two counts agree.",
            ),
            variance(
                "D", "box 33", 574, 576, (576, 576), "Account two short: its list shows 576 issued."
            ),
            variance(
                "F",
                "postal 8",
                1204,
                1202,
                (1202, 1202, 1202),
                "Two ballot paper envelopes were empty.",
            ),
        ),
        expected=Papers(verified if quiet else verified + 1),
        corrections=()
        if quiet
        else (
            Correction(
                seq=611,
                at=at(1, 22),
                where="Area C, sheet 14",
                what="Jupp 312 to 321: digits exchanged in both keyings. Area C was 9 papers "
                "short.",
                officers="Supervisor 2, Clerk 9",
            ),
            Correction(
                seq=702,
                at=at(1, 58),
                where="Area F, box 47",
                what="Verified 598 to 599: two papers stuck together, found in mixing. Version 2.",
                officers="Deputy RO 1, Supervisor 1",
            ),
        ),
        passed_over=()
        if quiet
        else (
            PassedOverLine(
                seq=1100,
                at=at(3, 15),
                code="W401",
                sentence="Area F: 1 paper rejected for want of an official mark.",
                reason="Shown to the agents, adjudicated by Deputy RO 1.",
                officers="RO 1, Deputy RO 1",
            ),
        ),
        sheets="118 agreed, 2 of them corrected; 1 withdrawn",
        adjudicated=(Papers(212), Papers(sum(totals))),
        objections=5,
        events=(
            Event(seq=388, at=at(0, 52), what="Verification statement", officers="RO 1"),
            Event(seq=1102, at=at(3, 18), what="Provisional result 1 given", officers="RO 1"),
            Event(
                seq=1120,
                at=at(3, 21),
                what="Opportunity to ask for a re-count given; none asked for",
                officers="RO 1",
            ),
            Event(seq=1131, at=at(3, 41), what="Anneliese Dodds declared elected", officers="RO 1"),
        ),
        lot="",
        codes=()
        if quiet
        else (
            CodeLine(
                seq=388,
                at=at(0, 52),
                occasion="Verification statement",
                to="posted in the hall",
                code=CODES[0],
            ),
            CodeLine(
                seq=640,
                at=at(1, 47),
                occasion="On request, number drawn 27",
                to="Election agent 4",
                code=CODES[1],
            ),
            CodeLine(
                seq=1102,
                at=at(3, 18),
                occasion="Provisional result 1",
                to="candidates and agents",
                code=CODES[2],
            ),
            CodeLine(seq=1131, at=at(3, 41), occasion="Declaration", to="everyone", code=CODES[3]),
        ),
        officers=tuple(
            OfficerLine(officer=name, acts=acts)
            for name, acts in (
                ("Returning officer 1", 9),
                ("Deputy 2", 21),
                ("Supervisor 3", 14),
                ("Supervisor 4", 11),
                ("Clerk 9", 412),
                ("Clerk 10", 398),
                ("Clerk 11", 266),
            )
        ),
        checkpoints=(checkpoint("count", 212, CODES[0]), checkpoint()),
        elected=() if quiet else (CandidateNumber(5),),
    )


def variance(
    area: str, box: str, expected: int, counted: int, attempts: tuple[int, ...], explanation: str
) -> BoxVariance:
    """A box that was not simply as accounted."""
    return BoxVariance(
        area=area,
        box=box,
        expected=Papers(expected),
        counted=Papers(counted),
        attempts=tuple(Papers(attempt) for attempt in attempts),
        explanation=explanation,
    )


def streams(acts: int = 50) -> dict[str, bytes]:
    """Two streams of JSON Lines, as the ledger would give them."""

    def lines(stream: str, count: int) -> bytes:
        moment = datetime(2024, 7, 5, tzinfo=UTC).isoformat()
        rows = (f'{{"act":"Keyed","seq":{seq},"at":"{moment}"}}\n' for seq in range(1, count + 1))
        return (f'{{"stream":"{stream}"}}\n' + "".join(rows)).encode()

    return {"count": lines("count", acts), "oxford-east": lines("oxford-east", acts * 2)}


def file(pdf: bytes) -> BytesIO:
    """Bytes as an open file."""
    return BytesIO(pdf)


# ---- the audit pack of a ward


def ward_areas(votes: tuple[int, ...], number: int = 2) -> tuple[AreaColumn, ...]:
    """Areas of a ward of three seats, whose votes, used or not, are three to every paper."""
    out = []
    for index in range(number):
        share = tuple(Votes(total // number + (index < total % number)) for total in votes)
        whole = tuple(
            Papers(papers // number + (index < papers % number)) for papers in (0, 4, 1, 13)
        )
        uncertain, in_part = (
            Votes(5 - index if index < 2 else 1),
            Papers(4 - index if index < 2 else 1),
        )
        valid = max(-(-(sum(share) + uncertain) // 3) + 100, max(share))
        counted = Papers(valid + sum(whole))
        out.append(
            AreaColumn(
                id=chr(65 + index),
                name=f"Place number {index + 1}",
                boxes=f"Polling station {index * 3 + 1} to {index * 3 + 3}, Postal box {index + 1}",
                votes=share,
                rejected=(*whole, in_part),
                valid=Papers(valid),
                counted=counted,
                verified=counted,
                unused=Votes(3 * valid - sum(share) - uncertain),
                uncertain=uncertain,
            )
        )
    return tuple(out)


def round_of(number: int, areas: tuple[AreaColumn, ...], moved: int = 0) -> RoundFigures:
    """The figures of these areas; in an earlier round `moved` votes were another candidate's."""
    votes = [sum(column) for column in zip(*(area.votes for area in areas), strict=True)]
    votes[0], votes[1] = votes[0] - moved, votes[1] + moved
    return RoundFigures(
        number=number,
        votes=tuple(map(Votes, votes)),
        unused=Votes(sum(area.unused for area in areas)),
        uncertain=Votes(sum(area.uncertain for area in areas)),
        valid=Papers(sum(area.valid for area in areas)),
        rejected=Papers(sum(sum(area.rejected[:4]) for area in areas)),
        verified=Papers(sum(area.verified for area in areas)),
    )


def ward_pack(*, people: int = 8, number: int = 2, rounds: int = 2) -> AuditPackReport:
    """The pack of Watling ward, or of a larger one: re-counted,
    answered, drawn by lot and warned.
    """
    declared = watling()
    names = tuple(candidate.ballot_name for candidate in declared.candidates)
    names += tuple(
        f"Featherstonehaugh-Smith{n:02}, Anastasia" for n in range(len(names) + 1, people + 1)
    )
    votes = tuple(candidate.votes for candidate in declared.candidates)
    columns = ward_areas((*votes, *range(300, 300 + people - len(votes))), number)
    report = oxford_pack(quiet=True)

    def at(hour: int, minute: int) -> datetime:
        return datetime(2023, 5, 5, hour, minute, tzinfo=BST)

    heads = [sum(column) for column in zip(*(area.rejected for area in columns), strict=True)]
    counted = round_of(rounds, columns)
    return replace(
        report,
        heading=declared.heading,
        candidates=names,
        heads=rejected(*heads, heads=WARD_HEADS),
        areas=columns,
        boxes=(4 * number, 0),
        expected=counted.verified,
        sheets="24 sheets and 6 bundle slips issued, 27 agreed, 1 corrected, 1 withdrawn, "
        "8 of an earlier round; 61 keyings",
        adjudicated=(Papers(22), counted.rejected),
        elected=tuple(map(CandidateNumber, (1, 4, 5))),
        events=(
            Event(
                seq=202, at=at(10, 12), what="Verification statement, version 1", officers="RO 1"
            ),
            Event(seq=340, at=at(12, 51), what="Request 1: a re-count of area B", officers="RO 1"),
            Event(seq=342, at=at(12, 58), what="Re-count begun, round 2: area B", officers="RO 1"),
            Event(
                seq=418,
                at=at(14, 27),
                what="Declared at 14:27 by Deputy Returning Officer 2. Said first, and corrected "
                "at once: "
                "“eight hundred and five” for Adam Strudwick-Long",
                officers="RO 1",
            ),
        ),
        small_count=True,
        rounds=tuple(
            RoundLine(
                seq=342 + 20 * n,
                at=at(13, n),
                number=n,
                areas="area B" if n == 2 else "all areas",
                why=(
                    "On request 1, for Steven James Marsden: bundles of area B were not shown to "
                    "his agent. "
                    "Decisions on doubtful papers left as they were."
                    if n == 2
                    else "Unasked: few votes between them. Decisions on doubtful papers made again."
                ),
                officers="RO 1",
            )
            for n in range(2, rounds + 1)
        ),
        round_figures=(
            *(round_of(n, columns, moved=rounds + 1 - n) for n in range(1, rounds)),
            counted,
        ),
        requests=(
            RequestLine(
                seq=340,
                at=at(12, 51),
                asked="A re-count of area B, by the election agent for Steven James Marsden",
                answer="Granted: bundles of area B were not shown to his agent (entry 341, "
                "12:55; RO 1)",
                officers="RO 1",
            ),
            RequestLine(
                seq=398,
                at=at(14, 2),
                asked="A re-count of all areas, by the candidate for Tina Munro",
                answer="Refused: more than six hundred votes behind (entry 399, 14:05; RO 1)",
                officers="RO 1",
            ),
        ),
        answers=Answers(content=5, not_content=1, silent=people - 6),
        lots=(
            LotLine(
                seq=410,
                at=at(14, 20),
                between="Tracy Coombs and Chrissy Stamp, 1,998 votes each",
                what="For the term retiring in 2027: Chrissy Stamp was drawn. Two slips in a hat.",
                officers="RO 1",
            ),
        ),
        warnings=(
            WarningLine(
                code="W401",
                sentence="Area A: 10 of 1,627 papers rejected, more than 0.40%",
                found="All ten seen again with the agents.",
                officers="Deputy Returning Officer 2",
            ),
            WarningLine(
                code="W401",
                sentence="Area B: 8 of 1,622 papers rejected, more than 0.40%",
                found="",
                officers="",
            ),
        ),
        outside=outside_of(names, columns),
        corrected=(
            CorrectedLine(
                seq=431,
                at=at(17, 40),
                number=1,
                what="Strudwick-Long, Adam 805 to 808",
                reason="The notice was typed from the first sheet.",
                officers="RO 1, Deputy Returning Officer 2",
            ),
        ),
        turnouts=Turnouts(
            electorate=10149,
            valid=counted.valid,
            rejected=counted.rejected,
            postal_rejected=Papers(37),
        ),
        checkpoints=(
            checkpoint("watling", 431, "9J4HX-J1TBF-RXCNH-2Q8WV-5D0ME"),
            checkpoint("count", 98, CODES[0]),
        ),
    )


def outside_of(names: tuple[str, ...], areas: tuple[AreaColumn, ...]) -> OutsideReport:
    """A declaration made while there was no power, one figure misread."""
    now = round_of(1, areas)
    lines = [
        ComparedLine(label=n, declared=v, counted=v) for n, v in zip(names, now.votes, strict=True)
    ]
    lines[5] = replace(lines[5], declared=lines[5].counted - 3)
    lines.append(ComparedLine(label="Valid papers", declared=now.valid, counted=now.valid))
    lines.append(ComparedLine(label="Papers verified", declared=now.verified, counted=now.verified))
    elected = "Tracy Coombs, Marian Angelov Nestorov and Chrissy Stamp"
    return OutsideReport(
        seq=418,
        at=datetime(2023, 5, 5, 15, 2, tzinfo=BST),
        declared_at=datetime(2023, 5, 5, 14, 27, tzinfo=BST),
        declared_by="Deputy Returning Officer 2",
        reason="The hall lost its power at ten past two.",
        lines=tuple(lines),
        elected=elected,
        counted_elected=elected,
        stood_open=("E302 contest Watling ward read-back",),
        officers="RO 1, Deputy Returning Officer 2",
    )
