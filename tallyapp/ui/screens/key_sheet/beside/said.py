"""What the screen says beside a sheet's number, and which keys it shows."""

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ui.screens.key_sheet.page import KeyingPage
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words

_TOLD = (Code.E107, Code.W409)
"""Flags that tell which sheets are to be looked at: too many papers, another sheet's number."""
_MOST_TOLD = 4
NEXT = ("Enter", "next")
BACK = ("−", "back")
QUERY = ("*", "query")
NOUGHTS = (".", "noughts")


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


def _hints(*keys: tuple[str, str]) -> tuple[KeyHint, ...]:
    return tuple(KeyHint((cap,), _say(f"key.{words}")) for cap, words in keys)


def _hand_in(words: str) -> KeyHint:
    return KeyHint(hand_in_keys(), _say(f"key.{words}"))


def hints(
    page: KeyingPage | None, *, refused: bool, asks: bool, prints: bool
) -> tuple[KeyHint, ...]:
    """The keys of the moment: `asks` if the sheet is really to be queried,
    `prints` if a slip is at hand.
    """
    leave = KeyHint(("Esc",), _say("key.leave"), last=True)
    if page is None:
        again = (KeyHint(("*",), say("printing", "key.again")),) if prints else ()
        return (*_hints(("Enter", "open")), *again, leave)
    if asks:
        return (
            KeyHint(("Enter", "*"), _say("key.query-sure")),
            KeyHint(("Esc",), _say("key.go-on"), last=True),
        )
    if refused:
        return (*_hints(("−", "lines"), NEXT), _hand_in("submit-again"), *_hints(QUERY), leave)
    split = [("/", "split")] if "full" in page.keying.kind.columns else []
    noughts = [NOUGHTS] if page.keying.kind.line_of(1) else []
    first = _hints(NEXT, BACK, *split, *noughts)
    return page.key_hints() or (*first, _hand_in("submit"), *_hints(QUERY), leave)


def offer_words(contest: ContestState, sheet: KeyedPaper | None, *, unfinished: bool) -> str:
    """Why this number stands in the field."""
    if sheet is None:
        return _say("none-waits")
    number = str(sheet.number)
    if unfinished:
        return _say("unfinished", number=number)
    return _say("offered", number=number, area=area_words(contest.areas[sheet.area].area))


def what_next(contest: ContestState, found: Finding) -> str:
    """What to do where a sheet cannot be keyed."""
    if found.code is Code.A104:
        numbers = contest.sheets
        return _say("issued", first=str(min(numbers)), last=str(max(numbers))) if numbers else ""
    words = {Code.E106: "agreed", Code.E201: "other-officer"}.get(found.code)
    return _say(words) if words else ""


def became(session: Session, contest: ContestState, done: Done) -> tuple[Mark | None, str]:
    """What became of a sheet that was handed in; nothing where there is nothing to say of it."""
    if isinstance(done.act, acts.SheetQueried):
        return Mark.QUERIED, _say("queried", number=str(done.act.sheet))
    if not isinstance(done.act, acts.SheetKeyed):
        return None, ""
    sheet = contest.sheets[done.act.sheet]
    number = str(done.act.sheet)
    told = [found for found in done.flags if found.code in _TOLD]
    words = [session.sentence(found) for found in told[:_MOST_TOLD]]
    if sheet.life is Life.DIFFERS:
        words.insert(0, _say("differs", number=number, fields=len(sheet.differing())))
    if words:
        return Mark.DIFFERS, " ".join(words)
    return (Mark.AGREES, _say("agrees", number=number)) if sheet.live else (None, "")


def slip_at_hand(contest: ContestState, *numbers: int) -> int:
    """The first of these sheets that is queried, so that its slip may be printed; 0 if none is."""
    sheets = (contest.sheets.get(SheetNumber(number)) for number in numbers)
    return next((sheet.number for sheet in sheets if sheet and sheet.life is Life.QUERIED), 0)
