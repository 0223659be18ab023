"""What does a figure rest on: how many people, and how much of it did a person read?"""

from typing import NamedTuple

from analysis.narrow import keep
from models.facts import Facts
from models.vocabulary import SIDES


class Behind(NamedTuple):
    """`agreed` of `read_by_both` comments were put on the same side by a person and by the machine.

    `checked` is how many a person has decided the tags of. `is_people_only`: a theme is what a person
    found, never the machine alone. `theme`: only who spoke of it is counted. `confirmed_joins` are joins in
    the figure that were found in people's words and confirmed by a person.
    """

    people: int
    checked: int
    tagged: int
    read_by_both: int
    agreed: int
    is_people_only: bool = False
    theme: str = ""
    confirmed_joins: int = 0


def behind(facts: Facts, *, is_people_only: bool = False, theme: str | None = None) -> Behind:
    """What figures of these facts rest on."""
    told = facts.feedback
    both = told[["machine_sentiment", "person_sentiment"]].dropna().astype(str)
    sides = both.replace(SIDES)
    return Behind(
        people=facts.people,
        checked=int(told["is_checked"].sum()),
        tagged=int(told["is_tagged"].sum()),
        read_by_both=len(both),
        agreed=int((sides["machine_sentiment"] == sides["person_sentiment"]).sum()),
        is_people_only=is_people_only,
        theme=theme or "",
    )


def only_people(facts: Facts) -> Facts:
    """The facts of comments whose themes a person decided, so that no machine's tag is among them."""
    return keep(facts, facts.feedback["is_checked_themes"].to_numpy())
