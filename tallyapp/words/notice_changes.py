"""What a corrected notice says otherwise than the notice before it, in words."""

from collections.abc import Sequence

from tallyapp.domain.acts import ContestSetUp
from tallyapp.domain.reports.declaration_report import NoticeChange
from tallyapp.domain.reports.notice_changes import notice_changes
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import OnNotice
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, percent


def changes_to(contest: ContestState, now: OnNotice) -> list[str]:
    """What a notice that says this would change of the one that stands, a line each; none before
    the declaration.
    """
    before = contest.on_notice
    declared = contest.declaration
    if before is None or declared is None:
        return []
    changes = notice_changes(contest.set_up, declared.elected, before, now)
    return _told(contest.set_up, now, changes)


def last_changes(contest: ContestState) -> list[str]:
    """What the last corrected notice changed of the one before it, a line each; none where no
    notice was corrected.
    """
    declared = contest.declaration
    if declared is None or not contest.corrected:
        return []
    *_, before, now = contest.on_notices
    changes = notice_changes(contest.set_up, declared.elected, before, now)
    return _told(contest.set_up, now, changes)


def _told(set_up: ContestSetUp, now: OnNotice, changes: Sequence[NoticeChange]) -> list[str]:
    return [_line(set_up, now, change) for change in changes]


def _line(set_up: ContestSetUp, now: OnNotice, change: NoticeChange) -> str:
    name = ""
    if change.what == "votes":
        name = now.candidates[change.line - 1].name
    if change.what == "rejected":
        name = set_up.rules.heads[change.line - 1].label
    before = _value(change, change.before)
    after = _value(change, change.now)
    what = say("result", f"changed.{change.what}", line=str(change.line), name=name)
    return say("result", "changed", what=what, before=before, now=after)


def _value(change: NoticeChange, value: int | str | None) -> str:
    if value is None:
        return say("result", "changed.not-stated")
    if isinstance(value, str):
        return value or say("result", "changed.nothing")
    return percent(value) if change.what == "turnout" else figure(value)
