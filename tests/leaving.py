"""Facts about leaving hospital, by hand and by chance."""

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analysis.measures import EIGHT, HELPERS
from models.facts import Facts, first_days
from models.scope import EVERYTHING
from models.vocabulary import Rating, Speaker
from reporting.looked import Looked

TODAY = date(2026, 11, 20)
ANSWERS = ("yes", "to_some_extent", "no", "not_sure", "does_not_apply", None)
QUESTIONS = (*EIGHT, *HELPERS, "time_of_day", "destination", "not_ready", "contact_when")


def told(*pieces: Mapping[str, Any]) -> Facts:
    """Facts of pieces: answers by their question, and `day`, `speaker`, `rating`, `themes`."""
    number = range(len(pieces))
    days = pd.to_datetime([one.get("day", date(2026, 10, 5)) for one in pieces])
    tags = [(row, theme, False) for row, one in enumerate(pieces) for theme in one.get("themes", ())]
    asked = {question for one in pieces for question in one if question in QUESTIONS}
    answers = pd.DataFrame({question: _chosen(pieces, question) for question in asked}, index=number)
    nothing = pd.DataFrame()
    return Facts(
        feedback=pd.DataFrame(
            {
                "id": [f"{one:032x}" for one in number],
                "day": days,
                "month": days.to_period("M").to_timestamp(),
                "speaker": _chosen(pieces, "speaker"),
                "rating": _chosen(pieces, "rating"),
                "machine_sentiment": _chosen(pieces, "machine_sentiment"),
                "person_sentiment": _chosen(pieces, "person_sentiment"),
                "is_tagged": True,
                "is_checked": False,
                "is_checked_themes": False,
                "is_public": True,
            },
            index=number,
        ),
        answers=answers,
        services=nothing,
        themes=pd.DataFrame(tags, columns=["row", "theme", "by_person"]).astype({"theme": "category"}),
        joins=nothing,
        problems=nothing,
        first_answered=first_days(answers, pd.Series(days, index=number)),
    )


def _chosen(pieces: tuple[Mapping[str, Any], ...], name: str) -> pd.Categorical:
    return pd.Categorical([one.get(name) for one in pieces])


def looked(facts: Facts, *, today: date = TODAY) -> Looked:
    return Looked(facts=facts, whole=facts, scope=EVERYTHING, today=today, smallest=10)


def by_chance(people: int, seed: int = 7) -> list[dict[str, Any]]:
    """Pieces with answers, or none, of every sort."""
    chance = random.Random(seed)
    ticks = ("medicines", "medicines, transport", "care,home,transport", None)
    return [
        {
            **{question: chance.choice(ANSWERS) for question in (*EIGHT, *HELPERS)},
            "day": date(chance.choice((2024, 2025, 2026)), chance.randint(1, 10), 3),
            "speaker": chance.choice([*Speaker]).value,
            "rating": chance.choice([*(one.value for one in Rating), None]),
            "time_of_day": chance.choice(("morning", "afternoon", "evening", "night", "not_sure", None)),
            "destination": chance.choice(("home_with_help", "care_home", "hospice", None)),
            "not_ready": chance.choice(ticks),
            "contact_when": chance.choice(("within_2_days", "within_a_week", "later", "not_sure", None)),
        }
        for _ in range(people)
    ]
