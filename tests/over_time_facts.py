"""Facts by hand for what is followed over time: so many people a month, of whom so many said yes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.narrow import narrow
from models.facts import Facts, Happening, first_days
from models.scope import EVERYTHING, Scope
from reporting.looked import Looked

HUB = Happening(date(2025, 11, 3), "Testford Discharge Hub", "Invented.", "programme", "hub")
COLUMNS = (
    *("rating", "speaker", "journey", "channel", "language", "area", "programme"),
    *("machine_sentiment", "person_sentiment"),
)


def some_facts(rows: Sequence[Mapping[str, Any]], happenings: Sequence[Happening] = (HUB,)) -> Facts:
    """A row a person: `month`, perhaps `answers`, what is in `COLUMNS`, `themes`, `joins` and `is_tagged`.

    A theme is its id, and was decided by a person where `is_checked_themes`; a join is a mapping of what was
    said of it, with its `problems`.
    """
    number = range(len(rows))
    days = pd.to_datetime([row["month"] for row in rows])
    questions = {question for row in rows for question in row.get("answers", {})}
    joins = [(at, join) for at, row in enumerate(rows) for join in row.get("joins", ())]
    themes = [
        (at, theme, row.get("is_checked_themes", False))
        for at, row in enumerate(rows)
        for theme in row.get("themes", ())
    ]
    problems = [
        (at, row, theme) for at, (row, join) in enumerate(joins) for theme in join.get("problems", ())
    ]
    answers = pd.DataFrame(
        {
            question: pd.Categorical([row.get("answers", {}).get(question) for row in rows])
            for question in sorted(questions)
        },
        index=number,
    )
    return Facts(
        feedback=pd.DataFrame(
            {
                "month": days.to_period("M").to_timestamp(),
                "day": days,
                "id": [f"{one:032x}" for one in number],
                "is_held": False,
                "is_tried": True,
                "has_words": True,
                "is_tagged": [row.get("is_tagged", True) for row in rows],
                "is_checked": False,
                "is_public": [row.get("is_public", True) for row in rows],
                "awaits": [row.get("awaits", False) for row in rows],
                "is_checked_themes": [row.get("is_checked_themes", False) for row in rows],
                **{name: pd.Categorical([row.get(name) for row in rows]) for name in COLUMNS},
            },
            index=number,
        ),
        answers=answers,
        services=pd.DataFrame({"row": [], "service": pd.Categorical([])}).astype({"row": int}),
        themes=pd.DataFrame(themes, columns=["row", "theme", "by_person"]).astype(
            {"row": int, "theme": "category", "by_person": bool}
        ),
        joins=pd.DataFrame(
            {
                "row": [row for row, _ in joins],
                "from_sector": pd.Categorical([join.get("from_sector") for _, join in joins]),
                "to_sector": pd.Categorical([join.get("to_sector") for _, join in joins]),
                "who_chased": pd.Categorical([join.get("who_chased") for _, join in joins]),
                "times_sent_back": [join.get("times_sent_back", float("nan")) for _, join in joins],
                "days_lost": [join.get("days_lost", float("nan")) for _, join in joins],
                "is_sorted": pd.Categorical([join.get("is_sorted") for _, join in joins]),
                "is_reviewed": False,
            }
        ).astype({"row": int, "times_sent_back": float, "days_lost": float, "is_reviewed": bool}),
        problems=pd.DataFrame(problems, columns=["join", "row", "theme"]).astype(
            {"join": int, "row": int, "theme": "category"}
        ),
        happenings=tuple(happenings),
        first_answered=first_days(answers, pd.Series(days, index=number)),
    )


def asked(
    *counts: tuple[int, int],
    first: str = "2024-11",
    question: str = "told_whom_to_contact",
    happenings: Sequence[Happening] = (HUB,),
) -> Facts:
    """From `first` on, each month so many yes of so many who answered; (0, 0) is a month without anybody."""
    months = pd.date_range(first, periods=len(counts), freq="MS")
    return some_facts(
        [
            {"month": month, "answers": {question: "yes" if at < yes else "no"}}
            for month, (yes, whole) in zip(months, counts, strict=True)
            for at in range(whole)
        ],
        happenings,
    )


def look(facts: Facts, scope: Scope = EVERYTHING, *, today: date = date(2026, 11, 20)) -> Looked:
    """What a page looks at, of facts that a scope leaves all of but for its period."""
    period = replace(EVERYTHING, since=scope.since, until=scope.until)
    return Looked(narrow(facts, period), facts, scope, today, 10)
