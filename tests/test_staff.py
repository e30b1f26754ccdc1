"""Names of the staff: kept beside the ledger, and in a document only where they are released."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest

from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.reading import read_attachments
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.audit_pack import audit_pack_report
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.staff_names import ReleasedName, commitment
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.published import rows_of
from tallyapp.ledger.replay import replay
from tallyapp.publication import publish_audit_pack, publish_declaration
from tallyapp.signing.identity import Identity, practice_identity
from tests.documents.pages import words
from tests.halls import (
    CLERK,
    DEPUTY,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    NightClock,
    a_counted_hall,
    codes,
    refusal,
)
from tests.ledger.test_durability import FailingStorage
from tests.workstations import workstation

PEOPLE = {
    RETURNING_OFFICER: "Rosalind Achterberg",
    DEPUTY: "Deiniol ap Hywel",
    SUPERVISOR: "Ẹniọlá O’Brien",
    CLERK: "Zoë Ünal",
    OTHER_CLERK: "Siân Ŵyn-Quillfeather",
}
NIGHT = NightClock()()


@pytest.fixture(scope="module")
def practice() -> Identity:
    return practice_identity(NIGHT)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A counted contest whose officers have names of their own."""
    hall = a_counted_hall(tmp_path, people=PEOPLE)
    yield hall
    hall.desk.close()


def again(hall: Hall) -> Desk:
    """The count as its file tells it at another desk."""
    hall.desk.close()
    return Desk.open(hall.desk.ledger.path, NightClock(), workstation("desk-2"))


