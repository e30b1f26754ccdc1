"""What a screen reader is told, line by line on stdout: run by the system's own Python.

It asks nothing of the program but what AT-SPI hands to any reader of any window.
"""

import sys

import pyatspi  # type: ignore[import-not-found]  # the system's, and not in this environment

ORDER = ("object:state-changed:focused", "object:text-caret-moved")
"""What a reader goes by to know which field it is in: the order of these decides what it says."""


def tell_order(event: "pyatspi.event.Event") -> None:
    """The kind of the event, then the field that it is of."""
    if event.detail1 or event.type == ORDER[1]:
        print(f"{str(event.type).split(':')[1]}\t{event.source.name}", flush=True)


def tell(event: "pyatspi.event.Event") -> None:
    """The kind of the event, then what it says."""
    # The event carries it: asking the window back would hold up whoever keys.
    print(f"{str(event.type).split(':')[1]}\t{event.any_data}", flush=True)


pyatspi.Registry.registerEventListener(
    tell, "object:announcement", "object:property-change:accessible-description"
)
pyatspi.Registry.registerEventListener(tell_order, *ORDER)
print("listening", flush=True)
try:
    pyatspi.Registry.start()
except KeyboardInterrupt:
    sys.exit(0)
