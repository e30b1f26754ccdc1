"""What was put right of a set-up is told in the pack, bound in the declaration, and judged by both
verifiers.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tallyapp.audit.streams import Streams
from tallyapp.audit.verify import verify
from tallyapp.documents.page.pdf import SET_UP
from tallyapp.ledger.declared import act_of_line
from tests.audit.hall import Hall, lines_of
from tests.audit.test_checker import checked, with_attachments

Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def written(folder: Path, pdf: bytes) -> Path:
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    return path


def test_declaration_and_pack_hold(put_right: Hall) -> None:
    for pdf in (put_right.declaration, put_right.pack):
        assert verify(pdf, codes=list(put_right.codes.values())).verdict == "holds"


def test_the_declaration_says_what_was_put_right_and_carries_every_act_that_did(
    put_right: Hall,
) -> None:
    assert put_right.report.electorate == 1_010
    assert put_right.report.candidates[0].name == "Alex Ashe"
    lines = put_right.evidence[SET_UP].splitlines(keepends=True)
    kinds = [type(act_of_line(line)).__name__ for line in lines]
    assert kinds == ["ContestSetUp", "SetUpCorrected", "SetUpCorrected", "SetUpCorrected"]


def test_the_pack_tells_what_was_there_before_what_after_why_and_by_whom(put_right: Hall) -> None:
    streams = Streams.of(lines_of(put_right.pack))
    assert streams
    told = [(each.where, each.what, each.officers) for each in streams.report().corrections]
    two = "Deputy Returning Officer 2, Supervisor 3"
    assert told[-4:-1] == [
        ("Set-up", "Electorate: 1,000, now 1,010. typed wrongly", two),
        (
            "Set-up",
            "Line 1: Ash, Alex, The Ash Party, now Ashe, Alex, The Ash Party. typed wrongly",
            two,
        ),
        (
            "Set-up",
            "Box a2: Box a2, postal, area A, now The other school, postal, area A. typed wrongly",
            two,
        ),
    ]
    where, what, _ = told[-1]
    assert where == "Area B"
    assert what == "Re-count, round 2, abandoned; round 1 stands again. in the wrong area"


def test_the_second_verifier_finds_both_good(put_right: Hall, tmp_path: Path) -> None:
    for pdf in (put_right.declaration, put_right.pack):
        status, told = checked(written(tmp_path, pdf), *put_right.codes.values())
        assert (status, "FAILS" in told) == (0, False), told


def _without_last(data: dict[str, bytes]) -> dict[str, bytes]:
    return {SET_UP: b"".join(data[SET_UP].splitlines(keepends=True)[:-1])}


def _altered(data: dict[str, bytes]) -> dict[str, bytes]:
    return {SET_UP: data[SET_UP].replace(b'"electorate":1010', b'"electorate":1020')}


def _twice(data: dict[str, bytes]) -> dict[str, bytes]:
    return {SET_UP: data[SET_UP] + data[SET_UP].splitlines(keepends=True)[-1]}


@pytest.mark.parametrize("change", [_without_last, _altered, _twice])
def test_the_second_verifier_condemns_what_was_done_to_them(
    put_right: Hall, tmp_path: Path, change: Change
) -> None:
    forged = with_attachments(
        written(tmp_path, put_right.declaration), change, tmp_path / "forged.pdf"
    )
    status, told = checked(forged)
    assert (status, "FAILS" in told) == (1, True), told
