"""Which numbers are in what somebody typed, each as it is dialled from anywhere?"""

import phonenumbers

HOME = "GB"
"""Where a number without the code of a country is dialled."""


def numbers_in(typed: str) -> tuple[str, ...]:
    """Every telephone number, in the order they stand there; what is none here is known by its digits.

    >>> numbers_in("01632 960001, or +44 (0)7700 900123 (her son)")
    ('+441632960001', '+447700900123')
    >>> numbers_in("ext 4417")
    ('4417',)
    """
    matches = phonenumbers.PhoneNumberMatcher(
        typed.replace("(0)", ""), HOME, leniency=phonenumbers.Leniency.POSSIBLE
    )
    as_dialled = [
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164) for match in matches
    ]
    digits = "".join(str(int(character)) for character in typed if character.isdecimal())
    return tuple(dict.fromkeys(as_dialled)) or ((digits,) if digits else ())
