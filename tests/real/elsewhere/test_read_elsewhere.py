"""Oxford East, Medway and sixty divisions: what leaves the program is the same in every form.

Each form is read by a reader that is not ours, and compared with the SQL views in a backup.
"""

from collections import Counter

from . import by_pdf, nights
from .nights import Night
from .told import squeezed


def test_the_views_in_a_backup_tell_what_was_published(night: Night) -> None:
    told = night.told
    assert told.keys() == night.results.keys()
    for contest, past in night.results.items():
        result = told[contest]
        assert [line.votes for line in result.lines] == [one.votes for one in past.candidates]
        elected = [number for number, line in enumerate(result.lines, 1) if line.elected]
        assert elected == list(past.elected), contest
        assert (result.valid, result.verified) == (past.valid, past.valid + past.rejected)
        assert result.electorate == past.electorate


def test_every_declaration_says_on_its_pages_what_the_views_say(night: Night) -> None:
    told = night.told
    for contest, pdf in night.declarations.items():
        assert squeezed(by_pdf.result(pdf)) == squeezed(told[contest]), contest


def test_the_sixty_are_of_every_kind() -> None:
    results = nights.sixty()
    assert len(results) == 60
    assert set(Counter(one.seats for one in results)) == {1, 2, 3}
    assert sum(one.electorate is None for one in results) == nights.WITHOUT_ELECTORATE
    tied = [
        one
        for one in results
        if sorted((each.votes for each in one.candidates), reverse=True)[
            one.seats - 1 : one.seats + 1
        ]
        == [min(one.candidates[n - 1].votes for n in one.elected)] * 2
    ]
    assert len(tied) == 4
