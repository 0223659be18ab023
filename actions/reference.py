"""The reference that somebody quotes on the phone: `K7M4-R2T9-C3W`.

Letters and digits take turns, so no word can appear. No letter or digit looks like another
(no B and 8, O and 0, I, L and 1, S and 5, Z and 2, G and 6, U and V). The last character is a
check (ISO 7064, pure system, modulo 19, a prime), which finds every single slip and every two
neighbours swapped.
"""

import secrets

from stdnum.iso7064 import mod_37_2

LETTERS = "CDFHJKMNPRTW"
DIGITS = "2346789"
ALPHABET = DIGITS + LETTERS
PAIRS = 5
_PAIRS = [letter + digit for letter in LETTERS for digit in DIGITS]


def new_reference() -> str:
    """Make a reference: one of 84^5, about four thousand million."""
    number, body = secrets.randbelow(len(_PAIRS) ** PAIRS), ""
    for _ in range(PAIRS):
        number, pair = divmod(number, len(_PAIRS))
        body += _PAIRS[pair]
    return _grouped(body + mod_37_2.calc_check_digit(body, alphabet=ALPHABET))


def read_reference(said: str) -> str | None:
    """Return the reference that somebody typed or said, tidied; None when it cannot be one."""
    body = "".join(character for character in said.upper() if character not in " -.\u2013\u2014")
    if len(body) != 2 * PAIRS + 1 or not mod_37_2.is_valid(body, alphabet=ALPHABET):
        return None
    return _grouped(body)


def _grouped(body: str) -> str:
    return f"{body[:4]}-{body[4:8]}-{body[8:]}"
