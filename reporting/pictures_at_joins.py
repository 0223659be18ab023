"""Pictures of what happens at joins: what goes wrong and well, who is sent back, who chases, what is lost."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis import joins_counted
from analysis.rates import wilson
from content.words import words
from models.vocabulary import IsSorted, WhoChased
from reporting import wording
from reporting.chart_days import days
from reporting.chart_pieces import nothing
from reporting.join_names import pair_name, share_or_count
from reporting.joins_drawn import groups, resting_on, shares
from reporting.looked import Looked
from reporting.picture import Picture, Source
from reporting.theme_titles import theme_title
from reporting.wording import SHOW_FROM

MOST_ROWS = 12
OFTEN = 3
"""Times sent back from which on they are one group."""


def at_joins(looked: Looked, told: pd.DataFrame) -> tuple[Picture, ...]:
    """What people told us of these joins, as `told_joins` gives them; nothing of what nobody told us."""
    pictures = (
        to_look_at_first(looked, told),
        what_went(looked, told, well=False),
        what_went(looked, told, well=True),
        sent_back(looked, told),
        who_chased(looked, told),
        days_lost(looked, told),
        is_sorted(looked, told),
    )
    return resting_on(told, *(picture for picture in pictures if picture.behind.people))


def what_went(looked: Looked, told: pd.DataFrame, *, well: bool) -> Picture:
    """What went wrong, or well, and for which share of the people who said how a join went."""
    whole = joins_counted.people(told[told["says_how"]])
    found = joins_counted.by_theme(told, looked.facts.problems)
    found = found[found["is_praise"] == well]
    found = found.assign(name=[theme_title(theme, looked.theme_marks) for theme in found["theme"]])
    end = "_well" if well else ""
    sentence = words(f"joins.problems.none{end}")
    if len(found):
        most = found.iloc[0]
        share = share_or_count(int(most["people"]), whole)
        sentence = words(f"joins.problems.sentence{end}", title=most["name"], share=share)
    everybody = words("joins.problems.all_note", people=wording.people(joins_counted.people(told)))
    return shares(
        looked,
        "joins_well" if well else "joins_problems",
        words(f"joins.problems.heading{end}"),
        sentence,
        (words("joins.problems.note"), everybody),
        words("joins.what"),
        found.assign(whole=whole),
        whole,
    )


def to_look_at_first(looked: Looked, told: pd.DataFrame) -> Picture:
    """Joins that enough people described, by the low end of the range of the share with a problem."""
    found = joins_counted.to_look_at_first(told, fewest=SHOW_FROM)
    found["low"] = [wilson(k, n)[0] for k, n in zip(found["with_problem"], found["people"], strict=True)]
    found = found.sort_values(["low", "people"], ascending=False, ignore_index=True)
    names = [pair_name(pair, looked.facts.directory) for pair in joins_counted.pairs_of(found)]
    found["name"] = [
        words("joins.rest", pair=name) if is_rest else name
        for name, is_rest in zip(names, found["is_rest"], strict=True)
    ]
    found = found.rename(columns={"people": "whole", "with_problem": "people"})
    sentence = words("joins.look_first.none", fewest=SHOW_FROM)
    if len(found):
        first = found.iloc[0]
        share = share_or_count(int(first["people"]), int(first["whole"]))
        sentence = words("joins.look_first.sentence", name=first["name"], share=share)
        if not first["people"]:
            sentence = words("joins.look_first.no_problem", fewest=SHOW_FROM)
    notes = (words("joins.look_first.note"), words("joins.look_first.rare", fewest=SHOW_FROM))
    said = joins_counted.people(told[told["says_how"]])
    return shares(
        looked,
        "joins_to_look_at",
        words("joins.look_first.heading"),
        sentence,
        notes,
        words("joins.join"),
        found,
        said,
    )


def sent_back(looked: Looked, told: pd.DataFrame) -> Picture:
    """How often each person was sent back, all their joins together."""
    times = joins_counted.times_sent_back(told).clip(upper=OFTEN)
    by_times = {words(f"joins.sent_back.times_{n}"): [*times.index[times == n]] for n in range(OFTEN + 1)}
    often, back = int((times == OFTEN).sum()), int((times > 0).sum())
    share = share_or_count(back, len(times))
    sentence = words("joins.sent_back.sentence", share=share, often=wording.people(often).capitalize())
    note = (words("joins.sent_back.note"),)
    return groups(looked, "sent_back", sentence, note, words("joins.times"), by_times, len(times), once=True)


def who_chased(looked: Looked, told: pd.DataFrame) -> Picture:
    """Who had to ask again before a join went on."""
    answers, whole = joins_counted.by_answer(told, "who_chased")
    chased = joins_counted.people(
        pd.concat([answers[one] for one in (WhoChased.THE_PERSON, WhoChased.FAMILY)])
    )
    sentence = words("joins.chased.sentence", share=share_or_count(chased, whole))
    return _answered(looked, "chased", sentence, answers, whole)


def is_sorted(looked: Looked, told: pd.DataFrame) -> Picture:
    """Whether what went wrong at a join is put right by now."""
    answers, whole = joins_counted.by_answer(told, "is_sorted")
    yes, no = (joins_counted.people(answers[one]) for one in (IsSorted.YES, IsSorted.NO))
    no_people = wording.people(no).capitalize()
    sentence = words("joins.sorted.sentence", share=share_or_count(yes, whole), no=no_people)
    return _answered(looked, "sorted", sentence, answers, whole)


def days_lost(looked: Looked, told: pd.DataFrame) -> Picture:
    """How many days were lost: by everybody who told us, and where enough people did."""
    lost = joins_counted.days_lost(told)
    rows = [(words("joins.lost.all"), lost)] if len(lost) >= SHOW_FROM else []
    pairs = joins_counted.days_lost_by_pair(told).groupby(["start", "end"], observed=True)
    for _, there in pairs if len(pairs) > 1 else ():
        if len(there) >= SHOW_FROM:
            name = pair_name(joins_counted.pairs_of(there)[0], looked.facts.directory)
            rows.append((name, there.set_index("row")["days"]))
    spread = pd.DataFrame(
        [(name, *np.quantile(one, (0.25, 0.5, 0.75)), len(one)) for name, one in rows],
        columns=["name", "low", "middle", "high", "people"],
    )
    spread["place"] = spread.index > 0
    spread = spread.sort_values(["place", "middle"], ascending=[True, False]).head(MOST_ROWS)
    said = {name: [_days(n) for n in spread[name]] for name in ("low", "middle", "high")}
    spread["words"] = [
        words("joins.lost.words", name=name, low=low, middle=middle, high=high, people=wording.people(n))
        for name, low, middle, high, n in zip(spread["name"], *said.values(), spread["people"], strict=True)
    ]
    sentence = words("joins.lost.none", fewest=SHOW_FROM)
    if rows:
        middle, high = said["middle"][0], said["high"][0]
        people = wording.people(len(lost))
        sentence = words("joins.lost.sentence", people=people, middle=middle, high=high)
    return Picture(
        name="joins_days_lost",
        heading=words("joins.lost.heading"),
        sentence=sentence,
        draw=lambda mode: days(spread, mode, description=sentence) if rows else nothing(sentence, mode),
        table=pd.DataFrame(
            {
                words("joins.join"): spread["name"],
                words("joins.low_quarter"): said["low"],
                words("joins.median"): said["middle"],
                words("joins.high_quarter"): said["high"],
                words("numbers.people"): spread["people"],
            }
        ),
        source=Source.ANSWERS,
        behind=looked.behind._replace(people=len(lost)),
        notes=(words("joins.sent_back.note"), words("joins.lost.note")) if rows else (),
        fewest=int(spread["people"].min()) if rows else None,
        marks={name: [*one.index] for name, one in rows},
    )


def _answered(
    looked: Looked, about: str, sentence: str, answers: Mapping[str, pd.DataFrame], whole: int
) -> Picture:
    by_answer = {
        words(f"joins.{about}.{answer}"): [*told["row"].unique()] for answer, told in answers.items()
    }
    notes = (words("joins.chased.note"),)
    return groups(looked, about, sentence, notes, words("joins.answer"), by_answer, whole)


def _days(days: float) -> str:
    """A number of days, halves as they are.

    >>> _days(28.0), _days(10.5)
    ('28', '10.5')
    """
    return f"{days:,.0f}" if days == int(days) else f"{days:,.1f}"
