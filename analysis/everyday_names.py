"""What do people call services when they talk, and which words are everyday ones?"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

from analysis.normalise import words_of
from models.vocabulary import Sector

Name = tuple[str, ...]
"""The words of a name, plain and without apostrophes."""

LISTED = Path(__file__).resolve().parent / "services.toml"
_NOTHING, _DIRECTORY = "nothing", "directory"
_CHOICE = re.compile(r"\(([^()]*)\)")

_EVERYDAY_FROM = 2
"""A word seen so often in the word list, which holds a million words of old books, is an everyday one."""


@lru_cache(maxsize=1)
def everyday_names() -> Mapping[Name, Sector | None]:
    """Return the kind of service that each everyday name is of; None where it only looks like one."""
    return {
        said: None if kind == _NOTHING else Sector(kind)
        for kind, patterns in _listed().items()
        if kind != _DIRECTORY
        for pattern in patterns
        for name in written_out(pattern)
        for said in as_said(name)
    }


def words_for(kind: str) -> frozenset[str]:
    """Return the words of directory names that are "kinds" of service, of "streets" or "joining" others."""
    return frozenset(_listed()[_DIRECTORY][kind])


def name_of(words: str) -> Name:
    """Return a name as it is looked for in a text."""
    return tuple(without_apostrophe(word.text) for word in words_of(words))


def without_apostrophe(word: str) -> str:
    """Return a word without its apostrophe, which people leave off or put in at will: "St Marys"."""
    return word.replace("'", "")


def as_said(name: Name) -> tuple[Name, ...]:
    """Return a name, and its plural and possessive: the two are alike once the apostrophe is gone."""
    return (name, (*name[:-1], f"{name[-1]}s")) if name else ()


def is_rare(word: str) -> bool:
    """Whether a word is hardly used but as a name; short ones and those of everyday names never are."""
    singular = word.removesuffix("s")
    if len(word) <= 3 or not word.isalpha() or {word, singular} & _words_about_services():
        return False
    return max(_times_used().get(form, 0) for form in (word, singular)) < _EVERYDAY_FROM


def says_only_what_kind(name: Name) -> bool:
    """Whether each word of a name is one that many services share: "learning disability team"."""
    return _words_about_services().issuperset(name)


@lru_cache(maxsize=1)
def _words_about_services() -> frozenset[str]:
    return words_for("kinds").union(*everyday_names())


@lru_cache(maxsize=1)
def _times_used() -> Mapping[str, int]:
    """Return how often each word stands in the word list that TextBlob corrects spelling by.

    It is read from its file: importing TextBlob takes seconds.
    """
    package = find_spec("textblob")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("textblob, whose list of words is read here, is not installed")
    listed = Path(package.origin).parent / "en" / "en-spelling.txt"
    rows = (line.split() for line in listed.read_text(encoding="utf-8").splitlines())
    return {row[0].casefold(): int(row[1]) for row in rows if len(row) == 2 and row[1].isdigit()}


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, Any]:
    return tomllib.loads(LISTED.read_text(encoding="utf-8"))


def written_out(pattern: str) -> Iterator[Name]:
    """Yield every name that a pattern with choices stands for."""
    pieces = [piece.split("|") for piece in _CHOICE.split(pattern)]
    return (tuple("".join(chosen).split()) for chosen in product(*pieces))
