"""Which languages may the site be read in, and what is still missing in the others?"""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from content.words import ENGLISH, FOLDER

LANGUAGES_FILE = Path(__file__).with_name("languages.toml")

FOR_RESIDENTS: dict[str, frozenset[str]] = {
    "plain.toml": frozenset({"sign_in", "sign_out", "link", "recovery_codes", "account", "start"}),
    "words.toml": frozenset({"frame", "roles"}),
    "errors.toml": frozenset(),
    "signposting.toml": frozenset(),
    "say.toml": frozenset(),
    "your_reference.toml": frozenset(),
    "paper.toml": frozenset({"translation"}),
    "newsletter.toml": frozenset(),
    "what_people_say.toml": frozenset(),
}
"""The files that residents read, each with the tables in it that only staff do."""

PARTLY = {"directory.toml": "directory.sector."}
"""Files of the staff's of which residents read what begins so."""

FOLDERS = ("pages", "questions")
"""Every file in these is for residents."""

WORDS = frozenset({"title", "short", "hint", "label", "add", "needed", "why", "hours"})
"""What people read in a file of questions or of numbers to ring; the rest of it is the same everywhere."""


class Language(NamedTuple):
    """A language by its own name, which way it is written, and who checked all of its words, when."""

    code: str
    name: str
    direction: str
    checked_by: str = ""
    checked_on: date | None = None


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """Every language that the site can be asked for, by its code, English first."""
    given = tomllib.loads(LANGUAGES_FILE.read_text(encoding="utf-8"))
    return {code: Language(code, **said) for code, said in given.items()}


@lru_cache(maxsize=32)
def is_open(code: str) -> bool:
    """Whether pages may be read in this language: nothing is missing, and a named person checked it."""
    if code == ENGLISH:
        return True
    language = languages().get(code)
    has_checker = language is not None and bool(language.checked_by.strip()) and language.checked_on
    return bool(has_checker) and not missing_in(code)


def missing_in(code: str) -> tuple[str, ...]:
    """What residents read in English and could not in this language, as "file: key"."""
    return tuple(
        f"{file}: {key}"
        for file, said in resident_strings(ENGLISH).items()
        for key in said
        if not resident_strings(code).get(file, {}).get(key, "").strip()
    )


@lru_cache(maxsize=16)
def resident_strings(code: str) -> dict[str, dict[str, str]]:
    """Every string that a resident reads in this language, by file and dotted key."""
    folder = FOLDER / code
    files = [name for name in (*FOR_RESIDENTS, *PARTLY) if (folder / name).exists()]
    files += [f"{place}/{file.name}" for place in FOLDERS for file in sorted((folder / place).glob("*.toml"))]
    return {file: dict(_strings(file, folder / file)) for file in files}


def _strings(file: str, path: Path) -> Iterator[tuple[str, str]]:
    only_some = file == "signposting.toml" or file.startswith("questions/")
    staff = FOR_RESIDENTS.get(file, frozenset())
    for key, said in _leaves(tomllib.loads(path.read_text(encoding="utf-8"))):
        first, last = key.split(".")[0], key.rpartition(".")[2]
        is_read = not only_some or last in WORDS or first == "groups"
        if is_read and first not in staff and key.startswith(PARTLY.get(file, "")):
            yield key, said


def _leaves(value: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """Each string in a file, by its dotted key; things in a list are numbered from 0."""
    if isinstance(value, str):
        yield under, value
        return
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in named:
        yield from _leaves(inner, f"{under}.{name}" if under else str(name))
