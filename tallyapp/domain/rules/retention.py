"""How long the documents of a count are kept, and when they may be destroyed.

A year, and then they are destroyed, unless an order of a court says otherwise (for a local election
the Local Elections (Principal Areas) Rules, for a parliamentary one rule 57 of RPA 1983, Sch. 1).
"""

from datetime import date

from tallyapp.domain import acts
from tallyapp.domain.rules.far_off import too_far_off
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.retention import Disposal, Order
from tallyapp.domain.vocabulary.findings import Code, Finding, finding

YEARS_KEPT = 1


def kept_by_law(polling_day: date) -> date:
    """The last day of the year for which they are kept, counted from the day of the poll."""
    year = polling_day.year + YEARS_KEPT
    # Of a leap day the year is over on the last of February: no day is taken from the year.
    if (polling_day.month, polling_day.day) == (2, 29):
        return date(year, 2, 28)
    return polling_day.replace(year=year)


def kept_until(count: CountState) -> date | None:
    """The last day to which the documents are kept: by the law, or longer by an order; None before
    the count is set up.
    """
    if count.set_up is None:
        return None
    by_law = kept_by_law(count.set_up.polling_day)
    order = count.retention.order
    # An order never makes the year shorter.
    return max(by_law, order.until) if order else by_law


def check_kept_longer(count: CountState, act: acts.KeptLonger) -> list[Finding]:
    """Built on the one before it, not shorter than the law's year, with a reason and a second
    officer; nothing is kept longer that is disposed of.
    """
    retention = count.retention
    if retention.disposal:
        return [finding(Code.A138, "count", "count")]
    if act.of != (retention.order.id if retention.order else ""):
        return [finding(Code.A114, "count", "count", "kept-longer")]
    found = check_second(count, act, act.second)
    found += check_reason(act.reason, finding(Code.A106, "count", "count", "reason"))
    found += too_far_off(act.until, "count")
    if count.set_up and act.until < kept_by_law(count.set_up.polling_day):
        least = kept_by_law(count.set_up.polling_day)
        found.append(finding(Code.A136, "count", "count", **_numbers(least)))
    return found


def apply_kept_longer(count: CountState, act: acts.KeptLonger) -> None:
    """This order stands in the place of the one before it."""
    count.retention.order = Order(act.id, act.until, act.reason)


def check_disposal(count: CountState, act: acts.DisposalRecorded) -> list[Finding]:
    """Once, after the last day to which the documents are kept, by two officers.

    A practice count is kept for nobody: it may be disposed of on any day.
    """
    retention = count.retention
    set_up = count.set_up
    if retention.disposal:
        return [finding(Code.A138, "count", "count")]
    if act.of != (retention.order.id if retention.order else ""):
        return [finding(Code.A114, "count", "count", "kept-longer")]
    last = kept_until(count)
    if last is None or set_up is None:
        return [finding(Code.A105, "count", "count", "stream")]
    if act.kept_until != last:
        return [finding(Code.A109, "count", "count", "kept-until", **_numbers(last))]
    if not set_up.practice and act.at.date() <= last:
        return [finding(Code.A137, "count", "count", **_numbers(last))]
    return check_second(count, act, act.second)


def apply_disposal(count: CountState, act: acts.DisposalRecorded) -> None:
    """It is agreed; the file itself is destroyed outside the ledger."""
    count.retention.disposal = Disposal(act.id, act.files, act.by, act.second)


def _numbers(day: date) -> dict[str, int]:
    return {"day": day.day, "month": day.month, "year": day.year}
