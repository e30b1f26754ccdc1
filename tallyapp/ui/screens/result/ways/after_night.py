"""After the night: the return, the postal statement, how long documents are kept, and that two
officers agree to destroy them. Days are counted from polling day.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.rules.retention import kept_until
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.phrases import day_of
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.job_line import JobLine
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.figures import day, strung


def days_told(session: Session, contest: ContestState) -> dict[str, str]:
    """What has its days, by its way: how they are now, in as few words as a row has room for."""
    from tallyapp.after.days import days_since, postal_window

    set_up = session.desk.count.count.set_up
    until = kept_until(session.desk.count.count)
    if set_up is None or until is None:
        return {}
    polled = set_up.polling_day
    today = session.desk.clock().date()
    told = {
        "keep": words("way.keep.days", day=day(until)),
        "dispose": words("way.dispose.days", day=day(until + timedelta(days=1))),
    }
    window = postal_window(contest.set_up.rules.kind, polled)
    if window:
        days = {"first": day(window.first), "last": day(window.last)}
        key = f"way.postal-statement.{window.says(today)}"
        told["postal-statement"] = words(key, since=days_since(polled, today), **days)
    return told


def postal_told(session: Session, contest: ContestState) -> str:
    """On which days the postal statement is sent, by the clock of the count."""
    from tallyapp.after.postal import window_words

    set_up = session.desk.count.count.set_up
    if set_up is None:
        return ""
    return window_words(contest.set_up.rules.kind, set_up.polling_day, session.desk.clock().date())


def kept_told(session: Session) -> str:
    """Until when the documents are kept, and what stands of it."""
    from tallyapp.after.keeping import retention_words

    today = session.desk.clock().date()
    return "\n".join(retention_words(session.desk.count.count, today))


class _WritePage(StepPage):
    """Files that are made of the count and lie beside it afterwards; Enter makes them."""

    def __init__(self, session: Session, contest: ContestState, key: str, told: str) -> None:
        super().__init__(session, contest, key)
        self._write = button(words(f"{key}.write"))
        self._write.clicked.connect(self._on_write)
        self._said = JobLine(session.work)
        self.column.addWidget(Text(told, wrap=True))
        for widget in (self._write, self._said):
            self.column.addWidget(widget)
        self.column.addStretch()

    def enter(self) -> None:
        self._write.setFocus()

    def job(self) -> Callable[[Path], list[Path]]:
        """What is done on the worker: the files that are written into a folder."""
        raise NotImplementedError

    def _on_write(self) -> None:
        folder = self.session.desk.ledger.path.parent
        job = self.job()
        self._said.begin(lambda: job(folder), _written)


def _written(paths: list[Path]) -> str:
    told = words("after.written", files=strung(path.name for path in paths))
    return f"{told} {paths[0].parent}"


class PostalPage(_WritePage):
    """The statement as to postal ballot papers."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "postal-statement", postal_told(session, contest))

    def job(self) -> Callable[[Path], list[Path]]:
        from tallyapp.after.postal import postal_statement

        today = self.session.desk.clock().date()
        record = postal_statement(self.session.desk.count, self.contest, today)
        name = f"{self.stream}-postal-statement"

        def write(folder: Path) -> list[Path]:
            from tallyapp.documents.record import render_record
            from tallyapp.files import free_name, write_atomically

            path = free_name(folder, name, ".pdf")
            write_atomically(path, render_record(record))
            return [path]

        return write


class ReturnPage(_WritePage):
    """The return to the Electoral Commission, of every contest: as CSV, as JSON and as a page."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "return", words("return.told"))

    def job(self) -> Callable[[Path], list[Path]]:
        from tallyapp.after.commission import return_csv, return_json, return_record

        desk = self.session.desk
        made = ((".csv", return_csv(desk)), (".json", return_json(desk)))
        record = return_record(desk, self.contest)
        name = f"{self.stream}-return"

        def write(folder: Path) -> list[Path]:
            from tallyapp.after.commission import must_all_agree
            from tallyapp.documents.record import render_record
            from tallyapp.files import free_name, write_atomically

            must_all_agree(desk)
            paths = []
            for ending, data in (*made, (".pdf", render_record(record))):
                paths.append(free_name(folder, name, ending))
                write_atomically(paths[-1], data)
            return paths

        return write


class _OfCount(StepPage):
    """An act of the whole count, by two officers."""

    def __init__(self, session: Session, contest: ContestState, key: str) -> None:
        super().__init__(session, contest, key)
        self.over_two = TwoOfficers(words(f"{key}.reason"), words(f"{key}.caution"))
        self.over_two.submit_asked.connect(self._on_record)
        self._stands = Text(kept_told(session), wrap=True)
        self.column.addWidget(self._stands)

    def lay_out(self) -> None:
        """What stands beneath everything else of the page."""
        self.column.addWidget(self.over_two)
        self.column.addWidget(self.refusal)
        self.column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Enter",), words("correct.enter")),)

    def made(self) -> AnyAct | None:
        """The act that is keyed now; None where something is missing, which is said."""
        raise NotImplementedError

    def _on_record(self) -> None:
        if not self.over_two.ready():
            return
        act = self.made()
        if act is None:
            return
        self.refusal.hide()
        self.session.do(
            COUNT_STREAM,
            act,
            then=self.still(lambda _: self.finished.emit()),
            refused=self.still(self.refuse),
            failed=self.still(self.say_refused),
        )

    def refuse(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if not self.over_two.refuse(findings, sentences):
            super().refuse(findings)

    @property
    def order(self) -> str:
        """The id of the order that stands; empty where none does."""
        order = self.session.desk.count.count.retention.order
        return order.id if order else ""


class KeepPage(_OfCount):
    """A court's order or a petition: the last day, which it is, and a second officer."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "keep")
        self._until = Field(words("keep.until"), hint=words("keep.until-hint"))
        self._until.entered.connect(self._on_until)
        self.column.addWidget(self._until)
        self.lay_out()

    def enter(self) -> None:
        self._until.setFocus()

    def _on_until(self) -> None:
        if self._day():
            self.over_two.reason.setFocus()

    def _day(self) -> date | None:
        """The day that is keyed; None, and said, where it is none."""
        until = day_of(self._until.text)
        if until is None:
            self._until.refuse(words("keep.no-day"))
            self._until.setFocus()
        return until

    def made(self) -> AnyAct | None:
        until = self._day()
        if until is None:
            return None
        return acts.KeptLonger(
            **self.me.count,
            of=self.order,
            until=until,
            reason=self.over_two.reason.words,
            second=self.over_two.officer,
        )


class DisposePage(_OfCount):
    """Two officers agree that the documents are destroyed; the files are, once the count is
    closed.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "dispose")
        file = session.desk.ledger.path
        self.column.addWidget(Text(words("dispose.then", file=file.name), wrap=True))
        agreed = session.desk.count.count.retention.disposal is not None
        self.over_two.setVisible(not agreed)
        self.lay_out()

    def enter(self) -> None:
        self.over_two.reason.setFocus()

    def made(self) -> AnyAct | None:
        count = self.session.desk.count.count
        until = kept_until(count)
        assert until is not None, "a count that is open is set up"
        return acts.DisposalRecorded(
            **self.me.count,
            of=self.order,
            kept_until=until,
            files=(self.session.desk.ledger.path.name,),
            second=self.over_two.officer,
            reason=self.over_two.reason.words,
        )
