"""The result before this one in the tally for other programs, and what changed since."""

from tallyapp.domain.views.against import Against, Beside, ShareChange, Swing, TurnoutChange

from .json_figures import percent_json

Json = dict[str, object]


def previous_json(against: Against, *, shown: bool, declared: bool) -> Json:
    """The result that was stated, from where it is, and (`shown`) what changed since.

    What changed would tell the votes of a contest that is not declared, and is left out with them.
    """
    stated = against.previous
    return {
        "source": stated.source,
        "election": stated.election,
        "polling_day": stated.polling_day,
        "boundaries": stated.boundaries,
        "notional_by": stated.notional_by or None,
        "seats": stated.seats,
        "electorate": stated.electorate,
        "valid_papers": stated.valid,
        "rejected_papers": stated.rejected,
        "candidates": [
            {
                "name": one.name or None,
                "description": one.description,
                "party": one.party or None,
                "votes": one.votes,
                "elected": one.elected,
            }
            for one in stated.candidates
        ],
        "held": [
            {
                "name": one.name or None,
                "description": one.description,
                "party": one.party or None,
            }
            for one in stated.held
        ],
        "changes": _changes(against, declared) if shown else None,
    }


def _changes(against: Against, declared: bool) -> Json:
    seats = against.seats
    # The turnout of a part of the papers is nobody's turnout.
    turnout = against.turnout if declared else None
    return {
        "majority": _beside(against.majority),
        "shares": [_share(each) for each in against.shares],
        "swing": _swing(against.swing),
        "turnout": _turnout(turnout),
        "seats": [
            {
                "party": each.party or None,
                "description": each.description,
                "then": each.then,
                "now": each.now,
            }
            for each in seats.parties
        ],
        "seat": seats.outcome,
        "seats_not_compared": seats.why_not,
    }


def _beside(votes: Beside | None) -> Json | None:
    return None if votes is None else {"now": votes.now, "then": votes.then, "change": votes.change}


def _share(each: ShareChange) -> Json:
    return {
        "party": each.party or None,
        "description": each.description,
        "now": _percent(each.now),
        "then": _percent(each.then),
        "change": _percent(each.change),
    }


def _swing(swing: Swing | None) -> Json | None:
    if swing is None:
        return None
    return {
        "from": swing.from_party,
        "to": swing.to_party,
        "percent": percent_json(swing.hundredths),
    }


def _turnout(turnout: TurnoutChange | None) -> Json | None:
    if turnout is None:
        return None
    return {
        "of": turnout.of,
        "now": percent_json(turnout.turnout.now),
        "then": percent_json(turnout.turnout.then),
        "change": percent_json(turnout.turnout.change),
    }


def _percent(hundredths: int | None) -> object:
    return None if hundredths is None else percent_json(hundredths)
