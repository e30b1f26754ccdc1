"""What the window is called where windows are listed."""

from typing import TYPE_CHECKING

from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session


def window_title(session: "Session | None") -> str:
    """The contest that is worked on, the count where it has several, and whether it is practice."""
    if session is None:
        return say("ui", "window")
    count = session.desk.count
    whole = count.count.set_up.name if count.count.set_up else ""
    contest = session.contest
    names = [contest.set_up.name] if contest else []
    if len(count.contests) != 1 or not names:
        names.append(whole)
    practice = bool(count.count.set_up and count.count.set_up.practice)
    key = "window.practice" if practice else "window.count"
    return say("ui", key, name=strung(dict.fromkeys(names)))
