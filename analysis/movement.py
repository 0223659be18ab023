"""Which words say that somebody moved from one service to another?

The patterns read a line of plain words in which each service is written as "@": "my @ referred me to the @".
A full stop ends a sentence in it; a comma stands for any lesser mark.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from models.vocabulary import Sector


class Movement(StrEnum):
    """Which words say that somebody moved."""

    REFERRED = "referred"
    DISCHARGED = "discharged"
    SENT = "sent"
    SENT_BACK = "sent_back"
    WENT_BACK = "went_back"
    TOLD_TO_GO = "told_to_go"
    PASSED = "passed"
    HANDED_OVER = "handed_over"
    TRANSFERRED = "transferred"
    ADMITTED = "admitted"
    ENDED_UP = "ended_up"


MAY_BE_BACK = frozenset({Movement.SENT, Movement.PASSED, Movement.REFERRED, Movement.DISCHARGED})
"""With "back" these movements are `SENT_BACK`."""

ON_ONES_OWN = frozenset({Movement.ENDED_UP, Movement.WENT_BACK})
"""Of these, whoever stands before the verb is the one who moved."""

ENDS_INSIDE = frozenset({*ON_ONES_OWN, Movement.ADMITTED})
"""Of these, "in" or "at" says where to: "ended up in A&E"."""

MAY_END_ANYWHERE = frozenset({Movement.DISCHARGED, Movement.REFERRED})
"""These are movements even where nobody says where to: "the hospital sent her home"."""

LEAVING = frozenset({"left", "leaving"})
STAYED_AT = frozenset({Sector.HOSPITAL, Sector.URGENT, Sector.INTERMEDIATE, Sector.HOSPICE, Sector.CARE_HOME})
"""People leave these for the next place or for home; to leave a surgery is to change doctors."""


def _reads(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of plain words; each space in it reads over a comma too."""
    return re.compile(pattern.replace(" ", ",? "))


_DETERMINERS = (
    "the|my|our|his|her|their|your|its|a|an|another|some|this|that|one|local|own|nearest|new|old|same"
    "|different|mum's|dad's|mums|dads"
)
_PLACE = rf"(?:(?:{_DETERMINERS})\x20(?:[^ ,.@]+\x20){{0,2}})?@"
_SOMEBODY = (
    r"(?:me|us|him|her|them|it|you|people|patients|everyone|mum|mam|dad|mother|father|nan|gran|grandad"
    r"|(?:my|our|his|her|their|the) (?!@)[^ ,.@]+)"
)
_HAVE_TO = r"(?:should|must|had to|have to|has to|need to|needed to|needs to|would have to|ought to)"
_CONTACT = (
    r"(?:ring|call|phone|dial|email|contact|try|see|visit|attend|ask|speak to|talk to|present to|turn up at"
    r"|(?:go|get|come)(?: straight| back| down| up| over| along| off| away)*(?: to| and see| via)"
    r"|(?:take|bring) [^ ,.@]+(?: straight| back| down| up)* to"
    r"|get in touch with|(?:book|make|get) an appointment (?:with|at)|be seen (?:by|at))"
)
_TELLING = (
    r"(?:(?:told|tells|tell|telling|advised|advises|advising|instructed|urged)"
    rf"(?: by {_PLACE})?(?: {_SOMEBODY})?|asked {_SOMEBODY}|said|say|says|saying|suggested)"
)
_TOLD = (
    rf"{_TELLING}(?: that)?(?: to| (?:i|we|he|she|they|you|it) (?:just )?{_HAVE_TO})?"
    rf"(?: just| simply| please)? {_CONTACT}(?= {_PLACE})"
)
_HOME = rf"(?: {_SOMEBODY})?(?: straight| back| off)* home"

