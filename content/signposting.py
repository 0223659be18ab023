"""The numbers that a new watchdog starts with: national ones, and its own still to be found."""

import tomllib
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from content.words import ENGLISH
from models.vocabulary import ConcernKind
from models.watchdog import SAFEGUARDING, SignpostKind

FOLDER = Path(__file__).parent

_LIFE = (SignpostKind.EMERGENCY, SignpostKind.MENTAL_HEALTH_CRISIS, SignpostKind.LISTENING)
_HARM = (SignpostKind.EMERGENCY, *SAFEGUARDING)
FIRST: dict[ConcernKind, tuple[SignpostKind, ...]] = {
    ConcernKind.RISK_TO_LIFE: _LIFE,
    ConcernKind.SELF_HARM: _LIFE,
    ConcernKind.ABUSE_OR_NEGLECT: _HARM,
    ConcernKind.SAFEGUARDING: _HARM,
    ConcernKind.SERIOUS_HARM: (SignpostKind.URGENT_MEDICAL, SignpostKind.COMPLAINTS),
    ConcernKind.ALLEGATION: (SignpostKind.SAFEGUARDING_ADULTS, SignpostKind.COMPLAINTS),
}
"""Whom to ring first about what somebody's words may be a sign of."""


class SignpostDefault(NamedTuple):
    """One number as it ships; an empty one is for the watchdog to find out."""

    kind: SignpostKind
    title: str
    number: str
    hours: str
    checked_on: date | None


def default_signposts(language: str = ENGLISH) -> tuple[SignpostDefault, ...]:
    """Every kind of signpost, once, in the order in which people see them."""
    given = _given(language)
    return tuple(
        SignpostDefault(
            kind=SignpostKind(kind),
            title=said["title"],
            number=said.get("number", ""),
            hours=said.get("hours", ""),
            checked_on=said.get("checked_on"),
        )
        for kind, said in given.items()
    )


def kinds_first(concerns: Collection[ConcernKind]) -> tuple[SignpostKind, ...]:
    """The kinds of number that these concerns call for, once each, most urgent first."""
    called_for = {kind for concern in concerns for kind in FIRST[concern]}
    return tuple(kind for kind in SignpostKind if kind in called_for)


def said_in(language: str, kind: str, part: str, *, fallback: str) -> str:
    """The `title` or `hours` of a kind of number in another language; what ships in English alone stays.

    `fallback` is what the watchdog's own row says. Hours of its own are not translated.
    """
    if language == ENGLISH:
        return fallback
    if part == "hours" and fallback != _given(ENGLISH).get(kind, {}).get(part):
        return fallback
    return str(_given(language).get(kind, {}).get(part, fallback))


@lru_cache(maxsize=8)
def _given(language: str) -> dict[str, dict[str, Any]]:
    file = FOLDER / language / "signposting.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
