"""The numbers that a new watchdog starts with: national ones, and its own still to be found."""

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from models.watchdog import SignpostKind

FOLDER = Path(__file__).parent


class SignpostDefault(NamedTuple):
    """One number as it ships; an empty one is for the watchdog to find out."""

    kind: SignpostKind
    title: str
    number: str
    hours: str
    checked_on: date | None


def default_signposts(language: str = "en") -> tuple[SignpostDefault, ...]:
    """Every kind of signpost, once, in the order in which people see them."""
    given = tomllib.loads((FOLDER / language / "signposting.toml").read_text("utf-8"))
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
