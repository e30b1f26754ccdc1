"""From the state of a declared contest to what its notice of result says."""

from . import acts
from .report import CandidateResult, Checkpoint, DeclarationReport, HeadCount, Heading
from .result import majority
from .state import ContestState, Count, Declaration
from .things import ResultFigures
from .units import OfficerNumber, Papers, Votes

LAYOUT = 1
"""The layout that these reports are made for; a document says under which it was drawn."""

ROLE_WORDS = {
    "clerk": "Clerk",
    "supervisor": "Supervisor",
    "adjudicator": "Adjudicator",
    "deputy": "Deputy Returning Officer",
    "auditor": "Auditor",
}


def hundredths_of_percent(part: int, whole: int) -> int:
    """A share in hundredths of a percent, rounded half up, in integers alone; 0 of nothing is 0."""
    return (part * 20_000 + whole) // (2 * whole) if whole else 0


def officer_words(count: Count, number: OfficerNumber, seen: int) -> str:
    """An officer by role and number, as documents name them unless names are released."""
    role = count.count.role(number, seen) or ""
    set_up = count.count.set_up
    title = (
        set_up.officer_title if set_up and role == "returning-officer" else ROLE_WORDS.get(role, "Officer")
    )
    return f"{title} {number}"


def heading(count: Count, contest: ContestState) -> Heading:
    """What stands at the head and foot of every page; raises ValueError before the count is set up."""
    whole, part = count.count.set_up, contest.set_up
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
    )


def declaration_report(count: Count, contest: ContestState, checkpoint: Checkpoint) -> DeclarationReport:
    """The notice of result of a declared contest; raises ValueError before it is declared."""
    declared, set_up = contest.declaration, contest.set_up
    if declared is None:
        raise ValueError("the contest is not declared")
    head, figures, wording = heading(count, contest), declared.figures, set_up.rules.wording
    names = tuple(set_up.candidates[n - 1].name for n in declared.elected)
    return DeclarationReport(
        layout=LAYOUT,
        heading=head,
        title=wording.heading,
        notice=wording.notice.replace("{title}", head.officer_title),
        candidates=_candidates(contest, figures, declared),
        total_votes=Votes(sum(figures.votes)),
        valid=figures.valid,
        declaration=_declaration_sentence(contest, names),
        elected_names=names,
        lot=lot_sentence(contest),
        declared_at=declared.declared_at,
        declared_by=_declarant(count, contest, declared),
        rejected=head_counts(contest, figures),
        rejected_total=Papers(sum(figures.rejected)),
        rejected_note="practice: synthetic split" if head.practice else "",
        verified=figures.verified,
        electorate=set_up.electorate,
        turnout=hundredths_of_percent(figures.valid + sum(figures.rejected), set_up.electorate),
        majority=majority(contest, figures.votes),
        checkpoint=checkpoint,
    )


def head_counts(contest: ContestState, figures: ResultFigures) -> tuple[HeadCount, ...]:
    """Rejected papers under each head, in the order of the rules."""
    heads = contest.set_up.rules.heads
    pairs = zip(heads, figures.rejected, strict=True)
    return tuple(HeadCount(label=h.label, papers=papers, in_part=h.in_part) for h, papers in pairs)


def lot_sentence(contest: ContestState) -> str:
    """What is said of the lots drawn; empty if there were none."""
    wording, candidates = contest.set_up.rules.wording.lot, contest.set_up.candidates
    return " ".join(wording.replace("{name}", candidates[chosen - 1].name) for chosen in contest.lot.values())


def _candidates(
    contest: ContestState, figures: ResultFigures, declared: Declaration
) -> tuple[CandidateResult, ...]:
    pairs = zip(contest.set_up.candidates, figures.votes, strict=True)
    return tuple(
        CandidateResult(
            ballot_name=candidate.ballot_name,
            name=candidate.name,
            known_as=candidate.known_as,
            description=candidate.description,
            votes=votes,
            elected=n in declared.elected,
        )
        for n, (candidate, votes) in enumerate(pairs, 1)
    )


def _declaration_sentence(contest: ContestState, names: tuple[str, ...]) -> str:
    wording = contest.set_up.rules.wording
    if len(names) == 1:
        return wording.declare_one.replace("{name}", names[0]).replace("{names}", names[0])
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
    return wording.declare_several.replace("{names}", listed)


def _declarant(count: Count, contest: ContestState, declared: Declaration) -> str:
    whole = count.count.set_up
    role = count.count.role(declared.declarant, contest.seen)
    if whole is None or role is None:
        return ""
    if role == "returning-officer":
        return f"the {whole.officer_title}"
    return f"a {ROLE_WORDS[role]}"


def declared_at(stream_acts: list[tuple[int, acts.AnyAct]]) -> int:
    """The position of the declaration in a contest's stream; 0 if there is none."""
    return next((seq for seq, act in stream_acts if isinstance(act, acts.Declared)), 0)
