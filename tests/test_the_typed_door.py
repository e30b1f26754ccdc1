"""The type checker sees every field of every act that somebody does: a figure that is misspelt,
left out or of another unit never gets as far as a count.
"""

import re
from pathlib import Path

from mypy import api

ROOT = Path(__file__).parents[1]
RIGHT = """
from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes


def count(desk: Desk, votes: tuple[Votes, ...], rejected: tuple[Papers, ...]) -> None:
    desk.do("count", acts.BackupRestored(**desk.by(1).count, source="stick", reason="broke"))
    clerk = desk.by(11)
    desk.do("elm", acts.BoxCounted(**clerk.contest, box="a1", attempt=1, papers=Papers(100)))
    given = desk.contest("elm").given
    back = acts.ReadBack(**desk.by(3).contest, of=given, votes=votes, rejected=rejected)
    desk.check("elm", back)
    desk.prepare(
        "elm",
        acts.VerificationStated(
            **desk.by(1).fixed,
            version=1,
            expected=Papers(250),
            counted=Papers(250),
            electorate=None,
            boxes=(),
        ),
    )
"""
WRONG = (
    ("papers=Papers(100)", "paper=Papers(100)", 'Unexpected keyword argument "paper"'),
    ("papers=Papers(100)", "", 'Missing named argument "papers"'),
    ("papers=Papers(100)", "papers=100", 'has incompatible type "int"; expected "Papers"'),
    ("papers=Papers(100)", "papers=Votes(100)", 'incompatible type "Votes"; expected "Papers"'),
    ("votes=votes", "votes=(100, 90)", 'expected "tuple[Votes, ...]"'),
    ("clerk.contest, box", "clerk.count, box", 'Missing named argument "seen"'),
    ("clerk.contest, box", "clerk.fixed, box", 'Extra argument "count_head"'),
    ("desk.by(1).fixed", "desk.by(1).contest", 'Missing named argument "count_head"'),
)


def test_a_misspelt_missing_or_foreign_field_of_an_act_is_found_before_the_program_runs(
    tmp_path: Path,
) -> None:
    """One run over all that is wrong: each is a file of its own, so that none hides another."""
    (tmp_path / "right.py").write_text(RIGHT)
    for n, (said, instead, _) in enumerate(WRONG):
        assert RIGHT.count(said) == 1
        (tmp_path / f"wrong_{n}.py").write_text(RIGHT.replace(said, instead))
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--no-error-summary"]
    told, trouble, _ = api.run([*options, "--hide-error-context", *map(str, tmp_path.glob("*.py"))])
    assert trouble == ""
    found = [
        re.search(rf"wrong_{n}\.py:\d+: error: .*{re.escape(why)}", told) is not None
        for n, (*_, why) in enumerate(WRONG)
    ]
    assert "right.py" not in told, told
    assert all(found), told
