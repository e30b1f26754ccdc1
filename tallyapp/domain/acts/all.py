"""All acts as one union, and the bytes in which they are stored."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, get_args

import msgspec

from tallyapp.domain.acts.base import Act
from tallyapp.domain.acts.boxes import BoxAct
from tallyapp.domain.acts.count import AnyCountAct
from tallyapp.domain.acts.names import NamesAct
from tallyapp.domain.acts.papers import PaperAct
from tallyapp.domain.acts.postal import PostalAct
from tallyapp.domain.acts.previous import PreviousAct
from tallyapp.domain.acts.putting_right import PuttingRightAct
from tallyapp.domain.acts.re_add import ReAddAct
from tallyapp.domain.acts.releasing import ReleasingAct
from tallyapp.domain.acts.result import ResultAct
from tallyapp.domain.acts.set_up import SetUpAct
from tallyapp.domain.acts.verification import VerificationAct

if TYPE_CHECKING:
    from typing_extensions import TypeIs

__all__ = ["AnyAct", "AnyContestAct", "decode", "encode", "is_of_contest"]

AnyContestAct: TypeAlias = (
    SetUpAct
    | NamesAct
    | VerificationAct
    | BoxAct
    | PostalAct
    | PaperAct
    | ResultAct
    | ReAddAct
    | ReleasingAct
    | PuttingRightAct
    | PreviousAct
)
"""Every act of a contest's stream, in the order in which they come."""
AnyAct: TypeAlias = AnyCountAct | AnyContestAct
_OF_CONTEST = frozenset(get_args(AnyContestAct))


def is_of_contest(act: AnyAct) -> "TypeIs[AnyContestAct]":
    """Whether an act is of a contest's stream, and not of `count`."""
    # By the kind itself: `isinstance` asks the metaclass of a structure, and that is asked several
    # times for every act of a file.
    return type(act) in _OF_CONTEST


# Fields in the order of their type, defaults left out: an act has one text of bytes and no other.
encode: Callable[[Act], bytes] = msgspec.json.Encoder().encode
"""The bytes that are stored and hashed for an act."""

# One decoder for all kinds: the tag in the bytes, and nothing else, says which act it is.
_decoder: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(AnyAct)
decode: Callable[[bytes], AnyAct] = _decoder.decode
"""The act that these stored bytes mean; raises msgspec.DecodeError if they mean none."""
