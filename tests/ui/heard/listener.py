"""What a screen reader is told, line by line on stdout: run by the system's own Python.

It asks nothing of the program but what AT-SPI hands to any reader of any window.
"""

import sys

import pyatspi  # type: ignore[import-not-found]  # the system's, and not in this environment


def tell(event: "pyatspi.event.Event") -> None:
    """The kind of the event, then what it says."""
    # The event carries it: asking the window back would hold up whoever keys.
    print(f"{str(event.type).split(':')[1]}\t{event.any_data}", flush=True)


pyatspi.Registry.registerEventListener(
    tell, "object:announcement", "object:property-change:accessible-description"
)
print("listening", flush=True)
try:
    pyatspi.Registry.start()
except KeyboardInterrupt:
    sys.exit(0)
