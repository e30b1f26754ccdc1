"""A pack with entries that a later version wrote: not judged, and not called a forgery."""

import pytest

from tallyapp.audit.points import EXIT_STATUS
from tallyapp.audit.verify import verify
from tallyapp.domain.acts import COUNT_STREAM, FORMAT
from tests.audit.hall import Hall, detail, lines_of, results, unsigned, with_streams

BY_ENTRIES = ("chain", "acts", "two-officers", "arithmetic", "rendering", "derived")


@pytest.mark.parametrize("stream", ["contest", COUNT_STREAM])
def test_what_a_later_version_wrote_is_not_checked(hall: Hall, stream: str) -> None:
    name = hall.stream if stream == "contest" else stream
    lines = lines_of(hall.pack)
    was, becomes = f'"v":{FORMAT}'.encode(), f'"v":{FORMAT + 1}'.encode()
    # The last entry: no code was given out over it.
    *others, last = lines[name].splitlines(keepends=True)
    pdf = hall.signed_again(
        with_streams(
            unsigned(hall.pack), lines | {name: b"".join([*others, last.replace(was, becomes)])}
        )
    )
    found = results(pdf)
    assert {code: found[code] for code in BY_ENTRIES} == dict.fromkeys(BY_ENTRIES, "not checked")
    assert "fails" not in found.values()
    assert EXIT_STATUS[verify(pdf).verdict] == 2
    assert "Verify the file with that version" in detail(pdf, "acts")
