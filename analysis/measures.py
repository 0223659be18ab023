"""What can be followed month by month, and how many people does each month's figure stand for?"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.joins_counted import how_they_went
from analysis.taxonomy import Tone, load_taxonomy
from models.facts import Facts
from models.vocabulary import Rating, WhoChased

Better = Literal["high", "low"]
HOW_FAR = ("yes", "to_some_extent", "no")
"""The answers that say something; "not sure" and "doesn't apply" are in no share."""
SOON = ("within_2_days", "within_a_week")
EIGHT = (
    "knew_next",
    "involved",
    "enough_notice",
    "understood_medicines",
    "all_ready",
    "told_whom_to_contact",
    "got_in_touch",
    "story_known",
)
"""The questions about leaving hospital, in the order they are asked."""
HELPERS = ("one_person", "housing_asked", "community_group")
"""What a hub for leaving hospital sets out to do."""
UNDERSTOOD = "understood_needs"
"""What a scheme for people whom many services deal with sets out to do."""
ANSWERED = (*EIGHT, *HELPERS, UNDERSTOOD)
"""The questions that are answered by how far something was so, in the order of the form."""


class Kind(StrEnum):
    """What a month's figure is: people counted, a share of people, or a mean over people."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"


@dataclass(frozen=True)
class Measure:
    """One thing to follow. `better` is the side that is good for people; None where neither is."""

    id: str
    kind: Kind = Kind.SHARE
    better: Better | None = None

    @property
    def is_share(self) -> bool:
        return self.kind is Kind.SHARE

    @property
    def theme(self) -> str:
        """The theme it follows, or nothing."""
        return self.id.removeprefix("theme.") if self.id.startswith("theme.") else ""


class _Counted(NamedTuple):
    """For each row of feedback, what it adds to the part and whether it is one of the whole."""

    part: np.ndarray[Any, Any]
    whole: np.ndarray[Any, Any]


OTHERS = (
    Measure("people", Kind.COUNT),
    Measure("rating.good", better="high"),
    Measure("rating.poor", better="low"),
    Measure("contact.within_a_week", better="high"),
    Measure("joins.problem", better="low"),
    Measure("joins.sent_back", better="low"),
    Measure("joins.chased", better="low"),
    Measure("joins.days_lost", Kind.MEAN, better="low"),
)
_FIXED = {
    one.id: one
    for one in (
        *OTHERS,
        *(Measure(f"answer.{question}", better="high") for question in ANSWERED),
        *(Measure(f"answer.{question}.no", better="low") for question in ANSWERED),
    )
}
_SIDES: dict[Tone, Better] = {Tone.PRAISE: "high", Tone.PROBLEM: "low"}


def measure_called(id: str) -> Measure:
    """The measure of an id. Raises ValueError where there is none.

    >>> measure_called("answer.told_whom_to_contact").better
    'high'
    """
    if id in _FIXED:
        return _FIXED[id]
    theme = id.removeprefix("theme.")
    taxonomy = load_taxonomy()
    if theme == id or not (theme in taxonomy.themes or theme in taxonomy.retired):
        raise ValueError(f"no measure is called {id!r}")
    known = taxonomy.themes.get(theme)
    return Measure(id, better=_SIDES.get(known.tone) if known else None)


def monthly(facts: Facts, measure: Measure) -> pd.DataFrame:
    """One row a month, from the first in which anybody told us anything to the last, oldest first.

    Columns `month` (Timestamp), `part`, `whole` (how many people the month's figure is about). A count has
    its people in both. Of a mean `part` is the sum, as float, so that part / whole is the mean.
    """
    told = facts.feedback["month"].to_numpy().astype("datetime64[M]")
    if not len(told):
        return pd.DataFrame({"month": pd.to_datetime([]), "part": np.array([], int), "whole": []}).astype(
            {"whole": int}
        )
    first = told.min()
    at = (told - first).astype(int)
    counted = _counted(facts, measure)
    length = int(at.max()) + 1
    parts = np.bincount(at, weights=counted.part * counted.whole, minlength=length)
    return pd.DataFrame(
        {
            "month": pd.to_datetime(first + np.arange(length)),
            "part": parts if measure.kind is Kind.MEAN else parts.astype(int),
            "whole": np.bincount(at, weights=counted.whole, minlength=length).astype(int),
        }
    )


