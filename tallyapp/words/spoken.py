"""Numbers, shares and days as they are spoken, for whoever reads a result aloud."""

from datetime import date

from tallyapp.domain.vocabulary.phrases import day, weekday

_SMALL = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = ((1_000_000, "million"), (1_000, "thousand"))
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
"""Those that are not the number with th at its end."""


def spoken(number: int) -> str:
    """A number below a thousand million in words: nineteen thousand, five hundred and forty-one."""
    parts: list[str] = []
    rest = number
    for size, name in _LARGE:
        if rest >= size:
            parts.append(f"{_below_thousand(rest // size)} {name}")
            rest %= size
    if not parts:
        return _below_thousand(rest)
    if not rest:
        return ", ".join(parts)
    # Without the comma before a last part of two digits: one thousand and five.
    link = " and " if rest < 100 else ", "
    return f"{', '.join(parts)}{link}{_below_thousand(rest)}"


def spoken_share(hundredths: int) -> str:
    """Hundredths of a percent in words, digit by digit after the point, without noughts at the
    end: fifty-five point three per cent.
    """
    whole, part = divmod(hundredths, 100)
    digits = f"{part:02}".rstrip("0")
    point = f" point {' '.join(_SMALL[int(digit)] for digit in digits)}" if digits else ""
    return f"{spoken(whole)}{point} per cent"


def spoken_day(when: date) -> str:
    """Thursday the fourth of July, two thousand and twenty-four."""
    of_week = weekday(when).partition(" ")[0]
    month = day(when).split()[1]
    return f"{of_week} the {ordinal(when.day)} of {month}, {spoken(when.year)}"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    words = f"{_SMALL[hundreds]} hundred"
    return f"{words} and {_below_hundred(rest)}" if rest else words


def _below_hundred(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_SMALL[ones]}" if ones else _TENS[tens - 2]


def ordinal(number: int) -> str:
    """A place in an order, in words: sixth, twenty-first."""
    before, dash, last = spoken(number).rpartition("-")
    if last.endswith("y"):
        return f"{last[:-1]}ieth"
    return f"{before}{dash}{_ORDINALS.get(last, f'{last}th')}"