def change(path: Path, statement: str, *values: object) -> None:
    """Somebody else's tool at the table of names."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement, values)


def everything_in(pdf: bytes) -> bytes:
    """Every object of a document, each stream unpacked, and the text of its pages."""
    with pikepdf.open(BytesIO(pdf)) as document:
        objects = [
            each.unparse(resolved=False)
            + (each.read_bytes() if isinstance(each, pikepdf.Stream) else b"")
            for each in document.objects
        ]
    return b"\n".join((pdf, *objects, words(pdf).encode()))


def ways_to_write(name: str) -> set[bytes]:
    """A name, and each part of it, in the bytes in which a document could hold it."""
    # Shorter words stand by chance in any font.
    parts = {part for part in (name, *name.split()) if len(part) > 3}
    written: set[bytes] = set()
    for part in parts:
        written |= {part.encode(), part.encode("utf-16-be"), part.encode("utf-16-le")}
        written |= {part.encode("utf-16-be").hex().encode(), msgspec.json.encode(part)[1:-1]}
        written |= {part.encode("ascii", "backslashreplace")}
    return written


def named_in(pdf: bytes) -> set[int]:
    """The officers of whose names any part stands anywhere in a document."""
    held = everything_in(pdf)
    return {
        number
        for number, name in PEOPLE.items()
        if any(written in held for written in ways_to_write(name))
    }


# ---- beside the ledger


def test_no_act_holds_a_name_and_the_desk_gives_each(hall: Hall) -> None:
    held = hall.desk.ledger.lines(COUNT_STREAM) + hall.desk.ledger.lines(ELM)
    for number, name in PEOPLE.items():
        assert hall.desk.staff.name(number) == name
        assert not [written for written in ways_to_write(name) if written in held]
    assert hall.desk.staff.name(THIRD_CLERK) == "Officer 13"
    assert hall.desk.staff.disagreement == ""


def test_a_name_is_in_the_file_with_the_act_that_enrols_and_read_again(hall: Hall) -> None:
    desk = again(hall)
    assert {number: desk.staff.name(number) for number in PEOPLE} == PEOPLE
    assert desk.disagreements == ()
    desk.close()


def test_neither_act_nor_name_is_kept_where_the_disk_fails(tmp_path: Path) -> None:
    storage = FailingStorage()
    hall = a_counted_hall(tmp_path, connect=storage.connect)
    before = dict(hall.desk.ledger.names())
    enrolled = hall.desk.staff.enrolled(31, "Zoë Ünal", "clerk")
    act = acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=enrolled)
    storage.fail("COMMIT", sqlite3.SQLITE_IOERR)
    with pytest.raises(EnvironmentFault):
        hall.desk.do(COUNT_STREAM, act)
    assert hall.desk.ledger.names() == before
    hall.desk.do(COUNT_STREAM, act)
    assert hall.desk.ledger.names()[enrolled.named].name == "Zoë Ünal"
    hall.desk.close()


def test_a_backup_carries_the_names(hall: Hall, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tally"
    hall.desk.ledger.backup(copy)
    desk = Desk.open(copy, NightClock(), workstation("desk-2"))
    assert {number: desk.staff.name(number) for number in PEOPLE} == PEOPLE
    desk.close()


def test_two_officers_of_one_name_are_two(hall: Hall) -> None:
    first, second = (hall.desk.staff.enrolled(n, "Ann Bell", "clerk") for n in (31, 32))
    assert first.named != second.named
    for officer in (first, second):
        hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer))
    assert hall.desk.staff.name(31) == hall.desk.staff.name(32) == "Ann Bell"


def test_another_role_and_coming_back_are_under_the_same_enrolment(hall: Hall) -> None:
    named = hall.desk.count.count.officers[OfficerNumber(CLERK)].named
    promoted = hall.desk.staff.enrolled(CLERK, PEOPLE[CLERK], "supervisor")
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=promoted))
    hall.do(acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(CLERK)))
    back = hall.desk.staff.enrolled(CLERK, PEOPLE[CLERK], "clerk")
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=back))
    assert promoted.named == back.named == named
    assert len(hall.desk.ledger.names()) == len(hall.desk.count.count.officers)
    another = hall.desk.staff.enrolled(CLERK, "Anne Bell", "clerk")
    found = hall.refused(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=another))
    assert codes(found) == [Code.A119]


@pytest.mark.parametrize(("name", "code"), [("  ", Code.A106), ("Ann\nBell", Code.A113)])
def test_a_name_that_is_none_or_cannot_be_kept_enrols_nobody(
    hall: Hall, name: str, code: Code
) -> None:
    officer = hall.desk.staff.enrolled(31, name, "clerk")
    act = acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer)
    assert codes(refusal(lambda: hall.desk.do(COUNT_STREAM, act))) == [code]
    assert officer.named not in hall.desk.ledger.names()


def test_an_enrolment_whose_name_this_desk_was_never_told_is_refused(hall: Hall) -> None:
    stranger = hall.desk.staff.enrolled(CLERK, PEOPLE[CLERK], "clerk")
    stranger = msgspec.structs.replace(stranger, number=OfficerNumber(31), named="0" * 64)
    act = acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=stranger)
    assert codes(refusal(lambda: hall.desk.do(COUNT_STREAM, act))) == [Code.A106]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE staff SET name = 'Another Person' WHERE name = 'Zoë Ünal'",
        "UPDATE staff SET salt = '00000000000000000000000000000000' WHERE name = 'Zoë Ünal'",
        "UPDATE staff SET name = CAST(x'ff' AS TEXT) WHERE name = 'Zoë Ünal'",
        "DELETE FROM staff WHERE name = 'Zoë Ünal'",
    ],
)
def test_a_name_that_is_missing_or_does_not_fit_is_said_and_shown_by_number(
    hall: Hall, statement: str
) -> None:
    figures = hall.figures
    hall.desk.close()
    change(hall.desk.ledger.path, statement)
    desk = Desk.open(hall.desk.ledger.path, NightClock(), workstation("desk-2"))
    assert desk.staff.name(CLERK) == "Officer 11"
    assert desk.staff.name(DEPUTY) == PEOPLE[DEPUTY]
    assert "officer 11" in desk.staff.disagreement
    assert "No figure depends on it" in desk.staff.disagreement
    assert desk.disagreements == (), "the count goes on"
    assert Hall(desk).figures == figures
    promoted = desk.staff.enrolled(CLERK, "Officer 11", "supervisor")
    Hall(desk).do(acts.OfficerEnrolled(**desk.by(DEPUTY).count, officer=promoted))
    assert desk.count.count.role(OfficerNumber(CLERK), desk.count.count.seq) == "supervisor"
    desk.close()


def test_a_file_without_its_table_of_names_is_read_to_its_last_figure(hall: Hall) -> None:
    figures = hall.figures
    hall.desk.close()
    change(hall.desk.ledger.path, "DROP TABLE staff")
    desk = Desk.open(hall.desk.ledger.path, NightClock(), workstation("desk-2"))
    assert [found.name for found in desk.disagreements] == ["staff"]
    assert Hall(desk).figures == figures
    assert desk.staff.name(CLERK) == "Officer 11"
    desk.close()


# ---- in documents


@pytest.fixture
def declared(hall: Hall) -> Hall:
    hall.finish()
    return hall


def test_a_pack_gives_no_name_of_anybody_unless_names_are_released(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    path = tmp_path / "pack.pdf"
    publish_audit_pack(declared.desk, ELM, practice, path, RETURNING_OFFICER)
    pdf = path.read_bytes()
    assert named_in(pdf) == set()
    assert b"Clerk 11" in everything_in(pdf)
    assert set(read_attachments(pdf)) == {"count.jsonl", f"{ELM}.jsonl"}
    assert verify(pdf).verdict == "holds"


def test_a_declaration_names_who_spoke_and_nobody_else(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    path = tmp_path / "declaration.pdf"
    publish_declaration(declared.desk, ELM, practice, path, DEPUTY)
    pdf = path.read_bytes()
    assert named_in(pdf) == {RETURNING_OFFICER}
    by = "Declared by Rosalind Achterberg, the Acting Returning Officer, on"
    assert by in " ".join(words(pdf).split())
    told = msgspec.json.decode(read_attachments(pdf)["result.json"])["declarant"]
    officer = declared.desk.count.count.officers[OfficerNumber(RETURNING_OFFICER)]
    assert commitment(told["salt"], told["name"]) == officer.named
    assert verify(pdf).verdict == "holds"


def test_names_that_are_released_are_on_the_pages_and_compared_with_what_the_acts_hold(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    path = tmp_path / "pack.pdf"
    publish_audit_pack(declared.desk, ELM, practice, path, RETURNING_OFFICER, release_names=True)
    pdf = path.read_bytes()
    given = msgspec.json.decode(read_attachments(pdf)["names.json"], type=tuple[ReleasedName, ...])
    names = {each.number: each.name for each in given}
    # The deputy did nothing in this contest: their name is on no page of it, nor released.
    assert DEPUTY not in names
    assert names.items() <= {n: declared.desk.staff.name(n) for n in names}.items()
    assert {RETURNING_OFFICER, SUPERVISOR, CLERK, OTHER_CLERK} <= set(names)
    assert named_in(pdf) == set(PEOPLE) - {DEPUTY}
    printed = " ".join(words(pdf).split())
    assert "Clerk 11, Zoë Ünal" in printed
    found = verify(pdf)
    assert found.verdict == "holds"
    told = next(point.detail for point in found.points if point.code == "names")
    assert "11 Zoë Ünal" in told


def test_a_deputy_releases_no_names(declared: Hall, practice: Identity, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    found = refusal(
        lambda: publish_audit_pack(declared.desk, ELM, practice, path, DEPUTY, release_names=True)
    )
    assert codes(found) == [Code.A102]
    assert not path.exists()


def test_a_pack_that_names_another_person_fails(declared: Hall) -> None:
    """Drawn with a name of the forger's choice, as a program of theirs would draw it."""
    ledger = declared.desk.ledger
    streams = {name: ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    told = (ledger.read_from(COUNT_STREAM), ledger.read_from(ELM))
    marks = [ledger.checkpoint(ELM), ledger.checkpoint(COUNT_STREAM)]
    known = declared.desk.staff.released(CLERK)
    assert known is not None
    report = audit_pack_report(ELM, *told, marks, [known])
    assert report.released == (known,)
    forged = msgspec.structs.replace(known, name="Another Person")
    assert audit_pack_report(ELM, *told, marks, [forged]).released == ()
    pdf = render_audit_pack(msgspec.structs.replace(report, released=(forged,)), streams)
    found = {point.code: point for point in verify(pdf).points}
    assert found["names"].result == "fails"
    assert "11 Another Person" in found["names"].detail
    assert found["rendering"].result == "fails"


def test_streams_are_read_and_judged_without_any_name(declared: Hall) -> None:
    ledger = declared.desk.ledger
    read = replay(rows_of({name: ledger.lines(name) for name in (COUNT_STREAM, ELM)}))
    assert read.disagreements == []
    assert set(read.count.count.officers) >= set(PEOPLE)
