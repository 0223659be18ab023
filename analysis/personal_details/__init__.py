"""Which parts of a text could say who somebody is? A person decides what is taken out."""

import re
from collections.abc import Iterator

from analysis.normalise import LONGEST_ANALYSED, Word, words_of
from analysis.personal_details.addresses import addresses_in
from analysis.personal_details.birthdays import dates_of_birth_in
from analysis.personal_details.cars import registrations_in
from analysis.personal_details.contact import email_addresses_in, spoken_numbers_in, telephone_numbers_in
from analysis.personal_details.handles import handles_in
from analysis.personal_details.names import names_in
from analysis.personal_details.patient_numbers import patient_numbers_in
from analysis.personal_details.postcodes import postcodes_in
from analysis.personal_details.reasons import Reason
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

__all__ = ["Reason", "details_in"]

_SUREST_FIRST = (
    DetailKind.EMAIL,
    DetailKind.NHS_NUMBER,
    DetailKind.PHONE,
    DetailKind.DATE_OF_BIRTH,
    DetailKind.POSTCODE,
    DetailKind.CAR_REGISTRATION,
    DetailKind.HANDLE,
    DetailKind.ADDRESS,
    DetailKind.NAME,
)
_DIGIT = re.compile(r"\d")


def details_in(text: str, words: tuple[Word, ...] | None = None) -> tuple[Spotted[DetailKind], ...]:
    """Return the personal details in the whole of `text`, in order, none overlapping another.

    `words` are those of the text where they have been read before. Where two readings overlap, the longer
    one is kept; of two as long, the kind that is less easily mistaken.
    """
    if words is None or len(text) > LONGEST_ANALYSED:
        words = words_of(text)
    kept = []
    taken = bytearray(len(text))
    for found in sorted(_readings(text, words), key=_best_first):
        start, end = found.span
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.span))


def _readings(text: str, words: tuple[Word, ...]) -> Iterator[Spotted[DetailKind]]:
    yield from email_addresses_in(text)
    yield from handles_in(text)
    yield from spoken_numbers_in(text)
    yield from addresses_in(text)
    yield from dates_of_birth_in(text)
    if _DIGIT.search(text):
        yield from telephone_numbers_in(text)
        yield from patient_numbers_in(text)
        yield from postcodes_in(text)
        yield from registrations_in(text)
    for span, reason in names_in(text, words):
        yield Spotted(DetailKind.NAME, span, reason)


def _best_first(found: Spotted[DetailKind]) -> tuple[int, int, int]:
    start, end = found.span
    return start - end, _SUREST_FIRST.index(found.kind), start
