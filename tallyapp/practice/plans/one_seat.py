"""Practice plans of contests for one seat, in which a paper is a vote."""

from collections.abc import Sequence

from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers
from tallyapp.practice.plans.planner import Planner


class OneSeatPlanner(Planner[CandidateNumber]):
    """Each candidate's papers split on their own: whatever the parts, they add up."""

    def plan_areas(self, letters: str, sizes: Sequence[int]) -> None:
        votes = [self.splits.uneven(past.votes, sizes) for past in self.result.candidates]
        rejected = self.rejected_by_area(sizes)
        for index, letter in enumerate(letters):
            self.plan_area(letter, [parts[index] for parts in votes], *rejected[index])

    def plan_area(self, area: str, votes: list[int], rejected: int, heads: list[int]) -> None:
        """One area with these votes and rejected papers; of the doubtful papers, some are good.

        `heads` are the rejected papers by head where they were published, else empty.
        """
        good = self.good_of_doubtful(rejected, sum(votes))
        # Papers found good go to candidates in proportion to what these have.
        allowed = self.splits.split(good, votes)
        bundled = [papers - doubtful for papers, doubtful in zip(votes, allowed, strict=True)]
        self.plan_boxes(area, sum(votes) + rejected)
        self.plan_sheets(area, bundled, good + rejected)
        self.plan_forms(area, allowed, self.by_head(rejected, heads))

    def plan_sheets(self, area: str, bundled: list[int], doubtful: int) -> None:
        """The count sheets of an area: each candidate's papers, and those sent for adjudication."""
        sizes = self.sheet_sizes(sum(bundled) + doubtful)
        columns = [self.splits.uneven(papers, sizes) for papers in bundled]
        sent = self.splits.split(doubtful, sizes)
        for index, doubts in enumerate(sent):
            lines = {CandidateNumber(n): column[index] for n, column in enumerate(columns, 1)}
            papers = self.after_slips(area, lines).values()
            bundles, totals = self.lines(papers)
            written = Papers(sum(papers) + doubts)
            figures = SheetFigures(
                papers=written, lines=bundles, totals=totals, sent=Papers(doubts)
            )
            self.add_sheet(area, figures)

    def whose(self, line: CandidateNumber) -> Slate:
        return (line,)

    def plan_forms(self, area: str, allowed: list[int], rejected: list[int]) -> None:
        """The adjudication forms of an area; none if it has no doubtful papers."""
        sizes = self.form_sizes(sum(allowed) + sum(rejected))
        good = [self.splits.split(papers, sizes) for papers in allowed]
        bad = [self.splits.split(papers, sizes) for papers in rejected]
        for index in range(len(sizes)):
            allowed_here = tuple(Papers(parts[index]) for parts in good)
            rejected_here = tuple(Papers(parts[index]) for parts in bad)
            papers = Papers(sum(allowed_here) + sum(rejected_here))
            self.add_form(area, papers, allowed=allowed_here, rejected=rejected_here)
