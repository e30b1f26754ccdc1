"""Figures as they stand in the tally for other programs: exact decimals, and never floats."""

import msgspec

from tallyapp.domain.views.tally import Turnouts


def percent_json(hundredths: int) -> msgspec.Raw:
    """Hundredths of a percent as a JSON number with two decimals; less than 0 with its sign."""
    # Written out: as a float 0.07 is a number near it, and no float comes near a vote here.
    sign = "-" if hundredths < 0 else ""
    units, rest = divmod(abs(hundredths), 100)
    return msgspec.Raw(f"{sign}{units}.{rest:02d}".encode())


def turnout_json(turnout: Turnouts | None) -> dict[str, object] | None:
    """The three turnouts; None where the electorate is not known."""
    if turnout is None:
        return None
    return {
        "valid": percent_json(turnout.valid),
        "ballot_box": percent_json(turnout.ballot_box),
        "total": None if turnout.total is None else percent_json(turnout.total),
    }
