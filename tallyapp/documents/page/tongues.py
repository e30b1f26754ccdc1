"""In which languages the labels of a page are written: English, or Welsh and English."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tallyapp.documents.page import wording
from tallyapp.documents.page.text import Welsh
from tallyapp.documents.page.typeface import composed
from tallyapp.documents.page.welsh import WELSH
from tallyapp.domain.vocabulary.welsh_phrases import weekday_cy


@dataclass(frozen=True)
class Tongues:
    """Gives each label in the languages of its page, Welsh before English."""

    welsh: bool = False
    answers: bool = False
    """Whether answers stand, and no people."""

    def lines(self, label: str, /, **values: object) -> tuple[str, ...]:
        """A label in each language."""
        if self.answers:
            label = wording.OF_ANSWERS.get(label, label)
        english = label.format(**values)
        return self.texts(english, WELSH[label].format(**values) if self.welsh else "")

    def line(self, label: str, /, **values: object) -> str:
        """A label in all its languages, in one line."""
        return together(self.lines(label, **values))

    def texts(self, english: str, welsh: str) -> tuple[str, ...]:
        """A text that comes with the document, in each language; one alone where that is all."""
        return (Welsh(welsh), english) if self.welsh and welsh else (english,)


def together(texts: Sequence[str]) -> str:
    """One text in the languages of a page, in one line."""
    first, *others = texts
    joined = " / ".join(texts)
    return Welsh(joined, len(composed(first))) if others else joined


def led_by(lead: str, text: str) -> str:
    """A text behind a name or a figure, which is said in the language that it goes on in."""
    joined = lead + text
    return Welsh(joined, len(composed(lead)) + text.welsh) if isinstance(text, Welsh) else joined


def one_after_another(texts: Sequence[str]) -> str:
    """Sentences of one language as one text in that language."""
    joined = " ".join(texts)
    return Welsh(joined) if isinstance(texts[0], Welsh) else joined


ENGLISH = Tongues()


def moment_cy(when: datetime) -> str:
    """Ddydd Gwener 6 Mai 2022 am 03:41, by the clock of the count, as it stands after ar."""
    return f"D{weekday_cy(when).lower()[0]}{weekday_cy(when)[1:]} am {wording.clock(when)}"
