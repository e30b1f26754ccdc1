"""The page of each step, and of each way beside the steps."""

from collections.abc import Callable

from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.pages.publishing import Checked
from tallyapp.ui.screens.result.beside.checklist import Step
from tallyapp.ui.screens.result.page import StepPage
from tallyapp.ui.screens.result.steps.answer import AnswerPage
from tallyapp.ui.screens.result.steps.answers import OpportunityPage
from tallyapp.ui.screens.result.steps.declare import DeclarePage
from tallyapp.ui.screens.result.steps.lot_again import lot_page
from tallyapp.ui.screens.result.steps.open_points import OpenPage
from tallyapp.ui.screens.result.steps.provisional import LookPage, ProvisionalPage
from tallyapp.ui.screens.result.steps.re_add import re_add_page
from tallyapp.ui.screens.result.steps.read_back import ReadBackPage
from tallyapp.ui.screens.result.steps.sign import DonePage, SignPage
from tallyapp.ui.screens.result.ways.abandon_recount import AbandonRecountPage
from tallyapp.ui.screens.result.ways.after_night import (
    DisposePage,
    KeepPage,
    PostalPage,
    ReturnPage,
)
from tallyapp.ui.screens.result.ways.correct_lot import CorrectLotPage
from tallyapp.ui.screens.result.ways.correct_names import CorrectNamesPage
from tallyapp.ui.screens.result.ways.correct_notice import CorrectPage
from tallyapp.ui.screens.result.ways.draw_lines import DrawLinesPage
from tallyapp.ui.screens.result.ways.outside import OutsidePage
from tallyapp.ui.screens.result.ways.pack_for import PackPage
from tallyapp.ui.screens.result.ways.press import PressPage
from tallyapp.ui.screens.result.ways.recount import IssuePage, RecountPage
from tallyapp.ui.screens.result.ways.release import ExpectPage, ReleasePage, TakeBackPage
from tallyapp.ui.screens.result.ways.ways import Way, WaysPage
from tallyapp.ui.session.session import Session

_PAGES: dict[Step | Way, Callable[[Session, ContestState], StepPage]] = {
    Way.WAYS: WaysPage,
    Way.ANSWERS: OpportunityPage,
    Way.DRAW_LINES: DrawLinesPage,
    Way.RECOUNT: RecountPage,
    Way.ABANDON_RECOUNT: AbandonRecountPage,
    Way.OUTSIDE: OutsidePage,
    Way.OVER: OpenPage,
    Way.LOT: CorrectLotPage,
    Way.CORRECT: CorrectPage,
    Way.CORRECT_NAMES: CorrectNamesPage,
    Way.PACK_FOR: PackPage,
    Way.POSTAL_STATEMENT: PostalPage,
    Way.RETURN: ReturnPage,
    Way.KEEP: KeepPage,
    Way.DISPOSE: DisposePage,
    Way.PRESS: PressPage,
    Way.RELEASE: ReleasePage,
    Way.TAKE_BACK: TakeBackPage,
    Way.EXPECT: ExpectPage,
    Step.ISSUE: IssuePage,
    Step.OPEN: OpenPage,
    Step.LOOK: LookPage,
    Step.PROVISIONAL: ProvisionalPage,
    Step.REQUEST: AnswerPage,
    Step.RECOUNT: RecountPage,
    Step.OPPORTUNITY: OpportunityPage,
    Step.LOT: lot_page,
    Step.READ_BACK: ReadBackPage,
    Step.RE_ADD: re_add_page,
    Step.DECLARE: DeclarePage,
    Step.SIGN: SignPage,
}


def page_of(
    step: Step | Way, session: Session, contest: ContestState, checked: list[Checked] | None
) -> StepPage:
    """The page of this step; `checked` are the signed documents, once they are read again."""
    if step is Step.DONE:
        return DonePage(session, contest, checked)
    return _PAGES[step](session, contest)
