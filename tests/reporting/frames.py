"""Finished tables such as the queries hand to charts, invented."""

from datetime import date
from typing import Any

import pandas as pd

from models.vocabulary import Sentiment
from reporting.wording import Event

EVENTS: list[Event] = [
    (date(2024, 12, 20), 1, "Winter beds opened"),
    (date(2025, 11, 3), 2, "Discharge Hub opened"),
    (date(2025, 11, 20), 3, "Stalls at three libraries"),
]


def by_month(*people: int, first: str = "2024-10-01") -> pd.DataFrame:
    """Columns `month`, `people`: consecutive months from `first`."""
    return pd.DataFrame(
        {"month": pd.date_range(first, periods=len(people), freq="MS"), "people": list(people)}
    ).astype({"people": int})


def by_theme(**themes: tuple[int, int, int, int, int]) -> pd.DataFrame:
    """Columns `theme`, `sentiment`, `people`, `total`: five counts a theme, very negative first."""
    rows = [
        (theme.replace("_", " "), sentiment.value, people, sum(counts))
        for theme, counts in themes.items()
        for sentiment, people in zip(Sentiment, counts, strict=True)
    ]
    return pd.DataFrame(rows, columns=["theme", "sentiment", "people", "total"])


def felt_by_month(*months: tuple[int, int, int, int, int], first: str = "2024-10-01") -> pd.DataFrame:
    """Columns `month`, `sentiment`, `people`: five counts a month, very negative first."""
    starts = pd.date_range(first, periods=len(months), freq="MS")
    rows = [
        (month, sentiment.value, people)
        for month, counts in zip(starts, months, strict=True)
        for sentiment, people in zip(Sentiment, counts, strict=True)
    ]
    return pd.DataFrame(rows, columns=["month", "sentiment", "people"])


def spoken_of(*themes: tuple[str, int, str]) -> pd.DataFrame:
    """Columns `theme`, `people`, `group`."""
    return pd.DataFrame(list(themes), columns=["theme", "people", "group"])


def rows(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Every table that a chart hands to the browser."""
    return list(spec["datasets"].values())


def drawn_words(spec: dict[str, Any]) -> set[str]:
    """Every word in those tables: on the drawing, in its tooltips, or read out."""
    return {
        value for table in rows(spec) for row in table for value in row.values() if isinstance(value, str)
    }
