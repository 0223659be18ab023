"""Which numbers are in what somebody typed, each as it is dialled from anywhere?"""

import re
from collections.abc import Collection, Iterator

import phonenumbers

HOME = "GB"
"""Where a number without the code of a country is dialled."""
LONG_ENOUGH = 10
"""So many digits, beside the code of this country, are a whole number."""
TOGETHER = re.compile(r"\(?\+?\d+")
"""Digits that are typed without a gap, and what they may begin with."""


def numbers_in(typed: str) -> tuple[str, ...]:
    """Every telephone number, in the order they stand there; what is none here is known by its digits.

    >>> numbers_in("01632 960001, or +44 (0)7700 900123 (her son)")
    ('+441632960001', '+447700900123')
    >>> numbers_in("07700 900123 07700 900124")
    ('+447700900123', '+447700900124')
    >>> numbers_in("0044 1632 96 00 01")
    ('+441632960001',)
    >>> numbers_in("flat 12")
    ('12',)
    """
    as_dialled = [
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        for one in _apart(typed.replace("(0)", ""))
        for match in phonenumbers.PhoneNumberMatcher(one, HOME, leniency=phonenumbers.Leniency.POSSIBLE)
    ]
    digits = _digits(typed)
    return tuple(dict.fromkeys(as_dialled)) or ((digits,) if digits else ())


def rings_one_of(numbers: Collection[str], typed: str) -> bool:
    """Whether one of `numbers`, as `numbers_in` gives them, may be rung by what somebody typed.

    In doubt it is: one that stands there without a gap between it and the next is found by its digits.

    >>> rings_one_of(["+447700900123"], "0770090012407700900123")
    True
    >>> rings_one_of(["+447700900123", "12"], "07700 900124, flat 12")
    False
    """
    digits = _digits(typed)
    ends = (_digits(number)[-LONG_ENOUGH:] for number in numbers)
    return not set(numbers).isdisjoint(numbers_in(typed)) or any(
        len(end) == LONG_ENOUGH and end in digits for end in ends
    )


def _apart(typed: str) -> Iterator[str]:
    """What was typed, cut where one number ends and the next begins with nothing but a space between."""
    start, gone = 0, ""
    for run in TOGETHER.finditer(typed):
        digits = _digits(run[0])
        begins = "+" in run[0] or (digits.startswith("0") and len(digits) > 2)
        if begins and len(gone.removeprefix("00").removeprefix("44")) >= LONG_ENOUGH:
            yield typed[start : run.start()]
            start, gone = run.start(), ""
        gone += digits
    yield typed[start:]


def _digits(typed: str) -> str:
    return "".join(str(int(character)) for character in typed if character.isdecimal())
