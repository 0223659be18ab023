"""What do people tell us about leaving hospital? Every picture of its page."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from analysis.answers_counted import Among, how_far
from analysis.measures import EIGHT, HELPERS, Measure, measure_called
from content import baselines
from models.facts import Facts
from reporting import pictures_of_answers, wording
from reporting import pictures_of_groups as groups
from reporting import pictures_of_the_day as day
from reporting.charts_of_answers import Elsewhere
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_of_answers import Told, begun, largest, say, shares_of, shown, too_few


def the_eight(looked: Looked) -> Picture:
    """How far each of the eight things was so, beside what was found elsewhere."""
    rows = _rows(looked.facts, EIGHT)
    notes = (say("range_note"), say("eight.elsewhere"), *baselines.notes(*baselines.lines(*EIGHT)))
    return pictures_of_answers.how_far(
        Told(
            "eight", _worst_and_best(looked.facts, rows), say("question"), looked.facts, looked.behind, notes
        ),
        rows,
        elsewhere=tuple(
            Elsewhere(asked(one.beside), one.no, one.mark)
            for one in baselines.beside(*EIGHT)
            if one.no is not None
        ),
    )


def helpers(looked: Looked) -> Picture:
    """What a hub for leaving hospital sets out to do: one person, housing, a community group."""
    rows = _rows(looked.facts, HELPERS)
    yes = shares_of(rows, "yes")
    said = [say("helpers.one", name=name, share=wording.share(k, n)) for name, (k, n) in shown(yes).items()]
    sentence = say("helpers.all", names="; ".join(said)) if said else too_few(n for _, n in yes.values())
    return pictures_of_answers.how_far(
        Told("helpers", sentence, say("question"), looked.facts, looked.behind, (say("range_note"),)), rows
    )


def measures() -> dict[str, Measure]:
    """What each of the eight is over time, by its id, in the order they are asked."""
    return {question: measure_called(f"answer.{question}") for question in EIGHT}


def asked(question: str) -> str:
    """What a question is called."""
    return say(f"asked.{question}")


def _rows(facts: Facts, questions: Iterable[str]) -> dict[str, dict[str, Among]]:
    return {asked(question): how_far(facts, question) for question in questions}


def _worst_and_best(facts: Facts, rows: Mapping[str, Mapping[str, Among]]) -> str:
    """What most people said no to, and what most said yes to."""
    no, yes = shares_of(rows, "no"), shares_of(rows, "yes")
    if not shown(no):
        return too_few(n for _, n in no.values())
    (worst, (k, n)), (best, most) = largest(shown(no)), largest(shown(yes))
    wasnt = {asked(question): say(f"wasnt.{question}") for question in EIGHT}
    parts = []
    if k:
        in_ten, when = begun(wording.in_ten(k, n)), _when(facts)
        share = wording.share(k, n)
        parts.append(say("eight.worst", in_ten=in_ten, when=when, wasnt=wasnt[worst], share=share))
    if most[0]:
        parts.append(say("eight.best", name=best, share=wording.share(*most)))
    return " ".join(parts) or say("eight.so_so")


def _when(facts: Facts) -> str:
    """The month, where all of it is of one."""
    months = facts.feedback["month"].unique()
    return " " + say("when", month=wording.month_name(months[0])) if len(months) == 1 else ""


class Part(StrEnum):
    """The page shows one part at a time."""

    QUESTIONS = "questions"
    DAY = "day"
    AFTER = "after"
    GROUPS = "groups"


PARTS: dict[Part, tuple[Callable[[Looked], Picture], ...]] = {
    Part.QUESTIONS: (the_eight,),
    Part.DAY: (day.destination, day.ready, day.missing, day.themes, day.time_of_day, day.transport),
    Part.AFTER: (day.contact, helpers),
    Part.GROUPS: (groups.families, groups.winters),
}
"""The pictures of each part, in the order of the page, of facts that are all about leaving hospital."""
