"""Which dates in a text are somebody's date of birth?"""

import re
from collections.abc import Iterator

from analysis.personal_details.reasons import Reason
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh"
    r"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_DAY = rf"(?:\d{{1,2}}(?:\s?(?:st|nd|rd|th))?|{_ORDINAL})"
_UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_YEAR_IN_WORDS = (
    r"(?:nineteen|twenty)[\s-](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh)"
    rf"(?:[\s-](?:and\s)?{_UNIT})?|ten|eleven|twelve|\w{{3,5}}teen)"
)
_YEAR = rf"(?:['’]?\d{{4}}|['’]?\d{{2}}|{_YEAR_IN_WORDS})"
_DATE = (
    r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    rf"|\d{{1,2}}\s?[./\-–\\ ]\s?\d{{1,2}}\s?[./\-–\\ ]\s?(?:\d{{4}}|\d{{2}})"
    rf"|{_DAY}[\s,./-]{{0,2}}(?:(?:day\s)?of\s)?{_MONTH}\b(?:[\s,./-]{{0,3}}{_YEAR})?"
    rf"|{_MONTH}[\s-]{{1,2}}(?:the\s)?{_DAY}\b(?:[\s,./-]{{0,3}}(?:\d{{4}}|['’]\d{{2}}|{_YEAR_IN_WORDS}))?"
    rf"|{_DAY}\sof\s(?:the\s)?{_DAY}(?:[\s,]{{1,2}}(?:{_YEAR}|{_TENS}(?:[\s-]{_UNIT})?))?"
    rf"|{_MONTH}[\s,]{{1,2}}\d{{4}}|\d{{6}}|\d{{8}}|(?:19|20)\d{{2}})(?!\d)"
)
_BIRTH = (
    r"(?:d\.?\s?o\.?\s?b\.?|d/o/b|b\.|(?:date|year) of birth|birth ?date"
    r"|date birth|birthday|b-?day|birth|born)"
    r"(?![a-z])"
)
_BETWEEN = (
    r"(?:is|was|on|in|of|and|said|told|gave|them|him|that|it's|its|being|given as|recorded as|as|at|me|he|she"
    r"|falls|fell|this|next|last|back|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day|here|there|i|we|her|his|my)"
)
_SPEAKS_OF_BIRTH = re.compile(rf"(?<![a-z]){_BIRTH}", re.IGNORECASE)
_BORN_ON = re.compile(
    rf"(?<![a-z]){_BIRTH}\W{{0,3}}(?:{_BETWEEN}\b\W{{0,3}}){{0,5}}(?P<it>(?:the\s)?{_DATE})", re.IGNORECASE
)
_BORN_BEFORE = re.compile(
    rf"(?<![\w/])(?P<it>{_DATE})[\s,()-]{{1,3}}"
    rf"(?:(?:is|was|being|which|as|my|his|her|their|the|our|mum's|dad's|mums|dads)\s){{0,4}}{_BIRTH}",
    re.IGNORECASE,
)
_OF_AN_AGE_ON = re.compile(
    rf"\b(?:turn(?:ed|s|ing)?|(?:will|would|'ll) be|was|is|am|be|aged|reached)\s(?:\d{{1,3}}|[a-z-]{{3,12}})"
    rf"\s(?:years old\s)?(?:on|this|next|last|in)\s(?:the\s)?"
    rf"(?P<it>{_DAY}\s(?:of\s)?{_MONTH}\b(?:[\s,]{{1,2}}{_YEAR})?"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{_MONTH}\s{_DAY}(?:[\s,]{{1,2}}\d{{4}})?)(?!\d)",
    re.IGNORECASE,
)


def dates_of_birth_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield dates that are said to be somebody's birthday; any other date is none."""
    of_birth = (_BORN_ON, _BORN_BEFORE) if _SPEAKS_OF_BIRTH.search(text) else ()
    for pattern in (*of_birth, _OF_AN_AGE_ON):
        for found in pattern.finditer(text):
            yield Spotted(DetailKind.DATE_OF_BIRTH, found.span("it"), Reason.SAID_TO_BE_ONE)
