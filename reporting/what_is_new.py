"""What is new in the last full month, in sentences for a board with five minutes."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis.behind import only_people
from analysis.changes import FEWEST
from analysis.lately import first_after_full_months, months_before, new_joins, new_themes
from analysis.measures import measure_called, monthly
from content.words import words
from reporting import wording
from reporting.looked import Looked
from reporting.picture import Lines
from reporting.theme_titles import theme_title
from reporting.wording import SHOW_FROM

SAID = {
    "not_told": "answer.told_whom_to_contact.no",
    "not_ready": "answer.all_ready",
    "join_problem": "joins.problem",
}
THE_OTHERS = {"not_ready"}
"""Said of those who are not in the measure's part: "to some extent" is not everything ready either."""
MOST_NEW = 3


def what_is_new(looked: Looked) -> Lines:
    """What people said last month of what matters most, what was heard for the first time, and what waits.

    How many comments wait tells of our work, and of nobody.
    """
    until = first_after_full_months(looked.today, looked.scope.until)
    named = {"month": wording.month_name(months_before(until, 1)), "few": str(FEWEST)}
    tagged = only_people(looked.whole) if looked.is_people_only else looked.whole
    themes, joins = new_themes(tagged, until), new_joins(looked.whole, until)
    shares = [*_shares(looked, until)]
    firsts = [*themes.items()][:MOST_NEW], [*joins.items()][:MOST_NEW]
    said = [sentence for sentence, _ in shares]
    said += [
        words(
            "overview.new.theme",
            people=wording.people(people),
            theme=theme_title(theme, looked.theme_marks),
            **named,
        )
        for theme, people in firsts[0]
    ]
    said += [
        words(
            "overview.new.join",
            people=wording.people(people),
            from_=words(f"named.sector.{first}"),
            to=words(f"named.sector.{then}"),
            **named,
        )
        for (first, then), people in firsts[1]
    ]
    if not said:
        said = [words("overview.new.nothing", **named)]
    if waiting := int(looked.facts.feedback["awaits"].sum()):
        said.append(words(f"overview.new.waiting_{'one' if waiting == 1 else 'many'}", count=f"{waiting:,}"))
    people = [number for _, numbers in shares for number in numbers]
    return Lines(said, [*people, *(number for first in firsts for _, number in first)])


def _shares(looked: Looked, until: date) -> Iterator[tuple[str, tuple[int, int]]]:
    """What so many in ten said in the last full month, how many did and did not; not of under 10 people."""
    month = months_before(until, 1)
    for name, measure in SAID.items():
        months = monthly(looked.whole, measure_called(measure))
        for k, n in months.loc[months["month"] == pd.Timestamp(month), ["part", "whole"]].to_numpy().tolist():
            if n >= SHOW_FROM:
                share = wording.in_ten(n - k if name in THE_OTHERS else k, n)
                kind = share if share in ("all", "nobody") else "some"
                gaps = {"n": f"{n:,}", "month": wording.month_name(month)}
                said = words(f"overview.said.{name}.{kind}", share=share[0].upper() + share[1:], **gaps)
                yield said, (k, n - k)
