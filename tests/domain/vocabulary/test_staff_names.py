"""A commitment to a name binds it, and gives nothing of it away."""

from hypothesis import assume, given
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.staff_names import ReleasedName, StaffName, commitment
from tallyapp.domain.vocabulary.units import OfficerNumber

SALTS = st.text("0123456789abcdef", min_size=32, max_size=32)
NAMES = st.text(max_size=40)


def test_the_commitment_is_that_of_the_format() -> None:
    """By another program: printf 'tallyapp.name/1\\n00…0f\\nZoë Ünal\\n' | sha256sum."""
    salt = "000102030405060708090a0b0c0d0e0f"
    assert commitment(salt, "Zoë Ünal") == (
        "a326812b015a4edad59088855bf82b34fcc6523c6c0115da2d2ccbb7a549d679"
    )


@given(salt=SALTS, name=NAMES, other_salt=SALTS, other_name=NAMES)
def test_another_name_or_another_salt_is_another_commitment(
    salt: str, name: str, other_salt: str, other_name: str
) -> None:
    assume((salt, name) != (other_salt, other_name))
    assert commitment(salt, name) != commitment(other_salt, other_name)


@given(salt=SALTS, other_salt=SALTS, name=NAMES)
def test_two_officers_of_one_name_are_told_apart_and_neither_name_shows(
    salt: str, other_salt: str, name: str
) -> None:
    assume(salt != other_salt)
    one = StaffName(salt=salt, name=name)
    assert one.named != StaffName(salt=other_salt, name=name).named
    assert len(one.named) == 64


@given(salt=SALTS, name=NAMES)
def test_a_released_name_is_compared_by_the_same_commitment(salt: str, name: str) -> None:
    released = ReleasedName(number=OfficerNumber(12), salt=salt, name=name)
    assert released.named == StaffName(salt=salt, name=name).named
