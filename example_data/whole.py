"""Stories that are not put together from sentences: written whole, in another language, or withheld."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from example_data.banks import read
from example_data.compose import Tone
from example_data.grammar import Telling
from example_data.west_testford import HUB_STARTED
from models.vocabulary import Journey, WithholdReason

LANGUAGES = {"polish": 16, "romanian": 10, "urdu": 9}


class Whole(NamedTuple):
    """A story from the bank, and whether it belongs before the hub opened, after, or at any time."""

    voice: str
    journey: Journey
    tone: Tone
    problems: tuple[str, ...]
    text: str
    after_start: bool = False
    until_start: bool = False
    begin: str = ""
    end: str = ""

    def fits(self, day: date) -> bool:
        """Whether the story could have happened on `day`."""
        if self.after_start:
            return day >= HUB_STARTED
        return day < HUB_STARTED if self.until_start else True


class Foreign(NamedTuple):
    """A story in a language other than English."""

    language: str
    text: str


def stories() -> list[Whole]:
    """The long stories, each told once."""
    return [
        Whole(
            voice=said["voice"],
            journey=Journey(said["journey"]),
            tone=Tone(said["tone"]),
            problems=tuple(said["problems"]),
            text=said["text"],
            after_start=said.get("after_start", False),
            until_start=said.get("until_start", False),
            begin=said.get("begin", ""),
            end=said.get("end", ""),
        )
        for said in read("stories")["story"]
    ]


def concerns() -> list[Whole]:
    """The concerns that somebody should read first."""
    return [
        Whole(said["voice"], Journey(said["journey"]), Tone.UNHAPPY, ("concern",), said["text"])
        for said in read("urgent")["concern"]
    ]


def foreign(rng: random.Random, journey: Journey, tone: Tone) -> Foreign:
    """A story in Polish, Romanian or Urdu."""
    [name] = rng.choices(list(LANGUAGES), list(LANGUAGES.values()))
    bank = read(name)
    said: dict[str, Any] = bank[journey.value]
    kind = "happy" if tone is Tone.HAPPY else "unhappy"
    middle: Sequence[str] = said[kind]
    parts = [rng.choice(said["openings"])] if rng.random() < 0.8 else []
    parts += rng.sample(middle, rng.randint(1, min(3, len(middle))))
    if rng.random() < 0.65:
        parts.append(rng.choice(bank[f"endings_{kind}"]))
    return Foreign(bank["language"], " ".join(parts))


def to_be_withheld(telling: Telling) -> tuple[WithholdReason, str]:
    """A story that a moderator would withhold, and why."""
    reason, texts = telling.rng.choice(list(read("withheld").items()))
    return WithholdReason(reason), telling.pick(texts)
