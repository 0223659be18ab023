"""Which parts of a text are the address of a home: a house, a flat, a street?"""

import re
from collections.abc import Iterator

from analysis.personal_details.reasons import Reason
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

_STREETS = (
    r"street|road|rd|avenue|ave|lane|ln|close|crescent|cres|terrace|gardens|gdns|grove|mews|boulevard|blvd"
    r"|cottages|villas|cl"
)
"""Words that make a street whatever their capitals."""
_MORE_STREETS = (
    rf"{_STREETS}|str?|drive|dr|way|court|ct|place|pl|square|sq|hill|park|walk|row|rise|view|green|parade|wharf|quay"
    r"|heights|meadows?|croft|fields?|gate|end|common|vale|path|circus|yard|chase|bank|brow|nook|orchard|paddock"
    r"|house|towers?|mansions?|apartments|flats|estate|farm|lodge|gardens|ridge|broadway|spinney|fold|bungalows"
)
"""With those that make one with a capital, or where somebody is said to live."""
_NO_STREET = (
    r"(?!(?:hours?|hrs?|hr|minutes?|mins?|min|seconds?|secs?|days?|weeks?|wks?|months?|years?|yrs?|miles?|metres?"
    r"|yards?|times?|people|patients?|nurses?|doctors?|in|on|at|to|of|from|the|a|an|and|or|by|for|with|down|is"
    r"|was|were|are|am|pm|mg|ml|st|nd|rd|th|calls?|beds?|ward|cars?|per|each|more|other|different|ambulances?"
    r"|paramedics?|staff|my|our|your|his|her|i|it|we|they|but|so)\b)"
)
_WORD = rf"{_NO_STREET}[a-z][a-z'’.-]{{1,20}}"
_CAPITAL = r"(?-i:[A-Z])[\w'’-]{1,20}"
_UNIT = (
    r"(?:(?:(?:top|ground|first|basement|upper|lower)(?:\sfloor)?\s)?(?:flat|apartment|apt|unit|room|plot|caravan|block)"
    r"\s{0,2}(?:no\.?\s{0,2}|number\s)?(?:\d{1,4}\s?[a-z]?|[a-z]\d{0,3})\b|(?:top|ground|basement)(?:\sfloor)?\sflat\b)"
)
_NUMBER = r"(?:no\.?\s{0,2}|number\s)?\d{1,4}\s?[a-f]?(?:\s?[-/–]\s?\d{1,4}[a-f]?)?\b"
_GAP = r"[\s,]{1,3}"
_TOWN = r"(?-i:[A-Z])[a-z'’]{2,20}\b"
_TOWNS = rf"(?:,\s{{0,2}}{_TOWN}(?:[ -](?:(?:on|upon|in|under|le|by|the)[ -])?{_TOWN}){{0,2}}){{0,3}}"
_STREET_NAME = (
    rf"(?:(?-i:St\.?\s)?(?:{_WORD}\s{{1,2}}){{1,3}}(?:{_STREETS})\b"
    rf"|(?-i:St\.?\s)?(?:(?-i:(?=[A-Z])){_WORD}\s{{1,2}}){{1,3}}(?-i:(?=[A-Z]))(?:{_MORE_STREETS})\b"
    rf"|(?-i:The\s(?=[A-Z]))(?:{_WORD}))"
)

_NUMBERED = re.compile(
    rf"(?<![\w£.:/-])(?:{_UNIT}{_GAP})?(?:{_CAPITAL}(?:\s{_CAPITAL}){{0,2}},\s{{1,2}})?{_NUMBER}{_GAP}{_STREET_NAME}{_TOWNS}",
    re.IGNORECASE,
)
_FLAT = re.compile(
    rf"\b(?:(?:flat|apartment|apt)\s{{0,2}}(?:no\.?\s{{0,2}}|number\s)?(?:\d{{1,4}}[a-z]?|[a-z])\b"
    rf"|(?-i:Unit|Plot|Caravan|Block|Room)\s\d{{1,4}}[a-z]?\b(?={_GAP}(?-i:[A-Z])))"
    rf"(?:{_GAP}{_CAPITAL}(?:\s{_CAPITAL}){{0,3}})?{_TOWNS}",
    re.IGNORECASE,
)
_HOUSE_AND_STREET = re.compile(
    rf"\b(?:{_UNIT}{_GAP})?(?-i:The\s)?{_CAPITAL}(?:\s{_CAPITAL}){{0,2}},\s{{0,2}}"
    rf"(?-i:(?=[A-Z]))(?:{_WORD}\s){{1,2}}(?-i:(?=[A-Z]))(?:{_MORE_STREETS})\b(?!\s(?-i:[A-Z]|hospital|surgery)){_TOWNS}",
    re.IGNORECASE,
)
_COTTAGE = re.compile(
    rf"\b(?:{_CAPITAL}\s){{1,2}}(?-i:Cottage|Bungalow|Farmhouse|Barn)\b(?!\s(?:hospital|surgery|clinic)){_TOWNS}",
    re.IGNORECASE,
)
_LIVES_AT = re.compile(
    r"\b(?:lives?|lived|living|home|house|address|stay|stays|staying|based|reside|resides|residing|bungalow|cottage|flat"
    r"|door|moved|delivered|sent|came|come|called|round|visit|visits|visited)\b\W{0,2}"
    r"(?:(?:is|was|at|on|in|to|alone|with|round|just|off|here|now|currently|still|out|me|us|her|him|it)\b\W{0,2}){1,4}"
    rf"(?P<it>(?:{_UNIT}{_GAP})?{_NUMBER}{_GAP}(?:{_WORD}\s{{1,2}}){{1,3}}(?:{_MORE_STREETS})\b{_TOWNS}"
    rf"|(?:{_WORD}\s{{1,2}}){{1,2}}(?:{_STREETS})\b{_TOWNS})",
    re.IGNORECASE,
)
_ADDRESS_IS = re.compile(
    rf"\b(?:address|live at|lives at|living at|lived at)\b\W{{0,3}}(?:(?:is|was)\b\W{{0,2}})?"
    rf"(?P<it>{_NUMBER}{_GAP}{_WORD}(?:\s{_CAPITAL}){{0,3}}{_TOWNS})",
    re.IGNORECASE,
)


def addresses_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield addresses, with the towns after them; parts may overlap."""
    for pattern in (_NUMBERED, _FLAT, _HOUSE_AND_STREET, _COTTAGE):
        for found in pattern.finditer(text):
            yield Spotted(DetailKind.ADDRESS, found.span(), Reason.WRITTEN_AS_ONE)
    for pattern in (_LIVES_AT, _ADDRESS_IS):
        for found in pattern.finditer(text):
            yield Spotted(DetailKind.ADDRESS, found.span("it"), Reason.SAID_TO_BE_ONE)
