"""The page of keys, as it is printed."""

from tallyapp.documents.hall.keys import KeyList, KeyRow, render_keys
from tallyapp.words.catalogue import say
from tallyapp.words.keys import sections


def page_of_keys() -> bytes:
    """A PDF of one side of A4 with every key of the window."""
    lists = tuple(
        KeyList(each.title, each.opened_by, tuple(KeyRow(key.caps, key.words) for key in each.keys))
        for each in sections()
    )
    return render_keys(say("keys", "title"), (say("keys", "hand"), say("keys", "digits")), lists)
