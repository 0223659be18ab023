"""Which parts of a text are an e-mail address or a telephone number?"""

import re
from collections.abc import Iterator

import phonenumbers

from analysis.personal_details.reasons import Reason
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

FEWEST_DIGITS, MOST_DIGITS = 9, 15
"""Of a whole telephone number; the most is of ITU-T E.164."""

_PART = r"[a-z0-9](?:[\w-]{0,62})"
_DOT = r"\s{0,2}(?:\(dot\)|\[dot\]|\bdot\b)\s{0,2}"
_PROVIDERS = (
    r"gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|sky|virginmedia|talktalk|proton(?:mail)?"
    r"|example"
)
_EMAIL = re.compile(
    rf"(?<![\w.+-])(?:mailto:)?[\w.+'-]{{1,64}}(?:@|\s@\s){_PART}(?:\.{_PART}){{1,4}}",
    re.IGNORECASE,
)
_SPOKEN_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:\s(?:dot|underscore|hyphen)\s[\w-]{{1,30}}){{0,3}}"
    rf"\s{{0,2}}(?:\(at\)|\[at\]|\bat\b)\s{{0,2}}{_PART}"
    rf"(?:{_DOT}{_PART}){{0,3}}{_DOT}(?:org|com|net|uk|co|gov|info|me|io|eu)\b",
    re.IGNORECASE,
)
_EMAIL_WITH_AT = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64}(?:\s{0,2}[(\[{]\s?at\s?[)\]}]\s{0,2}[\w-]{2,40}(?:\s?\.\s?[a-z]{2,12}){1,3}"
    rf"|\s{{1,2}}at\s{{1,2}}(?:{_PROVIDERS})\s?\.\s?(?:com|co\s?\.\s?uk|net|org(?:\s?\.\s?uk)?|me))\b",
    re.IGNORECASE,
)
_DOTTED_EMAIL_WITH_AT = re.compile(
    r"(?<![\w.+-])(?=\w{1,30}[._\d])[\w.+-]{3,64}\s{1,2}at\s{1,2}[\w-]{2,40}(?:\s?\.\s?[a-z]{2,12}){1,3}\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<!\w)(?<!\d\.)(?:\+\s?\d|\(\s?\+?\d|00|0|[oO](?=[\s-]?\d)|(?=7\d{3}[ -]\d{3}))"
    r"[\doO()\s./–-]{6,24}[\doO]"
    r"(?:\s{0,2},?\s{0,2}(?:ext(?:ension)?|x)[.: ]{0,2}\d{1,6})?(?!\d)",
    re.IGNORECASE,
)
_OH = str.maketrans("oO", "00")
_DIGIT_WORD = (
    r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|\d{1,5})"
)
_SPOKEN_TELEPHONE = re.compile(
    rf"\b(?:oh|o|zero|nought|plus)[\s,-]{{1,3}}(?:{_DIGIT_WORD}[\s,-]{{1,3}}){{5,12}}{_DIGIT_WORD}\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")
_SAID_NUMBER = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|landline|number|ring|call|text|contact|whatsapp)\b"
    r"(?:\s?(?:no|num|number|me|us|him|her|is|on|at|back|:|\.|-|=)){0,4}"
    r"\s{0,2}(?P<it>\d(?:[ .-]?\d){5,11})(?!\d)",
    re.IGNORECASE,
)


def email_addresses_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield e-mail addresses as they are written or said; parts may overlap."""
    patterns = (_SPOKEN_EMAIL, _EMAIL_WITH_AT, _DOTTED_EMAIL_WITH_AT)
    for pattern in (_EMAIL, *patterns) if "@" in text else patterns:
        for found in pattern.finditer(text):
            yield Spotted(DetailKind.EMAIL, found.span(), Reason.WRITTEN_AS_ONE)


def telephone_numbers_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield telephone numbers: whole ones in any grouping, and local ones that are said to be one."""
    for found in _TELEPHONE.finditer(text):
        digits = sum(letter.isdigit() for letter in found[0])
        if digits >= FEWEST_DIGITS and not _DATE.match(found[0]) and _could_be_rung(found[0]):
            yield Spotted(DetailKind.PHONE, found.span(), Reason.WRITTEN_AS_ONE)
    for found in _SAID_NUMBER.finditer(text):
        yield Spotted(DetailKind.PHONE, found.span("it"), Reason.SAID_TO_BE_ONE)


def spoken_numbers_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield telephone numbers as they are said: "oh seven seven double oh ..."."""
    for found in _SPOKEN_TELEPHONE.finditer(text):
        yield Spotted(DetailKind.PHONE, found.span(), Reason.WRITTEN_AS_ONE)


def _could_be_rung(written: str) -> bool:
    """Whether the digits make a number of a possible length; whether it is in use nobody here can know."""
    try:
        return phonenumbers.is_possible_number(
            phonenumbers.parse(written.replace("(0)", "").translate(_OH), "GB")
        )
    except phonenumbers.NumberParseException:
        return False
