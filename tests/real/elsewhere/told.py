"""What somebody outside knows of a result, from whichever file it came."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Line:
    """A candidate as told: the name on the ballot paper, surname first.

    `full_name` is there where another than the full name stands on the ballot paper.
    """

    name: str
    description: str
    votes: int
    elected: bool
    full_name: str = ""


@dataclass(frozen=True)
class Result:
    """The result of a contest as told; `rejected` are papers by head, in the order of the rules.

    `electorate` is None where nobody knows it.
    """

    lines: tuple[Line, ...]
    valid: int
    rejected: tuple[int, ...]
    verified: int
    electorate: int | None


def squeezed(result: Result) -> Result:
    """The result with no space in any name: where a line ends on paper is nobody's fault."""

    def one(line: Line) -> Line:
        words = (line.name, line.description, line.full_name)
        name, description, full_name = ("".join(text.split()) for text in words)
        return Line(name, description, line.votes, line.elected, full_name)

    return replace(result, lines=tuple(map(one, result.lines)))
