"""The sentence above a chart, from the same table as the chart, so that they can never disagree.

Charts and their text alternatives use these sentences too. Every share says how many people it is a
share of, and a theme or month with fewer than SHOW_FROM people is never put in words.
"""

from datetime import date

import pandas as pd

from models.vocabulary import Sentiment

SHOW_FROM = 10  # fewer people than this behind a share, and the share is not shown
NOTHING_YET = "Nobody has told us anything in this period."
TOO_FEW = "Too few people have told us something to show this."

NEGATIVE = (Sentiment.VERY_NEGATIVE, Sentiment.NEGATIVE)
POSITIVE = (Sentiment.POSITIVE, Sentiment.VERY_POSITIVE)

SENTIMENT_WORDS = {
    Sentiment.VERY_NEGATIVE: "Very negative",
    Sentiment.NEGATIVE: "Negative",
    Sentiment.NEUTRAL: "Neutral",
    Sentiment.POSITIVE: "Positive",
    Sentiment.VERY_POSITIVE: "Very positive",
}

TWO_TONES = ("Checked by a person", "Found by the machine")
"""What a person decided, and what only the machine says."""

Event = tuple[date, int, str]
"""A programme's start or another dated event: its day, its number on the charts, its title."""


def people(n: int) -> str:
    """How many people, in words.

    >>> [people(n) for n in (0, 1, 2, 1902)]
    ['nobody', '1 person', '2 people', '1,902 people']
    """
    if n < 0:
        raise ValueError(f"a count cannot be negative: {n}")
    return {0: "nobody", 1: "1 person"}.get(n, f"{n:,} people")


