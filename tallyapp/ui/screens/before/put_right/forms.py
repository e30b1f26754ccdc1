"""The forms, each with the act that it makes: a contest, a candidate, an area, a box, sheets, the
count, and a contest that is given up.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Literal, cast

from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate
from tallyapp.domain.vocabulary.parties import looks_like_party
from tallyapp.domain.vocabulary.phrases import day_of
from tallyapp.domain.vocabulary.units import CandidateNumber, SheetNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import load_rules
from tallyapp.exchange.identifiers import is_identifier
from tallyapp.exchange.parties import with_parties
from tallyapp.ui.pages.leaves import Leaf
from tallyapp.words.figures import strung
from tallyapp.words.papers import ballot_words

from .asked import Ask, words
from .form import Form, NotSo

_BUNDLES = ("10", "20", "25", "50", "100")
_WRITTEN = ("bundles", "total", "both")
_STAYS = ("yes", "no")
_KINDS = ("polling", "postal")
_WHY = ("set-up-in-error", "candidate-died")
_FIGURE_DIGITS = 7
_TWO_DIGITS = 2


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


_BETWEEN_TERMS = ", "
"""As terms are keyed: data, and no list of any language."""


class SetUpForm(Form):
    """What is put right by a `SetUpCorrected`, which names the set-up that stood when the form was
    opened.
    """

    def __init__(self, leaf: Leaf, thing: str, asks: Sequence[Ask]) -> None:
        self._of = leaf.contest.set_up_id
        super().__init__(leaf, thing, asks)

    def corrected(self, **said: Any) -> acts.SetUpCorrected:
        """The act that says this."""
        return acts.SetUpCorrected(
            **self.session.me.contest,
            of=self._of,
            reason=self.over.reason.words,
            second=self.over.officer,
            **said,
        )

    def figure(self, name: str) -> int | None:
        """The number that is keyed for this; None where nothing is."""
        value = self.value(name)
        return int(value) if value else None


class ContestForm(SetUpForm):
    """Its names, seats, electorate, and how its sheets are written."""

    kind: ClassVar[str] = "contest"

    def __init__(self, leaf: Leaf) -> None:
        now = leaf.contest.set_up
        asks = [
            Ask("name", now.name),
            Ask("election", now.election),
            Ask("electorate", _number(now.electorate), digits=_FIGURE_DIGITS),
            Ask("seats", str(now.seats), digits=_TWO_DIGITS),
            Ask("terms", _BETWEEN_TERMS.join(now.terms)),
            Ask("bundle", str(now.bundle), choices=_BUNDLES),
            Ask("written", now.written, choices=_WRITTEN),
        ]
        super().__init__(leaf, now.name, asks)

    def made(self) -> AnyAct:
        said: dict[str, Any] = {
            name: self.value(name) for name in ("name", "election", "written") if self.said(name)
        }
        said |= {name: self.figure(name) for name in ("electorate", "bundle") if self.said(name)}
        if self.said("terms"):
            parts = (part.strip() for part in self.value("terms").split(_BETWEEN_TERMS.strip()))
            said["terms"] = tuple(filter(None, parts))
        if self.said("seats"):
            said |= self._seats()
        return self.corrected(**said)

    def _seats(self) -> dict[str, Any]:
        """Other seats, and the heads of rejection that come with them."""
        seats = self.figure("seats")
        if not seats:
            raise NotSo("seats", words("no-seats"))
        said: dict[str, Any] = {"seats": seats}
        if (seats == 1) != (self.contest.set_up.seats == 1):
            said["rules"] = self._rules().for_seats(seats)
        return said

    def _rules(self) -> KindRules:
        count = self.session.desk.count.count.set_up
        assert count is not None, "a contest is of a count"
        try:
            return load_rules(self.contest.set_up.rules.kind, count.polling_day)
        except EnvironmentFault as fault:
            raise NotSo("seats", str(fault)) from fault


class CandidateForm(SetUpForm):
    """One candidate: the line on the ballot paper, the names, the description; number 0 is one
    more.
    """

    kind: ClassVar[str] = "candidate"
    _NAMES = (
        "surname",
        "other_names",
        "commonly_used_surname",
        "commonly_used_forenames",
        "particular",
        "description",
        "party",
    )

    def __init__(self, leaf: Leaf, number: int) -> None:
        everybody = leaf.contest.set_up.candidates
        self._number = number
        self._one = (
            everybody[number - 1]
            if number
            else Candidate(surname="", other_names="", description="")
        )
        line = number or len(everybody) + 1
        asks = [Ask("line", str(line), digits=_TWO_DIGITS)]
        asks += [Ask(name, getattr(self._one, name)) for name in self._NAMES]
        if number:
            asks.append(Ask("stays", "yes", choices=_STAYS))
        super().__init__(leaf, ballot_words(self._one) if number else words("another"), asks)

    def made(self) -> AnyAct:
        one = replace(self._one, **{name: self.value(name) for name in self._NAMES})
        if not one.surname:
            raise NotSo("surname", words("needed"))
        if one.party and not looks_like_party(one.party):
            raise NotSo("party", words("no-party"))
        if self.said("description") and not self.said("party"):
            # Another description may be another party's: known by its words, or by nothing.
            kind = self.contest.set_up.rules.kind
            (one,) = with_parties([replace(one, party="")], kind)
        others = [each for n, each in enumerate(self._everybody(), 1) if n != self._number]
        if self._number and self.value("stays") == "no":
            return self.corrected(candidates=tuple(others))
        line = int(self.value("line") or 0)
        if not 1 <= line <= len(others) + 1:
            raise NotSo("line", words("no-line", last=len(others) + 1))
        return self.corrected(candidates=(*others[: line - 1], one, *others[line - 1 :]))

    def _everybody(self) -> Sequence[Candidate]:
        return self.contest.set_up.candidates


class AreaForm(SetUpForm):
    """One count area: its name and electorate, or that it is none; a new one is named by its id.

    An area is never without a polling station's box: a new one has boxes that move there, and those
    of one that is taken out move elsewhere.
    """

    kind: ClassVar[str] = "area"

    def __init__(self, leaf: Leaf, area: str) -> None:
        state = leaf.contest.areas.get(area)
        self._area = state.area if state else None
        asks = [Ask("name", self._area.name if self._area else "")]
        asks.append(
            Ask(
                "electorate",
                _number(self._area.electorate if self._area else None),
                digits=_FIGURE_DIGITS,
            )
        )
        if self._area:
            others = tuple(name for name in leaf.contest.areas if name != area)
            if others:
                asks.append(Ask("stays", "yes", choices=_STAYS))
                asks.append(Ask("boxes-to", others[0], choices=others))
        else:
            asks.insert(0, Ask("id", ""))
            asks.append(Ask("boxes", ""))
        super().__init__(leaf, area or words("another"), asks)

    def made(self) -> AnyAct:
        electorate = self.figure("electorate")
        name = self.value("name")
        if not name:
            raise NotSo("name", words("needed"))
        known = self._area
        if known is None:
            return self._added(Area(id=self._id(), name=name, electorate=electorate))
        if "stays" in self.asked and self.value("stays") == "no":
            boxes = self.contest.areas[known.id].boxes
            to = self.value("boxes-to")
            moved = tuple(replace(state.box, area=to) for state in boxes)
            return self.corrected(areas_out=(known.id,), boxes=moved)
        return self.corrected(areas=(replace(known, name=name, electorate=electorate),))

    def _id(self) -> str:
        name = self.value("id")
        if not is_identifier(name) or name.casefold() in map(str.casefold, self.contest.areas):
            raise NotSo("id", words("no-id"))
        return name

    def _added(self, area: Area) -> AnyAct:
        known = {box.casefold(): state.box for box, state in self.contest.boxes.items()}
        named = [part.strip() for part in self.value("boxes").split(",") if part.strip()]
        unknown = [name for name in named if name.casefold() not in known]
        if unknown or not named:
            raise NotSo("boxes", words("no-boxes", boxes=strung(unknown)))
        moved = tuple(replace(known[name.casefold()], area=area.id) for name in named)
        return self.corrected(areas=(area,), boxes=moved)


class BoxForm(SetUpForm):
    """One box: its name, kind and area, or that there is no such box."""

    kind: ClassVar[str] = "box"

    def __init__(self, leaf: Leaf, box: str) -> None:
        self._box = leaf.contest.boxes[box].box
        asks = [
            Ask("name", self._box.name),
            Ask("box-kind", self._box.kind, choices=_KINDS),
            Ask("area", self._box.area, choices=tuple(leaf.contest.areas)),
            Ask("exists", "yes", choices=_STAYS),
        ]
        super().__init__(leaf, box, asks)

    def made(self) -> AnyAct:
        if self.value("exists") == "no":
            return acts.BoxWithdrawn(
                **self.session.me.contest,
                box=self._box.id,
                reason=self.over.reason.words,
                second=self.over.officer,
            )
        name = self.value("name")
        if not name:
            raise NotSo("name", words("needed"))
        kind = cast('Literal["polling", "postal"]', self.value("box-kind"))
        box: BallotBox = replace(self._box, name=name, kind=kind, area=self.value("area"))
        return self.corrected(boxes=(box,))


class SheetsForm(Form):
    """A run of sheets that was handed out in error."""

    kind: ClassVar[str] = "sheets"

    def __init__(self, leaf: Leaf) -> None:
        asks = [Ask(name, "", digits=_FIGURE_DIGITS) for name in ("first", "last")]
        super().__init__(leaf, "", asks)

    def made(self) -> AnyAct:
        first, last = (int(self.value(name) or 0) for name in ("first", "last"))
        if not first:
            raise NotSo("first", words("no-sheet"))
        return acts.SheetsWithdrawn(
            **self.session.me.contest,
            first=SheetNumber(first),
            last=SheetNumber(last or first),
            reason=self.over.reason.words,
            second=self.over.officer,
        )


class CountForm(Form):
    """The count's name, its day, and what its documents say of who makes them."""

    kind: ClassVar[str] = "count"
    _TEXTS = ("name", "authority", "officer_title", "imprint", "note")

    def __init__(self, leaf: Leaf) -> None:
        count = leaf.session.desk.count.count
        now = count.set_up
        assert now is not None, "a contest is of a count"
        self._of = count.set_up_id
        day = now.polling_day
        asks = [Ask(name, getattr(now, name)) for name in self._TEXTS]
        asks.insert(1, Ask("polling_day", f"{day.day}/{day.month}/{day.year}"))
        super().__init__(leaf, now.name, asks)

    def made(self) -> AnyAct:
        said: dict[str, Any] = {name: self.value(name) for name in self._TEXTS if self.said(name)}
        if self.said("polling_day"):
            said["polling_day"] = self._day()
        return acts.CountCorrected(
            **self.session.me.count,
            of=self._of,
            reason=self.over.reason.words,
            second=self.over.officer,
            **said,
        )

    def _day(self) -> date:
        day = day_of(self.value("polling_day"))
        if day is None:
            raise NotSo("polling_day", words("no-day"))
        return day


class AbandonForm(Form):
    """The whole contest is given up, for good."""

    kind: ClassVar[str] = "abandon"
    needs_change: ClassVar[bool] = False

    def __init__(self, leaf: Leaf) -> None:
        asks = [
            Ask("because", _WHY[0], choices=_WHY),
            Ask("candidate", "", digits=_TWO_DIGITS),
        ]
        super().__init__(leaf, leaf.contest.set_up.name, asks)

    def made(self) -> AnyAct:
        died = self.value("because") == "candidate-died"
        number = self.value("candidate")
        if died and not number:
            raise NotSo("candidate", words("who-died"))
        return acts.ContestAbandoned(
            **self.session.me.contest,
            because=cast("acts.WhyAbandoned", self.value("because")),
            candidate=CandidateNumber(int(number)) if died else None,
            reason=self.over.reason.words,
            second=self.over.officer,
        )
