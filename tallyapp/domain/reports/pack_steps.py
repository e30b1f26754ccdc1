"""One act of a contest in a sentence: what it put right, or which step to the result it is."""

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.reports.pack_boxes import box_put_right
from tallyapp.domain.reports.pack_previous import beside_words
from tallyapp.domain.reports.pack_words import areas_words, changes
from tallyapp.domain.rules.hand_totals import line_total
from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.state.result import AddedByHand

# ---- what changed a figure that stood


def put_right_words(contest: ContestState, act: AnyAct) -> tuple[str, str] | None:
    """Where and what, if this act changed a figure that stood or took a paper out or back."""
    match act:
        case acts.SheetCorrected():
            return _put_right(contest, contest.sheets[act.sheet], act)
        case acts.FormCorrected():
            return _put_right(contest, contest.forms[act.form], act)
        case acts.SheetWithdrawn():
            return _where(contest.sheets[act.sheet]), f"Withdrawn. {act.reason}"
        case acts.FormWithdrawn():
            return _where(contest.forms[act.form]), f"Withdrawn. {act.reason}"
        case acts.SheetQueried():
            note = f". {act.note}" if act.note else ""
            return _where(contest.sheets[act.sheet]), f"Queried to its table{note}"
        case acts.FormQueried():
            note = f". {act.note}" if act.note else ""
            return f"Area {act.area}, form {act.form}", f"Queried{note}"
        case acts.BoxAdded():
            return f"Area {act.box.area}, {act.box.name}", f"Box added. {act.reason}"
        case acts.BoxAccountKeyed() if act.reason:
            area = contest.boxes[act.box].box.area
            return f"Area {area}, box {act.box}", f"Account keyed again. {act.reason}"
        # Only after the statement: before it, counting a box is not putting one right.
        case acts.BoxCounted() if contest.statement is not None:
            box = contest.boxes[act.box]
            what = f"Verified {box.papers:,} to {act.papers:,}, after the statement"
            return f"Area {box.box.area}, box {act.box}", what
        case _:
            return box_put_right(contest, act)


def _put_right(
    contest: ContestState, paper: KeyedPaper, act: acts.SheetCorrected | acts.FormCorrected
) -> tuple[str, str]:
    of_slate = paper.shape == "slip" and contest.set_up.seats > 1
    changed = changes(kind_of(contest, paper), paper.values, act.fields, of_slate)
    return _where(paper), f"{changed}. {act.reason}"


def _where(paper: KeyedPaper) -> str:
    return f"Area {paper.area}, {paper.shape} {paper.number}"


# ---- the way to the result


def step_words(contest: ContestState, act: AnyAct) -> str:
    """The step that this act is on the way to the result, or nothing."""
    match act:
        case acts.ProvisionalGiven():
            rejected = contest.set_up.rules.rejected_papers(act.figures.rejected)
            total = f"{act.figures.valid:,} valid, {rejected:,} rejected papers"
            return f"Provisional result given to candidates and agents: {total}"
        case acts.RequestMade():
            asked = "an inspection" if act.asks == "inspection" else "a re-count"
            return f"Request {act.request}: {asked} of {areas_words(contest, act.areas)}"
        case acts.RequestAnswered():
            number = contest.request(act.of).number
            return f"Request {number}: {answer_words(act).partition(':')[0].lower()}"
        case acts.RecountBegun():
            return f"Re-count begun, round {act.round}: {areas_words(contest, act.areas)}"
        case acts.RecountOpportunityGiven():
            note = f": {act.note}" if act.note else ""
            return f"Opportunity to ask for a re-count given{note}"
        case acts.LotDrawn():
            return f"Lot drawn between {len(act.tied)} candidates"
        case acts.LotCorrected():
            return f"Lot between {len(act.tied)} candidates put right: recorded wrongly"
        case acts.LotConfirmed():
            keyed = contest.lot_keyed
            same = keyed is not None and keyed.chosen == act.chosen
            return f"Lot keyed by another officer: {'the same' if same else 'another'} candidate"
        case acts.ReadBack():
            given = contest.provisional
            back = AddedByHand(act.votes, act.rejected)
            agrees = given is not None and given.to_add == back
            return f"Hand-added totals read back: {'all agree' if agrees else 'not all agree'}"
        case _:
            return _before_counting(act) or re_add_words(contest, act) or _afterwards(contest, act)


