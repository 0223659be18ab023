"""A code that somebody writes down and types again: `7KCW-M3RT-9XDF`.

It opens something by itself, so it is longer than a reference and nobody can guess one: twelve of 25
letters and digits, which is 55 bits. None of them looks like another, and without vowels no word appears.
"""

import secrets

ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
LENGTH = 12
_LEFT_OUT = " -.\u2013\u2014"


def new_code() -> str:
    """Make one, in groups of four."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def read_code(typed: str) -> str | None:
    """The code that somebody typed or read out, tidied; None when it cannot be one."""
    body = "".join(character for character in typed.upper() if character not in _LEFT_OUT)
    return _grouped(body) if len(body) == LENGTH and set(body) <= set(ALPHABET) else None


def _grouped(body: str) -> str:
    return "-".join(body[start : start + 4] for start in range(0, LENGTH, 4))
