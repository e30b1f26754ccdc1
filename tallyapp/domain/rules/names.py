"""The names and their order, keyed once more from the printed ballot paper by a second officer;
and the electorate from the register.

Newham 2018: the ballot paper was in another order than the list that the figures were written
into. Every total agrees then, so that nothing else can find it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.collation import collated
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Candidate


def unconfirmed_names(contest: ContestState) -> list[Finding]:
    """A105 while nobody but who set it up has seen that names and order are those of the printed
    ballot paper.
    """
    if contest.names_confirmed:
        return []
    return [finding(Code.A105, "contest", contest.set_up.name, "names-not-confirmed")]


def lines_to_key(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """What has to be keyed of each line of the printed ballot paper: the surname, or as much more
    of the name as tells it from the others with that surname.
    """
    return tuple(names[0] for names in _names_by_line(candidates))


def is_on_line(candidates: Sequence[Candidate], line: int, keyed: str) -> bool:
    """Whether what was keyed is what stands on this line, from 1; capitals, accents, hyphens and
    apostrophes do not matter, and more of the name than is needed is no fault.
    """
    return _is_among(_names_by_line(candidates)[line - 1], keyed)


def _is_among(names: Sequence[str], keyed: str) -> bool:
    return collated(keyed) in map(collated, names)


def _names_by_line(candidates: Sequence[Candidate]) -> list[list[str]]:
    """The names by which each candidate can be keyed, the shortest first; none is another's."""
    given = [_by_length(each) for each in candidates]
    # Once a candidate: without other names, the surname is the full name as well.
    borne = Counter(key for names in given for key in set(map(collated, names)))
    # Two who are alike in every part are not set up; were they, the last would serve for both.
    return [[n for n in names[:-1] if borne[collated(n)] == 1] + names[-1:] for names in given]


def _by_length(candidate: Candidate) -> list[str]:
    """The surname, with the other names, and with what tells two of one name apart."""
    full = ", ".join(filter(None, (candidate.ballot_surname, candidate.ballot_forenames)))
    return [candidate.ballot_surname, full, candidate.ballot_name]


def is_of_several(candidates: Sequence[Candidate], keyed: str) -> bool:
    """Whether what was keyed is the name, or the part of it, of several: it tells none of them."""
    return sum(_is_among(_by_length(each), keyed) for each in candidates) > 1


def differing_lines(candidates: Sequence[Candidate], surnames: Sequence[str]) -> Iterator[Finding]:
    """A120 for each line on which another name was keyed than the set-up has; `alike` where the
    surname was keyed and is that of several.
    """
    lines = zip(_names_by_line(candidates), surnames, strict=True)
    for line, (names, keyed) in enumerate(lines, 1):
        if not _is_among(names, keyed):
            alike = is_of_several(candidates, keyed)
            yield finding(Code.A120, "candidate", line, "alike" if alike else "")


def legal_order_differs(candidates: Sequence[Candidate]) -> bool:
    """Whether the ballot paper has another order than the same candidates' legal names would.

    Every paper that is written on says so then: Newham copied by position from one to the other.
    """
    legal = [(collated(each.surname), collated(each.other_names)) for each in candidates]
    on_paper = [
        (collated(each.ballot_surname), collated(each.ballot_forenames)) for each in candidates
    ]
    # A ballot paper that follows no order of names at all is no sign of two orders mixed up.
    return on_paper == sorted(on_paper) and legal != sorted(legal)


def check_confirmed(
    _: CountState, contest: ContestState, act: acts.NamesConfirmed
) -> list[Finding]:
    """Every line as the set-up has it, by another officer than made the names what they are (in a
    small count by anybody), once.
    """
    name = contest.set_up.name
    if act.of != contest.names_id:
        return [finding(Code.A114, "contest", name, "names")]
    if contest.names_confirmed:
        return [finding(Code.A112, "contest", name, "confirmed")]
    if act.by in contest.names_by and not contest.set_up.small_count:
        return [finding(Code.E201, "contest", name, "names", officer=act.by)]
    candidates = contest.set_up.candidates
    if len(act.surnames) != len(candidates):
        numbers = {"fields": len(act.surnames), "expected": len(candidates)}
        return [finding(Code.A111, "contest", name, "names", **numbers)]
    return list(differing_lines(candidates, act.surnames))


def apply_confirmed(contest: ContestState, _: acts.NamesConfirmed) -> Changed:
    """Sheets can be keyed, until the names are put right."""
    contest.names_seen = contest.names_id
    return Changed(contest.set_up.contest, contest.seq, result=True)


def check_electorate(
    _: CountState, contest: ContestState, act: acts.ElectorateConfirmed
) -> list[Finding]:
    """The electorate as the set-up has it, by another officer (in a small count by anybody), once;
    A109 with both where it is another.
    """
    name = contest.set_up.name
    known = contest.set_up.electorate
    if known is None:
        return [finding(Code.A112, "contest", name, "electorate")]
    if contest.electorate_confirmed:
        return [finding(Code.A112, "contest", name, "confirmed")]
    if act.by in contest.electorate_by and not contest.set_up.small_count:
        return [finding(Code.E201, "contest", name, "electorate", officer=act.by)]
    if act.electorate != known:
        numbers = {"stated": act.electorate, "derived": known}
        return [finding(Code.A109, "contest", name, "electors", **numbers)]
    return []


def apply_electorate(contest: ContestState, act: acts.ElectorateConfirmed) -> Changed:
    """Two officers keyed the same, until it is put right."""
    contest.electorate_seen = act.electorate
    return Changed(contest.set_up.contest, contest.seq, result=True)
