"""What becomes of text on its way in, made storable everywhere; and what a spreadsheet would run of it."""

import re
import unicodedata

_SURROGATES = re.compile("[\ud800-\udfff]")
_OTHER_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c]")
_SEPARATORS = re.compile("[\x1c-\x1f]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff]")
_NOTHING = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*")
_FORMULA = tuple("=+-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20")
"""What a formula begins with; the last four are = + - @ at full width, which some programs read alike."""


def canonical(text: str) -> str:
    """Return `text` as every database and every document, which is XML, can hold it.

    Control characters go, and those that part words become spaces. A lone surrogate becomes U+FFFD, line ends
    become one kind (also those of Word, and of pages), and letters are composed (NFC). Nothing else changes:
    not the case, not the spaces inside, not the length.
    """
    text = _NOT_IN_XML.sub("", _SEPARATORS.sub(" ", _OTHER_LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: only spaces, line ends or invisible marks."""
    return _NOTHING.fullmatch(text) is not None


def how_many_words(*texts: str) -> int:
    """How many words several texts have together, as one counts by eye: what stands apart is one."""
    return sum(len(text.split()) for text in texts)


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text, or ran it but for a mark (') that holds it back."""
    return text.lstrip("'").startswith(_FORMULA)
