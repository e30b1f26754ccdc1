"""The manual's table of rights is that of the rules."""

from typing import get_args

from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.register import RULES
from tallyapp.ui.shell.help.pages import page_path
from tallyapp.words.acts import kind_words
from tests.ui.shell.help.rights import PAGE, ROLES, YES, short


def test_every_act_has_its_row_and_each_role_its_mark() -> None:
    lines = page_path(PAGE).read_text(encoding="utf-8").splitlines()
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    heads, _, *rows = table
    held = {
        row[0]: {head for head, mark in zip(heads[1:], row[1:], strict=True) if mark == YES}
        for row in rows
    }
    assert len(held) == len(rows), "no two rows have the same words"
    assert set(RULES) == set(get_args(AnyAct))
    for act, rule in RULES.items():
        assert held[kind_words(act.__name__)] == {short(role) for role in rule.may}


def test_no_two_roles_are_short_for_the_same() -> None:
    assert len({short(role) for role in ROLES}) == len(ROLES)
