"""Run by itself under a locale: what the window and a page say of a day and of figures, as JSON."""

import json
import locale
import os
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication, QLabel

from tallyapp.documents.declaration import render_draft
from tallyapp.domain.vocabulary.phrases import day_of
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.ways.outside import moment_of
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.app import application
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests.documents import samples
from tests.documents.pages import words

from .keys import shown
from .practice import Clock, oxford_east

RETURNING_OFFICER = 1


def main(folder: Path) -> None:
    """Open a count, and tell what is seen."""
    app = application(["tallyapp"])
    Theme(app, "light")
    desk, _ = oxford_east(folder / "count.tally")
    session = Session(desk)
    window = MainWindow(Settings(folder / "window.json"))
    window.take(session)
    session.sign_in(RETURNING_OFFICER)
    window.show()
    said = []
    for screen in (Destination.OVERVIEW, Destination.RECONCILIATION, Destination.TALLIES):
        window.go(screen)
        QApplication.processEvents()
        said.append(shown(window))
    header = " ".join(label.text() for label in window.header.findChildren(QLabel))
    pdf = render_draft(samples.oxford_east())
    at = moment_of("01:02", Clock()())
    told = {
        "month": date(2024, 7, 4).strftime("%B"),
        "point": locale.localeconv()["decimal_point"],
        "header": header,
        "screens": said,
        "page": words(pdf),
        "drawn": sha256(pdf).hexdigest(),
        "read": [str(day_of("4 July 2024")), at.isoformat() if at else ""],
    }
    session.close()
    window.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
