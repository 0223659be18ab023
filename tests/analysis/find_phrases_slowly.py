"""The slow, obvious way to find a theme's phrases: try each phrase at each word, one part at a time."""

import re
from functools import cache

from analysis.normalise import Word, words_of
from analysis.taxonomy import Theme

LONGEST_GAP = 5


def characters_found(text: str, theme: Theme) -> set[int]:
    """Where in `text` the characters stand that speak for `theme`."""
    words = words_of(text)
    misses = [miss for phrase in theme.not_phrases for miss in places(phrase, words)]
    return {
        offset
        for phrase in theme.phrases
        for start, end in places(phrase, words)
        if not any(start < miss_end and miss_start < end for miss_start, miss_end in misses)
        for offset in range(start, end)
    }


def places(phrase: str, words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """The characters of every reading of `phrase`, whichever word it starts at."""
    parts = parts_of(phrase)
    return [
        (words[first].start, words[last - 1].end)
        for first in range(len(words))
        for last in readings(parts, words, first, is_first=True)
    ]


def readings(parts: tuple[str, ...], words: tuple[Word, ...], at: int, *, is_first: bool) -> set[int]:
    """Every place where reading may stop when `parts` are read from word `at` on."""
    if not parts:
        return {at}
    part, rest = parts[0], parts[1:]
    if part == "...":
        ends = readings(rest, words, at, is_first=False)
        for skipped in range(1, LONGEST_GAP + 1):
            if at + skipped > len(words) or not words[at + skipped - 1].follows_on:
                break
            ends |= readings(rest, words, at + skipped, is_first=False)
        return ends
    if part.startswith("("):
        return {
            end
            for choice in part[1:-1].split("|")
            for end in readings((*parts_of(choice), *rest), words, at, is_first=is_first)
        }
    if at == len(words) or not (is_first or words[at].follows_on):
        return set()
    is_read = words[at].text.startswith(part[:-1]) if part.endswith("*") else words[at].text == part
    return readings(rest, words, at + 1, is_first=False) if is_read else set()


@cache
def parts_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase into choices, gaps and plain words; a word such as "a&e" is several plain ones."""
    parts: list[str] = []
    for part in re.findall(r"\([^)]*\)|\S+", phrase):
        is_plain = part != "..." and not part.startswith("(") and not part.endswith("*")
        parts += [word.text for word in words_of(part)] if is_plain else [part]
    return tuple(parts)
