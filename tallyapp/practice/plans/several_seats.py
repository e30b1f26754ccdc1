"""Practice plans of contests for several seats: blocks by slate, mixed papers by candidate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import Block, Mixed, SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers, Votes
from tallyapp.past.published import PastResult
from tallyapp.practice.plans.piles import Pile, divided, taken, valid_papers
from tallyapp.practice.plans.planner import Planner
from tallyapp.practice.plans.plans import OnPaper

_PARTY = (45, 71)
_LESS = (5, 16)
_ALONE = (30, 61)
"""Of a hundred papers that could name just a slate, how many do: a party's, one less, one alone."""
_UNCERTAIN_OF_1000 = 4
"""Where uncertain votes were not published, the most that are made up, by valid papers."""


@dataclass(frozen=True, slots=True)
class _InPart:
    """Papers rejected in part: a vote of each, not in the pile, and `more` votes are uncertain."""

    pile: Pile
    more: int

    @property
    def uncertain(self) -> int:
        """Their uncertain votes."""
        return self.pile.papers + self.more

    @property
    def unused(self) -> int:
        """Their votes that were not used."""
        return self.pile.spare - self.more


class SeveralSeatsPlanner(Planner[Slate]):
    """Takes piles from piles, each of which can be: contest, areas, forms, blocks, sheets."""

    def __init__(
        self,
        result: PastResult,
        rules: KindRules,
        seed: int,
        on_paper: OnPaper,
        adjudicator: OfficerNumber | None,
    ) -> None:
        super().__init__(result, rules, seed, on_paper, adjudicator)
        self.part_heads = [n for n, head in enumerate(rules.heads) if head.in_part]
        self.usual = list(self.usual_slates())

    def plan_areas(self, letters: str, sizes: Sequence[int]) -> None:
        whole, in_part = self.in_part()
        piles = divided(self.splits, whole, sizes)
        parts = self.divided_in_part(in_part, sizes)
        rejected = self.rejected_by_area(sizes)
        for letter, pile, part, (papers, heads) in zip(
            letters, piles, parts, rejected, strict=True
        ):
            self.plan_area(letter, pile, part, self.by_head(papers, heads))

    def plan_area(self, area: str, pile: Pile, in_part: _InPart, rejected: list[int]) -> None:
        """One area; of papers that are good throughout, some are found so only by adjudication."""
        good = taken(self.splits, pile, self.good_of_doubtful(sum(rejected), pile.papers))
        doubtful = good.papers + in_part.pile.papers + sum(rejected)
        self.plan_boxes(area, pile.papers + in_part.pile.papers + sum(rejected))
        self.plan_sheets(area, pile.without(good), doubtful)
        self.plan_forms(area, good, in_part, rejected)

    # ---- rejected in part

    def in_part(self) -> tuple[Pile, _InPart]:
        """The valid papers that are good throughout, and those rejected in part."""
        result = self.result
        whole = valid_papers(result)
        uncertain = int(result.uncertain)
        if not uncertain and not result.by_head and self.part_heads:
            most = min(whole.spare, result.valid * _UNCERTAIN_OF_1000 // 1000)
            uncertain = self.random.randrange(most + 1)
        return self.taken_in_part(whole, uncertain)

    def taken_in_part(self, whole: Pile, uncertain: int) -> tuple[Pile, _InPart]:
        """So many uncertain votes on as few papers as chance has it, or one on each of as many."""
        seats = whole.seats
        if uncertain and not self.part_heads:
            raise ValueError(
                f"{self.result.name}: the rules have no head for {uncertain} uncertain votes"
            )
        # A paper rejected in part keeps a vote, so it can lose one fewer than there are seats.
        fewest = -(-uncertain // (seats - 1))
        # Tried twice: what chance picks need not fit these votes.
        for papers in (self.random.randrange(fewest, uncertain + 1), min(uncertain, whole.papers)):
            more = uncertain - papers
            least, most = whole.bounds(papers, seats - 1, held_back=papers)
            least[-1] = max(least[-1], more)
            slots = (seats - 1) * papers
            if more <= most[-1] and sum(least) <= slots <= sum(most):
                wanted = [
                    votes * papers // max(whole.papers, 1) for votes in (*whole.votes, whole.spare)
                ]
                *votes, spare = self.splits.within(slots, wanted, least, most)
                part = _InPart(Pile(seats - 1, papers, tuple(votes), spare), more)
                rest = [ours - theirs for ours, theirs in zip(whole.votes, votes, strict=True)]
                return Pile(
                    seats, whole.papers - papers, tuple(rest), whole.spare - papers - spare
                ), part
        raise ValueError(
            f"{self.result.name}: {uncertain} uncertain votes are on no {whole.papers} papers"
        )

    def divided_in_part(self, in_part: _InPart, sizes: Sequence[int]) -> list[_InPart]:
        """The papers rejected in part, in parts by size."""
        piles = divided(self.splits, in_part.pile, sizes)
        more = self.splits.split(in_part.more, [pile.spare for pile in piles])
        return [_InPart(pile, uncertain) for pile, uncertain in zip(piles, more, strict=True)]

    # ---- slates

    def usual_slates(self) -> Iterator[tuple[Slate, tuple[int, int]]]:
        """Those that voters choose: a party's candidates, all but the last, or one alone.

        A party with more candidates than seats is that of its first; the largest party comes first.
        """
        candidates = self.result.candidates
        seats = self.result.seats
        by_party: dict[str, list[CandidateNumber]] = {}
        for number, past in enumerate(candidates, 1):
            # Without a description each is a party alone: independents are no slate.
            party = past.candidate.description.casefold() or f"{number}"
            by_party.setdefault(party, []).append(CandidateNumber(number))
        votes = [past.votes for past in candidates]
        for members in sorted(
            by_party.values(), key=lambda party: -sum(votes[n - 1] for n in party)
        ):
            strongest = sorted(members, key=lambda n: (-votes[n - 1], n))[:seats]
            slate = tuple(sorted(strongest))
            yield slate, _PARTY if len(slate) > 1 else _ALONE
            if len(slate) > 2:
                yield tuple(sorted(strongest[:-1])), _LESS

    def whose(self, line: Slate) -> Slate:
        """A slate, which stands among those of the contest from when it was first met."""
        if line not in self.slates:
            self.slates.append(line)
        return line

    def blocks(self, pile: Pile) -> tuple[dict[Slate, int], Pile]:
        """The papers of an area that name just a slate, and the others, which are mixed."""
        blocks: dict[Slate, int] = {}
        for slate, of_100 in self.usual:
            papers = pile.most_of(slate) * self.random.randrange(*of_100) // 100
            if papers:
                blocks[slate] = papers
                pile = pile.without(pile.block(slate, papers))
        return blocks, pile

    # ---- sheets and forms

    def plan_sheets(self, area: str, pile: Pile, doubtful: int) -> None:
        """The count sheets of an area: blocks by slate, mixed papers, and those adjudicated."""
        # Blocks before mixed papers, as at the tables: what can be bundled together is.
        sizes = self.sheet_sizes(pile.papers + doubtful)
        blocks, rest = self.blocks(pile)
        columns = {slate: self.splits.uneven(papers, sizes) for slate, papers in blocks.items()}
        sent = self.splits.split(doubtful, sizes)
        for index, mixed in enumerate(divided(self.splits, rest, sizes)):
            left = self.after_slips(
                area, {slate: column[index] for slate, column in columns.items()}
            )
            figures = SheetFigures(
                papers=Papers(sum(left.values()) + mixed.papers + sent[index]),
                lines=(),
                sent=Papers(sent[index]),
                blocks=self.written(left),
                mixed=Mixed(
                    papers=Papers(mixed.papers),
                    votes=tuple(map(Votes, mixed.votes)),
                    unused=Votes(mixed.spare),
                    uncertain=Votes(0),
                ),
            )
            self.add_sheet(area, figures)

    def written(self, blocks: Mapping[Slate, int]) -> tuple[Block, ...]:
        """The blocks of a sheet in the order in which slates were met; one of no papers is not on
        it.
        """
        written = [self.block(slate, papers) for slate, papers in blocks.items() if papers]
        return tuple(sorted(written, key=lambda block: self.slates.index(block.candidates)))

    def block(self, slate: Slate, papers: int) -> Block:
        """A block as this contest writes it."""
        bundles, totals = self.lines([papers])
        full, part = (bundles[0].full, bundles[0].part) if bundles else (None, None)
        return Block(self.whose(slate), full, part, totals[0] if totals else None)

    def plan_forms(self, area: str, good: Pile, in_part: _InPart, rejected: list[int]) -> None:
        """The adjudication forms of an area; none if it has no doubtful papers."""
        sizes = self.form_sizes(good.papers + in_part.pile.papers + sum(rejected))
        bad = [self.splits.split(papers, sizes) for papers in rejected]
        parts = self.divided_in_part(in_part, sizes)
        for index, (whole, part) in enumerate(
            zip(divided(self.splits, good, sizes), parts, strict=True)
        ):
            papers = whole.papers + part.pile.papers
            by_head = [column[index] for column in bad]
            if part.pile.papers:
                by_head[self.part_heads[0]] = part.pile.papers
            # Papers good throughout and papers rejected in part stand on one form.
            votes = zip(whole.votes, part.pile.votes, strict=True)
            self.add_form(
                area,
                papers + sum(column[index] for column in bad),
                good=Papers(papers),
                allowed=tuple(Papers(ours + theirs) for ours, theirs in votes),
                rejected=tuple(map(Papers, by_head)),
                unused=Votes(whole.spare + part.unused),
                uncertain=Votes(part.uncertain),
            )
