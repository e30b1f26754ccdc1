"""What officers are in the middle of keying, as the file has it:
by officer and place, and since when.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime

from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger.ledger import Ledger, Unfinished


class Drafts:
    """Unfinished keyings in memory; whoever changes them here has them changed in the file too."""

    def __init__(self, ledger: Ledger, officers: Iterable[OfficerNumber]) -> None:
        self._keyed = {number: ledger.drafts(number) for number in officers}
        self._kept_at = {(each.officer, each.place): each.kept_at for each in ledger.unfinished()}

    def of(self, officer: OfficerNumber | None) -> Mapping[str, str]:
        """What an officer has kept, by place, the oldest first."""
        return self._keyed.get(officer, {}) if officer else {}

    def keep(self, officer: OfficerNumber, place: str, keyed: str, at: datetime) -> None:
        """This is kept in place of what was kept there before."""
        drafts = self._keyed.setdefault(officer, {})
        drafts.pop(place, None)
        drafts[place] = keyed
        self._kept_at[officer, place] = at

    def drop(self, officer: OfficerNumber, place: str) -> bool:
        """It is finished, or given up; False if there was nothing."""
        self._kept_at.pop((officer, place), None)
        return self._keyed.get(officer, {}).pop(place, None) is not None

    def hand_over(self, officer: OfficerNumber, place: str, to: OfficerNumber) -> None:
        """It is another's from now on, and the first officer's note
        says whose (Ledger.hand_over).
        """
        theirs = self._keyed[officer]
        self._keyed.setdefault(to, {})[place] = theirs.pop(place)
        self._kept_at[to, place] = self._kept_at.pop((officer, place))
        theirs[f"handed/{place}"] = str(to)

    def unfinished(self) -> Sequence[Unfinished]:
        """Whose unfinished keyings there are, the oldest first; never what was keyed."""
        held = sorted((at, who, place) for (who, place), at in self._kept_at.items())
        return [Unfinished(who, place, at) for at, who, place in held]

    def in_other_hands(
        self, me: OfficerNumber | None, place: str, looks: Container[OfficerNumber]
    ) -> OfficerNumber | None:
        """Who took over what `me` had begun at a place, and has it still, or is among `looks`."""
        who = me
        passed = set[OfficerNumber]()
        while who and who not in passed and (to := self.of(who).get(f"handed/{place}")):
            passed.add(who)
            who = OfficerNumber(int(to))
            if who != me and (who in looks or place in self.of(who)):
                return who
        return None
