"""Stories of joins as columns in memory, by hand and at random, and a slow way to count them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import NamedTuple
from uuid import UUID, uuid5

import pandas as pd

from models.facts import Directory, Facts, KnownService
from models.scope import Scope
from reporting.looked import Looked

NAMES = UUID("00000000-0000-4000-8000-000000000009")
PROBLEMS = ("had_to_chase", "back_and_forth", "referral_lost")
WELL = ("warm_handover", "told_what_comes_next")
KINDS = ("gp", "hospital", "social_care", "mental_health", "unknown")


class Told(NamedTuple):
    """One join as somebody told of it; an end is "gp", or "gp:Ash Practice" where the service is named."""

    start: str
    end: str
    themes: Sequence[str] = ()
    times_sent_back: int | None = None
    who_chased: str | None = None
    days_lost: int | None = None
    is_sorted: str | None = None
    is_reviewed: bool = False


Story = Sequence[Told]


def went(*stops: str) -> Story:
    """Somebody who went from stop to stop and said no more."""
    return [Told(start, end) for start, end in zip(stops, stops[1:], strict=False)]


def kind_of(end: str) -> str:
    return end.partition(":")[0]


def service_of(end: str) -> UUID | None:
    return uuid5(NAMES, end) if ":" in end else None


def facts_of(stories: Sequence[Story]) -> Facts:
    """The facts of so many people; the day of each is that after the last one's."""
    days = pd.date_range("2026-01-01", periods=len(stories), freq="D")
    feedback = pd.DataFrame({"id": [f"{n:032x}" for n in range(len(stories))], "day": days})
    feedback["month"] = days.to_period("M").to_timestamp()
    for name in ("is_checked", "is_tagged", "is_held"):
        feedback[name] = False
    for name in ("speaker", "machine_sentiment", "person_sentiment"):
        feedback[name] = pd.Categorical([None] * len(stories))
    told = [(row, at, one) for row, story in enumerate(stories) for at, one in enumerate(story, start=1)]
    joins = pd.DataFrame(
        {
            "row": [row for row, _, _ in told],
            "position": [at for _, at, _ in told],
            "from_service": pd.Series([service_of(one.start) for *_, one in told], dtype=object),
            "to_service": pd.Series([service_of(one.end) for *_, one in told], dtype=object),
            "from_sector": pd.Categorical([kind_of(one.start) for *_, one in told]),
            "to_sector": pd.Categorical([kind_of(one.end) for *_, one in told]),
            "who_chased": pd.Categorical([one.who_chased for *_, one in told]),
            "is_sorted": pd.Categorical([one.is_sorted for *_, one in told]),
            "times_sent_back": pd.array([one.times_sent_back for *_, one in told], dtype=object),
            "days_lost": pd.array([one.days_lost for *_, one in told], dtype=object),
            "is_reviewed": [one.is_reviewed for *_, one in told],
        }
    ).astype({"row": int, "position": int, "times_sent_back": float, "days_lost": float, "is_reviewed": bool})
    themes = [(at, row, theme) for at, (row, _, one) in enumerate(told) for theme in one.themes]
    problems = pd.DataFrame(themes, columns=["join", "row", "theme"]).astype({"join": int, "row": int})
    named = {end for *_, one in told for end in (one.start, one.end) if ":" in end}
    services = {
        uuid5(NAMES, end): KnownService(end.partition(":")[2], NAMES, kind_of(end)) for end in sorted(named)
    }
    return Facts(
        feedback=feedback,
        answers=pd.DataFrame(index=feedback.index),
        services=pd.DataFrame({"row": [], "service": []}),
        themes=pd.DataFrame({"row": [], "theme": [], "by_person": []}),
        joins=joins,
        problems=problems.assign(theme=problems["theme"].astype("category")),
        directory=Directory(services=services),
    )


def looked_at(stories: Sequence[Story]) -> Looked:
    facts = facts_of(stories)
    return Looked(facts, facts, Scope(), date(2026, 11, 20), smallest=10)


def some_stories(how_many: int, seed: int, kinds: Sequence[str] = KINDS) -> list[Story]:
    """People with one to five joins, who often come back to where they had been."""
    random = Random(seed)

    def a_place() -> str:
        kind = random.choice(kinds)
        return f"{kind}:{random.choice('AB')}" if kind != "unknown" and random.random() < 0.4 else kind

    def a_story() -> Story:
        places = [a_place() for _ in range(3)]
        story, here = [], random.choice(places)
        for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
            start = here if random.random() < 0.8 else a_place()
            here = random.choice(places)
            said = random.random() < 0.5
            story.append(
                Told(
                    start,
                    here,
                    themes=random.sample(PROBLEMS + WELL, random.choice((0, 1, 2))) if said else (),
                    times_sent_back=random.choice((None, 0, 1, 4)) if said else None,
                    who_chased=random.choice((None, "the_person", "family", "nobody", "dont_know")),
                    days_lost=random.choice((None, 3, 200)) if said else None,
                )
            )
        return story

    return [a_story() for _ in range(how_many)]


def people_by_ends(stories: Sequence[Story]) -> Counter[tuple[str, str]]:
    """How many people told of each way between kinds of service: slow, and plain to see."""
    counted: Counter[tuple[str, str]] = Counter()
    for story in stories:
        counted.update({(kind_of(one.start), kind_of(one.end)) for one in story})
    return counted
