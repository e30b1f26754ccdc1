"""When the drill is offered, begun and thrown away."""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from tallyapp.domain import acts
from tallyapp.errors import EnvironmentFault
from tallyapp.training.offering import is_offered
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.one_job import OneJob
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.give_way import is_roomy
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.desk import Desk
    from tallyapp.domain.rules.sheet_lines import Written

    from .overlay import Drill

_FILE = "drill.tally"


class Drills(QObject):
    """One drill at a time, each in a folder of its own that goes with it."""

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__(window)
        self._window = window
        self._around = around
        self._worker = Worker(self)
        self._folder: Path | None = None
        self._laying_out = OneJob(self, self._run)
        self.drill: Drill | None = None
        window.page_shown.connect(self.leave)
        window.closing.connect(self.stop)

    # ---- offering

    def offer(self, session: Session) -> None:
        """Offer it to whoever sat down, the first time at this machine in this count."""
        officer = session.officer
        settings = self._around.settings
        if officer is None or not session.may(acts.SheetKeyed):
            return
        if not is_offered(session.desk.count, self._around.clock()):
            return
        place = _place(session, officer.number)
        if place in settings.now.drills:
            return
        self._note(place, "")
        self._window.say(say("training", "drill.offer"), Mark.UNDER_WAY)

    def _note(self, place: str, done: str) -> None:
        settings = self._around.settings
        try:
            settings.change(drills=settings.now.drills | {place: done})
        except EnvironmentFault as fault:
            self._window.say(str(fault))

    # ---- the drill

    def begin(self) -> None:
        """Begin it over whatever is shown; the officer's count stays as it is."""
        if self._laying_out.under_way or (self.drill and not self.drill.isHidden()):
            return
        self._lay_out()

    def _lay_out(self) -> None:
        from tallyapp.training.drill import begin_drill  # brings the rules of the count with it

        clock = self._around.clock
        folder = Path(tempfile.mkdtemp(prefix="tallyapp-drill-"))
        file = folder / _FILE

        def begun(desk: "Desk") -> None:
            self._folder = folder
            self._made().begin(desk)
            self._window.show_hints()

        def failed(error: Exception) -> None:
            shutil.rmtree(folder, ignore_errors=True)
            if not isinstance(error, EnvironmentFault):
                raise error
            self._window.say(say("training", "drill.failed", why=str(error)))

        # A narrow window has no room for two columns of figures beside the paper.
        way: Written = "bundles" if is_roomy(self._window) else "total"
        self._laying_out.begin(lambda: begin_drill(file, clock, way), begun, failed, _give_back)

    def _run(
        self,
        call: "Callable[[], Desk]",
        then: "Callable[[Desk], None]",
        failed: Callable[[Exception], None],
    ) -> None:
        self._worker.run(call, then, failed, untold=_give_back)

    def _made(self) -> "Drill":
        from .overlay import Drill  # brings the screen for sheets with it

        if self.drill is None:
            self.drill = Drill(self._window)
            self._window.cover(self.drill)
            self.drill.hints_changed.connect(self._window.show_hints)
            self.drill.over.connect(lambda _: self._on_over())
            self.drill.left.connect(self._throw_away)
            self.drill.again_asked.connect(self._on_again)
        return self.drill

    def _on_over(self) -> None:
        session = self._window.session
        if session and session.officer:
            at = self._around.clock().isoformat(timespec="seconds")
            self._note(_place(session, session.officer.number), at)

    def _on_again(self) -> None:
        self._throw_away()
        self._lay_out()

    def leave(self) -> None:
        """Something else is shown: the drill is over, or does not begin any more."""
        self._laying_out.drop()
        if self.drill:
            self.drill.close_panel()

    # ---- the end

    def _throw_away(self) -> None:
        session = self.drill.give_back() if self.drill else None
        folder = self._folder
        self._folder = None
        if session is None or folder is None:
            return
        if session.busy:
            once = Qt.ConnectionType.SingleShotConnection
            session.settled.connect(partial(_close, session, folder), once)
        else:
            _close(session, folder)

    def stop(self) -> None:
        """The window closes."""
        self.leave()
        self._worker.stop()


def _give_back(desk: "Desk") -> None:
    """Nobody wants it any more."""
    desk.close()
    shutil.rmtree(desk.ledger.path.parent, ignore_errors=True)


def _close(session: Session, folder: Path) -> None:
    session.close()
    session.deleteLater()
    shutil.rmtree(folder, ignore_errors=True)


def _place(session: Session, officer: int) -> str:
    """By which the settings know an officer of a count."""
    return f"{session.desk.ledger.origin}/{officer}"
