"""Which part of the area does somebody live in? The first half of a postcode, and never the whole of one."""

import re

# Royal Mail, Programmers' Guide to the Postcode Address File, "Postcodes": one or two letters, a digit, and
# perhaps a digit or a letter; then, after a space that many leave out, a digit and two letters.
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)(?: [0-9][A-Z]{0,2}|[0-9][A-Z]{1,2})?")
_WHOLE_WITHIN = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)[\s,.-]*[0-9]\s*[A-Z]\s*[A-Z]\b")
_BETWEEN = re.compile(r"[\s.-]+")


def first_half(typed: str) -> str:
    """The first half of a postcode, whether half or all of it was typed, or more; empty where that is none.

    >>> first_half("mk9"), first_half("SG18 0QY"), first_half("At sg180qy."), first_half("Testford")
    ('MK9', 'SG18', 'SG18', '')
    """
    said = _BETWEEN.sub(" ", typed).strip().upper()
    found = _POSTCODE.fullmatch(said) or _WHOLE_WITHIN.search(typed.upper())
    return found[1] if found else ""
