"""The words of the plain pages, by language."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DEFAULT_LANGUAGE = "en"


@lru_cache(maxsize=8)
def plain_words(language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """Every word of the plain pages under a dotted key; what a language lacks is said in English."""
    found = dict(plain_words()) if language != DEFAULT_LANGUAGE else {}
    file = FOLDER / language / "plain.toml"
    if file.exists() or language == DEFAULT_LANGUAGE:
        found |= _flat(tomllib.loads(file.read_text(encoding="utf-8")))
    return found


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
