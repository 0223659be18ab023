"""The banks of words, read from `words/`: what goes wrong, what goes well, and how people begin and end."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from example_data.grammar import Person
from example_data.west_testford import HUB_STARTED
from models.vocabulary import Journey, Sector

FOLDER = Path(__file__).parent / "words"
TROUBLES = ("leaving_medicines_and_contact", "leaving_going_home", "joins", "other_troubles")
WINTER = (12, 1, 2)


@dataclass(frozen=True)
class Matter:
    """One thing that people speak of, with its sentences. Two of the same `topic` never meet."""

    name: str
    topic: str
    weight: float
    journeys: tuple[Journey, ...]
    any: tuple[str, ...]
    self: tuple[str, ...]
    other: tuple[str, ...]
    short: tuple[str, ...]
    note: tuple[str, ...]
    then: tuple[str, ...] = ()
    hub: tuple[str, ...] = ()
    to: tuple[Sector, ...] = ()
    winter: float = 1.0
    after: float = 1.0

    def weight_on(self, day: date) -> float:
        """How often this is spoken of on `day`: winters differ, and so do days after the hub opened."""
        winter = self.winter if day.month in WINTER else 1.0
        return self.weight * winter * (self.after if day >= HUB_STARTED else 1.0)


@lru_cache
def read(name: str) -> Mapping[str, Any]:
    """One file of words."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _matter(name: str, said: Mapping[str, Any]) -> Matter:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in said.items()
    }
    fields["journeys"] = tuple(Journey(journey) for journey in said["journeys"])
    fields["to"] = tuple(Sector(sector) for sector in said.get("to", ()))
    return Matter(name=name, **fields)


@lru_cache
def troubles() -> tuple[Matter, ...]:
    """Everything that goes wrong."""
    return tuple(_matter(name, said) for file in TROUBLES for name, said in read(file).items())


@lru_cache
def praises() -> tuple[Matter, ...]:
    """Everything that goes well."""
    return tuple(_matter(name, said) for name, said in read("praise").items())


@lru_cache
def people(kind: str) -> tuple[Person, ...]:
    """Whom "family", a "carer" or a "friend" speaks about."""
    return tuple(Person(**person) for person in read("people")[kind])


def opening(
    journey: Journey, rng: random.Random, *, is_own_story: bool, is_unhappy: bool, is_first: bool
) -> str:
    """Draw how a story of this journey begins; the first sentence is most often one of facts."""
    said = read("openings")[journey.value]
    teller = said["self" if is_own_story else "other"]
    kinds = [said["facts"], teller, said["remarks"], said["unhappy"] if is_unhappy else said["facts"]]
    sentence: str = rng.choice(
        rng.choices(kinds, (11, 5, 2, 3) if is_first else (0, 5, 2, 4 * is_unhappy))[0]
    )
    return sentence
