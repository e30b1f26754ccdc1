"""The screens, one folder each; this list is all that the window knows of them."""

from typing import TYPE_CHECKING

from tallyapp.ui.pages.screen import Entry, Screen

if TYPE_CHECKING:
    from tallyapp.domain.vocabulary.on_paper import Role

_KEYING: "frozenset[Role]" = frozenset(
    {"clerk", "supervisor", "adjudicator", "deputy", "returning-officer"}
)
_RETURNING: "frozenset[Role]" = frozenset({"deputy", "returning-officer"})


def _sign_in() -> type[Screen]:
    from .sign_in.screen import SignIn

    return SignIn


def _overview() -> type[Screen]:
    from .overview.screen import Overview

    return Overview


def _key_sheet() -> type[Screen]:
    from .key_sheet.screen import KeySheet

    return KeySheet


def _verification() -> type[Screen]:
    from .verification.screen import Verification

    return Verification


def _differences() -> type[Screen]:
    from .differences.screen import Differences

    return Differences


def _doubtful() -> type[Screen]:
    from .doubtful.screen import Doubtful

    return Doubtful


def _reconciliation() -> type[Screen]:
    from .reconciliation.screen import Reconciliation

    return Reconciliation


def _tallies() -> type[Screen]:
    from .tallies.screen import Tallies

    return Tallies


def _result() -> type[Screen]:
    from .result.screen import Result

    return Result


def _audit() -> type[Screen]:
    from .audit.screen import Audit

    return Audit


SCREENS = (
    Entry(2, "sign-in", frozenset(), _sign_in, in_rail=False),
    Entry(3, "overview", _KEYING, _overview),
    Entry(4, "verification", _KEYING, _verification),
    Entry(5, "key-sheet", _KEYING, _key_sheet),
    Entry(6, "differences", _KEYING, _differences),
    Entry(7, "doubtful", _KEYING, _doubtful),
    # Those who key see papers there, and no candidate's votes.
    Entry(8, "reconciliation", _KEYING, _reconciliation),
    # Who leads is not for those who key: totals by candidate are for the returning officer and
    # deputies.
    Entry(9, "tallies", _RETURNING, _tallies),
    Entry(10, "result", _RETURNING, _result),
    # Whoever keys must not see what others keyed: the timeline tells it all.
    Entry(11, "audit", _RETURNING | {"auditor"}, _audit),
)
