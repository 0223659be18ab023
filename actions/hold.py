"""Does something look unlike a person's feedback? Then staff look at it before it counts."""

from datetime import datetime, timedelta

from models.vocabulary import HeldBecause

FASTEST = timedelta(seconds=3)
"""From the first question to Send: the shortest way has eight pages, and nobody reads one in less."""


def why_held(*, trap: str, begun_at: datetime, is_many: bool, at: datetime) -> HeldBecause | None:
    """What makes it look so, if anything: the `trap` is a field that people can't see.

    It is never refused: a person who was mistaken for a program would not come back.
    """
    if trap:
        return HeldBecause.HIDDEN_FIELD
    if at - begun_at < FASTEST:
        return HeldBecause.TOO_FAST
    return HeldBecause.TOO_MANY if is_many else None
