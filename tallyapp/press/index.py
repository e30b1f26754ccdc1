"""The list of what is in the folder: what each file is, and how a declaration is verified."""

from collections.abc import Iterator

from tallyapp.documents.page import wording
from tallyapp.domain.reports.press_report import PressContest, PressReport
from tallyapp.press.file_names import OF_CONTEST, OF_COUNT, FileNames
from tallyapp.press.summary import not_told
from tallyapp.words.catalogue import say
from tallyapp.words.language import given_out


@given_out()
def index(report: PressReport, names: FileNames) -> str:
    """The text of the list: the same whichever contests' files are made at once."""
    contests = (_contest(each, names) for each in report.contests)
    parts = (
        tuple(_head(report)),
        (say("press", "index.contests"), *contests),
        tuple(_others(report)),
        (say("press", "index.files"), *_files(names), *_not_in_the_table(report)),
        (say("press", "index.verify"), say("press", "index.verify.text")),
        (say("press", "index.encoding"),),
        (report.imprint,),
    )
    return "\n\n".join("\n".join(filter(None, part)) for part in parts if any(part)) + "\n"


def _head(report: PressReport) -> Iterator[str]:
    if report.practice:
        yield f"{wording.PRACTICE}. {wording.NOT_REAL}."
    yield say("press", "index.title", name=report.name)
    yield say("press", "index.what")


def _contest(contest: PressContest, names: FileNames) -> str:
    notice = contest.notice
    return say(
        "press",
        "index.contest",
        contest=notice.heading.area,
        begins=names.begins(contest.id),
        code=notice.checkpoint.code,
    )


def _others(report: PressReport) -> Iterator[str]:
    told = tuple(not_told(report))
    if told:
        yield say("press", "summary.not-told")
        yield from told


def _not_in_the_table(report: PressReport) -> Iterator[str]:
    corrected = (each for each in report.contests if each.notice.corrected)
    for contest in corrected:
        yield say("press", "index.not-in-results", contest=contest.notice.heading.area)


def _files(names: FileNames) -> Iterator[str]:
    for kind in OF_CONTEST:
        yield say("press", f"index.{kind}", file=names.ends(kind))
    for whole in OF_COUNT:
        if whole != "index" and names.has(whole):
            yield say("press", f"index.{whole}", file=names.whole(whole))
