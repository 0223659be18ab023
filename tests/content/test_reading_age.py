"""Everything that a resident reads in English can be read at 11, most of it at 9.

Measured by Flesch and Kincaid's grade, to which five years are added for the age of a reader in England.
The measure counts words in a sentence and syllables in a word, so short strings are read together.
"""

import re

import pytest
import textstat

from content.languages import resident_strings

OLDEST = 11
OLDEST_SENTENCE = 14
"""One long sentence among short ones is no trouble; one like this is."""

SHORT = 8  # words
IS_EXACT = "the words of the GOV.UK equality questions, which are asked the same way everywhere"
IS_A_KIND = "the kinds of service, by the names that people know them by"
IS_A_NAME = "the names of a law and of public bodies, which cannot be said otherwise"
EXCEPTIONS = {
    "questions/about_you.toml": IS_EXACT,
    "directory.toml": IS_A_KIND,
    "pages/accessibility.toml: parts.5": IS_A_NAME,
    "pages/accessibility.toml: parts.6": IS_A_NAME,
}
"""What may read harder, and why; the beginning of its place."""


def sentence(said: str) -> str:
    """A string as it is read: gaps filled with a short word, and an end to its last sentence."""
    read = re.sub(r"\{[^}]*\}", "ten", said).replace("\u2019", "'")
    read = re.sub(r"[\u201c\u201d]", "", " ".join(read.split()))
    return read if read.endswith((".", "?", "!")) else f"{read}."


def age(text: str) -> float:
    """The age at which a text can be read."""
    return textstat.flesch_kincaid_grade(text) + 5


def is_long(said: str) -> bool:
    return len(said.split()) >= SHORT


def is_excepted(place: str) -> bool:
    return any(place.startswith(beginning) for beginning in EXCEPTIONS)


def texts() -> dict[str, str]:
    """The long strings of each part of each file, read together; the short ones of each file likewise."""
    found: dict[str, list[str]] = {}
    for file, strings in resident_strings("en").items():
        depth = 2 if "/" in file else 1
        for key, said in strings.items():
            part = ".".join(key.split(".")[:depth]) if is_long(said) else "short ones"
            found.setdefault(f"{file}: {part}", []).append(sentence(said))
    return {place: " ".join(read) for place, read in found.items()}


def long_ones() -> dict[str, str]:
    return {
        f"{file}: {key}": sentence(said)
        for file, strings in resident_strings("en").items()
        for key, said in strings.items()
        if is_long(said)
    }


def hard_ones(said: dict[str, str], oldest: int) -> dict[str, str]:
    assert len(said) > 50
    return {place: text for place, text in said.items() if not is_excepted(place) and age(text) > oldest}


def test_what_residents_read_can_be_read_at_eleven():
    assert hard_ones(texts(), OLDEST) == {}


def test_no_sentence_stands_out_as_hard():
    assert hard_ones(long_ones(), OLDEST_SENTENCE) == {}


def test_most_of_it_can_be_read_at_nine():
    ages = sorted(age(text) for text in texts().values())
    assert ages[len(ages) // 2] <= 9


@pytest.mark.parametrize("beginning", EXCEPTIONS)
def test_nothing_is_excepted_that_could_be_read(beginning):
    read = [age(text) for place, text in texts().items() if place.startswith(beginning)]
    read += [
        age(text) - (OLDEST_SENTENCE - OLDEST)
        for place, text in long_ones().items()
        if place.startswith(beginning)
    ]
    assert max(read) > OLDEST


def test_a_hard_sentence_would_be_found():
    assert (
        age("The organisation's utilisation of your information is regulated by statutory provisions.") > 14
    )
