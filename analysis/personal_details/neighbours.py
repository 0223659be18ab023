"""What do the words around say: that a name stands here, or that it names a place or an illness?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.personal_details.likeness import Likeness, Support, likeness_of
from analysis.personal_details.reasons import Reason
from analysis.personal_details.tokens import Token
from analysis.personal_details.word_lists import word_lists

SPACE = re.compile(r"\s{1,2}")
_AFTER_A_TITLE = re.compile(r"\.?\s{0,2}")
_BESIDE = re.compile(r"\s{0,2}[,:(\-–—'\"‘“]{0,2}\s{0,2}['\"‘“(]?")
_DASH = re.compile(r".{0,3}[-–—~]\s{0,3}", re.DOTALL)
_AFTER_SIGNING_OFF = re.compile(r"[\s,.:!x-]{1,5}")
_KISSES = re.compile(r"x+")
_BEFORE_A_ROLE = frozenset({"the", "our", "my"})
_PLACE_BEFORE = frozenset({"on", "in", "to", "at", "the", "of", "from", "near"})


def support_for(tokens: Sequence[Token], at: int, last: int) -> tuple[Support, Reason]:
    """Say how the words before and after speak for a name, and the rule that says so."""
    lists = word_lists()
    token = tokens[at]
    before, two_before = _words_before(tokens, at)
    if before in lists.titles and _AFTER_A_TITLE.fullmatch(token.gap):
        return Support.STRONG, Reason.AFTER_A_TITLE
    if before and _BESIDE.fullmatch(token.gap):
        if before == "called" and two_before.partition(" ")[0] not in lists.who_phones:
            return Support.STRONG, Reason.SAID_TO_BE_A_NAME
        if before != "called" and (before in lists.naming or two_before in lists.naming):
            return Support.STRONG, Reason.SAID_TO_BE_A_NAME
        if before in lists.roles | lists.relations and not tokens[at - 1].is_possessive:
            return Support.BESIDE_A_PERSON, Reason.BESIDE_A_PERSON
    if _signs_off(tokens, at, last):
        return Support.BESIDE_A_PERSON, Reason.SIGNED
    if before and _BESIDE.fullmatch(token.gap):
        if before in lists.leads_to_a_name or two_before in lists.leads_to_a_name:
            return Support.SOME, Reason.BESIDE_A_PERSON
        if before in lists.may_lead_to_a_name or two_before in lists.may_lead_to_a_name:
            return Support.FOR_A_CAPITAL, Reason.BESIDE_A_PERSON
    if before in lists.before_a_thing and not token.has_capital:
        return Support.NONE, Reason.KNOWN_FIRST_NAME
    if token.stands_out and last + 1 < len(tokens) and tokens[last + 1].text == "family":
        return Support.STRONG, Reason.AS_A_PERSON_DOES
    if tokens[last].is_possessive or _does_what_people_do(tokens, last):
        return Support.SOME, Reason.AS_A_PERSON_DOES
    return Support.NONE, Reason.KNOWN_FIRST_NAME


def _words_before(tokens: Sequence[Token], at: int) -> tuple[str, str]:
    """Return the word before, and the two before with a space between; empty where there is none."""
    if at == 0:
        return "", ""
    before = tokens[at - 1]
    two_before = f"{tokens[at - 2].text} {before.text}" if at > 1 and SPACE.fullmatch(before.gap) else ""
    return before.text, two_before


def _does_what_people_do(tokens: Sequence[Token], last: int) -> bool:
    """Whether what comes after says that somebody did something, or who they are."""
    lists = word_lists()
    if last + 1 >= len(tokens):
        return False
    after = tokens[last + 1]
    two_after = f"{after.text} {tokens[last + 2].text}" if last + 2 < len(tokens) else ""
    if after.text in _BEFORE_A_ROLE and two_after.partition(" ")[2] in lists.roles | lists.relations:
        return _BESIDE.fullmatch(after.gap) is not None
    if SPACE.fullmatch(after.gap) and (
        after.text in lists.follows_a_name or two_after in lists.follows_a_name
    ):
        return True
    if not _BESIDE.fullmatch(after.gap) or SPACE.fullmatch(after.gap):
        return False
    return after.text in lists.roles


def _signs_off(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether the words end the text, after a dash or a greeting."""
    kisses = [token for token in tokens[last + 1 : last + 3] if _KISSES.fullmatch(token.text)]
    if last + 1 + len(kisses) < len(tokens):
        return False
    if kisses and tokens[at].begins and tokens[at].has_capital:
        return True
    if at and _DASH.fullmatch(tokens[at].gap) and " " in tokens[at].gap:
        return True
    said = _words_before(tokens, at)
    return _AFTER_SIGNING_OFF.fullmatch(tokens[at].gap) is not None and not word_lists().signs_off.isdisjoint(
        said
    )


def names_no_person(tokens: Sequence[Token], at: int, last: int, support: Support) -> bool:
    """Whether the words name a ward, a hospital, a charity or an illness."""
    lists = word_lists()
    before = tokens[at - 1].text if at and _AFTER_A_TITLE.fullmatch(tokens[at].gap) else ""
    if before in lists.makes_a_saint:
        return True
    around = [word.text for word in tokens[max(0, at - 1) : at + 2]]
    if any(" ".join(pair) in lists.services_named_after_people for pair in pairwise(around)):
        return True
    is_known = likeness_of(tokens[at].text) is Likeness.FIRST_NAME
    if last > at:
        if tokens[last].text in lists.makes_a_place:
            return True
        if tokens[last].text in lists.may_make_a_place:
            return before in _PLACE_BEFORE or (support is Support.NONE and not is_known)
    if last + 1 == len(tokens) or not SPACE.fullmatch(tokens[last + 1].gap) or tokens[last].is_possessive:
        return False
    after = tokens[last + 1]
    if after.text.isdigit() and before in _PLACE_BEFORE:
        return True
    if after.text in lists.makes_an_illness:
        return not is_known
    if after.text in lists.makes_a_place | lists.may_make_a_place:
        return not is_known or after.has_capital or before in _PLACE_BEFORE
    return False
