"""Which parts of a text are a profile or a handle on a social site?"""

import re
from collections.abc import Iterator

from analysis.personal_details.reasons import Reason
from analysis.personal_details.word_lists import word_lists
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

_SITES = (
    r"facebook|fb|messenger|twitter|instagram|insta|tiktok|tik tok|snapchat|snap|linkedin|linked in|youtube"
    r"|whatsapp"
    r"|skype|telegram|threads|bluesky|reddit|discord|nextdoor|strava|x"
)
_PROFILE = re.compile(
    r"\b(?:https?://)?(?:www\.|m\.|uk\.)?"
    r"(?:facebook|fb|twitter|x|instagram|tiktok|snapchat|linkedin|youtube|threads|reddit|t)\.(?:com|net|me)"
    r"/[\w./@?=&%+-]{1,200}",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![\w@.+-])@(?=[\w.-]{0,29}[a-z])[a-z0-9_][\w.-]{1,39}(?<![.-])(?:@[\w.-]{3,60}(?<![.-]))?(?![\w@])",
    re.IGNORECASE,
)
_ON_A_SITE = re.compile(
    rf"\b(?:{_SITES}|ig)\b(?:\s?:\s?@?|\s@?)(?P<it>[a-z0-9][\w.]{{4,29}}(?<!\.))(?!\w)|\b[ur]/[\w-]{{3,30}}",
    re.IGNORECASE,
)
_UNDERSCORED = re.compile(
    r"(?<![\w@./-])(?=\w{0,30}[a-z])[a-z0-9]{2,20}(?:_[a-z0-9]{1,20}){1,3}(?![\w@])", re.IGNORECASE
)
_SAID_HANDLE = re.compile(
    r"\b(?:(?:handle|username|user name|user id|screen name|nickname|login|account name|profile name)"
    r"(?:\W{1,3}(?:is|was|on there|there|being|called|of)){0,3}"
    r"|(?:find|follow|message|dm|add|tag|contact|reach|look|search|see|tweet|tweeted|posted|post|tweeting)"
    r"(?:\s(?:me|us|her|him|for|up|it|this|about|out|under|at|as|from)){0,4}"
    rf"\W{{1,3}}(?:on|via|through)\s(?:{_SITES})"
    r"(?:\W{1,3}(?:at|as|under|by|is|i'm|im|i am|where)){0,3})"
    r"[ :,('\"“-]{1,4}(?P<it>@?(?=[\w.-]{0,30}[\d._-])[a-z0-9][\w.-]{2,39}(?<![.-]))",
    re.IGNORECASE,
)
_NAMED_ON_A_SITE = re.compile(
    rf"\b(?:{_SITES})\b(?:\s?[:=]\s?|(?:[ ,:'-]{{1,3}}"
    r"(?:handle|name|username|account|profile|page|id|is|as|under|called|known|by|at|i'm|im|me|my|it's)"
    r"){1,4}[ :@,'\"-]{1,3})"
    r"(?P<it>[a-z0-9][\w.]{2,29}(?<!\.)(?: (?-i:[A-Z])[\w'-]{1,20})?)",
    re.IGNORECASE,
)


def handles_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield profiles and handles; parts may overlap."""
    written = [_PROFILE, *([_UNDERSCORED] if "_" in text else []), *([_HANDLE] if "@" in text else [])]
    for pattern in written:
        for found in pattern.finditer(text):
            yield Spotted(DetailKind.HANDLE, found.span(), Reason.WRITTEN_AS_ONE)
    for pattern in (_NAMED_ON_A_SITE, _SAID_HANDLE):
        for found in pattern.finditer(text):
            if not _is_ordinary(found["it"]):
                yield Spotted(DetailKind.HANDLE, found.span("it"), Reason.SAID_TO_BE_ONE)
    for found in _ON_A_SITE.finditer(text):
        if not found["it"] or not _is_ordinary(found["it"]):
            yield Spotted(DetailKind.HANDLE, found.span(), Reason.WRITTEN_AS_ONE)


def _is_ordinary(word: str) -> bool:
    """Whether a word after the name of a site goes on with the sentence: "on facebook and it was"."""
    return word.casefold() in word_lists().ordinary_words
