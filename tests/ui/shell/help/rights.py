"""Writes the manual's page of rights from the rules: `python3 dev.py manual`."""

import sys
from collections.abc import Container, Iterator
from typing import get_args

from tallyapp.domain.rules.officers import ADJUDICATING, SEES_VOTES, SUPERVISES
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.domain.vocabulary.phrases import listed
from tallyapp.pins import may_release, may_stand_by
from tallyapp.words.acts import kind_words
from tallyapp.words.figures import capital, role_words

PAGE = "rights"
ROLES: tuple[Role, ...] = get_args(Role)
YES, NO = "✓", "–"
"""An empty cell would be taken by the panel as part of the one before it."""
_SHORT = 3


def rows() -> Iterator[tuple[str, Container[Role]]]:
    """Everything that not everybody may do, in words, and who may."""
    for act, rule in RULES.items():
        yield kind_words(act.__name__), rule.may
    yield "Named as adjudicator on a form", ADJUDICATING
    yield "Seeing who leads before it is released", SEES_VOTES
    yield "Taking over what another has half keyed", SUPERVISES
    yield "Letting in again whoever must wait", [r for r in ROLES if may_release(r, oneself=False)]
    others: tuple[tuple[Role, str], ...] = (("clerk", "a clerk"), ("supervisor", "anybody else"))
    for officer, words in others:
        helpers = [r for r in ROLES if may_stand_by(r, officer, oneself=False)]
        yield f"Standing by while {words} sets a PIN", helpers


def short(role: Role) -> str:
    """A role where there is little room."""
    return role[:_SHORT].capitalize()


def page() -> str:
    """The page, as the manual has it."""
    told = list(rows())
    reading = [role for role in ROLES if not any(role in who for _, who in told)]
    heads = [role for role in ROLES if role not in reading]
    lines = [
        "# Who may do what",
        "",
        "At every entry the rules ask whether the officer had the right at that moment. This is "
        "their table,",
        "in the words of the audit (`F11`).",
        "",
        " · ".join(f"**{short(role)}** {role_words(role)}" for role in heads),
        "",
        f"| | {' | '.join(map(short, heads))} |",
        f"| --- {'| :-: ' * len(heads)}|",
    ]
    for words, who in told:
        marks = (YES if role in who else NO for role in heads)
        lines.append(f"| {words} | {' | '.join(marks)} |")
    if reading:
        names = capital(listed([f"{role_words(role)}s" for role in reading]))
        lines += ["", f"{names} do none of these: they only read."]
    lines += ["", "[Sign in](sign-in.md) tells how officers are enrolled."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from tests.ui.shell.help.made import main

    sys.exit(main())
