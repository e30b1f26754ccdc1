"""A new count from lists of candidates and areas: looked at as a whole first, then made all or
nothing.
"""

from .details import Details, NewCount, PlannedContest, Unopposed, before_polling_day
from .make import make, sheet_runs
from .plan import plan
from .standing import standing, without_poll

__all__ = [
    "Details",
    "NewCount",
    "PlannedContest",
    "Unopposed",
    "before_polling_day",
    "make",
    "plan",
    "sheet_runs",
    "standing",
    "without_poll",
]
