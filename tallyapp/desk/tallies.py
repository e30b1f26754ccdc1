"""The figures that leave a count as a file or a list: asked of both arithmetics first."""

from collections.abc import Collection
from dataclasses import replace

from tallyapp.domain.rules.result import figures
from tallyapp.domain.views.tally import CountTally, count_tally

from .desk import Desk
from .read_only import must_be_signed
from .two_arithmetics import must_agree


def agreed_tally(
    desk: Desk, contests: Collection[str] = (), *, undeclared: bool = False
) -> CountTally:
    """The figures of these contests (of all, if none is named), once the second arithmetic gives
    them too: of those that are declared, and with `undeclared` of every one.

    Raises Refusal (E304) where it does not, EnvironmentFault where a signature does not hold.
    """
    must_be_signed(desk.ledger)
    told = count_tally(desk.count)
    chosen = tuple(each for each in told.contests if not contests or each.id in contests)
    for each in chosen:
        if each.declared or undeclared:
            must_agree(desk.ledger, each.id, figures(desk.contest(each.id)))
    unopposed = tuple(each for each in told.unopposed if not contests or each.id in contests)
    return replace(told, contests=chosen, unopposed=unopposed)
