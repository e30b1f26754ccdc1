"""The register of acts: every kind once, with who may do it, what must hold, and what it does.

What else an act needs, such as its words, `tests/test_registered.py` names by its file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tallyapp.domain import acts
from tallyapp.domain.acts import Act, ContestAct, CountAct
from tallyapp.domain.rules import (
    areas,
    containers,
    declaring,
    giving_up,
    hall,
    handing_out,
    keying,
    lots,
    moves,
    names,
    officers,
    other_contests,
    postal,
    previous,
    printing,
    putting_right,
    re_add,
    recounts,
    releasing,
    retention,
    set_up,
    slates,
    statement,
    towards_declaring,
    variances,
    verification,
    workstations,
)
from tallyapp.domain.rules.officers import EVERYBODY, IN_PERSON, RETURNING, SUPERVISING
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import Role

_OfCount = TypeVar("_OfCount", bound=CountAct)
_OfContest = TypeVar("_OfContest", bound=ContestAct)


@dataclass(frozen=True, slots=True)
class Rule:
    """What there is to know of one kind of act.

    Whoever registers an act goes through `of_count` or `of_contest`, in which the type checker
    sees that both functions are for just this act.
    """

    may: frozenset[Role]
    check: Callable[..., list[Finding]]
    apply: Callable[..., Any]


def of_count(
    kind: type[_OfCount],
    may: frozenset[Role],
    check: Callable[[CountState, _OfCount], list[Finding]],
    apply: Callable[[CountState, _OfCount], None],
) -> tuple[type[Act], Rule]:
    """An act of the stream `count`."""
    return kind, Rule(may, check, apply)


def of_contest(
    kind: type[_OfContest],
    may: frozenset[Role],
    check: Callable[[CountState, ContestState, _OfContest], list[Finding]],
    apply: Callable[[ContestState, _OfContest], Changed],
) -> tuple[type[Act], Rule]:
    """An act of a contest that is set up."""
    return kind, Rule(may, check, apply)


# One line an act: who may do it is read beside what it does, and can be forgotten for none.
RULES: dict[type[Act], Rule] = dict(
    [
        of_count(acts.CountSetUp, IN_PERSON, officers.check_begun, officers.apply_begun),
        # No rank stands in the way of a machine: at midnight nobody can be fetched to let it in.
        of_count(
            acts.WorkstationEnrolled,
            EVERYBODY,
            workstations.check_enrolled,
            workstations.apply_enrolled,
        ),
        of_count(acts.OfficerEnrolled, RETURNING, officers.check_enrolled, officers.apply_enrolled),
        of_count(
            acts.OfficerStoodDown, RETURNING, officers.check_stood_down, officers.apply_stood_down
        ),
        of_count(
            acts.SheetsAllotted, SUPERVISING, handing_out.check_allotted, handing_out.apply_allotted
        ),
        of_count(
            acts.PapersOfAnotherContest,
            SUPERVISING,
            other_contests.check_found,
            other_contests.apply_found,
        ),
        of_count(acts.PapersPrinted, SUPERVISING, printing.check_printed, printing.apply_printed),
        of_count(acts.CodeIssued, RETURNING, officers.check_code, officers.apply_code),
        of_count(acts.BackupRestored, RETURNING, officers.check_restored, officers.apply_restored),
        of_count(
            acts.UncontestedRecorded,
            RETURNING,
            officers.check_uncontested,
            officers.apply_uncontested,
        ),
        of_count(
            acts.ContainersRegistered,
            SUPERVISING,
            containers.check_registered,
            containers.apply_registered,
        ),
        of_count(
            acts.ContainerWithdrawn,
            SUPERVISING,
            containers.check_withdrawn,
            containers.apply_withdrawn,
        ),
        # Whoever stands at the door sees what comes in: two of them, whatever their rank.
        of_count(
            acts.ContainersSighted, EVERYBODY, containers.check_sighted, containers.apply_sighted
        ),
        of_count(acts.TableNamed, SUPERVISING, hall.check_table, hall.apply_table),
        of_count(acts.CountAdjourned, RETURNING, hall.check_adjourned, hall.apply_adjourned),
        of_count(acts.CountRestarted, RETURNING, hall.check_restarted, hall.apply_restarted),
        of_count(
            acts.CountCorrected,
            RETURNING,
            putting_right.check_count_corrected,
            putting_right.apply_count_corrected,
        ),
        of_count(acts.SheetNumbersFreed, SUPERVISING, giving_up.check_freed, giving_up.apply_freed),
        of_count(
            acts.KeptLonger, RETURNING, retention.check_kept_longer, retention.apply_kept_longer
        ),
        of_count(
            acts.DisposalRecorded, RETURNING, retention.check_disposal, retention.apply_disposal
        ),
        # Before it there is no contest, so that `count.py` makes one between the two.
        (acts.ContestSetUp, Rule(RETURNING, set_up.check_set_up, set_up.apply_set_up)),
        # Keying is everybody's; what opens, corrects or takes out is for those who answer for it.
        of_contest(
            acts.BoxAdded, SUPERVISING, verification.check_box_added, verification.apply_box_added
        ),
        of_contest(
            acts.SheetsIssued, SUPERVISING, handing_out.check_issued, handing_out.apply_issued
        ),
        of_contest(acts.NamesConfirmed, EVERYBODY, names.check_confirmed, names.apply_confirmed),
        of_contest(
            acts.ElectorateConfirmed, EVERYBODY, names.check_electorate, names.apply_electorate
        ),
        of_contest(
            acts.BoxAccountKeyed, EVERYBODY, verification.check_account, verification.apply_account
        ),
        of_contest(
            acts.BoxCounted, EVERYBODY, verification.check_counted, verification.apply_counted
        ),
        of_contest(
            acts.VarianceExplained,
            SUPERVISING,
            variances.check_explained,
            variances.apply_explained,
        ),
        of_contest(
            acts.VerificationStated, RETURNING, statement.check_statement, statement.apply_statement
        ),
        of_contest(
            acts.PacketsCounted, EVERYBODY, variances.check_packets, variances.apply_packets
        ),
        of_contest(
            acts.BoxCountCorrected,
            SUPERVISING,
            variances.check_count_corrected,
            variances.apply_count_corrected,
        ),
        of_contest(acts.PapersMoved, SUPERVISING, moves.check_moved, moves.apply_moved),
        of_contest(
            acts.PapersTakenUp,
            SUPERVISING,
            other_contests.check_taken_up,
            other_contests.apply_taken_up,
        ),
        of_contest(
            acts.PapersHandedOver, SUPERVISING, moves.check_handed_over, moves.apply_handed_over
        ),
        of_contest(acts.OneBoxAreaDecided, RETURNING, areas.check_decided, areas.apply_decided),
        of_contest(acts.SlateNamed, EVERYBODY, slates.check_named, slates.apply_named),
        of_contest(acts.SlateConfirmed, EVERYBODY, slates.check_confirmed, slates.apply_confirmed),
        of_contest(acts.SlateCompared, SUPERVISING, slates.check_compared, slates.apply_compared),
        of_contest(acts.SheetKeyed, EVERYBODY, keying.check_keyed, keying.apply_keyed),
        of_contest(
            acts.SheetDifferenceKeyed, EVERYBODY, keying.check_difference, keying.apply_difference
        ),
        of_contest(acts.SheetQueried, EVERYBODY, keying.check_queried, keying.apply_queried),
        of_contest(
            acts.SheetCorrected, SUPERVISING, keying.check_corrected, keying.apply_corrected
        ),
        of_contest(
            acts.SheetWithdrawn, SUPERVISING, keying.check_withdrawn, keying.apply_withdrawn
        ),
        of_contest(acts.FormKeyed, EVERYBODY, keying.check_keyed, keying.apply_keyed),
        of_contest(
            acts.FormDifferenceKeyed, EVERYBODY, keying.check_difference, keying.apply_difference
        ),
        of_contest(acts.FormQueried, EVERYBODY, keying.check_queried, keying.apply_queried),
        of_contest(acts.FormCorrected, SUPERVISING, keying.check_corrected, keying.apply_corrected),
        of_contest(acts.FormWithdrawn, SUPERVISING, keying.check_withdrawn, keying.apply_withdrawn),
        of_contest(
            acts.PassedOver,
            IN_PERSON,
            towards_declaring.check_passed_over,
            towards_declaring.apply_passed_over,
        ),
        of_contest(
            acts.WarningAnswered,
            SUPERVISING,
            towards_declaring.check_warning,
            towards_declaring.apply_warning,
        ),
        of_contest(
            acts.PostalVotesRejected, EVERYBODY, postal.check_rejected, postal.apply_rejected
        ),
        of_contest(
            acts.PostalCoversReturned, EVERYBODY, postal.check_returned, postal.apply_returned
        ),
        of_contest(acts.PostalSessionKeyed, EVERYBODY, postal.check_session, postal.apply_session),
        of_contest(
            acts.ProvisionalGiven,
            RETURNING,
            towards_declaring.check_provisional,
            towards_declaring.apply_provisional,
        ),
        of_contest(
            acts.AgentAnswered,
            RETURNING,
            towards_declaring.check_agent,
            towards_declaring.apply_agent,
        ),
        of_contest(acts.RequestMade, RETURNING, recounts.check_request, recounts.apply_request),
        of_contest(acts.RequestAnswered, RETURNING, recounts.check_answer, recounts.apply_answer),
        of_contest(acts.RecountBegun, RETURNING, recounts.check_recount, recounts.apply_recount),
        of_contest(
            acts.RecountOpportunityGiven,
            RETURNING,
            towards_declaring.check_opportunity,
            towards_declaring.apply_opportunity,
        ),
        of_contest(acts.LotDrawn, RETURNING, lots.check_lot, lots.apply_lot),
        of_contest(
            acts.LotCorrected, RETURNING, lots.check_lot_corrected, lots.apply_lot_corrected
        ),
        of_contest(
            acts.LotConfirmed, EVERYBODY, lots.check_lot_confirmed, lots.apply_lot_confirmed
        ),
        of_contest(
            acts.ReadBack,
            EVERYBODY,
            towards_declaring.check_read_back,
            towards_declaring.apply_read_back,
        ),
        of_contest(acts.ReAddDrawn, RETURNING, re_add.check_drawn, re_add.apply_drawn),
        of_contest(acts.ReAddDone, EVERYBODY, re_add.check_done, re_add.apply_done),
        of_contest(acts.Declared, RETURNING, declaring.check_declared, declaring.apply_declared),
        of_contest(
            acts.DeclaredOutside, RETURNING, declaring.check_outside, declaring.apply_outside
        ),
        of_contest(
            acts.NoticeCorrected, RETURNING, declaring.check_corrected, declaring.apply_corrected
        ),
        of_contest(acts.DocumentSigned, RETURNING, declaring.check_signed, declaring.apply_signed),
        of_contest(
            acts.ResultExpected, RETURNING, releasing.check_expected, releasing.apply_expected
        ),
        of_contest(
            acts.ResultReleased, RETURNING, releasing.check_released, releasing.apply_released
        ),
        of_contest(
            acts.ReleaseWithdrawn, RETURNING, releasing.check_withdrawn, releasing.apply_withdrawn
        ),
        of_contest(
            acts.SetUpCorrected,
            RETURNING,
            putting_right.check_set_up_corrected,
            putting_right.apply_set_up_corrected,
        ),
        of_contest(
            acts.BoxWithdrawn,
            SUPERVISING,
            putting_right.check_box_withdrawn,
            putting_right.apply_box_withdrawn,
        ),
        of_contest(
            acts.SheetsWithdrawn,
            SUPERVISING,
            putting_right.check_sheets_withdrawn,
            putting_right.apply_sheets_withdrawn,
        ),
        of_contest(
            acts.RecountAbandoned,
            RETURNING,
            giving_up.check_recount_abandoned,
            giving_up.apply_recount_abandoned,
        ),
        of_contest(
            acts.ContestAbandoned,
            RETURNING,
            giving_up.check_contest_abandoned,
            giving_up.apply_contest_abandoned,
        ),
        of_contest(
            acts.PreviousResultStated, RETURNING, previous.check_previous, previous.apply_previous
        ),
        of_contest(acts.GroupsChosen, RETURNING, previous.check_groups, previous.apply_groups),
    ]
)
"""Every kind of act. Auditors do none: they read; declarants do none: they declare."""
