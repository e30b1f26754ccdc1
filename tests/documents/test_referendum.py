"""The declaration of a referendum: an answer has most votes, and nobody is elected."""

from datetime import date

from msgspec.structs import replace

from tallyapp.documents.declaration import render_declaration
from tallyapp.domain.reports.declaration_report import DeclarationReport, HeadCount
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.exchange.election_rules import load_rules
from tests.documents import samples
from tests.documents.pages import words

POLLING_DAY = date(2026, 5, 7)


def referendum() -> DeclarationReport:
    """A referendum of a borough, as it is declared; all of it is invented."""
    rules = load_rules("referendum", POLLING_DAY)
    base = samples.watling()
    answers = (
        samples.candidate("Yes", "", "", 1_204, elected=True),
        samples.candidate("No", "", "", 1_003, elected=False),
    )
    heads = tuple(
        HeadCount(label=head.label, papers=Papers(n), in_part=False)
        for n, head in enumerate(rules.heads)
    )
    rejected = sum(head.papers for head in heads)
    return replace(
        base,
        heading=replace(base.heading, election="Referendum", vacancies=1, polling_day=POLLING_DAY),
        title=rules.wording.heading,
        notice=rules.wording.notice.replace("{title}", "Counting Officer"),
        candidates=answers,
        total_votes=Votes(2_207),
        valid=Papers(2_207),
        declaration=rules.wording.declare_one.replace("{name}", "Yes"),
        elected_names=("Yes",),
        rejected=heads,
        rejected_total=Papers(rejected),
        verified=Papers(2_207 + rejected),
        majority=Votes(201),
        answers=rules.answers,
    )


def test_an_answer_has_most_votes_and_nobody_is_elected() -> None:
    told = words(render_declaration(referendum()))
    assert "Most votes" in told
    assert "Answer" in told
    assert "And I do hereby certify that the answer with most votes is: Yes." in told
    assert "voting for both answers" in told
    for word in ("lected", "andidate", "Vacancies"):
        assert word not in told


def test_of_people_it_is_said_as_before() -> None:
    told = words(render_declaration(samples.watling()))
    assert "Elected" in told
    assert "Name of candidate" in told
