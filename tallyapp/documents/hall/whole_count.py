"""All papers of a count in one go: one PDF, with bookmarks by contest, area and kind."""

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_form import form_pages
from tallyapp.documents.hall.blank_mixed import mixed_pages
from tallyapp.documents.hall.blank_paper import Bookmarked, LaidOut, on_sheets
from tallyapp.documents.hall.blank_sheet import sheet_pages
from tallyapp.documents.hall.blank_slip import slips
from tallyapp.documents.hall.box_record import box_records
from tallyapp.documents.hall.cards import cards, container_labels
from tallyapp.documents.hall.count_summary import count_summary
from tallyapp.documents.hall.key_again_paper import key_again_paper
from tallyapp.documents.hall.paper import LARGE, NORMAL, Format, Sheet, bound
from tallyapp.documents.hall.re_add_paper import re_add_paper
from tallyapp.documents.hall.verification_form import verification_form
from tallyapp.documents.page import wording
from tallyapp.documents.page.typeface import load_typeface
from tallyapp.domain.reports.hall_papers import (
    BlankName,
    Blanks,
    BoxRecords,
    Cards,
    CountPapers,
    CountSummary,
    KeyAgainPaper,
    Labels,
    Printed,
    ReAddPaper,
    VerificationForm,
)

_BLANKS: dict[BlankName, tuple[LaidOut, str]] = {
    "sheet": (sheet_pages, wording.ONE_SHEET),
    "mixed": (mixed_pages, labels.ONE_MIXED),
    "form": (form_pages, wording.ONE_BATCH),
}


def render_count_papers(count: CountPapers) -> bytes:
    """The papers as one PDF, a function of the report alone.

    Raises ValueError where there is nothing to print.
    """
    load_typeface()
    paper = LARGE if count.large else NORMAL
    sheets: list[Sheet] = []
    for section in count.sections:
        for each in _papers(paper, section.printed):
            sheets += on_sheets(each, section.path)
    if not sheets:
        raise ValueError("there is no paper to print")
    return bound(paper, count.title, sheets, practice=count.practice)


def _papers(paper: Format, printed: Printed) -> list[Bookmarked]:
    match printed:
        case Blanks():
            return _blanks(paper, printed)
        case BoxRecords():
            return box_records(paper, printed)
        case VerificationForm():
            return [verification_form(paper, printed)]
        case CountSummary():
            return [count_summary(paper, printed)]
        case ReAddPaper():
            return [re_add_paper(paper, printed)]
        case KeyAgainPaper():
            return [key_again_paper(paper, printed)]
        case Cards():
            return cards(paper, printed)
        case Labels():
            return container_labels(paper, printed)


def _blanks(paper: Format, printed: Blanks) -> list[Bookmarked]:
    if printed.name == "slip":
        return slips(paper, printed.papers)
    laid_out, foot = _BLANKS[printed.name]
    return [
        (str(each.number), laid_out(paper, printed.papers, each), foot)
        for each in printed.papers.papers
    ]
