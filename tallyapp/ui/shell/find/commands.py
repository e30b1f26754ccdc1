"""What the palette offers beside places: the screens, one's own unfinished keying, the manual."""

from functools import partial

from tallyapp.ui.pages.strokes import HALL
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.begun import kept
from tallyapp.ui.screens.result.ways.ways import of_the_hall
from tallyapp.ui.shell.find.index import Found
from tallyapp.ui.shell.help.browse import browse, can_browse
from tallyapp.ui.shell.help.pages import whole_manual
from tallyapp.ui.shell.help.panel import HelpPanel
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.text_size import STEPS
from tallyapp.ui.theme.theme import Theme
from tallyapp.words.catalogue import say
from tallyapp.words.figures import size_words


def commands(window: MainWindow, theme: Theme) -> list[Found]:
    """Everything that can be done from here, the likeliest first."""
    found = list(_in_the_count(window)) if window.session else []
    found.append(Found(say("training", "drill.button"), "Ctrl+D", do=window.drill_asked.emit))
    if can_browse():
        found.append(Found(say("help", "browser"), say("help", "where"), do=browse))
    for look in ("", *Look):
        words = say("find", "look", look=say("home", f"look.{look or 'system'}"))
        now = say("find", "look.now") if theme.wanted == look else ""
        found.append(Found(words, now, do=partial(theme.choose, look)))
    for size in (0, *STEPS):
        words = say("find", "text-size", size=size_words(size))
        now = say("find", "look.now") if theme.size_wanted == size else ""
        found.append(Found(words, now, do=partial(theme.choose_size, size)))
    return found


_OF_THE_MANUAL = 8
"""How many of its passages are offered: F1 finds them all."""


def in_the_manual(panel: HelpPanel, query: str) -> list[Found]:
    """Passages of the manual, and codes, that have the words of a query."""
    # A number alone means a sheet, a box or a candidate; the manual has it in its examples only.
    if not any(letter.isalpha() for letter in query):
        return []
    return [
        Found(
            found.called,
            say("help", "where"),
            do=partial(panel.open_page, found.page, found.anchor),
        )
        for found in whole_manual().find(query, _OF_THE_MANUAL)
    ]


def _in_the_count(window: MainWindow) -> list[Found]:
    session = window.session
    if session is None:
        return []
    found = [
        Found(
            say("find", "go-on", place=each.words),
            "",
            "sheet",
            each.place.contest,
            (each.screen,),
            each.target,
        )
        for each in reversed(
            kept(session.drafts.places(), session.desk.count.contests, session.stream)
        )
    ]
    for screen in window.officer_may_open:
        found.append(Found(screen.title, screen.key, do=partial(window.go, screen)))
    found.append(Found(say("titles", "board"), "Ctrl+M", do=window.board_asked.emit))
    if session.officer is not None:
        found.append(Found(say("find", "back-up"), "Ctrl+B", do=window.back_up))
        stroke = "stroke.close" if window.hall.is_open else "stroke.open"
        found.append(Found(say("hall-card", stroke), HALL, do=window.hall.toggle))
    if session.contest is not None:
        name = session.contest.set_up.name
        for way in of_the_hall(session, session.contest):
            go = partial(window.go, Destination.RESULT, way)
            found.append(Found(say("result", f"way.{way}"), name, do=go))
    found.append(Found(say("find", "close-count"), "", do=window.close_count))
    return found
