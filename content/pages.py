"""The pages that are only there to be read: what they say, with this watchdog's own facts put in."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from content.words import ENGLISH, FOLDER


class Link(NamedTuple):
    """A way to another page of this site."""

    to: str
    said: str


class Part(NamedTuple):
    """One heading and what stands under it: a list or a table after the sentences."""

    title: str
    said: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()


class PageToRead(NamedTuple):
    """A title, a first sentence, and parts."""

    title: str
    lead: str
    button: str
    parts: tuple[Part, ...]


def page_to_read(name: str, facts: Mapping[str, str], *, language: str = ENGLISH) -> PageToRead:
    """The page called `name`, in English where the language has none, with `facts` in its gaps.

    A part that `needs` a fact is left out where that is empty; one that needs "no <fact>", where it isn't.
    Raises FileNotFoundError for a page that nobody wrote.
    """
    given = _filled(_given(name, language), facts)
    parts = (_part(part) for part in given["parts"] if _is_called_for(part.get("needs", ""), facts))
    return PageToRead(given["title"], given["lead"], given.get("button", ""), tuple(parts))


def _is_called_for(needs: str, facts: Mapping[str, str]) -> bool:
    if needs.startswith("no "):
        return not facts[needs.removeprefix("no ")]
    return not needs or bool(facts[needs])


def _part(given: dict[str, Any]) -> Part:
    return Part(
        given["title"],
        tuple(given.get("said", ())),
        tuple(given.get("points", ())),
        tuple(given.get("headings", ())),
        tuple(map(tuple, given.get("rows", ()))),
        tuple(Link(**link) for link in given.get("links", ())),
    )


def _filled(value: Any, facts: Mapping[str, str]) -> Any:
    """The same with the gaps of every string filled in."""
    if isinstance(value, str):
        return value.format(**facts)
    if isinstance(value, dict):
        return {name: _filled(inner, facts) for name, inner in value.items()}
    return [_filled(inner, facts) for inner in value]


@lru_cache(maxsize=64)
def _given(name: str, language: str) -> dict[str, Any]:
    file = FOLDER / language / "pages" / f"{name}.toml"
    if not file.exists():
        file = FOLDER / ENGLISH / "pages" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
