"""Which words are names, which only look like them, and which tell the two apart?"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent

Words = frozenset[str]


@dataclass(frozen=True)
class WordLists:
    """Words in small letters without accents. The cues are what cues.toml says of each under its name."""

    first_names: Words
    first_names_that_are_words: Words
    surnames: Words
    ordinary_words: Words

    titles: Words
    roles: Words
    relations: Words
    never: Words
    naming: Words
    signs_off: Words
    who_phones: Words
    leads_to_a_name: Words
    may_lead_to_a_name: Words
    follows_a_name: Words
    before_a_thing: Words
    particles: Words
    surnames_that_are_words: Words
    more_often_verbs: Words
    months_and_places: Words
    makes_a_place: Words
    may_make_a_place: Words
    makes_a_saint: Words
    makes_an_illness: Words
    services_named_after_people: Words


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """Return the lists that this release carries, read once."""
    lists = ("first_names", "first_names_that_are_words", "surnames", "ordinary_words")
    read = {name: (HERE / f"{name}.txt").read_text(encoding="utf-8").split() for name in lists}
    cues = tomllib.loads((HERE / "cues.toml").read_text(encoding="utf-8"))
    for name, words in cues["words"].items():
        read[name] = words.split()
    for name, phrases in cues["phrases"].items():
        read[name] = [" ".join(phrase.split()) for phrase in phrases.split(",")]
    return WordLists(**{name: frozenset(words) for name, words in read.items()})
