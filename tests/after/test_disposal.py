"""A count is destroyed with every copy that is found, and a certificate says what is gone."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest

from tallyapp.after.disposal import Certificate, Destroyed, agree, planned
from tallyapp.errors import EnvironmentFault
from tallyapp.files import destroy
from tallyapp.ledger.copies import copies_in, origin_of
from tallyapp.ledger.highwater import HighWater
from tests.cli.running import refused, told
from tests.documents.pages import assert_looks_as_before, words
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall, NightClock, a_counted_hall, a_hall

PEOPLE = {RETURNING_OFFICER: "Rhiannon Officer", DEPUTY: "Dilys Deputy"}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of the test's own: what it remembers is in this folder."""
    folder = tmp_path / "machine"
    folder.mkdir()
    monkeypatch.setattr(platformdirs, "user_state_path", lambda *_, **__: folder)
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: folder)
    return folder


@pytest.fixture
def hall(tmp_path: Path, machine: Path) -> Hall:
    """A declared practice count, closed, with one backup beside it, one on a stick, and a PIN."""
    hall = a_counted_hall(tmp_path, people=PEOPLE)
    hall.finish()
    (tmp_path / "stick").mkdir()
    for copy in ("elm-2024-07-05.tally", "stick/blue.tally"):
        hall.desk.ledger.backup(tmp_path / copy)
    pins = machine / "pins"
    pins.mkdir()
    (pins / f"{hall.desk.ledger.origin}.json").write_text("{}")
    hall.desk.close()
    return hall


def file_of(hall: Hall) -> Path:
    return hall.desk.ledger.path


def name_of(hall: Hall) -> str:
    set_up = hall.desk.count.count.set_up
    assert set_up
    return set_up.name


