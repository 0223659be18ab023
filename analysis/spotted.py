"""What a reader of free text points at: a part of the text, what it may be, and why. A person decides."""

from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

Span = tuple[int, int]
"""From the first character to just after the last, in the original text."""

Kind = TypeVar("Kind", bound=StrEnum)


class Spotted(NamedTuple, Generic[Kind]):
    """A part of a text that may be of this kind; `reason` names the rule that said so."""

    kind: Kind
    span: Span
    reason: StrEnum
