"""What was put before the hall and taken from it is told in the pack, and judged by both
verifiers.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.audit.streams import Streams
from tallyapp.audit.verify import verify
from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tests.audit.hall import Hall as Published
from tests.audit.hall import acts_of, changed, lines_of, rechained, results
from tests.audit.test_checker import checked
from tests.audit.test_every_way import IDENTITY, correct_notice, packed
from tests.audit.test_put_right import written
from tests.halls import Hall, a_counted_hall


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Hall]:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    yield hall
    hall.desk.close()


def shown_to_the_hall(hall: Hall) -> bytes:
    """The pack of a result that was released, taken back, corrected and released again."""
    hall.expect("about 3.15 am")
    hall.declare()
    hall.release()
    hall.withdraw_release("the wrong contest")
    hall.release()
    correct_notice(hall, 119, 86, 41)
    hall.release()
    return packed(hall)


def test_the_pack_tells_when_the_hall_was_shown_what(counted: Hall, tmp_path: Path) -> None:
    pdf = shown_to_the_hall(counted)
    streams = Streams.of(lines_of(pdf))
    assert streams
    told = [event.what for event in streams.report().events if "elease" in event.what]
    assert told == [
        "Released: the result may be seen by everybody",
        "Release withdrawn. the wrong contest",
        "Released: the result may be seen by everybody",
        "Released: the corrected notice 1 may be seen by everybody",
    ]
    said = [event.what for event in streams.report().events if "hall" in event.what]
    assert said == ["The hall is told when to expect the result: about 3.15 am"]
    assert verify(pdf).verdict == "holds"
    status, checks = checked(written(tmp_path, pdf))
    assert (status, "FAILS" in checks) == (0, False), checks
    assert checks.count("ResultReleased: the notice that stands") == 3


def test_a_release_of_figures_that_were_corrected_is_noticed_by_both(
    counted: Hall, tmp_path: Path
) -> None:
    pdf = shown_to_the_hall(counted)
    declaration = counted.contest.declaration
    assert declaration is not None

    def of_the_old(act: AnyAct) -> AnyAct:
        if isinstance(act, acts.ResultReleased):
            return replace(act, of=declaration.id)
        return act

    forged = changed(acts_of(lines_of(pdf)), counted.stream, of_the_old)
    published = Published(tmp_path, counted.stream, IDENTITY, b"", pdf, b"", {}, IDENTITY)
    altered = published.repacked(rechained(forged, counted.stream))
    assert "fails" in results(altered).values()
    status, checks = checked(written(tmp_path, altered))
    assert status == 1
    told = [line for line in checks.splitlines() if "the notice that stands" in line]
    assert [line.startswith("FAILS") for line in told] == [False, False, True]
