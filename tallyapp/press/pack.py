"""From declared contests to the files for the press: report, arithmetics, files, folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.desk.read_only import must_be_signed
from tallyapp.desk.two_arithmetics import must_agree
from tallyapp.documents.chart import chart_png
from tallyapp.domain.reports.press_report import PressContest, PressReport, press_report
from tallyapp.domain.rules.result import figures
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.export.plain import of_count
from tallyapp.ledger.ledger import Ledger
from tallyapp.press.aloud import aloud
from tallyapp.press.beside import beside
from tallyapp.press.file_names import CountFile, FileNames
from tallyapp.press.folder import put
from tallyapp.press.index import index
from tallyapp.press.mail import mail
from tallyapp.press.picture import picture
from tallyapp.press.summary import summary_page, summary_text
from tallyapp.press.web_notice import web_notice
from tallyapp.words.catalogue import say


@dataclass(frozen=True)
class Pressed:
    """Files for the press: the folder, and their names in it."""

    folder: Path
    names: tuple[str, ...]

    @property
    def told(self) -> str:
        """That they are there, in words."""
        return say("press", "written", files=len(self.names), folder=self.folder)


@dataclass(frozen=True)
class Unpressed:
    """Files about to be made: all that their making takes from the count's state.

    `totals` are the program's figures of each contest that is told of; `chosen` those of which
    files are made.
    """

    ledger: Ledger
    report: PressReport
    totals: Mapping[str, ResultFigures]
    chosen: tuple[str, ...]

    def press(self, folder: Path) -> Pressed:
        """Make and write them; touches the ledger and the disk alone, so that another thread may
        do it.

        Raises Refusal if the arithmetics differ, EnvironmentFault if a signature in the file does
        not hold, or the folder has files of others under these names; then nothing is written.
        """
        must_be_signed(self.ledger)
        for stream, totals in self.totals.items():
            must_agree(self.ledger, stream, totals)
        ledger = self.ledger
        told = self.report.contests
        report = self.report.at(
            {each.id: ledger.checkpoint(each.id, each.position) for each in told}
        )
        names = self._names()
        files = dict(_files(report, self.chosen, names))
        sums = names.whole("sums")
        put(folder, files, sums)
        return Pressed(folder, (*files, sums))

    def _names(self) -> FileNames:
        report = self.report
        ids = [each.id for each in report.contests] + [each.id for each in report.not_told]
        # Of a contest corrected since the table has no line, and takes the place of one that had.
        there_are: list[CountFile] = ["results"]
        # Over one contest there is nothing to sum.
        if len(ids) + len(report.unopposed) > 1:
            there_are += ("summary", "summary-page")
        return FileNames(ids, practice=report.practice, there_are=there_are)


def prepare(desk: Desk, chosen: Sequence[str] = ()) -> Unpressed:
    """The files for the press of these contests, of all that are declared where none is named.

    Raises EnvironmentFault if one that is named is not declared, or none is.
    """
    contests = desk.count.contests
    declarants = {
        stream: desk.staff.released(contest.declaration.declarant)
        for stream, contest in contests.items()
        if contest.declaration
    }
    report = press_report(desk.count, declarants)
    for each in report.not_told:
        if each.id in chosen:
            raise EnvironmentFault(say("press", f"refused.{each.why}", contest=each.name))
    told = {each.id for each in report.contests}
    report = report.with_sentences({stream: beside(contests[stream]) for stream in told})
    if not told:
        raise EnvironmentFault(say("press", "nothing"))
    totals = {stream: figures(contests[stream]) for stream in sorted(told)}
    return Unpressed(desk.ledger, report, totals, tuple(chosen) or tuple(told))


def _files(
    report: PressReport, chosen: Sequence[str], names: FileNames
) -> Iterator[tuple[str, bytes]]:
    contests = [each for each in report.contests if each.id in chosen]
    for contest in contests:
        yield from _of_contest(contest, names)
    if names.has("results"):
        yield names.whole("results"), of_count(report.tally).data
    if names.has("summary"):
        yield names.whole("summary"), summary_text(report).encode()
        yield names.whole("summary-page"), summary_page(report)
    yield names.whole("index"), index(report, names).encode()


def _of_contest(contest: PressContest, names: FileNames) -> Iterator[tuple[str, bytes]]:
    drawn = picture(contest)
    yield names.of(contest.id, "aloud"), aloud(contest).encode()
    yield names.of(contest.id, "mail"), mail(contest).encode()
    yield names.of(contest.id, "chart"), chart_png(drawn)
    yield names.of(contest.id, "chart-words"), f"{drawn.in_words}\n".encode()
    yield names.of(contest.id, "notice"), web_notice(contest)
