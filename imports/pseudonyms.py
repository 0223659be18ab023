"""Does a code for a person say who that person is?"""

import re
from time import strptime

from stdnum.gb import nhs

from models.scheme import LONGEST_PSEUDONYM

A_CODE = "P07"
_INSTEAD = f"Give each person a code that says nothing of who they are, like {A_CODE}"
_TELEPHONE = re.compile(r"(?<!\d)(?:\+44|0044|0)\d{9,10}(?!\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}([/.\- ])\d{1,2}\1\d{2,4}|\d{4}([/.\-])\d{1,2}\2\d{1,2})(?!\d)")
_DATE_IN_WORDS = re.compile(
    r"\d(?:st|nd|rd|th)?\W{0,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I
)
_EIGHT_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b", re.IGNORECASE)
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}['\u2019.]?[\s,._-]+[^\W\d_]{2,}")
_OLDEST = 1900


def wrong_with(code: str) -> str:
    """What to do about a code that could tell who somebody is, without its full stop; empty where it can't.

    The code itself is never repeated.
    """
    digits = re.sub(r"[\s().\-]", "", code)
    if not code:
        return "Fill in the column person. " + _INSTEAD
    if len(code) > LONGEST_PSEUDONYM or not code.isprintable():
        return f"Use {LONGEST_PSEUDONYM} letters and numbers or fewer in the column person. {_INSTEAD}"
    for looks_like, is_one in (
        ("an e-mail address", "@" in code),
        ("an NHS number", any(nhs.is_valid(found) for found in _TEN_DIGITS.findall(digits))),
        ("a telephone number", _TELEPHONE.search(digits)),
        ("a date of birth", _is_a_date(code, digits)),
        ("a postcode", _POSTCODE.search(code)),
        ("a name", _TWO_WORDS.search(code)),
    ):
        if is_one:
            return f"Take {looks_like} out of the column person. {_INSTEAD}"
    if not any(letter.isdecimal() for letter in code):
        return (
            f"The code in the column person could be a name or initials: it has no number in it. {_INSTEAD}"
        )
    return ""


def _is_a_date(code: str, digits: str) -> bool:
    if _DATE.search(code) or _DATE_IN_WORDS.search(code):
        return True
    return any(
        _is_a_day(found, written)
        for found in _EIGHT_DIGITS.findall(digits)
        for written in ("%d%m%Y", "%Y%m%d")
    )


def _is_a_day(eight: str, written: str) -> bool:
    try:
        return strptime(eight, written).tm_year >= _OLDEST
    except ValueError:
        return False
