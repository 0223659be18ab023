"""The words of the plain pages, by language."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DEFAULT_LANGUAGE = "en"


@lru_cache(maxsize=8)
def plain_words(language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """Every word of the plain pages under a dotted key, such as "home.title"."""
    text = (FOLDER / language / "plain.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text)))


def plain(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """The words under `key`, with `values` put in. Raises KeyError for a key that nobody wrote."""
    said = plain_words(language)[key]
    return said.format(**values) if values else said


def _flat(table: dict[str, Any], under: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{under}{name}"
        found += _flat(value, f"{key}.") if isinstance(value, dict) else [(key, str(value))]
    return found
