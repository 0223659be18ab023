"""Which parts of a text are the number of a patient or of their case?"""

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from analysis.personal_details.reasons import Reason
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

_TEN_DIGITS = re.compile(r"(?<![\d+])(?<!\d\.)[1-9](?:[ ./\-–]{0,2}\d){9}(?!\d)")
_SAID_NHS_NUMBER = re.compile(
    r"\bn\.?h\.?s\.?\s{0,2}(?:no|num|number|numb|nr|id|#)\b\W{0,3}"
    r"(?:(?:is|was|it's|its|being|of|for|mine|me|my|mum|dad)\b\W{0,3}){0,3}"
    r"(?P<it>\d(?:[ .\-–]{0,2}\d){6,11})(?!\d)",
    re.IGNORECASE,
)
_SAID_CASE_NUMBER = re.compile(
    r"\b(?:hospital|hosp|patient|case|unit|mrn|medical record|record|reference|ref|incident|complaint|job"
    r"|booking|appointment|clinic|pas|datix|crn|nhs)\b\s{0,2}"
    r"(?:(?:no|num|number|id|ref|reference|code|#)\b\W{0,3}){1,2}"
    r"(?:(?:is|was|it's|its)\b\W{0,3})?(?P<it>(?=[a-z/-]{0,6}\d)[a-z0-9][a-z0-9/-]{3,18}(?: \d{2,6}){0,3})\b",
    re.IGNORECASE,
)
_SAID_MRN = re.compile(
    r"\b(?:mrn|crn|datix)\b\W{0,3}(?:is\b\W{0,2})?(?P<it>(?=[a-z]{0,4}\d)[a-z0-9-]{4,18})\b", re.IGNORECASE
)


def patient_numbers_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield NHS numbers, by their check digit or because the words say so, and other numbers of a case."""
    for found in _TEN_DIGITS.finditer(text):
        if nhs.is_valid(re.sub(r"\D", "", found[0])):
            yield Spotted(DetailKind.NHS_NUMBER, found.span(), Reason.WRITTEN_AS_ONE)
    for pattern in (_SAID_NHS_NUMBER, _SAID_CASE_NUMBER, _SAID_MRN):
        for found in pattern.finditer(text):
            yield Spotted(DetailKind.NHS_NUMBER, found.span("it"), Reason.SAID_TO_BE_ONE)
