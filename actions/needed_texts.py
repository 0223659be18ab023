"""Texts that a draft can't do without: each on one line, and what has to be put right in them, by field."""

from collections.abc import Collection, Mapping
from typing import Any

from models.words import canonical, is_blank


def on_one_line(draft: object, fields: Collection[str]) -> dict[str, Any]:
    """What a draft says in these fields, without spaces that nobody sees; empty where nothing can be read."""
    said = {field: " ".join(canonical(getattr(draft, field)).split()) for field in fields}
    return {field: "" if is_blank(text) else text for field, text in said.items()}


def problems_in(
    texts: Mapping[str, str], missing: Mapping[str, str], longest: Mapping[str, int]
) -> dict[str, str]:
    """For each text what has to be put right, empty for nothing; `missing` says what to do without one."""
    return {field: _problem(said, missing[field], longest[field]) for field, said in texts.items()}


def _problem(said: str, missing: str, longest: int) -> str:
    if is_blank(said):
        return missing
    if len(said) > longest:
        return f"Use {longest:,} characters or fewer. You have used {len(said):,}"
    return ""
