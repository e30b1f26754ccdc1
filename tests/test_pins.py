"""PINs: what may be one, how guessing is slowed, who helps, and what is on the disk."""

import os
import sys
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp import pins as room
from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.errors import EnvironmentFault
from tallyapp.pins import Answer, Pins, Weak, may_release, may_stand_by, weakness
from tests.halls import officer

CLERK = officer(11, "clerk")
SUPERVISOR = officer(3, "supervisor")
FIRST = officer(1, "returning-officer")
STRANGER = officer(99, "clerk")
PIN, OTHER = "270418", "8053"
WRONG = "6390"
WAITS = [0, 0, 5, 30, 120, 600, 1_800, 1_800]


class StandingClock:
    """A clock that goes only when somebody moves it."""

    def __init__(self) -> None:
        self.now = datetime(2024, 7, 5, 1, 0, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def pins(tmp_path: Path, clock: StandingClock) -> Pins:
    """Two officers with a PIN each."""
    pins = Pins(tmp_path / "pins", "c0ffee", clock)
    pins.set(CLERK, PIN)
    pins.set(SUPERVISOR, OTHER)
    return pins


def again(pins: Pins, clock: StandingClock) -> Pins:
    """The same PINs, after the program was started anew."""
    return Pins(pins._path.parent, pins._path.stem, clock)


def fail(pins: Pins, clock: StandingClock, times: int) -> Answer:
    answer = Answer(False)
    for _ in range(times):
        clock.go(answer.wait)
        answer = pins.check(CLERK, WRONG)
    return answer


@pytest.mark.parametrize(
    ("pin", "weak"),
    [
        ("", Weak.LENGTH),
        ("271", Weak.LENGTH),
        ("2718281828459", Weak.LENGTH),
        ("27 18", Weak.LENGTH),
        ("٢٧١٨", Weak.LENGTH),
        ("1042", Weak.NUMBER),
        ("001042", Weak.NUMBER),
        ("7777", Weak.SAME),
        ("1234", Weak.RUN),
        ("0123456789", Weak.RUN),
        ("9876", Weak.RUN),
        ("8901", Weak.RUN),
        ("2718", None),
        ("271828182845", None),
    ],
)
def test_a_pin_is_neither_short_nor_the_first_that_anybody_tries(
    pin: str, weak: Weak | None
) -> None:
    assert weakness(pin, 1_042) is weak


@given(st.text("0123456789", min_size=4, max_size=12), st.integers(1, 9_999))
def test_any_digits_that_neither_repeat_nor_run_are_a_pin(pin: str, number: int) -> None:
    moves = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    assert (weakness(pin, number) is None) == (int(pin) != number and moves not in ({0}, {1}, {9}))


def test_a_weak_pin_is_never_set(pins: Pins) -> None:
    with pytest.raises(ValueError, match="run"):
        pins.set(CLERK, "4321")
    assert pins.check(CLERK, PIN).right


def test_there_are_no_pins_until_the_first_is_set(tmp_path: Path, clock: StandingClock) -> None:
    pins = Pins(tmp_path, "c0ffee", clock)
    assert (pins.on, pins.has(FIRST), pins.left(FIRST)) == (False, False, 0)
    pins.set(FIRST, PIN)
    assert (pins.on, pins.has(FIRST), pins.has(CLERK)) == (True, True, False)
    assert again(pins, clock).check(FIRST, PIN) == Answer(True)


def test_every_officer_has_their_own(pins: Pins) -> None:
    assert pins.check(CLERK, PIN) == pins.check(SUPERVISOR, OTHER) == Answer(True)
    assert not pins.check(CLERK, OTHER).right
    assert not pins.check(SUPERVISOR, PIN).right


def test_each_wrong_pin_costs_more_than_the_one_before(pins: Pins, clock: StandingClock) -> None:
    for wait in WAITS:
        answer = pins.check(CLERK, WRONG)
        assert answer == Answer(False, wait)
        assert pins.left(CLERK) == wait
        clock.go(wait)


def test_while_one_must_wait_even_the_right_pin_is_not_looked_at(
    pins: Pins, clock: StandingClock
) -> None:
    fail(pins, clock, 4)
    clock.go(29.2)
    assert pins.check(CLERK, PIN) == Answer(False, 1)
    assert pins.check(SUPERVISOR, OTHER).right, "nobody else waits"
    clock.go(0.8)
    assert pins.check(CLERK, PIN) == Answer(True)
    assert fail(pins, clock, 3) == Answer(False, 5), "a right PIN wipes the slate clean"


def test_trying_too_early_makes_nothing_worse(pins: Pins, clock: StandingClock) -> None:
    fail(pins, clock, 3)
    for _ in range(20):
        assert pins.check(CLERK, WRONG) == Answer(False, 5)
    clock.go(5)
    assert pins.check(CLERK, PIN).right


def test_waiting_is_not_shortened_by_starting_the_program_anew(
    pins: Pins, clock: StandingClock
) -> None:
    fail(pins, clock, 5)
    clock.go(20)
    assert again(pins, clock).left(CLERK) == 100
    assert again(pins, clock).check(CLERK, PIN) == Answer(False, 100)


def test_a_try_that_is_cut_off_is_counted(
    pins: Pins, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> bool:
        raise KeyboardInterrupt

    fail(pins, clock, 2)
    monkeypatch.setattr("argon2.PasswordHasher.verify", cut_off)
    with pytest.raises(KeyboardInterrupt):
        pins.check(CLERK, WRONG)
    assert again(pins, clock).left(CLERK) == 5


@pytest.mark.parametrize("back", [1, 3_600, 10_000_000])
def test_a_clock_put_back_opens_nothing_and_locks_nobody_out_for_longer(
    pins: Pins, clock: StandingClock, back: int
) -> None:
    fail(pins, clock, 4)
    clock.go(-back)
    assert pins.left(CLERK) == 30
    assert pins.check(CLERK, PIN) == Answer(False, 30)
    clock.go(29)
    assert again(pins, clock).check(CLERK, PIN) == Answer(False, 1)
    clock.go(1)
    assert pins.check(CLERK, PIN).right


def test_a_released_officer_tries_again_at_once_with_the_pin_they_had(
    pins: Pins, clock: StandingClock
) -> None:
    fail(pins, clock, 6)
    pins.release(CLERK)
    assert again(pins, clock).left(CLERK) == 0
    assert pins.check(CLERK, PIN) == Answer(True)


def test_a_new_pin_takes_the_place_of_the_old_and_of_the_waiting(
    pins: Pins, clock: StandingClock
) -> None:
    fail(pins, clock, 6)
    pins.set(CLERK, "5902")
    assert not pins.check(CLERK, PIN).right
    assert again(pins, clock).check(CLERK, "5902").right


def test_a_number_that_passes_to_another_person_keeps_no_pin(
    pins: Pins, clock: StandingClock
) -> None:
    pins.forget(CLERK)
    pins.forget(STRANGER)
    pins.release(STRANGER)
    assert pins.check(STRANGER, PIN) == Answer(False)
    assert (pins.has(CLERK), pins.has(SUPERVISOR)) == (False, True)
    assert not again(pins, clock).has(CLERK)


def test_a_pin_lets_in_its_officer_and_nobody_else_who_has_the_number_elsewhere(
    pins: Pins, clock: StandingClock
) -> None:
    """Two copies of one count went different ways, and each enrolled somebody as officer 11."""
    elsewhere = officer(11, "clerk", "Somebody Else")
    assert not pins.has(elsewhere)
    assert pins.check(elsewhere, PIN) == Answer(False)
    pins.set(elsewhere, OTHER)
    assert again(pins, clock).check(elsewhere, OTHER).right
    assert again(pins, clock).check(CLERK, PIN).right
    assert not pins.check(CLERK, OTHER).right
    promoted = officer(11, "supervisor")
    assert pins.check(promoted, PIN).right, "another role is the same person"


def test_turned_off_there_is_nothing_left_on_the_disk(pins: Pins, clock: StandingClock) -> None:
    pins.turn_off()
    assert not pins.on
    assert list(pins._path.parent.iterdir()) == []
    assert not again(pins, clock).on


def test_another_count_on_this_machine_has_none_of_them(pins: Pins, clock: StandingClock) -> None:
    other = Pins(pins._path.parent, "beef", clock)
    assert not other.on
    other.set(CLERK, OTHER)
    assert pins.check(CLERK, PIN).right


def test_the_file_holds_hashes_and_is_for_its_owner_alone(pins: Pins) -> None:
    held = pins._path.read_text(encoding="utf-8")
    assert held.count("$argon2id$") == 2
    assert PIN not in held
    if sys.platform != "win32":
        assert pins._path.stat().st_mode & 0o077 == 0
        assert pins._path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version":2,"officers":{}}', b"\xff" * 9])
def test_a_damaged_file_stops_no_count_and_is_said(
    pins: Pins, clock: StandingClock, damage: bytes
) -> None:
    assert pins.damaged is None
    pins._path.write_bytes(damage)
    read = again(pins, clock)
    assert (read.on, read.damaged) == (False, pins._path)
    read.set(FIRST, PIN)
    assert again(pins, clock).damaged is None


def test_a_damaged_hash_is_nobodys_pin(pins: Pins, clock: StandingClock) -> None:
    held = pins._path.read_text(encoding="utf-8")
    pins._path.write_text(held.replace("$argon2id$", "$argon2$"), encoding="utf-8")
    assert again(pins, clock).check(CLERK, PIN) == Answer(False)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_said_and_changes_nothing(pins: Pins) -> None:
    pins._path.parent.chmod(0o500)
    try:
        with pytest.raises(EnvironmentFault, match="could not be written"):
            pins.check(CLERK, PIN)
        with pytest.raises(EnvironmentFault, match="could not be removed"):
            pins.turn_off()
        assert pins.has(CLERK)
    finally:
        pins._path.parent.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path, clock: StandingClock) -> None:
    (tmp_path / "pins").touch()
    pins = Pins(tmp_path / "pins", "c0ffee", clock)
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        pins.set(FIRST, PIN)
    assert not pins.on


ROLES: list[Role] = ["returning-officer", "deputy", "supervisor", "adjudicator", "clerk", "auditor"]


@pytest.mark.parametrize("role", ROLES)
def test_who_helps_whom(role: Role) -> None:
    supervises = role in ("supervisor", "deputy", "returning-officer")
    returns = role in ("deputy", "returning-officer")
    assert may_release(role, oneself=False) == supervises
    assert may_stand_by(role, "clerk", oneself=False) == supervises
    for other in ROLES:
        if other != "clerk":
            assert may_stand_by(role, other, oneself=False) == returns
        assert not may_stand_by(role, other, oneself=True)
    assert not may_release(role, oneself=True)


def test_hashing_is_loaded_only_when_a_pin_is_looked_at() -> None:
    import subprocess

    program = f"import sys, {room.__name__}; sys.exit('argon2' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", program], cwd=Path(room.__file__).parents[1]
        ).returncode
        == 0
    )
