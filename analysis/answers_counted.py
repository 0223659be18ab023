"""Who gave which answer about leaving hospital: in all, by group, and by winter?

Every figure is the number of people in an `Among`, so that a count and the people behind it cannot differ.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.measures import HOW_FAR, SOON
from models.facts import Facts
from models.scope import Who
from models.vocabulary import Rating

RATING = "rating"
APART = ("not_sure", "does_not_apply")
"""Answers that say nothing of how it went: counted, and in no share."""
TIMES = ("morning", "afternoon", "evening", "night")
LATE = "late"
CONTACT = (*SOON, "later", "when_not_said", "nobody")
WINTER = (12, 1, 2)

Among = np.ndarray[Any, np.dtype[np.bool_]]
"""One bool for each row of feedback: who is meant."""


class Share(NamedTuple):
    """Those who said so, of those who answered."""

    part: Among
    whole: Among

    def within(self, who: Among) -> "Share":
        return Share(self.part & who, self.whole & who)

    @property
    def people(self) -> tuple[int, int]:
        """How many they are."""
        return int(self.part.sum()), int(self.whole.sum())


def said(facts: Facts, question: str) -> "pd.Series[Any]":
    """What each person answered, a category; missing for all of them where nobody was ever asked."""
    if question in facts.answers:
        return facts.answers[question]
    return pd.Series(pd.Categorical([None] * facts.people), index=facts.feedback.index)


def chose(facts: Facts, question: str, *values: str) -> Among:
    """Who gave one of these answers."""
    found: Among = said(facts, question).isin(values).to_numpy()
    return found


def how_far(facts: Facts, question: str) -> dict[str, Among]:
    """Who gave each answer, by those of `HOW_FAR` and of `APART`."""
    return {answer: chose(facts, question, answer) for answer in (*HOW_FAR, *APART)}


def went_well(facts: Facts, question: str) -> Share:
    """Who said yes, of those who answered; of `RATING`, who said good or very good."""
    if question != RATING:
        return Share(chose(facts, question, "yes"), chose(facts, question, *HOW_FAR))
    ratings = facts.feedback["rating"]
    rated = ratings.notna() & (ratings != Rating.DONT_KNOW.value)
    return Share(ratings.isin([Rating.VERY_GOOD.value, Rating.GOOD.value]).to_numpy(), rated.to_numpy())


def counted(rows: Mapping[str, Mapping[str, Among]]) -> pd.DataFrame:
    """How many gave each answer: columns `name`, those of `HOW_FAR` and `APART`, and `answered`."""
    answers = (*HOW_FAR, *APART)
    counts = pd.DataFrame(
        [(name, *(int(who[answer].sum()) for answer in answers)) for name, who in rows.items()],
        columns=["name", *answers],
    )
    return counts.assign(answered=counts[list(HOW_FAR)].sum(axis=1))


def ticks(facts: Facts, question: str) -> dict[str, Among]:
    """Who ticked each thing that anybody ticked; somebody may have ticked several."""
    answers = said(facts, question)
    codes = answers.cat.codes.to_numpy()
    chosen = [{part.strip() for part in str(one).split(",")} for one in answers.cat.categories]
    return {
        value: np.isin(codes, [code for code, values in enumerate(chosen) if value in values])
        for value in sorted(set().union(*chosen))
    }


def people(facts: Facts, who: Among) -> list[int]:
    """The rows of feedback of these people."""
    rows: list[int] = facts.feedback.index.to_numpy()[who].tolist()
    return rows


def told_by(facts: Facts, who: Who) -> Among:
    """Whose feedback it is."""
    found: Among = facts.feedback["speaker"].isin([one.value for one in who.speakers]).to_numpy()
    return found


def by_time_of_day(facts: Facts, *, fewest: int) -> dict[str, Among]:
    """Who left when, by `TIMES`; evening and night are together `LATE` where either has too few people."""
    left = {time: chose(facts, "time_of_day", time) for time in TIMES}
    if min(left["evening"].sum(), left["night"].sum()) < fewest:
        return {time: left[time] for time in TIMES[:2]} | {LATE: left["evening"] | left["night"]}
    return left


def by_winter(facts: Facts) -> dict[int, Among]:
    """Who told of each winter that anybody told of, December to February, by the year in which it began."""
    days = facts.feedback["day"].dt
    began = (days.year - (days.month <= 2)).where(days.month.isin(WINTER)).to_numpy()
    return {int(year): began == year for year in np.unique(began[~np.isnan(began)])}


def is_over(winter: int, today: date) -> bool:
    """Whether the winter that began in a year has ended."""
    return today >= date(winter + 1, 3, 1)


def by_contact(facts: Facts) -> dict[str, Among]:
    """How soon somebody got in touch, by `CONTACT`, each person once, since anybody was first asked when."""
    first = facts.first_answered.get("contact_when", pd.NaT)
    since = (facts.feedback["day"] >= first).to_numpy()
    nobody = since & chose(facts, "got_in_touch", "no")
    spoke = since & chose(facts, "got_in_touch", "yes", "to_some_extent")
    when = {time: spoke & chose(facts, "contact_when", time) for time in (*SOON, "later")}
    not_said = spoke & ~np.logical_or.reduce(list(when.values()))
    return {**when, "when_not_said": not_said, "nobody": nobody}


def no_transport(facts: Facts) -> Share:
    """Who had no transport, of those who said that everything was ready, or what was not."""
    missing = ticks(facts, "not_ready")
    nobody = np.zeros(facts.people, dtype=bool)
    told = np.logical_or.reduce([nobody, *missing.values()])
    return Share(missing.get("transport", nobody), told | chose(facts, "all_ready", "yes"))
