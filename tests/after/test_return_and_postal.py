"""The return to the Commission and the postal statement give what the count knows, and leave empty,
and name, what it does not.
"""

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.after.commission import (
    answered,
    must_all_agree,
    return_csv,
    return_fields,
    return_json,
)
from tallyapp.after.postal import postal_lines, postal_statement
from tallyapp.documents.record import render_record
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes
from tests.cli.running import refused, told
from tests.documents.pages import assert_looks_as_before, words
from tests.halls import CLERK, DEPUTY, OTHER_CLERK, RETURNING_OFFICER, Hall, a_counted_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Counted: 246 valid papers and 4 rejected of 1,000 electors; 73 postal covers came back, 3 of
    them were rejected before the count.
    """
    hall = a_counted_hall(tmp_path)
    for officer in (CLERK, OTHER_CLERK):
        of = hall.contest.postal.returned.last
        hall.do(acts.PostalCoversReturned(**hall.by(officer).contest, of=of, covers=73))
        of = hall.contest.postal.rejected.last
        papers = Papers(3)
        hall.do(acts.PostalVotesRejected(**hall.by(officer).contest, of=of, papers=papers))
    yield hall
    hall.desk.close()


def values(hall: Hall) -> dict[str, int | str | None]:
    return {each.id: each.value for each in answered(hall.contest)}


def test_the_return_gives_what_the_count_knows_once_it_is_declared(hall: Hall) -> None:
    hall.finish()
    found = values(hall)
    assert found["electorate"] == 1_000
    assert found["valid"] == 246
    assert found["rejected"] == 4
    assert found["verified"] == 250
    assert found["turnout-ballot-box"] == "25.00"
    assert found["turnout-total"] == "25.30"
    assert found["postal-returned"] == 73
    assert found["postal-rejected"] == 3
    assert [found[f"candidate-{n}"] for n in (1, 2, 3)] == [120, 85, 41]
    assert [found[f"rejected-{n}"] for n in (1, 2, 3, 4)] == [0, 1, 0, 3]
    assert found["elected"] == "Alex Ash"


def test_papers_of_stations_and_of_postal_boxes_are_those_verified(hall: Hall) -> None:
    found = values(hall)
    boxes = hall.contest.boxes.values()
    stations = [box for box in boxes if box.box.kind == "polling"]
    assert found["stations-verified"] == sum(box.papers for box in stations)
    assert found["stations-issued"] == sum(box.account.issued for box in stations if box.account)
    postal = found["postal-verified"]
    assert isinstance(postal, int)
    assert postal + sum(box.papers for box in stations) == 250


def test_no_figure_of_a_result_is_given_before_it_is_declared(hall: Hall) -> None:
    found = values(hall)
    assert {found[f"candidate-{n}"] for n in (1, 2, 3)} == {None}
    assert {found[name] for name in ("valid", "rejected", "verified", "rejected-1")} == {None}
    assert "elected" not in found
    assert b"120" not in return_csv(hall.desk)


def test_a_corrected_notice_is_what_the_return_gives(hall: Hall) -> None:
    hall.finish()
    hall.correct_notice(
        replace(hall.figures, votes=(Votes(119), Votes(86), Votes(41))), electorate=1_250
    )
    found = values(hall)
    assert (found["candidate-1"], found["electorate"]) == (119, 1_250)
    assert found["turnout-ballot-box"] == "20.00"


def test_figures_that_the_count_does_not_bear_out_are_not_returned(hall: Hall) -> None:
    """Declared on paper with one vote more than was counted."""
    other = replace(hall.figures, votes=(Votes(121), *hall.figures.votes[1:]))
    hall.do(
        acts.DeclaredOutside(
            **hall.by(RETURNING_OFFICER).fixed,
            **hall.declaration() | {"figures": other},
            reason="the power failed",
            second=OfficerNumber(DEPUTY),
        )
    )
    with pytest.raises(Refusal, match="A105"):
        must_all_agree(hall.desk)


def test_every_field_is_in_every_file_and_what_is_not_known_is_named(hall: Hall) -> None:
    hall.finish()
    text = return_csv(hall.desk).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    by_field = {row["field"]: row for row in rows}
    assert {field.id for field in return_fields()} <= by_field.keys()
    assert by_field["postal-issued"]["known"] == "no"
    assert by_field["postal-issued"]["value"] == ""
    whole = json.loads(return_json(hall.desk))
    (contest,) = whole["contests"]
    assert whole["format"] == "tallyapp.return/1"
    assert whole["practice"] is True
    assert "postal-issued" in contest["unknown"]
    given = {each["id"]: each["value"] for each in contest["fields"]}
    assert {name: str(value) for name, value in given.items() if value is not None} == {
        row["field"]: row["value"] for row in rows if row["known"] == "yes"
    }


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_is_harmless(tmp_path: Path) -> None:
    people = (
        Candidate(surname="=1+1", other_names="", description="@SUM"),
        *(Candidate(surname=name, other_names="Alex", description="") for name in ("Ash", "Oak")),
    )
    hall = a_counted_hall(tmp_path, candidates=people)
    text = return_csv(hall.desk).decode("utf-8-sig")
    labels = [row["label"] for row in csv.DictReader(StringIO(text))]
    assert "'=1+1, @SUM" in labels
    hall.desk.close()


# ---- the postal statement


def test_the_postal_statement_says_what_is_not_known_and_when_it_is_sent(hall: Hall) -> None:
    record = postal_statement(hall.desk.count, hall.contest, date(2024, 7, 5))
    page = words(render_record(record))
    assert "This is day 1 after polling day, too early" in page
    assert "Covering envelopes received before the close of poll 73" in page
    assert "rejected before the count 3" in page
    known = ("covers", "rejected", "verified")
    missing = sum(line.of not in known for line in postal_lines())
    assert f"{missing} of {len(postal_lines())} figures are not known" in page
    assert page.count("not known to the count") == missing + 1
    assert "No opening session was recorded." in page


def test_each_session_stands_in_the_statement(hall: Hall) -> None:
    for session, covers, rejected in ((1, 40, 2), (2, 33, 1)):
        hall.do(
            acts.PostalSessionKeyed(
                **hall.by(CLERK).contest,
                session=session,
                box="a2",
                covers=covers,
                rejected=Papers(rejected),
                papers=Papers(covers - rejected),
                of="",
            )
        )
    page = words(render_record(postal_statement(hall.desk.count, hall.contest, date(2024, 7, 20))))
    assert "Session 1, postal box a2 40 covers opened, 2 papers rejected" in page
    assert "38 papers delivered to the count" in page
    assert "Covering envelopes opened 73" in page
    assert "the statement is sent from 15 July 2024 to 29 July 2024" in page


def test_the_pages_look_as_before(hall: Hall) -> None:
    record = postal_statement(hall.desk.count, hall.contest, date(2024, 7, 20))
    assert_looks_as_before(render_record(record), "postal-statement")


# ---- the commands


def test_the_commands_write_the_files_and_say_the_day(hall: Hall, tmp_path: Path) -> None:
    hall.finish()
    file = hall.desk.ledger.path
    hall.desk.close()
    for ending in (".csv", ".json", ".pdf"):
        out = tmp_path / f"return{ending}"
        assert "is written" in told("return", file, "-o", out)
        assert out.stat().st_size
    assert "Return after the election" in words((tmp_path / "return.pdf").read_bytes())
    assert ".csv, .json or .pdf" in refused("return", file, "-o", tmp_path / "a.txt", status=1)
    said = told("postal", file, "--contest", "elm-valley", "-o", tmp_path / "postal.pdf")
    assert "too late: the statement was to be sent" in said
