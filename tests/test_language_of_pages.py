"""A page says what it says: no change of the catalogue or of the language changes a byte of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tallyapp.audit.verify import verify
from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.audit_pack import audit_pack_report
from tallyapp.domain.reports.declaration import declaration_report
from tallyapp.publication import publish_declaration
from tallyapp.signing.identity import practice_identity
from tallyapp.ui.printouts.blanks import blanks_of
from tallyapp.words.catalogue import say
from tallyapp.words.hall import heading_of
from tallyapp.words.language import ENGLISH, Language, use
from tests.halls import ELM, RETURNING_OFFICER, Hall, NightClock, a_counted_hall

DATA = Path(__file__).parent / "data"
NIGHT = NightClock()()
KEPT = ["declaration-layout-1.pdf", "audit-pack-layout-1.pdf"]


@pytest.fixture
def declared(tmp_path: Path) -> Iterator[Hall]:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    yield hall
    hall.desk.close()


@contextmanager
def in_welsh() -> Iterator[None]:
    """The window's language is Welsh meanwhile."""
    use("cy")
    yield
    use(ENGLISH)


@contextmanager
def in_other_words() -> Iterator[None]:
    """The catalogue has one word for everything meanwhile, and so has every list."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Language, "vformat", lambda *_: "Otherwise")
        patch.setattr(Language, "listed", lambda *_: "otherwise")
        patch.setattr(Language, "strung", lambda *_: "otherwise")
        assert say("ui", "help") == "Otherwise"
        yield


OTHERWISE = pytest.mark.parametrize("otherwise", [in_welsh, in_other_words])
Otherwise = Callable[[], AbstractContextManager[None]]


def pages(hall: Hall) -> list[bytes]:
    """The documents of a declared contest, drawn from its acts."""
    ledger = hall.desk.ledger
    assert hall.contest.declaration
    mark = ledger.checkpoint(ELM, hall.contest.declaration.seq)
    streams = {name: ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    marks = [ledger.checkpoint(name) for name in (ELM, COUNT_STREAM)]
    told = (ledger.read_from(COUNT_STREAM), ledger.read_from(ELM))
    return [
        render_declaration(declaration_report(hall.desk.count, hall.contest, mark)),
        render_audit_pack(audit_pack_report(ELM, *told, marks), streams),
    ]


def judged(pdf: bytes) -> list[tuple[str, str]]:
    """Each point of a verification and whether it holds, without its words."""
    return [(each.code, each.result) for each in verify(pdf).points]


@OTHERWISE
def test_documents_are_the_same_to_the_byte_in_whatever_words_the_program_speaks(
    declared: Hall, otherwise: Otherwise
) -> None:
    before = pages(declared)
    with otherwise():
        assert pages(declared) == before


@OTHERWISE
@pytest.mark.parametrize("name", KEPT)
def test_a_document_signed_before_is_drawn_again_in_its_own_words(
    name: str, otherwise: Otherwise
) -> None:
    pdf = (DATA / name).read_bytes()
    before = judged(pdf)
    assert ("rendering", "holds") in before
    with otherwise():
        assert judged(pdf) == before


@OTHERWISE
def test_what_is_signed_whatever_words_the_window_speaks_verifies_in_english(
    declared: Hall, tmp_path: Path, otherwise: Otherwise
) -> None:
    with otherwise():
        identity = practice_identity(NIGHT)
        path = tmp_path / "declaration.pdf"
        publish_declaration(declared.desk, ELM, identity, path, RETURNING_OFFICER)
    found = verify(path.read_bytes())
    assert found.verdict == "holds"
    assert {each.result for each in found.points} <= {"holds", "not checked"}


def test_papers_for_the_tables_do_not_follow_the_window(declared: Hall) -> None:
    count = declared.desk.count
    heading = heading_of(count, ELM, "A")
    blank = blanks_of(count, ELM, "sheet", "A", [24])
    with in_welsh():
        assert say("places", "area", name="A") == "Ardal A"
        assert heading_of(count, ELM, "A") == heading
        assert blanks_of(count, ELM, "sheet", "A", [24]) == blank
