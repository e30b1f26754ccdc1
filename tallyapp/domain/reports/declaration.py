"""From the state of a declared contest to what its notice of result says."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from tallyapp.domain.reports.declaration_report import (
    HIDDEN,
    NOWHERE,
    CandidateResult,
    Checkpoint,
    DeclarationReport,
    HeadCount,
    Heading,
)
from tallyapp.domain.reports.notice_changes import notice_changes
from tallyapp.domain.reports.welsh import in_welsh
from tallyapp.domain.rules.result import figures as figures_now
from tallyapp.domain.rules.result import majority, majority_of, outcome, terms_of
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.result import Declaration, OnNotice
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.phrases import listed
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes

LAYOUT = 1
"""The layout that these reports are made for; a document says under which it was drawn."""

ROLE_WORDS = {
    "clerk": "Clerk",
    "supervisor": "Supervisor",
    "adjudicator": "Adjudicator",
    "deputy": "Deputy Returning Officer",
    "auditor": "Auditor",
    "declarant": "Declarant",
}


def officer_words(count: Count, number: OfficerNumber, seen: int) -> str:
    """An officer by role and number, as documents name them unless names are released."""
    # The role of that time: somebody made deputy later did not act as one.
    role = count.count.role(number, seen) or ""
    set_up = count.count.set_up
    title = (
        set_up.officer_title
        if set_up and role == "returning-officer"
        else ROLE_WORDS.get(role, "Officer")
    )
    return f"{title} {number}"


def heading(count: Count, contest: ContestState) -> Heading:
    """What stands at the head and foot of every page; raises
    ValueError before the count is set up.
    """
    whole = count.count.set_up
    part = contest.set_up
    if whole is None:
        raise ValueError("the count is not set up")
    note = "; ".join(text for text in (part.source, whole.note) if text)
    return Heading(
        practice=whole.practice,
        note=note,
        election=part.election,
        area=part.name,
        polling_day=whole.polling_day,
        vacancies=part.seats,
        officer_title=whole.officer_title,
        authority=whole.authority,
        imprint=whole.imprint,
        election_cy=part.rules.title_cy,
    )


def declaration_report(
    count: Count,
    contest: ContestState,
    checkpoint: Checkpoint,
    declarant: ReleasedName | None = None,
) -> DeclarationReport:
    """The notice of result of a declared contest; raises ValueError before it is declared.

    `declarant` is the name of who declared: to declare is to speak in public, as oneself.
    """
    declared = contest.declaration
    if declared is None:
        raise ValueError("the contest is not declared")
    report = _declared(count, contest, declared, contest.on_notices[0], checkpoint)
    return _with_welsh(contest, replace(report, declarant=declarant))


def corrected_report(
    count: Count,
    contest: ContestState,
    checkpoint: Checkpoint,
    declarant: ReleasedName | None = None,
) -> DeclarationReport:
    """The last corrected notice: its figures and names, what it says otherwise than the notice
    before it, and who was elected and who declared unchanged; raises ValueError before one.
    """
    declared = contest.declaration
    if declared is None or not contest.corrected:
        raise ValueError("no notice of the contest is corrected")
    *_, before, now = contest.on_notices
    report = _declared(count, contest, declared, now, checkpoint)
    corrected = replace(
        report,
        corrected=contest.corrected[-1].reason,
        lot="",
        majority=majority_of(contest.set_up.seats, now.figures.votes, declared.elected),
        declarant=declarant,
        changes=notice_changes(contest.set_up, declared.elected, before, now),
    )
    return _with_welsh(contest, corrected)


def _declared(
    count: Count,
    contest: ContestState,
    declared: Declaration,
    says: OnNotice,
    checkpoint: Checkpoint,
) -> DeclarationReport:
    """The notice of a declared contest that says this."""
    terms = terms_of(contest, declared.figures, declared.elected)
    return replace(
        _report(count, contest, says, declared.elected, terms),
        declared_at=declared.declared_at,
        declared_by=_declarant(count, contest, declared),
        outside=declared.outside,
        checkpoint=checkpoint,
    )


def draft_report(count: Count, contest: ContestState, hidden: bool) -> DeclarationReport:
    """The notice of result as it would be now, declared by nobody.

    With `hidden`, all figures of the count are HIDDEN, and nobody is called elected.
    """
    # The draft shows what was given out, not what a sheet put in since would make it.
    figures = contest.provisional.figures if contest.provisional else figures_now(contest)
    says = OnNotice(contest.set_up.candidates, figures, contest.set_up.electorate)
    if not hidden:
        now = outcome(contest, figures.votes)
        return _with_welsh(contest, _report(count, contest, says, now.elected, now.terms))
    report = _report(count, contest, says, (), ())
    hidden_report = replace(
        report,
        candidates=tuple(
            replace(candidate, votes=Votes(HIDDEN)) for candidate in report.candidates
        ),
        rejected=tuple(replace(head, papers=Papers(HIDDEN)) for head in report.rejected),
        total_votes=Votes(HIDDEN),
        valid=Papers(HIDDEN),
        rejected_total=Papers(HIDDEN),
        verified=Papers(HIDDEN),
        turnout=HIDDEN,
        majority=None if report.majority is None else Votes(HIDDEN),
        lot="",
    )
    return _with_welsh(contest, hidden_report)


def _with_welsh(contest: ContestState, report: DeclarationReport) -> DeclarationReport:
    """The notice with its words in Welsh, where its rules have them."""
    candidates = contest.set_up.candidates
    drawn = [candidates[n - 1].name for n in contest.lot.values()] if report.lot else []
    return replace(report, welsh=in_welsh(contest.set_up.rules, report, drawn))


def _report(
    count: Count,
    contest: ContestState,
    says: OnNotice,
    elected: Collection[int],
    terms: tuple[str, ...],
) -> DeclarationReport:
    """What the notice says of these names and figures, as yet declared by nobody."""
    figures = says.figures
    head = heading(count, contest)
    set_up = contest.set_up
    wording = contest.set_up.rules.wording
    names = tuple(says.candidates[n - 1].name for n in elected)
    rejected = set_up.rules.rejected_papers(figures.rejected)
    return DeclarationReport(
        layout=LAYOUT,
        heading=head,
        title=wording.heading,
        # `replace`, not `format`: a brace in a council's own wording must stop no declaration.
        notice=wording.notice.replace("{title}", head.officer_title),
        candidates=candidate_results(says.candidates, figures.votes, elected),
        total_votes=Votes(sum(figures.votes)),
        valid=figures.valid,
        declaration=_declaration_sentence(contest, names, terms) if names else "",
        elected_names=names,
        lot=lot_sentence(contest),
        declared_at=datetime.min.replace(tzinfo=UTC),
        declared_by="",
        rejected=head_counts(contest, figures),
        rejected_total=rejected,
        rejected_note="practice: synthetic split" if head.practice else "",
        verified=figures.verified,
        electorate=says.electorate,
        turnout=None
        if says.electorate is None
        else hundredths_of_percent(figures.valid + rejected, says.electorate),
        majority=majority(contest, figures.votes),
        checkpoint=NOWHERE,
        terms=terms,
        answers=set_up.rules.answers,
    )


def head_counts(contest: ContestState, figures: ResultFigures) -> tuple[HeadCount, ...]:
    """Rejected papers under each head, in the order of the rules."""
    heads = contest.set_up.rules.heads
    pairs = zip(heads, figures.rejected, strict=True)
    return tuple(
        HeadCount(label=h.label, papers=papers, in_part=h.in_part, label_cy=h.label_cy)
        for h, papers in pairs
    )


def lot_sentence(contest: ContestState) -> str:
    """What is said of the lots drawn; empty if there were none."""
    wording = contest.set_up.rules.wording.lot
    candidates = contest.set_up.candidates
    return " ".join(
        wording.replace("{name}", candidates[chosen - 1].name) for chosen in contest.lot.values()
    )


def candidate_results(
    candidates: Sequence[Candidate], votes: Sequence[Votes], elected: Collection[int]
) -> tuple[CandidateResult, ...]:
    """The candidates' lines, in ballot-paper order, each with their votes."""
    pairs = zip(candidates, votes, strict=True)
    return tuple(
        CandidateResult(
            ballot_name=candidate.ballot_name,
            name=candidate.name,
            known_as=candidate.known_as,
            full_name=candidate.full_name if candidate.known_as else "",
            description=candidate.description,
            votes=votes,
            elected=n in elected,
        )
        for n, (candidate, votes) in enumerate(pairs, 1)
    )


def _declaration_sentence(
    contest: ContestState, names: tuple[str, ...], terms: tuple[str, ...]
) -> str:
    if terms:
        names = tuple(f"{name} (term: {term})" for name, term in zip(names, terms, strict=True))
    wording = contest.set_up.rules.wording
    if len(names) == 1:
        return wording.declare_one.replace("{name}", names[0]).replace("{names}", names[0])
    return wording.declare_several.replace("{names}", listed(names))


def _declarant(count: Count, contest: ContestState, declared: Declaration) -> str:
    whole = count.count.set_up
    # Declarant and returning officer can be two people, and the notice says who spoke.
    role = count.count.role(declared.declarant, contest.seen)
    if whole is None or role is None:
        return ""
    if role == "returning-officer":
        return f"the {whole.officer_title}"
    return f"a {ROLE_WORDS[role]}"
