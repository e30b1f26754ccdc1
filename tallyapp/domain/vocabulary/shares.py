"""Shares of a whole, in integers alone."""


def hundredths_of_percent(part: int, whole: int) -> int:
    """A share in hundredths of a percent, rounded half up; 0 of nothing is 0."""
    # Doubled, so that half a hundredth rounds up without a float.
    return (part * 20_000 + whole) // (2 * whole) if whole else 0


def percent(hundredths: int) -> str:
    """Hundredths of a percent as a percentage with two places."""
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def half(hundredths: int) -> int:
    """Half of a difference, rounded away from 0: of the opposite difference the opposite half."""
    rounded = (abs(hundredths) + 1) // 2
    return rounded if hundredths >= 0 else -rounded
