"""Which parts of a text are the registration of a car?"""

import re
from collections.abc import Iterator

from analysis.personal_details.reasons import Reason
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

_CURRENT = re.compile(
    r"(?<![\w-])[A-Z]{2}\d{2}[ -]?[A-Z]{3}(?![\w-])|(?<![\w-])[a-z]{2}\d{2}[a-z]{3}(?![\w-])"
)
_REGISTRATION = (
    r"(?:[a-z]{2}\s?\d{2}\s?[a-z]{3}|[a-z]\d{1,3}\s?[a-z]{3}|[a-z]{3}\s?\d{1,3}[a-z]"
    r"|[a-z]{1,3}\s?\d{1,4}|\d{1,4}\s?[a-z]{1,3})"
)
_OF_A_CAR = (
    r"\b(?:reg|registration|reg(?:istration)? (?:no|num|number|plate)|number ?plate|plates?"
    r"|vrn|licen[cs]e plate)\b"
)
_SAID_REGISTRATION = re.compile(
    rf"{_OF_A_CAR}\W{{0,3}}(?:(?:is|was|of|number|no|it's|mark|in|as|into|under|being)\b\W{{0,3}}){{0,3}}"
    rf"(?P<it>{_REGISTRATION})(?!\w)",
    re.IGNORECASE,
)
_NEAR_A_CAR = re.compile(
    r"\b(?:car|vehicle|van|motorbike|taxi|ambulance|parked|parking|drive|drives|driving|focus|fiesta|corsa|astra|golf"
    r"|polo|micra|clio|bmw|audi|vauxhall|ford|toyota|nissan|honda)\b[\w ,'():-]{0,50}?[ (,:]"
    r"(?P<it>(?-i:[A-Z]{2} ?\d{2} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z])"
    r"|[a-z]{2}\d{2} ?[a-z]{3}|[a-z]\d{2,3} ?[a-z]{3})(?!\w)",
    re.IGNORECASE,
)


def registrations_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield registrations of cars: today's form in capitals anywhere, the others where a car is spoken of."""
    for found in _CURRENT.finditer(text):
        yield Spotted(DetailKind.CAR_REGISTRATION, found.span(), Reason.WRITTEN_AS_ONE)
    for pattern in (_SAID_REGISTRATION, _NEAR_A_CAR):
        for found in pattern.finditer(text):
            if any(letter.isdigit() for letter in found["it"]):
                yield Spotted(DetailKind.CAR_REGISTRATION, found.span("it"), Reason.SAID_TO_BE_ONE)
