"""Measures what a sheet takes, in a training count and in no other."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.ledger.ledger import Ledger
from tallyapp.training.measured import Measure, keep_measure
from tallyapp.training.report import planted_in

from .session import Session
from .strokes import Strokes


class Measuring(QObject):
    """Counts keys from the one after the last act to the act that hands a sheet in, or sends it
    back; nothing at all where nothing was planted.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        self._strokes: Strokes | None = None
        set_up = session.desk.count.count.set_up
        # Before anything is asked of its file: of a real count nobody is measured.
        if set_up and set_up.practice:
            session.read(planted_in, self._on_known)

    def _on_known(self, is_training: bool) -> None:
        if not is_training:
            return
        self._strokes = Strokes(self._window)
        self._session.recorded.connect(self._on_recorded)
        self._session.officer_changed.connect(self._strokes.begin_anew)
        # With the count its measuring ends.
        self.destroyed.connect(self._strokes.deleteLater)

    def _on_recorded(self, _: str, act: AnyAct) -> None:
        strokes = self._strokes
        if strokes is None:
            return
        if isinstance(act, acts.SheetKeyed | acts.SheetQueried) and strokes.pressed:
            took = Measure(strokes.pressed, strokes.milliseconds)
            keep = partial(_keep, act, took)
            self._session.read(keep, lambda _: None)
        # A slate is named, or confirmed, while its sheet is keyed.
        if not isinstance(act, acts.SlateNamed | acts.SlateConfirmed):
            strokes.begin_anew()


def _keep(act: AnyAct, took: Measure, ledger: Ledger) -> None:
    keep_measure(ledger, act.by, act.id, took, act.at)
