"""A ward in Wales, from the lists to the signed declaration, in both languages."""

from datetime import UTC, datetime
from pathlib import Path

from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.publication import publish_declaration, publish_statement
from tallyapp.signing.identity import create_identity
from tests.cli.running import told
from tests.documents.pages import words
from tests.halls import (
    RETURNING_OFFICER,
    STAFF,
    Hall,
    decide_one_box_areas,
    enrol,
    form,
    officer,
    sheet,
)
from tests.workstations import workstation

CANDIDATES = """surname,other_names,description
Bowen,Siân Angharad,Plaid Cymru
Evans,Iori,Annibynnol / Independent
Ŵyn-Llŷr,Mared,Llafur Cymru / Welsh Labour
"""
AREAS = """area,area_name,box,box_name,kind,electorate
A,Neuadd A,1,Gorsaf 1,polling,600
A,Neuadd A,2,Gorsaf 2,polling,400
"""


def now() -> datetime:
    return datetime.now(UTC)


def from_lists(folder: Path) -> Hall:
    """The count that the command makes of the lists, with its staff and what they see first."""
    (folder / "candidates.csv").write_text(CANDIDATES, encoding="utf-8")
    (folder / "areas.csv").write_text(AREAS, encoding="utf-8")
    told(
        *("new", folder / "ward.tally", "--kind", "local-wales", "--polling-day", "2025-05-01"),
        *("--candidates", folder / "candidates.csv", "--areas", folder / "areas.csv"),
        *("--name", "Llanfair-is-y-coed", "--election", "Etholiad / Election", "--seats", "1"),
        *("--electorate", "1000", "--officer", "A. Example", "--bundle", "25", "--yes"),
    )
    desk = Desk.open(folder / "ward.tally", now, workstation("desk-1"))
    for number, role in STAFF.items():
        if number != RETURNING_OFFICER:
            enrol(desk, officer(number, role))
    (stream,) = desk.count.contests
    decide_one_box_areas(desk, stream)
    hall = Hall(desk, stream)
    hall.do(hall.names_confirmed())
    hall.see_containers()
    return hall


def test_a_ward_in_wales_goes_from_its_lists_to_its_declaration_in_both_languages(
    tmp_path: Path,
) -> None:
    hall = from_lists(tmp_path)
    hall.verify({"1": 150, "2": 100})
    hall.state_verification()
    hall.issue("A", 1)
    hall.agree(1, sheet((120, 85, 43), sent=2))
    hall.agree_form(1, "A", form((0, 0, 0), (0, 1, 0, 1)))
    hall.finish()
    identity = create_identity(
        tmp_path / "signer.p12", "a long password", name="A. Example", title="Officer", now=now()
    )
    statement = tmp_path / "statement.pdf"
    declaration = tmp_path / "declaration.pdf"
    publish_statement(hall.desk, hall.stream, identity, statement, RETURNING_OFFICER)
    publish_declaration(hall.desk, hall.stream, identity, declaration, RETURNING_OFFICER)
    hall.desk.close()
    for path in (statement, declaration):
        found = verify(path.read_bytes(), trusted=[(tmp_path / "signer.crt").read_bytes()])
        assert found.verdict == "holds", found.points
    said = " ".join(words(declaration.read_bytes()).split())
    assert "nad oes arno farc swyddogol" in said
    assert "want of official mark" in said
    assert "wedi ei ethol yn briodol" in said
    assert "Siân Angharad Bowen is duly elected" in said
