"""The one door by which an act enters a count; what it asks on the way lies beside it.

`desk` is the door; `pending` an act on its way to the disk; `clock` when an act was done; `joining`
how a machine comes into a count; `between_contests` what two contests do for the same papers;
`as_stored` an act as it will be read again; `two_arithmetics` and `given_out` what must hold before
anything leaves the program, `tallies` the figures that do; `read_only` when nothing can be done.
"""

from .clock import Clock, ClockBehind
from .desk import Desk
from .pending import Done, Pending

__all__ = ["Clock", "ClockBehind", "Desk", "Done", "Pending"]
