"""The table for the elections manager opens in a spreadsheet, and works nothing out there."""

import csv
import io
from pathlib import Path

from tallyapp.training.planted import Mistake
from tallyapp.training.report import training
from tallyapp.training.table import COLUMNS, table

from .trainees import Trainees, made, opened


def test_every_mistake_and_every_keying_has_a_line_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    trainees = Trainees(
        opened(made(tmp_path).file), {Mistake.SHORT, Mistake.BOX, Mistake.LOOK_ALIKE}
    )
    trainees.play()
    told = training(trainees.desk)
    assert told
    named = told.contests[0]._replace(name="=HYPERLINK(A1)")
    data = table(trainees.desk, told._replace(name="@count", contests=(named,)))
    trainees.desk.close()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert set(rows[0]) == set(COLUMNS)
    assert {row["contest"] for row in rows} == {"'=HYPERLINK(A1)"}
    assert {row["count"] for row in rows} == {"'@count"}
    mistakes = {row["mistake"]: row for row in rows if row["record"] == "mistake"}
    assert {kind: row["found"] for kind, row in mistakes.items()} == {
        "box": "yes",
        "short": "yes",
        "look-alike": "yes",
        "swapped": "no",
        "doubled": "no",
    }
    assert {kind for kind, row in mistakes.items() if row["in_declaration"] == "yes"} == {
        "swapped",
        "doubled",
    }
    keyings = [row for row in rows if row["record"] == "keying"]
    sheets = len(trainees.truth.sheets)
    assert len(keyings) == 2 * sheets + 1
    assert [row["queried"] for row in keyings].count("yes") == 1
