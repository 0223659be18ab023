"""Are these the same words, or the same secret, as before? Told by digests, without opening anything."""

import hashlib
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.telephone import numbers_in
from storage import keys
from storage.queries.scope import is_withdrawn

LOOK_BACK = timedelta(days=30)
SHORTEST = 40
"""Two people may well both write "Very kind staff, thank you"; hardly two a longer text."""


def words_digest(words: str) -> str:
    """What is kept of words to know them again, however they are spaced or capitalised; "" for none."""
    normal = _normal(words)
    return keys.digest(normal) if normal else ""


def secret_digest(secret: str) -> str:
    """What is kept of the second secret, whatever spaces, dashes or capitals it is typed with; "" for none.

    >>> secret_digest("K7M4 R2T9 C3WX") == secret_digest("k7m4-r2t9\u2013c3wx")
    True
    """
    bare = "".join(character for character in secret.upper() if character.isalnum())
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest() if bare else ""


def number_digest(telephone: str) -> str:
    """What is kept of a telephone number to know it again, however it is written; "" for none.

    Of several in one line the first counts.
    """
    numbers = numbers_in(telephone)
    return keys.digest(numbers[0]) if numbers else ""


def were_told_lately(session: Session, watchdog_id: str, words: str, *, at: datetime) -> bool:
    """Whether the same words, more than a few, reached this watchdog in the last thirty days."""
    if len(_normal(words)) < SHORTEST:
        return False
    earlier = select(Feedback.id).where(
        Feedback.watchdog_id == watchdog_id,
        Feedback.words_digest == words_digest(words),
        col(Feedback.received_at) > at - LOOK_BACK,
        ~is_withdrawn(),
    )
    return session.exec(earlier).first() is not None


def _normal(words: str) -> str:
    return " ".join(words.casefold().split())
