"""Do families see leaving hospital as patients do, and was one winter like the winter before?"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from analysis.answers_counted import RATING, Among, Share, by_winter, is_over, told_by, went_well
from analysis.changes import difference_range
from analysis.measures import EIGHT
from models.facts import Facts
from models.scope import Who
from reporting import pictures_of_answers, wording
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_of_answers import Told, say, too_few
from reporting.wording import SHOW_FROM

Key = TypeVar("Key", Who, int)


class Apart(NamedTuple):
    """How two groups answered one question, and the range of the difference in their shares."""

    question: str
    here: Share
    there: Share

    @property
    def can_be_told(self) -> bool:
        return min(self.here.people[1], self.there.people[1]) >= SHOW_FROM

    @property
    def difference(self) -> float:
        (k, n), (j, m) = self.here.people, self.there.people
        return k / n - j / m

    @property
    def range(self) -> tuple[float, float]:
        return difference_range(*self.here.people, *self.there.people)

    @property
    def is_clear(self) -> bool:
        """Whether chance alone would hardly make such a difference."""
        return self.can_be_told and not self.range[0] <= 0 <= self.range[1]


def families(looked: Looked) -> Picture:
    """Each of the eight by who told us, and where the difference is more than chance could make."""
    facts = looked.facts
    groups = {who: told_by(facts, who) for who in (Who.PATIENTS, Who.FAMILIES)}
    rows = _in_groups(facts, EIGHT, groups)
    apart = [Apart(question, of[Who.FAMILIES], of[Who.PATIENTS]) for question, of in rows.items()]
    sentence = " ".join([_families_differ(apart), *_on_being_asked(rows["involved"][Who.FAMILIES])])
    return pictures_of_answers.shares(
        Told(
            "families",
            sentence,
            say("question"),
            facts,
            looked.behind,
            (say("dots_note"), say("families.note")),
        ),
        {
            say(f"asked.{question}"): {say(f"families.{who}"): one for who, one in of.items()}
            for question, of in rows.items()
        },
        beside={
            say("families.difference"): [points(one) for one in apart],
            say("families.says"): [_says(one) for one in apart],
        },
    )


def winters(looked: Looked) -> Picture:
    """The eight and the rating in each winter there is, whatever period is looked at."""
    facts = looked.whole
    groups = by_winter(facts)
    rows = _in_groups(facts, (*EIGHT, RATING), groups)
    over = [year for year in groups if is_over(year, looked.today)]
    names = {year: _winter(year, is_over=year in over) for year in groups}
    return pictures_of_answers.shares(
        Told(
            "winter",
            _winters_differ(rows, over, people=sum(int(who.sum()) for who in groups.values())),
            say("question"),
            facts,
            looked.behind_of(facts),
            (say("dots_note"), say("winter.note")),
        ),
        {
            say(f"asked.{question}"): {names[year]: one for year, one in of.items()}
            for question, of in rows.items()
        }
        if groups
        else {},
    )


def _in_groups(
    facts: Facts, questions: Iterable[str], groups: Mapping[Key, Among]
) -> dict[str, dict[Key, Share]]:
    went = {question: went_well(facts, question) for question in questions}
    return {question: {key: one.within(who) for key, who in groups.items()} for question, one in went.items()}


def _families_differ(apart: list[Apart]) -> str:
    """The clearest difference, and what else differs."""
    if not any(one.can_be_told for one in apart):
        return too_few(n for one in apart for n in (one.here.people[1], one.there.people[1]))
    clear = sorted((one for one in apart if one.is_clear), key=lambda one: -abs(one.difference))
    if not clear:
        return say("families.alike")
    first, *others = clear
    said = say(
        "families.apart",
        name=say(f"asked.{first.question}"),
        families=_of(first.here),
        patients=_of(first.there),
    )
    names = ", ".join(say(f"asked.{one.question}").lower() for one in others)
    return f"{said} {say('families.also', names=names)}" if others else said


def _of(share: Share) -> str:
    k, n = share.people
    return f"{wording.percent(k, n)} of {n:,}"


def _on_being_asked(families: Share) -> list[str]:
    k, n = families.people
    return [say("families.involved", share=wording.share(k, n))] if n >= SHOW_FROM else []


def points(one: Apart) -> str:
    """The difference in points of a hundred, with its range."""
    if not one.can_be_told:
        return say("few", fewest=SHOW_FROM)
    low, high = one.range
    return say(
        "families.points",
        difference=f"{100 * one.difference:+.0f}",
        low=f"{100 * low:+.0f}",
        high=f"{100 * high:+.0f}",
    )


def _says(one: Apart) -> str:
    if not one.is_clear:
        return say("families.open") if one.can_be_told else ""
    return say("families.more" if one.difference > 0 else "families.less")


def _winter(year: int, *, is_over: bool) -> str:
    return say("winter.name" if is_over else "winter.so_far", year=year, next=year + 1)


def _winters_differ(rows: Mapping[str, Mapping[int, Share]], over: list[int], *, people: int) -> str:
    """The last two whole winters: the clearest difference, if any is clear."""
    if len(over) < 2 or over[-1] != over[-2] + 1:
        return say("winter.one") if people else say("nobody")
    last, before = over[-1], over[-2]
    apart = [Apart(question, of[last], of[before]) for question, of in rows.items()]
    if not any(one.can_be_told for one in apart):
        return too_few([people])
    clear = [one for one in apart if one.is_clear]
    if not clear:
        return say("winter.alike")
    first = max(clear, key=lambda one: abs(one.difference))
    return say(
        "winter.rated" if first.question == RATING else "winter.apart",
        name=say(f"asked.{first.question}"),
        year=last,
        now=wording.share(*first.here.people),
        before=wording.share(*first.there.people),
    )
