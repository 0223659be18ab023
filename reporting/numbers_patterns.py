"""The words and the patterns by which numbers of people are found in a sentence: for `numbers_said` alone."""

import re

SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
UNITS = {word: number for number, word in enumerate(SMALL, start=1)}
BY_TEN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {word: 10 * number for number, word in enumerate(BY_TEN, start=2)}
WHOLE = {"a dozen": 12, "a couple": 2, "a hundred": 100, "a single": 1, "both of": 2}
PARTS = {
    "half": 50,
    "a third": 33,
    "one third": 33,
    "two thirds": 67,
    "a quarter": 25,
    "one quarter": 25,
    "three quarters": 75,
}


def _one_of(said: str) -> str:
    return said.replace(" ", "|")


_UNIT, _TEN = "|".join(UNITS), "|".join(TENS)
NUMBER = rf"(?:\d[\d,]{{0,11}}(?:\.\d+)?(?!\.?\d)|(?:{_TEN})(?:[ -](?:{_UNIT}))?|{_UNIT}|{'|'.join(WHOLE)})"
A_NUMBER = rf"(?<![\w.£])(?<![a-z]-)(?<!24/)({NUMBER})"
THINGS = _one_of(
    "days? weeks? months? years? hours? minutes? o'clock am pm miles? km pounds? times? stars? points? "
    "january february march april may june july august september october november december "
    "beds? wards? lifts? doors? rooms? places? sites? homes? hospitals? trusts? councils? practices? "
    "surgeries pharmacies services? teams? bodies organisations? providers? boards? programmes? "
    "visits? meetings? events? sessions? recommendations? questions? reports? promises themes? areas? "
    "calls? letters? thirds? quarters? per percent things? slots?"
)
LINKS = _one_of(
    "and in of the for on to from by when that which who they we she he it you i "
    "everybody everyone nobody somebody most many some"
)
PEOPLE = (
    _one_of(
        "people person patients? inpatients? outpatients? families family carers? relatives? residents? "
        "respondents? parents? mothers? fathers? daughters? sons? husbands? wives wife babies baby "
        "women woman men man ladies lady girls? boys? children child teenagers? friends? callers? "
        "comments? stories story reviews? contributors? participants? individuals? adults? users? "
        "visitors? veterans? travellers? survivors? migrants? refugees? workers?"
    )
    + r"|members?(?! of (?:staff|(?:the|our) (?:staff|board|team)))"
)
SAY = _one_of(
    "told tell said says? wrote rated described reported mentioned complained praised felt feel waited "
    "thanked thought wanted needed liked disliked spoke struggled found "
    "asked agreed rang slept cried suffered died "
    "experienced received witnessed recalled raised stayed could chose refused"
)
DO = (
    _one_of("were was had have are did went got could called left fell gave came saw answered replied")
    + f"|{SAY}"
)
BETWEEN = rf"(?:(?!(?:{THINGS}|{LINKS})\b)[\w’'-]+\s+){{0,2}}"
OF_THE = r"(?:(?:of|out of) (?:the |our |these |those |all )?)?"
NO_THINGS = rf"(?!\s+(?:[\w’'-]+\s+)?(?:{THINGS})\b)"

