"""Which words do people read on a page, in a box or beside a question?"""

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

FOLDER = Path(__file__).parent
ENGLISH = "en"
UNCLEAR = "answer_unclear"
PAGES = (  # what residents read, what only staff do, and what they are sent
    "words.toml",
    "say.toml",
    "your_reference.toml",
    "paper.toml",
    "newsletter.toml",
    "staff.toml",
    "today.toml",
    "phone_entry.toml",
    "escalations.toml",
    "whole_story.toml",
    "proposed.toml",
    "theme_review.toml",
    "scope.toml",
    "pictures.toml",
    "over_time.toml",
    "overview.toml",
    "joins.toml",
    "leaving_hospital.toml",
    "one_service.toml",
    "who_we_hear_from.toml",
    "programmes.toml",
    "programme_said.toml",
    "programme_about.toml",
    "commitments.toml",
    "indicators.toml",
    "scheme_contacts.toml",
    "newsletter_desk.toml",
    "recommendations.toml",
    "letters.toml",
    "responses.toml",
    "answer.toml",
    "reports.toml",
    "report.toml",
    "drawn.toml",
    "clock_settings.toml",
    "public_page.toml",
    "what_people_say.toml",
    "redact.toml",
    "search.toml",
    "data_requests.toml",
    "callbacks.toml",
    "directory.toml",
    "events.toml",
    "our_settings.toml",
    "people.toml",
    "outbox.toml",
    "mail.toml",
    "record.toml",
    "health.toml",
    "office.toml",
    "entry.toml",
    "entry_seen.toml",
    "phone.toml",
)

# The library's own sentences ("Field required") are written for programmers, so they stop here.
_NOT_FOR_PEOPLE = frozenset(get_args(ErrorType))


def words(key: str, *, language: str = ENGLISH, **gaps: str | int) -> str:
    """The words filed under a dotted `key`, such as "form.continue", with their gaps filled."""
    for file in PAGES:
        if key in (found := _entries(file, language)):
            return found[key].format(**gaps)
    raise KeyError(f"{FOLDER / language} has no words for {key!r} in {' or '.join(PAGES)}")


def day_in_words(on: date, *, language: str = ENGLISH) -> str:
    """A day as people say it: "2 November 2026". A language may write the month as a `number`."""
    month = words(f"months.{on.month}", language=language)
    return words("form.day", language=language, day=on.day, month=month, number=on.month, year=on.year)


def said_of(problem: str, *, fallback: str = "", language: str = ENGLISH, **gaps: Any) -> str:
    """The sentence for an error of type `problem`, else `fallback`, unless only a programmer gets it."""
    found = _entries("errors.toml", language)
    if problem in found:
        return found[problem].format(**gaps)
    if fallback and problem not in _NOT_FOR_PEOPLE:
        return fallback
    return found[UNCLEAR]


@lru_cache(maxsize=128)
def _entries(file: str, language: str) -> dict[str, str]:
    """Every entry of one file by dotted key; what a language lacks is said in English."""
    path = FOLDER / language / file
    entries = dict(_entries(file, ENGLISH)) if language != ENGLISH else {}
    if path.exists() or language == ENGLISH:
        entries |= _flat(tomllib.loads(path.read_text(encoding="utf-8")), path=path)
    return entries


def _flat(table: dict[str, Any], *, path: Path, prefix: str = "") -> dict[str, str]:
    entries: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            entries |= _flat(value, path=path, prefix=f"{prefix}{name}.")
        elif isinstance(value, str):
            entries[f"{prefix}{name}"] = value.strip()
        else:
            raise ValueError(f"{path}: {prefix}{name} is {value!r}; write words between quotation marks")
    return entries
