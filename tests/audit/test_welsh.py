"""A ward in Wales, from its list to its declaration: both documents in both languages, verified."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tallyapp.audit.verify import verify
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP
from tallyapp.documents.reading import read_attachments
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.exchange.election_rules import load_rules
from tallyapp.publication import publish_declaration, publish_statement
from tallyapp.signing.identity import practice_identity
from tallyapp.signing.sign import Stamp, sign
from tests.audit.hall import failing
from tests.documents.pages import assert_looks_as_before, words
from tests.documents.welsh import POLLING_DAY, statement, ward
from tests.halls import RETURNING_OFFICER, Hall, NightClock, a_counted_hall

IDENTITY = practice_identity(NightClock()())


@pytest.fixture
def llanfair(tmp_path: Path) -> Iterator[Hall]:
    """A ward in Wales of one seat, with everything keyed."""
    rules = load_rules("local-wales", POLLING_DAY).for_seats(1)
    hall = a_counted_hall(tmp_path, **{"rules": rules, "election": "Election of councillors"})
    yield hall
    hall.desk.close()


def declared(hall: Hall, folder: Path) -> bytes:
    hall.finish()
    path = folder / "declaration.pdf"
    publish_declaration(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER)
    return path.read_bytes()


def test_a_welsh_ward_is_declared_in_both_languages_and_verifies(
    llanfair: Hall, tmp_path: Path
) -> None:
    pdf = declared(llanfair, tmp_path)
    shown = words(pdf)
    for told in (
        "Datganiad o ganlyniad y bleidlais",
        "Declaration of result of poll",
        "Ethol cynghorwyr",
        "nad oes arno farc swyddogol",
        "want of official mark",
        "heb ei farcio neu’n ddi-rym oherwydd ansicrwydd",
        "wedi ei ethol yn briodol",
        "is duly elected",
        "Papurau pleidleisio a wrthodwyd",
    ):
        assert told in shown
    found = verify(pdf)
    assert found.verdict == "holds"
    assert {each.code for each in found.points if each.result == "fails"} == set()
    (wording,) = [each for each in found.points if each.code == "wording"]
    assert wording.detail


def test_its_verification_statement_is_in_both_languages_and_verifies(
    llanfair: Hall, tmp_path: Path
) -> None:
    path = tmp_path / "statement.pdf"
    publish_statement(llanfair.desk, llanfair.stream, IDENTITY, path, RETURNING_OFFICER)
    shown = words(path.read_bytes())
    assert "Datganiad dilysu" in shown
    assert "Papurau pleidleisio a ddilyswyd Ballot papers verified" in shown
    assert verify(path.read_bytes()).verdict == "holds"


Change = Callable[[DeclarationReport], DeclarationReport]


def _in_welsh(**others: str) -> Change:
    def change(report: DeclarationReport) -> DeclarationReport:
        assert report.welsh
        return replace(report, welsh=replace(report.welsh, **others))

    return change


@pytest.mark.parametrize(
    ("change", "caught"),
    [
        (_in_welsh(declaration="Ac yr wyf yn datgan bod Alex Cedar."), {"figures", "binding"}),
        (_in_welsh(title="Dim"), {"binding"}),
        (_in_welsh(notice="Dim"), {"binding"}),
        (_in_welsh(lot="Bwriwyd coelbren."), {"figures", "binding"}),
        (_in_welsh(declared_by="neb"), {"binding"}),
        (lambda r: replace(r, welsh=None), {"binding"}),
        (lambda r: replace(r, heading=replace(r.heading, election_cy="Dim")), {"binding"}),
        (
            lambda r: replace(
                r, rejected=tuple(replace(head, label_cy="dim") for head in r.rejected)
            ),
            {"binding"},
        ),
    ],
)
def test_other_words_in_welsh_than_the_rules_have_are_found(
    change: Change, caught: set[str], llanfair: Hall, tmp_path: Path
) -> None:
    attached = read_attachments(declared(llanfair, tmp_path))
    report = msgspec.json.decode(attached["result.json"], type=DeclarationReport)
    carried = {name: attached[name] for name in (SET_UP, DECLARED, LEAVES)}
    forged = render_declaration(change(report), carried)
    at = llanfair.desk.clock()
    stamp = Stamp.of(IDENTITY, at, title=report.heading.officer_title)
    assert failing(sign(forged, IDENTITY, at=at, stamp=stamp)) == caught


def test_a_count_in_english_alone_has_no_word_of_welsh(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    try:
        attached = read_attachments(declared(hall, tmp_path))
        assert b"_cy" not in attached["result.json"]
        assert b"welsh" not in attached["result.json"]
    finally:
        hall.desk.close()


# ---- looks


def test_the_pages_in_both_languages_look_as_they_did() -> None:
    assert_looks_as_before(render_declaration(ward(practice=True)), "declaration-welsh")


def test_no_line_of_a_welsh_page_runs_into_another() -> None:
    """Every text of the signature's block is there whole, and the code after it."""
    shown = words(render_declaration(ward(lot=True)))
    assert "any code you noted (--code): 9J4HX-J1TBF" in shown
    assert "bwriwyd coelbren" in shown
    assert statement().welsh
