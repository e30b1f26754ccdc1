"""Sign-in cards for everybody on the staff: number and role, the name where it is known."""

from tallyapp.domain.reports.hall_papers import Card, Cards
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.staff import Staff
from tallyapp.words.figures import role_words
from tallyapp.words.language import given_out


@given_out()
def cards_of(count: Count, staff: Staff) -> Cards:
    """A card for each officer who is on the staff now; a PIN is on none, and in no count."""
    set_up = count.count.set_up
    cards = []
    for number, officer in sorted(count.count.officers.items()):
        enrolled = officer.at(count.count.seq)
        if enrolled is None:
            continue
        known = staff.released(number)
        cards.append(
            Card(
                number=number,
                role=role_words(enrolled.role),
                name=known.name if known else "",
                code=code_of("officer", number),
            )
        )
    return Cards(
        practice=set_up is None or set_up.practice,
        count=set_up.name if set_up else "",
        cards=tuple(cards),
    )
