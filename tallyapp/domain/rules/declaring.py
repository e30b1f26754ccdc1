"""The declaration, made here, or outside and keyed afterwards; and the correction of its notice."""

from collections.abc import Sequence

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import DECLARING, check_reason, check_second
from tallyapp.domain.rules.putting_right import on_other_lines
from tallyapp.domain.rules.result import before_declaring, figures, lines, outcome, standing, stated
from tallyapp.domain.rules.set_up import on_the_paper
from tallyapp.domain.rules.towards_declaring import no_longer_given, of_result
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.result import CorrectedNotice, Declaration
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber


def check_declared(count: CountState, contest: ContestState, act: acts.Declared) -> list[Finding]:
    """Nothing open, everything before it done, and the figures and
    the elected are those derived.
    """
    found = (
        no_longer_given(contest, act.of)
        or _of_another_set_up(contest, act)
        or standing(contest, act.seen)
        or before_declaring(contest)
        or stated(contest, act.figures)
    )
    if found:
        return found
    # Newham 2018: figures copied by position gave other names. Who is elected is derived, and what
    # the act says of it is only compared.
    if act.elected != outcome(contest, act.figures.votes).elected:
        return [finding(Code.A109, "contest", contest.set_up.name, "elected")]
    return _at_its_time(contest, act) or _may_declare(count, act.declarant, act.seen)


def apply_declared(contest: ContestState, act: acts.Declared) -> Changed:
    """The contest is closed."""
    contest.declaration = Declaration(
        act.id,
        contest.seq,
        act.figures,
        act.elected,
        act.declared_at,
        act.declarant,
        said_first=act.said_first,
    )
    return of_result(contest)


def check_outside(
    count: CountState, contest: ContestState, act: acts.DeclaredOutside
) -> list[Finding]:
    """Figures that a declaration of this contest can have had;
    whatever differs or is open is flagged.
    """
    name = contest.set_up.name
    # Only what could not be a declaration of this contest at all is refused. It was made before
    # witnesses: the program may say that it is wrong, and not that it was not made.
    found = no_longer_given(contest, act.of) if act.of else []
    found += _of_another_set_up(contest, act)
    if found:
        return found
    found = lines(contest, act.figures) or _electable(contest, act.elected)
    found += _at_its_time(contest, act)
    found += _may_declare(count, act.declarant, act.seen)
    found += check_second(count, act, act.second)
    found += check_reason(act.reason, finding(Code.A106, "contest", name, "reason"))
    # The duty to declare is the returning officer's: all else stands as a flag, never as a refusal.
    return found or [each.flagged() for each in against_outside(contest, act)]


def against_outside(contest: ContestState, act: acts.DeclaredOutside) -> list[Finding]:
    """All that the count says against a declaration made outside the program: the comparison."""
    found = standing(contest, act.seen) + before_declaring(contest)
    found += stated(contest, act.figures)
    derived = outcome(contest, act.figures.votes)
    # A lot drawn where nobody recorded it decides among those who are level, and among nobody else.
    may_be = _none_has_more(act) if derived.tied else act.elected == derived.elected
    if not may_be:
        found.append(finding(Code.A109, "contest", contest.set_up.name, "elected"))
    return found


def apply_outside(contest: ContestState, act: acts.DeclaredOutside) -> Changed:
    """The contest is closed as it was declared, with what the count says against it."""
    # Kept as found now: the state that it was compared with is closed by the next line.
    differs = tuple(found.record() for found in against_outside(contest, act))
    made = Declaration(
        act.id, contest.seq, act.figures, act.elected, act.declared_at, act.declarant
    )
    made.outside = act.reason
    made.differs = differs
    contest.declaration = made
    return of_result(contest)


def check_corrected(
    count: CountState, contest: ContestState, act: acts.NoticeCorrected
) -> list[Finding]:
    """After the declaration; other figures, names or electors than the notice before has, of the
    same candidates on the same lines; a reason, and a second officer.
    """
    name = contest.set_up.name
    # Notices are numbered by the contest, so that two made at once cannot both be the first.
    number = len(contest.corrected) + 1
    before = contest.on_notice
    if before is None:
        return [finding(Code.A105, "contest", name, "not-declared")]
    if act.notice != number:
        return [finding(Code.A109, "contest", name, "notice", stated=act.notice, derived=number)]
    if act.of != contest.notice:
        return [finding(Code.A114, "contest", name, "notice")]
    then = before.corrected(act)
    found = lines(contest, act.figures)
    # Newham 2018: votes stand by their place, and a name on another's line takes the other's.
    found += on_other_lines(name, before.candidates, then.candidates)
    found += on_the_paper(then.candidates)
    if then.electorate == 0:
        found.append(finding(Code.A110, "contest", name, "no-electors"))
    if then == before:
        found.append(finding(Code.A112, "contest", name, "unchanged"))
    found += check_second(count, act, act.second)
    return found + check_reason(act.reason, finding(Code.A106, "contest", name, "reason"))


