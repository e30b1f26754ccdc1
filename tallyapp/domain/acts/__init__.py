"""The acts of a count: everything that is ever stored, in the order in which it was done.

An act is complete in itself, so that anybody can judge later whether it was legal.
Streams: `count` for the set-up, the officers and the codes issued; one more for
each contest, named by the contest's identifier. What is written here is read for
ever: fields are only ever added, with a default that the file leaves out.

`base` has what every act carries; `count`, `containers`, `set_up`, `names`, `verification`,
`boxes`, `postal`, `papers`, `result`, `re_add`, `releasing`, `retention`, `putting_right` and
`previous` the acts of each part of a count, with their union; `all` the union of all and their
bytes; `bounds` tells of a figure or text that is too large to be kept.
They are asked for here: `acts.SheetKeyed`.
"""

# Each module says in its own `__all__` what is asked for here: a new act is named in one file.
from tallyapp.domain.acts.all import *
from tallyapp.domain.acts.base import *
from tallyapp.domain.acts.boxes import *
from tallyapp.domain.acts.containers import *
from tallyapp.domain.acts.count import *
from tallyapp.domain.acts.names import *
from tallyapp.domain.acts.papers import *
from tallyapp.domain.acts.postal import *
from tallyapp.domain.acts.previous import *
from tallyapp.domain.acts.printing import *
from tallyapp.domain.acts.putting_right import *
from tallyapp.domain.acts.re_add import *
from tallyapp.domain.acts.releasing import *
from tallyapp.domain.acts.result import *
from tallyapp.domain.acts.retention import *
from tallyapp.domain.acts.set_up import *
from tallyapp.domain.acts.verification import *