def _before_counting(act: AnyAct) -> str:
    match act:
        case acts.NamesConfirmed():
            return f"Names and order of {len(act.surnames)} candidates keyed from the ballot paper"
        case acts.PostalSessionKeyed():
            return _session_words(act)
        case acts.ElectorateConfirmed():
            return f"Electorate keyed by another officer: {act.electorate:,}"
        case acts.VerificationStated():
            version = f"Verification statement, version {act.version}"
            return f"{version}: {act.expected:,} papers expected, {act.counted:,} counted"
        case _:
            return ""


def re_add_words(contest: ContestState, act: AnyAct) -> str:
    """That lines were drawn to be added up by hand, or that it was done, as a step."""
    match act:
        case acts.ReAddDrawn():
            manner = f" ({act.manner})" if act.manner else ""
            reason = f". Keyed anew: {act.reason}" if act.reason else ""
            return f"Lines to be added up by hand drawn with the seed {act.seed}{manner}{reason}"
        case acts.ReAddDone():
            differ = sum(line_total(contest, line.of) != line.total for line in act.lines)
            found = f"{differ} of {len(act.lines)} differ" if differ else "all agree"
            reason = f". Once more: {act.reason}" if act.reason else ""
            return f"Lines added up by hand: {found}{reason}"
        case _:
            return ""


def compared_words(fits: bool) -> str:
    """What a supervisor found who compared a slate with its bundle."""
    found = "its names are those on the papers" if fits else "its names are not those on the papers"
    return f"compared with its bundle: {found}"


def _session_words(act: acts.PostalSessionKeyed) -> str:
    rejected = f", {act.rejected:,} rejected" if act.rejected else ""
    opened = f"Postal session {act.session}: {act.covers:,} covers opened{rejected}"
    reason = f". Keyed again: {act.reason}" if act.reason else ""
    return f"{opened}, {act.papers:,} papers delivered in box {act.box}{reason}"


def _afterwards(contest: ContestState, act: AnyAct) -> str:
    match act:
        case acts.OneBoxAreaDecided():
            return f"Area {act.area} to be counted though it is of one ballot box: {act.reason}"
        case acts.SlateCompared():
            # By its number alone: whom a rare slate names is a receipt for whoever bought it.
            return f"Slate {contest.slate_number(act.candidates)} {compared_words(act.fits)}"
        case acts.RecountAbandoned():
            begun = contest.recounts[-1]
            return f"Re-count, round {begun.number}, abandoned; round {begun.round} stands again"
        case acts.ContestAbandoned():
            return f"Contest abandoned, {act.because.replace('-', ' ')}: {act.reason}"
        case acts.DeclaredOutside():
            return (
                f"Declared at {act.declared_at:%H:%M} outside the program, and entered afterwards"
            )
        case acts.NoticeCorrected():
            return f"Corrected notice {act.notice}"
        case acts.DocumentSigned():
            return (
                f"{act.document.replace('-', ' ').capitalize()} signed, SHA-256 {act.sha256[:16]}…"
            )
        case acts.ResultExpected() | acts.ResultReleased() | acts.ReleaseWithdrawn():
            return _hall_words(contest, act)
        case _:
            return beside_words(act)


def _hall_words(
    contest: ContestState, act: acts.ResultExpected | acts.ResultReleased | acts.ReleaseWithdrawn
) -> str:
    """What the hall was shown from then on."""
    match act:
        case acts.ResultReleased():
            notice = f"corrected notice {len(contest.corrected)}" if contest.corrected else "result"
            return f"Released: the {notice} may be seen by everybody"
        case acts.ReleaseWithdrawn():
            return f"Release withdrawn. {act.reason}"
        case _ if not act.expected.strip():
            return "The hall is no longer told when to expect the result"
        case _:
            return f"The hall is told when to expect the result: {act.expected}"


def declared_words(act: acts.Declared, by: str) -> str:
    """When and by whom it was declared, and what was said first if that was put right."""
    first = f". Said first, and corrected at once: {act.said_first}" if act.said_first else ""
    return f"Declared at {act.declared_at:%H:%M} by {by}{first}"


def answer_words(act: acts.RequestAnswered) -> str:
    """What was answered, and why where a reason was given."""
    given = {"granted": "Granted", "refused": "Refused", "inspection": "An inspection instead"}[
        act.answer
    ]
    return f"{given}: {act.reason}" if act.reason else given
