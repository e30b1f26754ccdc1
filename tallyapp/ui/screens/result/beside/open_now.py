"""What stands open of a contest, as every part of the screen asks for it."""

from functools import cached_property

from tallyapp.domain.rules.result import before_declaring, open_findings
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import NEVER_PASSED_OVER, Finding
from tallyapp.ui.session.session import Session


class OpenNow:
    """The findings of a contest as it stands: of a hall of many boxes, looking at them all takes
    longer than all else that is shown.
    """

    def __init__(self, contest: ContestState) -> None:
        self.contest = contest
        self.every = tuple(open_findings(contest))
        """What is missing or does not agree, passed over or not."""
        self.passed = tuple(each for each in self.every if contest.is_passed_over(each))
        """What somebody went on over, in just these numbers."""
        self.standing = tuple(each for each in self.every if not contest.is_passed_over(each))
        """What stands open."""

    @cached_property
    def before_declaring(self) -> tuple[Finding, ...]:
        """What is missing before the declaration, beyond what stands open."""
        return tuple(before_declaring(self.contest))

    @cached_property
    def may_be_passed_over(self) -> tuple[Finding, ...]:
        """What the returning officer may go on over in person, by name."""
        later = self.before_declaring if self.contest.provisional else ()
        found = (*self.standing, *later)
        return tuple(each for each in found if each.code not in NEVER_PASSED_OVER)


def open_now(session: Session, contest: ContestState) -> OpenNow:
    """What stands open of a contest, looked for once for every state of the count."""
    return session.once.ask(("open", contest.set_up.contest), lambda: OpenNow(contest))
