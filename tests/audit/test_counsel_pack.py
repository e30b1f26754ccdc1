"""A pack that was made for somebody says which entries it withholds and why, gives no name of count
staff, and is found out where it says otherwise than it does.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tallyapp.audit.verify import verify
from tallyapp.documents.reading import read_attachments
from tallyapp.domain import acts
from tallyapp.domain.reports.withholding import Withholding, chosen_of, withholdable
from tallyapp.publication import publish_counsel_pack
from tallyapp.signing.identity import practice_identity
from tests.audit.hall import detail, results
from tests.audit.test_checker import checked, with_attachments
from tests.cli.running import refused, told
from tests.documents.pages import words
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall, NightClock, a_counted_hall

IDENTITY = practice_identity(NightClock()())
NAMES = {RETURNING_OFFICER: "Rhiannon Officer", DEPUTY: "Dilys Deputy"}
WHY = "the answers are said of people who are no party to the petition"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Declared; two sides said whether they were content."""
    hall = a_counted_hall(tmp_path, people=NAMES)
    hall.provisional()
    hall.agent_answers(1, True)
    hall.agent_answers(2, False)
    hall.opportunity()
    hall.read_back()
    hall.declare()
    yield hall
    hall.desk.close()


def answers(hall: Hall) -> Withholding:
    """All that sides answered, withheld."""
    may_be = withholdable(hall.desk.ledger.read_from(hall.stream))
    entries = chosen_of(may_be, {"AgentAnswered"})
    return Withholding(made_for="counsel for the petitioner", reason=WHY, entries=entries)


def published(hall: Hall, made: Withholding) -> Path:
    path = hall.desk.ledger.path.parent / "counsel.pdf"
    publish_counsel_pack(hall.desk, hall.stream, IDENTITY, path, RETURNING_OFFICER, made)
    return path


def test_it_says_for_whom_it_was_made_which_entries_it_withholds_and_why(hall: Hall) -> None:
    made = answers(hall)
    path = published(hall, made)
    first, second = made.positions
    page = words(path.read_bytes())
    assert "Made for counsel for the petitioner" in page
    assert f"entry {first} to {second}" in page
    assert "2 on whether a candidate’s side was content" in page
    assert WHY in page
    assert verify(path.read_bytes()).verdict == "holds"
    said = detail(path.read_bytes(), "withholding")
    assert (
        f"made for counsel for the petitioner, and says which entries it withholds: entry {first}"
        in said
    )
    assert WHY in said
    assert "what they say could not be judged" in detail(path.read_bytes(), "withheld")
    status, printed = checked(path)
    assert status == 0, printed
    assert "holds      entries said to be withheld" in printed


def test_neither_what_is_withheld_nor_a_name_of_count_staff_is_in_it(hall: Hall) -> None:
    pdf = published(hall, answers(hall)).read_bytes()
    attached = read_attachments(pdf)
    assert "names.json" not in attached
    whole = b"".join(attached.values()).decode() + words(pdf)
    assert "AgentAnswered" not in attached[f"{hall.stream}.jsonl"].decode()
    assert not [name for name in NAMES.values() if name in whole]
    assert set(attached) == {"count.jsonl", f"{hall.stream}.jsonl", "withheld.json"}


def test_that_it_was_given_out_is_recorded_beside_the_whole_pack(hall: Hall) -> None:
    published(hall, answers(hall))
    assert hall.contest.signed == {"counsel-pack"}
    signed = [
        act
        for _, act in hall.desk.ledger.read_from(hall.stream)
        if isinstance(act, acts.DocumentSigned)
    ]
    assert [act.document for act in signed] == ["counsel-pack"]


def test_nothing_on_which_a_figure_or_a_right_rests_is_withheld(hall: Hall) -> None:
    made = answers(hall)
    declared = replace(made.entries[0], seq=hall.contest.seq)
    with pytest.raises(ValueError, match="may not be withheld"):
        published(hall, replace(made, entries=(*made.entries, declared)))
    assert hall.contest.signed == set()


def test_a_pack_that_names_fewer_entries_than_it_withholds_is_found_out(
    hall: Hall, tmp_path: Path
) -> None:
    path = published(hall, answers(hall))

    def fewer(data: dict[str, bytes]) -> dict[str, bytes]:
        made = msgspec.json.decode(data["withheld.json"], type=Withholding)
        return {"withheld.json": msgspec.json.encode(replace(made, entries=made.entries[:1]))}

    forged = with_attachments(path, fewer, tmp_path / "forged.pdf")
    assert results(forged.read_bytes())["withholding"] == "fails"
    status, printed = checked(forged)
    assert (status, "FAILS      entries said to be withheld" in printed) == (1, True), printed


# ---- the command


@pytest.fixture
def file(hall: Hall) -> Path:
    hall.desk.close()
    return hall.desk.ledger.path


def test_the_command_makes_it_and_names_what_it_withholds(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    common = ("--contest", "Elm Valley", "--for", "counsel", "--why", WHY, "-o", out)
    said = told("pack", file, *common, "--withhold", "answers")
    assert "Entries withheld:" in said
    assert "Made for counsel" in words(out.read_bytes())
    with closing(sqlite3.connect(file)) as stored:
        query = "SELECT count(*) FROM act WHERE entry LIKE '%\"counsel-pack\"%'"
        assert stored.execute(query).fetchone() == (1,), "that it was given out is recorded"


def test_the_command_says_what_may_be_withheld_where_an_entry_may_not(
    file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    common = ("--contest", "Elm Valley", "--for", "counsel", "--why", WHY, "-o", out)
    said = refused("pack", file, *common, "--withhold", "1", status=1)
    assert said.startswith("1 may not be withheld")
    assert not out.exists()


@pytest.mark.parametrize("entry", ["\u0661", "+1", " 1", "1_0", "\u00b2", "-1", "1" * 5_000])
def test_an_entry_is_named_in_our_digits_alone(file: Path, tmp_path: Path, entry: str) -> None:
    out = tmp_path / "pack.pdf"
    common = ("--contest", "Elm Valley", "--for", "counsel", "--why", WHY, "-o", out)
    said = refused("pack", file, *common, f"--withhold={entry}", status=1)
    assert said.startswith(f"{entry} may not be withheld")
    assert not out.exists()