def apply_corrected(contest: ContestState, act: acts.NoticeCorrected) -> Changed:
    """It stands beside the declaration, never in it; what was signed before does not tell of it."""
    # The declaration stays signed: what was said on the night is not unsaid.
    contest.signed -= {"corrected-notice", "audit-pack"}
    # The hall's screen must not go on showing figures that are known to be wrong, nor others that
    # nobody released: it goes dark.
    contest.released = None
    before = contest.on_notice
    assert before is not None, "a notice is corrected after the declaration"
    then = before.corrected(act)
    contest.corrected.append(CorrectedNotice(act.id, act.notice, contest.seq, then, act.reason))
    return of_result(contest)


def check_signed(_: CountState, contest: ContestState, act: acts.DocumentSigned) -> list[Finding]:
    """The signature follows the declaration, and that of a corrected notice follows its correction;
    that of a verification statement needs the statement to stand.
    It is over a document that was drawn from there.
    """
    name = contest.set_up.name
    if act.document == "verification-statement":
        return _statement_signed(contest, act)
    declared = contest.declaration
    if declared is None:
        return [finding(Code.A105, "contest", name, "not-declared")]
    if act.document == "corrected-notice" and not contest.corrected:
        return [finding(Code.A105, "contest", name, "not-corrected")]
    # A notice says what its own act says; a pack tells all up to where it was drawn, and whatever
    # was put right must be in it.
    last = contest.corrected[-1].seq if contest.corrected else declared.seq
    drawn_from = {
        "declaration": (declared.seq, declared.seq),
        "corrected-notice": (last, last),
        "audit-pack": (last, contest.seq),
        "counsel-pack": (last, contest.seq),
    }
    least, most = drawn_from[act.document]
    return [] if least <= act.seq <= most else [finding(Code.A114, "contest", name, "document")]


def _statement_signed(contest: ContestState, act: acts.DocumentSigned) -> list[Finding]:
    """A105 unless a statement stands, A114 unless it is the one that was drawn."""
    name = contest.set_up.name
    # A box was reopened: what the page says is no longer what was verified.
    if contest.statement is None:
        return [finding(Code.A105, "contest", name, "not-stated")]
    drawn = act.seq == contest.stated_seq
    return [] if drawn else [finding(Code.A114, "contest", name, "document")]


def apply_signed(contest: ContestState, act: acts.DocumentSigned) -> Changed:
    """The document is signed."""
    contest.signed.add(act.document)
    return of_result(contest)


def _of_another_set_up(
    contest: ContestState, act: acts.Declared | acts.DeclaredOutside
) -> list[Finding]:
    """A114 unless the act names the last act that put the set-up right, or none where none did."""
    if act.set_up == contest.corrected_by:
        return []
    return [finding(Code.A114, "contest", contest.set_up.name, "set-up")]


def _at_its_time(contest: ContestState, act: acts.Declared | acts.DeclaredOutside) -> list[Finding]:
    """A109 if it was declared later than the act is dated, or before a real count's polling day."""
    name = contest.set_up.name
    # `at` is kept in whole seconds: a declaration of this very second would be in the future.
    if act.declared_at.replace(microsecond=0) > act.at:
        return [finding(Code.A109, "contest", name, "declared-at")]
    day = contest.polls_on
    if day and act.declared_at.date() < day:
        numbers = {"day": day.day, "month": day.month, "year": day.year}
        return [finding(Code.A109, "contest", name, "before-polling-day", **numbers)]
    return []


def _may_declare(count: CountState, declarant: OfficerNumber, seen: int) -> list[Finding]:
    """A101 or A102 unless the declarant may declare."""
    # Whoever speaks the result need not be who keys it, so the right of `by` does not cover them.
    role = count.role(declarant, seen)
    if role is None:
        return [finding(Code.A101, "officer", declarant)]
    if role not in DECLARING:
        return [finding(Code.A102, "officer", declarant, role)]
    return []


def _none_has_more(act: acts.DeclaredOutside) -> bool:
    """Whether nobody who is not elected has more votes than somebody who is."""
    votes = dict(enumerate(act.figures.votes, 1))
    least = min(votes[n] for n in act.elected)
    return all(n in act.elected or had <= least for n, had in votes.items())


def _electable(contest: ContestState, elected: Sequence[CandidateNumber]) -> list[Finding]:
    """A109 unless as many are elected as there are seats, each once, in ballot-paper order."""
    seats = contest.set_up.seats
    name = contest.set_up.name
    known = all(n <= len(contest.set_up.candidates) for n in elected)
    if known and len(elected) == seats and list(elected) == sorted(set(elected)):
        return []
    return [finding(Code.A109, "contest", name, "elected", stated=len(elected), derived=seats)]


def borne_out(contest: ContestState) -> bool:
    """Whether the count has the figures and the elected
    of its declaration, which may be made outside.
    """
    declared = contest.declaration
    if declared is None or not declared.outside:
        return True
    # A lot that nobody recorded leaves nobody elected here, and then the notice is not borne out.
    elected = outcome(contest, declared.figures.votes).elected
    return declared.figures == figures(contest) and declared.elected == elected


def documents(contest: ContestState) -> tuple[DocumentName, ...]:
    """What is published of a declared contest.
    No notice is made of figures that the count does not have.
    """
    # The audit pack is always made: it is where a difference is told.
    notice: tuple[DocumentName, ...] = ("declaration",) if borne_out(contest) else ()
    corrected: tuple[DocumentName, ...] = ("corrected-notice",) if contest.corrected else ()
    return (*notice, *corrected, "audit-pack")
