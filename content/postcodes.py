"""Which part of the area does somebody live in? The first half of a postcode, and never the whole of one."""

import re

# Royal Mail, Programmers' Guide to the Postcode Address File, "Postcodes": one or two letters, a digit, and
# perhaps a digit or a letter; then, after a space that many leave out, a digit and two letters.
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)(?: [0-9][A-Z]{0,2}|[0-9][A-Z]{1,2})?")
_BETWEEN = re.compile(r"[\s.-]+")


def first_half(typed: str) -> str:
    """The first half of a postcode, whether half or all of it was typed; empty where that is none.

    >>> first_half("mk9"), first_half("SG18 0QY"), first_half("sg180qy"), first_half("Testford")
    ('MK9', 'SG18', 'SG18', '')
    """
    found = _POSTCODE.fullmatch(_BETWEEN.sub(" ", typed).strip().upper())
    return found[1] if found else ""