OF_PEOPLE = re.compile(rf"{A_NUMBER}\s+{OF_THE}{BETWEEN}(?:{PEOPLE}|of (?:them|those|us))\b", re.I)
PAIR = re.compile(rf"{A_NUMBER}\s+(?:or|to|and)\s+{NUMBER}\s+{BETWEEN}(?:{PEOPLE})\b", re.I)
COUNTED = re.compile(rf"(?:\bn\s*=\s*|\b(?:{PEOPLE})\b[^.:(]{{0,60}}[(:]\s*)({NUMBER})\b{NO_THINGS}", re.I)
TOLD = re.compile(rf"{A_NUMBER}\s+{OF_THE}{BETWEEN}(?:{SAY})\b", re.I)
WERE = re.compile(rf"{A_NUMBER}\s+(?:{DO})\b", re.I)
ALONE = re.compile(
    rf"^(?:(?:only|just|another|about|nearly|almost|the other|all)\s+)*({NUMBER})\s+(?:{DO})\b"
    rf"|^(?:only|just|another)\s+({NUMBER})\s*(?:[.,;:!]|$)",
    re.I,
)
OF_MANY = re.compile(
    rf"{A_NUMBER}\s+(?:out of|of|in)\s+(?:every\s+|the\s+)?({NUMBER})(?![\w.]*\d){NO_THINGS}", re.I
)
PERCENT = re.compile(rf"(?<![\w.])({NUMBER})\s*(?:%|per\s?cent\b)", re.I)
FRACTION = re.compile(
    rf"\b({'|'.join(PARTS)})\s+(?:(?:of\s+)?(?:the\s+|all\s+|our\s+)?{BETWEEN}(?:{PEOPLE}|them|those)"
    rf"|{BETWEEN}(?:{SAY})|were|had)\b",
    re.I,
)
BOTH = re.compile(rf"\b(both of)\s+(?:the|our|these|those)\s+{BETWEEN}(?:{PEOPLE})\b", re.I)
WHO = re.compile(rf"{A_NUMBER}\s+(?:(?:who|whose)\b|\([^)]*\)\s+(?:{DO})\b)", re.I)
SAID_BY = re.compile(
    rf"\b(?:said|told|raised|reported|mentioned|described)\s+(?:to\s+us\s+)?by\s+(?:(?:only|just|about)\s+)?"
    rf"({NUMBER})\b(?!\s*%){NO_THINGS}",
    re.I,
)
THERE_WERE = re.compile(
    rf"\bthere\s+(?:are|was|were)\s+(?:(?:only|just|about)\s+)?({NUMBER})\s*(?:[.;!]|$)", re.I
)
OF_THEM_ALL = re.compile(rf"\bof\s+(?:the|these|those)\s+({NUMBER}),\s+({NUMBER})\s+(?:{DO})\b", re.I)
SLASH_TEN = re.compile(rf"(?<![\w./])(\d{{1,2}})/(10)(?![\d/]){NO_THINGS}", re.I)
SPEAKS_OF_PEOPLE = re.compile(rf"\b(?:{PEOPLE}|them|those|us|everybody|everyone)\b", re.I)
SAYS = re.compile(rf"\b(?:{SAY})\b", re.I)
WISHES = re.compile(r"\b(?:want|need|wish|give|have|should|would|could|must|every|each|no)", re.I)
SHOULD = re.compile(
    r"\b(?:should|must|ought to)\b(?!\s+(?:not\s+|never\s+)?have\s+(?:been|had|gone|got|seen|\w+ed)\b)", re.I
)
ASKS = re.compile(
    r"^(?:please\s+)?(?:allow|ask|give|have|invite|let|make|name|offer|put|see|train)\b"
    r"|\bby\s+(?:\d{1,2}\s+)?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:the\s+)?end\b|next\b)",
    re.I,
)
DEFINITE = re.compile(r"\b(?:the|these|those)\s+(?:(?:only|other)\s+)?$", re.I)
ONLY = re.compile(r"\b(?:only|just|another)\s+$", re.I)
DOING = re.compile(rf"\b(?:{DO})\b", re.I)
DID = re.compile(rf"\b(?!(?:have|are|feel|says?|tell)\b)(?:{DO})\b", re.I)
RATED = re.compile(r"\b(?:rated?|scored?|gave)\s+(?:[\w’'-]+\s+){0,2}$", re.I)
DOES = re.compile(rf"\s+(?:who\s+)?(?:{DO})\b", re.I)
OF_OTHER_THINGS = re.compile(
    rf"£|\b(?:money|budgets?|spen[dt]|spending|costs?|income|waits?|grants?|funding|fees?|pay|paid)\b"
    rf"|(?:%|cent)\s+of\s+(?:[\w’'-]+\s+)?(?:{THINGS})\b",
    re.I,
)
LABEL = re.compile(
    r"\b(?:ward|level|section|part|step|page|no\.?|number|version|grade|band|unit|room|covid|nhs|"
    rf"rang|rings?|calls?|called|dial|tier|"
    rf"aged?(?: \d+ (?:to|and|or))?|(?:{PEOPLE}|those) (?:over|under))\s+$"
    r"|(?:^|\b(?:in|of|from|until|by|since|to|and|after|before)\s+)(?:week|phase|stage|year)\s+$",
    re.I,
)
TENTHS = re.compile(r"\b(?:in|out of|of)\s+(?:every\s+)?$", re.I)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
CLAUSE = re.compile(r"[,;:]")
NEXT_CLAUSE = re.compile(r"[;:]")
COUNTS = (OF_PEOPLE, PAIR, COUNTED, TOLD, ALONE, BOTH, WHO, SAID_BY, THERE_WERE)
