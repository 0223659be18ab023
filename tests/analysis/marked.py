"""Texts with brackets round what should be found: easier to read and to review than numbers of characters."""

import re
from collections.abc import Sequence

from analysis.spotted import Spotted

BRACKETS = re.compile(r"[\[\]]")


def without_brackets(marked: str) -> str:
    return BRACKETS.sub("", marked)


def with_brackets(text: str, found: Sequence[Spotted]) -> str:
    """Put brackets round what was found; whoever compares sees both what is missing and what is too much."""
    for spotted in reversed(found):
        start, end = spotted.span
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text
