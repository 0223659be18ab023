"""Which passwords will do, and how they are kept."""

import re
import threading
import unicodedata
from collections.abc import Iterable

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from models.errors import FeedbackError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
READ = 32
"""Characters that are looked at for how easy they are to guess: the estimate slows with length."""
LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: more than a hundred million guesses."""

MEMORY, PASSES = 19 * 1_024, 3
"""KiB, and how often they are gone over: a pass more than the least that OWASP's cheat sheet on keeping
passwords names for argon2id. pwdlib's own choice takes 64 MB each."""

hasher = PasswordHash((Argon2Hasher(memory_cost=MEMORY, time_cost=PASSES, parallelism=1),))
_one_at_a_time = threading.Lock()


def check_password(password: str, *, about: Iterable[str] = ()) -> None:
    """Raise FeedbackError for a password that is short, endless, common or easy to guess.

    `about` is what a stranger knows of the person: name, address, whom they work for. Its words count
    for nothing. The estimate is zxcvbn's: common passwords, names, keyboard rows, dates and what they
    are made of.
    """
    from zxcvbn import zxcvbn

    password = _one_spelling(password)
    if len(password) < SHORTEST_PASSWORD:
        raise FeedbackError(f"Use a password of at least {SHORTEST_PASSWORD} characters")
    if len(password) > LONGEST_PASSWORD:
        raise FeedbackError(f"Use a password of at most {LONGEST_PASSWORD} characters")
    known = re.findall(r"[^\W_]{3,}", " ".join(about))
    rest = re.sub("|".join(known), "", password, flags=re.IGNORECASE) if known else password
    if not rest or any(zxcvbn(said[:READ])["score"] < LEAST_SCORE for said in {password, rest}):
        raise FeedbackError(
            "That password is easy to guess. Use three or four words that don't belong together"
        )


def kept_as(password: str) -> str:
    """What is stored in place of a password (argon2id)."""
    with _one_at_a_time:
        return hasher.hash(_one_spelling(password))


def is_right(password: str, kept: str) -> bool:
    """Whether this is the password. One that was never set is never right."""
    typed = _one_spelling(password)
    if not kept or len(typed) > LONGEST_PASSWORD:
        return False
    with _one_at_a_time:
        return hasher.verify(typed, kept)


def _one_spelling(password: str) -> str:
    """The password as every keyboard spells it alike: an é is one letter, not an e and an accent (NFKC)."""
    return unicodedata.normalize("NFKC", password)
