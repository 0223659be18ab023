"""Whose word is it, how something went? Three who may say, and who are never put together."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from content.words import words
from models.vocabulary import Rating, Sentiment
from reporting import wording
from reporting.picture import Source
from reporting.wording import SHOW_FROM


class Voice(StrEnum):
    """Who says how something went."""

    RATING = "rating"
    """Whoever told us, by their own rating."""
    PERSON = "person"
    """One of ours, who read the comment."""
    MACHINE = "machine"


class Heard(NamedTuple):
    """Where a voice is heard: the column of the facts, and which of its values stands for which feeling."""

    column: str
    source: Source
    feelings: Mapping[str, Sentiment]


_AS_READ = {one.value: one for one in Sentiment}
_AS_RATED = {
    Rating.VERY_POOR.value: Sentiment.VERY_NEGATIVE,
    Rating.POOR.value: Sentiment.NEGATIVE,
    Rating.NEITHER.value: Sentiment.NEUTRAL,
    Rating.GOOD.value: Sentiment.POSITIVE,
    Rating.VERY_GOOD.value: Sentiment.VERY_POSITIVE,
}
HEARD = {
    Voice.RATING: Heard("rating", Source.ANSWERS, _AS_RATED),
    Voice.PERSON: Heard("person_sentiment", Source.PEOPLE, _AS_READ),
    Voice.MACHINE: Heard("machine_sentiment", Source.MACHINE, _AS_READ),
}


def steps(voice: Voice) -> dict[Sentiment, str]:
    """What the five feelings are called by a voice, the worst first: "Very poor" where people rated."""
    kind = "rating" if voice is Voice.RATING else "sentiment"
    return {
        feeling: words(f"named.{kind}.{value}")
        for value, feeling in sorted(
            HEARD[voice].feelings.items(), key=lambda one: list(Sentiment).index(one[1])
        )
    }


def worst_and_best(counts: pd.DataFrame, voice: Voice) -> str:
    """Columns `theme`, `sentiment`, `people`, `total`: what went worst for most of its people, and best."""
    if counts.empty:
        return words(f"overview.unheard.{voice.value}")
    sides = wording.theme_sides(counts)
    sides = sides[sides["total"] >= SHOW_FROM]
    said = []
    for name, side in (("worst", "negative"), ("best", "positive")):
        if not sides[side].sum():
            continue
        top = sides.iloc[int((sides[side] / sides["total"]).argmax())]
        n = int(top["total"])
        share = wording.in_ten(int(top[side]), n)
        said.append(
            words(
                f"overview.by_theme.{name}_{voice.value}",
                people=wording.people(n),
                theme=top["theme"],
                share=share,
            )
        )
    return " ".join(said) or wording.TOO_FEW


def all_and_last(counts: pd.DataFrame, voice: Voice) -> str:
    """Columns `month`, `sentiment`, `people`: the whole period, then its last month that can be said."""
    if counts.empty:
        return words(f"overview.unheard.{voice.value}")
    months = wording.month_sides(counts)
    whole = months[["negative", "positive", "total"]].sum()
    if whole["total"] < SHOW_FROM:
        return wording.TOO_FEW
    said = [words(f"overview.by_month.all_{voice.value}", **_sides(whole))]
    sayable = months[months["total"] >= SHOW_FROM]
    if len(months) > 1 and len(sayable):
        last = sayable.iloc[-1]
        month = wording.month_name(last["month"])
        said.append(words(f"overview.by_month.last_{voice.value}", month=month, **_sides(last)))
    return " ".join(said)


def _sides(counts: "pd.Series[int]") -> dict[str, str]:
    n = int(counts["total"])
    sides = {side: wording.in_ten(int(counts[side]), n) for side in ("negative", "positive")}
    return {**sides, "people": wording.people(n)}
