"""What the result needs to know that only the ledger knows, read on the worker."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.ui.pages.screen import Screen


class FromLedger(QObject):
    """Whether both arithmetics agree, and when the provisional result was given."""

    compared = Signal()
    """Both arithmetics were compared, or the figures are others by now."""
    looked_up = Signal()
    """The time of the provisional result is known."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.agree: bool | None = None
        self._compared: ResultFigures | None = None
        self._comparing = False
        self._given: tuple[int, datetime] | None = None

    @property
    def given_at(self) -> datetime | None:
        """When the provisional result was given; None before it is known."""
        return self._given[1] if self._given else None

    def compare(self) -> None:
        """Have both arithmetics compared on the worker, whenever the figures are others."""
        screen = self._screen
        if self._comparing or figures(screen.contest) == self._compared:
            return
        self._comparing = True
        self.agree = None
        seq = screen.contest.seq
        stream = screen.session.stream

        def compared(theirs: ResultFigures) -> None:
            self._comparing = False
            if screen.contest.seq == seq:
                self._compared = figures(screen.contest)
                self.agree = theirs == self._compared
            self.compared.emit()

        def failed(why: str) -> None:
            self._comparing = False  # tried again with the next refresh
            screen.session.said.emit(why)

        here = screen.while_here
        screen.session.read(lambda ledger: ledger.totals(stream), here(compared), here(failed))

    def look_up_given(self) -> None:
        """When the provisional result was given: the state says only with which entry."""
        screen = self._screen
        given = screen.contest.provisional
        stream = screen.session.stream
        if given is None:
            self._given = None
            return
        seq = given.seq
        if self._given and self._given[0] == seq:
            return

        def found(read: list[tuple[int, acts.AnyAct]]) -> None:
            self._given = (seq, read[0][1].at)
            self.looked_up.emit()

        here = screen.while_here
        screen.session.read(lambda ledger: ledger.read_these(stream, [seq]), here(found))
