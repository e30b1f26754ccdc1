"""What every file says of a notice: its figures under their labels, in either language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from tallyapp.documents.declaration_changes import ChangeWords, change_words
from tallyapp.documents.page import wording
from tallyapp.documents.page.tongues import Tongues, moment_cy
from tallyapp.domain.reports.declaration_report import DeclarationReport, HeadCount
from tallyapp.domain.vocabulary.phrases import weekday
from tallyapp.domain.vocabulary.welsh_phrases import weekday_cy

Language: TypeAlias = Literal["en", "cy"]


class Fact(NamedTuple):
    """A figure of a notice: its label, the number as it is written, and how it is worked out."""

    label: str
    number: int
    percent: bool = False
    formula: str = ""

    @property
    def figure(self) -> str:
        """The number as it is written."""
        return wording.percent(self.number) if self.percent else wording.figure(self.number)


@dataclass(frozen=True)
class Tongue:
    """A notice in one of its languages."""

    notice: DeclarationReport
    language: Language = "en"

    @property
    def _welsh(self) -> bool:
        return self.language == "cy"

    def label(self, label: str, /, **values: object) -> str:
        """A label of the notice."""
        both = Tongues(welsh=self._welsh, answers=self.notice.answers)
        return both.lines(label, **values)[0]

    @property
    def election(self) -> str:
        """The election by its name."""
        heading = self.notice.heading
        return heading.election_cy if self._welsh else heading.election

    @property
    def polling_day(self) -> str:
        """Thursday 4 July 2024."""
        day = self.notice.heading.polling_day
        return weekday_cy(day) if self._welsh else weekday(day)

    @property
    def title(self) -> str:
        """What the notice is called."""
        return self.notice.welsh.title if self._welsh and self.notice.welsh else self.notice.title

    @property
    def given(self) -> str:
        """The sentence before the votes."""
        return self.notice.welsh.notice if self._welsh and self.notice.welsh else self.notice.notice

    @property
    def declaration(self) -> str:
        """The sentence that declares who is elected."""
        welsh = self.notice.welsh if self._welsh else None
        return welsh.declaration if welsh else self.notice.declaration

    @property
    def lot(self) -> str:
        """What is said of the lots; empty where none was drawn."""
        welsh = self.notice.welsh if self._welsh else None
        return welsh.lot if welsh else self.notice.lot

    @property
    def declared(self) -> str:
        """By whom it was declared and when; empty where nobody is named."""
        notice = self.notice
        welsh = notice.welsh if self._welsh else None
        by = welsh.declared_by if welsh else notice.declared_by
        if not by:
            return ""
        if notice.declarant:
            by = f"{notice.declarant.name}, {by},"
        return self.label(wording.DECLARED, by=by, when=self.when)

    @property
    def when(self) -> str:
        """When it was declared, as it stands after on."""
        at = self.notice.declared_at
        return moment_cy(at) if self._welsh else wording.moment(at)

    def head(self, head: HeadCount) -> str:
        """A head of rejection."""
        label = self._plain_head(head)
        return self.label(wording.IN_PART, label=label) if head.in_part else label

    def rejected(self) -> Iterator[Fact]:
        """Papers rejected under each head, all of them together, then those rejected in part."""
        notice = self.notice
        whole = [head for head in notice.rejected if not head.in_part]
        in_part = [head for head in notice.rejected if head.in_part]
        yield from (Fact(self.head(head), head.papers) for head in whole)
        yield Fact(self.label(wording.TOTAL_REJECTED), notice.rejected_total)
        yield from (Fact(self.head(head), head.papers) for head in in_part)

    def figures(self) -> Iterator[Fact]:
        """Papers verified, electorate, turnout and majority, where there are any."""
        notice = self.notice
        formula = self.label(
            wording.VERIFIED_FORMULA,
            valid=wording.figure(notice.valid),
            rejected=wording.figure(notice.rejected_total),
        )
        yield Fact(self.label(wording.PAPERS_VERIFIED), notice.verified, formula=formula)
        if notice.electorate is not None and notice.turnout is not None:
            yield Fact(self.label(wording.ELECTORATE), notice.electorate)
            yield Fact(
                self.label(wording.TURNOUT),
                notice.turnout,
                percent=True,
                formula=self.label(wording.TURNOUT_FORMULA),
            )
        if notice.majority is not None:
            yield Fact(self.label(wording.MAJORITY), notice.majority)

    def changes(self) -> Iterator[ChangeWords]:
        """What a corrected notice says otherwise than the one before it."""
        for change in self.notice.changes:
            yield change_words(self.notice, change, self.label, self._plain_head)

    def _plain_head(self, head: HeadCount) -> str:
        return head.label_cy if self._welsh else head.label

    @property
    def total_label(self) -> str:
        """What the sum of the votes is called."""
        one_seat = self.notice.heading.vacancies == 1
        return self.label(wording.TOTAL_ONE_SEAT if one_seat else wording.TOTAL_SEATS)


def tongues_of(notice: DeclarationReport) -> tuple[Tongue, ...]:
    """A notice in its languages, Welsh first where there is Welsh."""
    english = Tongue(notice)
    return (Tongue(notice, "cy"), english) if notice.welsh else (english,)


def practice_mark(notice: DeclarationReport) -> str:
    """The mark of a practice count in all languages of a notice; empty for a real one."""
    if not notice.heading.practice:
        return ""
    both = Tongues(welsh=notice.welsh is not None)
    return f"{both.line(wording.PRACTICE)}. {both.line(wording.NOT_REAL)}."
