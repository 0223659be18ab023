"""How are an entry's answers taken from the fields of its page?"""

from content.entry_keys import typed_in_any_entry
from web.forms import Pairs

DRAWN = "drawn"
"""The field that names what could be ticked: a browser sends only what is."""

CONFIRM, DISMISS, SAME, OFFERED = "confirm", "dismiss", "same", "offered"


def taken(pairs: Pairs) -> dict[str, str]:
    """The answers among the fields that were sent, by key; several that were ticked have commas between."""
    known = typed_in_any_entry()
    drawn = {said for name, said in pairs if name == DRAWN and said in known}
    answers = dict.fromkeys(drawn, "")
    for name, said in pairs:
        if name in drawn:
            answers[name] = f"{answers[name]},{said}" if answers[name] else said
        elif name in known:
            answers[name] = said
    return answers
