"""Medway's twelve wards of May 2023: what was verified, from the boxes' accounts to the statement.

The papers verified at polling stations and by post are published; that they lay in one box each is
not, and the accounts are taken to be right.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tallyapp.domain.rules.statement import stated_now
from tallyapp.resources import resource
from tests.halls import Hall, a_hall

MEDWAY: list[dict[str, Any]] = json.loads(
    resource("samples", "medway-2023-declarations.json").read_text("utf-8")
)


@pytest.mark.parametrize("ward", MEDWAY, ids=[ward["ward"] for ward in MEDWAY])
def test_what_was_verified_is_what_was_published(tmp_path: Path, ward: dict[str, Any]) -> None:
    hall: Hall = a_hall(
        tmp_path,
        name=ward["ward"],
        electorate=ward["electorate"],
        areas={"A": ("polling", "p-postal")},
    )
    polling = ward["verified_polling_station"]
    postal = ward["verified_postal"]
    hall.verify({"polling": polling, "p-postal": postal})
    stated = stated_now(hall.contest)
    hall.state_verification()
    assert hall.contest.statement == ward["verified_total"] == polling + postal
    assert [(box.expected, box.counted) for box in stated["boxes"]] == [
        (polling, polling),
        (postal, postal),
    ]
    assert hall.desk.ledger.totals(hall.stream).verified == ward["verified_total"]
    hall.desk.close()
