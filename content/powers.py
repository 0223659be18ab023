"""Under which law a new watchdog asks, and whom it turns to: what ships, before staff change it."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "en" / "powers.toml"


class PowersDefault(NamedTuple):
    """The fields of `models.powers.Powers` as they ship."""

    asks_under: str
    answers_under: str
    copies_to: list[str]
    ladder: list[str]
    annual_report_day: str


@lru_cache(maxsize=1)
def default_powers() -> PowersDefault:
    return PowersDefault(**tomllib.loads(FILE.read_text("utf-8")))
