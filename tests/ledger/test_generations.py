"""Which backups that were made by themselves stay, and that nothing else is ever taken away."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.desk import Desk
from tallyapp.ledger.generations import stem_at, thin_out, too_many
from tests.halls import Hall, NightClock, a_hall
from tests.workstations import workstation

NIGHT = datetime(2024, 7, 4, 22, tzinfo=UTC)
TIMES = st.lists(
    st.integers(0, 4000).map(lambda minutes: f"{NIGHT + timedelta(minutes=minutes):%Y-%m-%d-%H%M}"),
    unique=True,
)


@given(TIMES)
def test_the_last_ones_and_one_of_each_hour_stay_and_no_more_than_a_day_of_them(
    times: list[str],
) -> None:
    made = {Path(at): at for at in times}
    gone = too_many(made.items())
    stay = sorted(set(made) - set(gone), reverse=True)
    assert stay[:3] == sorted(made, reverse=True)[:3]
    assert len(stay) <= 3 + 24
    hours = [made[path][:13] for path in stay[3:]]
    assert len(set(hours)) == len(hours), "one an hour"
    earlier = {at[:13] for at in sorted(times, reverse=True)[3:]}
    assert set(hours) == set(sorted(earlier, reverse=True)[:24])


def made_at(hall: Hall, folder: Path, minutes: int) -> Path:
    count = hall.desk.ledger.path
    path = folder / f"{stem_at(count, NIGHT + timedelta(minutes=minutes))}{count.suffix}"
    hall.desk.ledger.backup(path)
    return path


def test_the_newest_stays_whatever_the_clock_said_when_it_was_made(tmp_path: Path) -> None:
    """A clock put back makes it the oldest by its name."""
    hall = a_hall(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    before = [made_at(hall, stick, minutes) for minutes in range(120, 240, 15)]
    newest = made_at(hall, stick, 0)
    thin_out(hall.desk.ledger.path, newest)
    assert newest.exists()
    assert [path for path in before if path.exists()] == [before[3], *before[4:]]
    hall.desk.close()


def test_what_a_person_made_and_what_is_of_another_count_stays(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (tmp_path / "other").mkdir()
    other = a_hall(tmp_path / "other", clock=NightClock())
    hall = a_hall(tmp_path)
    theirs = [made_at(other, stick, minutes) for minutes in range(0, 30, 5)]
    by_hand = stick / "elm-2024-07-04-220000.tally"
    hall.desk.ledger.backup(by_hand)
    unfinished = stick / f"{theirs[0].name}abc.part"
    unfinished.touch()
    os.utime(unfinished, (0, 0))
    in_the_making = stick / f"{theirs[1].name}abc.part"
    in_the_making.touch()
    newest = made_at(hall, stick, 300)
    thin_out(hall.desk.ledger.path, newest)
    assert sorted(stick.iterdir()) == sorted([*theirs, by_hand, in_the_making, newest])
    for each in (hall, other):
        each.desk.close()


def test_a_backup_in_which_somebody_went_on_or_is_about_to_stays(tmp_path: Path) -> None:
    """On the night that a laptop dies, whoever opens the file on the stick has the count there."""
    stick = tmp_path / "stick"
    stick.mkdir()
    hall = a_hall(tmp_path)
    gone_on, opened, *others = [made_at(hall, stick, minutes) for minutes in range(0, 35, 5)]
    there = Hall(Desk.open(gone_on, NightClock(), workstation("desk-1")))
    there.allot(501, 502)
    there.desk.close()
    desk = Desk.open(opened, NightClock(), workstation("desk-2"))
    hall.allot(601, 602)
    newest = made_at(hall, stick, 40)
    thin_out(hall.desk.ledger.path, newest)
    stay = {path for path in stick.iterdir() if path.suffix == ".tally"}
    assert stay == {gone_on, opened, *others[-3:], newest, others[1]}
    desk.close()
    hall.desk.close()
