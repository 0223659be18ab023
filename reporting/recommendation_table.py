"""Recommendations as rows to take away: what was asked of whom, and how the clock stands."""

from collections.abc import Iterable, Iterator
from datetime import date

from analysis.working_days import Changes, working_days_between
from content.words import words
from models.recommendation_seen import RecommendationSeen
from reporting.clock_words import answered_on, clock_in_words
from reporting.csv_safe import Cell

COLUMNS = (
    "number",
    "kind",
    "body",
    "answers_now",
    "asks",
    "state",
    "sent_on",
    "due_on",
    "answered_on",
    "days",
    "stance",
    "change",
    "published",
)


def heading() -> list[str]:
    return [words(f"recommendations.table.{name}") for name in COLUMNS]


def rows(found: Iterable[RecommendationSeen], today: date, changes: Changes) -> Iterator[list[Cell]]:
    """A row for each, in their order; nobody's name or words are in them, and days are as 2026-01-20."""
    for one in found:
        answered, answer, sent = answered_on(one), one.answer_to_look_at or one.answer, one.sent_on
        yield [
            words("recommendations.number", number=one.number),
            words(f"recommendations.kinds.{one.kind.value}"),
            one.body,
            one.answers_now,
            one.asks,
            clock_in_words(one, today, changes),
            _day(sent),
            _day(one.due_on),
            _day(answered),
            working_days_between(sent, answered, changes) if sent and answered else "",
            words(f"responses.stance.{answer.stance.value}") if answer and answer.stance else "",
            words(f"recommendations.changes.{answer.change.value}") if answer else "",
            words(f"recommendations.yes_no.{'yes' if one.is_public else 'no'}"),
        ]


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
