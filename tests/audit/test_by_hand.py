"""What both verifiers, and the pages of a pack, say of lines that were added up by hand."""

from pathlib import Path

import pytest

from tallyapp.audit.streams import Streams
from tallyapp.audit.verify import verify
from tests.audit.attacks.by_hand import ATTACKS
from tests.audit.attacks.table import Attack, World
from tests.audit.hall import Hall, lines_of
from tests.audit.test_checker import checked
from tests.documents.pages import texts
from tests.halls import a_counted_hall

BY_CHECKER = [attack for attack in ATTACKS if "drawn" in attack.name or "seed" in attack.name][:3]


def said(pdf: bytes) -> list[str]:
    return [each.words for each in verify(pdf).said if "hand" in each.label]


def test_the_verifier_says_what_the_lines_came_to(put_right: Hall) -> None:
    (words,) = said(put_right.pack)
    assert words.startswith("3 lines that the seed ")
    assert words.endswith(" drew: all agree with the count")


def test_of_a_pack_without_a_hand_re_add_it_says_that_none_was_made(hall: Hall) -> None:
    assert said(hall.pack) == ["nothing: no hand re-add was made of the result declared"]
    pages = " ".join(" ".join(texts(hall.pack)).split())
    assert "Lines added up by hand" in pages
    assert "No hand re-add was made." in pages


def test_the_pages_tell_seed_lines_both_totals_by_whom_and_why_again(put_right: Hall) -> None:
    streams = Streams.of(lines_of(put_right.pack))
    assert streams
    report = streams.report()
    assert report.re_added
    draw, first, *_ = report.by_hand
    assert draw.what.startswith("Seed ")
    assert "ten dice, for the provisional result of entry" in draw.what
    assert "It draws: Area A: Ashe, Alex; " in draw.what
    assert (first.what, first.keyed, first.counted) == ("Area A: Ashe, Alex", 80, 81)
    assert first.officers == "Clerk 13"
    assert any(line.what == "Added up once more: a sheet was left out." for line in report.by_hand)
    pages = " ".join(" ".join(texts(put_right.pack)).split())
    assert "Area A: Ashe, Alex 80 81 +1 Clerk 13" in pages


def test_in_a_small_count_it_is_told_that_whoever_added_up_had_keyed(tmp_path: Path) -> None:
    from tallyapp.domain.reports.audit_pack import audit_pack_report
    from tests.halls import CLERK

    small = a_counted_hall(tmp_path, small_count=True)
    small.give()
    small.do(small.drawing())
    small.do(small.adding(by=CLERK))
    small.declare()
    count, contest = (small.desk.ledger.read_from(name) for name in ("count", small.stream))
    report = audit_pack_report(small.stream, list(count), list(contest), [])
    told = "Added up by an officer who had keyed papers of the contest."
    assert told in [line.what for line in report.by_hand]


def test_the_second_verifier_draws_the_lines_itself(put_right: Hall, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(put_right.pack)
    status, told = checked(path)
    assert (status, told.count("ReAddDone: lines: ")) == (0, 2), told
    assert "not judged entry" in told, "a difference that was kept is no fault"


@pytest.mark.parametrize("attack", BY_CHECKER, ids=lambda attack: str(attack.name))
def test_the_second_verifier_condemns_lines_that_the_seed_does_not_draw(
    attack: Attack, world: World, tmp_path: Path
) -> None:
    path = tmp_path / "forged.pdf"
    path.write_bytes(attack.made(world))
    status, told = checked(path)
    assert status == 1
    assert "ReAddDone: lines" in told[told.index("FAILS") :]