def test_copies_are_known_by_what_stands_in_them_and_not_by_their_name(
    hall: Hall, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = a_hall(tmp_path / "other", clock=NightClock())
    other.desk.close()
    (tmp_path / "no-count.tally").write_bytes(b"not a count")
    origin = hall.desk.ledger.origin
    folders = [tmp_path, tmp_path / "stick", tmp_path / "other"]
    found = copies_in(origin, file_of(hall), folders)
    assert [path.name for path in found] == ["elm-2024-07-05.tally", "blue.tally"]
    assert origin_of(tmp_path / "no-count.tally") == ""


def test_the_command_destroys_the_count_its_copies_and_what_the_machine_keeps(
    hall: Hall, tmp_path: Path, machine: Path
) -> None:
    file = file_of(hall)
    certificate = tmp_path / "certificate.pdf"
    said = told(
        *("dispose", file, "--certificate", certificate, "--second", DEPUTY),
        *("--backups", tmp_path / "stick"),
        keyed=f"{name_of(hall)}\n",
    )
    assert "4 files destroyed" in said
    assert not list(tmp_path.rglob("*.tally"))
    assert not list((machine / "pins").iterdir())
    assert HighWater(machine / "seen.json").marks(hall.desk.ledger.origin) == {}
    page = words(certificate.read_bytes())
    for name in ("elm.tally", "elm-2024-07-05.tally", "blue.tally"):
        assert name in page
    assert "Rhiannon Officer" in page
    assert "Dilys Deputy" in page
    assert "On an SSD" in page


def test_the_certificate_has_heads_and_codes_and_no_vote(hall: Hall, tmp_path: Path) -> None:
    certificate = tmp_path / "certificate.pdf"
    with closing(sqlite3.connect(file_of(hall))) as stored:
        (last,) = stored.execute(
            "SELECT hex(head) FROM act WHERE stream = 'elm-valley' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    common = ("dispose", file_of(hall), "--certificate", certificate, "--second", DEPUTY)
    told(*common, keyed=f"{name_of(hall)}\n")
    page = words(certificate.read_bytes())
    assert last.lower() in page
    for votes in ("120", "85", "41", "246"):
        assert f" {votes} " not in page


def test_nothing_is_destroyed_without_the_name_a_second_officer_or_a_certificate(
    hall: Hall, tmp_path: Path
) -> None:
    file = file_of(hall)
    certificate = tmp_path / "certificate.pdf"
    assert "--certificate" in refused("dispose", file, status=1)
    assert "--second" in refused("dispose", file, "--certificate", certificate, status=1)
    common = ("dispose", file, "--certificate", certificate, "--second", DEPUTY)
    assert "Nothing was destroyed" in refused(*common, keyed="another\n", status=1)
    assert file.exists()
    assert not certificate.exists()
    assert "elm-2024-07-05.tally" in told("dispose", file, "--list")


def test_a_real_count_is_refused_before_its_day_with_the_day(
    tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = a_hall(tmp_path, practice=False)
    file = file_of(hall)
    hall.desk.close()
    tomorrow = datetime(2024, 7, 5, 9, tzinfo=UTC)
    monkeypatch.setattr("tallyapp.cli.machine.now", lambda: tomorrow)
    common = ("dispose", file, "--certificate", tmp_path / "c.pdf", "--second", DEPUTY)
    assert "kept until 4/7/2025" in refused(*common, status=1)
    assert file.exists()


def test_a_certificate_is_never_written_over_and_the_count_stays(
    hall: Hall, tmp_path: Path
) -> None:
    certificate = tmp_path / "certificate.pdf"
    certificate.write_bytes(b"of another count")
    common = ("dispose", file_of(hall), "--certificate", certificate, "--second", DEPUTY)
    assert "exists already" in refused(*common, keyed=f"{name_of(hall)}\n", status=2)
    assert file_of(hall).exists()


def test_what_was_in_a_file_is_written_over_before_its_name_goes(tmp_path: Path) -> None:
    path = tmp_path / "keyed"
    path.write_bytes(b"120 votes" * 200_000)
    other = tmp_path / "the same bytes by another name"
    other.hardlink_to(path)
    assert destroy(path) == 1_800_000
    assert not path.exists()
    assert other.read_bytes() == b""
    with pytest.raises(EnvironmentFault, match="could not be written"):
        destroy(path)


def test_a_file_that_could_not_be_destroyed_is_named_with_the_reason(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, people=PEOPLE)
    plan = planned(hall.desk, [], tmp_path / "pins")
    agree(hall.desk, plan, RETURNING_OFFICER, DEPUTY)
    done = [
        Destroyed(Path("/count/elm.tally"), 81_920),
        Destroyed(Path("/media/stick/blue.tally"), 0, "This disk can only be read."),
    ]
    pdf = Certificate(hall.desk, hall.desk.clock()).pdf(done)
    assert "There still /media/stick/blue.tally not destroyed" in words(pdf)
    assert "81,920 bytes" in words(pdf)
    hall.desk.close()


def test_the_page_looks_as_before(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, people=PEOPLE)
    plan = planned(hall.desk, [], tmp_path / "pins")
    agree(hall.desk, plan, RETURNING_OFFICER, DEPUTY)
    certificate = Certificate(hall.desk, datetime(2025, 8, 1, 10, tzinfo=UTC))
    lines = certificate._heads
    # Heads are made from random numbers: on the picture they are always the same.
    certificate._heads = tuple(
        line._replace(value="2GNF5-ZYQG8-77VQ2-2KKVS-JG0G3", note="6d5e4f46" * 8) for line in lines
    )
    pdf = certificate.pdf([Destroyed(Path("/count/elm.tally"), 81_920)])
    assert_looks_as_before(pdf, "certificate-of-disposal")
    hall.desk.close()


def test_the_command_says_how_long_documents_are_kept_and_records_an_order(
    tmp_path: Path, machine: Path
) -> None:
    hall = a_hall(tmp_path, practice=False)
    file = file_of(hall)
    hall.desk.close()
    assert "until 4 July 2025" in told("keep", file)
    order = ("keep", file, "--until", "2099-03-01", "--reason", "petition M/349/24")
    assert "--second" in refused(*order, status=1)
    said = told(*order, "--second", DEPUTY)
    assert "They must be kept longer, until 1 March 2099: petition M/349/24" in said
    assert "They may be destroyed from 2 March 2099" in said


def test_an_older_copy_does_not_take_the_count_with_it(hall: Hall, tmp_path: Path) -> None:
    """An order recorded since the copy was made stands in the count alone."""
    file = file_of(hall)
    order = ("--until", "2030-01-01", "--reason", "petition 4", "--second", DEPUTY)
    told("keep", file, *order)
    older = tmp_path / "elm-2024-07-05.tally"
    common = ("dispose", older, "--certificate", tmp_path / "c.pdf", "--second", DEPUTY)
    HighWater(tmp_path / "machine" / "seen.json").forget(hall.desk.ledger.origin)
    said = refused(*common, keyed=f"{name_of(hall)}\n", status=1)
    assert "elm.tally has entries of this count that this file lacks" in said
    assert file.exists()
    assert older.exists()


def test_a_copy_that_nobody_agreed_to_is_not_destroyed(hall: Hall, tmp_path: Path) -> None:
    file = file_of(hall)
    common = ("dispose", file, "--certificate", tmp_path / "c.pdf")
    refused(*common, "--second", DEPUTY, keyed="another\n", status=1)
    late = tmp_path / "late.tally"
    late.write_bytes(file.read_bytes())
    said = refused(*common, keyed=f"{name_of(hall)}\n", status=1)
    assert "late.tally" in said
    assert file.exists()
    assert late.exists()


def test_a_link_to_the_count_is_the_count(hall: Hall, tmp_path: Path) -> None:
    link = tmp_path / "stick" / "link.tally"
    link.symlink_to(file_of(hall))
    common = ("dispose", link, "--certificate", tmp_path / "c.pdf", "--second", DEPUTY)
    told(*common, keyed=f"{name_of(hall)}\n")
    assert not file_of(hall).exists()
    assert not (tmp_path / "elm-2024-07-05.tally").exists()
