"""An act as it will be read again, and not as it was made."""

import msgspec

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.acts.bounds import bounds_at
from tallyapp.domain.vocabulary.findings import Code, Refusal, finding


def as_stored(stream: str, act: AnyAct) -> AnyAct:
    """The act as it will be read again; A113 names the text or number that has not the form for it.

    A bound that was passed is told with its number.
    """
    try:
        return acts.decode(acts.encode(act))
    except msgspec.ValidationError as error:
        path = str(error).rpartition("$.")[2].rstrip("`")
        bounds = bounds_at(type(act), path)
        raise Refusal([finding(Code.A113, "contest", stream, path, **bounds)]) from error
    except UnicodeEncodeError as error:
        raise Refusal([finding(Code.A113, "contest", stream, "text")]) from error
