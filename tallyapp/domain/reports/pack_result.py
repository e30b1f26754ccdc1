"""What an audit pack says of the result: rounds side by side, a
declaration made outside, turnouts.
"""

from collections.abc import Iterator

from tallyapp.domain import acts
from tallyapp.domain.reports.pack_report import (
    Answers,
    ComparedLine,
    OutsideReport,
    RoundFigures,
    Turnouts,
)
from tallyapp.domain.reports.pack_words import finding_words, names
from tallyapp.domain.rules.declaring import against_outside
from tallyapp.domain.rules.result import Outcome, figures, outcome
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import told_under
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.units import Papers

_COMPARED = ("votes", "rejected", "valid", "verified", "unused", "uncertain")
"""Fields of figures that a comparison shows line by line, and does
not tell once more as a finding.
"""

_UNUSED = "Unused votes"
_UNCERTAIN = "Uncertain votes"


def round_figures(contest: ContestState) -> tuple[RoundFigures, ...]:
    """The figures with which each round ended, or was abandoned, and last those that stand now;
    none where there was one round.
    """
    kept = sorted((*contest.rounds, *contest.given_up), key=lambda each: each.number)
    if not kept:
        return ()
    ended = [(each.number, each.figures) for each in kept]
    return tuple(
        _at_end(contest, number, then)
        for number, then in [*ended, (contest.round, figures(contest))]
    )


def _at_end(contest: ContestState, number: int, then: ResultFigures) -> RoundFigures:
    return RoundFigures(
        number=number,
        votes=then.votes,
        unused=then.unused,
        uncertain=then.uncertain,
        valid=then.valid,
        rejected=contest.set_up.rules.rejected_papers(then.rejected),
        verified=then.verified,
    )


def answers(contest: ContestState) -> Answers | None:
    """How the candidates' sides answered the provisional result that
    stands; None if there is none.
    """
    if contest.provisional is None:
        return None
    given = list(contest.provisional.answers.values())
    content = sum(given)
    # Silence is counted as silence: it neither blocks a declaration nor agrees to it.
    silent = len(contest.set_up.candidates) - len(given)
    return Answers(content=content, not_content=len(given) - content, silent=silent)


def turnouts(contest: ContestState) -> Turnouts:
    """What the three turnouts are made of, by the count's figures."""
    now = figures(contest)
    return Turnouts(
        electorate=contest.set_up.electorate,
        valid=now.valid,
        rejected=contest.set_up.rules.rejected_papers(now.rejected),
        postal_rejected=contest.postal_rejected,
        unconfirmed=contest.set_up.electorate is not None and not contest.electorate_confirmed,
    )


# ---- figures side by side


def _lines(contest: ContestState, given: ResultFigures) -> Iterator[tuple[str, int]]:
    """Every figure of a result with its label, in the order in which a notice has them."""
    set_up = contest.set_up
    yield from zip(
        (candidate.ballot_name for candidate in set_up.candidates), given.votes, strict=True
    )
    yield _UNUSED, given.unused
    yield _UNCERTAIN, given.uncertain
    yield from zip(
        (f"Rejected: {head.label}" for head in set_up.rules.heads), given.rejected, strict=True
    )
    yield "Valid papers", given.valid
    yield "Papers verified", given.verified


def changed_words(contest: ContestState, act: acts.NoticeCorrected) -> str:
    """What a notice that corrects the last one says otherwise; the state is that before it."""
    # Against the last notice, not the declaration: each tells what it put right itself.
    before = contest.on_notice
    if before is None:
        raise ValueError("the contest is not declared")
    now = before.corrected(act)
    pairs = zip(_lines(contest, before.figures), _lines(contest, now.figures), strict=True)
    told = [f"{label} {old:,} to {new:,}" for (label, old), (_, new) in pairs if old != new]
    names = [
        f"candidate {n}: {_named(old)} to {_named(new)}"
        for n, (old, new) in enumerate(zip(before.candidates, now.candidates, strict=True), 1)
        if old != new
    ]
    if before.electorate != now.electorate:
        told.append(f"Electorate {_electors(before.electorate)} to {_electors(now.electorate)}")
    return "; ".join([*told, *names])


def _named(candidate: Candidate) -> str:
    """All that a notice says of a candidate's name."""
    full = f"({candidate.full_name})" if candidate.known_as else ""
    return " ".join(filter(None, (candidate.ballot_name, full, candidate.description)))


def _electors(electorate: int | None) -> str:
    return "not known" if electorate is None else f"{electorate:,}"


def outside_report(
    contest: ContestState,
    done: tuple[int, acts.DeclaredOutside],
    declarant: str,
    officers: str,
    layout: int,
) -> OutsideReport:
    """A declaration made outside beside the count; the state is that before it was entered."""
    seq, act = done
    now = figures(contest)
    pairs = zip(_lines(contest, act.figures), _lines(contest, now), strict=True)
    stood = [
        found
        for found in against_outside(contest, act)
        if not _is_compared(found.place.field) and told_under(found.code, layout)
    ]
    return OutsideReport(
        seq=seq,
        at=act.at,
        declared_at=act.declared_at,
        declared_by=declarant,
        reason=act.reason,
        lines=tuple(
            ComparedLine(label=label, declared=ours, counted=n)
            for (label, ours), (_, n) in pairs
            # With one seat no vote is unused: these lines stand only where somebody keyed some.
            if contest.set_up.seats > 1 or ours != n or label not in (_UNUSED, _UNCERTAIN)
        ),
        elected=names(contest, act.elected),
        counted_elected=_elected(contest, outcome(contest, now.votes)),
        stood_open=tuple(f"{found.code} {finding_words(contest, found)}" for found in stood),
        officers=officers,
    )


def declared_otherwise(contest: ContestState) -> list[str]:
    """Where a declaration says something else than the count:
    the figures, one by one, and the elected.

    A declaration made in the program can never; one that was made outside may.
    """
    declared = contest.declaration
    if declared is None:
        raise ValueError("the contest is not declared")
    pairs = zip(_lines(contest, declared.figures), _lines(contest, figures(contest)), strict=True)
    found = [
        f"{label}: {ours:,} declared, {n:,} counted" for (label, ours), (_, n) in pairs if ours != n
    ]
    now = outcome(contest, figures(contest).votes)
    if declared.elected != now.elected:
        elected = names(contest, declared.elected)
        found.append(
            f"{elected} declared elected; by the figures counted: {_elected(contest, now)}"
        )
    return found


def _is_compared(field: str) -> bool:
    return field.partition(".")[0] in (*_COMPARED, "elected")


def _elected(contest: ContestState, now: Outcome) -> str:
    if now.tied:
        return f"a lot was still to be drawn between {names(contest, now.tied)}"
    return names(contest, now.elected)


def allowed_and_rejected(contest: ContestState) -> tuple[Papers, Papers]:
    """Doubtful papers that stayed in the count, and those that did not."""
    adjudicated = sum(area.adjudicated for area in contest.areas.values())
    rejected = sum(area.rejected_papers for area in contest.areas.values())
    return Papers(adjudicated - rejected), Papers(rejected)
