"""Which themes do we look for, how are they defined, and which phrases speak for each?"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "taxonomy"
"""One file per theme, reviewed by people who know the subject, beside the code that reads it."""

INDEX = "taxonomy.toml"
FEWEST_EXAMPLES = 3
MAY_BE_EMPTY = ("part_of", "reviewed_by")

_WORD = r"(?:[a-z0-9&'-]+\*?|\*)"
_WORDS = rf"{_WORD}(?: {_WORD})*"
_PART = rf"(?:{_WORD}|\({_WORDS}(?:\|{_WORDS})+\))"
_PHRASE = re.compile(rf"(?!\* ){_PART}(?: (?:\.\.\. )?{_PART})*(?<! \*)")
"""Lower-case words; `*` for any ending or any word, `(told|asked)` for either, `...` for a few words."""


class TaxonomyError(ValueError):
    """A taxonomy file cannot be used; the message names the file and what is wrong with it."""


class Tone(StrEnum):
    """Which way a theme leans: found in a comment, it speaks of a problem, of praise, or of either."""

    PROBLEM = "problem"
    PRAISE = "praise"
    EITHER = "either"


@dataclass(frozen=True)
class Example:
    """A made-up comment, and whether its theme should be found in it."""

    text: str
    tagged: bool


@dataclass(frozen=True)
class Theme:
    """Something people tell us about. Finding it asserts every national category in `qdc`.

    A theme may be `part_of` a wider one ("" if of none), whose phrases then hold those of its parts.
    """

    id: str
    title: str
    group: str
    tone: Tone
    part_of: str
    definition: str
    not_this: str
    qdc: tuple[str, ...]
    source: str
    reviewed_by: str
    phrases: tuple[str, ...]
    not_phrases: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Retired:
    """A theme that is looked for no longer: what it was called, and the theme to choose instead."""

    title: str
    successor: str


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """One version of the themes, in the order they are shown: by group, then by title.

    `retired` holds those of earlier versions by id: comments may still carry them.
    """

    version: str
    groups: Mapping[str, str]
    themes: Mapping[str, Theme]
    retired: Mapping[str, Retired]


@lru_cache(maxsize=1)
def load_taxonomy() -> Taxonomy:
    """Return the taxonomy that this release carries, read once."""
    return read_taxonomy(FOLDER)


def read_taxonomy(folder: Path) -> Taxonomy:
    """Read every theme in `folder`. Raises `TaxonomyError` for the first file that cannot be used."""
    index = folder / INDEX
    settings = _read_toml(index)
    version = settings.get("version")
    groups = settings.get("groups")
    if not isinstance(version, str) or not version:
        raise TaxonomyError(f'{index.name}: say which version this is, such as version = "1"')
    if not isinstance(groups, dict) or not all(isinstance(title, str) for title in groups.values()):
        raise TaxonomyError(f"{index.name}: give each group a title under [groups]")
    read = [_read_theme(path, groups) for path in sorted(folder.glob("*.toml")) if path.name != INDEX]
    found = [_with_its_parts(theme, read) for theme in read]
    order = list(groups)
    found.sort(key=lambda theme: (order.index(theme.group), theme.title.casefold()))
    return Taxonomy(
        version=version,
        groups=MappingProxyType(groups),
        themes=MappingProxyType({theme.id: theme for theme in found}),
        retired=MappingProxyType(_retired(settings.get("retired", {}), {theme.id for theme in found})),
    )


def _retired(rows: Mapping[str, Any], themes: set[str]) -> dict[str, Retired]:
    """Check that each theme that went has a title, and one that stayed to choose instead."""
    retired = {}
    for theme, row in rows.items():
        if theme in themes:
            raise TaxonomyError(f"{INDEX}: {theme} is retired and has a file: it can be one or the other")
        if not isinstance(row, dict) or not isinstance(row.get("title"), str):
            raise TaxonomyError(f"{INDEX}: retired {theme} needs its title")
        if row.get("successor") not in themes:
            raise TaxonomyError(f"{INDEX}: retired {theme} needs a successor that is a theme")
        retired[theme] = Retired(row["title"], row["successor"])
    return retired


def _read_theme(path: Path, groups: Mapping[str, str]) -> Theme:
    """Read one theme's file and check everything a reviewer should not have to."""
    settings = {"not_phrases": [], "part_of": "", **_read_toml(path)}
    expected = {field.name for field in fields(Theme)}
    if missing := sorted(expected - settings.keys()):
        raise TaxonomyError(f"{path.name}: {', '.join(missing)} missing")
    if unknown := sorted(settings.keys() - expected):
        raise TaxonomyError(f"{path.name}: {', '.join(unknown)} not known; check the spelling")
    theme = Theme(
        id=_sentence(path, settings, "id"),
        title=_sentence(path, settings, "title"),
        group=_sentence(path, settings, "group"),
        tone=_tone(path, settings["tone"]),
        part_of=_sentence(path, settings, "part_of"),
        definition=_sentence(path, settings, "definition"),
        not_this=_sentence(path, settings, "not_this"),
        qdc=_list(path, settings, "qdc"),
        source=_sentence(path, settings, "source"),
        reviewed_by=_sentence(path, settings, "reviewed_by"),
        phrases=_list(path, settings, "phrases"),
        not_phrases=_list(path, settings, "not_phrases"),
        examples=_examples(path, settings["examples"]),
    )
    if theme.id != path.stem:
        raise TaxonomyError(
            f"{path.name}: its id is {theme.id!r}; the id and the file's name must be the same"
        )
    if theme.group not in groups:
        raise TaxonomyError(f"{path.name}: group {theme.group!r} is not in {INDEX}")
    if not theme.qdc or not all(name.startswith("v7: ") for name in theme.qdc):
        raise TaxonomyError(f'{path.name}: qdc needs at least one name, each beginning "v7: "')
    _check_phrases(path, theme)
    return theme


