"""Whether a page can show every letter of what is to be recorded."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session


def look_at_letters(
    session: "Session", texts: str, then: Callable[[tuple[str, ...]], None]
) -> None:
    """Tell the letters that no page can show, none where each can be shown.

    Whoever keys here waits for it as for an act: the typeface takes a while to load.
    """

    def unseen() -> tuple[str, ...]:
        from tallyapp.documents.page.glyphs import missing_glyphs

        return missing_glyphs(texts)

    def told(letters: tuple[str, ...]) -> None:
        if letters:
            session.not_done.emit()
        then(letters)

    session.ask(unseen, told)