_VERBS: Mapping[Movement, str] = {
    Movement.TOLD_TO_GO: _TOLD,
    Movement.DISCHARGED: (
        rf"discharged|discharges|discharging|(?:sent|sends|sending|let|packed|shipped|brought|taken){_HOME}"
        rf"|(?:came|come|coming|went|going|got|getting|returned|returning|arrived){_HOME}"
        rf"|home(?= from {_PLACE})|left(?= {_PLACE})|leaving(?= {_PLACE})"
        r"|(?:came|come|coming|got|getting|let|turfed|thrown|kicked|pushed|rushed)"
        rf"(?=(?: {_SOMEBODY})? out of {_PLACE})"
    ),
    Movement.WENT_BACK: (
        r"(?:went|came|gone|going|had to go|have to go|got|was|were|been|end up|ended up|ending up)"
        r"(?: straight| right| going)* back(?= (?:in|into|to|at|on) )"
    ),
    Movement.REFERRED: (
        rf"referred|refers|referring|(?:had|decided) to refer|(?<!to\x20)refer(?= {_SOMEBODY} )"
    ),
    Movement.SENT: (
        r"sent|sends|sending|redirected|signposted|directed|diverted|shipped|packed off|farmed out|dumped"
        rf"|had to send|(?<!to\x20)send(?= {_SOMEBODY} )"
    ),
    Movement.PASSED: (
        r"passed|passes|passing|bounced|bounces|bouncing|pushed|pushing|shunted|batted|shoved|thrown|pinged"
        r"|ping ponged|back and forth|to and fro|backwards and forwards|backward and forward"
        r"|round in circles|going round|pillar to post|volleyed|tossed|fobbed off"
    ),
    Movement.HANDED_OVER: (
        r"handed|handing|hands|transitioned|put(?= [^ ,.@]+ (?:through|in touch|on to|onto) )"
    ),
    Movement.ADMITTED: r"readmitted|admitted|re admitted",
    Movement.ENDED_UP: r"ended up|ending up|end up|landed|wound up",
    Movement.TRANSFERRED: (
        r"transferred|transferring|moved|moving|(?<!time\x20)taken|rushed|brought|blue lighted|placed"
        rf"|took(?= {_SOMEBODY} )"
        rf"|(?:went|gone|going|goes|go|been)(?=(?: straight| on)? (?:from|between) {_PLACE})"
    ),
}
_NOUNS: Mapping[Movement, str] = {
    Movement.REFERRED: "referrals?",
    Movement.DISCHARGED: "discharge",
    Movement.HANDED_OVER: "handover|hand over",
    Movement.TRANSFERRED: "transfer|transition|move",
}
AS_A_NOUN = "_noun"
"""Ends the name of the group in `MOVED` that a movement's noun is found by: "my referral to the @"."""

MOVED = _reads(
    "(?<![^ ])(?=[a-z])(?:"
    + "|".join(f"(?P<{movement.value}>{verb})" for movement, verb in _VERBS.items())
    + "".join(
        f"|(?P<{movement.value}{AS_A_NOUN}>(?:{noun})(?= (?:from|to) ))" for movement, noun in _NOUNS.items()
    )
    + ")(?![^ ,.])"
)
END = _reads(
    rf"(?<![^ ])(?:(?P<to>(?:in|on)?to|in touch with|towards)(?: see| be seen by| be seen at)?"
    rf"|(?P<by>by)|(?P<from>from|out of|off)|(?P<at>in|at|on)|(?P<between>between)) {_PLACE}"
)
NAMED_NEXT = _reads(rf" {_PLACE}")
AND_ANOTHER = _reads(rf" (?:and|or|to) {_PLACE}")
ON_TO = _reads(rf" (?:(?:and|then|on|back|finally|eventually|over) )*(?:in|on)?to {_PLACE}")
AND_BACK = _reads(r" (?:and |then )+(?:straight )?back(?: again)?(?! (?:to|in|into|at|on) )(?![^ ,.])")
CLAUSE_ENDS = _reads(r" (?:and|but|so|because|who|which|when|where|while|although|as|i|we|they|she|he) |\. ")
THINGS = _reads(
    r" (?:letters?|notes|results?|reports?|emails?|texts?|messages?|cards?|forms?|prescriptions?|summary"
    r"|information|medication|medicines|tablets|wheelchair|equipment|bill|details|records|paperwork"
    r"|complaint|flowers|someone|somebody|nurses?) "
)
"""What was sent instead of the person."""

WAS_DONE_TO = _reads(r"(?<![^ ])(?:was|were|been|being|be|got|get|getting|is|am|are)(?: [^ ,.@]+)? $")
DONE_TO_SOMEBODY = _reads(rf" {_SOMEBODY}(?![^ ,.])")
BY_US = _reads(r"(?<![^ ])(?:i|we|(?:my|our) [^ ,.@]+)(?: (?!was|were|got|am|are)[^ ,.@]+){0,2} $")
BY_THEM = _reads(r"(?<![^ ])(?:they|he|she|who|which|it)(?: [^ ,.@]+){0,2} $")
WAS_AT = _reads(rf"(?<![^ ])(?:in|at|on|to|into) {_PLACE}")

_UP_TO_HERE = r"(?: (?!and|but|so|because|then|who|when|after|i |we )[^ ,.]+){0,3} $"
UNREAL = re.compile(
    r"(?<![^ ])(?:never|not(?! only| just)|no|nobody|none|neither|nor|without|should|would|could|might"
    r"|may be|may have|will|can|cannot|instead of|rather than|refused|refusing|waiting|want|wanted|supposed"
    r"|meant|need|needed|needs|needing|promised|promising|due|failed|fail|fails|failure|(?<!had )to be"
    rf"|hoping|hoped|awaiting){_UP_TO_HERE}|(?<!as )(?:if|unless|wish)(?: [^ ,.]+){{0,4}} $"
)
"""Ends just before what did not happen: "I should have been", "nobody at the @"."""

ONLY_ASKED_FOR = re.compile(
    rf"(?<![^ ])(?:for an?|asked|ask|requested|request|get|chasing|about an?){_UP_TO_HERE}"
)
CAME_TO_NOTHING = _reads(
    r"(?<![^ ])(?:lost|never|not|refused|rejected|declined|turned down|missing|no|nobody|disappeared"
    r"|vanished)(?![^ ,.])"
)
