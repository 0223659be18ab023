"""The numbers that decide what may be published: what a watchdog starts with, and may choose from."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from models.setting import ThresholdKind

FOLDER = Path(__file__).parent


class ThresholdDefault(NamedTuple):
    """One such number as it ships, and whom it was learned from."""

    value: int
    smallest: int
    largest: int
    title: str
    explanation: str
    source: str


@lru_cache(maxsize=8)
def default_thresholds(language: str = "en") -> dict[ThresholdKind, ThresholdDefault]:
    """Every kind of threshold, once, in the order in which staff see them."""
    given = tomllib.loads((FOLDER / language / "thresholds.toml").read_text("utf-8"))
    return {ThresholdKind(kind): ThresholdDefault(**said) for kind, said in given.items()}