def share(k: int, n: int) -> str:
    """A share, always with the number of people it is a share of.

    >>> share(25, 36)
    '69% of 36 people'
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} of {n} people is not a share")
    return f"{percent(k, n)} of {people(n)}"


def percent(k: int, n: int) -> str:
    """A whole percentage; halves go up, and some people are never written as 0% nor all but some as 100%.

    >>> [percent(k, n) for k, n in ((1, 200), (1, 1000), (999, 1000), (0, 5), (5, 5))]
    ['1%', 'under 1%', 'over 99%', '0%', '100%']
    """
    whole = (200 * k + n) // (2 * n)
    if whole == 0 and k > 0:
        return "under 1%"
    if whole == 100 and k < n:
        return "over 99%"
    return f"{whole}%"


def in_ten(k: int, n: int) -> str:
    """A share as the public reads it, to the nearest tenth; "all" and "nobody" only where that is so.

    >>> [in_ten(k, 50) for k in (20, 22, 2, 49, 50, 0)]
    ['4 in 10', 'about 4 in 10', 'fewer than 1 in 10', 'more than 9 in 10', 'all', 'nobody']

    Raises ValueError for fewer than SHOW_FROM people, and for what is no share.
    """
    if not 0 <= k <= n or n < SHOW_FROM:
        raise ValueError(f"{k} of {n} people is not a share to put in words")
    if k in (0, n):
        return "all" if k else "nobody"
    tenths = (20 * k + n) // (2 * n)
    if tenths in (0, 10):
        return "more than 9 in 10" if tenths else "fewer than 1 in 10"
    return f"{'' if 10 * k == tenths * n else 'about '}{tenths} in 10"


def month_name(month: date) -> str:
    return f"{month:%B %Y}"


def month_label(month: date) -> str:
    """A month under a chart.

    >>> month_label(date(2024, 10, 1))
    'Oct 24'
    """
    return f"{month:%b %y}"


def day(on: date) -> str:
    """A day in full.

    >>> day(date(2025, 11, 3))
    '3 November 2025'
    """
    return f"{on.day} {on:%B %Y}"


def feedback_by_month(counts: pd.DataFrame) -> str:
    """Columns `month`, `people`: how many people in all, and the busiest month."""
    heard = counts[counts["people"] > 0].sort_values("month")
    if heard.empty:
        return NOTHING_YET
    total, first, last = int(heard["people"].sum()), heard["month"].iloc[0], heard["month"].iloc[-1]
    if len(heard) == 1:
        return f"{people(total)} told us something in {month_name(first)}."
    busiest = heard.sort_values("people", ascending=False, kind="stable").iloc[0]
    return (
        f"{people(total)} told us something between {month_name(first)} and {month_name(last)}. "
        f"The busiest month was {month_name(busiest['month'])}: {people(int(busiest['people']))}."
    )


def themes_by_people(counts: pd.DataFrame, *, of: int) -> str:
    """Columns `theme`, `people`: the theme most people spoke of, out of `of` people in all."""
    if of == 0 or counts.empty or counts["people"].max() == 0:
        return NOTHING_YET
    most = int(counts["people"].max())
    if most > of:
        raise ValueError(f"{most} of {of} people cannot have spoken of one theme")
    leading = sorted(counts.loc[counts["people"] == most, "theme"])
    tenths = f", {in_ten(most, of)}" if of >= SHOW_FROM else ""
    if len(leading) == 1:
        return (
            f"More people spoke of “{leading[0]}” than of any other theme: {most:,} of {people(of)}{tenths}."
        )
    return (
        f"{_listed(leading)} are level as the themes spoken of most: {most:,} of {people(of)} each{tenths}."
    )


def sentiment_by_theme(counts: pd.DataFrame) -> str:
    """Columns `theme`, `sentiment`, `people`, `total`: what draws most complaint and most praise."""
    if counts.empty:
        return NOTHING_YET
    sides = theme_sides(counts)
    shown = sides[sides["total"] >= SHOW_FROM]
    if shown.empty:
        return TOO_FEW
    worst = shown.iloc[int((shown["negative"] / shown["total"]).argmax())]
    best = shown.iloc[int((shown["positive"] / shown["total"]).argmax())]
    sentences = []
    if worst["negative"]:
        told = share(int(worst["negative"]), int(worst["total"]))
        sentences.append(f"{worst['theme']} draws the most negative comments: {told}.")
    if best["positive"]:
        told = share(int(best["positive"]), int(best["total"]))
        sentences.append(f"{best['theme']} draws the most praise: {told}.")
    return " ".join(sentences) or "Every comment reads as neutral."


def sentiment_by_month(counts: pd.DataFrame) -> str:
    """Columns `month`, `sentiment`, `people`: the whole period, then its last month that can be shown."""
    if counts.empty or counts["people"].sum() == 0:
        return NOTHING_YET
    months = month_sides(counts)
    total = int(months["total"].sum())
    if total < SHOW_FROM:
        return TOO_FEW
    over_all = (
        f"Of {people(total)}, {percent(int(months['negative'].sum()), total)} were negative "
        f"and {percent(int(months['positive'].sum()), total)} positive."
    )
    shown = months[months["total"] >= SHOW_FROM]
    if len(shown) < 2:
        return over_all
    last = shown.iloc[-1]
    n = int(last["total"])
    return (
        f"{over_all} In {month_name(last['month'])} it was {percent(int(last['negative']), n)} negative "
        f"and {percent(int(last['positive']), n)} positive, of {people(n)}."
    )


def theme_sides(counts: pd.DataFrame) -> pd.DataFrame:
    """One row a theme: columns `theme`, `negative`, `positive`, `total`, in the order they came."""
    return _sides(counts, "theme", counts.groupby("theme", sort=False)["total"].max())


def month_sides(counts: pd.DataFrame) -> pd.DataFrame:
    """One row a month that anybody spoke in, oldest first: `month`, `negative`, `positive`, `total`."""
    sides = _sides(counts, "month", counts.groupby("month")["people"].sum())
    return sides[sides["total"] > 0].reset_index(drop=True)


def _sides(counts: pd.DataFrame, by: str, total: "pd.Series[int]") -> pd.DataFrame:
    side = counts["sentiment"].map(lambda value: _side(Sentiment(value)))
    sums = counts["people"].groupby([counts[by], side]).sum().unstack(fill_value=0)
    sums = sums.reindex(index=total.index, columns=["negative", "positive"], fill_value=0)
    return sums.assign(total=total).rename_axis(index=by, columns=None).reset_index()


def _side(sentiment: Sentiment) -> str:
    if sentiment in NEGATIVE:
        return "negative"
    return "positive" if sentiment in POSITIVE else "neutral"


def _listed(words: list[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1]))
