"""How is a name that somebody typed shown where Streamlit would read Markdown?"""

import re

_OBEYED = re.compile(r"([\\`*_\[\]{}<>#$~|!&])")
_HELD_APART = re.compile(r"(?<=[:@])|(?<=www)|(?<=[-<=])(?=[-\\>])")
WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """The text with nothing left in it that Markdown obeys: no picture, link, colour, icon or formula.

    Marks are escaped. What cannot be (emoji codes, addresses) is held apart by an invisible joiner.
    """
    return _HELD_APART.sub(WORD_JOINER, _OBEYED.sub(r"\\\1", " ".join(text.split())))