def _with_its_parts(theme: Theme, read: list[Theme]) -> Theme:
    """Return the theme as it counts: found by its own phrases and by those of every part."""
    if theme.part_of and not any(
        theme.part_of == wider.id and theme.group == wider.group and not wider.part_of for wider in read
    ):
        raise TaxonomyError(
            f"{theme.id}.toml: part_of {theme.part_of!r} must be a theme of its group that is no part itself"
        )
    counted = [theme, *(part for part in read if part.part_of == theme.id)]
    phrases = dict.fromkeys(phrase for each in counted for phrase in each.phrases)
    never = dict.fromkeys(phrase for each in counted for phrase in each.not_phrases if phrase not in phrases)
    return replace(theme, phrases=tuple(phrases), not_phrases=tuple(never))


def _check_phrases(path: Path, theme: Theme) -> None:
    """Refuse a theme that nothing can speak for, and phrases that could never match or always would."""
    if not theme.phrases:
        raise TaxonomyError(f"{path.name}: phrases is empty, so nothing would ever be found")
    for phrase in (*theme.phrases, *theme.not_phrases):
        if not _PHRASE.fullmatch(phrase):
            raise TaxonomyError(
                f"{path.name}: phrase {phrase!r} must be lower-case plain words with one space between"
            )
    for phrases in (theme.phrases, theme.not_phrases):
        if repeated := sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}):
            raise TaxonomyError(f"{path.name}: phrase {repeated[0]!r} is there twice")
    if both := sorted(set(theme.phrases) & set(theme.not_phrases)):
        raise TaxonomyError(f"{path.name}: {both[0]!r} is in both phrases and not_phrases")


def _examples(path: Path, rows: Any) -> tuple[Example, ...]:
    """Check the made-up comments that stand in a theme's file as its own tests."""
    try:
        examples = tuple(Example(**row) for row in rows)
    except TypeError:
        raise TaxonomyError(
            f"{path.name}: each of [[examples]] needs text and tagged, nothing else"
        ) from None
    for example in examples:
        if not isinstance(example.text, str) or not isinstance(example.tagged, bool):
            raise TaxonomyError(f"{path.name}: an example's text is words and its tagged is true or false")
    for wanted in (True, False):
        if sum(example.tagged is wanted for example in examples) < FEWEST_EXAMPLES:
            raise TaxonomyError(
                f"{path.name}: needs {FEWEST_EXAMPLES} examples or more with tagged = {str(wanted).lower()}"
            )
    return examples


def _tone(path: Path, value: Any) -> Tone:
    try:
        return Tone(value)
    except ValueError:
        raise TaxonomyError(f"{path.name}: tone must be one of {', '.join(Tone)}") from None


def _sentence(path: Path, settings: dict[str, Any], key: str) -> str:
    value = settings[key]
    if not isinstance(value, str) or not (value.strip() or key in MAY_BE_EMPTY):
        raise TaxonomyError(f"{path.name}: {key} must be words")
    return value


def _list(path: Path, settings: dict[str, Any], key: str) -> tuple[str, ...]:
    value = settings[key]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TaxonomyError(f"{path.name}: {key} must be a list of words in quotes")
    return tuple(value)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TaxonomyError(f"{path.name}: the file is not there") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise TaxonomyError(f"{path.name}: cannot be read as TOML: {fault}") from fault