def rows_of(facts: Facts, measure: Measure) -> pd.DataFrame:
    """The rows behind each month's figure, those that make its part: columns `month`, `row`."""
    counted = _counted(facts, measure)
    made = facts.feedback["month"][(counted.part * counted.whole) > 0]
    return pd.DataFrame({"month": made, "row": made.index})


def _counted(facts: Facts, measure: Measure) -> _Counted:
    kind, _, name = measure.id.partition(".")
    count = {
        "people": _everybody,
        "answer": _answered,
        "rating": _rated,
        "contact": _contacted,
        "theme": _spoke_of,
        "joins": _joins,
    }[kind]
    return count(facts, name)


def _everybody(facts: Facts, _: str) -> _Counted:
    return _Counted(np.ones(facts.people), np.ones(facts.people, dtype=bool))


def _answered(facts: Facts, name: str) -> _Counted:
    question, _, said = name.partition(".")
    if question not in facts.answers:
        return _Counted(np.zeros(facts.people), np.zeros(facts.people, dtype=bool))
    answers = facts.answers[question]
    return _Counted((answers == (said or "yes")).to_numpy(), answers.isin(HOW_FAR).to_numpy())


def _rated(facts: Facts, name: str) -> _Counted:
    sides = {"good": (Rating.VERY_GOOD, Rating.GOOD), "poor": (Rating.VERY_POOR, Rating.POOR)}
    ratings = facts.feedback["rating"]
    whole = ratings.notna() & (ratings != Rating.DONT_KNOW.value)
    return _Counted(ratings.isin([one.value for one in sides[name]]).to_numpy(), whole.to_numpy())


def _contacted(facts: Facts, _: str) -> _Counted:
    """Of those who said whether and when somebody got in touch, since anybody was first asked when."""
    if not {"contact_when", "got_in_touch"} <= set(facts.answers):
        return _answered(facts, "contact_when")._replace(whole=np.zeros(facts.people, dtype=bool))
    when, touched = facts.answers["contact_when"], facts.answers["got_in_touch"]
    days = facts.feedback["day"]
    asked = (days >= facts.first_answered.get("contact_when", pd.NaT)).to_numpy()
    knows = (touched == "no") | (when.notna() & (when != "not_sure"))
    return _Counted(when.isin(SOON).to_numpy(), knows.to_numpy() & asked)


def _spoke_of(facts: Facts, theme: str) -> _Counted:
    tagged = facts.feedback["is_tagged"] | facts.feedback["is_checked_themes"]
    return _Counted(_among(facts, facts.themes["row"][facts.themes["theme"] == theme]), tagged.to_numpy())


def _joins(facts: Facts, name: str) -> _Counted:
    """A person with several joins is one person: their joins are looked at together."""
    count: dict[str, Callable[[Facts], _Counted]] = {
        "problem": _problems,
        "sent_back": _sent_back,
        "chased": _chased,
        "days_lost": _days_lost,
    }
    return count[name](facts)


def _problems(facts: Facts) -> _Counted:
    went, rows = how_they_went(facts), facts.joins["row"]
    return _Counted(_among(facts, rows[went.has_problem]), _among(facts, rows[went.is_said]))


def _sent_back(facts: Facts) -> _Counted:
    joins = facts.joins
    return _Counted(
        _among(facts, joins["row"][joins["times_sent_back"] > 0]),
        _among(facts, joins["row"][joins["times_sent_back"].notna()]),
    )


def _chased(facts: Facts) -> _Counted:
    joins, chased = facts.joins, facts.joins["who_chased"]
    had_to = chased.isin([WhoChased.THE_PERSON.value, WhoChased.FAMILY.value])
    said = chased.notna() & (chased != WhoChased.DONT_KNOW.value)
    return _Counted(_among(facts, joins["row"][had_to]), _among(facts, joins["row"][said]))


def _days_lost(facts: Facts) -> _Counted:
    told = facts.joins.loc[facts.joins["days_lost"].notna(), ["row", "days_lost"]]
    lost = told.groupby("row")["days_lost"].sum().reindex(facts.feedback.index)
    return _Counted(lost.fillna(0).to_numpy(), lost.notna().to_numpy())


def _among(facts: Facts, rows: "pd.Series[int]") -> np.ndarray[Any, Any]:
    found: np.ndarray[Any, Any] = facts.feedback.index.isin(rows)
    return found
